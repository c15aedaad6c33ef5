/** The ways that are open to somebody: what stands in the head of every page of staff, and where they begin. */
import { DRILLED, hasRole, NUMBER_READERS, PUBLISHERS, READERS, type Role } from './may.ts'

/** `within`: one of several pages that stand in the head as one; `if`: only where the installation has what the page is about. */
type Way = {
  href: string
  label: string
  for: readonly Role[]
  within?: '档案' | '统计报告' | '公开信息'
  if?: 'hasMailbox'
}

const REPORTED: readonly Role[] = ['registrar', 'head', 'counsel', 'signer', 'archivist', 'supervisor']

const WAYS: readonly Way[] = [
  { href: '/desk', label: '办件台', for: READERS },
  { href: '/supervision', label: '监督', for: ['supervisor', 'head'] },
  { href: '/numbers', label: '文号簿', for: NUMBER_READERS },
  { href: '/archive', label: '档案目录', for: ['archivist', 'head'], within: '档案' },
  { href: '/archive/checks', label: '四性检测', for: ['archivist', 'head'], within: '档案' },
  { href: '/archive/transfers', label: '档案移交', for: ['archivist', 'head'], within: '档案' },
  { href: '/archive/retention', label: '保管期限表', for: ['archivist', 'head', 'security'], within: '档案' },
  { href: '/archive/destructions', label: '档案销毁', for: ['archivist', 'head', 'security'], within: '档案' },
  { href: '/remedies', label: '复议诉讼', for: ['counsel', 'head', 'registrar', 'supervisor'] },
  { href: '/reports', label: '年度报告', for: REPORTED, within: '统计报告' },
  { href: '/reports/monthly', label: '月度报送', for: REPORTED, within: '统计报告' },
  { href: '/analysis', label: '定期分析', for: ['head', 'supervisor'], within: '统计报告' },
  { href: '/analysis/withheld', label: '自查清单', for: ['head', 'supervisor', 'handler'], within: '统计报告' },
  { href: '/tasks', label: '工作台账', for: READERS, within: '统计报告' },
  { href: '/responsible-changes', label: '变动报备', for: ['head', 'supervisor'], within: '统计报告' },
  { href: '/spot-checks', label: '抽查', for: ['head', 'supervisor', 'handler'], within: '统计报告' },
  { href: '/open-figures', label: '统计数据', for: ['head', 'supervisor'], within: '统计报告' },
  { href: '/training', label: '年度轮训', for: ['head', 'supervisor'], within: '统计报告' },
  { href: '/drills', label: '演练', for: DRILLED },
  { href: '/setup', label: '开通', for: ['admin'] },
  { href: '/agencies', label: '机关', for: ['admin'] },
  { href: '/people', label: '人员', for: ['admin'] },
  { href: '/approvals', label: '权限审批', for: ['security'] },
  { href: '/sign-in/recoveries', label: '重新设置登录', for: ['admin', 'security'] },
  { href: '/sign-in/factors', label: '登录验证', for: ['admin', 'security'] },
  { href: '/tokens', label: '程序接入', for: ['admin', 'security'] },
  { href: '/webhooks', label: '对外通知', for: ['admin', 'security'] },
  { href: '/exchange', label: '逐件交换', for: ['admin'] },
  { href: '/audit', label: '审计记录', for: ['auditor', 'security'] },
  { href: '/audit/standing', label: '登录和权限', for: ['auditor'] },
  { href: '/calendar', label: '节假日安排', for: ['admin'] },
  { href: '/settings', label: '设置', for: ['admin', 'head', 'security'] },
  { href: '/seals', label: '印章', for: ['admin', 'head', 'security'] },
  { href: '/fonts', label: '字库', for: ['admin'] },
  { href: '/doctor', label: '运行检查', for: ['admin'] },
  { href: '/templates', label: '文书模板', for: READERS },
  { href: '/cases/new', label: '录入申请', for: ['registrar'] },
  { href: '/mailbox', label: '邮箱', for: ['registrar', 'admin'], if: 'hasMailbox' },
  { href: '/releases', label: '已公开信息', for: PUBLISHERS, within: '公开信息' },
  { href: '/guides', label: '公开指南', for: ['head', 'admin'], within: '公开信息' },
  { href: '/guides/questions', label: '问答', for: ['registrar', 'handler', 'head', 'counsel'], within: '公开信息' },
  { href: '/terminal', label: '公共终端', for: ['registrar', 'head', 'admin'], within: '公开信息' },
  { href: '/releases/proposals', label: '转主动公开', for: READERS, within: '公开信息' },
  {
    ...{ href: '/releases/changes', label: '公布审核', within: '公开信息' },
    for: [...PUBLISHERS, 'handler', 'counsel', 'signer'],
  },
]

type Who = { roles: readonly string[]; hasMailbox?: true }

const openTo = (who: Who) => WAYS.filter((way) => hasRole(who, ...way.for) && (!way.if || who[way.if]))

/** What this person may open, in the order of the head; of pages that belong together the first, under the name of all. */
export const waysOf = (who: Who): Pick<Way, 'href' | 'label'>[] =>
  openTo(who)
    .filter(({ within }, i, all) => !within || all.findIndex((way) => way.within === within) === i)
    .map(({ href, label, within }) => ({ href, label: within ?? label }))

/** The pages that stand in the head as one. */
export const waysWithin = (who: Who, within: NonNullable<Way['within']>) =>
  openTo(who).filter((way) => way.within === within)

const BEGINNINGS: readonly [Role, string][] = [
  ['admin', '/people'],
  ['security', '/approvals'],
  ['auditor', '/audit'],
]

/** The page of their own work, for those who read no cases. */
export const beginningOf = (who: { roles: readonly string[] }): string =>
  BEGINNINGS.find(([role]) => hasRole(who, role))?.[1] ?? '/profile'
