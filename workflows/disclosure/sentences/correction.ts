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
  CORRECTION_NOTICE_LATE: {
    zh: '已超过补正告知的期限。确需补正的，请在“依据”中写明逾期理由。',
    en: 'The time for a notice to correct is over. If a correction is still needed, please give the reason for the delay as evidence.',
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
