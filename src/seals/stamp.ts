/**
 * Has a signed letter stamped by the authority of its seal, after it was issued. The issued bytes, which the ledger
 * names, stay what they are: the stamp stands beside what was signed, so a copy that carries it is the same document to
 * every reader, and is kept next to it. While the authority does not answer there is no copy, and the job comes again.
 */
import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type House, overAll } from '../house.ts'
import { requireListed } from './outside.ts'
import { signatureIn, withSignature } from './pdf-signature.ts'
import { letterTimestamps } from './tables.ts'
import type { Token } from './tsp.ts'

/** The job: stamps one letter, once. SQL: letters are a floor above. @throws SealFault TIMESTAMP_… when it is to be tried again. */
export async function stamp(
  of: Pick<House, 'sql' | 'db' | 'everywhere' | 'blobs' | 'time' | 'config'>,
  { letter, ...key }: CaseKey & { letter: string },
): Promise<void> {
  const house = overAll(of)
  const [row] = await house.sql<{ sha256: string; authority: string | null }[]>`
    select l.sha256, s.authority from letters l
    join sealed_letters on_it on (on_it.agency_id, on_it.case_id, on_it.letter) = (l.agency_id, l.case_id, l.id)
    join agency_seals s on (s.agency_id, s.version) = (on_it.agency_id, on_it.version)
    where l.agency_id = ${key.agencyId} and l.case_id = ${key.caseId} and l.id = ${letter}`
  if (!row?.authority || (await stampOf(house.db, { ...key, letter }))) return
  const { bytes, token, at } = await stampedPdf(house, await house.blobs.read(row.sha256), row.authority)
  const { sha256 } = await house.blobs.put(bytes)
  await house.sql`
    insert into letter_timestamps ${house.sql({
      ...key,
      letter,
      authority: row.authority,
      stampedAt: at.toISOString(),
      token,
      sha256,
      at: house.time.now().toISOString(),
    })} on conflict do nothing`
}

/** A signed document with a stamp over its signature. @throws SealFault TIMESTAMP_… */
export async function stampedPdf(
  house: Pick<House, 'config'>,
  pdf: Buffer,
  authority: string,
): Promise<Token & { bytes: Buffer }> {
  requireListed(house, authority)
  const { signatureOf, withToken } = await import('./cms.ts')
  const { timestamp } = await import('./tsp.ts')
  const { gap, cms } = signatureIn(pdf)
  const stamped = await timestamp(signatureOf(cms), authority)
  return { ...stamped, bytes: withSignature(pdf, gap, withToken(cms, stamped.token)) }
}

/** Who stamped a letter and when, and the SHA-256 of the copy that carries the stamp. */
export type Stamp = { authority: string; stampedAt: string; sha256: string }

/** The time stamp of a letter, once there is one. */
export async function stampOf(
  db: Db,
  { agencyId, caseId, letter }: CaseKey & { letter: string },
): Promise<Stamp | undefined> {
  const { authority, stampedAt, sha256 } = letterTimestamps
  const ofLetter = and(
    eq(letterTimestamps.agencyId, agencyId),
    eq(letterTimestamps.caseId, caseId),
    eq(letterTimestamps.letter, letter),
  )
  const [row] = await db.select({ authority, stampedAt, sha256 }).from(letterTimestamps).where(ofLetter)
  return row
}
