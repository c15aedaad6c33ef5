/** The careful reading, what parts it from the other; what was recorded later; and obstacles, which move no date by themselves. */
export const careful = {
  'careful.and': { zh: '{first:sentence}{more:sentence}', en: '{first} {more}' },
  'careful.unconfirmed': {
    zh: '双方尚未确认收到；按提交之日{safe:date}收到计算。',
    en: 'Receipt has not been confirmed by both sides; counted as if received on the day of submission, {safe}.',
  },
  'careful.receipt': {
    zh: '按提交之日{safe:date}收到计算，不按双方确认之日{received:date}。',
    en: 'Counted as if received on the day of submission, {safe}, not on {received}, when both sides confirmed.',
  },
  'careful.receiptMoved': {
    zh: '按更正以前记录的{safe:date}收到计算，没有材料表明更正后的{received:date}。',
    en: 'Counted as if received on {safe}, as it stood before the rectification: no document shows {received}.',
  },
  'careful.unconfirmedMoved': {
    zh: '双方尚未确认收到；按更正以前记录的{safe:date}收到计算，没有材料表明更正后的日期。',
    en: 'Receipt has not been confirmed by both sides; counted as if received on {safe}, as it stood before the rectification: no document shows the later day.',
  },
  'careful.setAside': {
    zh: '已设为无效件；如果属于政府信息公开申请，应当最迟于{due:date}答复。',
    en: 'Set aside; if it is a request after all, the reply is due by {due}.',
  },
  'careful.extension': {
    zh: '{on:date}的延期没有在{due:date}以前告知申请人的记录，不计入。',
    en: 'The extension of {on} is left out: nothing on record shows that the applicant was told by {due}.',
  },
  'careful.correction': {
    zh: '{on:date}的补正告知晚于{due:date}，期限不停止、不重新计算。',
    en: 'The notice to correct of {on} came after {due}: the time neither stops nor runs anew.',
  },
  'careful.fee': {
    zh: '{on:date}的收费通知晚于{due:date}，期限不停止、不重新计算。',
    en: 'The fee notice of {on} came after {due}: the time neither stops nor runs anew.',
  },
  'careful.correctionRecorded': {
    zh: '{on:date}的补正告知至{recorded:date}才记录，没有材料表明此前已经告知；按记录之日计算晚于{due:date}，期限不停止、不重新计算。',
    en: 'The notice to correct of {on} was recorded on {recorded}, and no document shows that it was given before; by that day it came after {due}: the time neither stops nor runs anew.',
  },
  'careful.feeRecorded': {
    zh: '{on:date}的收费通知至{recorded:date}才记录，没有材料表明此前已经通知；按记录之日计算晚于{due:date}，期限不停止、不重新计算。',
    en: 'The fee notice of {on} was recorded on {recorded}, and no document shows that it was given before; by that day it came after {due}: the time neither stops nor runs anew.',
  },
  'careful.consultation': {
    zh: '没有材料表明{on:date}的征求意见书在{to:date}以前已经发出，至该日的时间照常计入期限。',
    en: 'Nothing on record shows that the consultation of {on} had gone out by {to}: the time up to that day is counted.',
  },
  'careful.unsent': {
    zh: '{on:date}的征求意见书没有发出的记录，至{to:date}的时间照常计入期限。',
    en: 'Nothing on record shows that the consultation of {on} went out: the time up to {to} is counted.',
  },
  'careful.decision': {
    zh: '没有材料表明决定于{received:date}收到，按决定之日{on:date}收到计算。',
    en: 'No document shows that the decision was received on {received}; counted as if received on its own day, {on}.',
  },
  'careful.reply': {
    zh: '{on:date}的送达至{recorded:date}才记录，没有材料表明此前已经送达；按记录之日计算已经逾期。',
    en: 'The service of {on} was recorded on {recorded}, and no document shows that it was done before: by that day it came too late.',
  },
  'careful.delay': {
    zh: '{on:date}确定的延迟答复期限晚于{due:date}作出，不计入。',
    en: 'The later day set on {on} is left out: it was set after {due}.',
  },
  'careful.delayRecorded': {
    zh: '{on:date}确定的延迟答复期限至{recorded:date}才记录，没有材料表明此前已经确定；按记录之日计算晚于{due:date}，不计入。',
    en: 'The later day set on {on} was recorded on {recorded}, and no document shows that it was set before; by that day it came after {due}, and is left out.',
  },
  'careful.obstacle': {
    zh: '{from:date}至{to:date}的障碍照常计入期限。',
    en: 'The days of the obstacle, {from} to {to}, are counted.',
  },

  'recorded.later': {
    zh: '{on:date}的“{type:fact}”至{recorded:date}才记录，没有材料表明此前已经发生，从严计算的，自记录之日起计算。',
    en: '“{type}” of {on} was recorded on {recorded}, and no document shows that it happened before: in the strict count it counts from the day of recording.',
  },

  'obstacle.why': {
    zh: '不可抗力或者其他障碍期间，按本机关的设置不计算在期限内。',
    en: 'The time of an obstacle (force majeure) is not counted, by the office’s setting.',
  },
  'obstacle.lasting': {
    zh: '自{from:day}起有不可抗力或者其他障碍，记录在案；答复期限不变，为{due:day}。',
    en: 'From {from} there is an obstacle (force majeure), which is on record. The day by which the reply is due stays {due}.',
  },
  'obstacle.movesNothing': {
    zh: '{from:day}至{to:day}有不可抗力或者其他障碍，记录在案；答复期限不变，为{due:day}。',
    en: 'From {from} to {to} there was an obstacle (force majeure), which is on record. The day by which the reply is due stays {due}.',
  },
  'obstacle.leftOut': {
    zh: '{from:day}至{to:day}有不可抗力或者其他障碍，按本机关的设置不计算在期限内，答复期限由{before:day}变为{due:day}。',
    en: 'From {from} to {to} there was an obstacle (force majeure), which by the office’s setting is not counted. The day by which the reply is due changes from {before} to {due}.',
  },
} as const
