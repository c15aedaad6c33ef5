/** All notices, or only those that the law asks for: one button, which can be undone. */
import { Page } from '../../web/page.tsx'
import type { Visit } from '../../web/visit.ts'

export function NoticesPage({
  visit,
  token,
  quiet,
  done,
}: {
  visit: Visit
  token: string
  quiet: boolean
  done: boolean
}) {
  const { words } = visit
  const say = words.account.mail
  return (
    <Page title={say.title} visit={visit}>
      <div class="column">
        <h1>{say.title}</h1>
        {done && (
          <p class="note done" role="status">
            {say.done}
          </p>
        )}
        <p>{quiet ? say.quiet : say.all}</p>
        <p>{say.lead}</p>
        <form method="post" action={`${words.root}notices/${token}`} class="stack">
          <button type="submit" name="choice" value={quiet ? 'all' : 'quiet'}>
            {quiet ? say.toAll : say.toQuiet}
          </button>
        </form>
      </div>
    </Page>
  )
}
