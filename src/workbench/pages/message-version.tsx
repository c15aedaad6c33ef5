/** One version of a mail or a text message: what to do about it first, then what it changes, then the sample. */
import type { Message } from '../../documents/index.ts'
import type { DiffLine } from '../../ground/diff.ts'
import { folderOf, isTextMessage, MESSAGE_KINDS } from '../../letters/templates/messages.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { Changes } from '../../web/parts/changes.tsx'
import { titleOf } from '../message-show.ts'
import { at, named, word } from './links.ts'
import { type Filled, Length, MessageText } from './message.tsx'
import { Next, type NextProps, Story } from './next.tsx'
import { State, Whose } from './parts.tsx'

type Props = NextProps & {
  id: string
  message: Message
  sample: Filled
  lines: DiffLine[]
  mayEdit: boolean
}

export function MessageVersionPage(props: Props) {
  const { viewer, csrf, scope, id, message, sample, line, lines, mayEdit } = props
  const { version, standing } = line
  const title = titleOf(message)
  return (
    <StaffPage title={`${title} ${named(version)}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/messages', scope)}>邮件和短信</a>
        <a href={at(`/messages/${id}`, scope)}>{title}</a>
        <span>{MESSAGE_KINDS[folderOf(message)]}</span>
        <Whose scope={scope} />
      </p>
      <h1>
        {named(version)} <State standing={standing} />
      </h1>
      <Next {...props} base={`/messages/${id}/versions/${word(version)}`} noun="邮件、短信" />
      {version !== null && <Story line={line} />}
      {version !== null && (
        <section aria-labelledby="changes-title" class="band-top">
          <h2 id="changes-title">{`比${named(line.basedOn)}改了什么`}</h2>
          <Changes lines={lines} />
          {mayEdit && (
            <p class="hint">
              <a href={at(`/messages/${id}/edit`, scope, { from: word(version) })}>据此另写一版</a>
            </p>
          )}
        </section>
      )}
      <section aria-labelledby="preview-title" class="band-top" id="preview">
        <h2 id="preview-title">用样例预览</h2>
        <MessageText {...sample} />
        {isTextMessage(message) && <Length body={sample.body} />}
      </section>
    </StaffPage>
  )
}
