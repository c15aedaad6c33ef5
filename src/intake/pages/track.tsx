/** Receipt number and enquiry code open a request; no account. A wrong code and an unknown number read alike. */
import type { FormState } from '../../cases/views.ts'
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { Words } from '../../web/words/zh.ts'

type Props = { words: Words; form: FormState }

export function TrackForm({ words: { track }, form }: Props) {
  return (
    <form method="post" action="/track" class="stack" id="track">
      <TextField {...{ name: 'receipt', label: track.receipt, form, autocomplete: 'off' }} />
      <TextField
        {...{ name: 'enquiryCode', label: track.enquiryCode, form, help: track.codeHelp, autocomplete: 'off' }}
      />
      <button type="submit">{track.act}</button>
    </form>
  )
}

export function TrackPage({ words, form }: Props) {
  const { track } = words
  return (
    <Page title={track.title} kind="citizen" words={words}>
      <div class="column">
        <h1>{track.title}</h1>
        <p class="lead">{track.lead}</p>
        <ErrorSummary form={form} words={words} kept={track.kept} />
        <TrackForm words={words} form={form} />
        <p class="hint">
          {track.lost} <a href="/guide#agencies">{words.home.offices}</a>
        </p>
      </div>
    </Page>
  )
}
