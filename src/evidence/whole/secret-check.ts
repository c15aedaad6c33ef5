/**
 * What is kept of state secrets for the whole office (`secret_contents`) is what the marks of each case come to, and nothing of it
 * is public: whoever takes a row out opens a door that asks there alone. SQL: verification alone asks.
 */
import type { CaseKey } from '../../ground/case-key.ts'
import type { House } from '../../house.ts'
import { closedIn, filesNamedBy, STATE_SECRET, type Telling } from '../../ledger/closed-files.ts'
import { publishedSecrets } from '../../released/stop.ts'
import type { Fault } from '../verify.ts'

/** Stands for all of a case whose marks could not be read yet (`bringUpSecrets`). */
const NOT_READ_YET = '?'

/** The first case that keeps other secrets than its marks make, or the first that is public. */
export async function secretFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const marked = sql<CaseKey[]>`
    select agency_id, case_id from ledger where type = 'evidenceClosed'
    union select agency_id, case_id from secret_contents order by 1, 2`.cursor(200)
  for await (const cases of marked)
    for (const key of cases) {
      const fault = await faultOfMarks(sql, key)
      if (fault) return fault
    }
  const [shown] = await publishedSecrets(sql)
  return shown && { what: 'what is public is a state secret by a mark of the office', file: shown.sha256 }
}

async function faultOfMarks(sql: House['sql'], { agencyId, caseId }: CaseKey): Promise<Fault | undefined> {
  const { facts, kept } = await sql.begin(async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`
    return {
      facts: await tx<Telling[]>`
        select position, type, open from ledger where agency_id = ${agencyId} and case_id = ${caseId} order by position`,
      kept: await tx<{ content: string }[]>`
        select content from secret_contents where agency_id = ${agencyId} and case_id = ${caseId}`,
    }
  })
  const contents = new Set(kept.map(({ content }) => content))
  if (contents.has(NOT_READ_YET)) return undefined
  const last = facts.findLast(marksIn(facts))
  // What came on file after the last mark is asked for by its content, and is written down with the next one.
  const then = facts.filter(({ position }) => position <= (last?.position ?? 0))
  const isSecretIn = (all: readonly Telling[]) => {
    const closed = closedIn(all)
    return (file: { id: string; sha256: string }) => closed(file)?.kind === STATE_SECRET
  }
  const at = { caseId, ...(last && { position: last.position, type: last.type }) }
  const lacking = then
    .flatMap(filesNamedBy)
    .filter(({ isCopy, id }) => !isCopy && id !== '')
    .find((file) => isSecretIn(then)(file) && !contents.has(file.sha256))
  if (lacking)
    return { what: 'a file that the case marks as a state secret is not kept as one', file: lacking.sha256, ...at }
  const isSecret = isSecretIn(facts)
  const more = [...contents].find((sha256) => !isSecret({ id: '', sha256 }))
  return more === undefined
    ? undefined
    : { what: 'a content is kept as a state secret, and no mark of its case makes it one', file: more, ...at }
}

/** By which the rows are written anew: a mark, or what puts one right. */
function marksIn(facts: readonly Telling[]) {
  const marks = new Set<unknown>(facts.flatMap(({ type, position }) => (type === 'evidenceClosed' ? [position] : [])))
  return ({ type, position, open }: Telling): boolean =>
    marks.has(position) || (type === 'rectified' && marks.has(open.position))
}
