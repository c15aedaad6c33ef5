/** The only writer of audit lines. SQL: written in the transaction of what they tell, or before an answer leaves. */
import { json, type Sql, snakeCased, type Tx } from '../db/client.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import type { What } from './what.ts'

export type Line = {
  /** Left out: the agency of whoever did it, else of the case, else nobody's. Another agency whose case it is has a copy. */
  agencyId?: string | undefined
  /** See `by` of the table. */
  by: string
  what: What
  caseId?: string | undefined
  subject?: string | undefined
  succeeded: boolean
  detail?: Readonly<Record<string, unknown>> | undefined
  address?: string | undefined
  request?: string | undefined
  words?: string | undefined
}

/** The agency of what is nobody's: names at the door that nobody has. */
export const NOBODYS = '-'

type Timed = { time: Pick<House['time'], 'now'> }

/** A line as it is kept, but for its agency. */
const row = ({ time }: Timed, line: Line) => {
  const now = time.now()
  return snakeCased({ ...line, id: newId(now), at: now.toISOString() })
}
type Row = ReturnType<typeof row>

const write = (sql: Sql | Tx, rows: readonly Row[]) => sql`select tell_audit(${json(rows)}::jsonb)`

/** Writes one line. Where it cannot be written, what it tells has not happened: it is thrown. */
export async function tell(sql: Sql | Tx, house: Timed, line: Line): Promise<void> {
  await write(sql, [row(house, line)])
}

/** So many in one statement at most. */
const TOGETHER = 200

type Waiting = { row: Row; written: () => void; failed: (error: unknown) => void }

/**
 * Tells lines of requests: those that come while one statement runs go with the next, so that many readers share one
 * connection and one commit.
 * @returns resolves when the line is on disk. A line that cannot be written fails alone.
 */
export function openTeller(house: Timed & Pick<House, 'sql'>): (line: Line) => Promise<void> {
  const waiting: Waiting[] = []
  let busy = false
  const one = ({ row, written, failed }: Waiting) => write(house.sql, [row]).then(written, failed)
  const work = async () => {
    busy = true
    for (let batch = waiting.splice(0, TOGETHER); batch.length > 0; batch = waiting.splice(0, TOGETHER)) {
      const rows = batch.map(({ row }) => row)
      await write(house.sql, rows).then(
        () => batch.map(({ written }) => written()),
        (error) => (batch.length === 1 ? [batch[0]!.failed(error)] : Promise.all(batch.map(one))),
      )
    }
    busy = false
  }
  return (line) =>
    new Promise((written, failed) => {
      waiting.push({ row: row(house, line), written, failed })
      if (!busy) void work()
    })
}
