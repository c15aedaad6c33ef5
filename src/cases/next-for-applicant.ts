/** What comes next, as the applicant reads it on the page of their application. */
import { isOpen } from '../../workflows/disclosure/consultations.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { MovedTo } from '../ledger/moved.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { sentence } from '../web/words/sentences.ts'

type Where = Pick<CaseRow, 'stage' | 'step' | 'context'>

/** One sentence for the applicant: what comes next, or what is expected of them. @param moved to another agency, where it was */
export function nextForApplicant(
  { stage, step, context }: Where,
  clock: Pick<Clock, 'status'>,
  moved?: Pick<MovedTo, 'agency' | 'receipt'>,
): Sentence {
  if (step === 'setAside' && moved) return sentence('next.moved', { agency: moved.agency, receipt: moved.receipt })
  if (step === 'setAside') return sentence('next.setAside')
  if (stage === 'receive')
    return sentence(clock.status === 'awaitingConfirmation' ? 'next.toConfirm' : 'next.toRegister')
  if (step === 'awaitingCorrection') return sentence('next.toCorrect', { by: context.correction!.answerBy })
  if (step === 'awaitingPayment') return sentence('next.toPay')
  if (stage === 'review' && context.reasons === 'requested')
    return sentence('next.toExplain', { by: context.reasonsAsked!.answerBy })
  if (stage === 'review' && context.consultations.some(isOpen)) return sentence('next.consulting')
  if (stage === 'register' || stage === 'review') return sentence('next.handling')
  if (step === 'withdrawn') return sentence('next.withdrawn')
  if (step === 'signed') return sentence('next.serving')
  return sentence(stage === 'reply' && step !== 'served' ? 'next.signing' : 'next.replied')
}
