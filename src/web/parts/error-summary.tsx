/** What is wrong with a form, first on the page, each line leading to its control. */
import type { FormState } from '../shapes.ts'
import { say } from '../words/say.ts'
import { type Words, zh } from '../words/zh.ts'
import { Verbatim } from './sentence.tsx'

/** A refusal of the whole form stands under no control: routes name it `type`. */
const hasControl = (field: string) => field !== '' && field !== 'type'

/** Names of the form's fields, in its order: “请填写” alone says little in a list. */
export type Labels = Readonly<Record<string, string>>

const named = (label: string | undefined, message: string, words: Words) => {
  const fault = say(words, message)
  return label ? words.site.faultOf({ label: say(words, label), fault }) : fault
}

const inOrder = (errors: FormState['errors'], names: string[]) => {
  const place = (field: string) => (names.includes(field) ? names.indexOf(field) : -1)
  return errors.toSorted((a, b) => place(a.field) - place(b.field))
}

type Props = {
  form: FormState | undefined
  words?: Words
  prefix?: string
  advice?: string | undefined
  labels?: Labels
}

/**
 * Nothing where the form has no errors. The error of a field links to its control (`#` + prefix + field) and begins with
 * its label where `labels` has one; an error of the whole form is plain text.
 * @param advice stands under the list where something had been entered.
 */
export function ErrorSummary({ form, words = zh, prefix = '', advice = words.site.errorAdvice, labels = {} }: Props) {
  if (!form?.errors.length) return null
  return (
    <div class="errors" id={`${prefix}errors`} role="alert" tabindex={-1} data-errors={form.errors.length}>
      <p class="errors-title">
        {form.errors.some(({ field }) => hasControl(field))
          ? words.site.errors({ n: form.errors.length })
          : words.site.refused}
      </p>
      <ul>
        {inOrder(form.errors, Object.keys(labels)).map(({ field, message }) => (
          <li key={field + message}>
            {hasControl(field) ? (
              <a href={`#${prefix}${field}`}>
                <Verbatim>{named(labels[field], message, words)}</Verbatim>
              </a>
            ) : (
              <Verbatim>{say(words, message)}</Verbatim>
            )}
          </li>
        ))}
      </ul>
      {Object.keys(form.values).length > 0 && <p>{advice}</p>}
    </div>
  )
}
