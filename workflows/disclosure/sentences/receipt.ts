/** Receipt and the order of days: Articles 29, 31, 33 and 45. */
export const receipt = {
  CONTENT_ERASED: {
    zh: '本件保管期限届满，内容已经依法销毁，不再记录任何事项。新的事项请另立申请件办理。',
    en: 'The period of retention of this case has ended and its content was destroyed: nothing more is recorded in it. Please open a new case for anything new.',
  },
  'day.erased': { zh: '内容于{on:date}销毁。', en: 'The content was destroyed on {on}.' },
  BAD_DAY: {
    zh: '发生日期不是真实存在的日期。请按“2026-03-19”的格式填写。',
    en: 'The day does not exist. Please write it as in “2026-03-19”.',
  },
  BEFORE_SUBMISSION: {
    zh: '发生日期早于申请提交日期。请核对日期。',
    en: 'The day is before the day of submission. Please check the day.',
  },
  'day.submitted': { zh: '申请于{on:date}提交。', en: 'The request was submitted on {on}.' },
  RECEIPT_NOT_CONFIRMED: {
    zh: '收到申请之日尚未确定。请先与申请人确认，并记录“双方确认”。',
    en: 'The day of receipt is not settled. Please confirm with the applicant first, and record the confirmation by both sides.',
  },
  BEFORE_RECEIPT: {
    zh: '发生日期早于收到申请之日，期限尚未起算。请核对日期。',
    en: 'The day is before the day of receipt, when no time ran yet. Please check the day.',
  },
  'day.received': { zh: '收到申请之日为{on:date}。', en: 'The day of receipt is {on}.' },
  NO_CONFIRMATION_NEEDED: {
    zh: '当面提交和邮寄签收的申请以提交、签收之日为收到之日，不需要双方确认；已确认的不重复确认，日期有误的请更正原记录。',
    en: 'A request handed in or signed for is received on that day and needs no confirmation; what was confirmed is not confirmed again. If the day is wrong, please rectify the record.',
  },
  ASIDE_OUT_OF_ORDER: {
    zh: '发生日期早于上一次设为无效件或者恢复的日期，前后矛盾。请核对日期。',
    en: 'The day is before the one on which this was last set aside or restored; the two contradict each other. Please check the day.',
  },
  'day.aside': {
    zh: '上一次设为无效件或者恢复于{on:date}。',
    en: 'It was last set aside or restored on {on}.',
  },
  OUT_OF_ORDER: {
    zh: '发生日期早于已经改变期限进程的记录，前后矛盾。请核对日期；在先的记录有误的，请先更正。',
    en: 'The day is before a record that already changed the course of the time; the two contradict each other. Please check the day; if the earlier record is wrong, have it rectified first.',
  },
  'day.turned': {
    zh: '期限进程最近一次改变于{on:date}。',
    en: 'The course of the time last changed on {on}.',
  },
  DATES_CONTRADICT: {
    zh: '与已有记录的日期矛盾，无法计算期限。请核对日期；在先的记录有误的，请先更正。',
    en: 'The day contradicts the records on file, so that the time cannot be counted. Please check the day; if an earlier record is wrong, have it rectified first.',
  },
  APPLICATION_LAPSED: {
    zh: '已认定申请人逾期不补正或者逾期未缴费，视为放弃申请，不再处理。请拟稿“不再处理”；认定有误的，请更正该记录。',
    en: 'It was found that the applicant did not correct or pay in time: the request is taken as abandoned and is not handled further. Please draft that reply; if the finding is wrong, rectify its record.',
  },
  'day.due': { zh: '答复期限为{on:date}。', en: 'The reply is due on {on}.' },
} as const
