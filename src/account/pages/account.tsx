/** One's applications on one page: where each stands, by when, what is to do now, and its letters. */
import { dayIn } from '../../ground/time.ts'
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { CheckField, TextField } from '../../web/parts/field.tsx'
import { workingDaysLeft } from '../../web/parts/format.ts'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { ApplicationView } from '../views.ts'

type Props = {
  visit: Visit
  email: string
  applications: ApplicationView[]
  /** Fields that a new application begins with. */
  contact: Record<string, string>
  /** Where to choose which mails to get. */
  choose: string
  /** A form that came back; `values.type` says which. */
  form?: FormState | undefined
  /** Whoever comes again before then is still signed in. */
  until?: Date
}

const EMPTY: FormState = { values: {}, errors: [] }

export function AccountPage({ visit, email, applications, contact, choose, form, until }: Props) {
  const { words } = visit
  const { root, account: say, track } = words
  const back = (type: string) => (form?.values.type === type ? form : undefined)
  return (
    <Page title={say.title} visit={visit} faulty={!!form?.errors.length}>
      <h1>{say.title}</h1>
      <p class="hint">{say.signedIn({ email })}</p>
      {until && <p class="hint">{words.drafts.session.account({ day: words.day(dayIn(until)) })}</p>}
      <form method="post" action={`${root}account/sign-out`} class="stack no-print">
        <button type="submit">{say.signOut}</button>
      </form>
      <div class="with-aside progress-grid">
        <section aria-labelledby="list-title">
          <h2 id="list-title">{say.list}</h2>
          {applications.length === 0 && <p class="empty">{say.listEmpty}</p>}
          <ul class="plain-list">
            {applications.map((one) => (
              <Application key={one.receipt} one={one} words={words} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="start-title">
          <h2 id="start-title">{say.start}</h2>
          <p class="hint">{say.startHelp}</p>
          <form method="post" action={`${root}apply`}>
            {Object.entries(contact).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button type="submit" class="primary">
              {say.start}
            </button>
          </form>
        </section>
        <section aria-labelledby="add-title">
          <h2 id="add-title">{say.add}</h2>
          <p class="hint">{say.addLead}</p>
          <ErrorSummary form={back('add')} words={words} advice={track.errorAdvice} />
          <form method="post" action={`${root}account/applications`} class="stack">
            <TextField {...{ name: 'receipt', label: track.receipt, form: back('add') ?? EMPTY }} autocomplete="off" />
            <TextField
              {...{ name: 'enquiryCode', label: track.enquiryCode, help: track.codeHelp, form: EMPTY }}
              autocomplete="off"
            />
            <button type="submit">{say.addAct}</button>
          </form>
        </section>
        <section aria-labelledby="mail-title">
          <h2 id="mail-title">{say.notices}</h2>
          <p>
            <a href={choose}>{say.noticesAct}</a>
          </p>
        </section>
        <section aria-labelledby="delete-title">
          <h2 id="delete-title">{say.delete}</h2>
          <details class="fold" open={!!back('delete')}>
            <summary>{say.deleteAct}</summary>
            <form method="post" action={`${root}account/delete`} class="stack">
              <ErrorSummary form={back('delete')} words={words} advice="" />
              <div class="warning">
                <p>{say.deleteText}</p>
                <CheckField name="confirm" label={say.deleteConfirm} form={back('delete') ?? EMPTY} />
              </div>
              <button type="submit">{say.deleteAct}</button>
            </form>
          </details>
        </section>
      </div>
    </Page>
  )
}

function Application({ one, words }: { one: ApplicationView; words: Words }) {
  const say = words.account
  const { receipt, number, title, stage, nextStep, letters } = one
  return (
    <li data-receipt={receipt}>
      <h3>
        <a href={`${words.root}track/${receipt}`}>
          <Verbatim>{title}</Verbatim>
        </a>
      </h3>
      <dl class="line-pairs">
        <div>
          <dt>{say.receipt}</dt>
          <dd class="figure">{receipt}</dd>
        </div>
        {number && (
          <div>
            <dt>{words.tracking.number}</dt>
            <dd class="figure">
              <Verbatim>{number}</Verbatim>
            </dd>
          </div>
        )}
        <div>
          <dt>{say.stage}</dt>
          <dd>{words.stages[stage]}</dd>
        </div>
        <div>
          <dt>{one.settledOn ? say.settled : say.due}</dt>
          <dd>{due(one, words)}</dd>
        </div>
      </dl>
      <p>
        <Sentence>{nextStep}</Sentence>
      </p>
      {letters.length > 0 && (
        <p class="bits">
          <span>{say.letters}</span>
          {letters.map((letter) => (
            <a key={letter.url} href={letter.url}>
              <Sentence>{letter.title}</Sentence>
            </a>
          ))}
        </p>
      )}
    </li>
  )
}

/** By both readings, where they differ. */
function due({ stage, status, settledOn, dueOn, carefulDueOn, left, moved }: ApplicationView, words: Words): string {
  if (settledOn) return words.day(settledOn)
  if (moved) return words.account.following.moved.short({ agency: moved })
  if (status === 'closed' && stage === 'receive') return words.account.following.aside.short
  if (status === 'closed') return words.tracking.closed
  if (status === 'waiting') return words.tracking.waiting
  const careful = dueOn === carefulDueOn ? [] : [words.account.carefully({ day: words.day(carefulDueOn) })]
  if (status === 'awaitingConfirmation' || !dueOn) return [words.account.notYet, ...careful].join(' · ')
  const remaining = status === 'suspended' ? words.account.paused : workingDaysLeft(left, words)
  return [words.day(dueOn), remaining, ...careful].join(' · ')
}
