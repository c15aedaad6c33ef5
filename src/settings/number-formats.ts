/** How an agency writes its 登记编号 and 文号: what holds, from when, and setting another. */
import { z } from 'zod'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import {
  DEFAULT_FORMATS,
  inFormat,
  NUMBER_KINDS,
  type NumberKind,
  patternOf,
  unfitFormat,
} from '../ledger/number-formats.ts'
import { recordChange } from '../people/changes.ts'
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { choice, day, text } from '../web/given.ts'
import type { NumberFormatView } from './views.ts'

const KINDS = Object.keys(NUMBER_KINDS) as NumberKind[]

type Line = { kind: NumberKind; format: string; fromDay: Day; by: string; at: string; why: string }

/** Newest day first, and of one day the line that was set last: the first that has come holds. SQL: also asked in the transaction of a change. */
const linesOf = (sql: Sql | Tx, agencyId: string) => sql<Line[]>`
  select kind, format, from_day, "by", at, why from number_formats where agency_id = ${agencyId}
  order by from_day desc, id desc`

/** SQL: it lies inside the profile. */
async function markOf(sql: Sql | Tx, agencyId: string): Promise<string> {
  const [agency] = await sql<{ mark: string }[]>`select profile->>'mark' as mark from agencies where id = ${agencyId}`
  return agency?.mark ?? ''
}

/** Each kind with the format of today, the number that comes next, and every change. SQL: the mark lies inside the profile. */
export async function numberFormatsOf(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  agencyId: string,
): Promise<NumberFormatView[]> {
  const today = time.today()
  const year = Number(today.slice(0, 4))
  const lines = await linesOf(sql, agencyId)
  const mark = await markOf(sql, agencyId)
  const counts = await sql<{ kind: string; value: number }[]>`
    select kind, value from counters where agency_id = ${agencyId} and year = ${year}`
  return KINDS.map((kind) => {
    const own = lines.filter((line) => line.kind === kind)
    const held = own.find(({ fromDay }) => fromDay <= today)
    const format = held?.format ?? DEFAULT_FORMATS[kind]
    const value = (counts.find((count) => count.kind === kind)?.value ?? 0) + 1
    return {
      ...{ kind, name: NUMBER_KINDS[kind], format, since: held?.fromDay ?? null },
      next: inFormat(format, { mark, year, value }),
      changes: own.map(({ kind: _, fromDay, at, ...line }) => ({
        ...line,
        from: fromDay,
        at: new Date(at).toISOString(),
      })),
    }
  })
}

/** What is asked for. */
export const NUMBERED = z.object({ kind: choice(NUMBER_KINDS), format: text(40), from: day, why: text(500) })
export type AskedFormat = z.infer<typeof NUMBERED>

/**
 * From a day on, numbers of this kind are written so; those that were given stay.
 * @throws Refusal NOT_YOURS; NOT_FOUND for an agency that is not theirs; INVALID by field: UNFIT, TAKEN by another kind
 * (it would repeat a number), UNCHANGED, IN_THE_PAST
 */
export async function setNumberFormat(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  { kind, format, from, why }: AskedFormat,
  viewer: Viewer,
): Promise<void> {
  if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
  if (!agenciesAs(viewer, ['admin']).includes(agencyId)) throw new Refusal('NOT_FOUND')
  const says = (field: string, code: string, message: string) => invalid({ field, code, message })
  const unfit = unfitFormat(kind, format)
  if (unfit) throw says('format', 'UNFIT', unfit)
  if (from < house.time.today()) throw says('from', 'IN_THE_PAST', '施行日不能早于今天：已经编定的编号不变')
  await tx`select pg_advisory_xact_lock(hashtextextended(${`number formats ${agencyId}`}, 0))`
  const lines = await linesOf(tx, agencyId)
  const mark = await markOf(tx, agencyId)
  const isSame = (one: string) => patternOf(one, mark) === patternOf(format, mark)
  const other = KINDS.find(
    (each) =>
      each !== kind &&
      (isSame(DEFAULT_FORMATS[each]) || lines.some((line) => line.kind === each && isSame(line.format))),
  )
  if (other) throw says('format', 'TAKEN', `${NUMBER_KINDS[other]}用的是或者用过这一格式，两种编号会重复`)
  const held = lines.find((line) => line.kind === kind && line.fromDay <= from)
  if ((held?.format ?? DEFAULT_FORMATS[kind]) === format)
    throw says('format', 'UNCHANGED', `${inChinese(from)}本来就是这一格式，不需要变更`)
  const at = house.time.now()
  const by = `staff:${viewer.username}`
  const said = (text: string, day?: Day) => ({ [`${kind}Format`]: day ? `${text}（自${inChinese(day)}起）` : text })
  const before = said(held?.format ?? DEFAULT_FORMATS[kind], held?.fromDay)
  await recordChange(tx, house, { agencyId, what: 'agency', subject: agencyId, before, after: said(format, from) }, by)
  await tx`
    insert into number_formats ${tx({
      ...{ id: newId(at), agencyId, kind, format, fromDay: from },
      ...{ by, at: at.toISOString(), why },
    })}`
}
