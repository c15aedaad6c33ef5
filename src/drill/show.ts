/** A replayed loss in words: for its page, and the same for its printed copy. */

import type { Heard } from '../../workflows/disclosure/context.ts'
import type { DrillDay, Due, Wrong } from '../../workflows/disclosure/drill/drill.ts'
import { channelOf } from '../../workflows/disclosure/drill/walk.ts'
import { CHANNELS, FACTS, type Fact, type FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock, ClockStatus } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { type FactLine, factLine, type Names } from '../cases/describe.ts'
import { askLabels } from '../cases/offer-draft.ts'
import { textOf } from '../documents/index.ts'
import { SEVERAL } from '../letters/several.ts'
import { shipped } from '../letters/templates/shipped.ts'
import { CATALOGUE, type Loss, wayOf } from './losses.ts'
import { type Replay, replayLoss } from './replay.ts'
import type { DayView, DrillGroup, DrillLine, DrillView } from './views.ts'

const DUE: Record<Due, string> = {
  correctionNotice: '补正告知的最后一日',
  reply: '答复期限届满',
  carefulReply: '从严掌握的答复期限届满',
  fee: '申请人缴费的最后一日',
  consultation: '被征求意见的一方答复的最后一日',
}

const STATUS: Record<ClockStatus, string> = {
  awaitingConfirmation: '等待双方确认收到申请',
  running: '期限正在计算',
  suspended: '期限停止计算',
  waiting: '等待申请人',
  settled: '已经答复',
  closed: '已经办结',
}

const MARKS = {
  V: '读过文书或者规定的原文',
  V2: '读过转述',
  I: '对条文的理解，没有查到同样的案件',
} as const

const lineOf = (loss: Loss): DrillLine => ({
  ...{ id: loss.id, title: loss.title, article: loss.article, way: wayOf(loss) },
})

/** All drills, by what was lost. */
export const drillGroups = (): DrillGroup[] =>
  CATALOGUE.map(({ group, losses }) => ({ group, lines: losses.map(lineOf) }))

/** One drill; undefined where there is none of this number. */
export function showDrill(id: string): DrillView | undefined {
  const found = CATALOGUE.flatMap(({ group, losses }) => losses.map((loss) => ({ group, loss }))).find(
    ({ loss }) => loss.id === id,
  )
  return found && inWords(found.group, found.loss)
}

function inWords(group: string, loss: Loss): DrillView {
  const replay = replayLoss(loss)
  const { days, letter } = replay
  const lines = letter ? textOf(letter.letter) : []
  return {
    ...lineOf(loss),
    group,
    channel: CHANNELS[channelOf(loss.letter ? { channel: channelIn(days) } : loss)],
    days: days.map((day, i) => dayInWords(day, days[i - 1], namesIn(days))),
    letter: letter && {
      title: letter.letter.title,
      lines,
      findings: letter.findings.map(({ line, rule, severity, article, says, remedy }) => ({
        ...{ rule, severity, article, says, remedy },
        line: line === undefined ? null : (lines[line] ?? null),
      })),
    },
    wrong: wrongIn(loss, replay),
    steps: days.at(-1)!.clock.steps,
    held: loss.held,
    source: loss.source,
    mark: MARKS[loss.mark],
  }
}

function channelIn(days: readonly DrillDay[]): string {
  const [first] = days[0]!.facts
  return first?.fact.type === 'submitted' ? first.fact.channel : 'counter'
}

/** How a case is lost by its days alone. */
export function lateInWords({ how, last }: Exclude<Wrong, { how: 'refused' }>): { what: string; remedy: string } {
  const which = how === 'late' ? '答复期限' : '从严掌握的答复期限'
  return { what: `${which}已经届满，没有按期答复。`, remedy: `最迟在${inChinese(last)}答复。` }
}

/** The product's own words, never more: the reason of the refusal, the remedies of the checker, or the last day in time. */
function wrongIn({ on, title }: Loss, { wrong, letter }: Replay): DrillView['wrong'] {
  if (wrong?.how === 'refused') return { on: wrong.on, what: title, remedy: [wrong.refused.message] }
  if (wrong) {
    const { what, remedy } = lateInWords(wrong)
    return { on: wrong.on, what: `${what}${title}`, remedy: [remedy] }
  }
  return { on, what: title, remedy: [...new Set(letter?.findings.map(({ remedy }) => remedy))] }
}

/** As the product calls them: what a draft asks by its label, a letter by the title that is in force for it. */
const ASKS = askLabels(shipped)

function namesIn(days: readonly DrillDay[]): Names {
  const letters = new Map([...shipped].map(([id, { title }]) => [id, title]))
  let draft: FactOf<'replyDrafted'> | undefined
  for (const fact of days.flatMap(({ facts }) => facts.flatMap(({ fact, follows }): Fact[] => [fact, ...follows]))) {
    if (fact.type === 'replyDrafted') draft = fact
    if (fact.type === 'letterMade') letters.set(fact.letter, titleOf(fact, draft))
  }
  return { people: new Map(), units: new Map(), handlers: new Map(), asks: ASKS, letters }
}

/** The reply is made from the template of its outcome, of several matters from their frame. */
function titleOf({ template }: FactOf<'letterMade'>, draft: FactOf<'replyDrafted'> | undefined): string {
  const made = shipped.get(template) ?? (draft?.items && shipped.get(SEVERAL))
  const answers = [...shipped.values()].find(({ outcome }) => outcome !== undefined && outcome === draft?.outcome)
  return (made ?? answers)?.title ?? '答复书'
}

/** What is told of a fact beside its name. */
const detailsOf = (fact: Heard, names: Names): FactLine['details'] =>
  factLine({ fact, position: 0, at: '', by: fact.by, hash: '' } as never, names, []).details

/** A day as pages and printed copies tell it; what it warned of before is not said again. */
export function dayInWords(
  { on, facts, due, clock }: DrillDay,
  before: DrillDay | undefined,
  names: Names,
  details = detailsOf,
): DayView {
  const known = new Set(before?.clock.warnings?.map(({ code, text }) => code + text))
  return {
    on,
    facts: facts.map(({ fact, refused, follows }) => {
      return {
        name: FACTS[fact.type].zh,
        details: details(fact, names).map(({ label, value }) => `${label}：${value}`),
        letters: follows.flatMap((next) => (next.type === 'letterMade' ? (names.letters.get(next.letter) ?? []) : [])),
        refused: refused && { code: refused.code, article: refused.article, text: refused.message },
      }
    }),
    due: due.map((one) => DUE[one]),
    dates: datesInWords(clock),
    late: lateOn(clock, on),
    warnings: (clock.warnings ?? [])
      .filter(({ code, text }) => !known.has(code + text))
      .map(({ code, article, text }) => ({ code, article, text })),
  }
}

const lateOn = ({ inTime, status, dueOn }: Clock, on: string) =>
  inTime === false || (status === 'running' && dueOn !== null && dueOn < on)

function datesInWords(clock: Clock): string[] {
  const { status, dueOn, careful, workingDays, inTime, settledOn } = clock
  const left = workingDays.left < 0 ? `超过${-workingDays.left}个工作日` : `还有${workingDays.left}个工作日`
  return [
    STATUS[status],
    ...(dueOn && status !== 'waiting' ? [`答复期限${inChinese(dueOn)}${status === 'running' ? `，${left}` : ''}`] : []),
    ...(careful.dueOn !== dueOn && status !== 'closed' ? [`从严掌握${inChinese(careful.dueOn)}`] : []),
    ...(settledOn ? [`${inChinese(settledOn)}答复，${inTime ? '按期' : '逾期'}`] : []),
    ...(settledOn && inTime && careful.inTime === false ? ['从严掌握则为逾期'] : []),
  ]
}
