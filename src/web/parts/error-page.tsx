/** What happened and what to do now: every refusal and every fault ends here, never in a dead end. */
import type { Message } from '../../ground/errors.ts'
import { Page } from '../page.tsx'
import type { Visit } from '../visit.ts'
import { say } from '../words/say.ts'
import { zh } from '../words/zh.ts'
import { Sentence } from './sentence.tsx'

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
}

/** Only staff are refused for their post: the way to the public's first page would lead them nowhere. */
const STAFF_WAYS = [
  { href: '/desk', label: '回到办件台' },
  { href: '/sign-in', label: '换一个账号登录' },
]

/** @param code of the refusal; NOT_YOURS leads staff back to their desk instead of to `next`. */
export function ErrorPage({ title, text, advice, next, code, number, visit }: Props) {
  const words = visit?.words ?? zh
  return (
    <Page title={say(words, title)} visit={visit}>
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
          {(code === 'NOT_YOURS' ? STAFF_WAYS : next).map(({ href, label }, index) => (
            <a key={href} class={index === 0 ? 'button primary' : 'button'} href={href}>
              {label}
            </a>
          ))}
        </p>
        <p class="hint">
          <code data-code={code}>{code}</code>
          {number && (
            <>
              {' '}
              {words.site.number} <code>{number}</code>
            </>
          )}
        </p>
      </div>
    </Page>
  )
}
