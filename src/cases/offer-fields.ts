/** What one field of a form begins with and is chosen from, as far as the case says it. */
import { earlierSteps, nextApproval, TO_REVIEW } from '../../workflows/disclosure/chained.ts'
import { toBeCorrected } from '../../workflows/disclosure/missing.ts'
import { nextReading } from '../../workflows/disclosure/readings.ts'
import { toReceive, toSend } from '../../workflows/disclosure/service.ts'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { kindsOf } from '../../workflows/statute/sensitive.ts'
import { EVIDENCE_FILES } from '../acts/facts.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Field } from '../web/shapes.ts'
import type { Choices } from './offer-choices.ts'
import { filesToGive, outcomeField } from './offer-draft.ts'
import { feeField } from './offer-fee.ts'
import type { Who } from './offer-may.ts'
import { releaseField, SUGGESTED } from './offer-release.ts'
import { remedyField } from './offer-remedy.ts'

/** Choices and first values that depend on the case. */
export function filled(
  type: FactType,
  name: string,
  row: CaseRow,
  choices: Choices,
  law: Law,
  who?: Who,
): Partial<Field> {
  if (name === 'unit') return unitField(choices)
  if (type === 'releaseProposed' && name === 'why' && !who) return { label: '建议的理由', help: SUGGESTED }
  if (name === 'handler') return { choices: choices.handlers.map((h) => ({ value: h.username, label: h.name })) }
  if (name === 'approvedBy' && who) return { value: who.name }
  if (name === 'letter') return { choices: lettersFor(type, row, choices) }
  if (name === 'addressee') return addresseeField(row, choices)
  if (type === 'replyApproved' && name === 'step') return stepField(row)
  if (name === 'returnTo') return returnField(row)
  if (name === 'outcome') return outcomeField(row, choices, law)
  if (type === 'correctionRequested' && name === 'matters') return mattersOf(choices)
  if (type === 'feeNotified' && choices.fee) return feeField(name, choices.fee)
  const reopening = type === 'reopened' ? choices.reopening?.[name] : undefined
  if (reopening) return { value: reopening }
  if (REMEDIES.includes(type)) return remedyField(type, name, row, choices.remedies, choices.names ?? String)
  if (type === 'archived' && name === 'retention' && choices.retention) return { choices: [...choices.retention] }
  if (type === 'releaseDecided' && choices.release)
    return releaseField(name, row, choices.release, nextReading(row.context, law))
  if (type === 'replyDrafted' && name === 'files') return filesToGive(row, choices)
  if (type === 'evidenceClosed' && name === 'files')
    return { choices: (choices.files ?? []).map(({ id, name: label }) => ({ value: id, label })) }
  return {}
}

const REMEDIES: readonly FactType[] = ['remedySought', 'remedyAnswered', 'remedyPerformed', 'remedyDecided']

/** The one step that is waited for. */
function stepField({ context }: CaseRow): Partial<Field> {
  const name = nextApproval(context)?.step.name
  return name ? { value: name, choices: [{ value: name, label: name }] } : {}
}

/** 敏感事项 as the agency lists them on this day. */
export function kindField(law: Law, today: Day): Partial<Field> {
  const names = kindsOf(law.choices(today).sensitiveKinds).map(({ name }) => name)
  return { choices: names.map((name) => ({ value: name, label: name })) }
}

/** May a draft go back to anybody but its handler? */
export const isReturnAsked = ({ context }: CaseRow, name: string) =>
  name !== 'returnTo' || context.draft?.passedBy !== undefined

/** The latest step first, then the review: who gives it back means most often the one before. */
function returnField({ context }: CaseRow): Partial<Field> {
  const steps = earlierSteps(context).map((name) => ({ value: name, label: name }))
  return { choices: [...steps.reverse(), { value: TO_REVIEW, label: '法制审核' }], optional: '不选择的，退回承办人' }
}

/** What Art 29 misses stands ready to be edited: everything is asked for at once (Art 30). */
function mattersOf({ missing = [] }: Choices): Partial<Field> {
  const matters = toBeCorrected(missing)
  return matters.length > 0 ? { value: matters.join('\n') } : {}
}

/** Each with the number of those who handle cases there: to one without any, only a named person is assigned. */
function unitField({ units, handlers }: Choices): Partial<Field> {
  const staffed = (id: string) => handlers.filter(({ unitIds }) => unitIds.includes(id)).length
  const label = (id: string, name: string) => `${name}（${staffed(id) > 0 ? `承办人${staffed(id)}名` : '没有承办人'}）`
  return { choices: units.map(({ id, name }) => ({ value: id, label: label(id, name) })) }
}

/** Of joint applicants each is served, unless they named one who receives for all. */
export const isJoint = ({ context }: CaseRow) => context.reach.served.length > 1

/** The letters that still wait for this, by title and number. */
function lettersFor(type: FactType, { context }: CaseRow, { letters = [] }: Choices) {
  const waits = type === 'sent' ? toSend : toReceive
  const waiting = new Set(context.letters.filter((one) => waits(context, one).length > 0).map(({ id }) => id))
  return letters
    .filter(({ id }) => waiting.has(id))
    .map(({ id, title, number }) => ({ value: id, label: number ? `《${title}》${number}` : `《${title}》` }))
}

function addresseeField({ context }: CaseRow, { names = String }: Choices): Partial<Field> {
  const { served } = context.reach
  return { required: true, value: served[0]!, choices: served.map((who) => ({ value: who, label: names(who) })) }
}

/** Most facts need none; what shows that a letter arrived is asked of who records that it did. */
export function evidenceOf(type: FactType): Field[] {
  const words: Field = { name: 'evidence', label: '依据', kind: 'long', required: false }
  const help = '附了文件的，“依据”不再填写文字，要说明的另用“备注”记录。涉密文件一律不得上传。'
  const files: Field = {
    ...{ name: EVIDENCE_FILES, label: '作为依据的文件', kind: 'files', holds: EVIDENCE_FILES },
    ...{ required: false, optional: '代替文字', help },
  }
  const asked = PROOF_ASKED[type]
  if (asked) return [{ ...words, optional: '文字、文件，必须有一种', help: asked }, files]
  // Each way leaves its proof, which is asked for where it is recorded, not among the days of before.
  if (isService(type))
    return [
      { ...words, optional: '直接送达、委托送达、早于今天的，必填', help: SERVICE_PROOF },
      { ...files, label: '送达凭证（文件）' },
    ]
  const optional = '早于今天的，必填'
  const past = { ofThePast: true } as const
  const says = '早于今天或者须说明理由的，写明依据，或者在下面附上文件。'
  return [
    { ...words, ...past, optional, help: says },
    { ...files, ...past },
  ]
}

const isService = (type: FactType) => type === 'sent' || type === 'replyServed'
const SERVICE_PROOF = '邮寄的附邮寄凭证，直接送达、委托送达的附签收凭证；没有扫描件的，在这里写明。'

const PROOF_ASKED: Partial<Record<FactType, string>> = {
  received: '写明怎样收到，或者在下面附上签收凭证。',
  withdrawn: '写明通话的时间、号码和内容，或者在下面附上申请人签字的书面材料。',
}
