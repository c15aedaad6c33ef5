/** What was asked for, to be read again as it was written. Who asked stands here only as the page shows it elsewhere. */
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { TrackingView } from '../views.ts'

export function Requested({ requested, words }: { requested: TrackingView['requested']; words: Words }) {
  if (!requested) return null
  const { apply } = words
  const { title, description, documentNumber, form, delivery } = requested
  const pairs = [
    [apply.requestTitle, title],
    [apply.description, description],
    [apply.documentNumber, documentNumber],
    [apply.form, form && words.forms[form]],
    [apply.delivery, delivery && words.deliveries[delivery]],
  ].filter(([, value]) => value)
  return (
    <details class="fold" data-requested>
      <summary>{words.account.following.requested}</summary>
      <dl class="pairs">
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="as-written">
              <Verbatim>{value}</Verbatim>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
