/** Article 29: whoever has difficulty in writing applies orally, and the office writes for them. So the record says that it did. */
export const READ_ALOUD = '口头申请，由工作人员代为填写，已向申请人宣读，申请人确认无误并签字'
