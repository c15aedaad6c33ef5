/** 办理期间: whatever moved the date of the reply, in the order of days, for the applicant to check. */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { printable } from '../documents/index.ts'

/**
 * One sentence of all that moved the date.
 * @param facts those that count
 * @param you how the applicant is addressed
 * @param choices what the office chose on a day: it decides whether the time of an obstacle is counted
 * @returns undefined where nothing did
 */
export function courseOf(facts: readonly Fact[], you: string, choices: Law['choices']): string | undefined {
  const lastWords = facts.findLast((fact) => fact.type === 'corrected')
  const parts = facts
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .flatMap((fact) => moved(fact, you, choices, fact === lastWords) || [])
  return parts.length > 0 ? `办理期间，${parts.join('；')}。` : undefined
}

/** What a fact did to the date; nothing where it moved none. `isLast`: of the corrections, which replace one another. */
function moved(fact: Fact, you: string, choices: Law['choices'], isLast: boolean): string | undefined | false {
  const on = inChinese(fact.on)
  switch (fact.type) {
    case 'correctionRequested':
      return `本机关于${on}告知${you}补正`
    case 'corrected':
      return `于${on}收到补正后的申请${isLast ? asCorrected(fact.text) : ''}，答复期限自该日起重新计算`
    case 'thirdPartyConsulted':
      return `于${on}征求第三方意见，所需时间不计算在答复期限内`
    case 'agencyConsulted':
      return `于${on}征求其他行政机关意见，所需时间不计算在答复期限内`
    case 'extended':
      return `经本机关政府信息公开工作机构负责人同意，于${on}延长答复期限${fact.workingDays}个工作日`
    case 'reasonsAssessed':
      return fact.delayedUntil && `于${on}确定延迟至${inChinese(fact.delayedUntil)}答复`
    case 'feeNotified':
      return `于${on}发出收费通知`
    case 'feePaid':
      return `于${on}缴费，答复期限自次日起重新计算`
    case 'reopened':
      return fact.decision && ordered(fact.decision)
    case 'obstacle':
      return fact.to !== undefined && choices(fact.from).obstacleSuspends && leftOut(fact.from, fact.to)
    case 'calendarChanged':
      return changed(fact, `${fact.year}年节假日安排`)
    case 'choiceChanged':
      return changed(fact, '本机关办理规则的变更')
    default:
      return undefined
  }
}

/** What somebody corrected at length is told by its day: the letter has no room for all of it, and part of it misleads. */
const MOST_QUOTED = 200
/** The request is answered as it was corrected: the letter quotes what that says. */
function asCorrected(text: string): string {
  const said = printable(text).replaceAll('“', '‘').replaceAll('”', '’')
  return said === '' || Array.from(said).length > MOST_QUOTED ? '' : `（补正的内容为：“${said}”）`
}

/** The period that a decision or judgment gives counts from its receipt. */
const ordered = ({ body, number, receivedOn }: { body: string; number: string; receivedOn: string }) =>
  `于${inChinese(receivedOn)}收到${body}${number}，答复期限自次日起重新计算`

/** An office may choose so; by default an obstacle moves no date. */
const leftOut = (from: string, to: string) =>
  `${inChinese(from)}至${inChinese(to)}遇不可抗力或者其他障碍，该期间不计算在答复期限内`

type Changed = Pick<Extract<Fact, { type: 'calendarChanged' | 'choiceChanged' }>, 'dueBefore' | 'dueAfter'>

function changed({ dueBefore, dueAfter }: Changed, why: string): string | undefined {
  if (!dueBefore || !dueAfter || dueBefore === dueAfter) return undefined
  return `因${why}，答复期限由${inChinese(dueBefore)}调整为${inChinese(dueAfter)}`
}
