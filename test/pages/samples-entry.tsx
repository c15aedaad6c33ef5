/** What the mailroom brings: an application beside its scan, the list that is signed, several that are printed; the desk that prints and keeps lists. */
import { DeskPage } from '../../src/desk/pages/desk.tsx'
import { HandoverPage } from '../../src/desk/pages/handover.tsx'
import { NewCasePage } from '../../src/desk/pages/new-case.tsx'
import { PrintPage } from '../../src/desk/pages/print.tsx'
import { ScanPage } from '../../src/desk/pages/scan.tsx'
import type { Planned } from '../../src/desk/print.ts'
import type { CaseRow } from '../../src/ledger/queries.ts'
import type { Viewer } from '../../src/people/sessions.ts'
import type { AgencyView } from '../../src/web/shapes.ts'
import { desk } from './samples-desk.ts'

type Signed = { viewer: Viewer; csrf: string; idempotencyKey: string }
const LONG = '青川区云溪路一带老旧小区综合改造工程业主联合会筹备委员会及其全体委员的共同代表人'

const row = (receipt: string, title: string) => ({ id: 'c1', number: null, receipt, title }) as CaseRow
const plan = (one: Partial<Planned>): Planned => ({
  ...{ id: 'c1', letters: [], records: [], addresses: [], says: [], lacks: [] },
  ...one,
})

export const entryPagesOf = (signed: Signed, agencies: AgencyView[]) => ({
  'new-case-similar': (
    <NewCasePage
      {...signed}
      {...{ agencies, most: 20, today: '2026-03-18' as const }}
      form={{ values: { name: LONG, title: '征收补偿方案' }, errors: [] }}
      uploads={{
        token: 'T'.repeat(32),
        waiting: [{ id: 'f1', kind: 'file', name: `${LONG}.pdf`, size: 120_000, heed: null }],
      }}
      similar={[{ href: '/cases/c2', says: `申请人同名：20260212-0417-83917　${LONG}　征收补偿方案（审核办理）` }]}
    />
  ),
  scan: <ScanPage {...signed} id="f1" name={`${LONG}.pdf`} pages={2} />,
  'scan-unseen': <ScanPage {...signed} id="f1" name="来件.zip" pages={0} />,
  handover: (
    <HandoverPage
      {...signed}
      {...{ today: '2026-03-18', from: '2026-02-16', to: '2026-03-18', cutFrom: '2026-01-01' }}
      letters={[
        {
          ...{ id: 'c1', receipt: '20260317-0417-83917', number: null, channel: 'post', applicantName: LONG },
          ...{ title: '2023年度清水街征收补偿安置方案及分户评估汇总', on: '2026-03-17', mailNumber: 'EA123456785CN' },
          ...{ signedBy: '收发室·王五', reachedOn: '2026-03-18', enteredBy: '示例·登记人员' },
        },
        {
          ...{ id: 'c2', receipt: '20260318-0417-83918', number: null, channel: 'letter', applicantName: '苏禾' },
          ...{ title: '施工许可证', on: '2026-03-18', mailNumber: null, signedBy: null, reachedOn: null },
          enteredBy: '示例·登记人员',
        },
      ]}
    />
  ),
  'handover-empty': (
    <HandoverPage {...signed} {...{ today: '2026-03-18', from: '2026-03-15', to: '2026-03-18', letters: [] }} />
  ),
  print: (
    <PrintPage
      {...signed}
      what={['letters', 'records', 'envelopes']}
      pdf="/desk/print.pdf?letters=yes"
      plans={[
        plan({
          row: row('20260317-0417-83917', `${LONG}的征收补偿方案`),
          says: ['《政府信息公开申请答复书》云公开〔2026〕1号', `送达回证（${LONG}）`],
          lacks: [`${LONG}：没有通信地址`],
        }),
        plan({
          ...{ id: 'c3', row: row('20260316-0417-83916', '施工许可证'), again: true },
          says: ['《政府信息公开申请答复书》云公开〔2026〕2号（已于2026年3月16日发出，再次打印）'],
        }),
        plan({ id: 'c2', lacks: ['不在您办理范围内'] }),
      ]}
    />
  ),
  'print-nothing': (
    <PrintPage {...signed} what={['letters']} plans={[plan({ row: row('1', '方案'), lacks: ['没有文书'] })]} />
  ),
  'desk-printing': (
    <DeskPage
      {...signed}
      view={{
        ...desk,
        filter: { act: 'print', due: 'week' },
        printing: 'all',
        unprinted: { what: ['letters'], fault: '请在列表中勾选1至50件' },
        kept: [
          { name: '本周到期', address: '/desk?due=week', count: 7 },
          { name: '邮寄的', address: '/desk?channel=post' },
        ],
      }}
    />
  ),
  'desk-keeping': (
    <DeskPage
      {...signed}
      view={{
        ...desk,
        filter: { more: 'yes', due: 'week' },
        choices: { agencies: {}, units: {}, handlers: {} },
        kept: [{ name: '本周到期', address: '/desk?due=week' }],
      }}
    />
  ),
})
