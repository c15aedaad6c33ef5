/**
 * What the decision's form begins with: the request's own 文号, and the files of the case that may be published. SQL: the
 * answer to a fact says it too, in its transaction.
 */
import type { Sql, Tx } from '../db/client.ts'
import { type OurFile, ourFiles } from '../files/given.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { type GivenFile, givenBySignature, givenFiles } from '../ledger/given.ts'
import { submission } from '../ledger/queries.ts'
import { foundSays } from './file-findings.ts'
import { readSoFar, type Said, saidTogether } from './read-so-far.ts'
import { findingsIn } from './searched.ts'

/**
 * `given`: those that the reply gave. `said`: what the readings before came to; none before the first. `findings`: what was
 * found in the files that are chosen, each as a sentence, with the reason that a reading before gave.
 */
export type Offered = {
  documentNumber: string
  files: Pick<OurFile, 'id' | 'name' | 'secret'>[]
  given: string[]
  said?: Said
  /** What an earlier reading chose, and a later one left out. */
  dropped?: string[]
  findings?: { id: string; says: string; why?: string }[]
}

/**
 * What the form for releasing a case begins with: the 文号 that was asked for, and the files that may be published.
 * @param typed of a form that came back: what is found in the files that it chose is asked with it
 */
export async function offeredFor(
  sql: Sql | Tx,
  house: Pick<House, 'keys' | 'blobs'>,
  { row, facts, agency }: CaseFile,
  typed: Record<string, string> = {},
): Promise<Offered> {
  const key = keyOf(row)
  const given = await givenBySignature(sql, key, facts)
  const files = await ourFiles(sql, house.keys, key, facts)
  const earlier = readSoFar(facts)
  const said = earlier.length > 0 && row.context.releaseProposed ? saidTogether(earlier) : undefined
  const isBack = typed.type === 'releaseDecided'
  const looked = isBack ? files.flatMap(({ id }) => (typed[`files.${id}`] ? [id] : [])) : (said?.files ?? [])
  const copies = await copiesThere(sql, key, looked, given)
  const findings = await findingsIn(house, copies, facts, agency)
  return {
    documentNumber: submission(facts).request?.documentNumber ?? '',
    files,
    given: given.map(({ id }) => id),
    ...(said && {
      said,
      dropped: earlier.flatMap(({ files = [] }) => files.filter((id) => !said.files?.includes(id))),
    }),
    findings: findings.map((finding) => {
      const why = said?.confirmed?.[finding.id]
      return { id: finding.id, says: foundSays(finding), ...(why && { why }) }
    }),
  }
}

/** Of these files those whose copy is made: a copy is made with the first decision that names the file. */
async function copiesThere(
  sql: Sql | Tx,
  key: CaseKey,
  ids: readonly string[],
  given: readonly GivenFile[],
): Promise<GivenFile[]> {
  if (ids.length === 0) return []
  const made = await sql<{ id: string }[]>`
    select f.id from files f join leaving_copies c on (c.original, c.type) = (f.sha256, f.type)
    where f.agency_id = ${key.agencyId} and f.case_id = ${key.caseId} and f.id = any(${ids as string[]}::uuid[])`
  const there = await givenFiles(
    sql,
    key,
    made.map(({ id }) => id),
  )
  return there.map((copy) => given.find(({ id }) => id === copy.id) ?? copy)
}
