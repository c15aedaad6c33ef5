/** A sentence of the house in the language of the page; what stays Chinese in it is marked, so that it is read aloud right. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Message } from '../../ground/errors.ts'
import { CHINESE, say } from '../words/say.ts'
import { type Words, zh } from '../words/zh.ts'

/** The words of the page around; the frame gives them. */
export const Language = createContext<Words>(zh)

/**
 * For an option, which can hold nothing but text: the text in the page's language, and its language where that is
 * Chinese on a page that is not.
 */
export function useSentence(): (text: string) => { children: string; lang?: string } {
  const words = useContext(Language)
  return (text) => {
    const sentence = say(words, text)
    return { children: sentence, ...(words.lang !== zh.lang && CHINESE.test(sentence) && { lang: zh.lang }) }
  }
}

/** From the first Chinese character to the last, with the punctuation around and between that belongs to them. */
const RUN = /([（《〔]?\d*\p{Script=Han}(?:[^A-Za-z“”]*[\p{Script=Han}）》〕。])?)/u

/** What people wrote, as they wrote it; on a page that is not Chinese, runs of Chinese are marked as such. */
export function Verbatim({ children: text }: { children: ComponentChildren }) {
  const { lang } = useContext(Language)
  if (lang === zh.lang || typeof text !== 'string' || !CHINESE.test(text)) return <>{text}</>
  return (
    <>
      {text.split(RUN).map((part, i) =>
        i % 2 === 1 ? (
          <span key={part + i} lang={zh.lang}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  )
}

/** An agency by its name; on English pages by the English one first, where it has given one. */
export function AgencyName({ agency: { name, englishName } }: { agency: { name: string; englishName?: string } }) {
  const { lang } = useContext(Language)
  if (lang === zh.lang || !englishName) return <Verbatim>{name}</Verbatim>
  return (
    <>
      {englishName} (<Verbatim>{name}</Verbatim>)
    </>
  )
}

const isMessage = (what: ComponentChildren | Message): what is Message =>
  typeof what === 'string' || (typeof what === 'object' && what !== null && 'says' in what)

/** A sentence of the house, by `say`. What is no text passes as it is: labels and helps may be made of parts. */
export function Sentence({ children }: { children: ComponentChildren | Message }) {
  const words = useContext(Language)
  return <Verbatim>{isMessage(children) ? say(words, children) : children}</Verbatim>
}
