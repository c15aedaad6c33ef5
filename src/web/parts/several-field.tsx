/** Some of what is listed, each with a box of its own: `name.value` is `yes` for what was chosen. */
import type { ComponentChildren } from 'preact'
import type { FormState } from '../shapes.ts'
import { Sentence } from './sentence.tsx'

type Props = {
  name: string
  label: string
  form: FormState
  help?: ComponentChildren
  optional?: ComponentChildren
  prefix?: string
  choices: Readonly<Record<string, string>>
}

/** @param choices labels by value. */
export function SeveralField({ name, label, form, help, optional, prefix = '', choices }: Props) {
  const id = prefix + name
  const error = form.errors.find(({ field }) => field === name)?.message
  const by = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={id} tabindex={-1} aria-describedby={by || undefined}>
      <legend>
        {label}
        {optional && <i>{optional}</i>}
      </legend>
      {help && (
        <p class="hint" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p class="fault" id={`${id}-error`}>
          <Sentence>{error}</Sentence>
        </p>
      )}
      {Object.entries(choices).map(([value, text]) => (
        <label key={value} class="choice">
          <input
            type="checkbox"
            name={`${name}.${value}`}
            value="yes"
            checked={form.values[`${name}.${value}`] === 'yes'}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
