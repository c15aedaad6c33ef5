/** Consultation: Articles 32 and 34. */
export const consultation = {
  CONSULTATION_NAME_REUSED: {
    zh: '已经有同一编号的征求意见。“哪一件征求意见”请另用编号，或者不填写。',
    en: 'There is a consultation of that name already. Please give another, or none.',
  },
  NO_OPEN_CONSULTATION: {
    zh: '没有等待答复的征求意见。已经答复或者已经认定逾期的，此后收到的意见请作为“附卷”或者“备注”。',
    en: 'No consultation awaits an answer. Where it has been answered, or found not to be answered in time, a later opinion is added to the file or noted.',
  },
  CONSULTATION_NOT_NAMED: {
    zh: '有多件征求意见未结，或者所指的一件不存在。请在“哪一件征求意见”中指明。',
    en: 'Several consultations are open, or the one named does not exist. Please say which one is meant.',
  },
  CONSULTATION_BEFORE_SENT: {
    zh: '发生日期早于征求意见书发出之日。请核对日期。',
    en: 'The day is before the letter of consultation was sent. Please check the day.',
  },
  'day.letterSent': { zh: '征求意见书于{on:date}发出。', en: 'The letter of consultation was sent on {on}.' },
  NO_REFUSAL_TO_ASSESS: {
    zh: '没有需要审查的不同意见。有多件的，请在“哪一件征求意见”中指明。',
    en: 'There is no refusal to assess. Where there are several, please say which one is meant.',
  },
  ASSESSED_BEFORE_REFUSAL: {
    zh: '审查之日早于第三方答复之日。请核对日期。',
    en: 'The assessment would come before the answer of the third party. Please check the day.',
  },
  REACHED_TWICE: {
    zh: '这一件征求意见书的送达之日已经记录。日期有误的，请更正原记录。',
    en: 'The arrival of this letter is on record already. If its day is wrong, please rectify the record.',
  },
  REACHED_AFTER_ANSWER: {
    zh: '送达之日晚于答复之日。请核对日期。',
    en: 'The letter would have arrived after it was answered. Please check the day.',
  },
  'day.letterClosed': { zh: '这一件已于{on:date}答复。', en: 'It was answered on {on}.' },
  ANSWERED_BEFORE_REACHED: {
    zh: '答复之日早于征求意见书送达之日。请核对日期。',
    en: 'The day of the answer is before the letter of consultation arrived. Please check the day.',
  },
  'day.letterReached': { zh: '征求意见书于{on:date}送达。', en: 'The letter of consultation arrived on {on}.' },
  CONSULTATION_NOT_REACHED: {
    zh: '答复期限自收到征求意见书之日起计算，送达之日尚未记录，不能认定逾期。请先记录送达之日。',
    en: 'The time to answer runs from the arrival of the letter, which is not on record: silence cannot be found. Please record the arrival first.',
  },
  CONSULTATION_LIMIT_NOT_PASSED: {
    zh: '被征求意见方的答复期限尚未届满，届满次日起才能认定逾期未答复。',
    en: 'The time to answer has not ended; silence can be found only from the day after.',
  },
  'day.letterAnswerBy': { zh: '答复期限至{on:date}。', en: 'The time to answer ends on {on}.' },
  CONSULTATION_OPEN: {
    zh: '还有征求意见未收到答复。请等待答复，或者在期限届满后记录逾期未答复。',
    en: 'A consultation has not been answered. Please wait for the answer, or record its absence once the time is over.',
  },
  'letters.waiting': { zh: '尚未答复：{parties:words}。', en: 'Not answered yet: {parties}.' },
} as const
