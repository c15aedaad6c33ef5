/** What is wrong with a form, first on the page, each line leading to its control. */
import type { FormState } from '../../cases/views.ts'
import { type Words, zh } from '../words/zh.ts'

/** A refusal of the whole form stands under no control: routes name it `type`. */
const hasControl = (field: string) => field !== '' && field !== 'type'

type Props = { form: FormState | undefined; words?: Words; prefix?: string; kept?: string | undefined }

export function ErrorSummary({ form, words = zh, prefix = '', kept = words.site.kept }: Props) {
  if (!form?.errors.length) return null
  return (
    <div class="errors" id={`${prefix}errors`} role="alert" tabindex={-1} data-errors={form.errors.length}>
      <p class="errors-title">{words.site.errors(form.errors.length)}</p>
      <ul>
        {form.errors.map(({ field, message }) => (
          <li key={field + message}>{hasControl(field) ? <a href={`#${prefix}${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
      {Object.keys(form.values).length > 0 && <p>{kept}</p>}
    </div>
  )
}
