/** The form of a draft: the outcomes that the case allows, the files that it may give, and the blanks of their letters. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { missingFor } from '../../workflows/disclosure/rules.ts'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Template } from '../documents/index.ts'
import type { OurFile } from '../files/given.ts'
import { secretSays } from '../files/secret.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { answerable } from '../letters/choose.ts'
import { size } from '../web/parts/format.ts'
import type { Field } from '../web/shapes.ts'
import type { Choices } from './offer-choices.ts'
import { withEarlier } from './offer-earlier.ts'

/** Why an outcome may not be among the choices. */
const NOT_OFFERED =
  '没有列出的办理结果，卷内还缺记录：公开的先作“保密审查”，不予公开、部分公开的先作“公开审查”，第三方不同意的先作“第三方理由审查”，不存在的先作“检索”。'

/** Outcomes whose letter exists and whose proofs are on file, or can still be given in the draft. */
export const outcomesFor = (row: CaseRow, choices: Pick<Choices, 'templates'>, law: Law): Outcome[] =>
  answerable(choices.templates).filter((outcome) =>
    missingFor(outcome, row.context, law).every((rule) => rule.leavesOpen),
  )

/** The choice among them, and why one may be missing. */
export const outcomeField = (row: CaseRow, choices: Choices, law: Law): Partial<Field> => ({
  choices: outcomesFor(row, choices, law).map((o) => ({ value: o, label: OUTCOMES[o].zh })),
  help: NOT_OFFERED,
})

/** The files on file that the reply may give; a secret one is none of them. */
export function filesToGive({ id }: CaseRow, { give }: Choices): Partial<Field> {
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
export const uploadsField = ({ id }: CaseRow, files: readonly OurFile[]): Field => ({
  ...UPLOADS,
  ...(files.every(({ secret }) => secret) && { help: UPLOADS.help + secretSays(id, files) }),
})

/**
 * The blanks that the letters of the possible outcomes ask of the drafter: each shown with the outcomes that ask it, and
 * called optional only with those that may leave it empty.
 */
export function draftFields(row: CaseRow, choices: Choices, law: Law): Field[] {
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
  const begun = row.context.draft
    ? [...fields.values()]
    : [...fields.values()].map((field) => begunWith(field, choices))
  return withEarlier(begun, choices.earlier ?? { answered: [], files: [] })
}

/** What was redacted stands ready in the blanks of a letter of partial disclosure (Art 37), for the drafter to go on with. */
function begunWith(field: Field, { redacted }: Choices): Field {
  const said = redacted && { 'fields.withheld': redacted.withheld, 'fields.ground': redacted.ground }[field.name]
  if (!said || field.when?.is.join() !== 'partlyDisclosed') return field
  const helps = field.helps?.map(({ is, text }) => ({
    is,
    text: `${text}已经按卷内遮盖的文件填写，请核对，写明理由。`,
  }))
  return { ...field, value: said, ...(helps && { helps }) }
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
