/** What a case says to its applicant: what comes next, and where to turn with a reply or without one. */
export const following = {
  'next.toConfirm': {
    zh: '工作人员将与您联系，确认收到申请。双方确认之日为收到申请之日，答复期限从次日起计算。',
    en: 'Staff will contact you to confirm receipt. The day both sides confirm is the day of receipt; the time to reply runs from the next day.',
  },
  'next.toRegister': { zh: '工作人员正在登记您的申请。', en: 'Staff are registering your request.' },
  'next.setAside': {
    zh: '机关认为所收到的不是政府信息公开申请，作为无效件，没有办理，也不计算答复期限。',
    en: 'The agency takes what it received to be no request for government information: it is set aside, is not handled, and no time to reply runs.',
  },
  'next.moved': {
    zh: '本件已移送{agency:words}，按新的受理编号{receipt:words}办理。',
    en: 'This request was passed on to {agency}, which handles it under receipt number {receipt}.',
  },
  'next.toCorrect': {
    zh: '请您在{by:date}前补正。收到补正后，答复期限重新计算；无正当理由逾期不补正的，视为放弃申请。',
    en: 'Please submit your correction by {by}. Once it is received, the time to reply is counted anew. If you do not correct in time without good reason, the request is taken as abandoned.',
  },
  'next.toPay': {
    zh: '请您按照收费通知缴纳信息处理费。缴费完成后，答复期限重新计算。',
    en: 'Please pay the processing fee as the fee notice asks. Once it is paid, the time to reply is counted anew.',
  },
  'next.toExplain': {
    zh: '请您在{by:date}前说明申请的理由。',
    en: 'Please give the reasons of your request by {by}.',
  },
  'next.consulting': {
    zh: '正在就是否公开征求他人的意见，所需时间不计算在答复期限内。',
    en: 'Others are asked for their opinion on disclosure; the time it takes is not counted.',
  },
  'next.handling': { zh: '正在办理您的申请。', en: 'Your request is being handled.' },
  'next.withdrawn': {
    zh: '您已撤回申请，本件不再处理。',
    en: 'You have withdrawn the request; it is not handled further.',
  },
  'next.signing': { zh: '正在审核、签发答复。', en: 'The reply is being reviewed and signed.' },
  'next.serving': {
    zh: '答复已经签发，正在送达。',
    en: 'The reply has been signed and is being served.',
  },
  'next.replied': { zh: '答复已经作出，请查收文书。', en: 'The reply has been made; please see the letters.' },

  /** The paragraph of the letter (workflows/statute/remedies.yaml), with its last days. */
  'remedy.bothBy': {
    zh: '{paragraph:sentence}（以{served:date}收到文书计算：申请行政复议最迟{reconsider:date}，提起行政诉讼最迟{sue:date}。）',
    en: '{paragraph} (Counted from receipt of the letter on {served}: reconsideration by {reconsider} at the latest, lawsuit by {sue} at the latest.)',
  },
  'remedy.partlyBy': {
    zh: '{paragraph:sentence}（以{served:date}收到文书计算：申请行政复议最迟{reconsider:date}，就予以公开的部分提起行政诉讼最迟{sue:date}。）',
    en: '{paragraph} (Counted from receipt of the letter on {served}: reconsideration by {reconsider} at the latest, lawsuit against the part that is disclosed by {sue} at the latest.)',
  },
  'remedy.reconsiderationBy': {
    zh: '{paragraph:sentence}（以{served:date}收到文书计算：申请行政复议最迟{reconsider:date}。）',
    en: '{paragraph} (Counted from receipt of the letter on {served}: reconsideration by {reconsider} at the latest.)',
  },
  'remedy.fromReceipt': {
    zh: '{paragraph:sentence}（期限自您收到文书之日起计算；有了您收到的凭证，这里写明最后一日。）',
    en: '{paragraph} (The time runs from the day you receive the letter; the last day is shown here once its receipt is proven.)',
  },
  /** Of a reply to several matters. */
  'remedy.matter': { zh: '第{n:numeral}项', en: 'Item {n}' },
  'remedy.matters': { zh: '{before:sentence}、第{n:numeral}项', en: '{before}, item {n}' },
  'remedy.ofMatters': { zh: '{matters:sentence}：{way:sentence}', en: '{matters}: {way}' },
  'remedy.each': { zh: '{before:sentence}{next:sentence}', en: '{before} {next}' },
  /** 法释〔2025〕8号 Art 2 ¶2: no reply in time may be taken to review or to court, either. */
  'remedy.noReply': {
    zh: '答复期限已经届满。行政机关没有按期答复的，您可以依法申请行政复议或者向人民法院提起行政诉讼（法释〔2025〕8号第二条第二款），也可以向其上级行政机关或者政府信息公开工作主管部门投诉（条例第五十一条）。',
    en: 'The time to reply has ended. Where an agency does not reply in time, you may in accordance with the law apply for administrative reconsideration or bring an administrative lawsuit before a people’s court (Supreme People’s Court, Fa Shi [2025] No. 8, Article 2, paragraph 2). You may also complain to the agency above it or to the department in charge of disclosure (Regulations, Article 51).',
  },
} as const
