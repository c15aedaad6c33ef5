/**
 * What no case holds and somebody enters: figures of fields, and the analysis. Each saving is kept with its person and time, the
 * last one holds. SQL: of all agencies of a district together, and in the transaction that reports.
 */
import type { Sql, Tx } from '../../db/client.ts'
import { invalid } from '../../ground/errors.ts'
import type { ReturnKey } from '../../ledger/frozen-reports.ts'
import type { Kept } from '../annual-scope.ts'
import type { Field } from './definition.ts'
import { type Month, monthsOfYear } from './months.ts'

/** Under this the analysis is kept: no field has such a code. */
export const ANALYSIS = '*analysis'
export type Entry = ReturnKey & { code: string; n: number; content: string; by: string; at: string }

/** The entries that hold, of the year up to this month. */
export const enteredIn = (sql: Sql | Tx, keepers: readonly string[], month: Month) => sql<Entry[]>`
  select distinct on (agency_id, district, month, code) * from monthly_entries
  where agency_id = any(${keepers as string[]}) and month = any(${monthsOfYear(month)})
  order by agency_id, district, month, code, n desc`

/** Everything that was saved of one return, the latest first. */
export const entriesOf = (sql: Sql | Tx, { agencyId, district, month }: ReturnKey) => sql<Entry[]>`
  select * from monthly_entries where agency_id = ${agencyId} and district = ${district} and month = ${month}
  order by at desc, code, n desc`

/** The one that holds; nothing where none was made, or it was taken back. */
export const entryOf = (entries: readonly Entry[], { agencyId, district }: Kept, month: Month, code: string) =>
  entries.find(
    (one) =>
      one.agencyId === agencyId &&
      one.district === district &&
      one.month === month &&
      one.code === code &&
      one.content !== '',
  )

/** The name of a field's control in a form, where no code can be taken for another control. */
export const controlOf = (code: string): string => `of.${code}`

const LONGEST = 20_000
/** A count, or with so many digits behind the point; twelve before it. */
const patternFor = (decimals: number) =>
  new RegExp(`^(?:0|[1-9]\\d{0,11})${decimals > 0 ? `(?:\\.\\d{1,${decimals}})?` : ''}$`)

/**
 * What a form gives for these fields, and for the analysis.
 * @throws Refusal INVALID for what is no number where one is asked for
 */
export function entriesFrom(
  fields: readonly Field[],
  values: Record<string, string>,
): { code: string; content: string }[] {
  const given = fields.flatMap((field) => {
    const value = values[controlOf(field.code)]
    return value === undefined ? [] : [{ field, content: value.trim() }]
  })
  const wrong = given.filter(({ field, content }) => content !== '' && !patternFor(field.decimals ?? 0).test(content))
  const analysis = values.analysis?.replace(/\r\n?/g, '\n').trim()
  const isLong = analysis !== undefined && [...analysis].length > LONGEST
  if (wrong.length > 0 || isLong)
    throw invalid(
      ...wrong.map(({ field: { code, decimals = 0 } }) => ({
        ...{ field: controlOf(code), code: 'UNFIT' },
        message: decimals > 0 ? `应当是数字，小数不超过${decimals}位，例如3.5` : '应当是整数，例如12',
      })),
      ...(isLong ? [{ field: 'analysis', code: 'TOO_BIG', message: `最多${LONGEST}字` }] : []),
    )
  return [
    ...given.map(({ field: { code }, content }) => ({ code, content })),
    ...(analysis === undefined ? [] : [{ code: ANALYSIS, content: analysis }]),
  ]
}

/** Saves what differs from what holds. The caller has locked the reports of the agency. @returns how many did */
export async function saveEntries(
  tx: Tx,
  { agencyId, district, month }: ReturnKey,
  given: readonly { code: string; content: string }[],
  { by, at }: { by: string; at: Date },
): Promise<number> {
  const saved = await entriesOf(tx, { agencyId, district, month })
  let changed = 0
  for (const { code, content } of given) {
    const last = saved.find((one) => one.code === code)
    if ((last?.content ?? '') === content) continue
    const row = { agencyId, district, month, code, n: (last?.n ?? 0) + 1, content, by, at: at.toISOString() }
    await tx`insert into monthly_entries ${tx(row)}`
    changed++
  }
  return changed
}
