/** How the applicant is told of news: the mail address, what to receive, and text messages where the office sends them. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Words } from '../../web/words/zh.ts'
import type { ToldWhere } from '../told-where.ts'

export type NoticesView = {
  /** The address, all but hidden; null where none was given. */
  mail: string | null
  /** Does mail leave the house? */
  isMailed: boolean
  /** Where notices are found then. */
  where: ToldWhere | null
  /** Where to choose which mails to get. */
  choose: string | null
  /** Null where the office sends no text messages. `on`: the number, all but hidden. */
  sms: { on: string | null } | null
}

type Props = { view: NoticesView; action: string; form: FormState | undefined; words: Words }

export function Notices({ view: { mail, isMailed, choose, sms }, action, form, words }: Props) {
  const say = words.account.following
  return (
    <section aria-labelledby="notices-title" class="no-print">
      <h2 id="notices-title">{say.notices}</h2>
      <p>{!mail ? say.noMail : isMailed ? say.mailTo({ address: mail }) : say.mailWaits}</p>
      {choose && (
        <p>
          <a href={choose}>{say.mailChoice}</a>
        </p>
      )}
      {sms && <TextMessages {...{ sms, action, form, words }} />}
    </section>
  )
}

function TextMessages({ sms, action, form, words }: Omit<Props, 'view'> & { sms: NonNullable<NoticesView['sms']> }) {
  const say = words.account.following
  if (sms.on)
    return (
      <form method="post" action={action} class="stack">
        <p>{say.smsTo({ mobile: sms.on })}</p>
        <button type="submit" name="sms" value="off">
          {say.smsOff}
        </button>
      </form>
    )
  return (
    <details class="fold" open={!!form} id="sms">
      <summary>{say.sms}</summary>
      <form method="post" action={action} class="stack">
        <p class="hint">{say.smsLead}</p>
        <ErrorSummary form={form} words={words} prefix="sms-" />
        <TextField
          {...{ name: 'mobile', label: say.smsNumber, help: say.smsNumberHelp, prefix: 'sms-' }}
          {...{ type: 'tel', inputMode: 'tel', width: 'middle', autocomplete: 'tel' }}
          form={form ?? { values: {}, errors: [] }}
        />
        <button type="submit" name="sms" value="on">
          {say.smsOn}
        </button>
      </form>
    </details>
  )
}
