/** Writing a new version of a mail or a text message: its words, what is wrong with them, the blanks on offer, the sample. */
import type { Message } from '../../documents/index.ts'
import { folderOf, isTextMessage, MESSAGE_KINDS, shippedMessages } from '../../letters/templates/messages.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { blanksFor, MESSAGE_BLANKS, TEXT_MESSAGE } from '../check-message.ts'
import { titleOf } from '../message-show.ts'
import type { Frame, Which } from '../views.ts'
import { at, named, word } from './links.ts'
import { type Filled, Length, MessageText } from './message.tsx'
import { Whose } from './parts.tsx'

type Props = Frame & {
  id: string
  ground: Message
  from: Which
  form: FormState
  /** Null where the words do not hold yet. */
  sample: Filled | null
}

const ROWS = 18

export function MessageEditPage({ viewer, csrf, scope, id, ground, from, form, sample }: Props) {
  const title = titleOf(ground)
  const isShort = isTextMessage(ground)
  const kept = shippedMessages.get(id)!
  return (
    <StaffPage title={`另写一版 ${title}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/messages', scope)}>邮件和短信</a>
        <a href={at(`/messages/${id}`, scope)}>{title}</a>
        <span>{MESSAGE_KINDS[folderOf(ground)]}</span>
        <Whose scope={scope} />
      </p>
      <h1>{`据${named(from)}另写一版`}</h1>
      <p class="lead">
        只有文字和空白。随附版本中的编号、日期、链接都要保留，不能增加申请人的其他信息。保存后还不启用：先提交，再由另一人批准。
      </p>
      <ErrorSummary form={form} labels={{ subject: '主题', body: '正文', why: '修改理由' }} />
      <div class="draft">
        <form method="post" action={at(`/messages/${id}/versions`, scope)} class="stack" id="edit" novalidate>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="from" value={word(from)} />
          {!isShort && <TextField {...{ name: 'subject', label: '主题', form }} />}
          <AreaField
            {...{ name: 'body', label: '正文', form, rows: isShort ? ROWS / 2 : ROWS }}
            help={
              isShort
                ? `短信以签名开头，填好以后不超过${TEXT_MESSAGE.most}字，超过${TEXT_MESSAGE.part}字的分为两条。`
                : '逐行照印，空一行就是空一行。'
            }
          />
          <AreaField {...{ name: 'why', label: '修改理由', form, rows: 3 }} help="改了什么，为什么改。记入历次版本。" />
          <div class="buttons">
            <button class="primary" type="submit">
              保存为新版本
            </button>
            <a class="button" href={at(`/messages/${id}`, scope)}>
              不保存
            </a>
          </div>
        </form>
        <div class="beside">
          <section aria-labelledby="sample-title">
            <h2 id="sample-title">填好的样例</h2>
            {sample ? <MessageText {...sample} /> : <p class="empty">改正以后，样例显示在这里。</p>}
            {sample && isShort && <Length body={sample.body} />}
          </section>
          <section aria-labelledby="blanks-title">
            <h2 id="blanks-title">可用的空白</h2>
            <table class="plain">
              <caption class="unseen">可用的空白</caption>
              <TableHead names={['写法', '含义']} />
              <tbody>
                {blanksFor(kept).map((blank) => (
                  <tr key={blank}>
                    <th scope="row">
                      <code>{`{{${blank}}}`}</code>
                    </th>
                    <td>{MESSAGE_BLANKS[blank]?.[0]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      </div>
    </StaffPage>
  )
}
