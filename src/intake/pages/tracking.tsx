/** What the applicant sees of the case: where it is, by which day the answer comes and why, and what may be done now. */
import { Page } from '../../web/page.tsx'
import { ActForm } from '../../web/parts/act-form.tsx'
import { ClockSteps } from '../../web/parts/clock-steps.tsx'
import { DueDate } from '../../web/parts/due.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { Given } from '../../web/parts/given.tsx'
import { Letters } from '../../web/parts/letters.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { AgencyName, Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import { type SessionEnds, SessionNote } from '../../web/parts/session-note.tsx'
import type { Act, FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import { say } from '../../web/words/say.ts'
import { sentence } from '../../web/words/sentences.ts'
import type { Words } from '../../web/words/zh.ts'
import { daysToKeep } from '../calendar-file.ts'
import type { Contact } from '../contact-now.ts'
import type { TrackingView } from '../views.ts'
import { AnswerHead, Extended } from './answer.tsx'
import { Answers } from './answers.tsx'
import { Aside } from './aside.tsx'
import { AskedOf, isAsked } from './asked.tsx'
import { LastDaysOf } from './last-days.tsx'
import { Leave } from './leave.tsx'
import { MovedOn } from './moved.tsx'
import { Notices, type NoticesView } from './notices.tsx'
import { PaperAgain } from './paper-again.tsx'
import { Requested } from './requested.tsx'
import { Satisfaction, type SatisfactionView } from './satisfaction.tsx'
import { SentList } from './sent.tsx'
import { Stages } from './stages.tsx'
import { TrackingHead } from './tracking-head.tsx'

type Props = {
  visit: Visit
  view: TrackingView
  csrf: string
  /** A form that came back; `values.type` says which act it was. */
  form?: FormState | undefined
  idempotencyKey?: string | undefined
  notices?: NoticesView
  /** Once there is a reply. */
  satisfaction?: SatisfactionView | undefined
  /** How the applicant is reached now. */
  contact?: Contact
  /** What has just been changed of it. */
  changed?: Contact
  /** What has just been recorded. */
  done?: string | undefined
  /** When the two numbers are asked for again; undefined where an account follows. */
  session?: SessionEnds | undefined
}

/** An act of the applicant, in the applicant's words where the catalogue has them. */
function inWords(act: Act, words: Words, contact: Contact): Act {
  const { tracking, account } = words
  const now = (name: string) => (act.type === 'contactChanged' ? wordFor(contact, name) : undefined)
  // The house says itself how and what was confirmed.
  const asked = act.type === 'confirmed' ? [] : act.fields
  const fields = asked.map((field) => {
    const value = now(field.name)
    const label = wordFor(tracking.field, field.name) ?? field.label
    const isFree = act.type === 'withdrawn' && field.name === 'why'
    const free = isFree && { required: false, optional: account.following.whyOptional }
    return { ...field, label, ...free, ...(value && { help: tracking.contactNow({ value: say(words, value) }) }) }
  })
  const warning = act.type === 'withdrawn' ? account.following.withdrawWarning : act.warning
  const note = act.type === 'confirmed' ? account.following.confirmNote : act.note
  return {
    ...{ ...act, zh: wordFor(tracking.act, act.type) ?? act.zh, fields },
    ...(warning && { warning }),
    ...(note && { note }),
  }
}

const wordFor = (words: Readonly<Record<string, string>>, name: string): string | undefined => words[name]

/** What answers the office: it stands with what the office asks. */
const answers = ({ type, primary }: Act) => primary || type === 'reasonsGiven'

/** Of an answered application the answer is what people come for. */
const replyFirst = (letters: TrackingView['letters']) => [
  ...letters.filter(({ kind, voided }) => kind === 'reply' && !voided),
  ...letters.filter(({ kind, voided }) => kind !== 'reply' || voided),
]

/** Each with its label, as `电子邮箱 a@b.cn`. */
const listed = (changed: Contact, acts: readonly Act[], words: Words) =>
  Object.entries(changed)
    .map(([name, value]) => {
      const fields = acts.find(({ type }) => type === 'contactChanged')?.fields
      const label = fields?.find((field) => field.name === name)?.label
      return `${label ? `${say(words, label)} ` : ''}${say(words, value)}`
    })
    .join(words.site.also)

export function TrackingPage(props: Props) {
  const {
    visit,
    view,
    csrf,
    form,
    idempotencyKey,
    notices,
    satisfaction,
    contact = {},
    changed = {},
    done,
    session,
  } = props
  const { words } = visit
  const { tracking } = words
  const { following } = words.account
  const { receipt, number, agency, clock, may, asked } = view
  const own = `${words.root}track/${encodeURIComponent(receipt)}`
  const action = `${own}/facts`
  const mine = may.map((act) => inWords(act, words, contact))
  // What the office waits for stands first; withdrawing is never the first thing that is offered.
  const first = mine.filter(answers)
  const others = mine.filter((act) => !answers(act))
  const answered = clock.status === 'settled' || clock.status === 'closed'
  const replied = view.result !== undefined
  const counts = clock.status === 'running' || clock.status === 'suspended'
  const bringsFiles = mine.some(({ type }) => type === 'corrected') ? 'corrected' : 'fileAdded'
  const formOf = (type: string) => (form?.values.type === type ? form : undefined)
  const isFact = (type: string | undefined) =>
    type !== 'satisfaction' && type !== 'sms' && !(type === 'paper' && view.unseenPapers.length > 0)
  const one = (act: Act) => {
    const back = formOf(act.type)
    const open = !!back || act.type === 'confirmed'
    const kept = `${own}/kept`
    return <ActForm key={act.type} {...{ act, action, csrf, idempotencyKey, form: back, open, words, kept }} />
  }
  const given = view.files.length > 0 && (
    <section aria-labelledby="given-title">
      <h2 id="given-title">{tracking.files}</h2>
      <Given files={view.files} words={words} />
    </section>
  )
  const letters = (
    <section aria-labelledby="letters-title">
      <h2 id="letters-title">{tracking.letters}</h2>
      <Letters letters={replied ? replyFirst(view.letters) : view.letters} words={words} />
    </section>
  )
  const remedies = <LastDaysOf view={view} words={words} />
  return (
    <Page
      {...{ title: `${tracking.title} ${number ?? receipt}`, visit, faulty: !!form?.errors.length }}
      scripts={['keep-form.js', ...(session ? ['session.js'] : [])]}
    >
      <TrackingHead view={view} words={words} />
      <Requested requested={view.requested} words={words} />
      {form && form.errors.length === 0 && (
        <p class="note" role="status">
          {words.drafts.session.kept}
        </p>
      )}
      {done && done !== 'contactChanged' && (
        <p class="note" role="status">
          {wordFor(following.done, done) ?? following.done.other}
        </p>
      )}
      {Object.keys(changed).length > 0 && (
        <p class="note" role="status">
          <Verbatim>{tracking.contactDone({ what: listed(changed, mine, words) })}</Verbatim>
        </p>
      )}
      {!answered && notices?.where && <p class="note">{following.told[notices.where]}</p>}
      <div class="with-aside progress-grid">
        <AnswerHead view={view} words={words} />
        <Answers answers={view.answers} words={words} />
        {given}
        {replied && letters}
        {replied && remedies}
        {view.moved ? (
          <MovedOn moved={view.moved} from={agency.name} own={own} words={words} />
        ) : view.aside ? (
          <Aside aside={view.aside} phone={agency.phone} words={words} />
        ) : (
          <section class="panel" aria-labelledby="due-title">
            <h2 id="due-title">{answered ? words.stages.reply : tracking.due}</h2>
            <DueDate clock={clock} today={view.today} words={words} />
            {counts && (
              <p class="hint">
                {following.counted({ used: clock.workingDays.used, allowed: clock.workingDays.allowed })}
              </p>
            )}
            <Extended extension={view.extension} words={words} />
            {clock.status === 'awaitingConfirmation' && (
              <p>
                {view.contactBy && following.contactBy({ day: words.dayLong(view.contactBy) })}
                {following.confirmHow} <Phone number={agency.phone} />
              </p>
            )}
            <ClockSteps clock={clock} days={view.days} today={view.today} words={words} />
            {daysToKeep(view, words).length > 0 && (
              <p class="no-print">
                <a href={`${own}/days.ics`}>{following.calendar.link}</a>
              </p>
            )}
          </section>
        )}
        {form && isFact(form.values.type) && !mine.some(({ type }) => type === form.values.type) && (
          <ErrorSummary
            form={{ values: {}, errors: form.errors.map((error) => ({ ...error, field: '' })) }}
            words={words}
          />
        )}
        {view.stopped.length > 0 && (
          <p class="note fault">
            <Sentence>{sentence('file.stopped', { n: view.stopped.length })}</Sentence>
          </p>
        )}
        {view.letters.some(({ stopped }) => stopped) && (
          <p class="note fault">
            <Sentence>{sentence('letter.stopped')}</Sentence>
          </p>
        )}
        {view.infected.map((file) => (
          <p key={file.name} class="note fault">
            <Sentence>{sentence('file.infected', file)}</Sentence>
          </p>
        ))}
        {view.heeded.map((file) => (
          <p key={file.name} class="note soon">
            <Sentence>{file.message}</Sentence> <a href={`#act-${bringsFiles}`}>{tracking.bringAgain}</a>
          </p>
        ))}
        <PaperAgain {...{ papers: view.unseenPapers, action: `${own}/papers`, form: formOf('paper'), words }} />
        {(first.length > 0 || isAsked(asked)) && (
          <section aria-labelledby="first-title">
            <h2 id="first-title">{tracking.actNow}</h2>
            <AskedOf
              {...{ asked, soonUntil: view.soonUntil, words }}
              change={others.find(({ type }) => type === 'contactChanged')?.zh}
            />
            {first.length > 0 && <div class="acts no-print">{first.map(one)}</div>}
          </section>
        )}
        <section class="aside" aria-labelledby="stages-title">
          <h2 id="stages-title">{tracking.stages}</h2>
          <Stages stages={view.stages} nextStep={view.nextStep} words={words} />
        </section>
        {!replied && letters}
        {!replied && remedies}
        <SentList sent={view.sent} own={own} words={words} />
        {satisfaction && (
          <Satisfaction
            view={satisfaction}
            action={`${own}/satisfaction`}
            form={formOf('satisfaction')}
            words={words}
          />
        )}
        {others.length > 0 && (
          <section aria-labelledby="acts-title" class="no-print">
            <h2 id="acts-title">{tracking.acts}</h2>
            <div class="acts">{others.map(one)}</div>
          </section>
        )}
        {notices && <Notices view={notices} action={`${own}/sms`} form={formOf('sms')} words={words} />}
        <section aria-labelledby="office-title">
          <h2 id="office-title">{tracking.office}</h2>
          <p>
            <AgencyName agency={agency} />
            <br />
            <Verbatim>{agency.office}</Verbatim>
            <br />
            <Phone number={agency.phone} />
            <br />
            <Verbatim>{agency.address}</Verbatim>
          </p>
          <p class="no-print">
            <button type="button" data-print hidden>
              {words.site.print}
            </button>
          </p>
          {session && (
            <SessionNote
              {...{ words, ends: session, action: `${own}/stay`, says: words.drafts.session.until({ at: session.at }) }}
            />
          )}
          <Leave words={words} />
        </section>
      </div>
    </Page>
  )
}
