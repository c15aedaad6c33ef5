/** 已公开信息: search, filters as words, results; and where nothing was found, what to do next. */
import { excerpt, marked } from '../../ground/fold.ts'
import { Page } from '../../web/page.tsx'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { Choice, Item, RoomView } from '../views.ts'
import { Marked, ofContent } from './parts.tsx'

type Props = { visit: Visit; view: RoomView }

export function RoomPage({ visit, view }: Props) {
  const { words } = visit
  const { released } = words
  const { filter, chosen, total, items } = view
  return (
    <Page title={filter.q ? released.titleOf({ q: filter.q }) : released.title} visit={visit} feed={view.feed}>
      <h1>{released.title}</h1>
      <p class="lead">{released.lead}</p>
      <Search words={words} view={view} />
      <div class="with-aside">
        <section aria-labelledby="found">
          <h2 id="found">{headingOf(words, view)}</h2>
          {view.nearest && total > 0 && <p class="hint">{released.nearestNote}</p>}
          <p class="to-filters">
            <a href="#filters">{released.toFilters}</a>
          </p>
          {chosen.length > 0 && (
            <ul class="chosen" aria-label={released.activeFilters}>
              {chosen.map(({ label, without }) => (
                <li key={label}>
                  <a class="button" href={without}>
                    <span class="unseen">{released.remove}</span>
                    {label}
                    <span aria-hidden="true">×</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          {items.length > 0 ? (
            <>
              <ol class="results">
                {items.map((item) => (
                  <Result key={item.id} words={words} item={item} looked={view.words} />
                ))}
              </ol>
              <More words={words} view={view} />
              {view.ranked && (
                <p class="hint">
                  {released.noneOfThese} <a href={view.apply}>{released.applyFor}</a>
                </p>
              )}
            </>
          ) : (
            <Nothing words={words} view={view} />
          )}
        </section>
        <aside class="aside" id="filters" aria-label={released.filters}>
          <Filters title={released.agency} choices={view.agencies} content={ofContent(words)} />
          <Filters title={released.topic} choices={view.topics} />
          <Filters title={released.releasedOn} choices={view.years} />
          <section>
            <h2>{released.follow}</h2>
            <p>
              <a href={view.feed} type="application/atom+xml">
                {released.feed}
              </a>
            </p>
            <p>
              <a href={view.apply}>{released.apply}</a>
            </p>
          </section>
        </aside>
      </div>
    </Page>
  )
}

function headingOf({ released }: Words, { filter, total, nearest, ranked }: RoomView): string {
  if (!filter.q) return released.allCount({ n: total })
  if (nearest && total > 0) return released.nearest
  return ranked && total > 0 ? released.rankedCount({ n: total }) : released.foundCount({ n: total })
}

function Search({ words, view: { filter } }: { words: Words; view: RoomView }) {
  const { home } = words
  return (
    <search class="hero-search">
      <form method="get" action={`${words.root}released`}>
        <label for="q">{home.searchLabel}</label>
        <div class="inline-form">
          <input id="q" name="q" type="search" value={filter.q ?? ''} autocomplete="off" />
          {(['agency', 'topic', 'year'] as const).map(
            (name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />,
          )}
          <button class="primary" type="submit">
            {words.released.search}
          </button>
        </div>
      </form>
    </search>
  )
}

function Result({ words, item, looked }: { words: Words; item: Item; looked: readonly string[] }) {
  const { released } = words
  const { id, title, agency, documentNumber, topic, summary, releasedOn, files } = item
  const content = ofContent(words)
  return (
    <li data-released={id}>
      <h3 {...content}>
        <a href={`${words.root}released/${id}`}>
          <Marked pieces={marked(title, looked)} />
        </a>
      </h3>
      <p class="hint bits">
        <span {...content}>{agency.name}</span>
        {documentNumber && (
          <span {...content}>
            <Marked pieces={marked(documentNumber, looked)} />
          </span>
        )}
        <span>{released.topics[topic]}</span>
        <time dateTime={releasedOn}>{words.day(releasedOn)}</time>
        {files.length > 0 && <span>{released.nFiles({ n: files.length })}</span>}
      </p>
      {summary && (
        <p {...content}>
          <Marked pieces={excerpt(summary, looked)} />
        </p>
      )}
    </li>
  )
}

function More({ words, view: { next, first } }: { words: Words; view: RoomView }) {
  if (!next && !first) return null
  return (
    <nav class="buttons" aria-label={words.released.pages}>
      {first && (
        <a class="button" href={first}>
          {words.released.first}
        </a>
      )}
      {next && (
        <a class="button" href={next} rel="next">
          {words.released.next}
        </a>
      )}
    </nav>
  )
}

/** Never a dead end: fewer words, fewer filters, or the application with the words carried over. */
function Nothing({ words, view: { filter, chosen, apply } }: { words: Words; view: RoomView }) {
  const { released } = words
  return (
    <div class="stack">
      <p>{filter.q ? released.nothing : released.empty}</p>
      <ul>
        {filter.q && <li>{released.fewerWords}</li>}
        {chosen.map(({ facet, without }) => (
          <li key={facet}>
            <a href={without}>{released.everywhere[facet]}</a>
          </li>
        ))}
        <li>{released.orApply}</li>
      </ul>
      <p class="buttons">
        <a class="button primary" href={apply}>
          {released.applyFor}
        </a>
      </p>
    </div>
  )
}

type FiltersProps = { title: string; choices: readonly Choice[]; content?: { lang?: string } }

function Filters({ title, choices, content = {} }: FiltersProps) {
  if (choices.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plain-list link-list">
        {choices.map(({ value, label, n, href, chosen }) => (
          <li key={value} {...content}>
            {chosen ? (
              <b aria-current="true">{label}</b>
            ) : (
              <a href={href} rel="nofollow">
                {label}
              </a>
            )}{' '}
            <small>{n}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
