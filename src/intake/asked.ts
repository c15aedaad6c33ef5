/** What the office asks of the applicant now, with everything that is needed to answer it. */
import type { Fact, FactOf, FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { noticed, fee as reckon } from '../../workflows/statute/fees.ts'
import { daysNow, type LoadedLaw } from '../ground/law.ts'
import type { CaseRow, FactRow, LetterRow } from '../ledger/queries.ts'
import { paymentInWords, paymentOf } from '../letters/fee-notice.ts'
import type { AgencyProfile } from '../people/tables.ts'
import { untilOf } from './last-days.ts'
import type { Asked } from './views.ts'

/**
 * @param counting the facts that count
 * @param url where the applicant fetches a letter
 */
export function askedOf(
  row: Pick<CaseRow, 'step' | 'context'>,
  clock: Clock,
  ledger: readonly FactRow[],
  counting: readonly Fact[],
  letters: readonly LetterRow[],
  profile: AgencyProfile,
  law: Pick<LoadedLaw, 'fees'>,
  today: Day,
  url: (letter: string) => string,
): Asked {
  const until = (day: Day) => untilOf(day, today)
  const last = <T extends FactType>(type: T) => counting.findLast((fact) => fact.type === type) as FactOf<T> | undefined
  const letterOf = (type: FactType) => {
    const at = ledger.findLast(({ fact }) => fact.type === type)?.position
    const letter = letters.find((l) => l.position === at && l.kind === 'notice' && l.voidedBy === null)
    return letter && { letter: url(letter.id) }
  }
  const correction = row.step === 'awaitingCorrection' ? last('correctionRequested') : undefined
  const fee = row.step === 'awaitingPayment' ? last('feeNotified') : undefined
  const reasons = row.context.reasons === 'requested' ? last('reasonsRequested') : undefined
  return {
    ...(correction && {
      correction: {
        ...until(correction.answerBy),
        matters: correction.matters,
        ...letterOf('correctionRequested'),
      },
    }),
    ...(fee && {
      fee: {
        ...(clock.feeDueOn && until(clock.feeDueOn)),
        days: daysNow('feePayment'),
        amount: fee.amount,
        basis: fee.basis,
        quantity: fee.quantity,
        lines: reckon(noticed(fee), law.fees, fee.on).lines,
        how: paymentInWords(profile),
        pay: paymentOf(profile),
        ...letterOf('feeNotified'),
      },
    }),
    ...(reasons && {
      reasons: { ...until(reasons.answerBy), why: reasons.why, ...letterOf('reasonsRequested') },
    }),
  }
}
