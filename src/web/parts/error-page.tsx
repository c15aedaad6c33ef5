/** What happened and what to do now: every refusal and every fault ends here, never in a dead end. */
import type { ComponentChildren, VNode } from 'preact'
import type { Message } from '../../ground/errors.ts'
import { Page } from '../page.tsx'
import type { Visit } from '../visit.ts'
import { say } from '../words/say.ts'
import { zh } from '../words/zh.ts'
import { Sentence } from './sentence.tsx'

/** What stands around the page of who is signed in. */
export type ErrorFrame = (page: { title: string; children: ComponentChildren }) => VNode

type Props = {
  title: Message
  text: string
  /** What to do, and what of the reader's is safe. */
  advice: string
  next: { href: string; label: string }[]
  code: string
  /** Under which the fault stands in the log. */
  number?: string | undefined
  visit?: Visit | undefined
  /** In place of the public's; its way on is the desk. */
  frame?: ErrorFrame | undefined
}

/** The way to the public's first page would lead staff nowhere; only they are refused for their post. */
const STAFF_WAYS = [
  { href: '/desk', label: '回到办件台' },
  { href: '/sign-in', label: '换一个账号登录' },
]

/** @param code of the refusal; NOT_YOURS leads staff back to their desk instead of to `next`. */
export function ErrorPage({ title, text, advice, next, code, number, visit, frame }: Props) {
  const words = visit?.words ?? zh
  const Around =
    frame ??
    (({ title, children }) => (
      <Page title={title} visit={visit}>
        {children}
      </Page>
    ))
  const ways = code === 'NOT_YOURS' ? STAFF_WAYS : frame ? STAFF_WAYS.slice(0, 1) : next
  return (
    <Around title={say(words, title)}>
      <div class="column">
        <h1>
          <Sentence>{title}</Sentence>
        </h1>
        {text && (
          <p class="lead">
            <Sentence>{text}</Sentence>
          </p>
        )}
        {advice && (
          <p>
            <Sentence>{advice}</Sentence>
          </p>
        )}
        <p class="buttons">
          {ways.map(({ href, label }, index) => (
            <a key={href} class={index === 0 ? 'button primary' : 'button'} href={href}>
              {label}
            </a>
          ))}
        </p>
        <p class="hint">
          {words.site.code} <code data-code={code}>{code}</code>
          {number && (
            <>
              {' '}
              {words.site.number} <code>{number}</code>
            </>
          )}
        </p>
      </div>
    </Around>
  )
}
