/**
 * 事实经过 of an answer: what is on record, day by day, each a sentence or a few, so that the drafter checks instead of
 * searching. What no fact says is not said; a third party is not named, for the applicant reads it.
 */
import { partyOf } from '../../workflows/disclosure/remedies.ts'
import { DISPOSITIONS, type Fact, type FactOf, OUTCOMES, RESULTS } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { CHANNELS } from '../../workflows/words.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import type { LetterRow } from '../ledger/queries.ts'
import { courseOf } from '../letters/course.ts'
import type { KeptWords } from '../letters/kept-words.ts'
import type { ServiceRow } from '../letters/service.ts'
import { byPlace, type ToldRemedy } from './told.ts'

export type Placed = { position: number; fact: Fact }

/** What is on file. */
export type Held = {
  file: CaseFile
  /** The facts that count, each in its place of the ledger. */
  told: readonly Placed[]
  letters: readonly LetterRow[]
  words: ReadonlyMap<string, Pick<KeptWords, 'letter'>>
  service: readonly ServiceRow[]
  clock: Clock
  law: LoadedLaw
}

export const calledLetter = ({ title, number }: Pick<LetterRow, 'title' | 'number'>): string =>
  `《${title}》${number ? `（${number}）` : ''}`

/** The letter of a reply that was signed. */
export const letterOf = ({ letters }: Pick<Held, 'letters'>, { position }: Placed): LetterRow | undefined =>
  letters.find((letter) => letter.kind === 'reply' && letter.position === position)

/** One line for each step, in the order of days; of an earlier complaint what came of it, of this one nothing. */
export function courseTold(remedy: Pick<ToldRemedy, 'n'>, held: Held): string[] {
  const steps = held.told.map((placed) => ({ on: dayOf(placed.fact), says: stepTold(placed, remedy, held) }))
  return [
    received(held),
    ...steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).flatMap(({ says }) => says),
  ]
}

const dayOf = (fact: Fact): Day => (fact.type === 'reopened' && fact.decision ? fact.decision.receivedOn : fact.on)

function received({ file, clock }: Held): string {
  const { row } = file
  const { request } = currentSubmission(file.facts)
  const asked = request.title ? `，申请公开“${request.title}”` : ''
  const number = row.number ? `，登记编号为${row.number}` : ''
  return clock.receivedOn
    ? `${inChinese(clock.receivedOn)}，本机关收到申请人的政府信息公开申请（${CHANNELS[row.channel]}）${asked}${number}。`
    : `${inChinese(row.submittedOn)}，申请人提交政府信息公开申请（${CHANNELS[row.channel]}）${asked}。`
}

const OTHERS = '其他行政机关'

function stepTold(placed: Placed, remedy: Pick<ToldRemedy, 'n'>, held: Held): string[] {
  const { fact } = placed
  const on = inChinese(fact.on)
  switch (fact.type) {
    case 'correctionRequested':
      return [`${on}，本机关告知申请人补正，补正期限至${inChinese(fact.answerBy)}。`, ...noticeServed(placed, held)]
    case 'corrected':
      return [`${on}，申请人补正，答复期限自该日起重新计算。`]
    case 'correctionLapsed':
      return [`${on}，本机关认定申请人逾期不补正。`]
    case 'thirdPartyConsulted':
      return [`${on}，本机关书面征求第三方意见，所需时间不计算在答复期限内。`]
    case 'agencyConsulted':
      return [`${on}，本机关征求${OTHERS}意见，所需时间不计算在答复期限内。`]
    case 'thirdPartyReached':
      return [`${on}，第三方收到征求意见书。`]
    case 'agencyReached':
      return [`${on}，${OTHERS}收到征求意见书。`]
    case 'thirdPartyAnswered':
      return [`${on}，第三方提出意见，${opinion(fact)}。`]
    case 'agencyAnswered':
      return [`${on}，${OTHERS}提出意见，${opinion(fact)}。`]
    case 'thirdPartySilent':
      return [`${on}，第三方逾期没有提出意见。`]
    case 'agencySilent':
      return [`${on}，${OTHERS}逾期没有提出意见。`]
    case 'thirdPartyAssessed':
      return [`${on}，本机关审查第三方不同意公开的理由，认为${weighed(fact)}。`]
    case 'reasonsRequested':
      return [`${on}，本机关要求申请人说明理由。`]
    case 'reasonsGiven':
      return [`${on}，申请人说明理由。`]
    case 'reasonsAssessed':
      return [`${on}，本机关认为申请人说明的理由${fact.reasonable ? '合理' : '不合理'}${delayed(fact.delayedUntil)}。`]
    case 'extended':
      return [
        `${on}，经本机关政府信息公开工作机构负责人同意，延长答复期限${fact.workingDays}个工作日。`,
        ...noticeServed(placed, held),
      ]
    case 'searched':
      return searched(fact)
    case 'secrecyReviewed':
      return [`${on}，本机关对所申请的信息进行保密审查。`]
    case 'disclosureExamined':
      return [`${on}，本机关对所申请的信息进行公开审查。`]
    case 'replySigned':
      return replied(placed, held)
    case 'withdrawn':
      return [`${on}，申请人撤回申请。`]
    case 'remedySought':
    case 'remedyDecided':
      return complained(placed, remedy, held)
    case 'reopened':
      return [reopened(fact)]
    default: {
      const moved = courseOf([fact], '申请人', held.law.choices)
      return moved ? [moved] : []
    }
  }
}

const delayed = (until: Day | undefined) => (until ? `，延迟至${inChinese(until)}答复` : '')

function opinion({ consents, extent }: Pick<FactOf<'thirdPartyAnswered'>, 'consents' | 'extent'>): string {
  if (consents) return '同意公开'
  return extent === 'partly' ? '部分同意、部分不同意公开' : '不同意公开'
}

const weighed = ({ reasonable, publicInterest }: FactOf<'thirdPartyAssessed'>) =>
  `理由${reasonable ? '合理' : '不合理'}${publicInterest ? '，不公开可能对公共利益造成重大影响' : ''}`

function searched({ on, places, terms, found }: FactOf<'searched'>): string[] {
  const where = places?.join('、')
  const by = terms?.length ? `，以${terms.map((term) => `“${term}”`).join('、')}为关键词` : ''
  const what = found ? '检索到' : '没有检索到'
  return where ? [`${inChinese(on)}，本机关在${where}${by}检索，${what}所申请的信息。`] : []
}

/** The letters that told the applicant of a step, as they went. */
const noticeServed = ({ position }: Placed, held: Held): string[] =>
  held.letters
    .filter((letter) => letter.kind === 'notice' && letter.consultation === null && letter.position === position)
    .flatMap((letter) => servedTold(letter, held.service))

function servedTold(letter: LetterRow, service: readonly ServiceRow[]): string[] {
  return service
    .filter((row) => row.letter === letter.id && row.sentOn !== null)
    .map(({ to, how, sentOn, receivedOn }) => {
      const arrived = receivedOn ? `，${to}于${inChinese(receivedOn)}收到` : ''
      return `${calledLetter(letter)}于${inChinese(sentOn!)}向${to}发出${how ? `（${how}）` : ''}${arrived}。`
    })
}

function replied(placed: Placed, held: Held): string[] {
  const letter = letterOf(held, placed)
  if (!letter) return []
  const before = held.told.filter(({ position }) => position < placed.position)
  const drafted = before.findLast(({ fact }) => fact.type === 'replyDrafted')?.fact
  const outcome = drafted?.type === 'replyDrafted' ? `，办理结果为“${OUTCOMES[drafted.outcome].zh}”` : ''
  const last = held.told.findLast(({ fact }) => fact.type === 'replySigned') === placed
  const counted = last ? held.clock.replies.at(-1) : undefined
  const inTime = counted ? `，${counted.inTime ? '没有超过' : '已经超过'}答复期限` : ''
  return [
    `${inChinese(placed.fact.on)}，本机关作出${calledLetter(letter)}${outcome}${inTime}。`,
    ...servedTold(letter, held.service),
    ...(servedLater(letter, held, placed) ?? []),
  ]
}

/** Of a reply that was annulled since, no service is listed any more: the day on which it was served is on record. */
function servedLater(letter: LetterRow, { told, service }: Held, { position }: Placed): string[] | undefined {
  if (service.some((row) => row.letter === letter.id)) return undefined
  const until = told.find((one) => one.position > position && one.fact.type === 'replySigned')?.position ?? Infinity
  const served = told.filter(
    (one) => one.position > position && one.position < until && one.fact.type === 'replyServed',
  )
  return served.map(({ fact }) => `${calledLetter(letter)}于${inChinese(fact.on)}送达。`)
}

/** Of earlier complaints: who decided, and how. Who brought one that was not the applicant's is not named. */
function complained({ fact }: Placed, { n }: Pick<ToldRemedy, 'n'>, { told }: Held): string[] {
  const all = byPlace(told.map((one) => one.fact))
  const place =
    fact.type === 'remedyDecided'
      ? [...all.decided].find(([, decided]) => decided === fact)?.[0]
      : fact.type === 'remedySought'
        ? all.sought.indexOf(fact) + 1
        : undefined
  const sought = all.sought[(place ?? 0) - 1]
  if (!place || !sought || place >= n) return []
  const on = inChinese(fact.on)
  if (fact.type !== 'remedyDecided') {
    const who = partyOf(sought) === undefined ? '申请人' : '第三方'
    return sought.kind === 'reconsideration'
      ? [`${on}，${who}向${sought.body}申请行政复议。`]
      : [`${on}，${sought.body}审理的行政诉讼${sought.appealBy ? '，一审判决被上诉' : '提起'}。`]
  }
  const number = fact.number ? `（${fact.number}）` : ''
  const result = fact.disposition ? DISPOSITIONS[fact.disposition].zh : RESULTS[fact.result]
  return [
    `${on}，${sought.body}作出${sought.kind === 'reconsideration' ? '复议决定' : '裁判'}${number}，结果为“${result}”。`,
  ]
}

function reopened({ on, decision }: FactOf<'reopened'>): string {
  if (!decision) return `${inChinese(on)}，本机关重新办理。`
  const { body, number, receivedOn } = decision
  const made = `${body}${inChinese(decision.on)}作出的${number}`
  return `${inChinese(receivedOn)}，本机关收到${made}，依照该文书重新办理，答复期限自次日起重新计算。`
}
