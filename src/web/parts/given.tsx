/** The files that a reply gives, to be fetched: name, type, pages, size, and the checksum of what is fetched. */
import type { GivenRef } from '../shapes.ts'
import { type Words, zh } from '../words/zh.ts'
import { size } from './format.ts'
import { Verbatim } from './sentence.tsx'

type Props = { files: readonly GivenRef[]; words?: Words }

/** In the order of the letter's list of attachments. */
export function Given({ files, words = zh }: Props) {
  const { tracking } = words
  return (
    <>
      <ol class="letters given">
        {files.map(({ id, name, url, size: bytes, sha256, pages }) => (
          <li key={id} data-given={id}>
            <a href={url} download={name}>
              <Verbatim>{name}</Verbatim>
            </a>
            <p class="hint bits">
              <span>{endingOf(name)}</span>
              {pages !== null && <span>{tracking.pages({ n: pages })}</span>}
              <span>{size(bytes)}</span>
            </p>
            <p class="hint digest">
              {tracking.digest} <code>{sha256}</code>
            </p>
          </li>
        ))}
      </ol>
      <p class="hint">{tracking.filesHelp}</p>
    </>
  )
}

const endingOf = (name: string) => (/\.([^.]{1,8})$/.exec(name)?.[1] ?? '').toUpperCase()
