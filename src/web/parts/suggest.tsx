/** Under the title of a request: a link to what is public; with a script also what may be the very thing. Never in the way. */
import type { Words } from '../words/zh.ts'

/** The link, and an empty list that suggest.js fills. */
export function Suggest({ words: { root, released } }: { words: Words }) {
  const room = `${root}released`
  return (
    <div class="field" data-suggest="/api/v1/released" data-room={room} data-intro={released.suggestIntro}>
      <a class="hint" href={room} target="_blank" rel="noopener">
        {released.suggest}
        {released.suggestNew}
      </a>
      <p role="status" />
      <ul class="plain-list link-list" hidden />
    </div>
  )
}
