/** A statement that the foot of each page leads to: the shipped words, and what the office adds. */
import { Page } from '../../web/page.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Visit } from '../../web/visit.ts'

type Props = { visit: Visit; name: 'privacy' | 'accessibility' }

export function StatementPage({ visit, name }: Props) {
  const { title, lead, own, parts } = visit.words.statements[name]
  const added = visit.site?.[name]
  return (
    <Page title={title} visit={visit}>
      <div class="with-aside">
        <article class="reading">
          <h1>{title}</h1>
          <p class="lead">{lead}</p>
          {parts.map(({ id, title, article, text }) => (
            <section key={id} id={id}>
              <h2>{title}</h2>
              {text.map((line) => (
                <p key={line}>{line}</p>
              ))}
              <p class="article">{article}</p>
            </section>
          ))}
          {added && (
            <section id="own">
              <h2>{own}</h2>
              {visit.words.lang === 'en' && <p class="hint">{visit.words.site.chineseOnly}</p>}
              {added.split(/\n+/).map((line) => (
                <p key={line}>
                  <Verbatim>{line}</Verbatim>
                </p>
              ))}
            </section>
          )}
        </article>
        <aside class="aside">
          <nav aria-label={visit.words.guide.contents} class="contents">
            <ul>
              {parts.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
              {added && (
                <li>
                  <a href="#own">{own}</a>
                </li>
              )}
            </ul>
          </nav>
        </aside>
      </div>
    </Page>
  )
}
