/** Names that stand alone or within a sentence: facts, stages, outcomes, ways, letters, holidays. */

/** What may happen in a case (workflows/disclosure/vocabulary.ts), from submission to archive. */
const facts = {
  提交: 'Submission',
  双方确认: 'Confirmation by both sides',
  登记: 'Registered',
  '分办/转办': 'Assignment',
  补正告知: 'Notice to correct',
  收到补正: 'Correction received',
  逾期不补正: 'Not corrected in time',
  征求第三方意见: 'Consultation of a third party',
  征求意见书送达第三方: 'Letter reached the third party',
  第三方答复: 'Answer of the third party',
  第三方逾期未答复: 'No answer of the third party in time',
  征求其他机关意见: 'Consultation of another agency',
  征求意见书送达其他机关: 'Letter reached the other agency',
  其他机关答复: 'Answer of the other agency',
  其他机关逾期未答复: 'No answer of the other agency in time',
  要求说明理由: 'Request for reasons',
  申请人说明理由: 'Reasons of the applicant',
  理由审查: 'Assessment of reasons',
  延期: 'Extension',
  收费通知: 'Fee notice',
  缴费: 'Payment of the fee',
  逾期未缴费: 'Not paid in time',
  检索: 'Search',
  保密审查: 'Secrecy review',
  会商: 'Conference of agencies',
  拟稿: 'Draft of the reply',
  法制审核: 'Legal review',
  签发: 'Signature',
  退回: 'Return of the draft',
  送达: 'Service',
  归档: 'Archived',
  撤回: 'Withdrawal',
  '复议、诉讼': 'Reconsideration or lawsuit',
  '复议、诉讼结果': 'Result of reconsideration or lawsuit',
  重新办理: 'Reopened',
  提议转主动公开: 'Proposal to publish',
  转主动公开决定: 'Decision to publish',
  更正记录: 'Rectification of a record',
  备注: 'Note',
  附卷: 'Addition to the file',
  文书生成: 'Letter made',
  邮件发出: 'E-mail sent',
  日历变更: 'Change of the calendar',
  期限届满提示: 'Notice that a time has ended',
}

const stages = { 收件: 'Received', 审核办理: 'Under review', 答复: 'Reply' }

/** Articles 36 to 39; the lawful ends of a case. */
const outcomes = {
  已主动公开: 'Already public',
  予以公开: 'Disclosed',
  部分公开: 'Disclosed in part',
  '不予公开：国家秘密': 'Not disclosed: state secret',
  '不予公开：法律、行政法规禁止公开': 'Not disclosed: forbidden by law or administrative regulation',
  '不予公开：危及“三安全一稳定”': 'Not disclosed: endangers national, public or economic security or social stability',
  '不予公开：保护第三方合法权益': 'Not disclosed: lawful rights and interests of a third party',
  '不予公开：内部事务信息': 'Not disclosed: internal affairs',
  '不予公开：过程性信息': 'Not disclosed: information of a process not yet concluded',
  '不予公开：行政执法案卷信息': 'Not disclosed: administrative law-enforcement file',
  行政查询事项: 'Matter for a register with access rules of its own',
  政府信息不存在: 'Information does not exist',
  非本机关负责公开: 'Not for this agency to disclose',
  '需要加工、分析': 'Would need processing or analysis',
  补正后仍不明确: 'Still unclear after correction',
  '信访、投诉、举报': 'Petition, complaint or report',
  重复申请: 'Repeated request',
  公开出版物: 'Publication',
  无正当理由大量反复申请: 'Many or repeated requests without good reason',
  要求确认或重新出具: 'Asks to confirm or reissue information already obtained',
  '逾期不补正，不再处理': 'Not corrected in time; not handled further',
  '逾期未缴费，不再处理': 'Fee not paid in time; not handled further',
  其他: 'Other',
}

/** How a request comes, what form the information has, how it and the letters go out. */
const ways = {
  当面提交: 'In person',
  '邮寄（签收）': 'By post, signed for',
  平常信函: 'By ordinary letter',
  传真: 'By fax',
  网络提交: 'Online',
  电子邮件: 'E-mail',
  纸质: 'Paper',
  电子文档: 'Electronic document',
  光盘: 'Optical disc',
  网上查收: 'Download here',
  邮寄: 'Post',
  自行领取: 'Collect in person',
  '当场查阅、抄录': 'Read and copy on site',
  网上送达: 'Online',
  邮政邮寄: 'Post',
  直接送达: 'Handed over',
  委托其他行政机关送达: 'Through another agency',
}

/** The applicant's papers. */
const papers = {
  居民身份证: 'Resident identity card',
  护照: 'Passport',
  港澳居民来往内地通行证: 'Mainland travel permit for Hong Kong and Macao residents',
  台湾居民来往大陆通行证: 'Mainland travel permit for Taiwan residents',
  外国人永久居留身份证: 'Foreign permanent resident identity card',
  其他有效证件: 'Other valid document',
  商业企业: 'Business',
  科研机构: 'Research institution',
  社会公益组织: 'Public welfare organisation',
  法律服务机构: 'Legal services',
}

/** Titles of letters (templates/); the letters themselves are in Chinese. */
const letters = {
  政府信息公开申请提交回执: 'Receipt of the submission',
  政府信息公开申请登记回执: 'Registration receipt',
  政府信息公开申请补正告知书: 'Notice to correct the request',
  政府信息公开申请说明理由告知书: 'Notice to give reasons',
  政府信息公开申请征求意见告知书: 'Notice that others are consulted',
  政府信息公开申请延期答复告知书: 'Notice of extension',
  政府信息公开申请延迟答复告知书: 'Notice of a later reply',
  政府信息公开信息处理费收费通知书: 'Fee notice',
  政府信息更正告知书: 'Notice of correction of personal information',
  政府信息更正申请转送告知书: 'Notice that a request to correct personal information was forwarded',
  政府信息公开申请答复书: 'Reply',
  政府信息部分公开答复书: 'Reply: disclosed in part',
  政府信息不予公开答复书: 'Reply: not disclosed',
  政府信息不存在答复书: 'Reply: information does not exist',
  非本机关政府信息答复书: 'Reply: not for this agency to disclose',
  政府信息无法提供告知书: 'Notice: information cannot be provided',
  不作为政府信息公开申请处理告知书: 'Notice: not handled as a request for government information',
  政府信息公开申请不予重复处理告知书: 'Notice: a repeated request is not handled again',
  公开出版物获取途径告知书: 'Notice: how to obtain a publication',
  政府信息公开申请不予处理告知书: 'Notice: the request is not handled',
  政府信息公开申请不再处理告知书: 'Notice: the request is not handled further',
  政府信息公开申请办理结果告知书: 'Notice of the result',
  政府信息公开征求意见书: 'Letter of consultation',
  政府信息公开征求意见函: 'Letter of consultation between agencies',
  征求意见确认函: 'Form to answer the consultation',
  决定公开政府信息告知书: 'Notice of the decision to disclose',
  政府信息公开申请协办函: 'Letter asking another agency to assist',
  政府信息公开申请登记表: 'Registration form',
  送达回证: 'Proof of service',
}

const holidays = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  '中秋节、国庆节': 'Mid-Autumn Festival and National Day',
  '国庆节、中秋节': 'National Day and Mid-Autumn Festival',
}

/** Who hears a reconsideration or a lawsuit (workflows/statute/remedies.yaml). */
const bodies = {
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
}

export const names = { ...facts, ...stages, ...outcomes, ...ways, ...papers, ...letters, ...holidays, ...bodies }
