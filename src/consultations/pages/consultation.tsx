/** One consultation as those who are asked see it: which information, by which day and why, and what they may do now. */
import { Page } from '../../web/page.tsx'
import { Letters } from '../../web/parts/letters.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { AgencyName, Verbatim } from '../../web/parts/sentence.tsx'
import { type SessionEnds, SessionNote } from '../../web/parts/session-note.tsx'
import { Strip } from '../../web/parts/strip.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { ConsultationView } from '../views.ts'
import { AnswerForm } from './answer-form.tsx'
import { AnswerReceipt } from './answer-receipt.tsx'

type Props = {
  visit: Visit
  view: ConsultationView
  idempotencyKey: string
  /** The answer that came back; or, where it is no longer awaited, why it was not recorded. */
  form?: FormState | undefined
  /** When number and code are asked for again. */
  session?: SessionEnds | undefined
}

export function ConsultationPage({ visit, view, idempotencyKey, form, session }: Props) {
  const { words } = visit
  const say = words.answering
  const { number, agency, information, standing, may, answer } = view
  const mayReach = may.some((type) => type.endsWith('Reached'))
  const mayAnswer = may.some((type) => type.endsWith('Answered'))
  const address = `${words.root}answer/${number}`
  return (
    <Page
      {...{ title: `${say.title} ${number}`, visit, faulty: !!form?.errors.length }}
      scripts={['keep-form.js', ...(session ? ['session.js'] : [])]}
    >
      <p class="kicker">{say.title}</p>
      <h1>
        <Verbatim>{information.title}</Verbatim>
      </h1>
      <dl class="line-pairs">
        <Pair label={say.number} value={number} figure />
        {view.caseNumber && <Pair label={say.caseNumber} value={view.caseNumber} figure />}
        <Pair label={say.asker} value={words.lang === 'en' ? (agency.englishName ?? agency.name) : agency.name} />
        <Pair label={say.party} value={view.party} />
      </dl>
      {form && mayAnswer && form.errors.length === 0 && (
        <p class="note" role="status">
          {words.drafts.session.kept}
        </p>
      )}
      {form && !mayAnswer && form.errors.length > 0 && (
        <p class="errors" role="alert">
          {say.notRecorded}
        </p>
      )}
      <div class="with-aside progress-grid">
        {standing === 'open' ? <Due view={view} words={words} /> : <Over view={view} words={words} />}
        {answer && <AnswerReceipt {...{ answer, number, words, href: `${address}/receipt.txt` }} />}
        <section aria-labelledby="information-title">
          <h2 id="information-title">{say.information}</h2>
          <dl class="pairs">
            <Line label={say.infoTitle} value={information.title} />
            {information.documentNumber && <Line label={say.documentNumber} value={information.documentNumber} />}
            {information.about && <Line label={say.about} value={information.about} />}
            <Line label={say.sentOn} value={words.day(view.sentOn)} />
          </dl>
          <p class="hint">{say.applicantNotNamed}</p>
          {view.letters.length > 0 && <Letters letters={view.letters} words={words} />}
        </section>
        {mayReach && (
          <section aria-labelledby="reach-title" class="no-print">
            <h2 id="reach-title">{say.confirmTitle}</h2>
            <p>{say.confirmText}</p>
            <p class="hint">{say.ifToday({ day: words.dayLong(view.wouldBeDueOn) })}</p>
            <form method="post" action={`${address}/facts`} data-fact="reached">
              <input type="hidden" name="what" value="reached" />
              <input type="hidden" name="idempotencyKey" value={`${idempotencyKey}-reached`} />
              <button type="submit">{say.confirmAct}</button>
            </form>
          </section>
        )}
        {mayAnswer && (
          <AnswerForm {...{ view, words, form, idempotencyKey, action: `${address}/facts`, kept: `${address}/kept` }} />
        )}
        <section class={answer ? 'aside no-print' : 'aside'} aria-labelledby="law-title">
          <h2 id="law-title">{say.law}</h2>
          <ul>
            {say.rules[lawOf(view)].map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </section>
        {session && (
          <SessionNote
            {...{ words, ends: session, action: `${address}/stay` }}
            says={words.drafts.session.untilConsulted({ at: session.at })}
          />
        )}
        <Office view={view} words={words} />
      </div>
    </Page>
  )
}

/** Art 34 holds for what was made together; every other agency is asked under Art 33 ¶3. */
const lawOf = ({ kind, coMaker }: Pick<ConsultationView, 'kind' | 'coMaker'>) =>
  kind === 'agency' && coMaker ? 'coMaker' : kind

const Pair = ({ label, value, figure }: { label: string; value: string; figure?: boolean }) => (
  <div>
    <dt>{label}</dt>
    <dd class={figure ? 'figure' : undefined}>
      <Verbatim>{value}</Verbatim>
    </dd>
  </div>
)

const Line = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <Verbatim>{value}</Verbatim>
    </dd>
  </div>
)

type PartProps = { view: ConsultationView; words: Words }

function Due({ view, words }: PartProps) {
  const say = words.answering
  const { answerDueOn, reachedOn, workingDays, left, days, today } = view
  return (
    <section class="panel" aria-labelledby="due-title">
      <h2 id="due-title">{say.due}</h2>
      {answerDueOn && reachedOn ? (
        <>
          <div class="due">
            <p class="due-date">
              <time dateTime={answerDueOn}>{words.dayLong(answerDueOn)}</time>
            </p>
            {left !== null && (
              <p class={answerDueOn < today ? 'left overdue' : 'left'}>
                <span aria-hidden="true">{answerDueOn < today ? '▲ ' : '○ '}</span>
                {answerDueOn < today ? say.overdue : words.left({ n: left })}
              </p>
            )}
            {view.provisional && <p class="hint">{say.provisional}</p>}
          </div>
          <details class="fold why">
            <summary>{say.why}</summary>
            <ol class="clock-steps">
              <li>
                <p class="when">{words.day(reachedOn)}</p>
                <p>{view.reachedOnline ? say.step.reachedOnline : say.step.reached}</p>
                <p class="article">{say.step[lawOf(view)]}</p>
              </li>
              <li>
                <p class="when">{words.day(answerDueOn)}</p>
                <p>{say.step.counted({ n: workingDays })}</p>
                <p class="article">{say.step[lawOf(view)]}</p>
              </li>
            </ol>
            <Strip {...{ days, countedFrom: reachedOn, receivedOn: reachedOn, dueOn: answerDueOn, today, words }} />
          </details>
        </>
      ) : (
        <div class="due">
          <p class="due-date">{say.unconfirmed({ n: workingDays })}</p>
          <p>{say.unconfirmedText}</p>
        </div>
      )}
    </section>
  )
}

function Over({ view: { standing }, words }: PartProps) {
  const say = words.answering
  if (standing === 'open') return null
  return (
    <section class="panel" aria-labelledby="over-title" data-standing={standing}>
      <h2 id="over-title">{say.status[standing]}</h2>
      <p>{say.statusText[standing]}</p>
    </section>
  )
}

function Office({ view: { agency, answer, standing, kind, number }, words }: PartProps) {
  const say = words.answering
  return (
    <section aria-labelledby="office-title">
      <h2 id="office-title">{say.office}</h2>
      <p>
        <AgencyName agency={agency} /> <Verbatim>{agency.office}</Verbatim>
        <br />
        <Phone number={agency.phone} /> <Verbatim>{agency.hours}</Verbatim>
        <br />
        <Verbatim>{agency.address}</Verbatim>
      </p>
      {standing === 'open' && (
        <p>
          {say.officeText}
          {kind === 'thirdParty' && (
            <>
              {' '}
              <a href={`${words.root}answer/${number}/form.pdf`} hreflang="zh-CN">
                {say.paperForm}
              </a>
            </>
          )}
        </p>
      )}
      <form method="post" action={`${words.root}answer/leave`} class="buttons no-print">
        {!answer?.online && (
          <button type="button" data-print hidden>
            {words.site.print}
          </button>
        )}
        <button type="submit">{say.leave}</button>
      </form>
    </section>
  )
}
