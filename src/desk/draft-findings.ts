/** What the checker found in the draft on the table: beside its lines, and in the forms that review, approve and sign it. */
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { textOf } from '../documents/index.ts'
import { partOf } from '../letters/part-of.ts'
import type { CheckedDraft } from '../letters/preview.ts'
import type { Field } from '../web/shapes.ts'
import { countsOf, type DraftLine } from './pages/letter-preview.tsx'
import type { CaseView } from './views.ts'

/** What concerns the letter as a whole stands at its head. */
export const linesWithFindings = ({ letter, findings }: CheckedDraft): DraftLine[] =>
  textOf(letter).map((text, index) => ({
    text,
    part: partOf(letter, text, index),
    findings: findings
      .filter(({ line = 0 }) => line === index)
      .map(({ rule, says, remedy, severity, article }) => ({
        rule,
        text: says,
        remedy,
        article,
        stops: severity === 'error',
      })),
  }))

/** Asked where an error stops the letter: who answers for it all the same, and why. */
export const overrideFields = (act: '签发' | '发出'): Field[] => [
  {
    name: 'override.approvedBy',
    label: '批准人',
    kind: 'text',
    required: false,
    optional: `照此${act}的，必填`,
    fold: `确需照此${act}：批准人和理由`,
    help: `对照此${act}负责的人员姓名。`,
  },
  {
    name: 'override.reason',
    label: '理由',
    kind: 'long',
    required: false,
    optional: `照此${act}的，必填`,
    fold: `确需照此${act}：批准人和理由`,
    help: '逐项写明为什么不改正。批准人、理由和未通过的校验一并记入台账。',
  },
]

/** The view with findings in its forms; where an error stops the signature, with the fields of an override. */
export function withFindings(view: CaseView, { findings, open }: CheckedDraft): CaseView {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const hints = findings.length - errors
  const counted = countsOf(errors, hints)
  const lacking = open.length > 0 ? `还没有填写：${open.join('、')}。` : ''
  const notes: Partial<Record<FactType, string>> = {
    replyDrafted: counted || lacking ? `现有拟稿：${counted ? `${counted}。` : ''}${lacking}` : '',
    replyReviewed: `校验${counted ? `：${counted}。${errors ? '不改正不能签发。' : ''}` : '没有发现问题。'}${lacking}`,
    replyApproved: errors
      ? `文书有 ${errors} 处必须改正，不改正不能签发。${lacking}`
      : hints
        ? `校验：${counted}。`
        : '',
    replySigned: errors ? `文书有 ${errors} 处必须改正，现在不能签发，请退回修改。` : hints ? `校验：${counted}。` : '',
  }
  const may = view.may.map((act) => {
    const note = notes[act.type]
    const fields = act.type === 'replySigned' && errors > 0 ? [...act.fields, ...overrideFields('签发')] : act.fields
    return { ...act, fields, ...(note && { note }) }
  })
  return { ...view, may }
}
