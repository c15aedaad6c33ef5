/** Lists of destruction: all of them with what is due, and one to be decided on, sent back, and half done. */
import type { VNode } from 'preact'
import { CataloguePage } from '../../src/archive/pages/catalogue.tsx'
import { DestructionPage } from '../../src/archive/pages/destruction.tsx'
import { DestructionsPage } from '../../src/archive/pages/destructions.tsx'
import { RetentionPage } from '../../src/archive/pages/retention.tsx'
import type { CatalogueLine, DueCase, Frame, ListView, TableView } from '../../src/archive/views.ts'
import { agencies, empty, viewer } from './samples.ts'

const ours = agencies.map(({ code: id, name }) => ({ id, name }))
const frame: Frame = { viewer, csrf: 'csrf-token', today: '2037-03-30', agency: ours[0]!, agencies: ours }

const due: DueCase = {
  id: '019cac2a-9dc0-7039-917f-84662e943f2b',
  reference: 'Z109-WS·2026-D10-0001',
  number: '2026-0001',
  retention: '10年',
  archivedOn: '2026-03-02',
  keptUntil: '2036-03-02',
}
const listed = { ...due, receipt: '20260302-00001-000001', facts: 12, head: 'a'.repeat(64) }
const view: ListView = {
  list: {
    format: 'ysqgk-destruction/1',
    agency: ours[0]!,
    ...{
      number: 2,
      proposedBy: 'staff:archivist',
      proposedOn: '2037-03-30',
      why: '保管期限届满，没有继续保存的价值。',
    },
    cases: [listed, { ...listed, id: 'c2', number: null, reference: 'Z109-WS·2026-D10-0002' }],
  },
  ...{ digest: 'b'.repeat(64), by: '示例·档案员', at: '2037-03-30T01:30:00.000Z', state: 'waiting' },
  decisions: [],
  done: new Map(),
  troubles: new Map(),
  seat: 'head',
  mayResume: false,
}
const decision = {
  seat: '公开机构负责人',
  approved: true,
  by: '示例·负责人',
  at: '2037-03-30T02:00:00.000Z',
  why: '同意。',
}

const line: CatalogueLine = {
  ...{
    id: due.id,
    case: '2026-0001',
    title: '云溪路排水改造工程的竣工验收报告',
    item: '0001',
    reference: due.reference,
  },
  ...{ retention: '10年', volume: '2026-公开-1', pages: 38, archivedOn: '2026-03-02' },
  ...{ forEver: false, keptUntil: '2036-03-02', erasedOn: null, transfer: null },
}
const catalogue = { ask: {}, year: 2026, years: [2026, 2025], classes: ['10年', '永久'], next: '2_永久' }

const table: TableView = {
  ...{ version: 1, fonds: 'Z109', basis: '示例档批〔2026〕1号', by: '示例·档案员', at: view.at, why: '首次制定。' },
  classes: [
    { name: '永久', years: null, basis: '第一条' },
    { name: '30年', years: 30, basis: '第二条' },
  ],
  decision: null,
  forYou: true,
}

export const archivePages: Record<string, VNode> = {
  'archive-catalogue': (
    <CataloguePage
      frame={frame}
      view={{
        ...catalogue,
        lines: [
          line,
          {
            ...line,
            id: 'c2',
            item: '0002',
            volume: null,
            pages: null,
            erasedOn: '2037-03-30',
            title: '（内容已销毁）',
          },
          { ...line, id: 'c3', retention: '永久', reference: 'Z109-WS·2026-Y-0001', forEver: true, keptUntil: null },
          { ...line, id: 'c4', retention: '长期', reference: 'Z109-WS·2026-长期-0001', keptUntil: null },
        ],
      }}
    />
  ),
  'retention-to-decide': (
    <RetentionPage
      frame={frame}
      inForce={{ ...table, version: 0, fonds: '' }}
      tables={[table]}
      mayPropose={false}
      form={empty}
    />
  ),
  'retention-to-propose': (
    <RetentionPage
      frame={frame}
      inForce={table}
      tables={[
        { ...table, forYou: false, decision: { approved: true, by: '示例·负责人', at: view.at, why: '同意。' } },
      ]}
      mayPropose={true}
      form={{ values: {}, errors: [{ field: 'classes', message: '请填写' }] }}
    />
  ),
  'archive-catalogue-none': (
    <CataloguePage frame={frame} view={{ ask: {}, year: null, years: [], classes: [], lines: [], next: null }} />
  ),
  destructions: (
    <DestructionsPage
      frame={frame}
      lists={[{ number: 2, by: '示例·档案员', at: view.at, cases: 2, state: 'waiting' }]}
      due={[due]}
      mayPropose={true}
      form={{ values: {}, errors: [{ field: 'why', message: '请填写' }] }}
    />
  ),
  'destructions-none': <DestructionsPage frame={frame} lists={[]} due={[]} mayPropose={false} form={empty} />,
  'destruction-to-decide': <DestructionPage frame={frame} view={view} form={empty} />,
  'destruction-not-confirmed': (
    <DestructionPage
      frame={frame}
      view={{ ...view, decisions: [decision] }}
      form={{ values: {}, errors: [{ field: 'confirm', message: '请确认后再提交' }] }}
      about="approval"
    />
  ),
  'destruction-half-done': (
    <DestructionPage
      frame={frame}
      view={{
        ...view,
        ...{ state: 'working', seat: undefined, mayResume: true },
        decisions: [decision, { ...decision, seat: '安全管理员' }],
        done: new Map([[listed.id, '2037-03-30']]),
        troubles: new Map([['c2', '清册提出以后，本件又有新的记录，没有销毁。请另行提出清册']]),
      }}
      form={empty}
    />
  ),
}
