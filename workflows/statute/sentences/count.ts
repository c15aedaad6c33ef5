/** The count: Articles 30 and 33, and the holiday notices. */
export const count = {
  'count.correctionNotice': {
    zh: '需要补正的，最迟应当于第{n:number}个工作日即{due:day}一次性告知。',
    en: 'If a correction is needed, the applicant must be told so, once and for all, by working day {n}, which is {due}.',
  },
  'count.period': {
    zh: '收到当日和非工作日不计，自次日起计算{n:number}个工作日：第1个工作日为{first:day}，第{last:number}个工作日为{due:day}。',
    en: 'The day of receipt and non-working days are not counted. {n, plural, one {{n} working day runs} other {{n} working days run}} from the next day: working day 1 is {first}, working day {last} is {due}.',
  },
  'count.holiday': {
    zh: '{on:day}{holiday:name}放假，不计入工作日。',
    en: '{on} is a holiday ({holiday}) and not counted as a working day.',
  },
  'count.holidays': {
    zh: '{from:date}至{to:date}{holiday:name}放假，共{n:number}天，不计入工作日。',
    en: '{from} to {to} are holidays ({holiday}), {n} days in all, and not counted as working days.',
  },
  'count.makeUpFor': {
    zh: '{on:day}因{holiday:name}调休上班，计入工作日。',
    en: '{on} is worked to make up for {holiday} and counted as a working day.',
  },
  'count.makeUp': {
    zh: '{on:day}调休上班，计入工作日。',
    en: '{on} is worked to make up for a holiday and counted as a working day.',
  },

  'years.one': { zh: '{year:number}年', en: '{year}' },
  'years.more': { zh: '{years:sentence}、{year:number}年', en: '{years}, {year}' },
  'years.last': { zh: '{years:sentence}、{year:number}年', en: '{years} and {year}' },
  'count.provisional': {
    zh: '{years:sentence}的节假日安排尚未载入，暂按周末和元旦、劳动节、国庆节的固定日期计算；载入后应当重新计算。',
    en: 'The holidays of {years} are not yet loaded. For the time being weekends and the fixed days of New Year’s Day, Labour Day and National Day are counted; the count must be made again once they are loaded.',
  },

  'count.upTo': {
    zh: '截至{asOf:day}，已计算{used:number}个工作日，{rest:sentence}；答复期限为{due:day}。',
    en: 'Up to {asOf} {used, plural, one {{used} working day has} other {{used} working days have}} been counted; {rest}. The reply is due on {due}.',
  },
  'left.some': {
    zh: '剩余{n:number}个工作日',
    en: '{n, plural, one {{n} working day} other {{n} working days}} left',
  },
  'left.lastDay': { zh: '当日为答复期限的最后一日', en: 'that day is the last day to reply' },
  'left.over': { zh: '已超过答复期限', en: 'the last day to reply has passed' },
  'left.overBy': {
    zh: '已超过答复期限{n:number}个工作日',
    en: 'the last day to reply has passed by {n, plural, one {{n} working day} other {{n} working days}}',
  },

  'warning.overdue': {
    zh: '答复期限已于{due:day}届满，尚未答复。',
    en: 'The time to reply ended on {due}; there is no reply yet.',
  },
  'warning.factAfterAsOf': {
    zh: '有的事实晚于计算之日；日期按全部事实计算，已用天数计算至计算之日。',
    en: 'Some facts are later than the day of this count. The dates take all facts into account; the days used are counted up to that day.',
  },
} as const
