/** What fields of changes are called, and their values that are words: as auditors read them. */
import { AGENCY_LABELS } from '../agency.ts'

export const LABELS: Readonly<Record<string, string>> = {
  ...AGENCY_LABELS,
  remindBefore: '期限提醒（提前的工作日）',
  registrationFormat: '登记编号的格式',
  replyFormat: '答复文号的格式',
  noticeFormat: '告知、征求意见文号的格式',
  closed: '是否撤销',
  position: '次序',
  state: '状态',
  certificate: '证书主体',
  fingerprint: '证书指纹（SHA-256）',
  selfSigned: '是否自签名',
  why: '理由',
  coveredBy: '代理人',
  from: '自',
  to: '至',
  issuer: '认证系统',
  subject: '其中的标识',
  roles: '岗位',
  units: '承办机构',
  ended: '是否离任',
  link: '一次性链接',
  sha256: '散列（SHA-256）',
  version: '版本',
  value: '选定',
  notice: '通知',
  how: '方式',
  factor: '验证方式',
}

export const STATES: Readonly<Record<string, string>> = {
  waiting: '已上传，等待另一人批准',
  inForce: '使用中',
  refused: '已退回',
  revocationAsked: '使用中，申请撤销',
  revoked: '已撤销',
  coverWaits: '等待安全管理员批准',
  coverInForce: '有效',
  coverRefused: '没有批准',
  rightsWait: '等待决定',
  rightsInForce: '已生效',
  rightsRefused: '没有批准',
  draft: '草稿',
  submitted: '等待批准',
  approved: '已批准',
  returned: '已退回',
  withdrawn: '已撤回',
  proposed: '等待批准',
}
export const HOW: Readonly<Record<string, string>> = {
  link: '一次性链接',
  own: '本人更改',
  authenticator: '验证器',
  recoveryCodes: '恢复码',
  passkey: '通行密钥',
  all: '全部',
}

/** Of these rows the audit has the digest of each field (`ledger/bound-rows.ts`). */
export const ARCHIVE: Readonly<Record<string, string>> = {
  agency_id: '机关',
  number: '序号',
  selection: '检测的申请件',
  state: '状态',
  done: '已检测件数',
  report: '检测结果',
  made_at: '完成时间',
  item: '检测项目',
  passed: '是否合格',
  checked: '所依据的检测',
  said: '移交说明',
  items: '移交的申请件',
  accepted: '是否接收',
  on: '日期',
  received_by: '接收人',
  document: '接收凭证',
  returned: '退回的申请件',
  why: '理由',
  by: '经办人',
  at: '时间',
}

/** What was done to an annual report, and by what it is known again. */
export const REPORT: Readonly<Record<string, string>> = {
  act: '事项',
  digest: '内容的校验值（SHA-256）',
  hash: '这一条记录的校验值（SHA-256）',
}
