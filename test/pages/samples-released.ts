/** The reading room of 青川区, which does not exist. */
import type { ProposalsView } from '../../src/release/proposals.ts'
import type { ActLine, Item, RoomView } from '../../src/release/views.ts'
import type { ChangeFile, ChangeRow } from '../../src/released/changes.ts'

export const item: Item = {
  id: '2026-0007',
  agency: { code: 'qc-housing', name: '青川区住房和城乡建设局' },
  title: '老旧小区加装电梯补贴办法',
  documentNumber: '青住建发〔2025〕18号',
  summary: '补贴范围、标准和申请程序。\n每台补贴按层数计算，分两次拨付。',
  topic: 'housing',
  madeOn: '2025-11-20',
  releasedOn: '2026-02-12',
  byRequest: true,
  withdrawnOn: null,
  withdrawnWhy: null,
  files: [
    { id: 'f1', name: '补贴办法.pdf', size: 184_320, type: 'application/pdf', url: '/released/2026-0007/files/f1' },
    { id: 'f2', name: '标准表.xlsx', size: 24_320, type: 'application/vnd', url: '/released/2026-0007/files/f2' },
  ],
}

const bare: Item = {
  ...item,
  ...{ id: '2026-0006', title: '学区划分办法', documentNumber: null, summary: '', topic: 'education', files: [] },
  ...{ madeOn: null, byRequest: false },
}

export const withdrawn: Item = {
  ...item,
  withdrawnOn: '2026-03-01',
  withdrawnWhy: '附件有误，更正后重新公布。',
  files: [],
}

const choice = (value: string, label: string, n: number, chosen = false) => ({
  ...{ value, label, n, chosen, href: `/released?topic=${value}` },
})

export const room: RoomView = {
  filter: {},
  words: [],
  ...{ nearest: false, ranked: false },
  total: 2,
  items: [item, bare],
  next: '/released?cursor=0_2026-02-12_2026-0006',
  first: null,
  agencies: [choice('qc-housing', '青川区住房和城乡建设局', 2)],
  topics: [choice('housing', '住房与城市更新', 1), choice('education', '教育', 1)],
  years: [choice('2026', '2026年', 2)],
  chosen: [],
  feed: '/released.atom',
  apply: '/apply',
}

export const found: RoomView = {
  ...room,
  ...{ filter: { q: '电梯 补贴', topic: 'housing' }, words: ['电梯', '补贴'], total: 1, items: [item], next: null },
  first: '/released?q=x',
  topics: [choice('housing', '住房与城市更新', 1, true)],
  chosen: [{ facet: 'topic', label: '住房与城市更新', without: '/released?q=x' }],
  ...{ feed: '/released.atom?q=x', apply: '/apply?title=x' },
}

export const nearest: RoomView = { ...found, nearest: true, ranked: true, filter: { q: '装电梯政府补多少钱' } }

export const nothing: RoomView = { ...found, total: 0, items: [], first: null, agencies: [], years: [] }

export const proposals: ProposalsView = {
  ...{ ask: { group: 'open' }, today: '2026-03-20', next: '2026-03-02_00000000-0000-4000-8000-000000000001' },
  agencies: [
    { id: 'qc-housing', name: '青川区住房和城乡建设局' },
    { id: 'qc-jyj', name: '青川区教育局' },
  ],
  proposals: [
    {
      ...{ case: '00000000-0000-4000-8000-000000000001', number: '青公开〔2026〕12号', receipt: '260302-000012' },
      ...{ title: '老旧小区加装电梯补贴办法', agency: item.agency, state: 'second', proposedOn: '2026-02-10' },
      ...{ dueOn: '2026-03-18', left: -2, readings: [{ step: 'first', by: '林知远', on: '2026-02-11' }] },
      ...{ item: null, releasedOn: null, withdrawnOn: null },
    },
    {
      ...{ case: '00000000-0000-4000-8000-000000000002', number: null, receipt: '260302-000013' },
      ...{ title: '学区划分办法', agency: item.agency, state: 'withdrawn', proposedOn: '2026-01-05' },
      ...{
        dueOn: null,
        left: null,
        readings: [],
        item: '2026-0006',
        releasedOn: '2026-01-09',
        withdrawnOn: '2026-03-01',
      },
    },
  ],
  counts: { open: 2, released: 3, refused: 0, withdrawn: 1 },
  converted: {
    ...{ year: 2026, published: 3, withdrawn: 1, restored: 0 },
    months: [
      { month: '2026-01', published: 3, withdrawn: 0, restored: 0 },
      { month: '2026-03', published: 0, withdrawn: 1, restored: 0 },
    ],
  },
}

export const history: ActLine[] = [
  {
    version: 2,
    act: 'corrected',
    why: '标题写错',
    title: item.title,
    by: '林知远',
    at: '2026-02-13T02:00:00Z',
    found: [{ says: '“标准表.xlsx”含有手机号码1处：138*****000', why: '公开的值班电话。' }],
  },
  { version: 1, act: 'published', why: '', title: '加装电梯补贴', by: '林知远', at: '2026-02-12T02:00:00Z', found: [] },
]

export const change: ChangeRow = {
  ...{ id: 'c1', agencyId: 'qc-housing', agencyName: '青川区住房和城乡建设局', kind: 'corrected', version: 2 },
  releasedId: item.id,
  says: { ...item, title: '老旧小区加装电梯补贴办法（修订）', documentNumber: null },
  takeOff: ['f2'],
  found: [{ says: '“补贴办法（修订）.pdf”含有手机号码1处：138*****000', why: '公开的值班电话。' }],
  ...{ why: '办法已经修订。', by: 'staff:lin', at: '2026-02-20T02:00:00Z' },
  readings: [{ step: 'first', by: 'staff:lin', at: '2026-02-21T02:00:00Z', opinion: '与原件一致。' }],
  ...{ ended: null, endedBy: null, endedWhy: null, endedAt: null },
  othersReadFirst: true,
}
/** What it becomes where somebody does not agree. */
export const refused = {
  ...{ ended: 'refused' as const, endedBy: 'staff:lin', endedWhy: '修订稿尚未印发。', endedAt: '2026-02-22T02:00:00Z' },
}
export const changeFiles: ChangeFile[] = [
  { id: 'f9', name: '补贴办法（修订）.pdf', size: 190_000, sha256: 'a'.repeat(64), type: 'application/pdf' },
]
