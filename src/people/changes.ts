/** What was changed of rights, people, agencies and their settings: an audit line in the transaction of the change. */
import type { What } from '../audit/what.ts'
import { tell } from '../audit/write.ts'
import type { Tx } from '../db/client.ts'
import { canonical } from '../ground/canonical.ts'
import type { House } from '../house.ts'

export type Said = Readonly<Record<string, unknown>>
/** What of the audit's words is a change, with before and after. */
export type Changing = Extract<
  What,
  | 'rights'
  | 'person'
  | 'cover'
  | 'identity'
  | 'agency'
  | 'unit'
  | 'seal'
  | 'template'
  | 'calendar'
  | 'choice'
  | 'report'
  | 'return'
  | 'returnFields'
  | 'archive'
  | 'password'
  | 'factor'
  | 'recovery'
  | 'token'
  | 'webhook'
  | 'reminderHost'
  | 'task'
  | 'responsible'
  | 'spotCheck'
  | 'openFigures'
  | 'example'
  | 'training'
  | 'guide'
  | 'question'
>
export type Changed = {
  agencyId?: string
  what: Changing
  /** Code of the agency, id of the unit, version of the agency's seal, name of a template or a choice, username. */
  subject: string
  /** Null where it is added. */
  before: Said | null
  /** Null where it is taken away. */
  after: Said | null
}

/** The change with the fields that differ; where none does, nothing is written. @param by `staff:NAME` or `system` */
export async function recordChange(
  tx: Tx,
  house: Pick<House, 'time'>,
  { agencyId, what, subject, before, after }: Changed,
  by: string,
): Promise<void> {
  const names = Object.keys({ ...before, ...after }).filter((name) => !isSame(before?.[name], after?.[name]))
  if (names.length === 0) return
  const of = (said: Said | null) => said && Object.fromEntries(names.map((name) => [name, said[name] ?? null]))
  const detail = { before: of(before), after: of(after) }
  await tell(tx, house, { agencyId, by, what, subject, succeeded: true, detail })
}

/** A change of somebody's way in, under their own name unless it is said who did it. */
export async function recordOfPerson(
  tx: Tx,
  house: Pick<House, 'time'>,
  personId: string,
  change: Pick<Changed, 'what' | 'before' | 'after'>,
  by?: string,
): Promise<void> {
  const [person] = await tx<{ username: string; agencyId: string }[]>`
    select username, agency_id from people where id = ${personId}`
  const { username, agencyId } = person!
  await recordChange(tx, house, { agencyId, subject: username, ...change }, by ?? `staff:${username}`)
}

const isSame = (one: unknown, other: unknown) => canonical(one ?? null) === canonical(other ?? null)
