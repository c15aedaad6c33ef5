/** The head of an answer: who gives it, what became of the request in large type, and when. */
import { OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { Letterhead } from '../../web/parts/letterhead.tsx'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { TrackingView } from '../views.ts'

type Props = { view: Pick<TrackingView, 'agency' | 'result' | 'clock'>; words: Words }

/** Nothing before a reply was sent. */
export function AnswerHead({ view: { agency, result }, words }: Props) {
  if (!result) return null
  return (
    <section class="answer-head" aria-labelledby="result-title">
      <Letterhead name={agency.name} />
      <h2 id="result-title" class="hint">
        {words.tracking.result}
      </h2>
      <p class="result">
        <Sentence>{OUTCOMES[result].zh}</Sentence>
      </p>
    </section>
  )
}

/** 延期, in words: by how much, why, since when it is known. */
export function Extended({ extension, words }: { extension: TrackingView['extension']; words: Words }) {
  if (!extension) return null
  const { on, workingDays, reason } = extension
  return (
    <p class="note">
      <Verbatim>{words.account.following.extendedBy({ on: words.day(on), n: workingDays, reason })}</Verbatim>
    </p>
  )
}
