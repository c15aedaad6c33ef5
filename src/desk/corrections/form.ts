/** The form of a correction: what one record says now, field by field, and what is to stand in its place. */
import type { Heard } from '../../../workflows/disclosure/context.ts'
import { Refused } from '../../../workflows/disclosure/decide.ts'
import { rectifiable } from '../../../workflows/disclosure/rectify.ts'
import { CHANNELS, FACTS, type FactOf, type FactType, ID_TYPES } from '../../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../../workflows/statute/clock.ts'
import { counting } from '../../../workflows/statute/counting.ts'
import { ACTS, askedOf, isRecordable } from '../../acts/catalogue.ts'
import { fromFactForm } from '../../acts/fact-form.ts'
import { refusedBy } from '../../cases/accept.ts'
import { invalid } from '../../ground/errors.ts'
import { type FactRow, heard } from '../../ledger/queries.ts'
import type { Field } from '../../web/shapes.ts'

export type CorrectionForm = {
  position: number
  type: FactType
  zh: string
  /** Empty where the record can only be struck: another one is recorded then. */
  fields: Field[]
  values: Record<string, string>
  mayBeStruck: boolean
  /** What is not put right here, and the way that it is. */
  elsewhere: string[]
}

/** What hangs together with files, readings or other people's choices is struck and recorded anew, not typed over. */
const STRUCK_ALONE: readonly FactType[] = [
  'assigned',
  'replyDrafted',
  'releaseProposed',
  'releaseDecided',
  'evidenceClosed',
  'codeReissued',
]

const CHANNEL: Field = {
  ...{ name: 'channel', label: '来件方式', kind: 'choice', required: true },
  choices: Object.entries(CHANNELS).map(([value, label]) => ({ value, label })),
}
const DAY: Field = { name: 'on', label: '发生日期', kind: 'day', required: true }
const NAME: Field = { name: 'applicant.name', label: '申请人姓名或者名称', kind: 'text', required: true }
/** A number stands on record in part: what is right is typed whole. */
const OF_PERSON: Field[] = [
  {
    ...{ name: 'applicant.idType', label: '证件类型', kind: 'choice', required: false },
    choices: Object.entries(ID_TYPES).map(([value, label]) => ({ value, label })),
  },
  { name: 'applicant.idNumber', label: '证件号码（要更正的，填写完整的号码）', kind: 'text', required: false },
]
const OF_ORGANISATION: Field[] = [
  { name: 'applicant.creditCode', label: '统一社会信用代码', kind: 'text', required: false },
  { name: 'applicant.representative', label: '法定代表人或者负责人', kind: 'text', required: false },
]
const OF_REQUEST: Field[] = [
  { name: 'request.title', label: '所需信息的名称', kind: 'text', required: false },
  { name: 'request.documentNumber', label: '文号', kind: 'text', required: false },
  { name: 'request.description', label: '所需信息的描述', kind: 'long', required: false },
]
/** What staff copied from a paper, and may have copied wrongly. */
const copied = ({ applicant }: FactOf<'submitted'>): Field[] => [
  NAME,
  ...(applicant.kind === 'person' ? OF_PERSON : OF_ORGANISATION),
  ...OF_REQUEST,
]
const TYPED_BY_STAFF = /^(?:staff|token):/

/**
 * The record at this position as it counts now.
 * @throws Refusal with the code of the rule, where it stands as it is
 */
export function correctionForm(facts: readonly FactRow[], position: number, law: Law): CorrectionForm {
  const all = facts.map(heard)
  const may = (replacement?: Record<string, unknown>) => {
    try {
      return rectifiable(all, { position, ...(replacement && { replacement }) }, law)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return error
    }
  }
  const [replaced, struck] = [may({}), may()]
  if (replaced instanceof Refused && struck instanceof Refused) throw refusedBy(struck)
  const now = (counting(all)[position - 1] ?? all[position - 1]) as Heard
  const fields = replaced instanceof Refused ? [] : fieldsOf(now)
  return {
    ...{ position, type: now.type, zh: FACTS[now.type].zh, fields },
    values: Object.fromEntries(fields.map(({ name }) => [name, asTyped(at(now, name))])),
    mayBeStruck: !(struck instanceof Refused),
    elsewhere: now.type === 'submitted' ? [...(TYPED_BY_STAFF.test(now.by) ? [] : [OWN_WORDS]), ELSEWHERE] : [],
  }
}

const OWN_WORDS =
  '姓名或者名称、所需信息的名称、文号和描述是申请人自己填写的，机关不代为更正：内容不明确的，告知申请人补正（条例第三十条）；申请人要改为别的内容的，请其另行申请。'
const ELSEWHERE =
  '联系方式（包括通信地址）有变动或者录错的，用“变更联系方式”记录。共同申请人和代理人录错的，用“备注”写明正确的内容。'

function fieldsOf(now: Heard): Field[] {
  if (now.type === 'submitted')
    return [CHANNEL, { ...DAY, label: '来件日期' }, ...(TYPED_BY_STAFF.test(now.by) ? copied(now) : [])]
  if (!isRecordable(now.type) || STRUCK_ALONE.includes(now.type)) return []
  const asked = Object.entries(askedOf(now.type)).flatMap(([name, label]): Field[] =>
    isTyped(label) ? [{ ...label, name }] : [],
  )
  return [...asked, DAY]
}

/** A choice whose values depend on the case stays as it was recorded, and so do files. */
const isTyped = ({ kind, choices }: Pick<Field, 'kind' | 'choices'>) =>
  kind !== 'files' && kind !== 'several' && (kind !== 'choice' || (choices?.length ?? 0) > 0)

const at = (of: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], of)
const asTyped = (value: unknown): string =>
  value === undefined || value === null ? '' : Array.isArray(value) ? value.join('\n') : String(value)

/**
 * What is to stand in the place of the record, from the form.
 * @throws Refusal INVALID where nothing was changed
 */
export function replacementFrom(
  { fields, type, values: before }: CorrectionForm,
  now: Heard,
  values: Record<string, string>,
): Record<string, unknown> {
  const changed = fields.filter(({ name }) => plain(values[name]) !== plain(before[name]))
  if (changed.length === 0) throw invalid({ field: 'position', code: 'UNCHANGED', message: '没有改动任何一项' })
  if (type === 'submitted') return ofSubmission(changed, values)
  const names = new Set(fields.map(({ name }) => name.split('.')[0]!))
  const schema = isRecordable(type) ? Object.keys(ACTS[type].fields) : []
  const kept = [...schema, 'evidence'].filter((name) => !names.has(name) && name in now)
  const { type: _, ...typed } = fromFactForm({ ...values, type, evidence: '' }, [])
  return {
    ...Object.fromEntries(kept.map((name) => [name, (now as unknown as Record<string, unknown>)[name]])),
    ...typed,
  }
}

/** As typed, whatever ends its lines: a form sends CR LF where the record has LF. */
const plain = (value = '') => value.replaceAll('\r\n', '\n').trim()

function ofSubmission(changed: readonly Field[], values: Record<string, string>): Record<string, unknown> {
  const replacement: Record<string, unknown> = {}
  for (const { name, label } of changed) {
    const value = plain(values[name])
    if (!value) throw invalid({ field: name, code: 'MISSING', message: `${label}不能改为空白` })
    const [whole, part] = name.split('.') as [string, string | undefined]
    replacement[whole] = part ? { ...(replacement[whole] as object | undefined), [part]: value } : value
  }
  return replacement
}
