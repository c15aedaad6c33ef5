/** 撤回 (Article 29): the applicant's own act. */
export const withdrawal = {
  SUIT_WITHDRAWN: {
    zh: '撤回起诉或者复议申请，不是撤回政府信息公开申请。请继续办理；申请人另行书面撤回的，以该书面材料为依据记录。',
    en: 'To withdraw a suit or a reconsideration is not to withdraw the application. Please go on handling it; where the applicant withdraws it in writing, record it with that paper.',
  },
  WITHDRAWAL_NOT_PROVEN: {
    zh: '撤回须出于申请人本人。工作人员记录的，请在“依据”中附申请人签名的书面材料，或者写明通话的时间、号码和内容；申请人也可以凭查询码自行撤回。',
    en: 'A withdrawal is the applicant’s own. Recorded by staff, it needs their signed paper as a file, or the call with its time, number and words as text; with the enquiry code the applicant may withdraw it themselves.',
  },
} as const
