/** 分项答复: what became of each matter, before anybody opens the letter. */
import { OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { TrackingView } from '../views.ts'

type Props = { answers: TrackingView['answers']; words: Words }

export function Answers({ answers, words }: Props) {
  if (!answers) return null
  return (
    <section aria-labelledby="answers-title">
      <h2 id="answers-title">{words.tracking.answers}</h2>
      <ol>
        {answers.map(({ matter, outcome }, i) => (
          <li key={`${i} ${matter}`}>
            <Verbatim>{matter}</Verbatim>
            <br />
            <Sentence>{OUTCOMES[outcome].zh}</Sentence>
          </li>
        ))}
      </ol>
    </section>
  )
}
