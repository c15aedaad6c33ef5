/** The form for the picture of an identity document that nobody could see. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { FilesField } from '../../web/parts/field.tsx'
import { Sentence } from '../../web/parts/sentence.tsx'
import type { FormState } from '../../web/shapes.ts'
import { heedSays } from '../../web/words/heeds.ts'
import type { Words } from '../../web/words/zh.ts'
import type { TrackingView } from '../views.ts'

type Props = { papers: TrackingView['unseenPapers']; action: string; form: FormState | undefined; words: Words }

export function PaperAgain({ papers, action, form = { values: {}, errors: [] }, words }: Props) {
  const { filing, tracking } = words
  if (papers.length === 0) return null
  return (
    <section aria-labelledby="paper-title" class="no-print">
      <h2 id="paper-title">{filing.identity}</h2>
      {papers.map(({ name, heed }) => (
        <p key={name} class="note soon">
          <Sentence>{heedSays({ kind: 'identity', name }, heed, 'sender')}</Sentence>
        </p>
      ))}
      <ErrorSummary {...{ form, words, labels: { identity: filing.identity } }} />
      <form {...{ method: 'post', action, enctype: 'multipart/form-data' }}>
        <FilesField
          {...{ name: 'identity', label: filing.identity, help: filing.identityHelp, form }}
          accept=".jpg,.jpeg,.png,.heic,.heif,.webp,.bmp,.tif,.tiff,.pdf"
        />
        <p class="hint">{filing.identityKept}</p>
        <button type="submit" class="primary">
          {tracking.sendPaper}
        </button>
      </form>
    </section>
  )
}
