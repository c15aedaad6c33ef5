/**
 * What one reminder says: what is urgent, of which limits a reminder fell due, what waits for the person, and what other rooms have
 * for them (tasks, spot checks, 督办), which know nothing of each other and are handed in. A case stands in it once. Numbers, kinds and
 * dates alone.
 */
import { WAITS } from '../../workflows/disclosure/next-step.ts'
import { type Day, inChineseWithWeekday } from '../../workflows/statute/days.ts'
import type { House } from '../house.ts'
import { zhOf } from '../ledger/limits.ts'
import type { Seat } from '../people/seats.ts'
import {
  agenciesOf,
  type LimitLine,
  limitLines,
  type Span,
  urgentSince,
  type WaitingLine,
  waitingLines,
} from './case-lines.ts'

/** Whom it is for, with the places in which they work today. */
export type Recipient = { id: string; username: string; name: string; seats: readonly Seat[] }

/** What another room has for somebody: a heading that says what is to be done, and its lines. */
export type Section = { heading: string; lines: readonly string[] }
/** @param span of what fell due in this time, where it falls due once */
export type Source = (house: Asking, to: Recipient, span: Span) => Promise<Section[]>
/** What a source may ask. */
export type Asking = Pick<House, 'sql' | 'law' | 'time'>

export type Said = {
  /** One phrase, for a subject and a text message. */
  says: string
  lines: string
  matters: number
}

/** Lines of one heading; what is more is counted, and stands on the desk. */
const MOST = 30

type Told = {
  span: Span
  /** Urgent ones that fell due before this instant were told today. */
  told: string | null
}

/** The digest of the day. @returns null where there is nothing to say */
export async function digestFor(house: Asking, to: Recipient, { span, told }: Told, sources: readonly Source[]) {
  const { sql } = house
  const reach = { seats: to.seats, agencies: await agenciesOf(sql, to.seats) }
  const [limits, waiting] = await Promise.all([
    limitLines(sql, reach, span, onDay(house, told)),
    waitingLines(sql, reach, MOST * 2),
  ])
  // A case of which something urgent was told this morning stands in no second message of the day.
  const before = told ? await limitLines(sql, reach, { since: morningOf(house), until: told }, onDay(house, null)) : []
  const others: Section[] = []
  for (const source of sources) others.push(...(await source(house, to, span)))
  const saidBefore = before.filter(({ urgent }) => urgent).map(({ caseId }) => caseId)
  return said(house, limits, waiting, others, saidBefore)
}

/** The beginning of today in Asia/Shanghai, as an instant. */
export const morningOf = ({ time }: Pick<House, 'time'>): string =>
  new Date(`${time.today()}T00:00:00+08:00`).toISOString()

/** What is urgent alone. @returns null where there is nothing to say */
export async function urgentFor(house: Asking, to: Recipient, span: Span): Promise<Said | null> {
  const reach = { seats: to.seats, agencies: await agenciesOf(house.sql, to.seats) }
  const limits = await limitLines(house.sql, reach, span, onDay(house, null))
  return said(
    house,
    limits.flatMap((one) => (one.urgent ? [{ ...one, waits: null }] : [])), // what waits is for the digest to say
    [],
    [],
    [],
  )
}

function onDay({ law, time }: Asking, told: string | null) {
  const today = time.today()
  return { today, urgentFrom: urgentSince(today, law().calendar), told }
}

function said(
  house: Asking,
  limits: readonly LimitLine[],
  waiting: readonly WaitingLine[],
  others: readonly Section[],
  saidBefore: readonly string[],
): Said | null {
  const urgent = limits.filter((one) => one.urgent)
  const near = limits.filter((one) => !one.urgent && !urgent.some(({ caseId }) => caseId === one.caseId))
  const named = new Set([...limits.map(({ caseId }) => caseId), ...saidBefore])
  const line = (one: LimitLine) => limitLine(house, one)
  const all = waiting[0]?.all ?? 0
  const rest = waiting.filter(({ caseId }) => !named.has(caseId))
  const sections: Section[] = [
    { heading: '今天是最后一天，或者刚刚超期：', lines: urgent.map(line) },
    { heading: '临近或者超过期限：', lines: near.map(line) },
    ...(all > 0
      ? [
          {
            heading: `等您办理的共${all}件${rest.length < all && named.size > 0 ? '，今天已经列出的不再列出' : ''}：`,
            lines: rest.map(waitingLine),
          },
        ]
      : []),
    ...others,
  ]
  // What waits was told this morning already, and nothing came since.
  if (limits.length === 0 && rest.length === 0 && others.length === 0) return null
  const filled = sections.filter(({ lines }, i) => lines.length > 0 || (i === 2 && all > 0))
  const phrases = [
    urgent.length > 0 && `${urgent.length}项期限今天届满或者刚刚超期`,
    near.length > 0 && `${near.length}项期限临近或者超过`,
    all > 0 && `${all}件等您办理`,
    others.length > 0 && `另有${others.reduce((sum, { lines }) => sum + lines.length, 0)}项其他工作`,
  ].filter((phrase) => phrase !== false)
  return {
    says: phrases.join('，'),
    lines: filled.map(inLines).join('\n\n'),
    matters:
      limits.filter(({ waits }) => waits === null).length +
      all +
      others.reduce((sum, { lines }) => sum + lines.length, 0),
  }
}

const inLines = ({ heading, lines }: Section) =>
  [heading, ...lines.slice(0, MOST), ...(lines.length > MOST ? ['……其余请登录查看。'] : [])].join('\n')

function limitLine({ law, time }: Asking, one: LimitLine): string {
  const { number, kind, dueOn, waits } = one
  const today = time.today()
  const left = law().calendar.between(today, dueOn)
  const when = dueOn < today ? `已超期 ${-left} 个工作日` : dueOn === today ? '今天是最后一天' : `还有 ${left} 个工作日`
  return `${number}  ${zhOf(kind)}  ${inChineseWithWeekday(dueOn)}${byReading(one)}  ${when}${waits ? `  ${WAITS[waits]}` : ''}`
}

const waitingLine = ({ number, waits, dueOn }: WaitingLine) =>
  `${number}  ${WAITS[waits]}${dueOn ? `  ${inChineseWithWeekday(dueOn)}` : ''}`

/** The reply is named by the careful reading; where the other gives another day, that is said as well. */
function byReading({ kind, dueOn, favourable }: { kind: string; dueOn: Day; favourable: Day | null }): string {
  if (kind !== 'reply' || favourable === dueOn) return ''
  return favourable ? `（从严计算；从宽${inChineseWithWeekday(favourable)}）` : '（从严计算；尚未与申请人确认）'
}
