/** What a case says to those outside the office: the next step, reasons of the law for a refusal, the remedies. */

/** src/cases/next-step.ts, from receipt to the reply. */
const nextSteps = {
  '工作人员将与您联系，确认收到申请。双方确认之日为收到申请之日，答复期限从次日起计算。':
    'Staff will contact you to confirm receipt. The day both sides confirm is the day of receipt; the time to reply runs from the next day.',
  '工作人员正在登记您的申请。': 'Staff are registering your request.',
  '请您在{by:day}前补正。收到补正后，答复期限重新计算；无正当理由逾期不补正的，视为放弃申请。':
    'Please submit your correction by {by}. Once it is received, the time to reply is counted anew. If you do not correct in time without good reason, the request is taken as abandoned.',
  '请您按照收费通知缴纳信息处理费。缴费完成后，答复期限重新计算。':
    'Please pay the processing fee as the fee notice asks. Once it is paid, the time to reply is counted anew.',
  '正在办理您的申请。': 'Your request is being handled.',
  '您已撤回申请，本件不再处理。': 'You have withdrawn the request; it is not handled further.',
  '正在审核、签发答复。': 'The reply is being reviewed and signed.',
  '答复已经作出，请查收文书。': 'The reply has been made; please see the letters.',
}

/** workflows/disclosure: what the law answers to a fact that an applicant or one who was consulted sends. */
const refusals = {
  '申请件处于“{stage:said}”环节，此时不能记录“{fact:said}”。可以记录的事实见所列。':
    'The case is at the stage “{stage}”; “{fact}” cannot be recorded now. See what can be recorded at this stage.',
  '申请件处于“{stage:said}”环节，此时不能记录这一事实。可以记录的事实见所列。':
    'The case is at the stage “{stage}”; this cannot be recorded now. See what can be recorded at this stage.',
  '发生日期不是真实存在的日期。请按“2026-03-19”的格式填写。':
    'The day does not exist. Please write it as in “2026-03-19”.',
  '发生日期早于申请提交日期。请核对日期。': 'The day is before the day of submission. Please check the day.',
  '申请于{on:day}提交。': 'The request was submitted on {on}.',
  '发生日期早于已经改变期限进程的记录，前后矛盾。请核对日期；在先的记录有误的，请先更正。':
    'The day is before a record that already changed the course of the time; the two contradict each other. Please check the day; if the earlier record is wrong, have it rectified first.',
  '期限进程最近一次改变于{on:day}。': 'The course of the time last changed on {on}.',
  '与已有记录的日期矛盾，无法计算期限。请核对日期；在先的记录有误的，请先更正。':
    'The day contradicts the records on file, so that the time cannot be counted. Please check the day; if an earlier record is wrong, have it rectified first.',

  // Correction and reasons: Articles 30 and 35.
  '收到补正之日早于补正告知之日。请核对日期。':
    'The day of the correction is before the day of the notice to correct. Please check the day.',
  '补正于{on:day}告知。': 'The notice to correct was given on {on}.',
  '没有等待申请人说明的理由。申请人另行来函的，请作为“附卷”或者“备注”。':
    'No reasons of the applicant are awaited. Another letter of the applicant is added to the file or noted.',
  '说明理由之日早于要求说明理由之日。请核对日期。':
    'The day of the reasons is before the day they were asked for. Please check the day.',
  '{on:day}要求说明理由。': 'Reasons were asked for on {on}.',

  // Consultation: Articles 32 and 34.
  '没有等待答复的征求意见。已经答复或者已经认定逾期的，此后收到的意见请作为“附卷”或者“备注”。':
    'No consultation awaits an answer. Where it has been answered, or found not to be answered in time, a later opinion is added to the file or noted.',
  '有多件征求意见未结，或者所指的一件不存在。请指明是哪一件（consultation）。':
    'Several consultations are open, or the one named does not exist. Please say which one is meant.',
  '发生日期早于征求意见书发出之日。请核对日期。':
    'The day is before the letter of consultation was sent. Please check the day.',
  '征求意见书于{on:day}发出。': 'The letter of consultation was sent on {on}.',
  在这里只能确认收到和提出意见: 'Here you can only confirm that the letter arrived and give your opinion',
  不是这一件征求意见: 'That is not this consultation',
  '这件征求意见已经更正或者撤销，不再接收答复。请与机关联系。':
    'This consultation was rectified or taken back and is no longer answered. Please contact the agency.',
  '答复之日早于征求意见书送达之日。请核对日期。':
    'The day of the answer is before the letter of consultation arrived. Please check the day.',
  '征求意见书于{on:day}送达。': 'The letter of consultation arrived on {on}.',
}

/** workflows/statute/remedies.yaml: who hears a reconsideration, and the paragraph that the letter prints. */
const remedies = {
  本级人民政府: 'the people’s government at the same level',
  上一级人民政府: 'the people’s government at the next higher level',
  上一级主管部门: 'the competent department at the next higher level',
  本级人民政府或者上一级主管部门:
    'the people’s government at the same level or the competent department at the next higher level',
  本级人民政府或者上一级司法行政部门:
    'the people’s government at the same level or the justice department at the next higher level',
  本机关: 'this agency',
  设立该街道办事处的人民政府: 'the people’s government that set up the subdistrict office',
  设立该派出机构的部门或者该部门的本级人民政府:
    'the department that set up the branch, or the people’s government at the level of that department',
  设立该派出机构的部门的本级人民政府: 'the people’s government at the level of the department that set up the branch',
  直接管理该组织的人民政府或者部门: 'the people’s government or department that directly manages the organisation',
  管理该组织的人民政府: 'the people’s government that manages the organisation',
  有管辖权的人民法院: 'the people’s court with jurisdiction',
  '（互联网申请渠道：{where:written}）': ' (online: {where})',
  '如不服本答复，可以自收到本答复之日起{days:number}日内向{body:name}申请行政复议{online:said}，也可以自收到本答复之日起{months:number}个月内依法向{court:name}提起行政诉讼。':
    'If you do not accept this reply, you may within {days days} of receiving it apply to {body} for administrative reconsideration{online}; you may also, within {months months} of receiving it, bring an administrative lawsuit before {court} in accordance with the law.',
  '如不服本答复，应当自收到本答复之日起{days:number}日内先向{body:name}申请行政复议{online:said}；':
    'If you do not accept this reply, you must first apply to {body} for administrative reconsideration, within {days days} of receiving this reply{online};',
  '如不服本答复，可以自收到本答复之日起{days:number}日内向{body:name}申请行政复议{online:said}；':
    'If you do not accept this reply, you may within {days days} of receiving it apply to {body} for administrative reconsideration{online};',
  '如不服本答复中不予公开的部分，应当自收到本答复之日起{days:number}日内先向{body:name}申请行政复议{online:said}；':
    'If you do not accept the part of this reply that is not disclosed, you must first apply to {body} for administrative reconsideration, within {days days} of receiving this reply{online};',
  '对行政复议决定不服的，可以自收到行政复议决定书之日起{days:number}日内依法向{court:name}提起行政诉讼。':
    'if you do not accept the reconsideration decision, you may within {days days} of receiving it bring an administrative lawsuit before {court} in accordance with the law.',
  '如不服本答复中予以公开的部分，可以自收到本答复之日起{days:number}日内向{body:name}申请行政复议，也可以自收到本答复之日起{months:number}个月内依法向{court:name}提起行政诉讼。':
    'If you do not accept the part of this reply that is disclosed, you may within {days days} of receiving this reply apply to {body} for administrative reconsideration; you may also, within {months months} of receiving it, bring an administrative lawsuit before {court} in accordance with the law.',
  '对行政复议决定不服的，也可以向国务院申请裁决，国务院依法作出最终裁决。':
    'If you do not accept the reconsideration decision, you may instead apply to the State Council for a ruling; the State Council makes the final ruling in accordance with the law.',
  '（以{served:day}收到文书计算：申请行政复议最迟{reconsider:day}，提起行政诉讼最迟{sue:day}。）':
    '(Counted from receipt of the letter on {served}: reconsideration by {reconsider} at the latest, lawsuit by {sue} at the latest.)',
  '（以{served:day}收到文书计算：申请行政复议最迟{reconsider:day}。）':
    '(Counted from receipt of the letter on {served}: reconsideration by {reconsider} at the latest.)',
  '答复期限已经届满。行政机关没有按期答复的，您可以依法申请行政复议或者向人民法院提起行政诉讼（法释〔2025〕8号第二条第二款），也可以向其上级行政机关或者政府信息公开工作主管部门投诉（条例第五十一条）。':
    'The time to reply has ended. Where an agency does not reply in time, you may in accordance with the law apply for administrative reconsideration or bring an administrative lawsuit before a people’s court (Supreme People’s Court, Fa Shi [2025] No. 8, Article 2, paragraph 2). You may also complain to the agency above it or to the department in charge of disclosure (Regulations, Article 51).',
}

export const ofCases = { ...nextSteps, ...refusals, ...remedies }
