/** The stages as a vertical line, as on a parcel: passed, present, ahead, each in a word. */
import type { TrackingView } from '../../cases/views.ts'
import { type Words, zh } from '../words/zh.ts'
import { Said, Written } from './said.tsx'

export function Stages({
  stages,
  nextStep,
  words = zh,
}: Pick<TrackingView, 'stages' | 'nextStep'> & { words?: Words }) {
  const { tracking } = words
  return (
    <ol class="stages">
      {stages.map(({ stage, on, by, now }) => (
        <li key={stage} class={now ? 'now' : on ? 'past' : 'ahead'} aria-current={now ? 'step' : undefined}>
          <h3>
            {words.stages[stage]}
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
              {tracking.by} <Written>{by}</Written>
            </p>
          )}
          {now && (
            <p>
              <Said>{nextStep}</Said>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
