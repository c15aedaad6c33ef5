/** Facts that contradict each other, or that cannot be read: why there is no date. */

/** What can no longer be done, or cannot be done now. */
const acts = {
  'act.thirdPartyConsulted': { zh: '征求第三方意见', en: 'a third party can be consulted' },
  'act.agencyConsulted': { zh: '征求其他机关意见', en: 'another agency can be consulted' },
  'act.correctionRequested': { zh: '告知补正', en: 'a correction can be asked for' },
  'act.corrected': { zh: '收到补正', en: 'a correction can be received' },
  'act.correctionLapsed': { zh: '认定逾期不补正', en: 'a lapse of the correction can be found' },
  'act.feeNotified': { zh: '发出收费通知', en: 'a fee notice can be sent' },
  'act.feePaid': { zh: '缴费', en: 'the fee can be paid' },
  'act.feeLapsed': { zh: '认定逾期未缴费', en: 'a lapse of the fee can be found' },
  'act.extended': { zh: '延长期限', en: 'the time can be extended' },
  'act.reasonsRequested': { zh: '要求说明理由', en: 'reasons can be asked for' },
  'act.reasonsAssessed': { zh: '审查理由', en: 'reasons can be assessed' },
} as const

const order = {
  'fault.afterReply': {
    zh: '{settled:day}已经送达答复，{on:day}不能再{act:sentence}。',
    en: 'The reply was served on {settled}; after that, {act} no longer on {on}.',
  },
  'fault.afterClose': {
    zh: '申请件已于{closed:day}终结，{on:day}不能再{act:sentence}。',
    en: 'The case was closed on {closed}; after that, {act} no longer on {on}.',
  },
  'fault.beforeReceipt': {
    zh: '{on:day}的记录（{type:words}）早于收到申请之日（{received:date}）。',
    en: 'The record of {on} ({type}) is before the day of receipt ({received}).',
  },
  'fault.notReceived': {
    zh: '尚未与申请人确认收到申请，{on:day}的记录（{type:words}）没有可以适用的期限。',
    en: 'Receipt has not been confirmed with the applicant: no time runs that the record of {on} ({type}) could concern.',
  },
  'fault.confirmedBeforeSubmitted': {
    zh: '双方确认之日（{confirmed:date}）早于提交之日（{submitted:date}）。',
    en: 'The day of confirmation ({confirmed}) is before the day of submission ({submitted}).',
  },
  'fault.submittedTwice': { zh: '同一申请件有两次提交记录。', en: 'The case has two records of submission.' },
  'fault.notSubmitted': {
    zh: '缺少提交申请的记录，无从确定收到申请之日。',
    en: 'There is no record of submission, so that the day of receipt cannot be known.',
  },
  'fault.notRunning': {
    zh: '{stopped:day}起期限已停止计算，{on:day}没有可以{act:sentence}的期限。',
    en: 'The count stopped on {stopped}: on {on} there is no time to {act}.',
  },
  'act.extend': { zh: '延期', en: 'extend' },
  'act.delay': { zh: '延迟', en: 'delay' },
  'fault.extensionLength': {
    zh: '延长的期限应当是1至{most:number}个工作日。',
    en: 'An extension must be of 1 to {most} working days.',
  },
  'fault.extendedTwice': {
    zh: '{on:day}再次延期；答复期限只能延长一次。',
    en: 'Extended again on {on}; the time to reply can be extended only once.',
  },
  'fault.extendedAfterExpiry': {
    zh: '答复期限已于{due:day}届满，{on:day}不能再延期。',
    en: 'The time to reply ended on {due}; it cannot be extended on {on}.',
  },
  'fault.delayWithoutReason': {
    zh: '理由不合理的，不适用延迟答复。',
    en: 'Where the reasons are not reasonable there is no later day for the reply.',
  },
  'fault.delayInThePast': {
    zh: '延迟答复的期限（{until:date}）早于作出决定之日（{on:day}）。',
    en: 'The later day for the reply ({until}) is before the day of the decision ({on}).',
  },
  'fault.delayAfterExpiry': {
    zh: '答复期限已于{due:day}届满，{on:day}不能再确定延迟答复的期限。',
    en: 'The time to reply ended on {due}; no later day can be set on {on}.',
  },
  'fault.decisionReceipt': {
    zh: '决定或者判决于{received:day}收到，早于收到申请之日，或者晚于重新办理之日{on:day}。',
    en: 'The decision or judgment was received on {received}: before the request was received, or after the case was reopened on {on}.',
  },
  'fault.decisionWithoutReceipt': {
    zh: '第{position:number}个事实没有写明收到决定或者判决的日期（decision.receivedOn）。',
    en: 'Fact {position} does not say on which day the decision or judgment was received (decision.receivedOn).',
  },
  'fault.obstacleEndsFirst': {
    zh: '障碍的终止日{to:day}早于起始日{from:day}。',
    en: 'The obstacle ends on {to}, before it begins on {from}.',
  },
  'fault.reopenedLength': {
    zh: '重新办理的期限应当是1至{most:number}个工作日的整数。',
    en: 'The time of a reopened case must be a whole number of 1 to {most} working days.',
  },
} as const

const waits = {
  'fault.correctedWithoutNotice': {
    zh: '{on:day}收到补正之前没有尚待补正的告知。',
    en: 'Before the correction of {on} there is no notice that waits for one.',
  },
  'fault.correctedAfterLapse': {
    zh: '已认定逾期不补正，{on:day}又记录收到补正；应当先更正前一记录。',
    en: 'A lapse of the correction was found, and yet a correction is recorded on {on}; the earlier record must be rectified first.',
  },
  'fault.correctionLapseWithoutNotice': {
    zh: '{on:day}认定逾期不补正之前没有补正告知。',
    en: 'Before the lapse found on {on} there is no notice to correct.',
  },
  'fault.correctionLapseEarly': {
    zh: '补正期限至{by:day}届满，{on:day}不能认定逾期。',
    en: 'The time to correct ends on {by}; no lapse can be found on {on}.',
  },
  'fault.paidWithoutNotice': {
    zh: '{on:day}缴费之前没有尚待缴费的收费通知。',
    en: 'Before the payment of {on} there is no fee notice that waits for one.',
  },
  'fault.paidAfterLapse': {
    zh: '已认定逾期未缴费，{on:day}又记录缴费；应当先更正前一记录。',
    en: 'A lapse of the fee was found, and yet a payment is recorded on {on}; the earlier record must be rectified first.',
  },
  'fault.feeLapseWithoutNotice': {
    zh: '{on:day}认定逾期未缴费之前没有收费通知。',
    en: 'Before the lapse found on {on} there is no fee notice.',
  },
  'fault.feeLapseEarly': {
    zh: '缴费期限至{by:day}届满，{on:day}不能认定逾期。',
    en: 'The time to pay ends on {by}; no lapse can be found on {on}.',
  },
} as const

const letters = {
  'fault.letterNameReused': {
    zh: '征求意见的编号“{name:words}”重复使用。',
    en: 'The name “{name}” is used for two consultations.',
  },
  'fault.letterNameUnfit': {
    zh: '第{position:number}项事实的 consultation 不是文字。',
    en: 'In fact {position}, consultation is no text.',
  },
  'fault.letterClosed': {
    zh: '该次征求{party:sentence}意见已于{closed:day}结束，{on:day}的记录与之矛盾。',
    en: 'This consultation of {party} ended on {closed}; the record of {on} contradicts that.',
  },
  'fault.letterReachedTwice': {
    zh: '该次征求意见书已于{reached:day}送达，不能重复记录。',
    en: 'This letter of consultation arrived on {reached}; that cannot be recorded twice.',
  },
  'fault.letterAmbiguous': {
    zh: '{on:day}有多次征求{party:sentence}意见尚未结束，须以 consultation 指明是哪一次。',
    en: 'On {on} several consultations of {party} are open: consultation must say which one is meant.',
  },
  'fault.answerBeforeDispatch': {
    zh: '{on:day}的记录早于{sent:day}发出征求{party:sentence}意见书。',
    en: 'The record of {on} is before the letter to consult {party} was sent on {sent}.',
  },
  'fault.letterUnknown': {
    zh: '{on:day}的记录没有对应的、尚未结束的征求{party:sentence}意见。',
    en: 'No open consultation of {party} answers to the record of {on}.',
  },
} as const

const reading = {
  'fault.asOf': { zh: 'asOf 不是真实存在的日期。', en: 'asOf is not a day that exists.' },
  'fault.servedOn': { zh: 'servedOn 不是真实存在的日期。', en: 'servedOn is not a day that exists.' },
  'fault.noFacts': { zh: '缺少事实列表 facts。', en: 'There is no list of facts.' },
  'fault.noFact': { zh: '第{position:number}项事实不是一个对象。', en: 'Fact {position} is not an object.' },
  'fault.unknownFact': {
    zh: '第{position:number}项事实的类型无法识别：{given:words}。',
    en: 'The type of fact {position} is not known: {given}.',
  },
  'fault.factDay': {
    zh: '第{position:number}项事实（{type:fact}）的日期不是真实存在的日期：{given:words}。',
    en: 'The day of fact {position} ({type}) does not exist: {given}.',
  },
  'fault.payloadDay': {
    zh: '第{position:number}项事实（{type:fact}）的 {field:words} 不是真实存在的日期：{given:words}。',
    en: 'In fact {position} ({type}), {field} is not a day that exists: {given}.',
  },
  'fault.rectifiedPosition': {
    zh: '第{position:number}项更正所指的位置不存在：{given:words}。',
    en: 'Rectification {position} names a position that does not exist: {given}.',
  },
  'fault.replacement': {
    zh: '第{position:number}项更正的替换事实不是一个对象。',
    en: 'The replacement in rectification {position} is not an object.',
  },
  'fault.unknownChannel': {
    zh: '申请渠道无法识别，应当是 counter、post、letter、fax、online、email 之一。',
    en: 'The channel is not known: it must be counter, post, letter, fax, online or email.',
  },
  'fault.unknownService': {
    zh: '送达方式无法识别，应当是 portal、email、post、counter、entrusted 之一。',
    en: 'The way of service is not known: it must be portal, email, post, counter or entrusted.',
  },
  'fault.unknownOutcome': { zh: '办理结果（outcome）无法识别。', en: 'The outcome is not known.' },
  'fault.unknownAgencyKind': { zh: '行政机关类型（agencyKind）无法识别。', en: 'The agencyKind is not known.' },
  'fault.unknownBasis': {
    zh: '计费方式无法识别，应当是 items 或者 pages。',
    en: 'The basis is not known: it must be items or pages.',
  },
  'fault.quantity': {
    zh: '{field:words} 应当是{least:number}至{most:number}的整数。',
    en: '{field} must be a whole number from {least} to {most}.',
  },
} as const

const law = {
  'rule.fee': { zh: '信息处理费', en: 'the processing fee' },
  'rule.remedy': { zh: '救济途径', en: 'remedies' },
  'fault.noRule': {
    zh: '{on:date}没有已载入并有效的{rule:sentence}规定。',
    en: 'No rule on {rule} is loaded that was in force on {on}.',
  },
  'fault.noLimit': {
    zh: '{on:date}没有已载入并有效的期限规定（{id:words}）。',
    en: 'No limit “{id}” is loaded that was in force on {on}.',
  },
  'fault.limitUnit': {
    zh: '期限“{id:words}”不是以工作日计算，无法计入工作日时钟。',
    en: 'The limit “{id}” is not in working days and cannot be counted here.',
  },
  'fault.dayOutOfRange': {
    zh: '日期超出可以计算的范围（{first:words}至{last:words}）。',
    en: 'The day lies outside the days that can be counted ({first} to {last}).',
  },
  'fault.periodOutOfRange': {
    zh: '期限超出可以计算的范围（{first:words}至{last:words}）。',
    en: 'The period lies outside the days that can be counted ({first} to {last}).',
  },
} as const

export const faults = { ...acts, ...order, ...waits, ...letters, ...reading, ...law } as const
