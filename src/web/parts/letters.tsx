/** Letters as files: title, number, day, and the way to fetch them. */
import type { LetterRef } from '../../cases/views.ts'
import { type Words, zh } from '../words/zh.ts'

export function Letters({ letters, words = zh }: { letters: LetterRef[]; words?: Words }) {
  if (!letters.length) return <p class="empty">{words.tracking.lettersEmpty}</p>
  return (
    <ul class="letters">
      {letters.map(({ id, title, number, madeOn, url }) => (
        <li key={id} data-letter={id}>
          <a href={url}>{title}</a>
          <p class="hint bits">
            {number && <span>{number}</span>}
            <time dateTime={madeOn}>{words.day(madeOn)}</time>
            <span>PDF</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
