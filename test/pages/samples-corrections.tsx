/** Corrections as their pages show them: typed, read with what follows, asked for, refused; and the desk with all its filters. */
import type { CorrectionForm } from '../../src/desk/corrections/form.ts'
import type { CorrectionShown } from '../../src/desk/corrections/show.ts'
import { CorrectionPage } from '../../src/desk/pages/correction.tsx'
import { NewCorrectionPage, NotCorrectedPage } from '../../src/desk/pages/new-correction.tsx'

type Signed = Pick<Parameters<typeof CorrectionPage>[0], 'viewer' | 'csrf'>

const of = { id: 'c1', number: '青公开申〔2026〕9号', title: '示例路危旧房改造征收补偿方案' }
const asked: CorrectionForm = {
  ...{ position: 1, type: 'submitted', zh: '提交', mayBeStruck: true, elsewhere: ['证件号码不在这里更正。'] },
  fields: [
    {
      ...{ name: 'channel', label: '来件方式', kind: 'choice', required: true },
      choices: [
        { value: 'counter', label: '当面' },
        { value: 'post', label: '邮寄' },
      ],
    },
    { name: 'on', label: '来件日期', kind: 'day', required: true },
    { name: 'applicant.name', label: '申请人姓名或者名称', kind: 'text', required: true },
    { name: 'request.description', label: '所需信息的描述', kind: 'long', required: false },
  ],
  values: { channel: 'counter', on: '2026-03-02', 'applicant.name': '张三', 'request.description': '征收补偿方案。' },
}
const shown: CorrectionShown = {
  ...{ zh: '提交', on: '2026-03-02' },
  changes: [{ label: '来件日期', before: '2026年3月2日', after: '2026年3月1日' }],
  consequences: [
    '答复最迟：由2026年3月30日变为2026年3月27日。',
    '《登记回执》写的收到日期不再相符，需要的，另行告知申请人。',
  ],
}
const one = {
  ...{ id: 'n1', position: 1, why: '邮戳为3月1日。', replacement: { on: '2026-03-01' } },
  ...{ askedBy: 'staff:registrar', askedAt: '2026-03-03T02:00:00.000Z', opinion: null, refusedBy: null },
}

/** By the name of each page. */
export const correctionPagesOf = (signed: Signed) => {
  const head = { ...signed, case: of, idempotencyKey: 'key-1' }
  const decided = { ...head, one, shown, digest: 'd1', called: () => '示例·登记人员' }
  return {
    'correction-new': (
      <NewCorrectionPage
        {...{ ...head, asked, mayDecide: false, files: [{ id: 'f1', name: '信封.pdf' }] }}
        form={{ values: asked.values, errors: [{ field: 'why', message: '请填写' }] }}
      />
    ),
    'correction-read': (
      <NewCorrectionPage
        {...{ ...head, asked, mayDecide: true, files: [], waits: 'n1', read: { shown, digest: 'd1' } }}
        form={{ values: { ...asked.values, why: '邮戳为3月1日。' }, errors: [] }}
      />
    ),
    'correction-struck': (
      <NewCorrectionPage
        {...{ ...head, mayDecide: false, files: [], read: { shown: { ...shown, changes: [] }, digest: 'd1' } }}
        asked={{ ...asked, type: 'assigned', zh: '分办/转办', fields: [], values: {} }}
        form={{ values: { why: '分错了承办机构。' }, errors: [] }}
      />
    ),
    'correction-none': <NotCorrectedPage {...signed} case={of} position={2} why={['系统自行记录的凭证不能更正。']} />,
    correction: <CorrectionPage {...decided} evidence={['信封.pdf']} mayDecide mine={false} />,
    'correction-refused': (
      <CorrectionPage
        {...{ ...decided, evidence: [], mayDecide: false, mine: true }}
        one={{ ...one, opinion: '邮戳看不清。', refusedBy: 'staff:head' }}
        refused="发生日期早于申请提交日期。请核对日期。"
        shown={undefined}
      />
    ),
  }
}
