/** Extension: Article 33, paragraph 2; and the fee: Article 42, 国办函〔2020〕109号. */
export const extension = {
  EXTENDED_ONCE: {
    zh: '答复期限只能延长一次。补正或者缴费后重新计算的期限，另行计一次。',
    en: 'The time to reply can be extended only once. A time that runs anew after a correction or a payment counts by itself.',
  },
  ORDERED_PERIOD: {
    zh: '复议决定或者判决确定的办理期限，本机关不能自行延长。请在期限内答复。',
    en: 'A time ordered by a reconsideration decision or a judgment is not the agency’s to extend. Please reply within it.',
  },
  EXTENSION_LENGTH: {
    zh: '延长的期限超出法定最长期限，或者不是整数的工作日。请另定天数。',
    en: 'The extension is longer than the law allows, or no whole number of working days. Please set another.',
  },
  'extension.most': {
    zh: '延长的期限最长不得超过{n:number}个工作日。',
    en: 'An extension may be of {n, plural, one {{n} working day} other {{n} working days}} at most.',
  },
  EXTENSION_NOT_APPROVED: {
    zh: '延期须经政府信息公开工作机构负责人同意。请写明批准人（approvedBy）。',
    en: 'An extension needs the consent of the head of the disclosure office. Please say who approved it.',
  },
  EXTENDED_AFTER_EXPIRY: {
    zh: '答复期限已经届满，不能再延期。请尽快答复。',
    en: 'The time to reply has ended and can no longer be extended. Please reply as soon as possible.',
  },

  FEE_ONCE: {
    zh: '一件申请只能选择一种标准收费一次，已经发出过收费通知。',
    en: 'A request is charged once, by one standard; a fee notice has been sent.',
  },
  FEE_NOTHING_DUE: {
    zh: '应缴金额为零，不收取信息处理费，也不发收费通知。',
    en: 'Nothing is due: no fee is charged and no notice is sent.',
  },
  FEE_AFTER_EXPIRY: {
    zh: '收费通知应当在申请处理期限内发出，期限已经届满，不能再收费。',
    en: 'A fee notice must be sent within the time to handle the request, which has ended; no fee can be charged.',
  },
  PAID_BEFORE_NOTICE: {
    zh: '缴费之日早于收费通知之日。请核对日期。',
    en: 'The day of payment is before the day of the fee notice. Please check the day.',
  },
  'day.feeAsked': { zh: '收费通知于{on:date}送达。', en: 'The fee notice was served on {on}.' },
  FEE_PERIOD_RUNNING: {
    zh: '缴费期限尚未届满，届满次日起才能认定逾期未缴费。',
    en: 'The time to pay has not ended; a lapse can be found only from the day after.',
  },
  'day.feeBy': { zh: '缴费期限至{on:date}。', en: 'The time to pay ends on {on}.' },
} as const
