/** One act, opened in place: its article, the letter it makes, what cannot be undone, and its fields by kind. */
import type { ComponentChildren } from 'preact'
import type { Act, Field, FormState, Reckoned } from '../shapes.ts'
import { sentence } from '../words/sentences.ts'
import { type Words, zh } from '../words/zh.ts'
import { ErrorSummary } from './error-summary.tsx'
import { AreaField, CheckField, FilesField, RadioField, SelectField, TextField } from './field.tsx'
import { Sentence } from './sentence.tsx'
import { SeveralField } from './several-field.tsx'
import { WaitingFiles } from './waiting-files.tsx'

type Props = {
  act: Act
  action: string
  csrf: string
  idempotencyKey?: string | undefined
  form?: FormState | undefined
  open?: boolean | undefined
  words?: Words
  /** What it is called; the act's own name unless told. */
  label?: string
  /** What stands on the button; its name unless told. */
  button?: string | undefined
  /** Further buttons, each sending the same form elsewhere. */
  others?: readonly OtherButton[] | undefined
  /** Asked before the act's own fields, by the page that it stands on; `after` behind them. */
  children?: ComponentChildren
  /** By which controls elsewhere on the page belong to the form. */
  formId?: string | undefined
  /** Where a script keeps what is typed. */
  kept?: string | undefined
  after?: ComponentChildren
}

/** `apart`: what comes opens in a window of its own. */
export type OtherButton = { label: string; action: string; apart?: true }

const labelsOf = ({ fields }: Act) =>
  Object.fromEntries(fields.map(({ name, label, group }) => [name, group ? `${group}，${label}` : label]))

/** Most acts happen today: the day and what shows it are folded away, unless something must be said there. */
const isOfThePast = ({ ofThePast }: Field) => ofThePast === true

/** The fields that stand open: all but the day and its evidence where the act happens today, and those of a fold. */
export const mainFields = ({ fields }: Act): Field[] => fields.filter((field) => !isOfThePast(field) && !field.fold)

/** Fields of one heading stand beside each other. */
function inGroups(fields: readonly Field[]): { group: string | undefined; fields: Field[] }[] {
  const groups: { group: string | undefined; fields: Field[] }[] = []
  for (const field of fields) {
    const last = groups.at(-1)
    if (last && last.group === field.group) last.fields.push(field)
    else groups.push({ group: field.group, fields: [field] })
  }
  return groups
}

/** More choices than this read better as a list to pick from. */
const FEW = 5

/**
 * A <details> with the form of an act. Errors of `form` open what they stand in; files make it multipart; an act with a
 * warning asks for a tick first.
 */
export function ActForm({
  act,
  action,
  csrf,
  idempotencyKey,
  form,
  open,
  words = zh,
  label = act.zh,
  button = label,
  others = [],
  formId,
  kept,
  children,
  after,
}: Props) {
  const hasFiles = act.fields.some(({ kind }) => kind === 'files')
  const state = form ?? { values: {}, errors: [] }
  const prefix = `${act.type}-`
  const control = (field: Field) => (
    <Control key={field.name} field={field} form={state} prefix={prefix} words={words} />
  )
  const hasErrors = (fields: readonly Field[]) =>
    fields.some(({ name }) => state.errors.some(({ field }) => field === name))
  const ofThePast = act.fields.filter(isOfThePast)
  const folds = Map.groupBy(
    act.fields.filter(({ fold }) => fold),
    ({ fold }) => fold,
  )
  const main = (
    <button type="submit" class={act.primary ? 'primary' : undefined}>
      <Sentence>{button}</Sentence>
    </button>
  )
  return (
    <details class={act.primary ? 'act primary' : 'act'} id={`act-${act.type}`} open={open}>
      <summary>
        <Sentence>{label}</Sentence>
        {act.makes && (
          <small>
            {words.tracking.makes}
            <Sentence>{sentence('letter.titled', { title: act.makes })}</Sentence>
          </small>
        )}
      </summary>
      <form
        {...{ method: 'post', action, 'data-fact': act.type, class: 'stack', novalidate: !act.warning, id: formId }}
        enctype={hasFiles ? 'multipart/form-data' : undefined}
        data-kept={kept}
      >
        <input type="hidden" name="type" value={act.type} />
        <input type="hidden" name="csrf" value={csrf} />
        {idempotencyKey && <input type="hidden" name="idempotencyKey" value={idempotencyKey} />}
        {hasFiles && state.uploads && <input type="hidden" name="basket" value={state.uploads.token} />}
        <ErrorSummary
          {...{
            form,
            words,
            prefix,
            labels: labelsOf(act),
          }}
        />
        {act.note && <p class="note">{act.note}</p>}
        {act.reads && <Reads reads={act.reads} />}
        {children}
        {inGroups(mainFields(act)).map(({ group, fields }) =>
          group ? (
            <fieldset key={group} class="group">
              <legend>{group}</legend>
              {fields.map(control)}
            </fieldset>
          ) : (
            fields.map(control)
          ),
        )}
        {act.reckoned && <ReckonedPart reckoned={act.reckoned} />}
        {after}
        {[...folds].map(([fold, fields]) => (
          <details key={fold} class="fold" open={hasErrors(fields) || fields.some(({ name }) => state.values[name])}>
            <summary>{fold}</summary>
            {fields.map(control)}
          </details>
        ))}
        {ofThePast.length > 0 && (
          <details class="fold" open={hasErrors(ofThePast) || ofThePast.some((field) => isHeld(field, state))}>
            <summary>{words.tracking.earlier}</summary>
            {ofThePast.map(control)}
          </details>
        )}
        {act.warning && (
          <div class="warning">
            <p>
              <Sentence>{act.warning}</Sentence>
            </p>
            <CheckField name="confirm" label={words.tracking.confirm} form={state} prefix={prefix} />
          </div>
        )}
        <p class="article">
          {words.site.articleBasis}
          <Sentence>{act.article}</Sentence>
        </p>
        {others.length > 0 ? (
          <div class="buttons">
            {main}
            {others.map(({ label, action, apart }) => (
              <button key={label} type="submit" formaction={action} formtarget={apart && '_blank'}>
                {label}
              </button>
            ))}
          </div>
        ) : (
          main
        )}
      </form>
    </details>
  )
}

/** What the act is about, as others have written it. */
const Reads = ({ reads: { title, pairs } }: { reads: NonNullable<Act['reads']> }) => (
  <section class="stack" data-reads>
    <h4>{title}</h4>
    <dl class="pairs">
      {pairs.flatMap(({ label, value }) => [<dt key={label}>{label}</dt>, <dd key={`${label}-said`}>{value}</dd>])}
    </dl>
  </section>
)

/** What would be reckoned, before it is recorded; the button asks again with what the form says now. */
const ReckonedPart = ({ reckoned: { url, says, counted } }: { reckoned: Reckoned }) => (
  <div class="reckoned" data-reckoned={url}>
    <button type="submit" name="reckon" value="yes" formnovalidate>
      计算
    </button>
    <p role="status" data-says>
      {says}
    </p>
    <details class="fold" hidden={counted.length === 0}>
      <summary data-counted>{countedInWords(counted.length)}</summary>
      <ol>
        {counted.map(({ url, label }) => (
          <li key={url}>
            <a href={url}>{label}</a>
          </li>
        ))}
      </ol>
    </details>
  </div>
)

const countedInWords = (n: number) => `同月在先计入的申请${n}件`

type ControlProps = { field: Field; form: FormState; prefix: string; words: Words }

function Control(props: ControlProps) {
  const { when } = props.field
  if (!when) return <Bare {...props} />
  return (
    <div class="when" data-when={when.field} data-is={when.is.join(' ')}>
      <Bare {...props} />
    </div>
  )
}

function Helps({ field: { when, helps = [] } }: { field: Field }) {
  return (
    <>
      {helps.map(({ is, text }) => (
        <span key={is + text} data-when={when?.field} data-is={is}>
          <Sentence>{text}</Sentence>{' '}
        </span>
      ))}
    </>
  )
}

/** 选填, or what is true instead; told apart by the answer on which it hangs, and with its name for whoever sees all. */
function Optional({ field: { when, optional, optionalWith = [] }, words }: Pick<ControlProps, 'field' | 'words'>) {
  const [one] = optionalWith
  if (!one) return optional ? `（${optional}）` : words.site.optional
  if (!when || one.is.length === when.is.length) return `（${one.says}）`
  return optionalWith.map(({ is, says, of }) => (
    <span key={says} data-when={when.field} data-is={is.join(' ')}>
      {`（${of}的，${says}）`}
    </span>
  ))
}

/** As they were ticked before; in a form that did not come back, those that `value` names, with blanks between. */
function ticked({ name, value = '' }: Field, form: FormState): FormState {
  if ('type' in form.values) return form
  const first = value
    .split(' ')
    .filter(Boolean)
    .map((one) => [`${name}.${one}`, 'yes'])
  return { ...form, values: { ...form.values, ...Object.fromEntries(first) } }
}

const isHeld = (field: Field, form: FormState) => field.kind === 'files' && waitingAt(field, form).length > 0

/** The files that wait at this control. */
const waitingAt = ({ holds }: Field, { values, uploads }: FormState) =>
  (uploads?.waiting ?? []).filter(({ id }) => holds === undefined || values[`${holds}.${id}`] === 'yes')

function Bare({ field, form, prefix, words }: ControlProps) {
  const { name, label, kind, required, value, choices = [] } = field
  const help = field.helps && field.when ? <Helps field={field} /> : field.help
  const prefilled =
    name in form.values || value === undefined ? form : { ...form, values: { ...form.values, [name]: value } }
  const ground = {
    name,
    label,
    prefix,
    form: prefilled,
    ...(help && { help }),
    optional: required ? undefined : <Optional {...{ field, words }} />,
  }
  const options = Object.fromEntries(choices.map((choice) => [choice.value, choice.label]))
  const { tracking } = words
  switch (kind) {
    case 'long':
      return <AreaField {...ground} rows={4} />
    case 'lines':
      return (
        <AreaField
          {...ground}
          help={
            <>
              <Sentence>{help}</Sentence> {tracking.linesHelp}
            </>
          }
          rows={4}
        />
      )
    case 'day':
      return <TextField {...ground} type="date" width="middle" />
    case 'number':
      return <TextField {...ground} inputMode="numeric" width="short" />
    case 'choice':
      if (choices.length <= FEW) return <RadioField {...ground} choices={options} />
      return <SelectField {...ground} choices={options} choose={words.site.choose} />
    case 'several':
      return <SeveralField {...ground} form={ticked(field, form)} choices={options} />
    case 'yesNo':
      return <RadioField {...ground} choices={{ true: tracking.yes, false: tracking.no }} />
    case 'files':
      return (
        <>
          <FilesField {...ground} />
          {waitingAt(field, form).length > 0 && (
            <WaitingFiles files={waitingAt(field, form)} {...{ words, holds: field.holds }} />
          )}
        </>
      )
    default:
      return <TextField {...ground} autocomplete="off" suggestions={options} />
  }
}
