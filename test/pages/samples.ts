/** Plainly fictitious people and papers with which every page can be shown: 青川区 and its offices do not exist. */
import type { Application } from '../../src/acts/application.ts'
import type { Viewer } from '../../src/people/sessions.ts'
import type { Uploads } from '../../src/web/parts/files-part.tsx'
import { type Calendar, stripDays } from '../../src/web/parts/strip-days.ts'
import type { AgencyView, FileRef, FormState, LetterRef } from '../../src/web/shapes.ts'
import type { ORGANISATION_TYPES } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, plusDays, weekday } from '../../workflows/statute/days.ts'
import { sentence } from '../../workflows/statute/sentences.ts'
import { Step, Warning } from '../../workflows/statute/steps.ts'

/** The spring of 2026 as the notice has it: enough for the sample's dates. */
const off: Record<Day, string> = {}
for (let day = '2026-02-15'; day <= '2026-02-23'; day = plusDays(day, 1)) off[day] = '春节'
const made = ['2026-02-14', '2026-02-28']
export const working = (day: Day) => made.includes(day) || (!off[day] && weekday(day) !== 0 && weekday(day) !== 6)
const calendar: Calendar = {
  isWorkingDay: working,
  isMakeUp: (day) => made.includes(day),
  holiday: (day) => off[day],
}

export const empty: FormState = { values: {}, errors: [] }

export type Agency = AgencyView

export const agencies: AgencyView[] = [
  {
    code: 'qc-office',
    name: '青川区人民政府办公室',
    kind: 'countyGovernment',
    office: '政府信息公开科',
    address: '青川区云溪路 1 号 302 室',
    postcode: '100001',
    phone: '0100-5550101',
    email: 'gongkai@qingchuan.example',
    hours: '工作日 9:00—12:00，13:30—17:30',
  },
  {
    code: 'qc-housing',
    name: '青川区住房和城乡建设局',
    kind: 'countyDepartment',
    office: '办公室',
    address: '青川区学府路 20 号',
    postcode: '100002',
    phone: '0100-5550120',
    email: '',
    hours: '工作日 9:00—12:00，13:30—17:30',
  },
  {
    code: 'qc-land',
    name: '青川区自然资源局',
    kind: 'countyDepartment',
    office: '法规科',
    address: '青川区清水街 8 号',
    postcode: '100003',
    phone: '0100-5550133',
    email: '',
    hours: '工作日 9:00—12:00，13:30—17:30',
  },
]

export const viewer: Viewer = {
  id: 'u1',
  name: '林知远',
  username: 'handler',
  roles: ['handler', 'registrar'],
  agency: { id: 'a1', name: '青川区人民政府办公室' },
  units: [{ id: 'n1', name: '政府信息公开科' }],
  seats: [
    {
      id: 'u1',
      username: 'handler',
      name: '林知远',
      roles: ['handler', 'registrar'],
      units: [{ id: 'n1', name: '政府信息公开科' }],
      agencyId: 'a1',
      agencyIds: ['a1'],
    },
  ],
  agencyIds: ['a1'],
  csrf: 'c',
}

const thirdParty = sentence('party.thirdParty')

export const clock: Clock = {
  receivedOn: '2026-02-13',
  countedFrom: '2026-02-13',
  warnings: [
    new Warning('CONSULTATION_LAPSED', '条例第三十二条', 'warning.answerOverdue', {
      party: thirdParty,
      due: '2026-03-18',
    }),
  ],
  correctionNoticeDueOn: '2026-03-02',
  dueOn: '2026-03-26',
  provisional: false,
  status: 'running',
  workingDays: { allowed: 20, used: 14, left: 6 },
  settledOn: null,
  inTime: null,
  careful: {
    dueOn: '2026-03-25',
    inTime: null,
    because: sentence('careful.receipt', { safe: '2026-02-12', received: '2026-02-13' }),
  },
  replies: [],
  excluded: [
    { from: '2026-03-03', to: '2026-03-09', why: '征求第三方意见所需时间不计算在期限内（条例第三十三条第三款）。' },
  ],
  consultations: [{ type: 'thirdParty', answerDueOn: '2026-03-18' }],
  steps: [
    new Step('2026-02-13', '条例第三十一条第（三）项', 'receipt.onConfirmation', {
      on: '2026-02-12',
      arrived: sentence('arrived.online'),
      confirmed: '2026-02-13',
    }),
    new Step('2026-02-14', '国务院办公厅关于2026年部分节假日安排的通知', 'count.makeUpFor', {
      on: '2026-02-14',
      holiday: '春节',
    }),
    new Step('2026-02-15…2026-02-23', '国务院办公厅关于2026年部分节假日安排的通知', 'count.holidays', {
      from: '2026-02-15',
      to: '2026-02-23',
      holiday: '春节',
      n: 9,
    }),
    new Step('2026-03-03…2026-03-09', '条例第三十三条第三款', 'consultation.told', {
      letter: sentence('letter.open', {
        on: '2026-03-02',
        party: thirdParty,
        reached: '2026-03-03',
        due: '2026-03-18',
      }),
      excluded: sentence('excluded.days', { from: '2026-03-03', to: '2026-03-09', n: 5 }),
      moved: sentence('due.moves', { before: '2026-03-19', due: '2026-03-26' }),
    }),
    new Step('2026-03-16', '条例第三十三条第二款', 'count.upTo', {
      asOf: '2026-03-16',
      used: 14,
      rest: sentence('left.some', { n: 6 }),
      due: '2026-03-26',
    }),
  ],
}

export const days = stripDays(clock, calendar)

export const hash = (n: number) => n.toString(16).padStart(2, '0').repeat(32)

export const files: FileRef[] = [
  {
    id: 'f1',
    name: '身份证明（遮盖件）.pdf',
    size: 184_320,
    sha256: hash(17),
    type: 'application/pdf',
    url: '/files/f1',
  },
  { id: 'f2', name: '施工围挡照片.jpg', size: 2_411_724, sha256: hash(171), type: 'image/jpeg', url: '/files/f2' },
  {
    ...{
      id: 'f3',
      name: '申请事项.docx',
      size: 31_002,
      sha256: hash(91),
      type: 'application/msword',
      url: '/files/f3',
    },
    ...{ scan: 'infected', virus: 'Win.Test.EICAR_HDB-1' },
  },
  {
    ...{ id: 'f4', name: '房屋照片.png', size: 802_114, sha256: hash(92), type: 'image/png', url: '/files/f4' },
    scan: 'unscanned',
  },
]

export const letters: LetterRef[] = [
  {
    id: 'l1',
    title: '政府信息公开申请登记回执',
    kind: 'notice',
    number: '青公开回〔2026〕17号',
    madeOn: '2026-02-13',
    sha256: hash(33),
    url: '/letters/l1',
  },
  {
    id: 'l2',
    title: '第三方意见征求书',
    kind: 'consultation',
    number: '青公开征〔2026〕3号',
    madeOn: '2026-03-02',
    sha256: hash(34),
    url: '/letters/l2',
  },
]

export const noUploads: Uploads = { token: 'basket-token', waiting: [] }
export const uploads: Uploads = {
  token: 'basket-token',
  waiting: [
    { id: '0190f3a0-0000-7000-8000-000000000001', kind: 'file', name: '授权委托书.pdf', size: 184_320 },
    { id: '0190f3a0-0000-7000-8000-000000000002', kind: 'identity', name: '护照首页.jpg', size: 2_411_724 },
  ],
  refused: [{ message: '“程序.exe”是程序或者脚本，不能接收。请把需要提交的内容存为 PDF、图片或者 Word 文件后上传' }],
}

export const plainApplication: Application = {
  agency: 'qc-housing',
  applicant: { kind: 'person', name: '苏禾', idType: 'passport', idNumber: 'X00000001', phone: '0100-5550001' },
  request: {
    title: '学府路小学新建校舍环境影响评价批复',
    description: '学府路小学新建校舍项目2024年的环境影响评价批复。\n文号不清楚。',
    form: 'electronic',
    delivery: 'portal',
  },
}
export const application: Application = {
  ...plainApplication,
  coApplicants: [
    {
      kind: 'organisation',
      organisationType: 'welfare',
      name: '青川环保志愿者协会',
      creditCode: '51990000MA00000001',
      representative: '示例负责人',
      contact: '示例联系人',
      phone: '0100-5550002',
    },
  ],
  agent: { name: '周岚', idType: 'residentId', idNumber: '990000195001010019', phone: '0100-5550003' },
  needsHelp: true,
}

export const refused: FormState = {
  values: {
    agency: 'qc-housing',
    kind: 'organisation',
    name: '青川环保志愿者协会',
    organisationType: 'welfare' satisfies keyof typeof ORGANISATION_TYPES,
    phone: '12',
    title: '学府路小学新建校舍环境影响评价批复',
    hasAgent: 'yes',
    form: 'paper',
    delivery: 'post',
  },
  errors: [
    { field: 'creditCode', message: '请填写统一社会信用代码，18 位。' },
    { field: 'phone', message: '联系电话不完整，请填写能接通的号码。' },
    { field: 'address', message: '选择邮寄的，请填写通信地址。' },
    { field: 'delivery', message: '请选择怎样获取。' },
  ],
}
