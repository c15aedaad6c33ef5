/** Receipt number and enquiry code open a request; no account. A wrong code and an unknown number read alike. */
import { Page } from '../../web/page.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'

/** `left`: this browser has just been signed out. `isOver`: its time was over while somebody wrote, and what they wrote is kept. */
type Props = { visit: Visit; form: FormState; left?: boolean; isOver?: boolean }

export function TrackForm({ words: { root, track }, form }: { words: Words; form: FormState }) {
  return (
    <form method="post" action={`${root}track`} class="stack" id="track">
      <TextField {...{ name: 'receipt', label: track.receipt, form, autocomplete: 'off' }} />
      <TextField
        {...{ name: 'enquiryCode', label: track.enquiryCode, form, help: track.codeHelp, autocomplete: 'off' }}
      />
      <button type="submit">{track.act}</button>
    </form>
  )
}

export function TrackPage({ visit, form, left, isOver }: Props) {
  const { words } = visit
  const { track } = words
  return (
    <Page title={track.title} visit={visit} faulty={form.errors.length > 0}>
      <div class="column">
        <h1>{track.title}</h1>
        <p class="lead">{track.lead}</p>
        {isOver && (
          <p class="note soon" role="status">
            {words.drafts.session.over}
          </p>
        )}
        {left && (
          <p class="note" role="status">
            {track.left}
          </p>
        )}
        <TrackForm words={words} form={form} />
        <p>
          <a href={`${words.root}account`}>{words.account.title}</a>
          <br />
          <span class="hint">{words.account.short}</span>
        </p>
        <p class="hint">
          {track.lost} <a href={`${words.root}guide#agencies`}>{words.home.offices}</a>
        </p>
      </div>
    </Page>
  )
}
