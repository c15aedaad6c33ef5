/** The stages as a vertical line, as on a parcel: passed, present, ahead, each in a word; what was withdrawn has nothing ahead of it. */
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import { type Words, zh } from '../../web/words/zh.ts'
import type { TrackingView } from '../views.ts'

export function Stages({
  stages,
  nextStep,
  words = zh,
}: Pick<TrackingView, 'stages' | 'nextStep'> & { words?: Words }) {
  const { tracking } = words
  const { following } = words.account
  const isWithdrawn = stages.some(({ now, events }) => now && events.some(({ what }) => what === 'withdrawn'))
  return (
    <ol class="stages">
      {(isWithdrawn ? stages.filter(({ on }) => on !== null) : stages).map(({ stage, on, by, now, events }) => (
        <li key={stage} class={now ? 'now' : on ? 'past' : 'ahead'} aria-current={now ? 'step' : undefined}>
          <h3>
            {isWithdrawn && now ? following.event.withdrawn : words.stages[stage]}
            {now && <span class="tag">{tracking.now}</span>}
          </h3>
          {on ? (
            <p class="when">
              <time dateTime={on}>{words.dayLong(on)}</time>
            </p>
          ) : (
            <p class="when">{tracking.ahead}</p>
          )}
          {by && (
            <p class="when">
              {tracking.by} <Verbatim>{by}</Verbatim>
            </p>
          )}
          {now && (
            <p>
              <Sentence>{nextStep}</Sentence>
            </p>
          )}
          {events.length > 1 && (
            <details class="fold" open={now}>
              <summary>{following.events}</summary>
              <dl class="pairs">
                {events.map(({ on, what, to }, i) => (
                  <div key={`${on} ${what} ${i}`}>
                    <dt>
                      <time dateTime={on}>{words.day(on)}</time>
                    </dt>
                    <dd>
                      {following.event[what]}
                      {to && (
                        <>
                          {' '}
                          <Verbatim>{to}</Verbatim>
                        </>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}
