/** Pictures of identity documents on file: apart from the case, opened by those who handle it, each look recorded, erased in time. */
import { enter, type Sql, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { Keys } from '../ground/keys.ts'
import type { House } from '../house.ts'
import { type CaseRow, instant } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import type { Seat } from '../people/seats.ts'
import { type Place, reaches, type Who } from '../people/sight.ts'
import type { Heed, Scan } from '../web/shapes.ts'
import { openable } from './scans.ts'
import { type IdentityDocument, proofOf } from './take-identity-document.ts'

/** Pictures of identity documents: opened one by one, each look on record. */
export type IdentityDocumentsView = {
  /** May this person open them? */
  may: boolean
  papers: {
    id: string
    name: string
    size: number
    erasedAt: string | null
    heed?: Heed
    scan?: 'infected' | 'unscanned'
  }[]
  looks: { paper: string; by: string; at: string }[]
}

/** Said on the form: until the case is archived, a year at most. */
const LONGEST = 365 * 86_400_000

/** Stores encrypted pictures of identity documents with a case, in the transaction that opens it. */
export async function keepIdentityDocuments(
  tx: Tx,
  key: CaseKey,
  papers: readonly IdentityDocument[],
  at: Date,
): Promise<void> {
  await enter(tx, [key.agencyId])
  for (const { id, name, size, type, heed, proof, sealed } of papers)
    await tx`
      insert into identity_papers ${tx({ agencyId: key.agencyId, caseId: key.caseId, id, name, size, type, heed, proof, sealed, at: at.toISOString() })}`
}

/**
 * Of these files those that are pictures of identity documents, in whatever case of the agency they came: by SHA-256.
 * Nobody's is ever given to another. SQL: facts ask in their transaction.
 */
export async function identityAmong(
  sql: Sql | Tx,
  keys: Pick<Keys, 'lookup'>,
  files: readonly { sha256: string }[],
): Promise<ReadonlySet<string>> {
  const proofs = new Map(files.map(({ sha256 }) => [proofOf(keys, sha256), sha256]))
  if (proofs.size === 0) return new Set()
  const known = await sql<{ proof: string }[]>`
    select distinct proof from identity_papers where proof = any(${[...proofs.keys()]})`
  return new Set(known.map(({ proof }) => proofs.get(proof)!))
}

type Asking = Who & { username: string }

/** The registrar, and the handler to whom the case was given or whose unit has it; nobody once it is archived. */
export const maySeePapers = ({ seats }: Who, row: Place & Pick<CaseRow, 'stage'>): boolean => {
  if (row.stage === 'archive') return false
  const handles = (seat: Seat) =>
    reaches(seat, 'handler', row) && row.unitId !== null && (row.handlerId === null || row.handlerId === seat.id)
  return seats.some((seat) => reaches(seat, 'registrar', row) || handles(seat))
}

/** What the page of the case says of them: that there are some, who may open them, who did. SQL: the answer to a fact says it too, in its transaction. */
export async function identityDocumentsOf(
  sql: Sql | Tx,
  row: CaseRow,
  viewer: Asking,
): Promise<IdentityDocumentsView | undefined> {
  const papers = await sql<
    { id: string; name: string; size: number; erasedAt: string | null; heed: Heed | null; scan: Scan | null }[]
  >`
    select p.id, p.name, p.size, p.erased_at, p.heed, s.result as scan
    from identity_papers p left join file_scans s on s.sha256 = p.proof
    where p.agency_id = ${row.agencyId} and p.case_id = ${row.id} order by p.at, p.id`
  if (papers.length === 0) return undefined
  const looks = await sql<{ paper: string; by: string; at: string }[]>`
    select paper, by, at from identity_looks where agency_id = ${row.agencyId} and case_id = ${row.id} order by id`
  const names = await namesOf(
    sql,
    looks.map(({ by }) => by),
  )
  return {
    may: maySeePapers(viewer, row),
    papers: papers.map(({ erasedAt, heed, scan, ...paper }) => ({
      ...{ ...paper, erasedAt: erasedAt && instant(erasedAt) },
      ...(heed && { heed }),
      ...(scan && scan !== 'clean' && { scan }),
    })),
    looks: looks.map(({ paper, by, at }) => ({ paper, by: names.get(by) ?? by, at: instant(at) })),
  }
}

/** One look, recorded before anything is shown; of what was not scanned only for who `knows`. SQL: its table is declared above, on the floor of filing. */
export async function lookAtIdentityDocument(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  row: CaseRow,
  paper: string,
  who: Asking,
  knows: boolean,
): Promise<{ name: string; type: string; content: Buffer }> {
  if (!maySeePapers(who, row)) throw new Refusal('NOT_YOURS')
  if (!isId(paper)) throw notFound()
  const { sql, time, keys } = house
  const [picture] = await sql<{ name: string; type: string; proof: string | null; sealed: Buffer | null }[]>`
    select name, type, proof, sealed from identity_papers
    where agency_id = ${row.agencyId} and case_id = ${row.id} and id = ${paper}`
  if (!picture?.sealed) throw notFound()
  if (picture.proof) await openable(sql, picture.proof, knows)
  const look = {
    agencyId: row.agencyId,
    caseId: row.id,
    paper,
    by: `staff:${who.username}`,
    at: time.now().toISOString(),
  }
  await sql`insert into identity_looks ${sql(look)}`
  return { name: picture.name, type: picture.type, content: keys.open('papers', [paper], picture.sealed) }
}

/** What is kept no longer: of archived cases, and of those that lie for a year. */
export async function eraseIdentityDocuments({
  everywhere: { sql },
  time,
}: Pick<House, 'everywhere' | 'time'>): Promise<void> {
  const now = time.now()
  const before = new Date(now.getTime() - LONGEST).toISOString()
  await sql`
    update identity_papers p set sealed = null, erased_at = ${now.toISOString()}
    from cases c where (c.agency_id, c.id) = (p.agency_id, p.case_id) and p.sealed is not null
      and (c.stage = 'archive' or p.at < ${before})`
}
