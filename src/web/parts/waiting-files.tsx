/** Files that were chosen for a form and wait with it: each may be taken away again when the form is next sent. */
import type { WaitingFile } from '../shapes.ts'
import { heedSays } from '../words/heeds.ts'
import { staff } from '../words/staff.ts'
import type { Words } from '../words/zh.ts'
import { size } from './format.ts'
import { Sentence, Verbatim } from './sentence.tsx'

/** What whoever sent it is to know of it: that it was taken in, and that the office may not be able to open it. */
export function HeedOf({ file, words }: { file: WaitingFile; words: Words }) {
  return file.heed ? (
    <p class="hint soon">
      <Sentence>{heedSays(file, file.heed, words === staff ? 'staff' : 'sender')}</Sentence>
    </p>
  ) : null
}

type Props = {
  files: readonly WaitingFile[]
  words: Words
  /** Where the form names those that it holds, as `holds.ID`. */
  holds?: string | undefined
  /** Where each is looked at, before its id. */
  looked?: string | undefined
  /** Under which name it is published, where that is told by its content. */
  leaves?: ((file: WaitingFile) => string) | undefined
}

/** A box `remove-ID` beside each; the list is there, unseen, where none waits, so that a script can put some into it. */
export function WaitingFiles({ files, words, holds, looked, leaves }: Props) {
  const { filing } = words
  return (
    <>
      <ul class="plain-list waiting" aria-label={filing.waiting} hidden={files.length === 0}>
        {files.map((file) => (
          <li key={file.id} data-upload={file.id}>
            <span>
              {looked ? (
                <a href={looked + file.id} target="_blank" rel="noopener">
                  {file.name}
                </a>
              ) : (
                <Verbatim>{file.name}</Verbatim>
              )}
            </span>{' '}
            <span class="hint">{size(file.size)}</span>
            <HeedOf {...{ file, words }} />
            {leaves && leaves(file) !== file.name && (
              <p class="hint soon">{`内容与文件名的后缀不符，公布时的文件名为“${leaves(file)}”`}</p>
            )}
            {holds && <input type="hidden" name={`${holds}.${file.id}`} value="yes" />}
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
      {files.length > 0 && <p class="hint">{filing.waitingHelp}</p>}
    </>
  )
}
