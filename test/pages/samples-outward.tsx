/** Programs of other offices and what the office tells them: every page about it, with samples. */
import type { VNode } from 'preact'
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

export const outwardPages: Record<string, VNode> = {
  'access tokens': <TokensPage {...frame} viewer={admin} tokens={[token, waiting, revoked]} done="revoked" />,
  'access tokens, none': <TokensPage {...frame} viewer={security} tokens={[]} />,
  'access tokens, to be decided on': <TokensPage {...frame} viewer={security} tokens={[waiting]} />,
  'access tokens, one made': (
    <TokensPage {...frame} viewer={admin} tokens={[waiting]} made={{ ...made, waits: 'security' }} />
  ),
  'access tokens, sent back': <TokensPage {...frame} viewer={admin} tokens={[]} about="new" form={back} />,
}
