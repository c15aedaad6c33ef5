/** Reads a multipart body part by part: fields as text, files straight into the store. Nothing large is held in memory. */
import type { FastifyRequest } from 'fastify'
import type { Blobs } from '../blobs.ts'
import { Refusal } from '../errors.ts'
import { isTaken, type RefusedFile, type Taken, takeFile } from '../evidence/uploads.ts'

export type UploadForm = { fields: Record<string, string>; files: Taken[]; refused: RefusedFile[] }

export async function readUploadForm(request: FastifyRequest, blobs: Blobs, at: Date): Promise<UploadForm> {
  const form: UploadForm = { fields: {}, files: [], refused: [] }
  if (!request.isMultipart()) return { ...form, fields: { ...(request.body as Record<string, string>) } }
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        form.fields[part.fieldname] = String(part.value ?? '')
      } else if (part.filename) {
        const file = await takeFile(blobs, part.filename, part.file, at)
        if (isTaken(file)) form.files.push(file)
        else form.refused.push(file)
      } else {
        part.file.resume() // an empty file control
      }
    }
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('FST_'))
      throw new Refusal('MALFORMED', { message: '表单过大或者无法读取' })
    throw error
  }
  return form
}
