/** 常见问题: what the offices answer once for all, searched and by topic. */
import { Page } from '../../web/page.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Visit } from '../../web/visit.ts'
import type { Looked, PublicAnswer } from '../questions.ts'

type Props = {
  visit: Visit
  looked: Looked
  found: readonly PublicAnswer[]
  /** None holds every word; these come near. */
  isLike: boolean
  topics: readonly string[]
}

export function QuestionsPage({ visit, looked, found, isLike, topics }: Props) {
  const { words } = visit
  const { questions: say, root, guide } = words
  const labels: Readonly<Record<string, string>> = say.topics
  const to = (topic?: string) => {
    const query = new URLSearchParams({ ...(looked.q && { q: looked.q }), ...(topic && { topic }) }).toString()
    return `${root}questions${query && `?${query}`}`
  }
  const isAsked = Boolean(looked.q)
  return (
    <Page title={say.title} visit={visit}>
      <div class="with-aside">
        <article class="reading">
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
          <form method="get" action={`${root}questions`} class="stack no-print">
            <div class="field">
              <label for="q">{say.search}</label>
              <input id="q" name="q" type="search" value={looked.q ?? ''} maxLength={100} autocomplete="off" />
            </div>
            {looked.topic && <input type="hidden" name="topic" value={looked.topic} />}
            <button type="submit" class="primary">
              {say.act}
            </button>
          </form>
          {topics.length > 1 && (
            <nav class="no-print" aria-label={say.title}>
              <ul class="years">
                {[undefined, ...topics].map((topic) => (
                  <li key={topic ?? ''}>
                    <a href={to(topic)} aria-current={topic === looked.topic ? 'page' : undefined}>
                      {topic ? labels[topic] : say.all}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {words.lang === 'en' && found.length > 0 && <p class="hint">{say.original}</p>}
          <p role="status">
            {found.length === 0
              ? isAsked
                ? say.notFound
                : say.none
              : isLike
                ? say.alike
                : say.found({ n: found.length })}
          </p>
          {found.map((one) => (
            <Answer key={one.id} visit={visit} one={one} open={isAsked && found.length <= 3} />
          ))}
        </article>
        <aside class="aside">
          <nav class="contents" aria-label={guide.title}>
            <ul>
              <li>
                <a href={`${root}guide`}>{guide.title}</a>
              </li>
              <li>
                <a href={`${root}guide#agencies`}>{guide.agencies}</a>
              </li>
              <li>
                <a href={`${root}samples`}>{say.samples.title}</a>
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

function Answer({ visit: { words }, one, open }: { visit: Visit; one: PublicAnswer; open: boolean }) {
  const { questions: say } = words
  const { id, question, answer, basis, agency, updatedOn, version } = one
  return (
    <details class="fold" id={id} data-answer={id} open={open}>
      <summary>
        <Verbatim>{question}</Verbatim>
      </summary>
      {answer.split('\n').map((line) => (
        <p key={line} lang="zh-CN">
          {line}
        </p>
      ))}
      {basis && (
        <p class="article">
          <Verbatim>{basis}</Verbatim>
        </p>
      )}
      <p class="hint">
        <Verbatim>{say.updated({ agency: agency.name, day: words.day(updatedOn), n: version })}</Verbatim>
      </p>
    </details>
  )
}
