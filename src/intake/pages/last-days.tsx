/** Where the applicant may turn: body and court by name, each with the last day reckoned for this letter. */
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { LastDays, TrackingView } from '../views.ts'
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
            <summary>{say.wording}</summary>
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

function Days({ lastDays, soonUntil, words }: { lastDays: LastDays; soonUntil: string; words: Words }) {
  const say = words.account.following
  return (
    <>
      <p>{say.servedOn({ day: words.day(lastDays.servedOn) })}</p>
      <ul class="plain-list">
        <li>
          <Verbatim>{say.reconsider({ body: lastDays.reconsider.body })}</Verbatim>
          <br />
          <Last {...lastDays.reconsider} {...{ soonUntil, words }} />
        </li>
        {lastDays.sue && (
          <li>
            <Verbatim>{(lastDays.first ? say.sueGiven : say.sue)({ court: lastDays.sue.court })}</Verbatim>
            <br />
            <Last {...lastDays.sue} {...{ soonUntil, words }} />
          </li>
        )}
      </ul>
      {lastDays.first && <p>{lastDays.sue ? say.firstNoteWithheld : say.firstNote}</p>}
      {lastDays.provisional && <p class="hint">{say.lastDaysProvisional}</p>}
    </>
  )
}
