/** The words of shared parts as staff read them: the office's own point of view, not the applicant's. */
import { chinese } from './message.ts'
import { type Words, zh } from './zh.ts'

export const staff: Words = {
  ...zh,
  apply: {
    ...zh.apply,
    agency: '向哪个机关提出',
    agencyHelp: '按来件所写的机关；写明的机关不在其中的，选本机关。',
    kind: '申请人类型',
    idNumberHelp: '按来件所附的身份证明填写。',
    phoneHelp: '用于与申请人确认收到申请。',
    addressHelp: '选择邮寄的必须填写。',
    hasAgentHelp: '请附上授权委托书和代理人身份证明的扫描件。',
    requestTitleHelp: '来件写明文件标题的，照录；没有写的，空着。',
    descriptionHelp: '照录来件原文，不作归纳。',
    deliveryHelp: '按来件的要求选择；没有写明的，不选。',
    needsHelp: '申请人有阅读困难或者视听障碍，需要协助',
    needsHelpHelp: '应当提供必要的帮助（条例第四十三条）。',
    filesHelp: '来件扫描件、信封、身份证明等，任何格式都可以归卷，可以一次选多个。',
  },
  tracking: {
    ...zh.tracking,
    awaitingText: '与申请人确认以后，从确认之日的次日起算。',
    safe: chinese('以提交之日为收到之日计算，最迟 {day}。'),
    suspendedText: '征求意见所需时间不计入答复期限（条例第三十三条第三款）。',
    waiting: '等待申请人',
    waitingText: '申请人补正或者缴费以后，从收到之日的次日重新起算。',
    payBy: chinese('缴费期限 {day}。'),
    lettersEmpty: '还没有文书。',
    voided: '已作废',
    superseded: '重新办理前作出',
  },
}
