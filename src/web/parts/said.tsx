/** A sentence of the house in the language of the page; what stays Chinese in it is marked, so that it is read aloud right. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { CHINESE, say } from '../words/say.ts'
import { type Words, zh } from '../words/zh.ts'

/** The words of the page around; the frame gives them. */
export const Language = createContext<Words>(zh)

/** For what can only be text: options, titles, attributes. */
export function useSay(): (text: string) => string {
  const words = useContext(Language)
  return (text) => say(words, text)
}

/** From the first Chinese sign to the last, with the signs around and between that belong to them. */
const RUN = /([（《“〔]?\p{Script=Han}(?:[^A-Za-z]*[\p{Script=Han}）》”〕。])?)/u

/** What people wrote, as they wrote it. */
export function Written({ children: text }: { children: ComponentChildren }) {
  const { lang } = useContext(Language)
  if (lang === 'zh-CN' || typeof text !== 'string' || !CHINESE.test(text)) return <>{text}</>
  return (
    <>
      {text.split(RUN).map((part, i) =>
        i % 2 === 1 ? (
          <span key={part + i} lang="zh-CN">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  )
}

/** What is no text passes as it is: labels and helps may be made of parts. */
export function Said({ children }: { children: ComponentChildren }) {
  const said = useSay()
  return <Written>{typeof children === 'string' ? said(children) : children}</Written>
}
