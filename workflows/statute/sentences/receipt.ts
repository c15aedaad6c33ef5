/** Receipt: Article 31. */
export const receipt = {
  'arrived.counter': { zh: '当面提交申请', en: 'the request was handed in at the counter' },
  'arrived.post': { zh: '由行政机关签收邮寄的申请', en: 'the agency signed for the request sent by post' },
  'arrived.letter': { zh: '收到平常信函', en: 'the request came by ordinary letter' },
  'arrived.fax': { zh: '收到传真', en: 'the request came by fax' },
  'arrived.online': { zh: '通过网络提交申请', en: 'the request was submitted online' },
  'arrived.email': { zh: '通过电子邮件提交申请', en: 'the request was submitted by e-mail' },

  'receipt.onArrival': {
    zh: '{on:day}{arrived:sentence}，当日为收到申请之日。',
    en: 'On {on} {arrived}. That day is the day of receipt.',
  },
  'receipt.onArrival.rolled': {
    zh: '{on:day}{arrived:sentence}，当日为收到申请之日；该日为非工作日，按本机关的规定以下一工作日{received:day}为收到申请之日。',
    en: 'On {on} {arrived}. That was not a working day; under the rules of this agency the next working day, {received}, is the day of receipt.',
  },
  'receipt.byPlatform': {
    zh: '{on:day}通过网络提交申请，平台回执视为双方确认，当日为收到申请之日。',
    en: 'On {on} the request was submitted online. The receipt given by the platform counts as confirmation by both sides: that day is the day of receipt.',
  },
  'receipt.byPlatform.rolled': {
    zh: '{on:day}通过网络提交申请，平台回执视为双方确认，当日为收到申请之日；该日为非工作日，按本机关的规定以下一工作日{received:day}为收到申请之日。',
    en: 'On {on} the request was submitted online. The receipt given by the platform counts as confirmation by both sides. That was not a working day; under the rules of this agency the next working day, {received}, is the day of receipt.',
  },
  'receipt.onConfirmation': {
    zh: '{on:day}{arrived:sentence}，{confirmed:day}与申请人确认，确认之日为收到申请之日。',
    en: 'On {on} {arrived}. It was confirmed with the applicant on {confirmed}; the day of confirmation is the day of receipt.',
  },
  'receipt.onConfirmation.rolled': {
    zh: '{on:day}{arrived:sentence}，{confirmed:day}与申请人确认，确认之日为收到申请之日；该日为非工作日，按本机关的规定以下一工作日{received:day}为收到申请之日。',
    en: 'On {on} {arrived}. It was confirmed with the applicant on {confirmed}. That was not a working day; under the rules of this agency the next working day, {received}, is the day of receipt.',
  },
  'receipt.bound': {
    zh: '申请人已被告知{bound:day}为收到申请之日；更正后的{later:date}没有材料证明，仍以{bound:day}为收到申请之日。',
    en: 'The applicant had been told that the day of receipt is {bound}. No document shows the later {later}: the day that was told stands.',
  },
  'receipt.bound.rolled': {
    zh: '申请人已被告知{bound:day}为收到申请之日；更正后的{later:date}没有材料证明，仍以该日为准；该日为非工作日，按本机关的规定以下一工作日{received:day}为收到申请之日。',
    en: 'The applicant had been told that the day of receipt is {bound}. No document shows the later {later}: the day that was told stands. It was not a working day; under the rules of this agency the next working day, {received}, is the day of receipt.',
  },
  'receipt.notConfirmed': {
    zh: '{on:day}{arrived:sentence}，尚未与申请人确认；确认之日为收到申请之日，答复期限尚未起算。',
    en: 'On {on} {arrived}. It has not yet been confirmed with the applicant; the day of confirmation will be the day of receipt, and the time to reply has not begun to run.',
  },
  'receipt.closedBefore': {
    zh: '{on:day}申请件终结，期限没有起算。',
    en: 'On {on} the case was closed; no time had begun to run.',
  },

  'aside.since': {
    zh: '{on:day}设为无效件：所收到的不是政府信息公开申请，不计算期限。恢复后，期限照常计算，如同没有设为无效件。',
    en: 'On {on} this was set aside as no request for government information: no time runs. If it is restored, the time counts as if it had never been set aside.',
  },

  'warning.stillNotConfirmed': {
    zh: '提交后已过{n:number}个工作日，仍未与申请人确认；应当立即确认，并从提交之日起掌握期限。',
    en: '{n, plural, one {{n} working day} other {{n} working days}} after submission the request has still not been confirmed with the applicant. It should be confirmed at once, and the time kept as from the day of submission.',
  },
  'warning.confirmedLate': {
    zh: '提交后第{n:number}个工作日才与申请人确认，收到之日可能引起争议。',
    en: 'The request was confirmed with the applicant only on working day {n} after submission; the day of receipt may be disputed.',
  },
  'warning.receiptDatesCompete': {
    zh: '提交之日（{submitted:date}）与确认之日（{confirmed:date}）不同，本计算以{taken:date}为收到申请之日；建议按较早的日期掌握期限。',
    en: 'The day of submission ({submitted}) and the day of confirmation ({confirmed}) differ. This count takes {taken} as the day of receipt; it is advisable to keep to the earlier one.',
  },
  'warning.receiptDayTold': {
    zh: '收到之日更正为{later:date}，但申请人已被告知{bound:date}，没有材料证明较晚的日期，期限仍从{bound:date}起算；有信封、回执等材料的，附上后再次更正。',
    en: 'The day of receipt was rectified to {later}, but the applicant had been told {bound} and no document shows the later day: the time still counts from {bound}. If there is an envelope or a receipt that shows it, please rectify once more with that file.',
  },
  'warning.confirmedAgain': {
    zh: '{on:day}再次确认，不改变收到申请之日。',
    en: 'On {on} the request was confirmed again; this does not change the day of receipt.',
  },
} as const
