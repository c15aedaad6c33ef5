/**
 * What was recorded since somebody looked last, in the order of the log, which has every fact once and without a gap. SQL: jobs
 * ask, in the transaction that puts down what is to be told; the log is declared on a higher floor.
 */
import type { FactType } from '../../workflows/words.ts'
import type { Tx } from '../db/client.ts'

export type Reader = 'exchange' | 'webhooks'
export type Logged = {
  agencyId: string
  caseId: string
  position: number
  type: FactType
  on: string
  at: string
}

/** So many at a time: a lock is held for less than a second. */
export const LOGGED = 500

/**
 * The next facts for this reader, who has them from now on. A reader that looks for the first time begins behind what is
 * there: it tells what happens, not what was.
 */
export async function readOn(tx: Tx, reader: Reader): Promise<Logged[]> {
  await tx`
    insert into log_readers (name, next) values (${reader}, coalesce((select max(index) + 1 from log), 0))
    on conflict do nothing`
  const [at] = await tx<{ next: string }[]>`select next::text from log_readers where name = ${reader} for update`
  const rows = await tx<(Logged & { index: string })[]>`
    select log.index::text, l.agency_id, l.case_id, l.position, l.type, l."on", l.at
    from (select * from log where index >= ${at!.next} order by index limit ${LOGGED}) log
    join ledger l using (agency_id, case_id, position) order by log.index`
  const last = rows.at(-1)
  if (last) await tx`update log_readers set next = ${last.index}::bigint + 1 where name = ${reader}`
  return rows.map(({ index: _, ...fact }) => fact)
}
