/** One's applications on one page: where each stands, by when, what is to do now, and its letters. */
import type { Day } from '../../../workflows/statute/days.ts'
import { dayIn } from '../../ground/time.ts'
import { PasskeyForm, SCRIPTS } from '../../people/pages/passkey-form.tsx'
import { COOKIES } from '../../web/cookies.ts'
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt, workingDaysLeft } from '../../web/parts/format.ts'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import { SessionNote } from '../../web/parts/session-note.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { Device } from '../passkeys.ts'
import type { ApplicationView } from '../views.ts'
import { Said } from './entering.tsx'

type Props = {
  visit: Visit
  /** Null where an identity provider opened the account. */
  email: string | null
  applications: ApplicationView[]
  /** Fields that a new application begins with. */
  contact: Record<string, string>
  /** Filed with the address, and not opened: their enquiry code was not entered here. */
  waiting: readonly { receipt: string; on: Day }[]
  /** Where to choose which mails to get. */
  choose?: string
  devices: readonly Device[]
  /** Browsers make keys for this host. */
  mayRegister: boolean
  /** Where citizens may come by an identity provider. */
  provider?: { linked: boolean } | undefined
  /** What just became of a device, an identity or a request, by its name. */
  said?: string | undefined
  /** A form that came back; `values.type` says which. */
  form?: FormState | undefined
  /** Whoever comes again before then is still signed in. */
  until?: Date
}

/** Until when whoever comes again is still signed in. */
export const staysUntil = (words: Words, until: Date) => words.drafts.session.account({ day: words.day(dayIn(until)) })

const EMPTY: FormState = { values: {}, errors: [] }

export function AccountPage(props: Props) {
  const { visit, email, applications, contact, choose, waiting, form, until, mayRegister, said } = props
  const { words } = visit
  const { root, account: say, track } = words
  const back = (type: string) => (form?.values.type === type ? form : undefined)
  return (
    <Page
      title={say.title}
      visit={visit}
      faulty={!!form?.errors.length}
      scripts={[...(mayRegister ? SCRIPTS : []), ...(until ? ['session.js'] : [])]}
    >
      <h1>{say.title}</h1>
      <p class="hint">{email === null ? say.identity.signedIn : say.signedIn({ email })}</p>
      {until && (
        <SessionNote
          {...{
            words,
            action: `${root}account/stay`,
            says: staysUntil(words, until),
            of: words.drafts.session.signedIn,
          }}
          ends={{ at: '', until: String(until.getTime()), hold: COOKIES.account.seconds * 1_000 }}
        />
      )}
      <Said words={words} said={said} />
      <form method="post" action={`${root}account/sign-out`} class="stack no-print">
        <button type="submit">{say.signOut}</button>
      </form>
      <div class="with-aside progress-grid">
        <section aria-labelledby="list-title">
          <h2 id="list-title">{say.list}</h2>
          {applications.length === 0 && waiting.length === 0 && <p class="empty">{say.listEmpty}</p>}
          <ul class="plain-list">
            {applications.map((one) => (
              <Application key={one.receipt} one={one} words={words} />
            ))}
          </ul>
          <Waiting words={words} waiting={waiting} />
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
        {choose && (
          <section aria-labelledby="mail-title">
            <h2 id="mail-title">{say.notices}</h2>
            <p>
              <a href={choose}>{say.noticesAct}</a>
            </p>
          </section>
        )}
        <WaysIn {...props} />
        <OwnData words={words} applications={applications} />
        <section aria-labelledby="delete-title">
          <h2 id="delete-title">{say.delete}</h2>
          <details class="fold" open={!!back('delete')}>
            <summary>{say.deleteAct}</summary>
            <form method="post" action={`${root}account/delete`} class="stack">
              <ErrorSummary form={back('delete')} words={words} advice="" />
              <div class="warning">
                <p>{say.deleteText}</p>
                <p>{say.data.remains}</p>
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

/** Each opens by its enquiry code, once. */
function Waiting({ words, waiting }: { words: Words; waiting: Props['waiting'] }) {
  const { waiting: say } = words.account
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting-title">
      <h3 id="waiting-title">{say.title}</h3>
      <p class="hint">{say.lead}</p>
      <ul class="plain-list">
        {waiting.map(({ receipt, on }) => (
          <li key={receipt} data-waiting={receipt}>
            <form method="post" action={`${words.root}account/applications`} class="stack">
              <p>
                <b class="figure">{receipt}</b> {say.filed({ day: words.day(on) })}
              </p>
              <input type="hidden" name="receipt" value={receipt} />
              <TextField
                {...{ name: 'enquiryCode', label: words.track.enquiryCode, form: EMPTY, prefix: `${receipt}-` }}
                autocomplete="off"
              />
              <button type="submit">{say.open}</button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Devices and the identity provider that open this account. */
function WaysIn({ visit: { words }, devices, mayRegister, provider }: Props) {
  const { passkeys: say, identity } = words.account
  const root = `${words.root}account`
  return (
    <>
      {(mayRegister || devices.length > 0) && (
        <section aria-labelledby="passkeys">
          <h2 id="passkeys">{say.title}</h2>
          <p class="hint">{say.lead}</p>
          {devices.length === 0 && <p>{say.none}</p>}
          <ul class="plain-list">
            {devices.map(({ id, name, at }) => (
              <li key={id} data-device>
                <form method="post" action={`${root}/passkeys/removal`} class="bits">
                  <input type="hidden" name="id" value={id} />
                  <span>{`${name} ${say.since({ day: onDayAt(at, words.day) })}`}</span>
                  <button type="submit" aria-label={say.removeOf({ name })}>
                    {say.remove}
                  </button>
                </form>
              </li>
            ))}
          </ul>
          {mayRegister && (
            <PasskeyForm {...{ action: `${root}/passkeys`, label: say.act, failed: say.failed, fields: {} }} />
          )}
        </section>
      )}
      {provider && (
        <section aria-labelledby="identity-title">
          <h2 id="identity-title">{identity.title}</h2>
          {provider.linked ? (
            <p>{identity.linked}</p>
          ) : (
            <form method="post" action={`${root}/oidc`}>
              <button type="submit">{identity.link}</button>
            </form>
          )}
        </section>
      )}
    </>
  )
}

/** A copy of one's data, and asking that they be put right. */
function OwnData({ words, applications }: { words: Words; applications: readonly ApplicationView[] }) {
  const { data } = words.account
  const choices = Object.fromEntries(applications.map(({ receipt }) => [receipt, receipt]))
  return (
    <section aria-labelledby="data">
      <h2 id="data">{data.title}</h2>
      <p class="hint">{data.lead}</p>
      <p>
        <a class="button" href={`${words.root}account/export`} download>
          {data.export}
        </a>
      </p>
      <p class="hint">{data.exportHelp}</p>
      {applications.length > 0 && (
        <>
          <p>{data.contact}</p>
          <p>{data.correct}</p>
          <form method="post" action={`${words.root}account/corrections`} class="stack">
            <SelectField name="receipt" prefix="correct-" label={data.which} form={EMPTY} choices={choices} />
            <AreaField name="what" prefix="correct-" label={data.what} form={EMPTY} rows={3} />
            <button type="submit">{data.send}</button>
          </form>
        </>
      )}
    </section>
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
