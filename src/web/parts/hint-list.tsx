/** Hints on a request: what the law does with one like it, what to do instead, and that one may always submit. */
import type { HintId } from '../words/hint-ids.ts'
import type { Words } from '../words/zh.ts'

/** Nothing where there are no hints. */
export function HintList({ words, hints }: { words: Words; hints: readonly HintId[] }) {
  const { hints: say } = words
  if (hints.length === 0) return null
  return (
    <section class="note soon" aria-labelledby="hints-title">
      <h2 id="hints-title">{say.title}</h2>
      <ul>
        {hints.map((hint) => (
          <li key={hint} data-hint={hint}>
            {say.of[hint]}
          </li>
        ))}
      </ul>
      <p>{say.still}</p>
    </section>
  )
}
