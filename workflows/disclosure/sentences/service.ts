/** Service of letters (国办公开办函〔2016〕235号) and how those who apply can be reached (Article 29). */
export const service = {
  LETTER_VOID: {
    zh: '这件文书不需要送达，或者已经作废。请核对文书。',
    en: 'This letter is void, or nobody is to be served with it. Please check the letter.',
  },
  RECORDED_OTHERWISE: {
    zh: '答复书的送达请记录“送达”；征求意见书的到达请记录“征求意见书送达第三方”或者“征求意见书送达其他机关”。',
    en: 'Service of the reply has a fact of its own, and so has the arrival of a letter that asks for an opinion. Please record that one.',
  },
  NOT_TO_BE_SERVED: {
    zh: '这件文书不向该人送达：没有这一申请人，或者申请人已经推选代表人代为接收。请核对受送达人。',
    en: 'This letter is not served on that person: there is no such applicant, or the applicants have named one who receives for all. Please check to whom.',
  },
  SENT_BEFORE_MADE: {
    zh: '发出日期早于文书生成之日。请核对日期。',
    en: 'The day of sending is before the letter was made. Please check the day.',
  },
  'day.made': { zh: '文书于{on:date}生成。', en: 'The letter was made on {on}.' },
  SENT_TWICE: {
    zh: '这件文书向该人的送达已经记录。日期或者方式有误的，请更正原记录；已经收到的，请记录“文书签收”。',
    en: 'Service of this letter on that person is on record. If its day or way is wrong, please rectify that fact; if it has arrived, please record the receipt.',
  },
  SERVICE_WITHOUT_PROOF: {
    zh: '没有送达凭证。邮寄的填写邮件号；直接送达、委托送达的在“依据”中写明或者附上签收凭证；电子邮件送达的须有该申请人的电子邮箱；网上送达限于网上提交或者选择网上查收的申请。',
    en: 'Nothing proves the service. By post it takes the number of the item; handed over, directly or by another agency, what was signed, as evidence; by mail, an address of that applicant on record; on the portal, a request filed there or to be answered there.',
  },
  RECEIVED_BEFORE_SENT: {
    zh: '没有记录文书在此以前发出。请先记录“文书发出”（答复书记录“送达”），或者核对日期。',
    en: 'The letter is not on record as sent by that day. Please record first that it was sent (for the reply, that it was served), or check the day.',
  },
  'day.sent': { zh: '文书于{on:date}发出。', en: 'The letter was sent on {on}.' },
  RECEIVED_TWICE: {
    zh: '这件文书的签收已经记录。日期有误的，请更正原记录。',
    en: 'The receipt of this letter is on record. If its day is wrong, please rectify that fact.',
  },
  RECEIPT_WITHOUT_PROOF: {
    zh: '没有签收凭证。请在“依据”中写明（如邮件查询结果、回执），或者附上凭证。',
    en: 'Nothing proves the receipt. Please give the evidence, such as the result of tracking the item, or a signed slip.',
  },
  NOTHING_CHANGED: {
    zh: '没有填写任何一项联系方式。请至少填写一项。',
    en: 'No contact detail is given. Please give at least one.',
  },
  NO_ADDRESS_FOR_DELIVERY: {
    zh: '选择以电子邮件提供的，须有电子邮箱。请一并填写。',
    en: 'Delivery by mail needs a mail address. Please give it as well.',
  },
  'day.noticeReceived': { zh: '通知于{on:date}收到。', en: 'The notice was received on {on}.' },
  CORRECTION_NOTICE_NOT_RECEIVED: {
    zh: '没有申请人收到补正告知书的凭证，或者当日才收到，不能认定逾期不补正。请先记录“文书发出”“文书签收”。',
    en: 'Nothing proves that the applicant had received the notice to correct before that day, so its lapse cannot be found. Please record first that it was sent and received.',
  },
  FEE_NOTICE_NOT_RECEIVED: {
    zh: '缴费期限自收到收费通知的次日起计算，没有申请人收到的凭证，不能认定逾期未缴费。请先记录“文书发出”“文书签收”。',
    en: 'The time to pay runs from the day after the notice is received, and nothing proves its receipt: no lapse can be found. Please record first that it was sent and received.',
  },
  REASONS_NOTICE_NOT_RECEIVED: {
    zh: '没有申请人收到说明理由告知书的凭证，不能认定其没有说明。请先记录“文书发出”“文书签收”。',
    en: 'Nothing proves that the applicant received the request for reasons, so silence cannot be found. Please record first that it was sent and received.',
  },
} as const
