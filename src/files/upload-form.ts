/** Reads a multipart body part by part: fields as text, files straight into the store. Nothing large is held in memory. */
import type { FastifyRequest } from 'fastify'
import { invalid, Refusal } from '../ground/errors.ts'
import type { Keys } from '../ground/keys.ts'
import type { House } from '../house.ts'
import { eachPart } from '../web/each-part.ts'
import { formOf } from '../web/form-of.ts'
import { refuseDeep } from '../web/well-formed.ts'
import { sentence } from '../web/words/sentences.ts'
import { type IdentityDocument, MOST_PAPERS, onePaperTooMany, takeIdentityDocument } from './take-identity-document.ts'
import {
  type From,
  isTaken,
  MOST_FILES,
  oneFileTooMany,
  type RefusedFile,
  type Shelf,
  type Taken,
  takeFile,
} from './uploads.ts'

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
/** Parts of a multipart body that are JSON (contract, section 6). */
const JSON_PARTS = ['application', 'fact']

type Reading = {
  at: Date
  keys: Keys | undefined
  check: (fields: UploadForm['fields']) => void
  from: From
}

/**
 * @param keys given where a part called `identity` is the picture of an identity document, to be kept apart
 * @param check of the fields once all are read, and before a second file is; where it throws, as where the form cannot be read, no file stays
 * @param from of staff whatever came is taken
 * @throws Refusal FORM_TOO_LARGE, MALFORMED, NOT_SIGNED_IN where the session ended meanwhile, of strangers BUSY, MUCH_TODAY,
 * DISK_FULL; whatever `check` throws
 */
export async function readUploadForm(
  request: FastifyRequest,
  shelf: Shelf,
  at: Date,
  keys?: Keys,
  check: (fields: UploadForm['fields']) => void = () => {},
  from: From = 'stranger',
): Promise<UploadForm> {
  const form: UploadForm = { fields: {}, files: [], controls: new Map(), papers: [], refused: [] }
  try {
    if (request.isMultipart()) await readParts(request, form, counting(request, shelf), { at, keys, check, from })
    else form.fields = formOf(request.body)
    check(form.fields)
    return form
  } catch (error) {
    for (const { id } of form.files) await shelf.takeBack?.(id)
    throw error
  }
}

/** The shelf, where each byte is counted before it is written. */
function counting(request: FastifyRequest, shelf: Shelf): Shelf {
  async function* counted(content: AsyncIterable<Uint8Array>) {
    for await (const piece of content) {
      await request.brings(piece.byteLength)
      yield piece
    }
  }
  return { ...shelf, put: (content, id) => shelf.put(counted(content), id) }
}

async function readParts(request: FastifyRequest, form: UploadForm, shelf: Shelf, { at, keys, check, from }: Reading) {
  let size = 0
  const type = (name: string, value: string) => {
    size += Buffer.byteLength(name) + Buffer.byteLength(value)
    if (size > MOST_IN_FIELDS) throw new Refusal('FORM_TOO_LARGE')
    form.fields[name] = value
  }
  await eachPart(request, async (part) => {
    if (part.type === 'field') {
      // What says that it is JSON has been parsed by the reader of forms (RFC 7578, 4.4).
      const isParsed = typeof part.value === 'object' && part.value !== null
      return type(part.fieldname, isParsed ? JSON.stringify(part.value) : String(part.value ?? ''))
    }
    // Programs put JSON into a form as a Blob, which bears a name though it is a field.
    if (JSON_PARTS.includes(part.fieldname) && part.mimetype.startsWith('application/json'))
      return type(part.fieldname, await textIn(part.file))
    if (part.filename && form.files.length + form.papers.length > 0) check(form.fields)
    if (part.filename && keys && part.fieldname === 'identity') {
      const hold = async (bytes: number) => {
        request.holds(bytes)
        await request.brings(bytes)
      }
      const paper =
        form.papers.length < MOST_PAPERS
          ? await takeIdentityDocument(keys, part.filename, part.file, at, hold)
          : await onePaperTooMany(part.filename, part.file)
      if ('sealed' in paper) form.papers.push(paper)
      else form.refused.push(paper)
    } else if (part.filename) {
      const file =
        form.files.length < MOST_FILES
          ? await takeFile(shelf, part.filename, part.file, at, from)
          : await oneFileTooMany(part.filename, part.file)
      if (isTaken(file)) {
        form.files.push(file)
        form.controls.set(file.id, part.fieldname)
      } else form.refused.push(file)
    } else {
      part.file.resume() // an empty file control
    }
  })
}

/** Read no further than a field may be long. */
async function textIn(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of content) {
    size += piece.length
    if (size > MOST_IN_FIELDS) throw new Refusal('FORM_TOO_LARGE')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Works on a store that holds the files of its shelf back: of a request that is refused none stays on the disk. */
export async function holding<H extends Pick<House, 'blobs'>, T>(
  house: H,
  work: (house: H, shelf: Shelf) => Promise<T>,
): Promise<T> {
  const held = house.blobs.hold()
  try {
    return await work({ ...house, blobs: held }, held.shelf)
  } finally {
    await held.drop()
  }
}

/** The JSON of a request: the body, or the named part of a multipart form. */
export function jsonPart(multipart: boolean, fields: Record<string, string>, part: string, body: unknown): unknown {
  if (!multipart) return body
  const json = parsed(fields[part])
  if (json === undefined)
    throw invalid({
      field: part,
      code: fields[part] === undefined ? 'MISSING' : 'NOT_JSON',
      message: sentence('body.partMissing', { part }),
    })
  refuseDeep(json)
  return json
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
