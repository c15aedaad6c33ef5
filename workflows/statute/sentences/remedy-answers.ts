/** 行政复议答复、行政诉讼答辩和举证、上诉、履行复议决定和裁判: how their last day is counted. */
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
  'answering.inForce': {
    zh: '一审裁判到上诉期满没有人上诉的，发生法律效力：本机关的上诉期限至{last:day}届满。',
    en: 'A judgment of first instance is in force when the time to appeal has ended without an appeal: that of the agency ends on {last}.',
  },
  'answering.orderedByCourt': {
    zh: '裁判限期{n:number}个工作日履行，自生效的次日起计算：{received:day}生效，第{n:number}个工作日为{due:day}。裁判另有起算日的，以裁判为准。',
    en: 'The judgment gives {n} working days, counted from the day after it is in force: in force on {received}, the last is {due}. Where it says from which day to count, that holds.',
  },
  'answering.orderedByCourtWithoutDays': {
    zh: '裁判没有确定履行期限，按重新答复的{n:number}个工作日掌握，自生效的次日起计算：{received:day}生效，第{n:number}个工作日为{due:day}。',
    en: 'The judgment gives no period; the {n} working days of a new reply are kept, counted from the day after it is in force: in force on {received}, the last is {due}.',
  },
} as const
