/** Letters of 青川区: a register of numbers with one void and one that answered two applications, and one made again. */
import type { RegisterView, Reprint, TogetherView } from '../../src/replies/views.ts'
import { agencies } from './samples.ts'

const [{ code: id, name }] = agencies as [(typeof agencies)[number]]
const onFile = (n: number) => ({
  id: `case-${n}`,
  number: `2026-000${n}`,
  letter: `letter-${n}`,
  url: `/api/v1/cases/case-${n}/letters/letter-${n}`,
  void: null,
})

export const register: RegisterView = {
  agency: { id, name },
  agencies: agencies.map(({ code, name }) => ({ id: code, name })),
  years: [2026, 2025],
  year: 2026,
  kind: 'reply',
  last: 3,
  voided: 1,
  missing: [],
  next: null,
  numbers: [
    {
      value: 3,
      number: '青政依复〔2026〕3号',
      title: '政府信息公开申请答复书',
      signedOn: '2026-03-12',
      by: '示例·签发人',
      voided: false,
      cases: [onFile(2), onFile(3)],
    },
    {
      value: 2,
      number: '青政依复〔2026〕2号',
      title: '政府信息不存在答复书',
      signedOn: '2026-03-10',
      by: '示例·签发人',
      voided: true,
      cases: [
        {
          ...onFile(1),
          void: {
            for: 'rectified',
            on: '2026-03-11',
            by: '示例·公开办主任',
            position: 12,
            why: '签发的稿件不是定稿。',
          },
        },
      ],
    },
    {
      value: 1,
      number: '青政依复〔2026〕1号',
      title: '政府信息公开申请答复书',
      signedOn: '2026-03-02',
      by: '示例·签发人',
      voided: false,
      cases: [onFile(4)],
    },
  ],
}

export const reprinted: Reprint = {
  letter: 'letter-1',
  title: '政府信息公开申请答复书',
  number: '青政依复〔2026〕1号',
  identical: true,
  compared: 'file',
  sha256: '9f2c'.repeat(16),
  keptSha256: '9f2c'.repeat(16),
  differs: [],
}

const other = (n: number): TogetherView['others'][number] => ({
  id: `case-${n}`,
  number: `2026-00${10 + n}`,
  receipt: `20260212-0417-8391${n}`,
  title: `清水街改造工程第${n}期批复`,
  description: `申请公开清水街改造工程第${n}期的立项批复和资金安排。`,
  receivedOn: '2026-03-02',
  dueOn: '2026-03-30',
  carefulDueOn: '2026-03-26',
  why: [],
  lacks: [],
})

export const together: TogetherView = {
  id: 'case-1',
  number: '2026-0011',
  receipt: '20260212-0417-83911',
  title: '清水街改造工程第1期批复',
  applicantName: '示例申请人',
  act: {
    type: 'replyDrafted',
    zh: '拟稿',
    article: '条例第三十六条',
    primary: true,
    fields: [
      {
        name: 'outcome',
        label: '办理结果',
        kind: 'choice',
        required: true,
        choices: [
          { value: 'disclosed', label: '予以公开' },
          { value: 'notHeld', label: '政府信息不存在' },
        ],
      },
      { name: 'fields.content', label: '提供的内容和方式', kind: 'long', required: false },
    ],
  },
  others: [
    other(2),
    { ...other(3), lacks: [{ outcomes: ['予以公开'], says: '公开前须经保密审查。请先记录“保密审查”。' }] },
    { ...other(4), number: null, receivedOn: null, dueOn: null, why: ['申请件处于“收件”环节，此时不能记录“拟稿”。'] },
  ],
}
