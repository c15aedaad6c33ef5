/** Files of an application. What was chosen once is listed and stays; without a script by the plain file control. */
import type { ComponentChildren } from 'preact'
import type { Message } from '../../ground/errors.ts'
import type { WaitingFile } from '../shapes.ts'
import { staff } from '../words/staff.ts'
import type { PartProps } from './application-fields.tsx'
import { FilesField } from './field.tsx'
import { Sentence } from './sentence.tsx'
import { WaitingFiles } from './waiting-files.tsx'

export type Uploads = {
  /** Names the basket in which they wait. */
  token: string
  waiting: readonly WaitingFile[]
  /** Not taken in, each with its reason. */
  refused?: readonly { message: Message }[] | undefined
}
/** `looked`: where whoever fills the form looks at what waits, before its id. */
type Props = PartProps & { uploads: Uploads; looked?: string }

/** The files of an application, and which were refused and why. */
export function FilesPart({ words, form, uploads, looked }: Props) {
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
      <FilesOf
        {...{ words, form, uploads, kind: 'file', name: 'files', label: apply.files, help: apply.filesHelp }}
        {...(looked && { looked })}
      />
    </>
  )
}

/** The picture of an identity document, apart from everything else. */
export function IdentityPart({ words, form, uploads }: Props) {
  const { filing } = words
  const accept = '.jpg,.jpeg,.png,.heic,.heif,.webp,.bmp,.tif,.tiff,.pdf'
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

function FilesOf({ words, form, uploads, kind, name, label, help, accept, looked }: OfKind) {
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
    <div
      class="uploads"
      data-uploads={words === staff ? '/cases/uploads' : `${root}uploads`}
      data-part={name}
      {...texts}
    >
      <FilesField {...{ name, label, form, help, optional: site.optional, accept }} />
      <p class="drop hint" data-drop hidden>
        {filing.drop}
      </p>
      <WaitingFiles {...{ files: mine, words, looked }} />
      <p class="unseen" role="status" data-says />
    </div>
  )
}
