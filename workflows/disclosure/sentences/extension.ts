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
    zh: '延期须经政府信息公开工作机构负责人同意。请填写“批准人”。',
    en: 'An extension needs the consent of the head of the disclosure office. Please say who approved it.',
  },
  EXTENDED_AFTER_EXPIRY: {
    zh: '答复期限已经届满，不能再延期。请尽快答复。',
    en: 'The time to reply has ended and can no longer be extended. Please reply as soon as possible.',
  },

  FEE_ONCE: {
    zh: '一件申请只能选择一种标准收费一次，已经发出过收费通知。原通知有误的，先更正原通知（作废），再发新的通知。',
    en: 'A request is charged once, by one standard; a fee notice has been sent. Where it is wrong, please rectify it first and then send a new one.',
  },
  FEE_PAGES_NOTHING_DELIVERED: {
    zh: '按量计收只适用于提供纸质件、发送电子邮件或者复制电子数据的；当场查阅或者没有检索到信息的，不能按量计收。需要收费的，请按件计收。',
    en: 'A fee by pages is only for paper, mail or copied data that is delivered; where the information is looked at on the spot, or none was found, there is none. Please charge by item if at all.',
  },
  'fee.pages': { zh: '检索记录共{n:number}页。', en: 'The searches on file found {n} pages.' },
  FEE_PAGES_MORE_THAN_FOUND: {
    zh: '按量计收的页数多于检索记录的页数。请核对页数；又检索到的，先记录“检索”，写明页数；检索记录有误的，更正检索记录。',
    en: 'More pages are charged than the searches on file found. Please check the number; if a search found more, record it with its pages first; if a search is recorded wrongly, please rectify it.',
  },
  'FEE_PAGES_NOTHING_DELIVERED.paid': {
    zh: '已按量收取信息处理费，不能以不提供信息的结果答复。请先更正缴费和收费通知并依法退还；需要收费的，请按件计收。',
    en: 'A fee by pages was charged; the request cannot be answered by a reply that delivers nothing. Please rectify payment and notice and refund the fee first; charge by item if at all.',
  },
  FEE_PAGES_ALREADY_PUBLIC: {
    zh: '所申请的信息已经主动公开，只告知获取方式、途径的，不能按量计收。请先更正缴费和收费通知并依法退还；需要收费的，请按件计收。',
    en: 'Where the information is public already and only the way to it is told, there is no fee by pages. Please rectify payment and notice and refund the fee first; charge by item if at all.',
  },
  'fee.reckoned': { zh: '按标准计算为{amount:number}元。', en: 'By the rates the fee is {amount} yuan.' },
  FEE_ABOVE_RATE: {
    zh: '金额高于按标准计算的数额，不能收取。请改为计算的数额，或者核对计收方式和数量。',
    en: 'The amount is above what the rates give and cannot be charged. Please enter that, or check basis and quantity.',
  },
  FEE_REDUCED_WITHOUT_REASON: {
    zh: '金额低于按标准计算的数额，应当说明理由。请填写“少收的理由”，或者改为计算的数额。',
    en: 'The amount is below what the rates give. Please give the reason, or enter what they give.',
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
