/** People of an office that does not exist, with every page about them. */
import type { VNode } from 'preact'
import { ApprovalsPage } from '../../src/office/people/pages/approvals.tsx'
import { AuditPage } from '../../src/office/people/pages/audit.tsx'
import { AuditFaultsPage } from '../../src/office/people/pages/audit-faults.tsx'
import { NewPersonPage } from '../../src/office/people/pages/new-person.tsx'
import { PeoplePage } from '../../src/office/people/pages/people.tsx'
import { PersonPage } from '../../src/office/people/pages/person.tsx'
import { StandingPage } from '../../src/office/people/pages/standing.tsx'
import type { AuditLineView, CoverView, PersonView, StaffRow, Waiting } from '../../src/office/people/views.ts'
import { ProfilePage } from '../../src/people/pages/profile.tsx'
import type { Viewer } from '../../src/people/sessions.ts'
import { empty, viewer as handler } from './samples.ts'

const viewer: Viewer = { ...handler, id: 'u0', username: 'admin', name: '顾清', roles: ['admin'], units: [] }
const security: Viewer = { ...viewer, id: 'u9', username: 'security', name: '沈言', roles: ['security'] }
const auditor: Viewer = { ...viewer, id: 'u8', username: 'auditor', name: '闻书', roles: ['auditor'] }
const units = [
  { id: 'n1', name: '政府信息公开科' },
  { id: 'n2', name: '综合科' },
]
const agency = { code: 'a1', name: '青川区人民政府办公室' }
const frame = {
  viewer,
  csrf: 'csrf-token',
  today: '2026-03-18',
  agency,
  agencies: [agency, { code: 'a2', name: '青川区住房和城乡建设局' }],
  units,
}

const person: StaffRow = {
  id: 'u1',
  username: 'lin.zhiyuan',
  name: '林知远',
  email: 'lin@example.gov.cn',
  agency,
  roles: ['handler', 'registrar'],
  units,
  endedAt: null,
  hasPassword: true,
  linkUntil: null,
  waiting: false,
  covers: [{ id: 'c1', by: 'su.he', byName: '苏禾', from: '2026-03-19', to: '2026-03-27', waits: false }],
}
const newcomer: StaffRow = {
  ...person,
  id: 'u2',
  username: 'xu.an',
  name: '许安',
  roles: [],
  units: [],
  hasPassword: false,
  waiting: true,
  covers: [],
}
const invited: StaffRow = {
  ...newcomer,
  id: 'u3',
  name: '何川',
  username: 'he.chuan',
  roles: ['signer'],
  waiting: false,
  linkUntil: '2026-03-21T01:30:00Z',
}
const gone: StaffRow = {
  ...person,
  id: 'u4',
  name: '任去来',
  username: 'ren',
  roles: [],
  units: [],
  covers: [],
  endedAt: '2026-02-27T09:00:00Z',
}

const decision = { approved: true, by: '沈言', at: '2026-03-02T02:10:00Z', why: '已核对任职文件。' }
const view: PersonView = {
  person,
  history: [
    {
      position: 2,
      roles: ['handler', 'registrar', 'signer'],
      units: ['n1'],
      by: '顾清',
      at: '2026-03-17T03:00:00Z',
      why: '兼任签发',
      leaves: false,
      decision: null,
    },
    {
      position: 1,
      roles: ['handler', 'registrar'],
      units: ['n1', 'n2'],
      by: '顾清',
      at: '2026-03-02T01:30:00Z',
      why: '新进人员',
      leaves: false,
      decision,
    },
  ],
  held: [
    { agencyId: 'a1', caseId: 'k1', number: '2026-0012' },
    { agencyId: 'a1', caseId: 'k2', number: '20260212-04178-391604' },
  ],
  colleagues: [{ username: 'su.he', name: '苏禾', note: '综合科' }],
  deputies: [{ username: 'su.he', name: '苏禾', note: '承办人' }],
  namesakes: ['lin.zy'],
}
const of = (one: StaffRow): PersonView => ({ ...view, person: one, held: [], history: [] })

const proposal: Waiting = {
  person: { id: 'u2', username: 'xu.an', name: '许安', agency: agency.name },
  position: 1,
  wanted: { roles: ['handler'], units: ['综合科'] },
  now: { roles: [], units: [] },
  adds: { roles: ['handler'], units: ['综合科'] },
  takes: { roles: ['registrar'], units: [] },
  by: '顾清',
  at: '2026-03-17T03:00:00Z',
  why: '新进人员',
  leaves: false,
  decision: null,
  forYou: true,
}
const cover: CoverView = {
  ...person.covers[0]!,
  of: { id: 'u1', name: '林知远', username: 'lin.zhiyuan' },
  gives: { roles: ['handler', 'registrar'], units: ['政府信息公开科'] },
  arrangedBy: '系统管理员',
  at: '2026-03-18T00:40:00Z',
  concerns: ['u1', 'u3'],
  forYou: false,
}
const covers = [cover, { ...cover, id: 'c2', waits: true, forYou: true }, { ...cover, id: 'c3', waits: true }]
const session = {
  id: '0123456789abcdef',
  createdAt: '2026-03-18T00:40:00Z',
  expiresAt: '2026-03-18T12:40:00Z',
  address: '10.0.0.7',
  program: 'Firefox，Linux',
}
const keepers = { administrators: 2, officers: 1 }
const key = { idempotencyKey: 'key-1' }

const line = {
  at: '2026-03-18T02:00:00Z',
  instant: '2026年3月18日10:00',
  fields: [],
  notes: [],
  about: '',
  failed: null,
}
const link = {
  ...{ what: 'the line was changed, or stands in another place', agency: 'a1', position: 41 },
  ...{ line: '0190a5b0-0000-7000-8000-000000000041', hash: 'ab'.repeat(32) },
}
const known = {
  ...{ ...link, agency: '-', position: 7 },
  acknowledged: { by: 'staff:security', at: '2026-03-18T02:00:00Z', why: '入侵演练中写入，见安全事件记录第3号。' },
}
const checked = {
  ...{ csrf: 'c', idempotencyKey: 'k', faults: [link], people: new Map([['staff:security', '沈言']]) },
  agencies: new Map([['a1', agency.name]]),
  nights: [
    { agency: '-', at: '2026-03-18T19:00:00Z', fault: null },
    { agency: 'a1', at: '2026-03-18T19:00:00Z', fault: `${link.what} (line ${link.line}, place 41)` },
  ],
}
const LINES: AuditLineView[] = [
  {
    ...line,
    id: 'l4',
    who: '林知远',
    username: 'lin.zhiyuan',
    title: '查看申请',
    about: '云政依〔2026〕12号',
    address: '10.0.0.7',
    notes: ['GET /cases/:id'],
  },
  {
    ...line,
    id: 'l3',
    who: '没有这个用户',
    username: '',
    title: '登录',
    failed: '用户名或者密码不正确',
    address: '10.0.0.9',
    notes: ['对象：#a1b2c3d4', '此前另有12次没有核对即被拒绝'],
  },
  {
    ...line,
    id: 'l2',
    who: '示例·管理员',
    username: 'admin',
    title: '变更承办机构 改名科 yunxi-3',
    address: '',
    fields: [{ label: '名称', before: '新设科', after: '改名科' }],
  },
  {
    ...line,
    id: 'l1',
    who: '系统',
    username: '',
    title: '新设机关 云溪区示例局 yunxi-new',
    address: '',
    fields: [{ label: '名称', before: null, after: '云溪区示例局' }],
  },
]

export const peoplePages: Record<string, VNode> = {
  people: <PeoplePage {...frame} people={[person, newcomer, invited, gone]} q="" keepers={keepers} />,
  'people-alone': <PeoplePage {...frame} people={[]} q="" keepers={{ administrators: 1, officers: 0 }} />,
  'people-not-found': <PeoplePage {...frame} people={[]} q="飞碟" keepers={keepers} />,
  'person-new': <NewPersonPage {...frame} {...key} form={empty} officers={1} />,
  'person-new-refused': (
    <NewPersonPage
      {...{ ...frame, ...key, officers: 0 }}
      form={{
        values: { username: 'admin', 'roles.admin': 'yes', 'roles.handler': 'yes' },
        errors: [
          { field: 'username', message: '用户名admin已经有人使用（不分大小写），请换一个' },
          { field: 'roles', message: '系统管理员、安全管理员、审计员应当由专人担任，不能兼任其他岗位' },
        ],
      }}
    />
  ),
  person: <PersonPage {...frame} {...view} {...key} done="waits" />,
  'person-link': <PersonPage {...frame} {...of(invited)} {...key} link="https://gk.example.gov.cn/invitations/t0ken" />,
  'person-waiting': <PersonPage {...frame} {...of(newcomer)} {...key} />,
  'person-self': <PersonPage {...frame} {...of({ ...person, id: 'u0', roles: ['admin'], units: [] })} {...key} />,
  'person-gone': <PersonPage {...frame} {...of(gone)} {...key} />,
  'person-refused': (
    <PersonPage
      {...{ ...frame, ...view, ...key }}
      about="end"
      form={{
        values: {},
        errors: [
          { field: 'handOver', message: '还有2件未办结的申请由这位人员承办，请选择接手的承办人' },
          { field: 'confirm', message: '请确认后再提交' },
        ],
      }}
    />
  ),
  'person-cover-refused': (
    <PersonPage
      {...{ ...frame, ...view, ...key }}
      about="cover"
      form={{
        values: { 'cover.by': 'su.he' },
        errors: [{ field: 'cover.to', message: '代理的结束日期不能早于开始日期' }],
      }}
    />
  ),
  approvals: (
    <ApprovalsPage
      {...{ viewer: security, csrf: 'c', covers, recoveries: 2, tokens: 1, webhooks: 2 }}
      proposals={[
        proposal,
        { ...proposal, position: 2, forYou: false, leaves: true },
        { ...proposal, position: 3, decision },
      ]}
    />
  ),
  'approvals-refused': (
    <ApprovalsPage
      {...{ viewer: security, csrf: 'c', covers: [], recoveries: 0, tokens: 0, webhooks: 0, proposals: [proposal] }}
      about="u2-1"
      form={{ values: { why: '' }, errors: [{ field: 'why', message: '请填写' }] }}
    />
  ),
  'approvals-none': (
    <ApprovalsPage
      {...{ viewer: security, csrf: 'c', covers: [], recoveries: 0, tokens: 0, webhooks: 0, proposals: [] }}
      done="approved"
    />
  ),
  audit: (
    <AuditPage
      {...{
        viewer: auditor,
        csrf: 'c',
        asked: { by: 'lin', what: 'case', failed: 'yes' },
        lines: LINES,
        today: '2026-03-19',
      }}
      next="cursor=l1"
    />
  ),
  'audit-none': (
    <AuditPage {...{ viewer: auditor, csrf: 'c', asked: {}, lines: [], today: '2026-03-19', next: null }} />
  ),
  'audit-refused': (
    <AuditPage
      {...{ viewer: auditor, csrf: 'c', asked: { from: 'x' }, lines: [], today: '2026-03-19', next: null }}
      errors={[{ field: 'from', message: '不是有效日期，请按 2026-03-19 的格式填写' }]}
    />
  ),
  'audit-faults': <AuditFaultsPage {...{ ...checked, viewer: security, acknowledged: [known] }} done />,
  'audit-faults-refused': (
    <AuditFaultsPage
      {...{ ...checked, viewer: security, acknowledged: [] }}
      about="a1-41"
      form={{ values: { why: '' }, errors: [{ field: 'why', message: '请填写' }] }}
    />
  ),
  'audit-faults-none': (
    <AuditFaultsPage {...{ ...checked, viewer: auditor, faults: [], acknowledged: [], nights: [] }} />
  ),
  'audit-standing': (
    <StandingPage
      {...{ viewer: auditor, csrf: 'c', q: '', proposals: [{ ...proposal, decision }] }}
      sessions={[{ ...session, name: '林知远', username: 'lin.zhiyuan' }]}
    />
  ),
  'audit-standing-none': <StandingPage {...{ viewer: auditor, csrf: 'c', q: '飞碟', proposals: [], sessions: [] }} />,
  profile: (
    <ProfilePage
      viewer={{
        ...handler,
        seats: [...handler.seats, { ...handler.seats[0]!, id: 'u5', name: '苏禾', until: '2026-03-27' }],
      }}
      csrf="c"
      ways={['mail', 'sms', 'webhook']}
      person={person}
      sessions={[
        { ...session, current: true },
        { ...session, id: 'f'.repeat(16), current: false },
      ]}
    />
  ),
  'profile-refused': (
    <ProfilePage
      viewer={handler}
      csrf="c"
      ways={['mail']}
      person={{ ...person, roles: [], units: [], covers: [] }}
      sessions={[{ ...session, current: true }]}
      form={{ values: { email: 'x' }, errors: [{ field: 'email', message: '不是有效的电子邮箱' }] }}
    />
  ),
}
