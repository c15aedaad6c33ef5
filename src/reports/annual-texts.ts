/**
 * What people write for the annual report: chapter 1, table 2, chapters 5 and 6. Each saving is kept, the last one holds. SQL: an
 * append-only table, read whole for one report.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { ReportKey } from '../ledger/frozen-reports.ts'
import { PARTS, type Part, type Table2, type Texts } from './annual-parts.ts'

export type Saved = { part: string; n: number; content: string; by: string; at: string }

/** Table 2 is kept among the texts, as one part. */
const TWO = 'two'

/** Of a report that nobody keeps, or that nobody has begun. */
export const NO_TEXTS: Texts = { one: '', five: '', six: '', table2: {} }

/** Everything that was saved, the latest first. */
export const savedTexts = (sql: Sql | Tx, { agencyId, district, year }: ReportKey) => sql<Saved[]>`
  select part, n, content, "by", at from annual_texts
  where agency_id = ${agencyId} and district = ${district} and year = ${year} order by at desc, part, n desc`

/** The texts that hold; empty ones where nothing was saved. */
export function textsIn(saved: readonly Saved[]): Texts {
  const last = (part: string) => saved.reduce((at, one) => (one.part === part && one.n > at.n ? one : at), NOTHING)
  const two = last(TWO).content
  return {
    ...{ one: last('one').content, five: last('five').content, six: last('six').content },
    table2: two ? (JSON.parse(two) as Table2) : {},
  }
}
const NOTHING: Saved = { part: '', n: 0, content: '', by: '', at: '' }

/** Saves the parts that differ from what holds. The caller has locked the reports of the agency. @returns how many did */
export async function saveTexts(
  tx: Tx,
  { agencyId, district, year }: ReportKey,
  texts: Texts,
  { by, at }: { by: string; at: Date },
): Promise<number> {
  const saved = await savedTexts(tx, { agencyId, district, year })
  const now = textsIn(saved)
  const changed = [
    ...(Object.keys(PARTS) as Part[]).flatMap((part) =>
      texts[part] === now[part] ? [] : [{ part, content: texts[part] }],
    ),
    ...(isSame(texts.table2, now.table2) ? [] : [{ part: TWO, content: JSON.stringify(texts.table2) }]),
  ]
  for (const { part, content } of changed) {
    const n = 1 + Math.max(0, ...saved.filter((one) => one.part === part).map((one) => one.n))
    await tx`insert into annual_texts ${tx({ agencyId, district, year, part, n, content, by, at: at.toISOString() })}`
  }
  return changed.length
}

const isSame = (one: Table2, other: Table2) =>
  Object.keys({ ...one, ...other }).every((cell) => (one[cell] ?? '') === (other[cell] ?? ''))
