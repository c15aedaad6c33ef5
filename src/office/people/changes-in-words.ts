/** Changes of rights, people, agencies and settings as auditors read them: what became of each field, before and after. */
import { AGENCY_KINDS } from '../../../workflows/statute/remedies.ts'
import type { Changing } from '../../people/changes.ts'
import { ROLES, type Role } from '../../people/may.ts'
import { AGENCY_LABELS } from '../agency.ts'
import type { AuditLineView } from './views.ts'

const LABELS: Readonly<Record<string, string>> = {
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
  scopes: '用途',
  until: '有效至',
  perMinute: '每分钟次数',
  purpose: '说明',
}

const KINDS: Record<Changing, string> = {
  rights: '权限',
  person: '人员',
  cover: '代理',
  identity: '统一身份认证',
  agency: '机关',
  unit: '承办机构',
  seal: '印章',
  template: '文书模板',
  calendar: '放假安排',
  choice: '法律适用选项',
  report: '年度报告',
  archive: '档案事项',
  password: '密码',
  factor: '验证方式',
  recovery: '恢复登录',
  token: '程序的访问令牌',
}
const ADDED: Partial<Record<Changing, string>> = {
  seal: '上传',
  identity: '绑定',
  cover: '安排',
  person: '增加',
  choice: '提出',
  template: '办理',
  calendar: '载入',
  archive: '记录',
  password: '设置',
  factor: '设置',
  recovery: '申请',
  token: '设置',
}
const STATES: Readonly<Record<string, string>> = {
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
  tokenWaits: '等待安全管理员批准',
  tokenInForce: '有效',
  tokenRefused: '没有批准',
  tokenRevoked: '已撤销',
}
const HOW: Readonly<Record<string, string>> = {
  link: '一次性链接',
  own: '本人更改',
  authenticator: '验证器',
  recoveryCodes: '恢复码',
  passkey: '通行密钥',
  all: '全部',
}

/** Of these rows the audit has the digest of each field (`ledger/bound-rows.ts`). */
const ARCHIVE: Readonly<Record<string, string>> = {
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

/** Rights are proposed, then decided on. */
const right = (after: Said) => (after.state ? '决定' : '提议变更')

type Said = Readonly<Record<string, unknown>>
export type Change = {
  agencyId: string
  what: Changing
  subject: string | null
  before: Said | null
  after: Said | null
}

export const isChange = (what: string): what is Changing => Object.hasOwn(KINDS, what)

/** @param agencies by code */
export function changeInWords(
  { agencyId, what, subject, before, after }: Change,
  agencies: ReadonlyMap<string, string>,
): Pick<AuditLineView, 'title' | 'fields'> {
  const said = (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '（无）'
    if (name === 'state') return STATES[String(value)] ?? String(value)
    if (name === 'how' || name === 'factor') return HOW[String(value)] ?? String(value)
    if (typeof value === 'boolean') return value ? '是' : '否'
    if (name === 'kind') return (AGENCY_KINDS as Record<string, string>)[String(value)] ?? String(value)
    if (name === 'takenInBy') return agencies.get(String(value)) ?? String(value)
    if (name === 'roles') return (value as Role[]).map((role) => ROLES[role] ?? role).join('、') || '（无）'
    if (Array.isArray(value)) return value.join('、') || '（无）'
    return String(value)
  }
  const agency = agencies.get(what === 'seal' ? agencyId : (subject ?? ''))
  const own = what === 'agency' || what === 'unit' ? String(after?.name ?? before?.name ?? '') : ''
  const called = [agency ?? own, what === 'seal' ? `第${subject}版` : subject].filter(Boolean).join(' ')
  const act =
    before === null ? (ADDED[what] ?? '新设') : after === null ? '取消' : what === 'rights' ? right(after) : '变更'
  const fields = Object.keys({ ...before, ...after }).filter((name) => (before?.[name] ?? after?.[name] ?? '') !== '')
  const labelOf = (name: string) => {
    if (what === 'archive') return `${ARCHIVE[name] ?? name}（散列）`
    return what === 'person' && name === 'name' ? '姓名' : (LABELS[name] ?? name)
  }
  return {
    title: `${act}${KINDS[what]} ${called}`.trim(),
    fields: fields.map((name) => ({
      label: labelOf(name),
      before: before && said(name, before[name]),
      after: after && (what === 'archive' ? String(after[name]) : said(name, after[name])),
    })),
  }
}
