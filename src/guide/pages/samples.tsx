/** 示范文本及常见错误: good and bad requests, all made up, each with why and its article. */
import { Page } from '../../web/page.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Visit } from '../../web/visit.ts'
import type { PublicAnswer } from '../questions.ts'
import { SAMPLES, type Sample } from '../samples.ts'

type Props = { visit: Visit /** Those of the offices, by their topics. */; added: readonly PublicAnswer[] }

export function SamplesPage({ visit, added }: Props) {
  const { words } = visit
  const { questions, root, site } = words
  const { samples: say } = questions
  const language = words.lang === 'en' ? 'en' : 'zh'
  const those = (kind: 'good' | 'bad') => SAMPLES.filter((one) => one.kind === kind).map((one) => one[language])
  const of = (topic: string) =>
    added
      .filter((one) => one.topic === topic)
      .map(({ question, answer, basis }) => ({ text: question, why: answer, article: basis }))
  return (
    <Page title={say.title} visit={visit}>
      <div class="with-aside">
        <article class="reading">
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
          <p class="no-print">
            <a class="button" href={`${root}practice`}>
              {say.practice}
            </a>
          </p>
          <section id="good">
            <h2>{say.good}</h2>
            <List mark="✓" why={say.why} samples={[...those('good'), ...of('goodSample')]} />
          </section>
          <section id="bad">
            <h2>{say.bad}</h2>
            <List mark="✕" why={say.why} samples={[...those('bad'), ...of('badSample')]} />
          </section>
        </article>
        <aside class="aside">
          <nav class="contents" aria-label={site.guide}>
            <ul>
              <li>
                <a href={`${root}guide`}>{site.guide}</a>
              </li>
              <li>
                <a href={`${root}questions`}>{questions.title}</a>
              </li>
            </ul>
          </nav>
          <a class="button primary" href={`${root}apply`}>
            {words.home.apply}
          </a>
        </aside>
      </div>
    </Page>
  )
}

function List({ mark, why, samples }: { mark: string; why: string; samples: readonly Sample[] }) {
  return (
    <ol class="plain-list" data-samples={mark}>
      {samples.map(({ text, why: because, article }) => (
        <li key={text}>
          <blockquote>
            <span aria-hidden="true">{`${mark} `}</span>
            <Verbatim>{text}</Verbatim>
          </blockquote>
          <p>
            <b>{why}</b>
            <Verbatim>{because}</Verbatim>
          </p>
          {article && (
            <p class="article">
              <Verbatim>{article}</Verbatim>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
