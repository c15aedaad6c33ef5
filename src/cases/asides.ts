/**
 * 无效件 looked at again: by whom, when and why each was set aside, and what speaks against it. One person says that something is
 * no application, and then no date runs (Art 29, 31): where that day was past already, or where the words ask for something,
 * somebody else has a second look. These are hints to people; nothing is decided by them.
 */
import type { Heard } from '../../workflows/disclosure/context.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type MovedTo, movedEach } from '../ledger/moved.ts'
import { type CaseRow, countingFacts, type FactRow, factsOfEach } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'

export type Aside = {
  on: Day
  /** Who said so, by name. */
  by: string
  why: string
  /** Moved to another agency, which handles it under this receipt number: that is no judgement on it. */
  moved?: MovedTo
  /** What speaks against it, each a sentence; empty where nothing does, and once the content is destroyed. */
  doubts: readonly string[]
}

/** Whoever asks for information writes one of these; whoever advertises may, too. */
const ASKS = ['申请', '公开', '信息', '请提供', '要求提供']

type Row = Pick<CaseRow, 'agencyId' | 'id' | 'channel' | 'step' | 'context'>

/** Of a case that is set aside; undefined of any other. `by` as facts name people. */
export function asideIn(
  { agencyId, channel, step, context }: Row,
  facts: readonly FactRow[],
  house: Pick<House, 'lawFor' | 'time'>,
  moved?: MovedTo,
): Aside | undefined {
  if (step !== 'setAside') return undefined
  const said = countingFacts(facts).findLast((fact): fact is Heard & FactOf<'setAside'> => fact.type === 'setAside')
  if (!said) return undefined
  const { on, by, why, recordedOn = on } = said
  if (moved) return { on, by, why, moved, doubts: [] }
  if (context.erasedOn) return { on, by, why, doubts: [] }
  const { dueOn } = clock(
    { channel, facts: context.clockFacts, asOf: house.time.today() },
    house.lawFor(agencyId),
  ).careful
  // Whatever day only its recorder gives it: until it was recorded a reply was owed.
  return { on, by, why, doubts: [...lateness(recordedOn, dueOn), ...asking(currentSubmission(facts))] }
}

const lateness = (since: Day, dueOn: Day | null): string[] =>
  dueOn !== null && since > dueOn
    ? [`${inChinese(since)}设为无效件时，答复期限（从严至${inChinese(dueOn)}）已经届满。如果是申请，已经逾期未答复。`]
    : []

function asking({ request }: FactOf<'submitted'>): string[] {
  const text = [request.title, request.description].join('\n')
  const found = ASKS.filter((word) => text.includes(word)).map((word) => `“${word}”`)
  return found.length > 0 ? [`来件中有${found.join('')}。要求提供、公开信息的都是申请，请核对来件全文。`] : []
}

/** The same with the name of who said so, of each of these cases that is set aside, by id. SQL: the cases of one page. */
export async function asidesOf(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>,
  agencyIds: readonly string[],
  ids: readonly string[],
): Promise<Map<string, Aside>> {
  if (ids.length === 0) return new Map()
  return readAs(house, agencyIds, async ({ sql }) => {
    const rows = await sql<Row[]>`
      select agency_id, id, channel, step, context from cases
      where agency_id = any(${[...agencyIds]}) and id = any(${[...ids]}::uuid[]) and step = 'setAside'`
    const facts = await factsOfEach(sql, house.keys, rows)
    const moved = await movedEach(
      sql,
      rows.map(({ agencyId, id }) => ({ agencyId, caseId: id })),
    )
    const asides = rows.map((row, i) => asideIn(row, facts[i]!, house, moved.get(row.id)))
    const names = await namesOf(
      sql,
      asides.flatMap((aside) => (aside ? [aside.by] : [])),
    )
    return new Map(
      asides.flatMap((aside, i) => (aside ? [[rows[i]!.id, { ...aside, by: names.get(aside.by) ?? aside.by }]] : [])),
    )
  })
}
