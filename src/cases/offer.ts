/** The acts that a page offers: the workflow's next facts that this person may record, as forms. */

import { hasPassedIt, nextApproval } from '../../workflows/disclosure/chained.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { possible } from '../../workflows/disclosure/decide.ts'
import { type Missing, toBeCorrected } from '../../workflows/disclosure/missing.ts'
import { nextReading } from '../../workflows/disclosure/readings.ts'
import { missingFor } from '../../workflows/disclosure/rules.ts'
import { toReceive, toSend } from '../../workflows/disclosure/service.ts'
import {
  type Addressee,
  FACTS,
  type FactType,
  isNoticeType,
  OUTCOMES,
  type Outcome,
  READING_STEPS,
} from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { ACTS, askedOf, isRecordable, type RecordableType } from '../acts/catalogue.ts'
import { EVIDENCE_FILES } from '../acts/facts.ts'
import { APPLICANT_MAY, type Who as May, seatFor } from '../acts/may-record.ts'
import type { Template } from '../documents/index.ts'
import type { OurFile } from '../files/given.ts'
import { secretSays } from '../files/secret.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { answerable } from '../letters/choose.ts'
import type { Colleague } from '../people/queries.ts'
import type { Offered } from '../released/offered.ts'
import { size } from '../web/parts/format.ts'
import type { Act, Field, Reckoned } from '../web/shapes.ts'
import { type EarlierChoices, withEarlier } from './offer-earlier.ts'
import {
  foundFields,
  hasRead,
  isReleaseFieldAsked,
  isTheirsToSuggest,
  REFUSING,
  releaseField,
  SUGGESTED,
  stepOf,
  WITHOUT_FILES,
  wordsToRead,
} from './offer-release.ts'
import { isRemedyFieldAsked, type RemedyChoices, remedyField } from './offer-remedy.ts'
import type { CountedCase, FeeProposal } from './propose-fee.ts'

/** What the choices on a form are taken from. */
export type Choices = {
  units: readonly { id: string; name: string }[]
  handlers: readonly Colleague[]
  templates: ReadonlyMap<string, Template>
  /** The fee that the rules give for this application; a person decides. */
  fee?: FeeProposal
  /** The letters of the case by title and number, and what those who apply are called. */
  letters?: readonly { id: string; title: string; number: string | null }[]
  names?: (who: Addressee) => string
  /** What the application lacks: a correction notice begins with it. */
  missing?: readonly Missing[]
  /** What this applicant was answered before. */
  earlier?: EarlierChoices
  /** What reopening begins with: the decision or judgment that was recorded last, by field. */
  reopening?: Record<string, string | undefined>
  /** Where what this agency does is reviewed and judged. */
  remedies?: RemedyChoices
  /** 保管期限 of the agency's table, by name. */
  retention?: readonly { value: string; label: string }[]
  /** What a decision to publish begins with. */
  release?: Offered
  /** Files that a draft may give, those that the last draft gave, and whether more may be added in the same form. */
  give?: { files: readonly OurFile[]; chosen: readonly string[]; uploads: boolean }
  /** Every file that is on file. */
  files?: readonly { id: string; name: string }[]
}

type Who = May & { name: string }

/** Acts on the main path: offered first, one at a time. */
const PATH: readonly FactType[] = [
  'confirmed',
  'registered',
  'restored',
  'assigned',
  'corrected',
  'replyReviewed',
  'replyApproved',
  'replySigned',
  'replyServed',
  'archived',
  'replyDrafted',
]
/** A page asks once before what cannot be undone; the route holds the answer. */
export const isConfirmed = (form: Record<string, string>): boolean =>
  !(isRecordable(form.type) && ACTS[form.type].warning) || form.confirm === 'yes'

/** What this person may record in this case now. */
export function mayNow(row: CaseRow, who: Who, law: Law, today: Day): FactType[] {
  return possible(row, law, today).filter((type) => isRecordable(type) && isTheirs(row, who, type, law))
}

/** Theirs to record, and no judgement of their own draft nor second reading, nor one of whoever they act for. */
function isTheirs(row: CaseRow, who: Who & { username?: string }, type: FactType, law: Law): boolean {
  const seat = seatFor(who, type, row, stepOf(type, row, law))
  return (
    seat !== undefined && [who, seat].every((one) => !ownDraft(row, one, type) && !hasRead(row, type, one.username))
  )
}

/** Nobody reviews, approves or signs their own draft, nor approves what they have passed; the workflow refuses it, so the page does not offer it. */
const ownDraft = (row: CaseRow, who: { username?: string }, type: FactType) =>
  JUDGES.includes(type) &&
  (row.context.draft?.by === `staff:${who.username}` ||
    (type === 'replyApproved' && hasPassedIt(row.context, `staff:${who.username}`)))
const JUDGES: readonly FactType[] = ['replyReviewed', 'replyApproved', 'replySigned']

/** The facts that the applicant may record now: possible in this state, and theirs to record. */
export const applicantMayNow = (row: CaseRow, law: Law, today: Day): FactType[] =>
  possible(row, law, today).filter((type) => APPLICANT_MAY.includes(type) && isTheirsToSuggest(row, type))

/**
 * The forms of these facts, the next one on the usual path first. Facts that the house writes have none.
 * @param who absent for applicants, whose forms ask for neither day nor evidence; `today` is then not needed.
 */
export function actsFor(
  row: CaseRow,
  types: readonly FactType[],
  choices: Choices,
  law: Law,
  who?: Who,
  today?: Day,
): Act[] {
  // Once there is a draft, another handler is the exception.
  const first = PATH.find((type) => types.includes(type) && !(type === 'assigned' && row.stage === 'reply'))
  return types
    .filter(isRecordable)
    .map((type) => act(type, row, choices, law, who, type === first, today))
    .sort((a, b) => Number(b.primary) - Number(a.primary))
}

function act(
  type: RecordableType,
  row: CaseRow,
  choices: Choices,
  law: Law,
  who: Who | undefined,
  primary: boolean,
  today: Day | undefined,
): Act {
  const { article } = FACTS[type]
  const reading = type === 'releaseDecided' ? nextReading(row.context, law) : null
  const suggested = type === 'releaseProposed' && !who ? '建议转为主动公开' : undefined
  const zh = reading ? `转主动公开${READING_STEPS[reading]}` : (suggested ?? FACTS[type].zh)
  const { makes: letter, warning } = ACTS[type]
  const makes = letter && choices.templates.get(letter)?.title
  const asked = Object.entries(askedOf(type)).filter(
    ([name]) =>
      (name !== 'addressee' || isJoint(row)) &&
      isReleaseFieldAsked(type, name, who !== undefined, reading) &&
      isRemedyFieldAsked(type, name, row, choices.remedies),
  )
  const own: Field[] = asked.map(([name, label]) => ({
    ...label,
    name,
    ...(who && label.kind === 'files' && { holds: name }),
    ...filled(type, name, row, choices, law, who),
    ...(name === 'shortReason' && today && { help: `少于${law.choices(today).leastToAnswer}个工作日的，写明。` }),
  }))
  const dated: Field[] = who
    ? [
        {
          name: 'on',
          label: '发生日期',
          kind: 'day',
          required: true,
          value: today ?? '',
          help: '早于今天的，须有依据。',
          ofThePast: true,
        },
        ...evidenceOf(type),
      ]
    : []
  const found =
    type === 'releaseDecided' ? [REFUSING, WITHOUT_FILES, ...foundFields(choices.release?.findings ?? [])] : []
  const reads = type === 'releaseDecided' && choices.release ? wordsToRead(row, choices.release, reading) : undefined
  const drafting = type === 'replyDrafted' ? draftFields(row, choices, law) : []
  const uploads = type === 'replyDrafted' && choices.give?.uploads ? [uploadsField(row, choices.give.files)] : []
  return {
    type,
    zh,
    article,
    primary,
    fields: [
      ...(type === 'replyDrafted' ? own.filter(isChosenFrom) : own),
      ...uploads,
      ...drafting,
      ...found,
      ...dated,
    ],
    ...(makes && { makes }),
    ...(reads && { reads }),
    ...(warning && { warning }),
    ...(isNoticeType(type) && today && { notice: { approval: law.choices(today).noticesApproved } }),
    ...(type === 'feeNotified' && choices.fee && { reckoned: reckonedFee(row, choices.fee) }),
  }
}

/** Most facts need none; what shows that a letter arrived is asked of who records that it did. */
function evidenceOf(type: FactType): Field[] {
  const words: Field = { name: 'evidence', label: '依据', kind: 'long', required: false }
  const help = '附了文件的，“依据”不再填写文字，要说明的另用“备注”记录。涉密文件一律不得上传。'
  const files: Field = {
    ...{ name: EVIDENCE_FILES, label: '作为依据的文件', kind: 'files', holds: EVIDENCE_FILES },
    ...{ required: false, optional: '代替文字', help },
  }
  const asked = PROOF_ASKED[type]
  if (asked) return [{ ...words, optional: '文字、文件，必须有一种', help: asked }, files]
  const optional =
    type === 'sent' || type === 'replyServed' ? '直接送达、委托送达、早于今天的，必填' : '早于今天的，必填'
  const past = { ofThePast: true } as const
  const says = '早于今天或者须说明理由的，写明依据，或者在下面附上文件。'
  return [
    { ...words, ...past, optional, help: says },
    { ...files, ...past },
  ]
}

const PROOF_ASKED: Partial<Record<FactType, string>> = {
  received: '写明怎样收到，或者在下面附上签收凭证。',
  withdrawn: '写明通话的时间、号码和内容，或者在下面附上申请人签字的书面材料。',
}

/** A list of nothing is not asked. */
const isChosenFrom = ({ kind, choices = [] }: Field) => kind !== 'several' || choices.length > 0

/** Choices and first values that depend on the case. */
function filled(type: FactType, name: string, row: CaseRow, choices: Choices, law: Law, who?: Who): Partial<Field> {
  if (name === 'unit') return unitField(choices)
  if (type === 'releaseProposed' && name === 'why' && !who) return { label: '建议的理由', help: SUGGESTED }
  if (name === 'handler') return { choices: choices.handlers.map((h) => ({ value: h.username, label: h.name })) }
  if (name === 'approvedBy' && who) return { value: who.name }
  if (name === 'letter') return { choices: lettersFor(type, row, choices) }
  if (name === 'addressee') return addresseeField(row, choices)
  if (type === 'replyApproved' && name === 'step') return stepField(row)
  if (name === 'outcome')
    return {
      choices: outcomesFor(row, choices, law).map((o) => ({ value: o, label: OUTCOMES[o].zh })),
      help: NOT_OFFERED,
    }
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
const isJoint = ({ context }: CaseRow) => context.reach.served.length > 1

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

/** What the number counts, and the standard, for the basis that is chosen. */
function feeField(name: string, { basis, quantity, standards }: FeeProposal): Partial<Field> {
  if (name === 'basis') return { value: basis }
  if (name !== 'quantity') return {}
  return {
    value: quantity,
    when: { field: 'basis', is: ['items', 'pages'] },
    helps: Object.entries(standards).map(([is, text]) => ({ is, text })),
  }
}

const reckonedFee = ({ id }: CaseRow, { says, counted }: FeeProposal): Reckoned => ({
  url: `/api/v1/cases/${id}/fee`,
  says,
  counted: counted.map(countedLink),
})

/** An earlier application of the month, as the form of the fee names it. */
export const countedLink = ({ id, number, title, items }: CountedCase) => ({
  url: `/cases/${id}`,
  label: `${number} ${title}${items > 1 ? `（计${items}件）` : ''}`,
})

function filesToGive({ id }: CaseRow, { give }: Choices): Partial<Field> {
  const open = (give?.files ?? []).filter(({ secret }) => !secret)
  const choices = open.map((file) => ({ value: file.id, label: `${file.name}（${size(file.size)}）` }))
  const help = `选中的文件提供给申请人，按来件的先后列入附件。申请人、第三方提交的材料不在其中。${secretSays(id, give?.files)}`
  return { choices, help, optional: ONE_OF_THE_WAYS, value: give?.chosen.join(' ') ?? '' }
}

/** By at least one of these it is given (Art 36 (2)), beside the files. */
const WAYS = ['paper', 'disc', 'inspection']
const ONE_OF_THE_WAYS = '文件、纸质、光盘、查阅，至少一种'

/** Said wherever staff put in files that may be given. */
export const NOTHING_SECRET =
  '本系统不处理国家秘密，涉密文件一律不得上传；涉及国家秘密的，只填写密级、保密期限等登记事项。'
const UPLOADS: Field = {
  name: 'uploads',
  label: '上传要提供的文件',
  kind: 'files',
  holds: 'uploads',
  required: false,
  when: { field: 'outcome', is: ['disclosed', 'partlyDisclosed'] },
  optional: ONE_OF_THE_WAYS,
  help: `区分处理、遮盖以后的文件在这里上传，提交后即选作要提供的文件。${NOTHING_SECRET}`,
}

/** Where no file can be chosen, which ones are secret is told here. */
const uploadsField = ({ id }: CaseRow, files: readonly OurFile[]): Field => ({
  ...UPLOADS,
  ...(files.every(({ secret }) => secret) && { help: UPLOADS.help + secretSays(id, files) }),
})

/** Why an outcome may not be among the choices. */
const NOT_OFFERED =
  '没有列出的办理结果，卷内还缺记录：公开的先作“保密审查”，不予公开、部分公开的先作“公开审查”，第三方不同意的先作“第三方理由审查”，不存在的先作“检索”。'

/** Outcomes whose letter exists and whose proofs are on file, or can still be given in the draft. */
export const outcomesFor = (row: CaseRow, choices: Pick<Choices, 'templates'>, law: Law): Outcome[] =>
  answerable(choices.templates).filter((outcome) =>
    missingFor(outcome, row.context, law).every((rule) => rule.leavesOpen),
  )

/**
 * The blanks that the letters of the possible outcomes ask of the drafter: each shown with the outcomes that ask it, and
 * called optional only with those that may leave it empty.
 */
function draftFields(row: CaseRow, choices: Choices, law: Law): Field[] {
  const fields = new Map<string, Field>()
  for (const outcome of outcomesFor(row, choices, law)) {
    const letters = [...choices.templates.values()].filter((template) => template.outcome === outcome)
    const asks = letters.flatMap((letter) => Object.entries(letter.asks).map(([name, ask]) => ({ name, ...ask })))
    const beside = BESIDE_THE_LETTER.filter((field) => field.outcome === outcome)
    const asked = [...asks, ...beside.map((field) => ({ ...field, help: '', long: false, required: false }))]
    const names = asked.map(({ name }) => name)
    for (const { name, label, help, long } of asked) {
      const field: Field = fields.get(name) ?? {
        ...{ name: `fields.${name}`, label, kind: long ? 'long' : 'text', required: true },
        ...{ when: { field: 'outcome', is: [] }, helps: [], optionalWith: [] },
      }
      fields.set(name, field)
      if (help && !field.helps!.some(({ is }) => is === outcome)) field.helps!.push({ is: outcome, text: help })
      if (field.when!.is.includes(outcome)) continue
      field.when!.is.push(outcome)
      const required = letters.map((letter) => letter.asks[name]?.required ?? false)
      const demanded = required.every(Boolean) || isDemanded(name, names, outcome, row, law)
      const says = WAYS.includes(name)
        ? ONE_OF_THE_WAYS
        : required.some(Boolean) || CONDITIONAL.includes(name)
          ? DEPENDS
          : OPTIONAL
      if (!demanded) addOptional(field, outcome, says)
    }
  }
  return withEarlier([...fields.values()], choices.earlier ?? { answered: [], files: [] })
}

/** Asked for by what stands in other blanks: another form (Art 40), a part withheld for somebody (Art 32). */
const CONDITIONAL = ['formReason', 'noConsultationReason']
const DEPENDS = '视情形必填，见说明'
const OPTIONAL = '选填'

/** Would the procedure refuse the draft for this blank alone? */
function isDemanded(name: string, names: readonly string[], outcome: Outcome, row: CaseRow, law: Law): boolean {
  const refusals = (filled: readonly string[]) => {
    const fields = Object.fromEntries(filled.map((each) => [each, '〇']))
    const draft = { type: 'replyDrafted', on: row.submittedOn, outcome, fields, by: '' } as Heard
    return missingFor(outcome, row.context, law, draft).length
  }
  return refusals(names.filter((each) => each !== name)) > refusals(names)
}

function addOptional(field: Field, outcome: Outcome, says: string): void {
  const of = `“${OUTCOMES[outcome].zh}”`
  const same = field.optionalWith!.find((one) => one.says === says)
  field.required = false
  if (!same) field.optionalWith!.push({ is: [outcome], says, of })
  else if (!same.is.includes(outcome)) Object.assign(same, { is: [...same.is, outcome], of: same.of + of })
}

/** What each field of a draft is called, whatever its outcome. */
export const askLabels = (templates: ReadonlyMap<string, Template>): Map<string, string> =>
  new Map([
    ...BESIDE_THE_LETTER.map(({ name, label }): [string, string] => [name, label]),
    ...[...templates.values()].flatMap(({ asks }) =>
      Object.entries(asks).map(([name, { label }]): [string, string] => [name, label]),
    ),
  ])

/** What the law wants on file for an outcome, though the letter does not print it. */
const BESIDE_THE_LETTER: { outcome: Outcome; name: string; label: string }[] = [
  { outcome: 'stateSecret', name: 'marking', label: '密级' },
  { outcome: 'stateSecret', name: 'period', label: '保密期限' },
]
