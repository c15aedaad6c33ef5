/** What waits for the applicant: correction (Article 30) and fee (Article 42, 国办函〔2020〕109号). */
export const waits = {
  'correction.asked': {
    zh: '{on:day}告知补正，为第{n:number}个工作日，期限停止计算；收到补正后的申请，期限从头计算。',
    en: 'On {on}, working day {n}, the applicant was told what to correct, and the count stopped. Once the corrected request is received, the time is counted from the beginning.',
  },
  'correction.askedBy': {
    zh: '{on:day}告知补正，为第{n:number}个工作日，期限停止计算；补正期限至{by:day}；收到补正后的申请，期限从头计算。',
    en: 'On {on}, working day {n}, the applicant was told what to correct, and the count stopped. The correction is due by {by}; once the corrected request is received, the time is counted from the beginning.',
  },
  'correction.askedTooLate': {
    zh: '{on:day}告知补正；答复期限已于{due:day}届满，不因补正停止，收到补正后也不重新计算。',
    en: 'On {on} the applicant was told what to correct. The time to reply had ended on {due}: it is not stopped by this, nor counted anew once the corrected request is received.',
  },
  'correction.received': {
    zh: '{on:day}收到补正后的申请，此前的计算不再有效，自次日起重新计算{n:number}个工作日，答复期限由{before:day}变为{due:day}。',
    en: 'On {on} the corrected request was received. The earlier count no longer holds: {n, plural, one {{n} working day runs} other {{n} working days run}} anew from the next day, and the day by which the reply is due changes from {before} to {due}.',
  },
  'correction.receivedTooLate': {
    zh: '{on:day}收到补正后的申请；补正告知晚于答复期限，期限不重新计算，答复期限仍为{due:day}。',
    en: 'On {on} the corrected request was received. The notice to correct had come after the time to reply: the time is not counted anew, and the day by which the reply is due remains {due}.',
  },
  'correction.lapsed': {
    zh: '{on:day}认定申请人无正当理由逾期不补正，视为放弃申请，不再处理该申请。',
    en: 'On {on} it was found that the applicant did not correct in time without good reason. The request is taken as abandoned and is not handled further.',
  },
  'warning.correctionNoticeLate': {
    zh: '补正告知最迟应于{due:day}作出，实际为{on:day}，已经逾期；能否据此重新计算期限可能引起争议。',
    en: 'The notice to correct was due by {due} and given on {on}, which is late. Whether the time may then be counted anew may be disputed.',
  },
  'warning.correctionAfterExpiry': {
    zh: '{on:day}告知补正，晚于答复期限{due:day}；逾期后的补正告知不使期限重新计算。',
    en: 'The notice to correct of {on} came after {due}, when the reply was due. A notice that comes after the time does not revive it.',
  },
  'warning.correctionRepeated': {
    zh: '{on:day}第{n:number}次告知补正；补正事项应当一次性告知。',
    en: 'On {on} a notice to correct was given, number {n}; all matters to correct must be told once and for all.',
  },
  'warning.correctedLate': {
    zh: '补正期限至{by:day}，{on:day}才收到补正；是否有正当理由须由人认定。',
    en: 'The correction was due by {by} and received only on {on}; whether there was good reason is for a person to decide.',
  },
  'warning.lastDayToCorrect': {
    zh: '{on:day}是补正期限的最后一日，当日终了才逾期。',
    en: '{on} is the last day to correct; it is overdue only when that day has ended.',
  },

  'fee.asked': {
    zh: '{on:day}发出收费通知，此前已计算{used:number}个工作日，期限停止计算；申请人应自收到通知的次日起{n:number}个工作日内缴费，缴费次日起期限重新计算。',
    en: 'On {on} the fee notice was sent. {used, plural, one {{used} working day} other {{used} working days}} had been counted; the count stopped. The applicant is to pay within {n, plural, one {{n} working day} other {{n} working days}} from the day after receiving it; the time runs anew from the day after payment.',
  },
  'fee.askedWhileRunning': {
    zh: '{on:day}发出收费通知，此前已计算{used:number}个工作日，期限继续计算；申请人应自收到通知的次日起{n:number}个工作日内缴费，缴费次日起期限重新计算。',
    en: 'On {on} the fee notice was sent. {used, plural, one {{used} working day} other {{used} working days}} had been counted; the count goes on. The applicant is to pay within {n, plural, one {{n} working day} other {{n} working days}} from the day after receiving it; the time runs anew from the day after payment.',
  },
  'fee.received': {
    zh: '{on:day}收到收费通知，自次日起{n:number}个工作日内，最迟于{by:day}缴费。',
    en: 'On {on} the fee notice was received; payment is due within {n, plural, one {{n} working day} other {{n} working days}} from the next day, by {by} at the latest.',
  },
  'fee.askedTooLate': {
    zh: '{on:day}发出收费通知，此前已计算{used:number}个工作日，答复期限已经届满，不因收费停止；申请人应自收到通知的次日起{n:number}个工作日内缴费，缴费后期限不重新计算。',
    en: 'On {on} the fee notice was sent. {used, plural, one {{used} working day} other {{used} working days}} had been counted and the time to reply had ended: it is not stopped by this. The applicant is to pay within {n, plural, one {{n} working day} other {{n} working days}} from the day after receiving it; the time is not counted anew after payment.',
  },
  'fee.paid': {
    zh: '{on:day}缴费，此前的计算不再有效，自次日起重新计算{n:number}个工作日，答复期限由{before:day}变为{due:day}。',
    en: 'On {on} the fee was paid. The earlier count no longer holds: {n, plural, one {{n} working day runs} other {{n} working days run}} anew from the next day, and the day by which the reply is due changes from {before} to {due}.',
  },
  'fee.paidTooLate': {
    zh: '{on:day}缴费；收费通知晚于答复期限，期限不重新计算，答复期限仍为{due:day}。',
    en: 'On {on} the fee was paid. The fee notice had come after the time to reply: the time is not counted anew, and the day by which the reply is due remains {due}.',
  },
  'fee.lapsed': {
    zh: '{on:day}认定申请人逾期未缴费，视为放弃申请，不再处理该申请。',
    en: 'On {on} it was found that the applicant did not pay in time. The request is taken as abandoned and is not handled further.',
  },
  'warning.feeNoticeLate': {
    zh: '收费通知应当在答复期限内发出，{on:day}晚于{due:day}。',
    en: 'A fee notice must be sent within the time to reply; {on} is later than {due}.',
  },
  'warning.feeNoticeRepeated': {
    zh: '{on:day}再次发出收费通知，缴费期限按后一通知计算。',
    en: 'On {on} a fee notice was sent again; the time to pay is counted from the later notice.',
  },
  'warning.feePaidLate': {
    zh: '缴费期限至{by:day}，{on:day}才缴费。',
    en: 'The fee was due by {by} and paid only on {on}.',
  },
  'warning.feeNoticeNotReceived': {
    zh: '{on:day}认定逾期未缴费，但是没有收费通知的签收凭证，缴费期限自收到通知的次日起计算，该认定可能不成立。',
    en: 'On {on} it was found that the fee was not paid in time, but nothing proves that the notice was received; the time to pay runs from the day after receipt, and the finding may not stand.',
  },
  'warning.lastDayToPay': {
    zh: '{on:day}是缴费期限的最后一日，当日终了才逾期。',
    en: '{on} is the last day to pay; it is overdue only when that day has ended.',
  },
} as const
