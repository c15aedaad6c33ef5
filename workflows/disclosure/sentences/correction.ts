/** Correction: Article 30. */
export const correction = {
  CORRECTION_ONCE: {
    zh: '补正应当一次性告知，已经告知过补正。补正后仍不明确的，可以与申请人沟通，或者以“补正后仍不明确”答复。',
    en: 'What to correct is told once and for all, and has been told. Where the request is still unclear after correction, speak with the applicant or reply so.',
  },
  CORRECTION_PERIOD_ENDED: {
    zh: '补正期限应当晚于告知之日，并且合理。请另定期限。',
    en: 'The time to correct must end after the day of the notice, and be reasonable. Please set another.',
  },
  CORRECTION_PERIOD_SHORT: {
    zh: '确有必要的，请在“期限较短的理由”中写明；否则请另定较长的期限。',
    en: 'If so short a time is needed, please say why (shortReason); otherwise please set a longer one.',
  },
  'answer.days': {
    zh: '给申请人的期限为{n:number}个工作日，少于{least:number}个工作日。',
    en: 'The applicant is given {n, plural, one {{n} working day} other {{n} working days}}, fewer than {least}.',
  },
  CORRECTION_AFTER_EXPIRY: {
    zh: '答复期限已经届满，不能再告知补正，期限也不因此重新计算。请尽快答复；需要向申请人核实的，可以直接沟通。',
    en: 'The time to reply has ended: a correction can no longer be asked for and would not revive it. Please reply as soon as possible; what is unclear can be settled by speaking with the applicant.',
  },
  CORRECTION_NOTICE_LATE: {
    zh: '已超过补正告知的期限。确需补正的，请在“逾期告知的理由”中写明；从严计算的，期限不因此停止或者重新计算。',
    en: 'The time for a notice to correct is over. If a correction is still needed, please say why it comes late (lateReason); by the careful reading the time neither stops nor runs anew.',
  },
  'correction.noticeBy': {
    zh: '补正应当自收到申请之日起{n:number}个工作日内，即{on:date}前告知。',
    en: 'The notice to correct is due within {n, plural, one {{n} working day} other {{n} working days}} of receipt, by {on}.',
  },
  CORRECTED_BEFORE_NOTICE: {
    zh: '收到补正之日早于补正告知之日。请核对日期。',
    en: 'The day of the correction is before the day of the notice to correct. Please check the day.',
  },
  'day.correctionAsked': { zh: '补正于{on:date}告知。', en: 'The notice to correct was given on {on}.' },
  CORRECTION_PERIOD_RUNNING: {
    zh: '补正期限尚未届满，届满次日起才能认定逾期不补正。',
    en: 'The time to correct has not ended; a lapse can be found only from the day after.',
  },
  'day.correctionBy': { zh: '补正期限至{on:date}。', en: 'The time to correct ends on {on}.' },
} as const
