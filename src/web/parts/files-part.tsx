/** Files of an application. What was chosen once is listed and stays; without a script by the plain file control. */
import type { ComponentChildren } from 'preact'
import type { PartProps } from './application-fields.tsx'
import { FilesField } from './field.tsx'
import { size } from './format.ts'
import { Sentence, Verbatim } from './sentence.tsx'

export type WaitingFile = { id: string; kind: 'file' | 'identity'; name: string; size: number }
export type Uploads = {
  /** Names the basket in which they wait. */
  token: string
  waiting: readonly WaitingFile[]
  /** Not taken in, each with its reason. */
  refused?: readonly { message: string }[] | undefined
}
type Props = PartProps & { uploads: Uploads }

/** The files of an application, and which were refused and why. */
export function FilesPart({ words, form, uploads }: Props) {
  const { apply } = words
  const refused = uploads.refused ?? []
  return (
    <>
      {refused.length > 0 && (
        <div class="note soon" role="status">
          <p>{words.filing.refusedFiles}</p>
          <ul>
            {refused.map(({ message }) => (
              <li key={message}>
                <Sentence>{message}</Sentence>
              </li>
            ))}
          </ul>
        </div>
      )}
      <FilesOf {...{ words, form, uploads, kind: 'file', name: 'files', label: apply.files, help: apply.filesHelp }} />
    </>
  )
}

/** The picture of an identity document, apart from everything else. */
export function IdentityPart({ words, form, uploads }: Props) {
  const { filing } = words
  const accept = '.jpg,.jpeg,.png,.pdf'
  return (
    <>
      <FilesOf
        {...{ words, form, uploads, kind: 'identity', name: 'identity', label: filing.identity, accept }}
        help={filing.identityHelp}
      />
      <p class="hint">{filing.identityKept}</p>
    </>
  )
}

type OfKind = Props & {
  kind: WaitingFile['kind']
  name: string
  label: string
  help: ComponentChildren
  accept?: string
}

function FilesOf({ words, form, uploads, kind, name, label, help, accept }: OfKind) {
  const { filing, site, root } = words
  const mine = uploads.waiting.filter((file) => file.kind === kind)
  const texts = {
    'data-uploading': filing.uploading,
    'data-again': filing.again,
    'data-uploaded': filing.uploaded,
    'data-failed': filing.failed,
    'data-try': filing.tryAgain,
    'data-take-away': filing.takeAway,
    'data-removed': filing.removed,
    'data-wait': filing.waitForFiles,
  }
  return (
    <div class="uploads" data-uploads={`${root}uploads`} data-part={name} {...texts}>
      <FilesField {...{ name, label, form, help, optional: site.optional, accept }} />
      <p class="drop hint" data-drop hidden>
        {filing.drop}
      </p>
      <ul class="plain-list waiting" aria-label={filing.waiting} hidden={mine.length === 0}>
        {mine.map((file) => (
          <li key={file.id} data-upload={file.id}>
            <span>
              <Verbatim>{file.name}</Verbatim>
            </span>{' '}
            <span class="hint">{size(file.size)}</span>
            <label class="choice">
              <input
                type="checkbox"
                name={`remove-${file.id}`}
                value="yes"
                aria-label={filing.takeAwayThis({ name: file.name })}
              />
              <span>{filing.takeAway}</span>
            </label>
          </li>
        ))}
      </ul>
      {mine.length > 0 && <p class="hint">{filing.waitingHelp}</p>}
      <p class="unseen" role="status" data-says />
    </div>
  )
}
