/** What the fields of facts are chosen from, and what people call each choice. The facts themselves stand in vocabulary.ts. */

/** 有效身份证件 of a person (Art 29). */
export const ID_TYPES = {
  residentId: '居民身份证',
  passport: '护照',
  hkMacauPermit: '港澳居民来往内地通行证',
  taiwanPermit: '台湾居民来往大陆通行证',
  foreignResidentId: '外国人永久居留身份证',
  other: '其他有效证件',
} as const
export type IdType = keyof typeof ID_TYPES

/** The columns of table 3 beside 自然人. */
export const ORGANISATION_TYPES = {
  business: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
} as const
export type OrganisationType = keyof typeof ORGANISATION_TYPES

/** In which form the information is asked for, and how it is delivered (Art 29). */
export const FORMS = { paper: '纸质', electronic: '电子文档', disc: '光盘' } as const
/** How an applicant would rather be reached. */
export const CONTACT_WAYS = { phone: '电话', email: '电子邮件' } as const

export const DELIVERIES = {
  portal: '网上查收',
  email: '电子邮件',
  post: '邮寄',
  counter: '自行领取',
  inspect: '当场查阅、抄录',
} as const
/** How the reply was served (国办公开办函〔2016〕235号, Art 40). */
export const SERVICES = {
  portal: '网上送达',
  email: '电子邮件',
  post: '邮政邮寄',
  counter: '直接送达',
  entrusted: '委托其他行政机关送达',
} as const

/** How far disclosure is refused by somebody who was consulted. */
export const EXTENTS = { whole: '全部不同意', partly: '部分同意，部分不同意' } as const

/** Whose what disclosure would harm (Art 15), as letters name it. */
export const INTERESTS = { tradeSecret: '商业秘密', privacy: '个人隐私', other: '合法权益' } as const
export type Interest = keyof typeof INTERESTS

/** 保密审查结论 (Art 17): it binds the reply. */
export const SECRECY_CONCLUSIONS = {
  mayDisclose: '不涉及国家秘密，可以公开',
  stateSecret: '属于国家秘密，不得公开',
  undetermined: '不能确定，已报请确定',
} as const
export type SecrecyConclusion = keyof typeof SECRECY_CONCLUSIONS

/** What is not shown in an open hearing (行政诉讼法第四十三条). */
export const CLOSED_KINDS = { stateSecret: '国家秘密', tradeSecret: '商业秘密', privacy: '个人隐私' } as const
export type ClosedKind = keyof typeof CLOSED_KINDS

export const REMEDY_KINDS = {
  reconsideration: '行政复议',
  litigation: '行政诉讼（未经复议）',
  litigationAfterReconsideration: '行政诉讼（复议后）',
} as const
export type RemedyKind = keyof typeof REMEDY_KINDS
/** How table 4 of the annual report counts what came of it. */
export const RESULTS = { upheld: '维持', corrected: '纠正', other: '其他' } as const
/** In which paper it was decided: against a judgment there is longer to appeal than against a ruling (行政诉讼法 Art 85). */
export const INSTRUMENTS = { decision: '复议决定', judgment: '判决', ruling: '裁定', mediation: '调解书' } as const
/**
 * What was decided, finer than table 4 counts it (行政复议法 Art 33, 41, 63 to 73, 行政诉讼法 Art 69 to 77): in which column it
 * counts, and whether it leaves something to be done.
 */
export const DISPOSITIONS = {
  maintained: { zh: '维持', result: 'upheld', orders: false },
  claimsDismissed: { zh: '驳回复议请求、诉讼请求', result: 'upheld', orders: false },
  annulled: { zh: '撤销', result: 'corrected', orders: true },
  annulledInPart: { zh: '部分撤销', result: 'corrected', orders: true },
  changed: { zh: '变更', result: 'corrected', orders: false },
  unlawful: { zh: '确认违法', result: 'corrected', orders: false },
  invalid: { zh: '确认无效', result: 'corrected', orders: false },
  toPerform: { zh: '责令履行', result: 'corrected', orders: true },
  notAccepted: { zh: '不予受理、不予立案', result: 'other', orders: false },
  dismissed: { zh: '驳回复议申请、驳回起诉', result: 'other', orders: false },
  withdrawn: { zh: '准予撤回', result: 'other', orders: false },
  terminated: { zh: '终止', result: 'other', orders: false },
  mediated: { zh: '调解、和解', result: 'other', orders: false },
  referred: { zh: '移送', result: 'other', orders: false },
} as const satisfies Record<string, { zh: string; result: keyof typeof RESULTS; orders: boolean }>
/** 转主动公开: who thought of it, and the readings of which each is another person's (Art 17). */
export const PROPOSED_FROM = {
  office: '办理中提出',
  applicant: '申请人建议',
  analysis: '定期分析',
} as const
export const READING_STEPS = { first: '初审', second: '复审', final: '终审' } as const
export type ReadingStep = keyof typeof READING_STEPS
export const PROCEDURES = { ordinary: '普通程序', simplified: '简易程序' } as const
export const APPELLANTS = { other: '对方当事人', agency: '本机关' } as const
/** On what a reply failed, in the words of 行政诉讼法 Art 70, 72 and 行政复议法 Art 63 to 66. */
export const LESSON_GROUNDS = {
  facts: '主要事实不清、证据不足',
  law: '适用依据错误',
  procedure: '违反法定程序',
  late: '逾期答复',
  silence: '未履行法定职责',
  powers: '超越职权、滥用职权',
  unfit: '明显不当',
  other: '其他',
} as const
