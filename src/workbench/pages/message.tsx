/** One mail or text message: its words beside a filled sample, and who changed what and why. */
import type { Message } from '../../documents/index.ts'
import { folderOf, isTextMessage, MESSAGE_KINDS } from '../../letters/templates/messages.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TEXT_MESSAGE } from '../check-message.ts'
import { titleOf } from '../message-show.ts'
import type { Frame, HistoryLine, Which } from '../views.ts'
import { at, named } from './links.ts'
import { State, Whose } from './parts.tsx'
import { History } from './template.tsx'

export type Filled = { subject: string | null; body: string }

type Props = Frame & {
  message: Message
  sample: Filled
  holds: Which
  history: HistoryLine[]
  mayEdit: boolean
}

export function MessagePage({ viewer, csrf, scope, message, sample, holds, history, mayEdit }: Props) {
  const { id } = message
  const title = titleOf(message)
  const open = history.filter(({ standing }) => standing === 'draft' || standing === 'submitted')
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/messages', scope)}>邮件和短信</a>
        <span>{MESSAGE_KINDS[folderOf(message)]}</span>
        <Whose scope={scope} />
      </p>
      <h1>{title}</h1>
      <p>{`在用：${named(holds)}。`}</p>
      {open.map(({ version, standing, by }) => (
        <p key={version} class={standing === 'submitted' ? 'note soon' : 'note'}>
          <a href={at(`/messages/${id}/versions/${version}`, scope)}>{named(version)}</a> <State standing={standing} />
          {`，${by}起草。`}
        </p>
      ))}
      {mayEdit && (
        <div class="buttons band-top">
          <a class="button primary" href={at(`/messages/${id}/edit`, scope)}>
            另写一版
          </a>
        </div>
      )}
      <div class="draft">
        <section aria-labelledby="words-title">
          <h2 id="words-title">文字</h2>
          <MessageText {...message} />
        </section>
        <section aria-labelledby="sample-title">
          <h2 id="sample-title">样例（虚构）</h2>
          <MessageText {...sample} />
          {isTextMessage(message) && <Length body={sample.body} />}
        </section>
      </div>
      <section aria-labelledby="history-title">
        <h2 id="history-title">历次版本</h2>
        <History id={id} scope={scope} history={history} root="/messages" />
      </section>
    </StaffPage>
  )
}

/** Line by line, as it goes out. */
export function MessageText({ subject, body }: Filled) {
  return (
    <article class="letter-text" data-message-text>
      {subject !== null && <p class="title">{subject}</p>}
      {body.split('\n').map((line, i) => (
        <p key={`${i} ${line}`} class="body">
          {line}
        </p>
      ))}
    </article>
  )
}

/** The parts that a gateway makes of a text message, each of which is paid for. */
export function Length({ body }: { body: string }) {
  const { length } = [...body]
  const parts = length <= TEXT_MESSAGE.part ? 1 : 2
  return <p class="hint">{`样例有${length}字，${parts === 1 ? '一条' : '分为两条'}短信。`}</p>
}
