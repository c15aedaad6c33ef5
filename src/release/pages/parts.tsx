/** Small parts of the reading room's pages: marked hits, files, and Chinese content on an English page. */
import type { Piece } from '../../ground/fold.ts'
import { size } from '../../web/parts/format.ts'
import type { Words } from '../../web/words/zh.ts'
import type { ReleasedFile } from '../views.ts'

/** A text with its hits marked. */
export const Marked = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>{pieces.map(({ text, hit }, i) => (hit ? <mark key={`${i} ${text}`}>{text}</mark> : text))}</>
)

/** What is published stays in Chinese; screen readers need to know. */
export const ofContent = ({ lang }: Words) => (lang === 'zh-CN' ? {} : { lang: 'zh-CN' })

const ending = (name: string) => (/\.([a-z\d]{1,5})$/i.exec(name)?.[1] ?? '').toUpperCase()

export function Files({ files, words }: { files: readonly ReleasedFile[]; words: Words }) {
  if (files.length === 0) return <p class="empty">{words.released.noFiles}</p>
  return (
    <ul class="letters">
      {files.map(({ id, name, url, size: bytes }) => (
        <li key={id}>
          <a href={url} {...ofContent(words)}>
            {name}
          </a>
          <p class="hint bits">
            <span>{ending(name)}</span>
            <span>{size(bytes)}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
