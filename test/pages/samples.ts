/** Plainly fictitious people and papers with which every page can be shown: 青川区 and its offices do not exist. */

import type {
  Act,
  AgencyView,
  CaseView,
  DeskRow,
  DeskView,
  FactLine,
  FileRef,
  FormState,
  LetterRef,
  TrackingView,
  Viewer,
} from '../../src/cases/views.ts'
import { type Calendar, stripDays } from '../../src/web/parts/strip-days.ts'
import { type ORGANISATION_TYPES, OUTCOMES, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, plusDays, weekday } from '../../workflows/statute/days.ts'

/** The spring of 2026 as the notice has it: enough for the sample's dates. */
const off: Record<Day, string> = {}
for (let day = '2026-02-15'; day <= '2026-02-23'; day = plusDays(day, 1)) off[day] = '春节'
const made = ['2026-02-14', '2026-02-28']
const working = (day: Day) => made.includes(day) || (!off[day] && weekday(day) !== 0 && weekday(day) !== 6)
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
  unit: { id: 'n1', name: '政府信息公开科' },
}

export const clock: Clock = {
  receivedOn: '2026-02-13',
  countedFrom: '2026-02-13',
  warnings: [{ code: 'CONSULTATION_ENDS', text: '第三方意见期限今天届满，仍未收到答复。', article: '条例第三十二条' }],
  correctionNoticeDueOn: '2026-03-02',
  dueOn: '2026-03-26',
  provisional: false,
  status: 'running',
  workingDays: { allowed: 20, used: 14, left: 6 },
  settledOn: null,
  inTime: null,
  consultations: [{ type: 'thirdParty', answerDueOn: '2026-03-18' }],
  steps: [
    { on: '2026-02-13', article: '条例第三十一条第（三）项', text: '双方确认，收到申请之日。' },
    { on: '2026-02-14', article: '条例第三十三条第二款', text: '次日起计算；本日为调休上班，是第 1 个工作日。' },
    {
      on: '2026-02-15…2026-02-23',
      article: '国务院办公厅关于2026年部分节假日安排的通知',
      text: '春节放假 9 日，不计入。',
    },
    { on: '2026-03-03…2026-03-09', article: '条例第三十三条第三款', text: '征求第三方意见，5 个工作日不计入。' },
    { on: '2026-03-26', article: '条例第三十三条第二款', text: '第 20 个工作日，答复期限届满。' },
  ],
}

export const days = stripDays(clock, calendar)

const hash = (n: number) => n.toString(16).padStart(2, '0').repeat(32)

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

const day = { name: 'on', label: '日期', kind: 'day', required: true, value: '2026-03-18' } as const

export const acts: Act[] = [
  {
    type: 'replyDrafted',
    zh: '拟稿',
    article: '条例第三十六条',
    primary: true,
    makes: '政府信息公开申请答复书（草稿）',
    fields: [
      {
        name: 'outcome',
        label: '办理结果',
        kind: 'choice',
        required: true,
        choices: Object.entries(OUTCOMES).map(([value, { zh }]) => ({ value, label: zh })),
      },
      { name: 'reasons', label: '事实和理由', kind: 'long', required: true, help: '写明检索经过、依据和结论。' },
      {
        name: 'fields.agency',
        label: '负责公开的机关',
        kind: 'text',
        required: false,
        when: { field: 'outcome', is: ['notThisAgency'] },
      },
      { ...day },
      { name: 'evidence', label: '依据', kind: 'long', required: false },
    ],
  },
  {
    type: 'thirdPartyAnswered',
    zh: '第三方答复',
    article: '条例第三十二条',
    primary: false,
    fields: [
      day,
      { name: 'consents', label: '是否同意公开', kind: 'yesNo', required: true },
      { name: 'reasons', label: '理由', kind: 'long', required: false },
      { name: 'files', label: '答复原件', kind: 'files', required: false },
    ],
  },
  {
    type: 'searched',
    zh: '检索',
    article: '条例第三十六条第（四）项',
    primary: false,
    fields: [
      { name: 'places', label: '检索范围', kind: 'lines', required: true, help: '系统、库房、科室。' },
      { name: 'terms', label: '检索词', kind: 'lines', required: true },
      { name: 'found', label: '是否找到', kind: 'yesNo', required: true },
    ],
  },
  {
    type: 'extended',
    zh: '延期',
    article: '条例第三十三条第二款',
    primary: false,
    makes: '延期答复告知书',
    warning: '延期只能一次，作出后不能撤回。告知书送达申请人后生效。',
    fields: [
      { name: 'workingDays', label: '延长工作日', kind: 'number', required: true, help: '1 至 20。' },
      { name: 'reason', label: '理由', kind: 'long', required: true },
      {
        name: 'approvedBy',
        label: '批准人',
        kind: 'choice',
        required: true,
        choices: [{ value: 'u9', label: '周明（政府信息公开科科长）' }],
      },
    ],
  },
  { type: 'conferred', zh: '会商', article: '条例第十一条', primary: false, fields: [day] },
  {
    type: 'noted',
    zh: '备注',
    article: '条例第四十五条',
    primary: false,
    fields: [{ name: 'text', label: '内容', kind: 'long', required: true }],
  },
]

const fact = (
  position: number,
  line: Partial<FactLine> & Pick<FactLine, 'type' | 'zh' | 'article' | 'on'>,
): FactLine => ({
  position,
  at: `${line.on}T02:12:00Z`,
  by: '林知远',
  hash: hash(position + 40),
  details: [],
  files: [],
  ...line,
})

export const facts: FactLine[] = [
  fact(1, {
    type: 'submitted',
    zh: '提交',
    article: '条例第二十九条',
    on: '2026-02-12',
    by: '申请人',
    details: [{ label: '来件方式', value: '网络提交' }],
  }),
  fact(2, {
    type: 'confirmed',
    zh: '双方确认',
    article: '条例第三十一条',
    on: '2026-02-13',
    details: [
      { label: '方式', value: '电话' },
      { label: '说明', value: '9:40 与申请人本人通话，确认收到。' },
    ],
  }),
  fact(3, { type: 'registered', zh: '登记', article: '条例第四十五条', on: '2026-02-13' }),
  fact(4, {
    type: 'letterMade',
    zh: '文书生成',
    article: '条例第四十五条',
    on: '2026-02-13',
    by: '系统',
    details: [{ label: '文书', value: '登记回执 青公开回〔2026〕17号' }],
  }),
  fact(5, {
    type: 'assigned',
    zh: '分办/转办',
    article: '条例第四条、第四十五条',
    on: '2026-02-14',
    rectifiedBy: 6,
    details: [{ label: '承办', value: '综合科' }],
  }),
  fact(6, {
    type: 'rectified',
    zh: '更正记录',
    article: '条例第四十五条',
    on: '2026-02-14',
    details: [{ label: '理由', value: '承办机构选错，应为政府信息公开科。' }],
  }),
  fact(7, {
    type: 'thirdPartyConsulted',
    zh: '征求第三方意见',
    article: '条例第三十二条',
    on: '2026-03-02',
    details: [{ label: '第三方', value: '青川云溪建设有限公司' }],
    files: [files[0]!],
  }),
]

export const caseView: CaseView = {
  id: 'c1',
  receipt: '20260212-0417-83916',
  number: '青公开申〔2026〕17号',
  agency: { id: 'a1', name: '青川区人民政府办公室' },
  channel: 'online',
  stage: 'review',
  status: 'running',
  today: '2026-03-18',
  nextStep: '第三方意见期限今天届满。请记录第三方答复，或者拟写答复。',
  applicant: {
    kind: 'person',
    name: '苏禾',
    details: [
      { label: '证件', value: '居民身份证 1***************8' },
      { label: '电话', value: '0100-5550177' },
      { label: '邮箱', value: 'suhe@mail.example' },
      { label: '地址', value: '青川区清水街 12 号 3 单元 401' },
    ],
  },
  request: {
    title: '云溪路改造工程施工许可证及批准文件',
    description:
      '申请公开2024年1月至12月，云溪路改造工程（清水街至学府路段）的施工许可证、夜间施工批准文件，以及施工单位提交的扬尘治理方案。',
    details: [
      { label: '文号', value: '不详' },
      { label: '载体', value: '电子文档' },
      { label: '获取方式', value: '网上查收' },
    ],
  },
  needsHelp: true,
  outcome: null,
  unit: '政府信息公开科',
  handler: '林知远',
  clock,
  days,
  facts,
  letters,
  draft: {
    outcome: 'partlyDisclosed',
    outcomeZh: '部分公开',
    template: 'replies/partly-disclosed',
    title: '政府信息公开申请答复书',
    by: '林知远',
    previewUrl: '/preview.pdf',
  },
  files,
  may: acts,
}

export const tracking: TrackingView = {
  receipt: caseView.receipt,
  number: caseView.number,
  title: caseView.request.title,
  agency: {
    name: '青川区人民政府办公室',
    office: '政府信息公开科',
    phone: '0100-5550101',
    address: '青川区云溪路 1 号 302 室',
  },
  submittedAt: '2026-02-12T13:05:44Z',
  today: '2026-03-18',
  stage: 'review',
  stages: [
    { stage: 'receive', zh: STAGES.receive, on: '2026-02-12', by: null, now: false },
    { stage: 'register', zh: STAGES.register, on: '2026-02-13', by: '政府信息公开科', now: false },
    { stage: 'review', zh: STAGES.review, on: '2026-02-14', by: '政府信息公开科', now: true },
    { stage: 'reply', zh: STAGES.reply, on: null, by: null, now: false },
    { stage: 'archive', zh: STAGES.archive, on: null, by: null, now: false },
  ],
  nextStep: '机关正在征求第三方意见。所需时间不计入答复期限。',
  clock,
  days,
  letters: [letters[0]!],
  may: [
    {
      type: 'withdrawn',
      zh: '撤回申请',
      article: '条例第二十九条',
      primary: false,
      warning: '撤回后机关不再办理本件申请，不能恢复。您可以另行提出新的申请。',
      fields: [{ name: 'why', label: '撤回原因', kind: 'long', required: false }],
    },
    {
      type: 'fileAdded',
      zh: '补充材料',
      article: '条例第四十五条',
      primary: false,
      fields: [{ name: 'files', label: '材料', kind: 'files', required: true }],
    },
  ],
  remedy: null,
}

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
  provisional: false,
  left,
  unit: '政府信息公开科',
  handler: '林知远',
  agency: '青川区人民政府办公室',
  ...line,
})

export const desk: DeskView = {
  today: '2026-03-18',
  filter: {},
  counts: {
    open: 61,
    overdue: 2,
    today: 1,
    soon: 5,
    unconfirmed: 4,
    stages: { receive: 6, register: 3, review: 41, reply: 8, archive: 3 },
  },
  rows: [
    row(9, -3, { title: '2023年度清水街征收补偿安置方案及分户评估汇总', applicantName: '顾長庚' }),
    row(11, -1, { title: '学府路小学新建校舍环境影响评价批复', applicantName: '青川环保志愿者协会', handler: null }),
    row(17, 0, { nextDueFor: '第三方答复', status: 'suspended' }),
    row(18, 2, { title: '区级财政2025年老旧小区加装电梯补贴资金分配表', applicantName: '黎安', stage: 'reply' }),
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
