/** The answer and other ends: Articles 29, 33, 36 and 45, 国办公开办函〔2016〕235号. */
export const endings = {
  'served.post': { zh: '交邮，以交邮之日为答复之日', en: 'was posted; the day of posting is the day of the reply' },
  'served.counter': {
    zh: '直接送达，以签收之日为答复之日',
    en: 'was handed over; the day it was signed for is the day of the reply',
  },
  'served.entrusted': {
    zh: '委托其他行政机关送达，以签收之日为答复之日',
    en: 'was served through another agency; the day it was signed for is the day of the reply',
  },
  'served.portal': {
    zh: '网上送达，以进入网上查收系统之日为答复之日',
    en: 'was delivered online; the day it entered the portal is the day of the reply',
  },
  'served.email': {
    zh: '以电子邮件送达，以到达之日为答复之日',
    en: 'was sent by e-mail; the day it arrived is the day of the reply',
  },
  'served.somehow': { zh: '送达答复', en: 'was served' },

  'reply.whileStopped': {
    zh: '{on:day}答复{how:sentence}；期限已于{stopped:day}停止计算。',
    en: 'On {on} the reply {how}. The count had stopped on {stopped}.',
  },
  'reply.inTime': {
    zh: '{on:day}答复{how:sentence}，为第{n:number}个工作日，在期限以内，答复期限为{due:day}。',
    en: 'On {on} the reply {how}. It was working day {n}, within the time; the reply was due on {due}.',
  },
  'reply.late': {
    zh: '{on:day}答复{how:sentence}，为第{n:number}个工作日，超过期限，答复期限为{due:day}。',
    en: 'On {on} the reply {how}. It was working day {n}, after the time; the reply was due on {due}.',
  },
  'reply.lateBy': {
    zh: '{on:day}答复{how:sentence}，为第{n:number}个工作日，超过期限{late:number}个工作日，答复期限为{due:day}。',
    en: 'On {on} the reply {how}. It was working day {n}, {late, plural, one {{late} working day} other {{late} working days}} after the time; the reply was due on {due}.',
  },
  'warning.servedAgain': {
    zh: '{on:day}再次送达，答复之日仍为{settled:day}。',
    en: 'On {on} the reply was served again; the day of the reply is still {settled}.',
  },

  'ended.withdrawn': {
    zh: '{on:day}申请人撤回申请，期限不再计算。',
    en: 'On {on} the applicant withdrew the request; the count ends.',
  },
  'ended.archived': { zh: '{on:day}归档，期限不再计算。', en: 'On {on} the case was archived; the count ends.' },

  'reopened.ordered': {
    zh: '{on:day}重新办理；决定或者判决于{received:day}收到，按其确定的期限自次日起计算{n:number}个工作日，答复期限为{due:day}。',
    en: 'On {on} the case was reopened. The decision or judgment was received on {received}; {n, plural, one {{n} working day runs} other {{n} working days run}} from the next day, as it ordered, and the reply is due on {due}.',
  },
  'reopened.notOrdered': {
    zh: '{on:day}重新办理；决定或者判决于{received:day}收到，未确定期限的，自次日起计算{n:number}个工作日，答复期限为{due:day}。',
    en: 'On {on} the case was reopened. The decision or judgment was received on {received} and ordered no time: {n, plural, one {{n} working day runs} other {{n} working days run}} from the next day, and the reply is due on {due}.',
  },
  'reopened.withoutDecision': {
    zh: '{on:day}重新办理；没有责令重新处理的决定或者判决，期限不重新计算，答复期限仍为{due:day}。',
    en: 'On {on} the case was reopened. No decision or judgment orders it: the time is not counted anew, and the day by which the reply is due remains {due}.',
  },
} as const
