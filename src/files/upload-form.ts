/** Reads a multipart body part by part: fields as text, files straight into the store. Nothing large is held in memory. */
import type { FastifyRequest } from 'fastify'
import { invalid, Refusal } from '../ground/errors.ts'
import type { Keys } from '../ground/keys.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { sentence } from '../web/words/sentences.ts'
import { type IdentityDocument, takeIdentityDocument } from './take-identity-document.ts'
import { isTaken, type RefusedFile, type Shelf, type Taken, takeFile } from './uploads.ts'

export type UploadForm = {
  fields: Record<string, string>
  files: Taken[]
  /** By id, the control in which each was chosen. */
  controls: Map<string, string>
  /** Pictures of identity documents, encrypted. */
  papers: IdentityDocument[]
  refused: RefusedFile[]
}

/** All fields of a form together, in bytes; files are counted apart. */
const MOST_IN_FIELDS = 1_048_576

/**
 * @param keys given where a part called `identity` is the picture of an identity document, to be kept apart
 * @throws Refusal FORM_TOO_LARGE, MALFORMED
 */
export async function readUploadForm(
  request: FastifyRequest,
  shelf: Shelf,
  at: Date,
  keys?: Keys,
): Promise<UploadForm> {
  let size = 0
  const form: UploadForm = { fields: {}, files: [], controls: new Map(), papers: [], refused: [] }
  if (!request.isMultipart()) return { ...form, fields: formOf(request.body) }
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        const value = String(part.value ?? '')
        size += Buffer.byteLength(part.fieldname) + Buffer.byteLength(value)
        if (size > MOST_IN_FIELDS) throw new Refusal('FORM_TOO_LARGE')
        form.fields[part.fieldname] = value
      } else if (part.filename && keys && part.fieldname === 'identity') {
        const paper = await takeIdentityDocument(keys, part.filename, part.file, at)
        if ('sealed' in paper) form.papers.push(paper)
        else form.refused.push(paper)
      } else if (part.filename) {
        const file = await takeFile(shelf, part.filename, part.file, at)
        if (isTaken(file)) {
          form.files.push(file)
          form.controls.set(file.id, part.fieldname)
        } else form.refused.push(file)
      } else {
        part.file.resume() // an empty file control
      }
    }
  } catch (error) {
    if (isMalformed(error as Error)) throw new Refusal('MALFORMED', { message: '表单过大或者无法读取' })
    throw error
  }
  return form
}

/** Works on a store that holds files back: of a request that is refused none stays on the disk. */
export async function holding<H extends Pick<House, 'blobs'>, T>(house: H, work: (house: H) => Promise<T>): Promise<T> {
  const held = house.blobs.hold()
  try {
    return await work({ ...house, blobs: held })
  } finally {
    await held.drop()
  }
}

/** The reader of forms throws bare errors; those of the disk name the call that failed, and ours are of a kind. */
const isMalformed = (error: Error) =>
  (error as { code?: string }).code?.startsWith('FST_') ||
  (Object.getPrototypeOf(error) === Error.prototype && !('syscall' in error))

/** The JSON of a request: the body, or the named part of a multipart form. */
export function jsonPart(multipart: boolean, fields: Record<string, string>, part: string, body: unknown): unknown {
  if (!multipart) return body
  try {
    return JSON.parse(fields[part] ?? '')
  } catch {
    throw invalid({
      field: part,
      code: fields[part] === undefined ? 'MISSING' : 'NOT_JSON',
      message: sentence('body.partMissing', { part }),
    })
  }
}
