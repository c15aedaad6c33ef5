/** The four checks and transfers: waiting, with faults, waiting for a person, passed; a package on its way, made, answered. */
import type { VNode } from 'preact'
import { ITEMS } from '../../src/archive/checks/items.ts'
import { emptyReport, judged, type Report, verdictOf } from '../../src/archive/checks/report.ts'
import type { RunView } from '../../src/archive/checks/runs.ts'
import { CataloguePage } from '../../src/archive/pages/catalogue.tsx'
import { CheckPage } from '../../src/archive/pages/check.tsx'
import { ChecksPage } from '../../src/archive/pages/checks.tsx'
import { TransferPage } from '../../src/archive/pages/transfer.tsx'
import { TransfersPage } from '../../src/archive/pages/transfers.tsx'
import type { Transfer } from '../../src/archive/transfer/transfers.ts'
import type { CatalogueLine, Frame } from '../../src/archive/views.ts'
import { agencies, empty, viewer } from './samples.ts'

const ours = agencies.map(({ code: id, name }) => ({ id, name }))
const frame: Frame = { viewer, csrf: 'csrf-token', today: '2037-03-30', agency: ours[0]!, agencies: ours }
const at = '2037-03-30T01:30:00.000Z'
const [one, two] = ['019cac2a-9dc0-7039-917f-84662e943f2b', '019cac2a-9dc0-7039-917f-84662e943f2c'] as const
const cases = [
  { id: one, reference: 'Z109-WS·2026-D10-0001' },
  { id: two, reference: 'Z109-WS·2026-D10-0002' },
]
const selection = { year: 2026, retention: '10年', ticked: false, cases }
const run: RunView = {
  ...{ number: 2, selection, state: 'waiting', done: 1, by: '示例·档案员', at, madeAt: null },
  ...{ verdict: null, report: null, items: [] },
}
const LOOKED = Object.fromEntries(ITEMS.flatMap(({ code, by }) => (by === 'person' ? [] : [[code, 2]])))
const found: Report = { ...emptyReport(), cases: 2, files: 14, bytes: 4_300_000, checked: LOOKED }
const madeOf = (report: Report, said: Parameters<typeof judged>[1] = []): RunView => {
  const items = judged(report, said)
  return { ...run, state: 'made', done: 2, madeAt: at, report, items, verdict: verdictOf(items) }
}
const faulty = madeOf({
  ...found,
  findings: [
    {
      ...{ caseId: one, reference: cases[0]!.reference, item: '1.1', verdict: 'fail' },
      found: '封存的证据卷在存储中被改动，与登记的校验值不符',
    },
    {
      caseId: two,
      reference: cases[1]!.reference,
      item: '4.1',
      verdict: 'confirm',
      found: '文件0a1b2c3d没有经过病毒扫描',
    },
  ],
})
const confirmed = (passed = true) => ({ passed, by: '示例·档案员', at, why: '逐件核对，没有问题。' })
const passed = madeOf(
  found,
  ['1.7', '3.4', '4.3', '4.4'].map((item) => ({ item, ...confirmed() })),
)

const transfer: Transfer = {
  ...{ number: 1, checked: 2, by: '示例·档案员', at, isGone: false, closedSince: [], answer: null },
  said: {
    ...{ work: '2026年度政府信息公开申请档案第1批', archive: '云溪区档案馆', medium: '移动硬盘，1TB', carriers: '1' },
    description: '政府信息公开申请档案，PDF、文本，移动硬盘交接。',
  },
  items: cases.map(({ id, reference }, i) => ({ nth: i + 1, caseId: id, reference, facts: 21, head: 'a'.repeat(64) })),
  made: {
    ...{ state: 'made', done: 2, trouble: null, sha256: 'c'.repeat(64), size: 8_600_000, bytes: 8_100_000, madeAt: at },
    digests: { statement: 'd'.repeat(64), list: 'e'.repeat(64) },
  },
}
const answer = {
  ...{ accepted: true, on: '2037-03-30', receivedBy: '示例·接收人', document: '交接登记表第1号' },
  ...{ why: '第二件元数据须补充。', returned: [two], by: '示例·档案员', at },
}
const { items: _, isGone: __, closedSince: ___, ...inList } = transfer
const line: CatalogueLine = {
  ...{ id: one, case: '2026-0001', title: '云溪路排水改造工程的竣工验收报告', item: '0001' },
  ...{ reference: cases[0]!.reference, retention: '10年', volume: null, pages: 38, archivedOn: '2026-03-02' },
  ...{ forEver: false, keptUntil: '2036-03-02', erasedOn: null },
  transfer: { number: 1, acceptedOn: '2037-03-30', later: true },
}

export const transferPages: Record<string, VNode> = {
  'archive-catalogue-to-check': (
    <CataloguePage
      frame={frame}
      view={{
        ...{ ask: {}, year: 2026, years: [2026], classes: ['10年'], next: null },
        lines: [line, { ...line, id: two, item: '0002', transfer: { number: 3, acceptedOn: null, later: false } }],
      }}
      mayCheck
    />
  ),
  checks: (
    <ChecksPage
      frame={frame}
      runs={[run, { ...faulty, number: 1 }, { ...run, number: 3, state: 'failed' }]}
      years={[2026, 2025]}
      classes={['10年', '永久']}
      mayBegin={true}
      form={{ values: {}, errors: [{ field: 'type', message: '没有选择已经归档的申请件' }] }}
    />
  ),
  'checks-none': <ChecksPage frame={frame} runs={[]} years={[]} classes={[]} mayBegin={false} form={empty} />,
  'check-waiting': <CheckPage frame={frame} run={run} mayAct={true} form={empty} />,
  'check-failed': <CheckPage frame={frame} run={{ ...run, state: 'failed' }} mayAct={false} form={empty} />,
  'check-with-faults': (
    <CheckPage
      frame={frame}
      run={faulty}
      mayAct={true}
      form={{ values: { 'passed.1.7': 'yes' }, errors: [{ field: 'why.1.7', message: '请填写' }] }}
      about="confirm"
    />
  ),
  'check-passed': (
    <CheckPage
      frame={frame}
      run={passed}
      mayAct={true}
      short={1}
      form={{ values: {}, errors: [{ field: 'archive', message: '请填写' }] }}
      about="transfer"
    />
  ),
  transfers: (
    <TransfersPage
      frame={frame}
      transfers={[
        { ...inList, cases: 2 },
        { ...inList, number: 2, cases: 2, answer },
        { ...inList, number: 3, cases: 2, answer: { ...answer, accepted: false, returned: [] } },
      ]}
    />
  ),
  'transfers-none': <TransfersPage frame={frame} transfers={[]} />,
  'transfer-waiting': (
    <TransferPage
      frame={frame}
      transfer={{ ...transfer, made: { ...transfer.made, state: 'waiting', done: 0, sha256: null, size: null } }}
      mayAct={true}
      form={empty}
    />
  ),
  'transfer-failed': (
    <TransferPage
      frame={frame}
      transfer={{ ...transfer, made: { ...transfer.made, state: 'failed', trouble: '移交包超过4GB' } }}
      mayAct={true}
      form={empty}
    />
  ),
  'transfer-made': (
    <TransferPage
      frame={frame}
      transfer={transfer}
      mayAct={true}
      form={{ values: {}, errors: [{ field: 'returned', message: '全部退回的，请选择“不予接收”' }] }}
    />
  ),
  'transfer-answered': <TransferPage frame={frame} transfer={{ ...transfer, answer }} mayAct={true} form={empty} />,
  'transfer-closed': (
    <TransferPage frame={frame} transfer={{ ...transfer, closedSince: [one] }} mayAct={true} form={empty} />
  ),
  'transfer-gone': (
    <TransferPage
      frame={frame}
      transfer={{ ...transfer, isGone: true, answer: { ...answer, accepted: false } }}
      mayAct={false}
      form={empty}
    />
  ),
}
