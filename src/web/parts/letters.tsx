/** Letters as files: title, number, day, and the way to fetch them; a void one says so. */
import type { LetterRef } from '../shapes.ts'
import { say } from '../words/say.ts'
import { type Words, zh } from '../words/zh.ts'
import { Verbatim } from './sentence.tsx'

type Props = {
  letters: LetterRef[]
  words?: Words
  /** Address of the case, where a letter can be made again and compared. */
  reprintsOf?: string
}

/** Letters are in Chinese, so that their own title stands beside its English. */
const titled = (title: string, words: Words): string => {
  const translation = say(words, title)
  return translation === title ? title : `${translation} (${title})`
}

/** In the order given; a sentence where there is no letter. */
export function Letters({ letters, words = zh, reprintsOf }: Props) {
  if (!letters.length) return <p class="empty">{words.tracking.lettersEmpty}</p>
  return (
    <ul class="letters">
      {letters.map(({ id, title, number, madeOn, url, voided, voidedBy, voidedFor, namesReceivedOn, stopped }) => (
        <li key={id} data-letter={id} data-voided={voided}>
          {stopped ? (
            <b>
              <Verbatim>{titled(title, words)}</Verbatim>
            </b>
          ) : (
            <a href={url} hreflang="zh-CN">
              <Verbatim>{titled(title, words)}</Verbatim>
            </a>
          )}
          <p class="hint bits">
            {voided && (
              <span class="soon">
                {voidedFor === 'reopened' ? words.tracking.superseded : words.tracking.voided}
                {reprintsOf && `（第 ${voidedBy} 条）`}
              </span>
            )}
            {reprintsOf && namesReceivedOn && (
              <span class="soon">写明的收到之日{words.day(namesReceivedOn)}已不成立</span>
            )}
            {number && (
              <span>
                <Verbatim>{number}</Verbatim>
              </span>
            )}
            <time dateTime={madeOn}>{words.day(madeOn)}</time>
            <span>PDF</span>
            {reprintsOf && (
              <>
                <a class="no-print" href={`/api/v1${reprintsOf}/letters/${encodeURIComponent(id)}/ofd`}>
                  OFD
                </a>
                <a class="no-print" href={`${reprintsOf}/letters/${encodeURIComponent(id)}/reprint`}>
                  重印核对
                </a>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
