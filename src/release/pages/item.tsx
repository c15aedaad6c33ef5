/** One item of the reading room: what it is, its files, where it comes from, how to cite it. */
import { Page } from '../../web/page.tsx'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { Item } from '../views.ts'
import { Files, ofContent } from './parts.tsx'

type Props = {
  visit: Visit
  item: Item
  /** Where it is found for ever. */
  address: string
  apply: string
}

export function ItemPage({ visit, item, address, apply }: Props) {
  const { words } = visit
  const { released, root } = words
  const { title, summary, agency, files } = item
  const content = ofContent(words)
  return (
    <Page title={title} visit={visit} feed="/released.atom">
      <p class="kicker">
        <a href={`${root}released`}>{released.title}</a>
        <span>{item.id}</span>
      </p>
      <h1 {...content}>{title}</h1>
      <div class="with-aside">
        <article class="stack" data-released={item.id} itemscope itemtype="https://schema.org/Dataset">
          <Described item={item} address={address} />
          <Facts words={words} item={item} />
          {summary && (
            <section aria-labelledby="summary">
              <h2 id="summary">{released.summary}</h2>
              {summary.split(/\n+/).map((line) => (
                <p key={line} {...content}>
                  {line}
                </p>
              ))}
            </section>
          )}
          <section aria-labelledby="files">
            <h2 id="files">{released.files}</h2>
            <Files files={files} words={words} />
          </section>
        </article>
        <aside class="aside">
          <section aria-labelledby="cite">
            <h2 id="cite">{released.cite}</h2>
            <p lang="zh-CN">{citation(item, address)}</p>
            <p class="hint">{released.citeNote}</p>
          </section>
          <section aria-labelledby="more">
            <h2 id="more">{released.incomplete}</h2>
            <p>{released.incompleteText}</p>
            <p>
              <a href={apply}>{released.applyTo}</a>
            </p>
            <p>
              <a href={`${root}released?agency=${encodeURIComponent(agency.code)}`}>{released.ofAgency}</a>
            </p>
          </section>
        </aside>
      </div>
    </Page>
  )
}

/** What search engines of data read (schema.org Dataset), beside the words for people. */
const Described = ({ item, address }: Pick<Props, 'item' | 'address'>) => (
  <>
    <meta itemprop="name" content={item.title} />
    <meta itemprop="description" content={item.summary || item.title} />
    <meta itemprop="identifier" content={item.id} />
    <meta itemprop="datePublished" content={item.releasedOn} />
    <meta itemprop="isAccessibleForFree" content="true" />
    <meta itemprop="url" content={address} />
    <span itemprop="publisher" itemscope itemtype="https://schema.org/GovernmentOrganization">
      <meta itemprop="name" content={item.agency.name} />
    </span>
  </>
)

function Facts({ words, item }: { words: Words; item: Item }) {
  const { released } = words
  const content = ofContent(words)
  const { agency, documentNumber, topic, basis, madeOn, releasedOn, byRequest, id } = item
  return (
    <dl class="pairs">
      <dt>{released.agency}</dt>
      <dd {...content}>{agency.name}</dd>
      {documentNumber && (
        <>
          <dt>{released.documentNumber}</dt>
          <dd {...content}>{documentNumber}</dd>
        </>
      )}
      <dt>{released.topic}</dt>
      <dd>{released.topics[topic]}</dd>
      {basis && (
        <>
          <dt>{released.basis}</dt>
          <dd {...content}>{basis}</dd>
        </>
      )}
      {madeOn && (
        <>
          <dt>{released.madeOn}</dt>
          <dd>
            <time dateTime={madeOn}>{words.day(madeOn)}</time>
          </dd>
        </>
      )}
      <dt>{released.releasedOn}</dt>
      <dd>
        <time dateTime={releasedOn}>{words.day(releasedOn)}</time>
      </dd>
      <dt>{released.source}</dt>
      <dd>{byRequest ? released.byRequest : released.byAgency}</dd>
      <dt>{released.number}</dt>
      <dd>{id}</dd>
    </dl>
  )
}

/** As Chinese papers cite (GB/T 7714): who, what, where; the number serves where the address cannot be typed. */
const citation = ({ agency, title, documentNumber, id, releasedOn }: Item, address: string) =>
  `${agency.name}：《${title.replace(/^《(.*)》$/, '$1')}》${documentNumber ? `（${documentNumber}）` : ''}，已公开信息${id}，${releasedOn}公开，${address}。`
