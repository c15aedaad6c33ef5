/**
 * The letter as it leaves the house: sealed and signed where its agency has a seal in force. Signing is arithmetic of a
 * few milliseconds and belongs into the transaction that issues the letter; the time stamp waits for another house and
 * comes after it (`stamp.ts`), so an authority that does not answer stops no letter.
 */
import { createHash } from 'node:crypto'
import type { Tx } from '../db/client.ts'
import { type Letter, type Rendered, renderPdf } from '../documents/index.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { SealFault } from './fault.ts'
import { openSeal, type SealRow, sealInForce } from './installed.ts'
import { drawPicture } from './picture.ts'

/** A letter that carries its agency's seal. */
export type SealedPdf = Rendered & {
  /** SHA-256 of the same document with its signature still empty. */
  unsignedSha256: string
}
/** A letter as it leaves, with the seal on it if there is one; `stamped` where a time stamp is to follow. */
export type Issued = Rendered & { seal: { version: number; unsignedSha256: string; stamped: boolean } | null }

/**
 * A form for the file is not sealed. A seal whose certificate no longer holds stops the letter by name, and does not
 * let it leave unsigned unnoticed: the administrator installs the new certificate, or revokes the old one.
 * @throws Refusal FACT_REFUSED with the code of the fault.
 */
export async function issue(
  tx: Tx,
  house: Pick<House, 'fonts' | 'blobs' | 'keys'>,
  agencyId: string,
  letter: Letter,
  issuedAt: Date,
): Promise<Issued> {
  const row = letter.format === 'letter' ? await sealInForce(tx, agencyId) : undefined
  if (!row) return { ...(await renderPdf(letter, house.fonts, { issuedAt })), seal: null }
  try {
    const { unsignedSha256, ...pdf } = await sealedPdf(house, row, letter, { issuedAt })
    return { ...pdf, seal: { version: row.version, unsignedSha256, stamped: row.authority !== null } }
  } catch (error) {
    if (!(error instanceof SealFault)) throw error
    throw new Refusal('FACT_REFUSED', {
      code: error.code,
      message: `${letter.organ}的印章不能使用：${error.message}。请系统管理员在“印章”页更换或者撤销，撤销后文书不带电子签名`,
    })
  }
}

/** The same letter, seal and instant give the same bytes where the seal is `repeatable`, else the same unsigned ones. */
export async function sealedPdf(
  house: Pick<House, 'fonts' | 'blobs' | 'keys'>,
  row: SealRow,
  letter: Letter,
  options: { issuedAt: Date; draft?: boolean },
): Promise<SealedPdf> {
  const { provider, picture, diameter } = await openSeal(house, row)
  const unsigned = await renderPdf(letter, house.fonts, {
    ...options,
    finish(doc, place) {
      if (picture && place) drawPicture(doc, place, picture, { millimetres: diameter, alt: `${letter.signature}印章` })
      provider.placeholder(doc)
    },
  })
  const bytes = await provider.sign(unsigned.bytes, options.issuedAt)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { ...unsigned, bytes, sha256, unsignedSha256: unsigned.sha256 }
}

/** Which seal is on a letter; and the work of stamping it, after commit. */
export async function recordSeal(tx: Tx, key: CaseKey, letter: string, { seal }: Issued): Promise<void> {
  if (!seal) return
  const { version, unsignedSha256, stamped } = seal
  await tx`insert into sealed_letters ${tx({ ...key, letter, version, unsignedSha256 })}`
  if (stamped) await enqueue(tx, 'stamp', { ...key, letter })
}
