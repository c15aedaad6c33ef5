/** Consultation: Articles 32, 33 (paragraph 3) and 34. */
export const consultation = {
  'party.thirdParty': { zh: '第三方', en: 'a third party' },
  'party.agency': { zh: '其他机关', en: 'another agency' },

  /** How a letter stands, what of its time is left out, and what that does to the last day. */
  'consultation.told': {
    zh: '{letter:sentence}{excluded:sentence}；{moved:sentence}。',
    en: '{letter} {excluded}; {moved}.',
  },
  'letter.noArrivalOpen': {
    zh: '{on:day}发出征求{party:sentence}意见书，送达之日尚无记录，尚未收到答复。',
    en: 'On {on} a letter was sent to consult {party}. The day it arrived is not yet on record; there is no answer yet.',
  },
  'letter.noArrivalAnswered': {
    zh: '{on:day}发出征求{party:sentence}意见书，送达之日尚无记录，{closed:day}收到答复。',
    en: 'On {on} a letter was sent to consult {party}. The day it arrived is not on record; the answer was received on {closed}.',
  },
  'letter.noArrivalSilent': {
    zh: '{on:day}发出征求{party:sentence}意见书，送达之日尚无记录，{closed:day}记录逾期未答复。',
    en: 'On {on} a letter was sent to consult {party}. The day it arrived is not on record; on {closed} it was recorded that no answer came in time.',
  },
  'letter.open': {
    zh: '{on:day}发出征求{party:sentence}意见书，{reached:day}送达，最迟应于{due:day}答复，尚未收到答复。',
    en: 'On {on} a letter was sent to consult {party}. It arrived on {reached} and is to be answered by {due}; there is no answer yet.',
  },
  'letter.answered': {
    zh: '{on:day}发出征求{party:sentence}意见书，{reached:day}送达，最迟应于{due:day}答复，{closed:day}收到答复。',
    en: 'On {on} a letter was sent to consult {party}. It arrived on {reached} and was to be answered by {due}; the answer was received on {closed}.',
  },
  'letter.silent': {
    zh: '{on:day}发出征求{party:sentence}意见书，{reached:day}送达，最迟应于{due:day}答复，{closed:day}记录逾期未答复。',
    en: 'On {on} a letter was sent to consult {party}. It arrived on {reached} and was to be answered by {due}; on {closed} it was recorded that no answer came in time.',
  },
  'excluded.nothing': { zh: '没有需要另行扣除的工作日', en: 'No further working days are left out' },
  'excluded.days': {
    zh: '{from:date}至{to:date}扣除{n:number}个工作日，不计入期限',
    en: 'From {from} to {to} {n, plural, one {{n} working day is} other {{n} working days are}} left out and not counted',
  },
  'due.stays': { zh: '答复期限仍为{due:day}', en: 'the reply is still due on {due}' },
  'due.moves': {
    zh: '答复期限由{before:day}顺延至{due:day}',
    en: 'the day by which the reply is due moves from {before} to {due}',
  },
  'excluded.why': {
    zh: '征求{party:sentence}意见所需时间不计算在期限内（条例第三十三条第三款）。',
    en: 'The time needed to consult {party} is not counted (Regulations, Article 33, paragraph 3).',
  },

  'warning.letterNotReached': {
    zh: '{on:day}发出的征求{party:sentence}意见书没有送达记录，暂按发出之日推算不计入的期间。',
    en: 'The arrival of the letter sent on {on} to consult {party} is not on record; for the time being the days not counted are reckoned from the day of dispatch.',
  },
  'warning.silenceWithoutArrival': {
    zh: '征求{party:sentence}意见书没有送达记录，不能认定其逾期未答复。',
    en: 'The arrival of the letter to consult {party} is not on record; it cannot be found that no answer came in time.',
  },
  'warning.answerOverdue': {
    zh: '{party:sentence}最迟应于{due:day}答复，现已逾期，期限已恢复计算。',
    en: 'The answer of {party} was due by {due} and is overdue; the count has resumed.',
  },
  'warning.silenceEarly': {
    zh: '{party:sentence}的答复期限至{due:day}届满，此前不能认定其逾期未答复。',
    en: 'The time for {party} to answer ends on {due}; before that it cannot be found that no answer came in time.',
  },
  'warning.answerLate': {
    zh: '{party:sentence}于{on:day}答复，晚于{due:day}；此后的工作日照常计入期限。',
    en: 'The answer of {party} came on {on}, later than {due}; the working days after that are counted as usual.',
  },
} as const
