/** The form that installs a seal. Its files stay in memory: a key is never put down unencrypted. */
import type { FastifyRequest } from 'fastify'
import { type FieldError, Refusal } from '../ground/errors.ts'
import { eachPart } from '../web/each-part.ts'

/** A key store with a long chain has 20 kB; a seal at 600 dots to the inch 300 kB. */
const LARGEST = { p12: 262_144, picture: 4_194_304 }
const LABELS = { p12: '证书文件', picture: '印章图片' }
type FileName = keyof typeof LARGEST

/** What was sent; files that are too large or empty are null. */
export type SealForm = {
  fields: Record<string, string>
  p12: Buffer | null
  picture: Buffer | null
  errors: FieldError[]
}

const isFile = (name: string): name is FileName => Object.hasOwn(LARGEST, name)

const tooLarge = (name: FileName): FieldError => ({
  field: name,
  code: 'FILE_TOO_LARGE',
  message: `${LABELS[name]}超过 ${LARGEST[name] / 1024} KB`,
})

/** Reads the form to its end. @throws Refusal MALFORMED for what is no form with files. */
export async function readSealForm(request: FastifyRequest): Promise<SealForm> {
  const form: SealForm = { fields: {}, p12: null, picture: null, errors: [] }
  if (!request.isMultipart()) throw new Refusal('MALFORMED')
  await eachPart(request, async (part) => {
    if (part.type === 'field') {
      form.fields[part.fieldname] = String(part.value ?? '')
      return
    }
    const name = part.fieldname
    const pieces: Buffer[] = []
    let size = 0
    // Read to its end in any case: what follows it in the form is wanted.
    for await (const piece of part.file) {
      size += piece.length
      if (isFile(name) && size <= LARGEST[name]) pieces.push(piece)
    }
    if (!isFile(name) || size === 0) return
    if (size > LARGEST[name]) form.errors.push(tooLarge(name))
    else form[name] = Buffer.concat(pieces)
  })
  return form
}
