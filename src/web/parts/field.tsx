/** Controls of a form that came back or is new: label, help and error belong to the control by id, for every reader. */
import type { ComponentChildren } from 'preact'
import type { Message } from '../../ground/errors.ts'
import type { FormState } from '../shapes.ts'
import { Sentence, useSentence } from './sentence.tsx'

type Ground = {
  name: string
  label: ComponentChildren
  form: FormState
  help?: ComponentChildren
  /** The word for “optional”; without it the control is required. */
  optional?: ComponentChildren
  /** Put before ids where one page holds several forms. */
  prefix?: string
}

type Choices = Readonly<Record<string, string>>

const ids = ({ name, form, help, prefix = '' }: Ground) => {
  const id = prefix + name
  const error = form.errors.find((e) => e.field === name)?.message
  const by = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  const aria: { 'aria-describedby'?: string; 'aria-invalid'?: true } = {
    ...(by && { 'aria-describedby': by }),
    ...(error && { 'aria-invalid': true }),
  }
  return { id, error, aria, value: form.values[name] ?? '' }
}

const Hint = ({ id, help }: { id: string; help: ComponentChildren }) =>
  help ? (
    <p class="hint" id={`${id}-help`}>
      <Sentence>{help}</Sentence>
    </p>
  ) : null

const Fault = ({ id, error }: { id: string; error: Message | undefined }) =>
  error ? (
    <p class="fault" id={`${id}-error`}>
      <Sentence>{error}</Sentence>
    </p>
  ) : null

function Frame({ ground, children }: { ground: Ground; children: ComponentChildren }) {
  const { id, error } = ids(ground)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        <Sentence>{ground.label}</Sentence>
        {ground.optional && <i>{ground.optional}</i>}
      </label>
      <Hint id={id} help={ground.help} />
      <Fault id={id} error={error} />
      {children}
    </div>
  )
}

type TextProps = Ground & {
  type?: 'text' | 'tel' | 'email' | 'password' | 'date' | 'number' | 'search'
  width?: 'short' | 'middle'
  autocomplete?: string
  inputMode?: 'numeric' | 'text' | 'tel'
  min?: string
  max?: string | undefined
  /** What may be meant, by value; anything else may be typed. */
  suggestions?: Choices
}

/** One line of text, a day or a number. A password is never sent back. */
export function TextField(props: TextProps) {
  const { id, aria, value } = ids(props)
  const { type = 'text', width, autocomplete, inputMode, min, max, name, optional, suggestions = {} } = props
  const list = Object.keys(suggestions).length > 0 ? `${id}-list` : undefined
  const content = type === 'password' ? {} : { value }
  // An object, as the types would have one branch for each kind of input.
  const attributes: object = {
    id,
    name,
    type,
    autocomplete,
    inputmode: inputMode,
    min,
    max,
    list,
    class: width,
    ...content,
  }
  return (
    <Frame ground={props}>
      <input {...attributes} {...aria} required={!optional} />
      {list && (
        <datalist id={list}>
          {Object.entries(suggestions).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
      )}
    </Frame>
  )
}

/** Several lines of text, five rows high unless told. */
export function AreaField(props: Ground & { rows?: number }) {
  const { id, aria, value } = ids(props)
  return (
    <Frame ground={props}>
      <textarea {...aria} id={id} name={props.name} rows={props.rows ?? 5} required={!props.optional}>
        {value}
      </textarea>
    </Frame>
  )
}

const BEGINS = { autofocus: true }

/**
 * One of a list to pick from.
 * @param props.choices labels by value; `choose`: the first option, which has no value; `focused`: where a page begins.
 */
export function SelectField(props: Ground & { choices: Choices; choose?: string; focused?: boolean }) {
  const sentence = useSentence()
  const { id, aria, value } = ids(props)
  return (
    <Frame ground={props}>
      <select {...aria} {...(props.focused && BEGINS)} id={id} name={props.name} required={!props.optional}>
        {props.choose && <option value="">{props.choose}</option>}
        {Object.entries(props.choices).map(([key, label]) => (
          <option key={key} value={key} selected={key === value} {...sentence(label)} />
        ))}
      </select>
    </Frame>
  )
}

/**
 * One of a few, all in sight.
 * @param props.choices labels by value; `initial` is chosen where the form has no value.
 */
export function RadioField(props: Ground & { choices: Choices; initial?: string }) {
  const { id, error, aria, value } = ids(props)
  const current = value || props.initial
  return (
    <fieldset
      class={error ? 'field radios wrong' : 'field radios'}
      id={id}
      tabindex={-1}
      aria-describedby={aria['aria-describedby']}
    >
      <legend>
        <Sentence>{props.label}</Sentence>
        {props.optional && <i>{props.optional}</i>}
      </legend>
      <Hint id={id} help={props.help} />
      <Fault id={id} error={error} />
      <div class="choices">
        {Object.entries(props.choices).map(([key, label]) => (
          <label key={key} class="choice">
            <input type="radio" name={props.name} value={key} checked={key === current} />
            <span>
              <Sentence>{label}</Sentence>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** A box to tick; sends `yes`. */
export function CheckField(props: Ground) {
  const { id, error, aria, value } = ids(props)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <Fault id={id} error={error} />
      <label class="choice">
        <input type="checkbox" {...aria} id={id} name={props.name} value="yes" checked={value === 'yes'} />
        <span>
          <Sentence>{props.label}</Sentence>
        </span>
      </label>
      <Hint id={id} help={props.help} />
    </div>
  )
}

/** Files of the reader's device, several at once; `accept` as in HTML. */
export function FilesField(props: Ground & { accept?: string | undefined }) {
  const { id, aria } = ids(props)
  return (
    <Frame ground={props}>
      <input
        {...{ type: 'file', multiple: true, ...aria, id, name: props.name, accept: props.accept }}
        required={!props.optional}
      />
    </Frame>
  )
}
