/** Programs of other offices and what the office tells them: every page about it, with samples. */
import type { VNode } from 'preact'
import type { SentLine } from '../../src/deadlines/own-page.ts'
import { USUAL } from '../../src/deadlines/own-settings.ts'
import { HostsPage } from '../../src/deadlines/pages/hosts.tsx'
import { OwnPage } from '../../src/deadlines/pages/own.tsx'
import type { MessageView } from '../../src/exchange/list.ts'
import { ExchangePage } from '../../src/exchange/pages/exchange.tsx'
import type { HookMessage, HookView } from '../../src/outward/hook-list.ts'
import { HooksPage } from '../../src/outward/pages/hooks.tsx'
import { TokensPage } from '../../src/outward/pages/tokens.tsx'
import type { TokenView } from '../../src/outward/token-list.ts'
import type { Viewer } from '../../src/people/sessions.ts'
import { viewer as handler } from './samples.ts'

const admin: Viewer = { ...handler, id: 'u0', username: 'admin', name: '顾清', roles: ['admin'], units: [] }
const security: Viewer = { ...admin, id: 'u9', username: 'security', name: '沈言', roles: ['security'] }
const names = new Map([
  ['staff:admin', '顾清'],
  ['staff:security', '沈言'],
])
const agencies = [
  { id: admin.agency.id, name: admin.agency.name },
  { id: 'a2', name: '青川区住房和城乡建设局' },
]

const token: TokenView = {
  ...{ id: 't1', agency: admin.agency.id, name: 'portal-2026', scopes: ['file', 'follow', 'receive'] },
  ...{ purpose: '区政府门户网站使用，由电子政务科负责。', perMinute: 60, until: '2027-03-18' },
  ...{ by: 'staff:admin', at: '2026-03-18T01:30:00.000Z', state: 'inForce' },
  ...{ decidedBy: 'staff:security', decidedAt: '2026-03-18T02:30:00.000Z', why: '已核对接入协议。' },
  ...{ usedAt: '2026-03-18T03:00:00.000Z', revokedAt: null, revokedBy: null },
}
const waiting: TokenView = {
  ...{ ...token, id: 't2', name: 'hotline-12345', scopes: ['register'], state: 'waits', usedAt: null },
  ...{ decidedBy: null, decidedAt: null, why: null },
}
const revoked: TokenView = {
  ...{ ...token, id: 't3', name: 'portal-2025', state: 'revoked' },
  ...{ revokedAt: '2026-03-18T03:00:00.000Z', revokedBy: 'staff:admin' },
}
const frame = { csrf: 'csrf-token', names, agencies, last: '2027-03-18' as const }
const made = { id: 't2', name: 'hotline-12345', token: `ysqgk_${'A'.repeat(43)}`, until: '2027-03-18' as const }
const back = {
  values: { name: '门户', until: '2029-01-01', 'scopes.file': 'yes' },
  errors: [
    { field: 'name', message: '名称由2至40个字母、数字、点、横线组成，以字母或者数字开头' },
    { field: 'scopes', message: '请至少选择一项用途' },
  ],
}

const hook: HookView = {
  ...{ id: 'h1', agency: admin.agency.id, name: '区政府门户网站', url: 'https://portal.example.cn/hook' },
  ...{ events: ['case.filed', 'reply.served'], purpose: '门户网站显示办理进度，由电子政务科负责。' },
  ...{ by: 'staff:admin', at: '2026-03-18T01:30:00.000Z', state: 'inForce' },
  ...{ decidedBy: 'staff:security', decidedAt: '2026-03-18T02:30:00.000Z', why: '已核对。' },
  ...{ failingSince: '2026-03-18T03:00:00.000Z', offAt: null, endedAt: null, endedBy: null },
}
const hookWaiting: HookView = {
  ...{ ...hook, id: 'h2', name: '12345热线', state: 'waits', failingSince: null },
  ...{ decidedBy: null, decidedAt: null, why: null },
}
const hookOff: HookView = { ...hook, id: 'h3', name: '办公系统', state: 'off', offAt: '2026-03-19T03:00:00.000Z' }
const hookEnded: HookView = {
  ...{
    ...hook,
    id: 'h4',
    name: '旧门户网站',
    state: 'ended',
    endedAt: '2026-03-19T03:00:00.000Z',
    endedBy: 'staff:admin',
  },
}
const hookTold: HookMessage = {
  ...{ id: 'm1', webhook: 'h1', event: 'case.filed', receipt: '20260302-12345-678901', state: 'waiting' },
  ...{ nextAt: '2026-03-18T03:02:00.000Z', madeAt: '2026-03-18T02:50:00.000Z' },
  tries: [
    { attempt: 2, taken: false, answer: '503 <b>away</b>', at: '2026-03-18T03:00:00.000Z' },
    { attempt: 1, taken: false, answer: 'connect ECONNREFUSED', at: '2026-03-18T02:59:00.000Z' },
  ],
}
const hookGot: HookMessage = { ...hookTold, id: 'm2', state: 'taken', event: 'reply.served', tries: [] }
const hooked = { csrf: 'csrf-token', names, agencies, open: new Map([['h1', 1]]), messages: [hookTold, hookGot] }

const told: MessageView = {
  ...{ caseId: 'c1', n: 3, agency: '云溪区人民政府办公室', receipt: '20260302-12345-678901', number: '2026-0012' },
  ...{ platformNumber: '31000020260000000000012', type: 'registered', state: 'refused', tries: 2 },
  ...{ nextAt: '2026-03-18T03:00:00.000Z', madeAt: '2026-03-18T01:30:00.000Z', answer: '422 {"error":"…"}' },
}
const tries = [
  { caseId: 'c1', n: 3, attempt: 2, outcome: 'refused' as const, answer: '422', at: '2026-03-18T02:30:00.000Z' },
  { caseId: 'c1', n: 3, attempt: 1, outcome: 'failed' as const, answer: '503', at: '2026-03-18T02:00:00.000Z' },
]
const notTaken = {
  ...{
    number: '31000020260000000000099',
    n: 2,
    code: 'EXCHANGE_EARLY',
    times: 4,
    message: '第1步还没有收到，没有记录',
  },
  at: '2026-03-18T02:30:00.000Z',
}
const none = { stopped: 0, failed: 0, waiting: 0 }
const day = (applications: number, steps: number) => ({ applications, steps })
const exchanged = { csrf: 'csrf-token', viewer: admin, today: '2026-03-18' as const, tries, refused: [notTaken] }

const sentLine: SentLine = {
  ...{ day: '2026-03-18', kind: 'digest', n: 1, madeAt: '2026-03-18T00:00:05.000Z', matters: 12 },
  ...{ way: 'webhook', wording: 'digest 1/1', sentAt: '2026-03-18T00:00:06.000Z' },
  ...{ failedWay: null, failedAt: null, failure: null },
}
const sentLines: SentLine[] = [
  sentLine,
  { ...sentLine, kind: 'urgent', way: 'mail', failedWay: 'webhook', failure: '机器人没有接收：200 93000' },
  {
    ...sentLine,
    kind: 'test',
    n: 2,
    way: null,
    sentAt: null,
    failedAt: '2026-03-18T00:00:06.000Z',
    failure: '没有设置邮箱',
  },
  { ...sentLine, kind: 'test', n: 3, way: null, wording: null, sentAt: null, matters: null },
]

export const outwardPages: Record<string, VNode> = {
  'access tokens': <TokensPage {...frame} viewer={admin} tokens={[token, waiting, revoked]} done="revoked" />,
  'exchange, stopped': (
    <ExchangePage
      {...{ ...exchanged, isSet: true, heap: 'stopped', done: 'again' }}
      counts={{ stopped: 60, failed: 1, waiting: 7 }}
      messages={[told, { ...told, n: 1, state: 'conflict', number: null, platformNumber: null, type: 'submitted' }]}
      compared={{
        day: '2026-03-17',
        ours: { sent: day(4, 12), received: day(1, 0) },
        theirs: { sent: day(1, 0), received: day(4, 11) },
      }}
    />
  ),
  'exchange, tried again': (
    <ExchangePage
      {...{ ...exchanged, isSet: true, heap: 'failed', counts: { ...none, failed: 1 } }}
      messages={[{ ...told, state: 'waiting' }]}
      compared={{ day: '2026-03-17', ours: { sent: day(4, 12), received: day(1, 0) } }}
    />
  ),
  'exchange, no platform': (
    <ExchangePage
      {...{ ...exchanged, isSet: false, heap: 'waiting', counts: none }}
      messages={[]}
      tries={[]}
      refused={[]}
    />
  ),
  'one’s own reminders': (
    <OwnPage
      {...{ viewer: admin, csrf: 'csrf-token', email: 'someone@example.cn', hosts: ['qyapi.weixin.qq.com'] }}
      {...{ settings: { ...USUAL, way: 'webhook', mobile: '13800000001', hook: 'https://qyapi.weixin.qq.com/x' } }}
      {...{ hasSms: true, lines: sentLines, done: 'kept' }}
    />
  ),
  'one’s own reminders, a number that is not proven': (
    <OwnPage
      {...{ viewer: admin, csrf: 'csrf-token', email: 'someone@example.cn', hosts: [] }}
      {...{ settings: { ...USUAL, way: 'sms', mobile: '13800000001', code: '123456' } }}
      {...{ hasSms: true, lines: [], done: 'code' }}
    />
  ),
  'one’s own reminders, sent back': (
    <OwnPage
      {...{ viewer: security, csrf: 'csrf-token', email: null, hosts: [], settings: USUAL, hasSms: false, lines: [] }}
      form={{ values: { way: 'webhook' }, errors: [{ field: 'hook', message: '请填写机器人的地址' }] }}
    />
  ),
  'robots of reminders': (
    <HostsPage
      {...{ viewer: admin, csrf: 'csrf-token', done: 'allowed' }}
      hosts={[{ host: 'qyapi.weixin.qq.com', by: '示例·管理员', at: '2026-03-18T01:30:00.000Z' }]}
    />
  ),
  'robots of reminders, none': <HostsPage {...{ viewer: admin, csrf: 'csrf-token', hosts: [] }} />,
  webhooks: <HooksPage {...hooked} viewer={admin} hooks={[hookWaiting, hook, hookOff, hookEnded]} done="again" />,
  'webhooks, none': <HooksPage {...hooked} viewer={security} hooks={[]} messages={[]} />,
  'webhooks, to be decided on': <HooksPage {...hooked} viewer={security} hooks={[hookWaiting, hook]} messages={[]} />,
  'webhooks, one made': (
    <HooksPage
      {...{ ...hooked, viewer: admin, hooks: [hookWaiting] }}
      made={{ id: 'h2', name: '12345热线', secret: `whsec_${'A'.repeat(43)}=`, waits: 'security' }}
    />
  ),
  'webhooks, sent back': (
    <HooksPage
      {...{ ...hooked, viewer: admin, hooks: [], about: 'new' }}
      form={{
        values: { name: '门户', url: 'http://10.0.0.1/', 'events.case.filed': 'yes' },
        errors: [
          { field: 'url', message: '请填写以 https:// 开头的地址（http:// 只能用于本机）' },
          { field: 'events', message: '请至少选择一项' },
        ],
      }}
    />
  ),
  'access tokens, none': <TokensPage {...frame} viewer={security} tokens={[]} />,
  'access tokens, to be decided on': <TokensPage {...frame} viewer={security} tokens={[waiting]} />,
  'access tokens, one made': (
    <TokensPage {...frame} viewer={admin} tokens={[waiting]} made={{ ...made, waits: 'security' }} />
  ),
  'access tokens, sent back': <TokensPage {...frame} viewer={admin} tokens={[]} about="new" form={back} />,
}
