/**
 * What the virus scanner says of files, before they are put on file: by the SHA-256 of the content, so that the same file
 * is infected wherever it lies. An infected one is on file, for the application counts with the day on which it came; but
 * it is given out to nobody. One that could not be scanned is opened by nobody's single click until it was. SQL: filing
 * and downloads wait for it, and a sweep asks.
 *
 * Proven by test/intake/scanner.test.ts.
 */

import type { Sql, Tx } from '../db/client.ts'
import { BlobMissing } from '../ground/blobs.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { Refusal } from '../ground/errors.ts'
import { report } from '../ground/log.ts'
import { ScannerAway } from '../ground/scanner.ts'
import { type House, overAll } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { sentence } from '../web/words/sentences.ts'
import { announceVirus } from './found-later.ts'
import type { IdentityDocument } from './take-identity-document.ts'
import type { RefusedFile, Taken } from './uploads.ts'

type Scanning = Pick<House, 'sql' | 'blobs' | 'scanner' | 'time'>
type Bytes = AsyncIterable<Uint8Array>
type Result = { sha256: string; result: 'clean' | 'infected' | 'unscanned'; virus: string | null }

/** Scans what was not told clean or infected before, and keeps the answers. @returns those that are infected, with words for whoever sent them */
export async function scanned(house: Scanning, files: readonly Taken[]): Promise<RefusedFile[]> {
  const { sql, scanner } = house
  if (!scanner || files.length === 0) return []
  const hashes = [...new Set(files.map(({ sha256 }) => sha256))]
  const known = new Map((await told(sql, hashes)).map((one) => [one.sha256, one]))
  for (const sha256 of hashes)
    if (!known.has(sha256)) known.set(sha256, await keep(house, await resultOf(house, sha256)))
  return files.flatMap(({ name, sha256 }) => {
    const { result, virus } = known.get(sha256)!
    return result === 'infected' ? [infected(name, virus!)] : []
  })
}

const told = (sql: Sql, hashes: readonly string[]) => sql<Result[]>`
  select sha256, result, virus from file_scans where sha256 = any(${hashes as string[]}) and result <> 'unscanned'`

async function resultOf(
  { blobs, scanner }: Pick<Scanning, 'blobs' | 'scanner'>,
  sha256: string,
  content?: Bytes,
): Promise<Result> {
  try {
    const virus = await scanner!.scan(content ?? (await blobs.get(sha256)))
    return virus === undefined ? { sha256, result: 'clean', virus: null } : { sha256, result: 'infected', virus }
  } catch (error) {
    if (!(error instanceof ScannerAway)) throw error
    report('The virus scanner did not answer', error)
    return { sha256, result: 'unscanned', virus: null }
  }
}

async function keep({ sql, time }: Pick<Scanning, 'time'> & { sql: Sql | Tx }, result: Result): Promise<Result> {
  await sql`
    insert into file_scans ${sql({ ...result, at: time.now().toISOString() })}
    on conflict (sha256) do update set result = excluded.result, virus = excluded.virus, at = excluded.at
      where file_scans.result = 'unscanned'`
  return result
}

const infected = (name: string, virus: string): RefusedFile => ({
  name,
  code: 'FILE_INFECTED',
  message: sentence('file.infected', { name, virus }),
})

/**
 * Pictures of identity documents that carry nothing, and those that do, by name: such a one is not kept at all, for the
 * application does not need it. One that could not be scanned is taken and told later, by the keyed hash of its content.
 */
export async function scannedPapers(
  house: Scanning & Pick<House, 'keys'>,
  papers: readonly IdentityDocument[],
): Promise<{ clean: IdentityDocument[]; refused: RefusedFile[] }> {
  if (!house.scanner) return { clean: [...papers], refused: [] }
  const clean: IdentityDocument[] = []
  const refused: RefusedFile[] = []
  for (const paper of papers) {
    const { result, virus } = await resultOf(house, paper.proof, opened(house, paper))
    if (result !== 'infected') {
      await keep(house, { sha256: paper.proof, result, virus })
      clean.push(paper)
    } else
      refused.push({
        ...infected(paper.name, virus!),
        message: sentence('file.infectedPaper', { name: paper.name, virus: virus! }),
      })
  }
  return { clean, refused }
}

async function* opened({ keys }: Pick<House, 'keys'>, { id, sealed }: { id: string; sealed: Uint8Array }): Bytes {
  yield keys.open('papers', [id], sealed)
}

/** Of the query of a download, for the description of the API. */
export const UNSCANNED = { unscanned: '`open`: although the virus scanner has not seen it yet' }
/** Does whoever asks for it know that nobody has looked at it? */
export const isOpenedKnowingly = (query: unknown): boolean => formOf(query).unscanned === 'open'

/**
 * Of a file that is to be opened.
 * @param sha256 of an identity document its keyed hash
 * @throws Refusal FILE_INFECTED; FILE_UNSCANNED unless whoever asks has said that they know
 */
export async function openable(sql: Sql | Tx, sha256: string, knows = false): Promise<void> {
  const scan = await scanOf(sql, sha256)
  if (scan?.result === 'infected') throw sealed([scan.virus!])
  if (scan?.result === 'unscanned' && !knows) throw new Refusal('FILE_UNSCANNED')
}

/**
 * Of a file that everybody may fetch: where a scanner is set, it has told it clean. One that was never asked about waits
 * for the sweep from now on.
 * @throws Refusal FILE_INFECTED, FILE_NOT_YET_SCANNED
 */
export async function openableByAll({ sql, scanner, time }: Pick<House, 'sql' | 'scanner' | 'time'>, sha256: string) {
  const scan = await scanOf(sql, sha256)
  if (scan?.result === 'infected') throw sealed([scan.virus!])
  if (!scanner || scan?.result === 'clean') return
  if (!scan) await keep({ sql, time }, { sha256, result: 'unscanned', virus: null })
  throw new Refusal('FILE_NOT_YET_SCANNED')
}

async function scanOf(sql: Sql | Tx, sha256: string): Promise<Result | undefined> {
  const [scan] = await sql<Result[]>`select sha256, result, virus from file_scans where sha256 = ${sha256}`
  return scan
}

export const sealed = (viruses: readonly string[]) =>
  new Refusal('FILE_INFECTED', { more: { viruses: [...new Set(viruses)] } })

/** Of what the applicant sent, the infected files: whoever sent them sends others. */
export const infectedOf = async (
  sql: Sql | Tx,
  { scanner }: Pick<House, 'scanner'>,
  { agencyId, caseId }: CaseKey,
): Promise<{ name: string; virus: string }[]> =>
  scanner
    ? sql<{ name: string; virus: string }[]>`
        select f.name, s.virus from files f join file_scans s on s.sha256 = f.sha256
        where f.agency_id = ${agencyId} and f.case_id = ${caseId} and f.by = 'applicant' and s.result = 'infected'
        order by f.at, f.id`
    : []

/** Some minutes' worth at a time: the sweep comes again. */
const AT_ONCE = 500

/** What may be on its way to be filed is not forgotten. */
const FORGOTTEN_AFTER = 3_600_000 // ms

/** What everybody may fetch waits for its scan, though it was published before there was a scanner: so many at a time. */
const queuePublished = ({ sql, time }: Pick<Scanning, 'sql' | 'time'>) => sql`
  insert into file_scans (sha256, result, at)
  select distinct f.sha256, 'unscanned', ${time.now().toISOString()}::timestamptz from released_files f
  where f.taken_off is null and not exists (select from file_scans s where s.sha256 = f.sha256) limit ${AT_ONCE}
  on conflict do nothing`

/** What could not be scanned when it came, now: files, pictures of identity documents, what is public. @returns how many are told */
export async function scanWaiting(of: Scanning & Pick<House, 'everywhere' | 'keys'>): Promise<number> {
  const house = overAll(of)
  if (!house.scanner) return 0
  await queuePublished(house)
  const waiting = await house.sql<{ sha256: string; at: string }[]>`
    select sha256, at from file_scans where result = 'unscanned' order by at limit ${AT_ONCE}`
  let done = 0
  for (const { sha256, at } of waiting) {
    const result = await resultOf(house, sha256, await paperWith(house, sha256)).catch((error: unknown) => {
      if (!(error instanceof BlobMissing)) throw error
      return undefined // of what was refused, and never put on file, or erased since
    })
    if (result?.result === 'unscanned') return done // away still
    if (result) {
      await house.sql.begin(async (tx) => {
        const { virus } = await keep({ ...house, sql: tx }, result)
        if (virus !== null) await announceVirus(tx, { sha256, virus })
      })
      done++
    } else if (Date.parse(at) < house.time.now().getTime() - FORGOTTEN_AFTER)
      await house.sql`delete from file_scans where sha256 = ${sha256}`
  }
  return done
}

const SHA256 = /^[0-9a-f]{64}$/
/** The picture of an identity document with this keyed hash, opened; undefined for the SHA-256 of a file. @throws BlobMissing */
async function paperWith(house: Pick<House, 'sql' | 'keys'>, proof: string): Promise<Bytes | undefined> {
  if (SHA256.test(proof)) return undefined
  const [paper] = await house.sql<{ id: string; sealed: Buffer }[]>`
    select id, sealed from identity_papers where proof = ${proof} and sealed is not null limit 1`
  if (!paper) throw new BlobMissing(proof)
  return opened(house, paper)
}
