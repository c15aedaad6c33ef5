/** A day's worklist with a case in each condition. */
import type { Aside } from '../../src/cases/asides.ts'
import type { SatisfactionNumbers } from '../../src/citizens/satisfaction.ts'
import type { AgencyNumbers } from '../../src/desk/supervision.ts'
import type { DeskRow, DeskView } from '../../src/desk/views.ts'
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import { working } from './samples.ts'

const workday = (from: Day, n: number): Day => {
  let on = from
  for (let left = Math.abs(n); left > 0; ) {
    on = plusDays(on, Math.sign(n))
    if (working(on)) left -= 1
  }
  return on
}

const row = (n: number, left: number | null, line: Partial<DeskRow>): DeskRow => ({
  id: `c${n}`,
  number: `青公开申〔2026〕${n}号`,
  receipt: '20260212-0417-83916',
  title: '云溪路改造工程施工许可证及批准文件',
  applicantName: '苏禾',
  stage: 'review',
  status: 'running',
  nextDueOn: left === null ? null : workday('2026-03-18', left),
  nextDueFor: left === null ? null : '答复',
  dueOn: '2026-03-26',
  carefulDueOn: '2026-03-26',
  provisional: false,
  left,
  unit: '政府信息公开科',
  handler: '林知远',
  agency: '青川区人民政府办公室',
  waits: 'toHandle',
  waitsFor: 'searched',
  ...line,
})

export const desk: DeskView = {
  today: '2026-03-18',
  filter: {},
  sort: 'due' as const,
  counts: {
    open: 61,
    overdue: 2,
    today: 1,
    soon: 5,
    unconfirmed: 4,
    aside: 2,
    stages: { receive: 6, register: 3, review: 41, reply: 8, archive: 3 },
  },
  waiting: [
    { waits: 'toHandle', count: 5 },
    { waits: 'returned', count: 1 },
  ],
  rows: [
    row(9, -3, { title: '2023年度清水街征收补偿安置方案及分户评估汇总', applicantName: '顾長庚' }),
    row(11, -1, { title: '学府路小学新建校舍环境影响评价批复', applicantName: '青川环保志愿者协会', handler: null }),
    row(17, 0, { nextDueFor: '第三方答复', status: 'suspended' }),
    row(18, 2, {
      title: '区级财政2025年老旧小区加装电梯补贴资金分配表',
      applicantName: '黎安',
      stage: 'reply',
      carefulDueOn: '2026-03-20',
    }),
    row(19, 2, { title: '青政办发〔2025〕31号文件全文', applicantName: '秦牧律师事务所', stage: 'reply' }),
    row(21, 3, {
      number: null,
      title: '公交线路调整论证会记录',
      applicantName: '邵一苇',
      stage: 'register',
      nextDueFor: '补正告知',
    }),
    row(22, 6, { applicantName: '欧阳见山', title: '云溪湿地保护规划（2021—2035）文本及图件' }),
    row(23, 12, { title: '2025年食品安全抽检不合格名单的复检报告', applicantName: '何田田' }),
    row(24, 12, { title: '青川区市政道路挖掘许可台账', applicantName: '云岭工程咨询有限公司', handler: null }),
    row(26, 16, { title: '某宗地出让合同（2019-G-07）', applicantName: '沈舟', provisional: true }),
    row(27, null, {
      number: null,
      status: 'awaitingConfirmation',
      stage: 'receive',
      title: '社区养老服务站运营补贴标准',
      applicantName: '白露',
    }),
  ],
  next: '/desk?cursor=2',
}

/** What the supervisor sees of two agencies, and of what was said of them. */
export const supervised: { agencies: AgencyNumbers[]; escalated: DeskRow[]; satisfaction: SatisfactionNumbers[] } = {
  agencies: [
    {
      ...{ agencyId: 'qingchuan', name: '青川区人民政府办公室' },
      ...{ open: 61, overdue: 2, today: 1, soon: 5, unconfirmed: 4, aside: 2 },
      ...{ provisional: 1, answered: 120, late: 3, lateCarefully: 5 },
    },
    {
      ...{ agencyId: 'zhujian', name: '青川区住房和城乡建设局' },
      ...{ open: 0, overdue: 0, today: 0, soon: 0, unconfirmed: 0, aside: 0 },
      ...{ provisional: 0, answered: 0, late: 0, lateCarefully: 0 },
    },
  ],
  escalated: desk.rows.slice(0, 2),
  satisfaction: [{ agencyId: 'qingchuan', name: '青川区人民政府办公室', answers: 5, steps: [2, 1, 1, 0, 1] }],
}

/** What was late of one of them. */
/** What was set aside too late, and asks for something. */
export const doubted: Aside = {
  ...{ on: '2026-03-16', by: '示例·登记员', why: '商业广告，没有申请公开任何信息。' },
  doubts: [
    '2026年3月16日设为无效件时，答复期限（从严至2026年3月12日）已经届满。如果是申请，已经逾期未答复。',
    '来件中有“申请”“公开”。要求提供、公开信息的都是申请，请核对来件全文。',
  ],
}

export const behindLate = {
  now: '2026-03-18T02:05:00.000Z',
  ...{ figure: 'late' as const, year: 2026, cursor: undefined },
  agency: { id: 'qingchuan', name: '青川区人民政府办公室' },
  page: {
    cases: [
      {
        ...{ id: '0190a5b0-0000-7000-8000-000000000001', agencyId: 'qingchuan', agencyName: '青川区人民政府办公室' },
        ...{
          number: '2026-0007',
          receipt: '20260302-00000-000000',
          title: '青川路片区征收补偿方案',
          applicantName: '张三',
        },
        ...{ stage: 'archive' as const, receivedOn: '2026-01-05', dueOn: '2026-02-02', settledOn: '2026-02-09' },
        ...{ submittedOn: '2026-01-04', since: '2026-01-05', carefulDueOn: '2026-01-30' },
        outcome: 'disclosed' as const,
      },
      {
        ...{ id: '0190a5b0-0000-7000-8000-000000000002', agencyId: 'qingchuan', agencyName: '青川区人民政府办公室' },
        ...{ number: null, receipt: '20260303-00000-000000', title: '安置房交付安排', applicantName: '示例律师事务所' },
        ...{ stage: 'receive' as const, receivedOn: null, dueOn: null, settledOn: null, outcome: null },
        ...{ submittedOn: '2026-03-03', since: '2026-03-03', carefulDueOn: '2026-03-31' },
      },
    ],
    next: '2026-03-03_0190a5b0-0000-7000-8000-000000000002',
  },
}
