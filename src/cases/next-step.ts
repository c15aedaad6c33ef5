/** One sentence: what to do next. For staff it names who; for the applicant, what is happening. */
import type { Clock } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import type { CaseRow } from '../ledger/queries.ts'

type Where = Pick<CaseRow, 'stage' | 'step' | 'context'>

/** One sentence in Chinese for staff: what is to be done next, and by when where the clock has a date. */
export function nextForStaff({ stage, step, context }: Where, clock: Clock): string {
  const by = clock.dueOn ? `答复期限${inChinese(clock.dueOn)}。` : ''
  if (stage === 'receive') {
    return clock.status === 'awaitingConfirmation'
      ? '请与申请人确认收到申请，再登记。确认之日为收到申请之日。'
      : `请登记本件。${by}`
  }
  if (step === 'awaitingCorrection') return `等待申请人补正，期限${inChinese(context.correction!.answerBy)}。`
  if (step === 'awaitingPayment') return '等待申请人缴纳信息处理费。'
  if (stage === 'register') return `请分办给承办机构；内容不明确的，告知补正。${by}`
  if (stage === 'review') {
    return context.consultations.some((c) => c.state === 'sent' || c.state === 'reached')
      ? '正在征求意见，答复期限扣除征求意见所需时间。'
      : `请检索、审查并拟稿。${by}`
  }
  return REPLY[step] ?? '本件已归档。'
}

const REPLY: Record<string, string> = {
  forReview: '请法制人员审核拟稿。',
  forSignature: '请签发。',
  signed: '请送达申请人，并记录送达凭证。',
  served: '已送达，请归档。',
  withdrawn: '申请人已撤回，请归档。',
}

/** One sentence in Chinese for the applicant: what comes next, or what is expected of them. */
export function nextForApplicant({ stage, step, context }: Where, clock: Clock): string {
  if (stage === 'receive') {
    return clock.status === 'awaitingConfirmation'
      ? '工作人员将与您联系，确认收到申请。双方确认之日为收到申请之日，答复期限从次日起计算。'
      : '工作人员正在登记您的申请。'
  }
  if (step === 'awaitingCorrection') {
    return `请您在${inChinese(context.correction!.answerBy)}前补正。收到补正后，答复期限重新计算；无正当理由逾期不补正的，视为放弃申请。`
  }
  if (step === 'awaitingPayment') return '请您按照收费通知缴纳信息处理费。缴费完成后，答复期限重新计算。'
  if (stage === 'register' || stage === 'review') return '正在办理您的申请。'
  if (step === 'withdrawn') return '您已撤回申请，本件不再处理。'
  if (stage === 'reply' && step !== 'served') return '正在审核、签发答复。'
  return '答复已经作出，请查收文书。'
}
