/** What the statutory clock says (workflows/statute), in the order of the law: receipt, count, waits, answer. */
export const clock = {
  // Receipt: Article 31.
  当面提交申请: 'the request was handed in at the counter',
  由行政机关签收邮寄的申请: 'the agency signed for the request sent by post',
  收到平常信函: 'the request came by ordinary letter',
  收到传真: 'the request came by fax',
  通过网络提交申请: 'the request was submitted online',
  通过电子邮件提交申请: 'the request was submitted by e-mail',
  '{on:day}{arrived:said}，当日为收到申请之日。': 'On {on} {arrived}. That day is the day of receipt.',
  '{on:day}{arrived:said}，当日为收到申请之日；该日为非工作日，按本机关的规定以下一工作日{received:day}为收到申请之日。':
    'On {on} {arrived}. That was not a working day; under the rules of this agency the next working day, {received}, is the day of receipt.',
  '{on:day}通过网络提交申请，平台回执视为双方确认，当日为收到申请之日。':
    'On {on} the request was submitted online. The receipt given by the platform counts as confirmation by both sides: that day is the day of receipt.',
  '{on:day}通过网络提交申请，平台回执视为双方确认，当日为收到申请之日；该日为非工作日，按本机关的规定以下一工作日{received:day}为收到申请之日。':
    'On {on} the request was submitted online. The receipt given by the platform counts as confirmation by both sides. That was not a working day; under the rules of this agency the next working day, {received}, is the day of receipt.',
  '{on:day}{arrived:said}，尚未与申请人确认；确认之日为收到申请之日，答复期限尚未起算。':
    'On {on} {arrived}. It has not yet been confirmed with the applicant; the day of confirmation will be the day of receipt, and the time to reply has not begun to run.',
  '{on:day}{arrived:said}，{confirmed:day}与申请人确认，确认之日为收到申请之日。':
    'On {on} {arrived}. It was confirmed with the applicant on {confirmed}; the day of confirmation is the day of receipt.',
  '{on:day}{arrived:said}，{confirmed:day}与申请人确认，确认之日为收到申请之日；该日为非工作日，按本机关的规定以下一工作日{received:day}为收到申请之日。':
    'On {on} {arrived}. It was confirmed with the applicant on {confirmed}. That was not a working day; under the rules of this agency the next working day, {received}, is the day of receipt.',
  '{on:day}申请件终结，期限没有起算。': 'On {on} the case was closed; no time had begun to run.',
  '提交后已过{n:number}个工作日，仍未与申请人确认；应当立即确认，并从提交之日起掌握期限。':
    '{n working days} after submission the request has still not been confirmed with the applicant. It should be confirmed at once, and the time kept as from the day of submission.',
  '提交后第{n:number}个工作日才与申请人确认，收到之日可能引起争议。':
    'The request was confirmed with the applicant only on working day {n} after submission; the day of receipt may be disputed.',
  '提交之日（{submitted:day}）与确认之日（{confirmed:day}）不同，本计算以{taken:day}为收到申请之日；建议按较早的日期掌握期限。':
    'The day of submission ({submitted}) and the day of confirmation ({confirmed}) differ. This count takes {taken} as the day of receipt; it is advisable to keep to the earlier one.',
  '{on:day}再次确认，不改变收到申请之日。':
    'On {on} the request was confirmed again; this does not change the day of receipt.',

  // The count: Articles 30 and 33, and the holiday notices.
  '需要补正的，最迟应当于第{n:number}个工作日即{due:day}一次性告知。':
    'If a correction is needed, the applicant must be told so, once and for all, by working day {n}, which is {due}.',
  '收到当日和非工作日不计，自次日起计算{n:number}个工作日：第1个工作日为{first:day}，第{last:number}个工作日为{due:day}。':
    'The day of receipt and non-working days are not counted. {n working days} run from the next day: working day 1 is {first}, working day {last} is {due}.',
  '{on:day}{holiday:name}放假，不计入工作日。': '{on} is a holiday ({holiday}) and not counted as a working day.',
  '{from:day}至{to:day}{holiday:name}放假，共{n:number}天，不计入工作日。':
    '{from} to {to} are holidays ({holiday}), {n days} in all, and not counted as working days.',
  '{on:day}因{holiday:name}调休上班，计入工作日。':
    '{on} is worked to make up for {holiday} and counted as a working day.',
  '{on:day}调休上班，计入工作日。': '{on} is worked to make up for a holiday and counted as a working day.',
  '{year:number}年': '{year}',
  '{year:number}年、{next:number}年': '{year} and {next}',
  '{year:number}年、{next:number}年、{last:number}年': '{year}, {next} and {last}',
  '{years:said}的节假日安排尚未载入，暂按周末和元旦、劳动节、国庆节的固定日期计算；载入后应当重新计算。':
    'The holidays of {years} are not yet loaded. For the time being weekends and the fixed days of New Year’s Day, Labour Day and National Day are counted; the count must be made again once they are loaded.',
  '截至{asOf:day}，已计算{used:number}个工作日，{rest:said}；答复期限为{due:day}。':
    'Up to {asOf} {used working days} have been counted; {rest}. The reply is due on {due}.',
  '剩余{n:number}个工作日': '{n working days} left',
  当日为答复期限的最后一日: 'that day is the last day to reply',
  已超过答复期限: 'the last day to reply has passed',
  '已超过答复期限{n:number}个工作日': 'the last day to reply has passed by {n working days}',
  '答复期限已于{due:day}届满，尚未答复。': 'The time to reply ended on {due}; there is no reply yet.',
  '有的事实晚于计算之日；日期按全部事实计算，已用天数计算至计算之日。':
    'Some facts are later than the day of this count. The dates take all facts into account; the days used are counted up to that day.',

  // Correction: Article 30.
  '{on:day}告知补正，为第{n:number}个工作日，期限停止计算；收到补正后的申请，期限从头计算。':
    'On {on}, working day {n}, the applicant was told what to correct, and the count stopped. Once the corrected request is received, the time is counted from the beginning.',
  '{on:day}告知补正，为第{n:number}个工作日，期限停止计算；补正期限至{by:day}；收到补正后的申请，期限从头计算。':
    'On {on}, working day {n}, the applicant was told what to correct, and the count stopped. The correction is due by {by}; once the corrected request is received, the time is counted from the beginning.',
  '补正告知最迟应于{due:day}作出，实际为{on:day}，已经逾期；能否据此重新计算期限可能引起争议。':
    'The notice to correct was due by {due} and given on {on}, which is late. Whether the time may then be counted anew may be disputed.',
  '{on:day}第{n:number}次告知补正；补正事项应当一次性告知。':
    'On {on} a notice to correct was given, number {n}; all matters to correct must be told once and for all.',
  '{on:day}收到补正后的申请，此前的计算不再有效，自次日起重新计算{n:number}个工作日，答复期限由{before:day}变为{due:day}。':
    'On {on} the corrected request was received. The earlier count no longer holds: {n working days} run anew from the next day, and the day by which the reply is due changes from {before} to {due}.',
  '补正期限至{by:day}，{on:day}才收到补正；是否有正当理由须由人认定。':
    'The correction was due by {by} and received only on {on}; whether there was good reason is for a person to decide.',
  '{on:day}认定申请人无正当理由逾期不补正，视为放弃申请，不再处理该申请。':
    'On {on} it was found that the applicant did not correct in time without good reason. The request is taken as abandoned and is not handled further.',
  '{on:day}是补正期限的最后一日，当日终了才逾期。':
    '{on} is the last day to correct; it is overdue only when that day has ended.',

  // Consultation: Articles 32, 33 (paragraph 3) and 34.
  第三方: 'a third party',
  其他机关: 'another agency',
  '{on:day}发出征求{party:said}意见书，送达之日尚无记录，尚未收到答复。':
    'On {on} a letter was sent to consult {party}. The day it arrived is not yet on record; there is no answer yet.',
  '{on:day}发出征求{party:said}意见书，送达之日尚无记录，{closed:day}收到答复。':
    'On {on} a letter was sent to consult {party}. The day it arrived is not on record; the answer was received on {closed}.',
  '{on:day}发出征求{party:said}意见书，送达之日尚无记录，{closed:day}记录逾期未答复。':
    'On {on} a letter was sent to consult {party}. The day it arrived is not on record; on {closed} it was recorded that no answer came in time.',
  '{on:day}发出征求{party:said}意见书，{reached:day}送达，最迟应于{due:day}答复，尚未收到答复。':
    'On {on} a letter was sent to consult {party}. It arrived on {reached} and is to be answered by {due}; there is no answer yet.',
  '{on:day}发出征求{party:said}意见书，{reached:day}送达，最迟应于{due:day}答复，{closed:day}收到答复。':
    'On {on} a letter was sent to consult {party}. It arrived on {reached} and was to be answered by {due}; the answer was received on {closed}.',
  '{on:day}发出征求{party:said}意见书，{reached:day}送达，最迟应于{due:day}答复，{closed:day}记录逾期未答复。':
    'On {on} a letter was sent to consult {party}. It arrived on {reached} and was to be answered by {due}; on {closed} it was recorded that no answer came in time.',
  '没有需要另行扣除的工作日；': 'No further working days are left out;',
  '{from:day}至{to:day}扣除{n:number}个工作日，不计入期限；':
    'From {from} to {to} {n working days} are left out and not counted;',
  '答复期限仍为{due:day}。': 'the reply is still due on {due}.',
  '答复期限由{before:day}顺延至{due:day}。': 'the day by which the reply is due moves from {before} to {due}.',
  '{on:day}发出的征求{party:said}意见书没有送达记录，暂按发出之日推算不计入的期间。':
    'The arrival of the letter sent on {on} to consult {party} is not on record; for the time being the days not counted are reckoned from the day of dispatch.',
  '征求{party:said}意见书没有送达记录，不能认定其逾期未答复。':
    'The arrival of the letter to consult {party} is not on record; it cannot be found that no answer came in time.',
  '{party:said}最迟应于{due:day}答复，现已逾期，期限已恢复计算。':
    'The answer of {party} was due by {due} and is overdue; the count has resumed.',
  '{party:said}的答复期限至{due:day}届满，此前不能认定其逾期未答复。':
    'The time for {party} to answer ends on {due}; before that it cannot be found that no answer came in time.',
  '{party:said}于{on:day}答复，晚于{due:day}；此后的工作日照常计入期限。':
    'The answer of {party} came on {on}, later than {due}; the working days after that are counted as usual.',

  // Extension and reasons: Article 33 (paragraph 2) and Article 35.
  '{on:day}经政府信息公开工作机构负责人同意并告知申请人，延长{n:number}个工作日，答复期限由{before:day}延至{due:day}。':
    'On {on}, with the consent of the head of the disclosure office and notice to the applicant, the time was extended by {n working days}: the day by which the reply is due moves from {before} to {due}.',
  '{on:day}要求申请人说明理由；期限继续计算。': 'On {on} the applicant was asked to give reasons. The count goes on.',
  '{on:day}要求申请人说明理由，说明期限至{by:day}；期限继续计算。':
    'On {on} the applicant was asked to give reasons by {by}. The count goes on.',
  '{on:day}认定申请理由不合理，应当告知申请人不予处理；期限继续计算。':
    'On {on} the reasons for the request were found not to be reasonable; the applicant must be told that it is not handled. The count goes on.',
  '{on:day}认定申请理由合理，没有确定延迟答复的期限；期限继续计算。':
    'On {on} the reasons for the request were found to be reasonable; no later day for the reply was set. The count goes on.',
  '{on:day}认定申请理由合理并告知延迟答复的期限，答复期限由{before:day}改为{due:day}。':
    'On {on} the reasons for the request were found to be reasonable and the applicant was told of a later day for the reply: it changes from {before} to {due}.',
  '延迟答复的期限（{until:day}）早于原答复期限（{before:day}）。':
    'The later day set for the reply ({until}) is before the day by which it was due ({before}).',

  // Fee: Article 42, Guo Ban Han [2020] No. 109.
  '{on:day}送达收费通知，此前已计算{used:number}个工作日，期限停止计算；申请人应自次日起{n:number}个工作日内，最迟于{by:day}缴费，缴费次日起期限重新计算。':
    'On {on} the fee notice was served. {used working days} had been counted; the count stopped. The applicant is to pay within {n working days} from the next day, by {by} at the latest; the time runs anew from the day after payment.',
  '{on:day}送达收费通知，此前已计算{used:number}个工作日，期限继续计算；申请人应自次日起{n:number}个工作日内，最迟于{by:day}缴费，缴费次日起期限重新计算。':
    'On {on} the fee notice was served. {used working days} had been counted; the count goes on. The applicant is to pay within {n working days} from the next day, by {by} at the latest; the time runs anew from the day after payment.',
  '收费通知应当在答复期限内发出，{on:day}晚于{due:day}。':
    'A fee notice must be sent within the time to reply; {on} is later than {due}.',
  '{on:day}再次发出收费通知，缴费期限按后一通知计算。':
    'On {on} a fee notice was sent again; the time to pay is counted from the later notice.',
  '{on:day}缴费，此前的计算不再有效，自次日起重新计算{n:number}个工作日，答复期限由{before:day}变为{due:day}。':
    'On {on} the fee was paid. The earlier count no longer holds: {n working days} run anew from the next day, and the day by which the reply is due changes from {before} to {due}.',
  '缴费期限至{by:day}，{on:day}才缴费。': 'The fee was due by {by} and paid only on {on}.',
  '{on:day}认定申请人逾期未缴费，视为放弃申请，不再处理该申请。':
    'On {on} it was found that the applicant did not pay in time. The request is taken as abandoned and is not handled further.',
  '{on:day}是缴费期限的最后一日，当日终了才逾期。':
    '{on} is the last day to pay; it is overdue only when that day has ended.',

  // The answer and other ends: Articles 29, 33, 40 and 45, Guo Ban Gong Kai Ban Han [2016] No. 235.
  '交邮，以交邮之日为答复之日': 'was posted; the day of posting is the day of the reply',
  '直接送达，以签收之日为答复之日': 'was handed over; the day it was signed for is the day of the reply',
  '委托其他行政机关送达，以签收之日为答复之日':
    'was served through another agency; the day it was signed for is the day of the reply',
  '网上送达，以到达之日为答复之日': 'was delivered online; the day it arrived is the day of the reply',
  '以电子邮件送达，以到达之日为答复之日': 'was sent by e-mail; the day it arrived is the day of the reply',
  送达答复: 'was served',
  '{on:day}答复{how:said}；期限已于{stopped:day}停止计算。':
    'On {on} the reply {how}. The count had stopped on {stopped}.',
  '{on:day}答复{how:said}，为第{n:number}个工作日，在期限以内，答复期限为{due:day}。':
    'On {on} the reply {how}. It was working day {n}, within the time; the reply was due on {due}.',
  '{on:day}答复{how:said}，为第{n:number}个工作日，超过期限，答复期限为{due:day}。':
    'On {on} the reply {how}. It was working day {n}, after the time; the reply was due on {due}.',
  '{on:day}答复{how:said}，为第{n:number}个工作日，超过期限{late:number}个工作日，答复期限为{due:day}。':
    'On {on} the reply {how}. It was working day {n}, {late working days} after the time; the reply was due on {due}.',
  '{on:day}再次送达，答复之日仍为{settled:day}。':
    'On {on} the reply was served again; the day of the reply is still {settled}.',
  '{on:day}申请人撤回申请，期限不再计算。': 'On {on} the applicant withdrew the request; the count ends.',
  '{on:day}归档，期限不再计算。': 'On {on} the case was archived; the count ends.',
  '{on:day}重新办理，按决定或者判决确定的期限自次日起计算{n:number}个工作日，答复期限为{due:day}。':
    'On {on} the case was taken up again. {n working days}, as the decision or judgment ordered, run from the next day; the reply is due on {due}.',
  '{on:day}重新办理，未确定期限的，自次日起计算{n:number}个工作日，答复期限为{due:day}。':
    'On {on} the case was taken up again. No time was ordered: {n working days} run from the next day; the reply is due on {due}.',
} as const
