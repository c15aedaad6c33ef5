/** A correction notice before it goes: read from its form, and waiting for the approval of another. */
import type { NoticeLetter } from '../../src/desk/pages/notice.tsx'
import type { NoticeWaiting, PreparedRef } from '../../src/desk/views.ts'
import type { Act } from '../../src/web/shapes.ts'

export const correcting: Act = {
  type: 'correctionRequested',
  zh: '补正告知',
  article: '条例第三十条',
  primary: false,
  makes: '政府信息公开申请补正告知书',
  notice: { approval: false },
  fields: [
    { name: 'matters', label: '需要补正的事项', kind: 'lines', required: true },
    { name: 'answerBy', label: '补正期限', kind: 'day', required: true },
  ],
}

export const typed = {
  type: 'correctionRequested',
  matters: '请写明所需信息的起止年份\n参照法释〔2011〕17号写明文号',
  answerBy: '2026-04-01',
}

export const noticeLetters: NoticeLetter[] = [
  {
    title: '政府信息公开申请补正告知书',
    lines: [
      { text: '政府信息公开申请补正告知书', part: 'title' },
      { text: '苏禾：', part: 'addressee' },
      { text: '经审查，上述申请尚不符合规定的要求，现将需要补正的内容一次性告知如下：' },
      {
        text: '2.参照法释〔2011〕17号写明文号',
        findings: [{ text: '引用了已经废止的文件。', stops: true, article: '法释〔2025〕8号', rule: 'LAW_REPEALED' }],
      },
    ],
    open: ['缴纳方式'],
    missing: ['𰻝'],
  },
]

export const waitingNotice: PreparedRef = {
  id: 'n1',
  type: 'correctionRequested',
  zh: '补正告知',
  version: 2,
  digest: '0'.repeat(64),
  preparedBy: '林知远',
  preparedAt: '2026-03-17T02:12:00.000Z',
  returned: null,
  errors: 1,
  hints: 0,
  refused: null,
  mine: false,
  forYou: true,
  mayTakeAway: true,
}
export const returnedNotice: PreparedRef = {
  ...waitingNotice,
  id: 'n2',
  returned: { by: '周明', at: '2026-03-18T01:00:00.000Z', opinion: '请去掉废止的依据。' },
  mine: true,
  forYou: false,
}

export const approving: Act = {
  ...correcting,
  zh: '批准并发出',
  primary: true,
  fields: [{ name: 'on', label: '发生日期', kind: 'day', required: true, value: '2026-03-18', ofThePast: true }],
  warning: '批准后文书编号并发出，不能修改或者撤回。',
}

export const toApprove: NoticeWaiting[] = [
  {
    id: 'n1',
    caseId: 'c1',
    zh: '补正告知',
    number: '青公开申〔2026〕17号',
    receipt: '20260212-0417-83916',
    title: '云溪路改造工程施工许可证及批准文件',
  },
]
