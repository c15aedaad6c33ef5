/** The title of an application and the numbers by which it is called. */
import { onDayAt } from '../../web/parts/format.ts'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { TrackingView } from '../views.ts'

export function TrackingHead({ view, words }: { view: TrackingView; words: Words }) {
  const { tracking } = words
  const { following } = words.account
  const { receipt, number, title, together, submittedAt } = view
  return (
    <>
      <p class="kicker">{tracking.title}</p>
      <h1>
        <Verbatim>{title}</Verbatim>
      </h1>
      <dl class="line-pairs">
        <div>
          <dt>{tracking.receipt}</dt>
          <dd class="figure">{receipt}</dd>
        </div>
        {number && (
          <div>
            <dt>{tracking.number}</dt>
            <dd class="figure">
              <Verbatim>{number}</Verbatim>
            </dd>
          </div>
        )}
        {together && (
          <>
            <div>
              <dt>{following.applicants}</dt>
              <dd>
                <Verbatim>{together.names.join(words.site.also)}</Verbatim>
              </dd>
            </div>
            <div>
              <dt>{words.filing.review.receiver}</dt>
              <dd>
                {together.representative === null ? (
                  words.filing.receivesEach
                ) : (
                  <Verbatim>{words.filing.review.receives({ name: together.representative })}</Verbatim>
                )}
              </dd>
            </div>
          </>
        )}
        <div>
          <dt>{tracking.submittedAt}</dt>
          <dd>{onDayAt(submittedAt, words.day)}</dd>
        </div>
      </dl>
    </>
  )
}
