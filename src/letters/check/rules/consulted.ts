/** Whoever is asked is asked by a letter that left: its arrival, or silence, is not found of one that lies in the office. */
import { type CaseFile, caseRule, isReply } from '../subject.ts'

/** What shows that a letter went out, by its id. */
const SHOWS: readonly string[] = ['sent', 'received', 'mailSent']

/** Those whose letter nothing shows to have gone out, though its arrival or their silence is on record. */
function neverSent({ context, facts }: CaseFile) {
  const letters = facts.flatMap((fact) => (fact.type === 'letterMade' && fact.consultation ? [fact] : []))
  const left = facts.flatMap((fact) => (SHOWS.includes(fact.type) && 'letter' in fact ? [fact.letter] : []))
  return context.consultations.filter(
    ({ id, reachedOn, state }) =>
      (reachedOn !== null || state === 'silent') &&
      state !== 'answered' &&
      letters.some(({ consultation }) => consultation === id) &&
      !letters.some(({ consultation, letter }) => consultation === id && left.includes(letter)),
  )
}

const unsent = caseRule({
  id: 'CONSULTATION_NEVER_SENT',
  severity: 'warning',
  article: '条例第三十二条、第三十四条；国办公开办函〔2016〕235号',
  zh: '征求意见书有发出的记录',
  applies: isReply,
  check: (_, file) =>
    neverSent(file).map(({ party, state }) => ({
      says: `给“${party}”的征求意见书没有发出的记录，却记录了${state === 'silent' ? '逾期未答复' : '送达'}；从严计算的，征求意见的时间照常计入期限。`,
      remedy: '补记“文书发出”（邮件号、回证或者文件）；没有发出的，更正送达和逾期的记录，重新征求意见。',
    })),
})

export const consultedRules = [unsent]
