/**
 * The words that law and procedure share: channels, stages, outcomes and facts, each with its Chinese name. Below both:
 * `statute/` counts with them, `disclosure/` gives each fact its payload. README.md, the glossary, is tested against them.
 */

/** How an application reached the agency. Art 31 fixes the day of receipt by channel. */
export const CHANNELS = {
  counter: '当面提交',
  post: '邮寄（签收）',
  letter: '平常信函',
  fax: '传真',
  online: '网络提交',
  email: '电子邮件',
} as const
export type Channel = keyof typeof CHANNELS

/** Channels whose receipt is the day that both sides confirm (Art 31 items 2 and 3). */
export const CONFIRMED_CHANNELS: readonly Channel[] = ['letter', 'fax', 'online', 'email']

/** The chain that Art 45 asks for: 登记、审核、办理、答复、归档, with the receipt before it. */
export const STAGES = { receive: '收件', register: '登记', review: '审核办理', reply: '答复', archive: '归档' } as const
export type Stage = keyof typeof STAGES

/** Outcomes with the row of table 3 in the annual report (国办公开办函〔2021〕30号). Articles and letters: statute/outcomes.yaml. */
export const OUTCOMES = {
  alreadyPublic: { zh: '已主动公开', row: '3.1' },
  disclosed: { zh: '予以公开', row: '3.1' },
  partlyDisclosed: { zh: '部分公开', row: '3.2' },
  stateSecret: { zh: '不予公开：国家秘密', row: '3.3.1' },
  prohibitedByLaw: { zh: '不予公开：法律、行政法规禁止公开', row: '3.3.2' },
  safetyAndStability: { zh: '不予公开：危及“三安全一稳定”', row: '3.3.3' },
  thirdPartyRights: { zh: '不予公开：保护第三方合法权益', row: '3.3.4' },
  internalAffairs: { zh: '不予公开：内部事务信息', row: '3.3.5' },
  processInformation: { zh: '不予公开：过程性信息', row: '3.3.6' },
  enforcementFile: { zh: '不予公开：行政执法案卷信息', row: '3.3.7' },
  registryEnquiry: { zh: '行政查询事项', row: '3.3.8' },
  notHeld: { zh: '政府信息不存在', row: '3.4.1' },
  notThisAgency: { zh: '非本机关负责公开', row: '3.4.1' },
  needsProcessing: { zh: '需要加工、分析', row: '3.4.2' },
  stillUnclear: { zh: '补正后仍不明确', row: '3.4.3' },
  petition: { zh: '信访、投诉、举报', row: '3.5.1' },
  repeatRequest: { zh: '重复申请', row: '3.5.2' },
  publication: { zh: '公开出版物', row: '3.5.3' },
  excessive: { zh: '无正当理由大量反复申请', row: '3.5.4' },
  reissue: { zh: '要求确认或重新出具', row: '3.5.5' },
  correctionLapsed: { zh: '逾期不补正，不再处理', row: '3.6.1' },
  feeLapsed: { zh: '逾期未缴费，不再处理', row: '3.6.2' },
  notGovernmentInformation: { zh: '不属于政府信息', row: '3.6.3' },
  advice: { zh: '咨询', row: '3.6.3' },
  other: { zh: '其他', row: '3.6.3' },
} as const
export type Outcome = keyof typeof OUTCOMES

/** Each fact with its Chinese name and the rule it comes from: an Article of the Regulations, or a notice. */
export const FACTS = {
  submitted: { zh: '提交', article: '条例第二十九条' },
  confirmed: { zh: '双方确认', article: '条例第三十一条' },
  registered: { zh: '登记', article: '条例第四十五条' },
  setAside: { zh: '设为无效件', article: '条例第二十九条' },
  restored: { zh: '恢复', article: '条例第二十九条' },
  assigned: { zh: '分办/转办', article: '条例第四条、第四十五条' },
  correctionRequested: { zh: '补正告知', article: '条例第三十条' },
  corrected: { zh: '收到补正', article: '条例第三十条' },
  correctionLapsed: { zh: '逾期不补正', article: '条例第三十条' },
  thirdPartyConsulted: { zh: '征求第三方意见', article: '条例第三十二条' },
  thirdPartyReached: { zh: '征求意见书送达第三方', article: '条例第三十二条' },
  thirdPartyAnswered: { zh: '第三方答复', article: '条例第三十二条' },
  thirdPartySilent: { zh: '第三方逾期未答复', article: '条例第三十二条' },
  agencyConsulted: { zh: '征求其他机关意见', article: '条例第三十四条' },
  agencyReached: { zh: '征求意见书送达其他机关', article: '条例第三十四条' },
  agencyAnswered: { zh: '其他机关答复', article: '条例第三十四条' },
  agencySilent: { zh: '其他机关逾期未答复', article: '条例第三十四条' },
  reasonsRequested: { zh: '要求说明理由', article: '条例第三十五条' },
  reasonsGiven: { zh: '申请人说明理由', article: '条例第三十五条' },
  reasonsAssessed: { zh: '理由审查', article: '条例第三十五条' },
  extended: { zh: '延期', article: '条例第三十三条第二款' },
  feeNotified: { zh: '收费通知', article: '条例第四十二条、国办函〔2020〕109号第四条至第六条' },
  feePaid: { zh: '缴费', article: '国办函〔2020〕109号第六条' },
  feeLapsed: { zh: '逾期未缴费', article: '国办函〔2020〕109号第六条' },
  searched: { zh: '检索', article: '条例第三十六条第（四）项' },
  secrecyReviewed: { zh: '保密审查', article: '条例第十七条' },
  disclosureExamined: { zh: '公开审查', article: '条例第十七条、第三十七条' },
  thirdPartyAssessed: { zh: '第三方理由审查', article: '条例第三十二条' },
  conferred: { zh: '会商', article: '条例第十一条' },
  replyDrafted: { zh: '拟稿', article: '条例第三十六条' },
  replyReviewed: { zh: '法制审核', article: '条例第四十五条' },
  replyApproved: { zh: '审批', article: '党政机关公文处理工作条例第二十二条' },
  replySigned: { zh: '签发', article: '条例第四十五条' },
  replyReturned: { zh: '退回', article: '条例第四十五条' },
  replyServed: { zh: '送达', article: '国办公开办函〔2016〕235号' },
  sent: { zh: '文书发出', article: '国办公开办函〔2016〕235号' },
  received: { zh: '文书签收', article: '国办公开办函〔2016〕235号' },
  archived: { zh: '归档', article: '条例第四十五条' },
  withdrawn: { zh: '撤回', article: '条例第二十九条' },
  remedySought: { zh: '复议、诉讼', article: '条例第五十一条' },
  remedyAnswered: { zh: '提交答复/答辩', article: '行政复议法第四十八条、行政诉讼法第六十七条' },
  remedyDecided: { zh: '复议、诉讼结果', article: '条例第五十一条' },
  remedyPerformed: { zh: '履行复议决定、裁判', article: '行政复议法第七十七条、行政诉讼法第九十四条' },
  lessonDrawn: { zh: '经验教训', article: '条例第五十一条' },
  reopened: { zh: '重新办理', article: '法释〔2025〕8号第十一条' },
  releaseProposed: { zh: '提议转主动公开', article: '条例第四十四条' },
  releaseDecided: { zh: '转主动公开决定', article: '条例第四十四条' },
  releaseWithdrawn: { zh: '撤下已公开信息', article: '条例第六条、第十四条' },
  rectified: { zh: '更正记录', article: '条例第四十五条' },
  obstacle: { zh: '不可抗力或者其他障碍', article: '条例第三十三条' },
  contactChanged: { zh: '变更联系方式', article: '条例第二十九条' },
  codeReissued: { zh: '重发查询码', article: '条例第四十五条' },
  sensitivityMarked: { zh: '标记敏感事项', article: '条例第十四条' },
  sensitivityLifted: { zh: '解除敏感标记', article: '条例第十四条' },
  noted: { zh: '备注', article: '条例第四十五条' },
  fileAdded: { zh: '附卷', article: '条例第四十五条' },
  evidenceClosed: { zh: '标注不公开质证', article: '行政诉讼法第四十三条' },
  letterMade: { zh: '文书生成', article: '条例第四十五条' },
  mailSent: { zh: '邮件发出', article: '条例第四十五条' },
  calendarChanged: { zh: '日历变更', article: '国务院办公厅节假日安排通知' },
  choiceChanged: { zh: '事项选择变更', article: '条例第三十一条、第三十三条' },
  lapseNoticed: { zh: '期限届满提示', article: '条例第三十三条' },
  transferred: { zh: '移交进馆', article: '档案法第十五条' },
  wordsErased: { zh: '内容销毁', article: '档案法第十六条' },
} satisfies Record<string, { zh: string; article: string }>
export type FactType = keyof typeof FACTS

/** Written by the system alone: proof of what it did. */
export const SYSTEM_FACTS: readonly FactType[] = [
  'letterMade',
  'mailSent',
  'calendarChanged',
  'choiceChanged',
  'lapseNoticed',
  'transferred',
  'wordsErased',
]
