/** Whatever an applicant writes, and however briefly staff answer: nothing of it is an error that stops a letter. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, found } from '../../../src/drill/sample-letter.ts'
import { shipped as templates } from '../../../src/letters/templates/shipped.ts'
import type { Fact } from '../../../workflows/disclosure/vocabulary.ts'
import { seeded, times } from '../../support/proof.ts'

const replies = [...templates.values()].filter(({ kind }) => kind === 'reply')
const NOTICES = [
  ...['correctionNotice', 'extensionNotice', 'fee', 'reasons', 'delay', 'thirdParty', 'agency', 'agencyOpinion'],
  ...['consultationNotice', 'agencyConsultationNotice'],
]
const errors = (id: string, change: Change) =>
  found(id, change).flatMap(({ severity, rule, says }) => (severity === 'error' ? [`${rule} ${says}`] : []))

/** Pieces that rules look for, marks that end quotations, and characters that nobody can print. */
const piece = fc.oneof(
  fc.constantFrom(
    ...['“', '”', '‘', '’', '。', '，', '；', '：', '（', '）', '\n', '\t', ' ', '　', '\u200b', '\u202e', '\u0301'],
    ...['《条例》第二十一条', '《条例》第五十七条', '法释〔2011〕17号', '110101199003071233', '13800138000', '____'],
    ...['{{case.number}}', '××年××月', '15个工作日', '应当先申请行政复议', '3个月内提起诉讼', '本机关决定不予公开'],
    ...[
      '2026年2月30日',
      '已于2027年2月3日',
      '本机关于2020年1月1日收到您的申请',
      '可以区分处理',
      '视为同意',
      '〓',
      'undefined',
    ],
  ),
  fc.string({ maxLength: 8, unit: 'grapheme' }),
)
const words = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''))

const asked = (title: string, request: string, name = title): Change => ({
  data: { case: { title, request }, applicant: { name } },
  facts: (facts) =>
    facts.map((fact) =>
      fact.type === 'submitted'
        ? ({
            ...fact,
            applicant: { ...fact.applicant, name },
            request: { ...fact.request, title, description: request },
          } as Fact)
        : fact.type === 'searched'
          ? { ...fact, terms: [title] }
          : fact,
    ),
})

describe.each([...replies.map(({ id }) => id), ...NOTICES])('%s', (id) => {
  test('the applicant’s words are never an error of ours', () => {
    fc.assert(
      fc.property(words, words, (title, request) => {
        expect(errors(id, asked(title, request))).toEqual([])
      }),
      { numRuns: times(25, 2_000), ...seeded(20_261_121) },
    )
  })
})

describe.each(replies.map(({ id }) => id))('%s', (id) => {
  test('a short plain answer in every field is no error', () => {
    const fields = Object.keys(templates.get(id)!.asks)
    const SHORT = [
      '理由。',
      '见附件',
      '测试',
      '无',
      '同意',
      '是',
      'test',
      'OK',
      '1',
      '2026',
      '第三方',
      '附后。',
      '略',
      'N/A',
    ]
    for (const word of SHORT)
      expect([word, errors(id, { data: { ask: Object.fromEntries(fields.map((name) => [name, word])) } })]).toEqual([
        word,
        [],
      ])
  })
})
