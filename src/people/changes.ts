/** What was changed of agencies, units, seals, ways in and covers: written in the transaction of the change, read by auditors. */
import { and, desc, eq, gte, inArray } from 'drizzle-orm'
import type { Day } from '../../workflows/statute/days.ts'
import type { Db, Tx } from '../db/client.ts'
import { json } from '../db/client.ts'
import { canonical } from '../ground/canonical.ts'
import type { House } from '../house.ts'
import { officeChanges } from './tables.ts'

type Said = Readonly<Record<string, unknown>>
export type Changed = {
  agencyId: string
  what: 'agency' | 'unit' | 'seal' | 'identity' | 'cover'
  /** Code of the agency, id of the unit, version of the agency's seal, username. */
  subject: string
  /** Null where it is added. */
  before: Said | null
  /** Null where it is taken away. */
  after: Said | null
}

/** The change with the fields that differ; where none does, nothing is written. @param by `staff:NAME` or `system` */
export async function recordChange(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  { agencyId, what, subject, before, after }: Changed,
  by: string,
): Promise<void> {
  const names = Object.keys({ ...before, ...after }).filter((name) => !isSame(before?.[name], after?.[name]))
  if (names.length === 0) return
  const of = (said: Said | null) => said && json(Object.fromEntries(names.map((name) => [name, said[name] ?? null])))
  await tx`
    insert into office_changes (agency_id, what, subject, before, after, "by", at) values
      (${agencyId}, ${what}, ${subject}, ${of(before)}::jsonb, ${of(after)}::jsonb, ${by}, ${time.now().toISOString()})`
}

const isSame = (one: unknown, other: unknown) => canonical(one ?? null) === canonical(other ?? null)

/** Enough for a page and for a program that asks again from the last day that it has. */
const MOST = 500

export type ChangeRow = typeof officeChanges.$inferSelect

/** The changes of these agencies, their units and their seals, the latest first. @param from a day in China */
export const changesIn = (
  db: Db,
  agencyIds: readonly string[],
  { by, from }: { by?: string | undefined; from?: Day | undefined } = {},
): Promise<ChangeRow[]> =>
  db
    .select()
    .from(officeChanges)
    .where(
      and(
        inArray(officeChanges.agencyId, [...agencyIds]),
        by ? eq(officeChanges.by, `staff:${by}`) : undefined,
        from ? gte(officeChanges.at, `${from}T00:00:00+08:00`) : undefined,
      ),
    )
    .orderBy(desc(officeChanges.id))
    .limit(MOST)
