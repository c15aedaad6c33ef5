/** The first page: what this is, one large act, one way to follow a request, and what is not handled here. */
import { Page } from '../../web/page.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { AgencyName } from '../../web/parts/sentence.tsx'
import type { AgencyView } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import { TrackForm } from './track.tsx'

/** Telephones on the first page; all of them stand in the guide. */
const MOST_LISTED = 6

type Props = {
  visit: Visit
  agencies: AgencyView[]
  /** The public hotline's number. */
  phone12345: string
  /** Address of the reading room; without one the search is not offered. */
  readingRoom?: string | undefined
  /** Address of the figures of past years, where an office has published some. */
  figures?: string | undefined
  /** Nobody can file online yet. */
  closed?: boolean | undefined
}

export function HomePage({ visit, agencies, phone12345, readingRoom, closed, figures }: Props) {
  const { words } = visit
  const { filing, home, root } = words
  return (
    <Page title={home.title} visit={visit}>
      <div class="hero">
        <div class="hero-say">
          <h1>{home.title}</h1>
          <p class="lead">{home.lead}</p>
          <a class="button primary large" href={`${root}apply`}>
            {home.apply}
          </a>
          {closed ? (
            <p class="note" data-closed>
              <strong>{filing.notOpen.title}</strong> {filing.notOpen.home}
            </p>
          ) : (
            <p class="hint">{home.applyNote}</p>
          )}
          {readingRoom && (
            <search class="hero-search">
              <form method="get" action={readingRoom}>
                <label for="q">{home.search}</label>
                <p class="hint" id="q-help">
                  {home.searchLabel}
                </p>
                <div class="inline-form">
                  <input id="q" name="q" type="search" aria-describedby="q-help" />
                  <button type="submit">{home.searchAct}</button>
                </div>
              </form>
            </search>
          )}
          {figures && (
            <p class="also">
              <a href={figures}>{words.figures.offered}</a>
            </p>
          )}
        </div>
        <section class="panel" aria-labelledby="track-title">
          <h2 id="track-title">{home.track}</h2>
          <p class="hint">{home.trackNote}</p>
          <TrackForm words={words} form={{ values: {}, errors: [] }} />
          <p class="also">
            <a href={`${root}account`}>{home.all}</a>
          </p>
        </section>
      </div>
      <section class="band" aria-labelledby="steps-title">
        <h2 id="steps-title">{home.stepsTitle}</h2>
        <ol class="steps">
          {home.steps.map(({ title, when, text }) => (
            <li key={title}>
              <h3>{title}</h3>
              <p class="when">{when}</p>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </section>
      <div class="band two">
        <section aria-labelledby="not-here-title">
          <h2 id="not-here-title">{home.notHere}</h2>
          <ul class="plain-list">
            {home.notHereItems.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="help-title">
          <h2 id="help-title">{home.help}</h2>
          <p>{home.helpText}</p>
          <dl class="pairs">
            <dt>{home.hotline}</dt>
            <dd>
              <Phone number={phone12345} />
            </dd>
            {agencies.slice(0, MOST_LISTED).map((agency) => (
              <>
                <dt>
                  <AgencyName agency={agency} />
                </dt>
                <dd>
                  <Phone number={agency.phone} />
                </dd>
              </>
            ))}
          </dl>
          <p>
            <a href={`${root}guide#agencies`}>{home.offices}</a>
          </p>
        </section>
      </div>
    </Page>
  )
}
