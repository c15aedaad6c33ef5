/** Changes of agencies, units, seals, ways in and covers as auditors read them: what became of each field, before and after. */
import { AGENCY_KINDS } from '../../../workflows/statute/remedies.ts'
import type { ChangeRow } from '../../people/changes.ts'
import { AGENCY_LABELS } from '../agency.ts'
import type { OfficeChangeView } from './views.ts'

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
}

const KINDS = { agency: '机关', unit: '承办机构', seal: '印章', identity: '统一身份认证', cover: '代理' }
const ADDED: Partial<Record<ChangeRow['what'], OfficeChangeView['act']>> = {
  seal: '上传',
  identity: '绑定',
  cover: '安排',
}
/** How a version of a seal stands, or a cover. */
const STATES: Readonly<Record<string, string>> = {
  waiting: '已上传，等待另一人批准',
  inForce: '使用中',
  refused: '已退回',
  revocationAsked: '使用中，申请撤销',
  revoked: '已撤销',
  coverWaits: '等待安全管理员批准',
  coverInForce: '有效',
  coverRefused: '没有批准',
}

/** @param names those who made them, and agencies by code */
export function inWords(
  { id, agencyId, what, subject, before, after, by, at }: ChangeRow,
  names: { people: ReadonlyMap<string, string>; agencies: ReadonlyMap<string, string> },
): OfficeChangeView {
  const said = (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '（无）'
    if (name === 'state') return STATES[String(value)] ?? String(value)
    if (name === 'closed' || name === 'selfSigned') return value ? '是' : '否'
    if (name === 'kind') return (AGENCY_KINDS as Record<string, string>)[String(value)] ?? String(value)
    if (name === 'takenInBy') return names.agencies.get(String(value)) ?? String(value)
    return Array.isArray(value) ? value.join('、') : String(value)
  }
  const agency = names.agencies.get(what === 'seal' ? agencyId : subject)
  const own = String(after?.name ?? before?.name ?? '')
  const fields = Object.keys({ ...before, ...after }).filter((name) => (before?.[name] ?? after?.[name] ?? '') !== '')
  return {
    id,
    title: `${KINDS[what]} ${[agency ?? own, what === 'seal' ? `第${subject}版` : subject].filter(Boolean).join(' ')}`,
    act: before === null ? (ADDED[what] ?? '新设') : after === null ? '取消' : '变更',
    by: names.people.get(by) ?? by,
    at,
    fields: fields.map((name) => ({
      label: LABELS[name] ?? name,
      before: before && said(name, before[name]),
      after: after && said(name, after[name]),
    })),
  }
}
