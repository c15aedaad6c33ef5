/**
 * 重印核对: makes an issued letter again from what is kept of it (template, data, instant, fonts, seal) and holds the bytes
 * against the file that the ledger names. Changes nothing; where it cannot be made again, it says what is missing.
 */
import { createHash } from 'node:crypto'
import { readAs } from '../db/client.ts'
import { DocumentFault, type Letter, renderPdf } from '../documents/index.ts'
import { BlobChanged, BlobMissing } from '../ground/blobs.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { SealFault } from '../seals/fault.ts'
import { openSeal, sealOfVersion } from '../seals/installed.ts'
import { sealedPdf } from '../seals/issue.ts'
import { around, signatureIn } from '../seals/pdf-signature.ts'
import { composedAgain, type Kept, keptOf, Unmakeable, type Why } from './kept-letter.ts'
import type { Reprint } from './views.ts'

/** @throws Refusal NOT_FOUND */
export async function reprint(
  house: Pick<House, 'sql' | 'db' | 'fonts' | 'blobs' | 'keys'>,
  key: CaseKey,
  letter: string,
): Promise<Reprint> {
  const kept = await readAs(house, [key.agencyId], ({ db }) => keptOf(db, house.keys, key, letter))
  const about = { letter, title: kept.title, number: kept.number, keptSha256: kept.sha256 }
  const file = await house.blobs.read(kept.sha256).catch(lost)
  const made = await madeAgain(house, key.agencyId, kept).catch(unmade)
  const compared = 'bytes' in made && !made.repeatable ? 'signedPart' : 'file'
  const faults = ['code' in file ? file : [], 'code' in made ? made : []].flat()
  const sha256 = 'bytes' in made ? hashOf(made.bytes) : null
  if (!Buffer.isBuffer(file) || !('bytes' in made))
    return { ...about, identical: false, compared, sha256, differs: faults }

  const identical = compared === 'file' ? made.bytes.equals(file) : sameButSigned(made, file, kept.unsignedSha256)
  return { ...about, identical, compared, sha256, differs: identical ? [] : [BYTES] }
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

type Made = { bytes: Buffer; unsignedSha256: string; repeatable: boolean }

/** @throws Unmakeable, DocumentFault, SealFault */
async function madeAgain(
  house: Pick<House, 'db' | 'fonts' | 'blobs' | 'keys'>,
  agencyId: string,
  kept: Kept,
): Promise<Made> {
  const { letter, fonts } = await composedAgain(house, kept)
  return drawn({ ...house, fonts }, agencyId, kept, letter)
}

async function drawn(
  house: Pick<House, 'db' | 'fonts' | 'blobs' | 'keys'>,
  agencyId: string,
  kept: Kept,
  letter: Letter,
): Promise<Made> {
  const issuedAt = new Date(kept.issuedAt)
  if (kept.seal === null) {
    const { bytes, sha256 } = await renderPdf(letter, house.fonts, { issuedAt })
    return { bytes, unsignedSha256: sha256, repeatable: true }
  }
  const seal = await sealOfVersion(house.db, agencyId, kept.seal)
  if (!seal) throw new Unmakeable(SEAL_MISSING)
  const { provider } = await openSeal(house, seal)
  const { bytes, unsignedSha256 } = await sealedPdf(house, seal, letter, { issuedAt })
  return { bytes, unsignedSha256, repeatable: provider.repeatable }
}

/** An ECDSA signature is another each time: what it signs is every byte around it, and the document before it. */
function sameButSigned(made: Made, file: Buffer, unsignedSha256: string | null): boolean {
  const [ours, theirs] = [made.bytes, file].map((pdf) => Buffer.concat(around(pdf, signatureIn(pdf).gap)))
  return ours!.equals(theirs!) && made.unsignedSha256 === unsignedSha256
}

function unmade(error: unknown): Why {
  if (error instanceof Unmakeable) return error.why
  if (error instanceof SealFault) return { code: error.code, message: `印章打不开，不能重新签名：${error.message}。` }
  if (error instanceof DocumentFault) return { code: error.code, message: `文字不能重新组成：${error.message}` }
  throw error
}

function lost(error: unknown): Why {
  if (error instanceof BlobMissing) return KEPT_MISSING
  if (error instanceof BlobChanged) return KEPT_CHANGED
  throw error
}

const SEAL_MISSING = { code: 'SEAL_MISSING', message: '没有生成时所用的那一版印章。' }
const KEPT_MISSING = { code: 'KEPT_MISSING', message: '留存的文件不在存储中，请从备份恢复。' }
const KEPT_CHANGED = { code: 'KEPT_CHANGED', message: '留存的文件被改动过，与台账所记的校验值不符，请从备份恢复。' }
const BYTES = { code: 'BYTES_DIFFER', message: '重新生成的文件与留存文件不同。留存文件与台账一致，仍以留存文件为准。' }
