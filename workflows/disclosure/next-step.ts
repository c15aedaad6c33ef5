/**
 * What a case waits for: one sentence for staff, the act that it asks for, and the heap in which it lies (待登记、待审核…). Whoever
 * may record that act finds the case among what waits for them.
 */
import type { Clock, Law } from '../statute/clock.ts'
import { inChinese } from '../statute/days.ts'
import { nextApproval } from './chained.ts'
import { isOpen, refusals } from './consultations.ts'
import type { CaseContext } from './context.ts'
import { placesToPerform } from './orders.ts'
import { nextReading } from './readings.ts'
import { appealable, placesToAnswer } from './remedies.ts'
import { answerLimitOf, orderedLimitOf } from './remedy-limits.ts'
import { isAsking, unsent } from './service.ts'
import { type FactType, READING_STEPS, type ReadingStep, type Stage } from './vocabulary.ts'

type Where = { stage: Stage; step: string; context: CaseContext }

/** The heaps of the desk, in the order of a case's way. */
export const WAITS = {
  toConfirm: '待确认',
  toRegister: '待登记',
  toAssign: '待分办',
  toHandle: '待办理',
  toDraft: '待拟稿',
  returned: '退回',
  toReview: '待审核',
  toApprove: '待审批',
  toSign: '待签发',
  toServe: '待送达',
  toSend: '待发出',
  toRelease: '待定公开',
  toReadFirst: '待初审',
  toReadSecond: '待复审',
  toReadFinal: '待终审',
  toArchive: '待归档',
  toAnswer: '待答复复议、应诉',
  toRedo: '待重新办理',
} as const
export type Waits = keyof typeof WAITS
/** The heap of each reading. */
export const WAITS_FOR_READING: Readonly<Record<ReadingStep, Waits>> = {
  first: 'toReadFirst',
  second: 'toReadSecond',
  final: 'toReadFinal',
}

/** What is said, and the act that it asks for: null where somebody else is waited for, or nothing is left to do. */
export type NextStep = {
  says: string
  act: FactType | null
  /** Null where nobody in the office has anything to do. */
  waits: Waits | null
}

/** Somebody outside is waited for; an act may record that they came. */
const others = (says: string, act: FactType | null = null): NextStep => ({ says, act, waits: null })
const step = (waits: Waits, says: string, act: FactType): NextStep => ({ says, act, waits })

/** One sentence in Chinese for staff: what is to be done next, and by when where the clock has a date. */
export function nextForStaff(
  { stage, step: at, context }: Where,
  clock: Clock,
  law: Pick<Law, 'limits' | 'calendar' | 'choices'>,
): NextStep {
  const by = clock.dueOn ? `答复期限${inChinese(clock.dueOn)}。` : ''
  if (context.erasedOn)
    return others(`保管期限届满，内容已于${inChinese(context.erasedOn)}依销毁清册销毁，只留编号、日期和校验值。`)
  if (at === 'setAside') return ofAside(context, law)
  if (stage === 'receive') {
    return clock.status === 'awaitingConfirmation'
      ? step('toConfirm', '请与申请人确认收到申请，再登记。确认之日为收到申请之日。', 'confirmed')
      : step('toRegister', `请登记本件。${by}`, 'registered')
  }
  if (at === 'awaitingCorrection')
    return others(`等待申请人补正，期限${inChinese(context.correction!.answerBy)}。`, 'corrected')
  if (at === 'awaitingPayment') return others('等待申请人缴纳信息处理费。', 'feePaid')
  if (stage === 'register') return step('toAssign', `请分办给承办机构；内容不明确的，告知补正。${by}`, 'assigned')
  if (stage === 'review') return waitingFor(context) ?? toHandle(context, by)
  const ended = stage === 'archive' || at === 'served' || at === 'withdrawn'
  const remedy = ended ? toRemedy(context, law) : undefined
  if (remedy) return remedy
  if (stage === 'archive') return others(context.openRemedies > 0 ? '本件已归档，复议、诉讼尚未审结。' : '本件已归档。')
  const ends = at === 'served' || at === 'withdrawn'
  const left = ends ? unsent(context).length : 0
  if (left > 0) return step('toSend', `还有${left}份文书没有发出的记录，请发出并记录，再归档。`, 'sent')
  if (at === 'served' && context.releaseProposed) {
    const reading = nextReading(context, law)
    const says = reading
      ? `已送达。转主动公开等待${READING_STEPS[reading]}。`
      : '已送达。请决定是否转主动公开，再归档。'
    return step(reading ? WAITS_FOR_READING[reading] : 'toRelease', says, 'releaseDecided')
  }
  const approval = at === 'forApproval' ? nextApproval(context) : null
  if (approval) {
    const place = approval.of > 1 ? `（第${approval.n}步，共${approval.of}步）` : ''
    return step('toApprove', `请审批：${approval.step.name}${place}。`, 'replyApproved')
  }
  return REPLY[at]!
}

/** Who was told that it is no request may complain of the silence all the same: that is answered, and an order needs the case again. */
function ofAside(context: CaseContext, law: Pick<Law, 'limits' | 'calendar'>): NextStep {
  const remedy = toRemedy(context, law)
  if (remedy?.waits === 'toRedo')
    return { ...remedy, says: `${remedy.says}本件已设为无效件，请先恢复。`, act: 'restored' }
  return remedy ?? others('已设为无效件，不计算期限，也不统计。确属政府信息公开申请的，请恢复后办理。')
}

/** What a reconsideration or a suit asks for, of a case that is answered; undefined where nothing does. */
function toRemedy(context: CaseContext, law: Pick<Law, 'limits' | 'calendar'>): NextStep | undefined {
  const { remedies = [], remedy } = context
  // Of several the one whose answer is due first.
  const [first] = placesToAnswer(context)
    .flatMap((n) => {
      const one = remedies[n - 1]!
      const limit = answerLimitOf(one, law)
      return limit ? [{ one, limit }] : []
    })
    .toSorted((a, b) => (a.limit.dueOn < b.limit.dueOn ? -1 : 1))
  if (first) {
    const what = first.one.kind === 'reconsideration' ? '行政复议答复书' : '答辩状'
    return step(
      'toAnswer',
      `请提交${what}${first.one.appealBy ? '' : '、证据和依据'}，最迟${inChinese(first.limit.dueOn)}，并记录。`,
      'remedyAnswered',
    )
  }
  const toAppeal = appealable(context)
  const [ordered] = placesToPerform(context).flatMap((n) => {
    const limit = orderedLimitOf(context, n, law)
    return limit ? [{ n, limit }] : []
  })
  if (ordered) {
    const { n, limit } = ordered
    const what = remedies[n - 1]!.kind === 'reconsideration' ? '复议决定' : toAppeal.includes(n) ? '一审裁判' : '裁判'
    const appeal = toAppeal.includes(n) ? '；不服的，在上诉期限内上诉' : ''
    return step(
      'toRedo',
      `${what}要求履行，最迟${inChinese(limit.dueOn)}${appeal}。重新答复的，记录“重新办理”；以其他方式履行的，记录“履行复议决定、裁判”。`,
      'reopened',
    )
  }
  if (context.openRemedies > 0) return undefined
  if (remedy && remedies.at(-1)?.result === 'corrected' && !remedies.at(-1)?.performedOn) {
    const mayAppeal = toAppeal.length > 0 ? '；不服一审裁判的，在上诉期限内上诉' : ''
    return step('toRedo', `答复已经被纠正。请按决定、裁判重新办理${mayAppeal}。`, 'reopened')
  }
  return undefined
}

/** What somebody else has to do first; undefined where nobody is waited for. */
function waitingFor(context: CaseContext): NextStep | undefined {
  const { consultations, reasons, reasonsAsked } = context
  const waiting = consultations.filter(isOpen)
  const lying = unsent(context).filter(isAsking)
  if (waiting.some(({ id, reachedOn }) => !reachedOn && lying.some(({ consultation }) => consultation === id)))
    return step('toSend', '征求意见的文书没有发出的记录，请发出并记录。', 'sent')
  if (waiting.length > 0) return others('正在征求意见，答复期限扣除征求意见所需时间。')
  if (reasons === 'requested')
    return others(`等待申请人说明理由，期限${inChinese(reasonsAsked!.answerBy)}。`, 'reasonsGiven')
  return undefined
}

/** What the unit has to do next, by what it has recorded. */
function toHandle(context: CaseContext, by: string): NextStep {
  const { consultations, reasons, lapsed, draft, searches, secrecy, examined } = context
  const next = (waits: Waits, says: string, act: FactType) => step(waits, `${says}${by}`, act)
  if (lapsed)
    return next(
      'toDraft',
      `申请人${lapsed === 'fee' ? '逾期未缴费' : '逾期不补正'}，请拟写不再处理的答复。`,
      'replyDrafted',
    )
  if (draft) return next('returned', '拟稿没有通过或者已经退回，请修改后重新拟稿。', 'replyDrafted')
  if (reasons === 'given') return next('toHandle', '申请人已经说明理由，请审查。', 'reasonsAssessed')
  if (refusals(consultations).some(({ assessed }) => assessed === null))
    return next('toHandle', '第三方不同意公开，请审查其理由。', 'thirdPartyAssessed')
  if (secrecy.some(({ conclusion }) => conclusion === 'undetermined'))
    return others(`已经报请确定是否属于国家秘密，请等待确定。${by}`)
  if (secrecy.length > 0 || examined.length > 0) return next('toDraft', '已经审查，请拟稿。', 'replyDrafted')
  if (searches.some(({ found }) => found)) return next('toHandle', '已经检索到，请审查并拟稿。', 'secrecyReviewed')
  return searches.length > 0
    ? next('toDraft', '没有检索到，请拟稿。', 'replyDrafted')
    : next('toHandle', '请检索、审查并拟稿。', 'searched')
}

const REPLY: Record<string, NextStep> = {
  forReview: step('toReview', '请法制人员审核拟稿。', 'replyReviewed'),
  forSignature: step('toSign', '请签发。', 'replySigned'),
  signed: step('toServe', '请送达申请人，并记录送达凭证。', 'replyServed'),
  served: step('toArchive', '已送达，请归档。', 'archived'),
  withdrawn: step('toArchive', '申请人已撤回，请归档。', 'archived'),
}
