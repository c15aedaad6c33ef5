/** 退出, on a computer that others use, too. */
import type { Words } from '../../web/words/zh.ts'

export const Leave = ({ words }: { words: Words }) => (
  <form method="post" action={`${words.root}track/leave`} class="no-print">
    <p class="hint">{words.track.leaveHint}</p>
    <p>
      <button type="submit">{words.answering.leave}</button>
    </p>
  </form>
)
