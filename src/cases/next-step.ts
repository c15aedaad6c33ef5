/** One sentence: what to do next. For staff it names who; for the applicant, what is happening. */
import type { Clock } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { sentence } from '../web/words/sentences.ts'

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

/** One sentence for the applicant: what comes next, or what is expected of them. */
export function nextForApplicant({ stage, step, context }: Where, clock: Pick<Clock, 'status'>): Sentence {
  if (stage === 'receive')
    return sentence(clock.status === 'awaitingConfirmation' ? 'next.toConfirm' : 'next.toRegister')
  if (step === 'awaitingCorrection') return sentence('next.toCorrect', { by: context.correction!.answerBy })
  if (step === 'awaitingPayment') return sentence('next.toPay')
  if (stage === 'register' || stage === 'review') return sentence('next.handling')
  if (step === 'withdrawn') return sentence('next.withdrawn')
  return sentence(stage === 'reply' && step !== 'served' ? 'next.signing' : 'next.replied')
}
