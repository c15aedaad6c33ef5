/** Where the applicant may turn: body and court by name, each with the last day reckoned for this letter. */
import type { Day } from '../../../workflows/statute/days.ts'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { LastDays, TrackingView, Way } from '../views.ts'
import { Last } from './asked.tsx'

export function LastDaysOf({ view, words }: { view: TrackingView; words: Words }) {
  const { lastDays, remedy, soonUntil, together } = view
  const say = words.account.following
  if (!lastDays && !remedy) return null
  const ofEach = together && together.remedies.length > 1 ? together.remedies : []
  return (
    <section aria-labelledby="remedy-title">
      <h2 id="remedy-title">{words.tracking.remedy}</h2>
      {ofEach.map(({ name, lastDays }) => (
        <section key={name}>
          <h3>
            <Verbatim>{name}</Verbatim>
          </h3>
          {lastDays ? <Days {...{ lastDays, soonUntil, words }} /> : <p>{say.notReceived}</p>}
        </section>
      ))}
      {ofEach.length === 0 && lastDays && <Days {...{ lastDays, soonUntil, words }} />}
      {remedy &&
        (lastDays ? (
          <details class="fold">
            <summary>{lastDays.ofMatters ? say.wordingMatters : say.wording}</summary>
            <p class="reading">
              <Sentence>{remedy}</Sentence>
            </p>
          </details>
        ) : (
          <p class="reading">
            <Sentence>{remedy}</Sentence>
          </p>
        ))}
      <h3>{say.complain}</h3>
      <p>{say.complainText}</p>
    </section>
  )
}

function Days({ lastDays, soonUntil, words }: { lastDays: LastDays; soonUntil: Day; words: Words }) {
  const say = words.account.following
  return (
    <>
      <p>{say.servedOn({ day: words.day(lastDays.servedOn) })}</p>
      {lastDays.ofMatters ? (
        lastDays.ofMatters.map((way) => (
          <div key={way.numbers.join()} class="of-matters">
            <h3>{say.ofMatters({ numbers: way.numbers.join(say.between) })}</h3>
            <OneWay {...{ way, soonUntil, words }} />
            {way.first && <p>{way.sue ? say.firstNoteWithheld : say.firstNoteMatters}</p>}
          </div>
        ))
      ) : (
        <>
          <OneWay {...{ way: lastDays, soonUntil, words }} />
          {lastDays.first && <p>{lastDays.sue ? say.firstNoteWithheld : say.firstNote}</p>}
        </>
      )}
      {lastDays.provisional && <p class="hint">{say.lastDaysProvisional}</p>}
    </>
  )
}

type WayProps = { way: Way; soonUntil: Day; words: Words }

function OneWay({ way: { first, reconsider, sue }, soonUntil, words }: WayProps) {
  const say = words.account.following
  return (
    <ul class="plain-list">
      <li>
        <Verbatim>{say.reconsider({ body: reconsider.body })}</Verbatim>
        <br />
        <Last {...reconsider} {...{ soonUntil, words }} />
      </li>
      {sue && (
        <li>
          <Verbatim>{(first ? say.sueGiven : say.sue)({ court: sue.court })}</Verbatim>
          <br />
          <Last {...sue} {...{ soonUntil, words }} />
        </li>
      )}
    </ul>
  )
}
