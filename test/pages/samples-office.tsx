/** Setting up an office: the checklist on the first day and later, agencies, an import with what it changes. */
import type { VNode } from 'preact'
import { AgenciesPage } from '../../src/office/pages/agencies.tsx'
import { AgencyPage, NewAgencyPage } from '../../src/office/pages/agency.tsx'
import { ImportPage } from '../../src/office/pages/import.tsx'
import { SetupPage } from '../../src/office/pages/setup.tsx'
import type { Step } from '../../src/office/views.ts'
import { DoctorPage } from '../../src/upkeep/pages/doctor.tsx'
import { empty, agencies as offices, viewer } from './samples.ts'

const signed = { viewer, csrf: 'csrf-token' }
const agencies = offices.map(({ code, name, kind, ...profile }) => ({
  ...{ id: code, name, kind, takenInBy: 'qc-office', units: 2, people: code === 'qc-office' ? 8 : 0 },
  open: code === 'qc-office',
  profile: {
    ...profile,
    shortName: name,
    mark: '青公',
    reconsiderationBody: '青川区人民政府',
    court: '青川区人民法院',
  },
}))
const [agency] = agencies as [(typeof agencies)[number]]
const sample = {
  number: '青公复〔2026〕1号',
  remedies: ['如不服本机关的上述处理，可以自收到本文书之日起60日内向青川区人民政府申请行政复议。'],
  contact: ['（联系单位：政府信息公开科，联系电话：0100-5550101）'],
  payment: ['缴款后取得的财政票据请妥善保存。'],
}
const units = [
  { id: 'qc-1', agencyId: agency.id, name: '政府信息公开科', closed: false },
  { id: 'qc-2', agencyId: agency.id, name: '综合科', closed: false },
  { id: 'qc-3', agencyId: agency.id, name: '督查科', closed: true },
]
const step = (id: string, title: string, state: Step['state']): Step => ({
  ...{ id, title, state, required: state !== 'optional', now: '2 个', why: '负责人把申请分给承办机构。' },
  shows: { on: '登记表', lines: ['承办机构：政府信息公开科　承办人：林知远'] },
  where: { href: '/agencies', label: `设置${title}` },
})
const steps = [step('agency', '机关', 'done'), step('units', '承办机构', 'needed'), step('mail', '邮件', 'optional')]
const view = { agency, units, sample, offices: { 'qc-office': agency.name }, values: { name: agency.name } }
const refused = { values: { mark: '青公' }, errors: [{ field: 'mark', message: '机关代字相同，请改用另一个' }] }
const changes = [
  { sheet: 'agencies' as const, key: 'qc', name: '青川区教育局', act: 'new' as const, fields: [] },
  {
    ...{ sheet: 'people' as const, key: 'linzhiyuan', name: '林知远', act: 'changed' as const },
    fields: [{ label: '岗位', from: '承办人', to: '承办人、档案员' }],
  },
]

export const officePages: Record<string, VNode> = {
  'setup-first-day': (
    <SetupPage {...signed} open={false} isAddressed={false} steps={steps} form={empty} sample={sample} mail={empty} />
  ),
  setup: (
    <SetupPage
      {...signed}
      open
      isAddressed
      steps={steps}
      form={undefined}
      sample={sample}
      mail={{ values: { email: 'x' }, errors: [{ field: 'email', message: '不是有效的电子邮箱' }] }}
      sent={{ done: false, message: '没有发出：connect ECONNREFUSED。请核对 SMTP_URL。' }}
    />
  ),
  doctor: (
    <DoctorPage
      {...signed}
      findings={[
        { check: 'database', title: '数据库', level: 'ok', says: 'PostgreSQL 18.4（随软件包），可以连接' },
        { check: 'mail', title: '邮件', level: 'fault', says: 'mail.example 不能使用', remedy: '请核对 SMTP_URL' },
        { check: 'backup', title: '备份', level: 'warning', says: '还没有备份过', remedy: '请运行 backup DIR' },
        { check: 'jobs', title: '后台任务', level: 'warning', says: '有多次失败后放弃的任务', remedy: '请重试' },
      ]}
      now={{ up: 3_000, answers: 1_204, faults: 2, memory: 210, waiting: 3 }}
      tried="2"
    />
  ),
  'doctor-well': (
    <DoctorPage
      {...signed}
      now={{ up: 7, answers: 3, faults: 0, memory: 180, waiting: 0 }}
      findings={[{ check: 'disk', title: '磁盘空间', level: 'ok', says: '/srv 还有 90.0 GB' }]}
    />
  ),
  agencies: <AgenciesPage {...signed} q="" agencies={agencies} all={3} mayAdd />,
  'agencies-none': <AgenciesPage {...signed} q="飞碟" agencies={[]} all={3} mayAdd={false} />,
  'agency-new': <NewAgencyPage {...signed} form={refused} offices={{ 'qc-office': agency.name }} />,
  agency: <AgencyPage {...signed} {...view} saved />,
  'agency-refused': <AgencyPage {...signed} {...view} back={{ about: 'agency', form: refused }} />,
  'unit-refused': (
    <AgencyPage
      {...signed}
      {...view}
      back={{ about: 'qc-1', form: { values: {}, errors: [{ field: '', message: '还有没有归档的申请：2026-0001' }] } }}
    />
  ),
  import: <ImportPage {...signed} form={empty} />,
  'import-refused': (
    <ImportPage
      {...signed}
      form={{ values: {}, errors: [{ field: '', message: '机关 第3行 机关代字列（D3）：与另一机关相同' }] }}
    />
  ),
  'import-preview': (
    <ImportPage
      {...signed}
      form={empty}
      preview={{ changes, notes: ['承办人林知远没有承办机构'], source: 'eA==', digest: 'd' }}
    />
  ),
  'import-applied': (
    <ImportPage
      {...signed}
      form={empty}
      applied={{
        changes: 2,
        links: [{ username: 'suhe', name: '苏禾', link: 'https://gk.example.gov.cn/invitations/abc' }],
        waiting: ['linzhiyuan'],
      }}
    />
  ),
}
