/** 行政复议答复、行政诉讼答辩和举证、上诉、履行复议决定: how their last day is counted. */
export const remedyAnswers = {
  'answering.workingDays': {
    zh: '自收到副本的次日起计算，{received:day}收到，第{n:number}个工作日为{due:day}。非工作日不计。',
    en: 'Counted from the day after the copy was received: received on {received}, working day {n} is {due}. Days that are not worked are not counted.',
  },
  'answering.days': {
    zh: '自收到副本的次日起计算，{received:day}收到，第{n:number}日为{last:day}。节假日计算在内。',
    en: 'Counted from the day after the copy was received: received on {received}, day {n} is {last}. Holidays are counted.',
  },
  'answering.rolled': {
    zh: '{last:day}是节假日，届满日为节假日后的第一日{due:day}。',
    en: '{last} is a holiday: the period ends on {due}, the first day after it.',
  },
  'answering.set': {
    zh: '办案机关指定于{due:day}前提交，以指定的日期为准。',
    en: 'The body that hears it has set {due} as the last day, which holds instead.',
  },
  'answering.appeal': {
    zh: '对一审判决可以自收到的次日起{n:number}日内上诉：{received:day}收到，第{n:number}日为{last:day}。',
    en: 'A judgment of first instance may be appealed within {n} days of its receipt: received on {received}, day {n} is {last}.',
  },
  'answering.appealOfRuling': {
    zh: '对一审裁定可以自收到的次日起{n:number}日内上诉：{received:day}收到，第{n:number}日为{last:day}。',
    en: 'A ruling of first instance may be appealed within {n} days of its receipt: received on {received}, day {n} is {last}.',
  },
  'answering.ordered': {
    zh: '决定限期{n:number}个工作日履行，自收到的次日起计算：{received:day}收到，第{n:number}个工作日为{due:day}。',
    en: 'The decision gives {n} working days, counted from the day after it was received: received on {received}, the last is {due}.',
  },
  'answering.orderedWithoutDays': {
    zh: '决定没有确定履行期限，按重新答复的{n:number}个工作日掌握，自收到的次日起计算：{received:day}收到，第{n:number}个工作日为{due:day}。',
    en: 'The decision gives no period; the {n} working days of a new reply are kept, counted from the day after it was received: received on {received}, the last is {due}.',
  },
} as const
