/** Changes of rights, people, agencies and settings as auditors read them: what became of each field, before and after. */
import { AGENCY_KINDS } from '../../../workflows/statute/remedies.ts'
import type { Changing } from '../../people/changes.ts'
import { ROLES, type Role } from '../../people/may.ts'
import { ARCHIVE, HOW, LABELS, REPORT, STATES } from './change-labels.ts'
import type { AuditLineView } from './views.ts'

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
  return: '月度报送',
  returnFields: '月度报送的指标',
  archive: '档案事项',
  password: '密码',
  factor: '验证方式',
  recovery: '恢复登录',
  token: '程序的访问令牌',
  webhook: '对外通知',
  reminderHost: '提醒的机器人',
  task: '工作台账的任务',
  responsible: '变动报备',
  spotCheck: '抽查',
  openFigures: '统计数据',
  example: '案例',
  training: '培训',
  guide: '公开指南',
  question: '问答',
}
const ADDED: Partial<Record<Changing, string>> = {
  seal: '上传',
  report: '定稿',
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
  webhook: '设置',
  reminderHost: '允许',
  task: '设置、记录',
  responsible: '记录',
  spotCheck: '记录',
  openFigures: '公布',
  example: '记录',
  training: '记录',
  guide: '记录',
  question: '记录',
}
const ACTS: Readonly<Record<string, string>> = { final: '定稿', reopened: '重新打开' }

/** Rights are proposed, then decided on; a report is made final, or opened again. */
const changed = (what: Changing, after: Said) => {
  if (what === 'rights') return after.state ? '决定' : '提议变更'
  return (what === 'report' && ACTS[String(after.act)]) || '变更'
}

type Said = Readonly<Record<string, unknown>>
export type Change = {
  agencyId: string
  what: Changing
  subject: string | null
  before: Said | null
  after: Said | null
}

export const isChange = (what: string): what is Changing => Object.hasOwn(KINDS, what)

/** Of what the agency has several of, which; the agency's code stands in its name. */
function partCalled(what: Changing, agencyId: string, subject: string | null): string | null {
  if (what === 'seal') return `第${subject}版`
  return what === 'report' && subject?.startsWith(`${agencyId} `) ? subject.slice(agencyId.length + 1) : subject
}

/** @param agencies by code */
export function changeInWords(
  { agencyId, what, subject, before, after }: Change,
  agencies: ReadonlyMap<string, string>,
): Pick<AuditLineView, 'title' | 'fields'> {
  const said = (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '（无）'
    if (what === 'report' && name === 'act') return ACTS[String(value)] ?? String(value)
    if (name === 'state') return STATES[String(value)] ?? String(value)
    if (name === 'how' || name === 'factor') return HOW[String(value)] ?? String(value)
    if (typeof value === 'boolean') return value ? '是' : '否'
    if (name === 'kind') return (AGENCY_KINDS as Record<string, string>)[String(value)] ?? String(value)
    if (name === 'takenInBy') return agencies.get(String(value)) ?? String(value)
    if (name === 'roles') return (value as Role[]).map((role) => ROLES[role] ?? role).join('、') || '（无）'
    if (Array.isArray(value)) return value.join('、') || '（无）'
    return String(value)
  }
  const agency = agencies.get(what === 'seal' || what === 'report' ? agencyId : (subject ?? ''))
  const own = what === 'agency' || what === 'unit' ? String(after?.name ?? before?.name ?? '') : ''
  const called = [agency ?? own, partCalled(what, agencyId, subject)].filter(Boolean).join(' ')
  const act = before === null ? (ADDED[what] ?? '新设') : after === null ? '取消' : changed(what, after)
  const fields = Object.keys({ ...before, ...after }).filter((name) => (before?.[name] ?? after?.[name] ?? '') !== '')
  const labelOf = (name: string) => {
    if (what === 'archive') return `${ARCHIVE[name] ?? name}（散列）`
    if (what === 'report' && REPORT[name]) return REPORT[name]
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
