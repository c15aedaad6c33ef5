/** Pages of 遮盖 with whatever may stand on them. */
import type { VNode } from 'preact'
import type { Viewer } from '../../src/people/sessions.ts'
import type { KeptMark, State } from '../../src/redaction/marks.ts'
import { RedactionListPage } from '../../src/redaction/pages/list.tsx'
import { RedactionPage } from '../../src/redaction/pages/redaction.tsx'
import type { RedactionView } from '../../src/redaction/pages/view.ts'
import type { Redaction } from '../../src/redaction/redactions.ts'

const BOX = { x0: 100, y0: 100, x1: 200, y1: 116 }
const marks: KeptMark[] = [
  { id: '1-1', page: 1, box: BOX, ground: 'privacy', how: 'identityNumber' },
  { id: '1-2', page: 2, box: BOX, ground: 'tradeSecret', how: 'hand', instead: '甲' },
]
const redaction: Redaction = {
  ...{ agencyId: 'qingchuan', caseId: 'c1', file: 'f1', state: 'open', step: 2, done: 0, why: null, verdict: null },
  ...{ pages: [1, 2].map(() => ({ width: 595, height: 842 })), askedBy: null, confirmedBy: null, result: null },
  ...{ by: 'staff:handler', at: '2026-03-17T02:00:00.000Z' },
}
const checks: NonNullable<Redaction['verdict']>['checks'] = [
  { name: 'poppler', result: 'passed', pages: [] },
  { name: 'pdfjs', result: 'failed', pages: [2] },
  { name: 'ocr', result: 'untried', pages: [] },
]

export function redactionPagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const found = { kind: 'mobile' as const, text: '13800000000', boxes: [BOX] }
  const view: RedactionView = {
    ...{ id: 'c1', number: '青依申〔2026〕3号', file: 'f1', name: '批复.pdf', redaction, marks, page: 1 },
    ...{ under: ['110105194912310029'], words: '张三、李四', form: { values: {}, errors: [] } },
    found: [
      { found: [found, { ...found, boxes: [{ ...BOX, y0: 300, y1: 316 }] }], isBlank: false, under: [] },
      { found: [{ ...found, kind: 'email', text: 'A@EXAMPLE.COM' }], isBlank: true, under: [] },
    ],
    people: new Map([
      ['staff:handler', '示例·承办人'],
      ['staff:head', '示例·负责人'],
    ]),
    ...{ mayWrite: true, moves: ['ask', 'drop'], mayUndo: true },
  }
  const page = (more: Partial<RedactionView>, state: Partial<Redaction> = {}) => (
    <RedactionPage {...{ viewer, csrf }} view={{ ...view, ...more, redaction: { ...redaction, ...state } }} />
  )
  const errors = [{ field: 'ground', message: '请选择' }]
  const line = (state: State | undefined) => ({
    ...{ file: `f-${state}`, name: '批复.pdf', size: 2_048, canBe: true, state, marks: 2, result: null },
    says: '个人隐私2处（条例第十五条）',
  })
  const list = { id: 'c1', number: view.number, mayMark: true }
  return {
    'files to redact': (
      <RedactionListPage
        {...{ viewer, csrf }}
        view={{
          ...list,
          lines: [line(undefined), line('open'), line('made'), { ...line(undefined), file: 'x', canBe: false }],
        }}
      />
    ),
    'files to redact, none': <RedactionListPage {...{ viewer, csrf }} view={{ ...list, lines: [] }} />,
    'a file being redacted': page({}),
    'a file being redacted, sent back': page({ form: { values: { left: '5' }, errors } }),
    'a file being redacted, nothing found': page({ marks: [], found: [], under: [], words: '' }),
    'a file whose marks were returned': page({}, { why: 'returned' }),
    'a redacted file to confirm': page(
      { moves: ['back', 'confirm'], found: [] },
      { state: 'asked', askedBy: 'staff:handler' },
    ),
    'a redacted file being made': page({ moves: [], found: [] }, { state: 'making', done: 1 }),
    'a redacted file': page(
      { moves: ['reopen', 'drop'], found: [], page: 2 },
      {
        state: 'made',
        confirmedBy: 'staff:head',
        result: 'f2',
        verdict: { passed: true, checks: [checks[0]!, checks[2]!] },
      },
    ),
    'a redacted file that failed': page(
      { moves: ['reopen'], found: [] },
      { state: 'failed', why: 'proof', verdict: { passed: false, checks } },
    ),
    'a redacted file that could not be made': page({ moves: ['reopen'], found: [] }, { state: 'failed', why: 'fonts' }),
  }
}
