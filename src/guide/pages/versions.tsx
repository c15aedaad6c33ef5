/** 公开指南 as it was published: each version whole, and what it changed. */
import { diffLines } from '../../ground/diff.ts'
import { Page } from '../../web/page.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Visit } from '../../web/visit.ts'
import { differing, ELEMENTS, type Element } from '../content.ts'
import type { Published } from '../guide.ts'

type Props = {
  visit: Visit
  agency: { id: string; name: string } | undefined
  published: readonly Published[]
  shown: Published | undefined
}

export function VersionsPage({ visit, agency, published, shown }: Props) {
  const { words } = visit
  const { versions: say, office } = words.questions
  const before = shown && published[shown.nth - 2]
  const to = (query: string) => `${words.root}guide?agency=${encodeURIComponent(agency?.id ?? '')}${query}`
  return (
    <Page title={say.title} visit={visit}>
      <article class="reading">
        <h1>{say.title}</h1>
        {agency && (
          <p class="lead">
            <Verbatim>{say.lead({ agency: agency.name, n: published.length })}</Verbatim>
          </p>
        )}
        {!shown && <p class="empty">{say.none}</p>}
        {shown && (
          <>
            <nav aria-label={say.title} class="no-print">
              <ul class="plain-list">
                {published.toReversed().map(({ nth, on }) => (
                  <li key={nth}>
                    <a
                      href={`${words.root}guide/versions?agency=${encodeURIComponent(agency!.id)}&nth=${nth}`}
                      aria-current={nth === shown.nth ? 'page' : undefined}
                    >
                      {say.nth({ n: nth })}
                    </a>{' '}
                    {(nth === 1 ? say.first : say.later)({ day: words.day(on) })}
                  </li>
                ))}
              </ul>
            </nav>
            {before && (
              <section id="changes">
                <h2>{say.changes}</h2>
                {differing(before.content, shown.content).map((name) => (
                  <Changed key={name} visit={visit} name={name} before={before} after={shown} />
                ))}
              </section>
            )}
            <section id="whole">
              <h2>{say.whole}</h2>
              {words.lang === 'en' && <p class="hint">{words.site.chineseOnly}</p>}
              {ELEMENTS.filter((name) => shown.content[name]).map((name) => (
                <div key={name}>
                  <h3>{office[name]}</h3>
                  {shown.content[name].split('\n').map((line) => (
                    <p key={line} lang="zh-CN">
                      {line}
                    </p>
                  ))}
                </div>
              ))}
            </section>
          </>
        )}
        <p>
          <a href={to('')}>{words.site.guide}</a>
        </p>
      </article>
    </Page>
  )
}

type ChangedProps = { visit: Visit; name: Element; before: Published; after: Published }

function Changed({ visit: { words }, name, before, after }: ChangedProps) {
  const { versions: say, office } = words.questions
  const lines = diffLines(before.content[name] ?? '', after.content[name] ?? '').filter(({ kind }) => kind !== 'same')
  return (
    <div data-changed={name}>
      <h3>{office[name]}</h3>
      {lines.map((line) => {
        if (line.kind === 'same') return null
        const Mark = line.kind === 'gone' ? 'del' : 'ins'
        const words = line.pieces.map(({ text }) => text).join('')
        return (
          words !== '' && (
            <p key={`${line.kind} ${line.at}`} lang="zh-CN">
              <span class="unseen">{line.kind === 'gone' ? say.gone : say.added}</span>
              <Mark>{words}</Mark>
            </p>
          )
        )
      })}
    </div>
  )
}
