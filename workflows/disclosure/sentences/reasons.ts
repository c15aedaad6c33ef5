/** Reasons for many or repeated requests: Article 35. */
export const reasons = {
  REASONS_ONCE: {
    zh: '已经要求申请人说明理由，不重复要求。',
    en: 'The applicant has been asked for reasons and is not asked again.',
  },
  REASONS_PERIOD_ENDED: {
    zh: '说明理由的期限应当晚于告知之日。请另定期限。',
    en: 'The time to give reasons must end after the day of the notice. Please set another.',
  },
  REASONS_PERIOD_SHORT: {
    zh: '确有必要的，请在“期限较短的理由”中写明；否则请另定较长的期限。',
    en: 'If so short a time is needed, please say why (shortReason); otherwise please set a longer one.',
  },
  REASONS_NOT_AWAITED: {
    zh: '没有等待申请人说明的理由。申请人另行来函的，请作为“附卷”或者“备注”。',
    en: 'No reasons of the applicant are awaited. Another letter of the applicant is added to the file or noted.',
  },
  GIVEN_BEFORE_REQUESTED: {
    zh: '说明理由之日早于要求说明理由之日。请核对日期。',
    en: 'The day of the reasons is before the day they were asked for. Please check the day.',
  },
  'day.reasonsAsked': { zh: '{on:date}要求说明理由。', en: 'Reasons were asked for on {on}.' },
  REASONS_NOT_REQUESTED: {
    zh: '须先要求申请人说明理由；已经审查过的不重复审查，有误的请更正原记录。',
    en: 'The applicant must be asked for reasons first; what was assessed is not assessed again. If it is wrong, please rectify the record.',
  },
  ASSESSED_BEFORE_REASONS: {
    zh: '审查理由之日早于要求说明或者申请人说明之日。请核对日期。',
    en: 'The assessment is before the reasons were asked for or given. Please check the day.',
  },
  'day.reasonsLatest': { zh: '最近的记录为{on:date}。', en: 'The latest record is of {on}.' },
  REASONS_PERIOD_RUNNING: {
    zh: '申请人尚未说明理由，说明理由的期限也未届满。请等待说明，或者在届满后审查。',
    en: 'The applicant has given no reasons, and the time for them has not ended. Please wait for them, or assess once it has.',
  },
  'day.reasonsBy': { zh: '说明理由的期限至{on:date}。', en: 'The time to give reasons ends on {on}.' },
  REASONS_NOT_GIVEN: {
    zh: '申请人没有说明理由，不能认定理由合理。',
    en: 'The applicant gave no reasons: they cannot be found reasonable.',
  },
  DELAY_WITHOUT_REASON: {
    zh: '理由不合理的不予处理，不适用延迟答复的期限。请删去延迟日期。',
    en: 'A request without reasonable grounds is not handled, and no later day is set. Please leave the day out.',
  },
  DELAY_AFTER_EXPIRY: {
    zh: '答复期限已经届满，不能再确定延迟答复的期限。请尽快答复。',
    en: 'The time to reply has ended; no later day can be set. Please reply as soon as possible.',
  },
  DELAY_NOT_LATER: {
    zh: '延迟答复的期限应当晚于原答复期限；能够按期答复的，不需要延迟。',
    en: 'The later day must be after the day on which the reply is due; a reply in time needs no delay.',
  },
  'day.dueBefore': { zh: '原答复期限为{on:date}。', en: 'The reply was due on {on}.' },
} as const
