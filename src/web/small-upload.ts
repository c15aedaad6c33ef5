/** A form with one small file, kept in memory: what is read at once and stored nowhere. */
import type { FastifyRequest } from 'fastify'
import { eachPart } from './each-part.ts'
import { formOf } from './form-of.ts'

/**
 * The fields of a form, and its part `file`; null where none was chosen. A form without files has its fields alone.
 * @param largest bytes; of a longer file one byte more is kept, so that whoever reads it refuses it
 */
export async function smallUpload(
  request: FastifyRequest,
  largest: number,
): Promise<{ fields: Record<string, string>; file: Buffer | null }> {
  if (!request.isMultipart()) return { fields: formOf(request.body), file: null }
  const fields: Record<string, unknown> = {}
  let file: Buffer | null = null
  await eachPart(request, async (part) => {
    if (part.type === 'field') {
      fields[part.fieldname] = part.value
      return
    }
    const pieces: Buffer[] = []
    let size = 0
    for await (const piece of part.file) {
      size += piece.length
      if (size <= largest + 1) pieces.push(piece)
    }
    if (part.fieldname === 'file' && size > 0)
      file = Buffer.concat(size > largest ? [Buffer.alloc(largest + 1)] : pieces)
  })
  return { fields: formOf(fields), file }
}
