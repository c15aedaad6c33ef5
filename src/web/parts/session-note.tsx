/** Until when a page may be acted on, and longer if that is wished: before it ends, not afterwards. */
import type { Words } from '../words/zh.ts'

/** `at`: as it reads; `until`: in milliseconds; `hold`: for how long it is extended, in milliseconds. */
export type SessionEnds = { at: string; until: string; hold: number }

type Props = {
  words: Words
  ends: SessionEnds
  /** Where the button posts to. */
  action: string
  says: string
  /** What is said when it comes near, and afterwards; of numbers that have to be entered again unless told. */
  of?: { soon: string; over: string }
}

/** The time is told to everybody; a script tells once more when it comes near, and extends it without leaving the page. */
export function SessionNote({ words: { drafts }, ends, action, says, of = drafts.session }: Props) {
  const { session } = drafts
  return (
    <form
      {...{ class: 'session no-print', method: 'post', action, 'data-until': ends.until, 'data-hold': ends.hold }}
      data-soon={of.soon}
      data-over={of.over}
      data-extended={session.extended}
    >
      <p class="hint" data-time={ends.at}>
        {says}
      </p>
      <p aria-live="polite" data-says />
      <button type="submit">{session.extend}</button>
    </form>
  )
}
