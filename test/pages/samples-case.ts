/** One case as staff see it, and the same case as its applicant does. */
import type { FactLine } from '../../src/cases/describe.ts'
import type { CaseView } from '../../src/desk/views.ts'
import type { TrackingView } from '../../src/intake/views.ts'
import type { Act } from '../../src/web/shapes.ts'
import { sentence } from '../../src/web/words/sentences.ts'
import type { Missing } from '../../workflows/disclosure/missing.ts'
import { FACTS, type FactType, OUTCOMES, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import { clock, days, files, hash, letters } from './samples.ts'

/** What a letter of three lines lacks. */
export const lacking: Missing[] = [
  { field: 'applicant.idNumber', name: '申请人的身份证件号码', article: '条例第二十九条第二款第一项', toCorrect: true },
  {
    ...{ field: 'applicant.email', name: '申请人的电子邮箱', article: '条例第二十九条第二款第一项', toCorrect: false },
    written: '张三在示例',
  },
]

const day = { name: 'on', label: '日期', kind: 'day', required: true, value: '2026-03-18', ofThePast: true } as const

const acts: Act[] = [
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
      { name: 'evidence', label: '依据', kind: 'long', required: false, ofThePast: true },
      {
        ...{ name: 'evidenceFiles', label: '作为依据的文件', kind: 'files', holds: 'evidenceFiles' },
        ...{ required: false, optional: '代替文字', ofThePast: true },
      },
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

/** A head's list at its longest: a page must stay calm with it. */
const MANY: FactType[] = [
  'assigned',
  'correctionRequested',
  'extended',
  'reasonsRequested',
  'feeNotified',
  'conferred',
  'searched',
  'secrecyReviewed',
  'thirdPartyConsulted',
  'agencyConsulted',
  'rectified',
  'noted',
  'fileAdded',
]
const reckoned = {
  url: '/api/v1/cases/c1/fee',
  says: '本件为第12件。第12件，每件100元，计100元。按标准应收100元。',
  counted: [{ url: '/cases/c0', label: '2026-0001 云溪路改造工程施工许可证（计11件）' }],
}
export const manyActs: Act[] = MANY.map((type) => ({
  type,
  zh: FACTS[type].zh,
  article: FACTS[type].article,
  primary: type === 'assigned',
  fields: [{ name: 'note', label: '说明', kind: 'long', required: true }],
  ...(type === 'feeNotified' && { reckoned }),
}))

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

const facts: FactLine[] = [
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
  nextAct: 'thirdPartyAnswered',
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
  unprinted: '泰文6种（U+0E20、U+0E32、U+0E29等）',
  outcome: null,
  unit: '政府信息公开科',
  handler: '林知远',
  clock,
  days,
  facts,
  letters,
  others: 2,
  parties: [
    { party: 'applicant', name: '苏禾' },
    { party: 'coApplicant:1', name: '示例市云溪区清水街老旧小区加装电梯业主联合推进委员会' },
    { party: 'consultation:1', name: '青川云溪建设有限公司' },
    { party: 'consultation:3', name: '青川云溪建设有限公司' },
  ],
  draft: {
    outcome: 'partlyDisclosed',
    outcomeZh: '部分公开',
    template: 'replies/partly-disclosed',
    title: '政府信息公开申请答复书',
    by: '林知远',
    position: 6,
    on: '2026-03-09',
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
  soonUntil: '2026-03-25',
  stage: 'review',
  stages: [
    {
      stage: 'receive',
      zh: STAGES.receive,
      on: '2026-02-12',
      by: null,
      now: false,
      events: [{ on: '2026-02-12', what: 'submitted' }],
    },
    { stage: 'register', zh: STAGES.register, on: '2026-02-13', by: '政府信息公开科', now: false, events: [] },
    {
      stage: 'review',
      zh: STAGES.review,
      on: '2026-02-14',
      by: '政府信息公开科',
      now: true,
      events: [
        { on: '2026-02-14', what: 'assigned' },
        { on: '2026-03-02', what: 'consulted' },
        { on: '2026-03-09', what: 'consultationEnded' },
      ],
    },
    { stage: 'reply', zh: STAGES.reply, on: null, by: null, now: false, events: [] },
    { stage: 'archive', zh: STAGES.archive, on: null, by: null, now: false, events: [] },
  ],
  nextStep: sentence('next.handling'),
  clock,
  days,
  letters: [letters[0]!],
  stopped: ['f9'],
  infected: [{ name: '补充材料.docx', virus: 'Win.Test.EICAR_HDB-1' }],
  unseenPapers: [{ name: '身份证.pdf', heed: 'locked' }],
  heeded: [{ name: '合同.pdf', code: 'FILE_LOCKED', message: sentence('file.locked', { name: '合同.pdf' }) }],
  files: [
    {
      ...{ id: 'given-1', name: '安置房源分配表.xlsx', size: 24_000, sha256: 'e'.repeat(64), pages: null },
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      url: '/given-1',
    },
  ],
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
  asked: {},
  remedy: null,
  lastDays: null,
}

/** The same, waiting for everything that an office may ask at once, and answered already. */
export const trackingAsked: TrackingView = {
  ...tracking,
  asked: {
    correction: { by: '2026-03-20', left: 2, matters: ['请写明起止年份', '请补充文号'], letter: '/letters/l1' },
    fee: {
      by: '2026-03-30',
      left: 12,
      days: 20,
      amount: 200,
      basis: 'items',
      quantity: 12,
      lines: [
        { from: 9, to: 10, rate: 0, amount: 0 },
        { from: 11, to: 20, rate: 100, amount: 1000 },
      ],
      how: '请凭本通知书领取缴款凭证。',
    },
    reasons: { by: '2026-03-17', left: -1, why: '申请的数量明显超过合理范围。' },
  },
  remedy: sentence('remedy.noReply'),
  lastDays: {
    servedOn: '2026-03-16',
    first: true,
    reconsider: { by: '2026-05-15', left: 58, body: '示例市人民政府' },
    sue: { by: '2026-09-16', left: 182, court: '示例市中级人民法院' },
    provisional: true,
  },
}

/** Two who apply together: one has the reply, of the other nothing proves it. */
export const trackingTogether: TrackingView = {
  ...trackingAsked,
  together: {
    names: ['苏禾', '黎安'],
    representative: null,
    remedies: [
      { name: '苏禾', lastDays: trackingAsked.lastDays },
      { name: '黎安', lastDays: null },
    ],
  },
}

/** What was set aside as no application. */
export const trackingAside: TrackingView = {
  ...tracking,
  number: null,
  stage: 'receive',
  stages: tracking.stages.map((one, i) => ({
    ...one,
    now: i === 0,
    ...(i > 0 && { on: null, by: null, events: [] }),
    ...(i === 0 && { events: [...one.events, { on: '2026-02-13', what: 'setAside' }] }),
  })),
  nextStep: sentence('next.setAside'),
  aside: { on: '2026-02-13', why: '商业广告，没有申请公开任何信息。', dueOn: '2026-03-19' },
  clock: { ...clock, ...{ status: 'closed', receivedOn: null, dueOn: null, excluded: [], consultations: [] } },
  letters: [],
  stopped: [],
  infected: [],
  unseenPapers: [],
  heeded: [],
  files: [],
  may: [],
}

const { aside: _aside, ...withoutAside } = trackingAside
/** What was moved to another agency. */
export const trackingMoved: TrackingView = {
  ...withoutAside,
  stages: trackingAside.stages.map((one, i) => ({
    ...one,
    ...(i === 0 && { events: [{ on: '2026-02-13', what: 'transferred' }] }),
  })),
  nextStep: sentence('next.moved', { agency: '青川区教育局', receipt: '20260302-00002-000002' }),
  moved: {
    ...{ on: '2026-02-13', agency: '青川区教育局', office: '青川区教育局办公室', phone: '010-00000000' },
    receipt: '20260302-00002-000002',
  },
}
