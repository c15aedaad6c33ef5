/**
 * 征求意见: third parties (Art 32) and other agencies (Art 34). Each letter has its own days to answer, from its arrival.
 * A third party's silence leaves the decision to the agency; another agency's silence is consent.
 */
import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import { type Consultation, isOpen, meantBy } from '../consultations.ts'
import type { CaseContext, Heard } from '../context.ts'
import { dates, notBefore, onDay, type Rule } from './rule.ts'

const BOTH = '条例第三十二条、第三十四条'
const ARTICLE = { thirdParty: '条例第三十二条', agency: '条例第三十四条' }
const meant = (context: CaseContext, fact: Heard) => meantBy(fact, context.consultations)

/** The last day to answer; null where the arrival of the letter is not on file. */
function answerDueOn(context: CaseContext, fact: Heard, law: Law): Day | null {
  const at = context.consultations.indexOf(meant(context, fact)!)
  return dates(context, law, fact.on)?.consultations[at]?.answerDueOn ?? null
}

export const CONSULTED: Rule[] = [
  {
    code: 'CONSULTATION_NAME_REUSED',
    article: BOTH,
    says: '已经有同一编号（consultation）的征求意见。请另用编号，或者不填写。',
    kept: (context, fact) => {
      const named = fact && 'consultation' in fact ? fact.consultation : undefined
      return named === undefined || !context.consultations.some((c) => c.id === named)
    },
  },
]

const open = (kind: Consultation['kind']): Rule => ({
  code: 'NO_OPEN_CONSULTATION',
  article: ARTICLE[kind],
  says: '没有等待答复的征求意见。已经答复或者已经认定逾期的，此后收到的意见请作为“附卷”或者“备注”。',
  kept: (context, fact) => {
    const waiting = context.consultations.some((c) => c.kind === kind && isOpen(c))
    return waiting || (fact !== undefined && meant(context, fact) !== undefined)
  },
})

const NAMED: Rule = {
  code: 'CONSULTATION_NOT_NAMED',
  article: BOTH,
  says: '有多件征求意见未结，或者所指的一件不存在。请指明是哪一件（consultation）。',
  kept: (context, fact) => !fact || meant(context, fact) !== undefined,
}

const AFTER_DISPATCH: Rule = {
  code: 'CONSULTATION_BEFORE_SENT',
  article: BOTH,
  says: '发生日期早于征求意见书发出之日。请核对日期。',
  kept: notBefore((context, fact) => meant(context, fact)?.sentOn),
  because: (context, fact) => onDay(meant(context, fact)?.sentOn, (day) => `征求意见书于${day}发出。`),
}

const REACHED: Rule[] = [
  {
    code: 'REACHED_TWICE',
    article: BOTH,
    says: '这一件征求意见书的送达之日已经记录。日期有误的，请更正原记录。',
    kept: (context, fact) => !fact || !meant(context, fact)?.reachedOn,
  },
  {
    code: 'REACHED_AFTER_ANSWER',
    article: BOTH,
    says: '送达之日晚于答复之日。请核对日期。',
    kept: (context, fact) => {
      const closedOn = fact && meant(context, fact)?.closedOn
      return !fact || !closedOn || fact.on <= closedOn
    },
    because: (context, fact) => onDay(meant(context, fact)?.closedOn, (day) => `这一件已于${day}答复。`),
  },
]

const AFTER_ARRIVAL: Rule = {
  code: 'ANSWERED_BEFORE_REACHED',
  article: BOTH,
  says: '答复之日早于征求意见书送达之日。请核对日期。',
  kept: notBefore((context, fact) => meant(context, fact)?.reachedOn),
  because: (context, fact) => onDay(meant(context, fact)?.reachedOn, (day) => `征求意见书于${day}送达。`),
}

const SILENT: Rule[] = [
  {
    code: 'CONSULTATION_NOT_REACHED',
    article: BOTH,
    says: '答复期限自收到征求意见书之日起计算，送达之日尚未记录，不能认定逾期。请先记录送达之日。',
    kept: (context, fact) => !fact || !meant(context, fact) || meant(context, fact)!.reachedOn !== null,
  },
  {
    code: 'CONSULTATION_LIMIT_NOT_PASSED',
    article: BOTH,
    says: '被征求意见方的答复期限尚未届满，届满次日起才能认定逾期未答复。',
    kept: (context, fact, law) => {
      const due = fact && answerDueOn(context, fact, law)
      return !fact || !due || fact.on > due
    },
    because: (context, fact, law) => onDay(answerDueOn(context, fact, law), (day) => `答复期限至${day}。`),
  },
]

const about = (kind: Consultation['kind']) => [open(kind), NAMED, AFTER_DISPATCH]

export const consultationRules = (kind: Consultation['kind']) => ({
  reached: [...about(kind), ...REACHED],
  answered: [...about(kind), AFTER_ARRIVAL],
  silent: [...about(kind), ...SILENT],
})

export const NONE_OPEN: Rule = {
  code: 'CONSULTATION_OPEN',
  article: BOTH,
  says: '还有征求意见未收到答复。请等待答复，或者在期限届满后记录逾期未答复。',
  kept: (context) => !context.consultations.some(isOpen),
  because: (context) =>
    `尚未答复：${context.consultations
      .filter(isOpen)
      .map((c) => c.party)
      .join('、')}。`,
}
