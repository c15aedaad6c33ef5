/** The files that a reply gives, to be fetched: name, type, pages, size, and the checksum of what is fetched. */
import type { GivenRef } from '../shapes.ts'
import { type Words, zh } from '../words/zh.ts'
import { size } from './format.ts'
import { Proof } from './proof.tsx'
import { Verbatim } from './sentence.tsx'

type Props = { files: readonly GivenRef[]; words?: Words }

/** In the order of the letter's list of attachments. */
export function Given({ files, words = zh }: Props) {
  const { tracking } = words
  return (
    <>
      <ol class="letters given">
        {files.map(({ id, name, url, size: bytes, pages }) => (
          <li key={id} data-given={id}>
            <a href={url} download={name}>
              <Verbatim>{name}</Verbatim>
            </a>
            <p class="hint bits">
              <span>{endingOf(name)}</span>
              {pages !== null && <span>{tracking.pages({ n: pages })}</span>}
              <span>{size(bytes)}</span>
            </p>
          </li>
        ))}
      </ol>
      <Proof words={words}>
        {files.map(({ id, name, sha256 }) => (
          <p key={id} class="hint digest" data-digest-of={id}>
            <Verbatim>{name}</Verbatim> <code>{sha256}</code>
          </p>
        ))}
        <p class="hint">{tracking.filesHelp}</p>
      </Proof>
    </>
  )
}

const endingOf = (name: string) => (/\.([^.]{1,8})$/.exec(name)?.[1] ?? '').toUpperCase()
