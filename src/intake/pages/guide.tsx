/** 政府信息公开指南 (Art 12): how to ask, and where each office is found; and by which key it signs, so that parties keep it. */
import { Page } from '../../web/page.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { Proof } from '../../web/parts/proof.tsx'
import { AgencyName, Verbatim } from '../../web/parts/sentence.tsx'
import type { AgencyView, GuideView } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'

/** `signedBy`: the fingerprint of the key; `proofPage`: SHA-256 of the page that proves a bundle. */
type Props = {
  visit: Visit
  agencies: AgencyView[]
  agency?: AgencyView | undefined
  /** What this agency says in a guide of its own. */
  own?: GuideView | undefined
  signedBy: string
  proofPage: string
}

export function GuidePage({ visit, agencies, agency, own, signedBy, proofPage }: Props) {
  const { words } = visit
  const { guide, home, root } = words
  const { parts, consulted } = guide
  const contents = (
    <ul>
      {[...parts, consulted].map(({ id, title }) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
      <li>
        <a href="#agencies">{guide.agencies}</a>
      </li>
    </ul>
  )
  return (
    <Page title={guide.title} visit={visit}>
      <div class="with-aside">
        <article class="reading" itemscope itemtype="https://schema.org/GovernmentService">
          <meta itemprop="name" content={words.site.full} />
          <meta itemprop="serviceType" content={guide.title} />
          {agency && <meta itemprop="provider" content={agency.name} />}
          <h1>{guide.title}</h1>
          <p class="lead">{guide.lead}</p>
          <p class="bits no-print">
            <a href={`${root}samples`}>{words.questions.samples.title}</a>
            <a href={`${root}questions`}>{words.questions.title}</a>
          </p>
          <nav aria-label={guide.contents} class="contents on-phones no-print">
            <details class="fold">
              <summary>{guide.contents}</summary>
              {contents}
            </details>
          </nav>
          {agency && own && <Own words={words} agency={agency} own={own} />}
          {agency && <Office words={words} agency={agency} own={own} open />}
          {parts.map(({ id, title, article, text }) => (
            <section key={id} id={id}>
              <h2>{title}</h2>
              {text.map((line) => (
                <p key={line}>{line}</p>
              ))}
              <p class="article">{article}</p>
            </section>
          ))}
          <section id={consulted.id}>
            <h2>{consulted.title}</h2>
            {consulted.text.map((line) => (
              <p key={line}>{line}</p>
            ))}
            <p>
              <a href={`${root}answer`}>{consulted.door}</a>
            </p>
            <p class="article">{consulted.article}</p>
          </section>
          <section id="agencies">
            <h2>{guide.agencies}</h2>
            {agencies.map((one) => (
              <Office key={one.code} words={words} agency={one} linked />
            ))}
          </section>
          <Proof words={words}>
            <p class="hint">
              {guide.key.fingerprint} <code>{signedBy}</code> <a href="/.well-known/ysqgk-key">{guide.key.link}</a>
            </p>
            <p class="hint">
              {guide.key.page} <code>{proofPage}</code>{' '}
              <a href="/.well-known/ysqgk-verify.html">{guide.key.pageLink}</a>
            </p>
          </Proof>
        </article>
        <aside class="aside">
          <nav aria-label={guide.contents} class="contents on-desks">
            {contents}
          </nav>
          <a class="button primary" href={`${root}apply${agency ? `?agency=${encodeURIComponent(agency.code)}` : ''}`}>
            {home.apply}
          </a>
          <p>
            <a href={`${root}guide/paper`}>{words.paper.title}</a>
          </p>
        </aside>
      </div>
    </Page>
  )
}

/** What Art 12 demands besides how the agency is reached, in its own words, with their dates and what was changed lately. */
function Own({ words, agency, own }: { words: Words; agency: AgencyView; own: GuideView }) {
  const { office } = words.questions
  const { publishedOn, updatedOn, versions, changed } = own
  const labels: Readonly<Record<string, string>> = office as never
  const what = changed.map((name) => labels[name] ?? name).join(words.lang === 'en' ? ', ' : '、')
  const [first, last] = [words.day(publishedOn), words.day(updatedOn)]
  return (
    <section id="office-guide" data-guide={agency.code}>
      <h2>
        <Verbatim>{office.title({ agency: agency.name })}</Verbatim>
      </h2>
      {words.lang === 'en' && <p class="hint">{words.site.chineseOnly}</p>}
      {changed.length > 0 && <p class="note">{office.changed({ day: last, what })}</p>}
      {(['categories', 'arrangement', 'obtaining'] as const).map((name) => (
        <div key={name}>
          <h3>{office[name]}</h3>
          {own[name].split('\n').map((line) => (
            <p key={line} lang="zh-CN">
              {line}
            </p>
          ))}
        </div>
      ))}
      <p class="hint">
        {versions > 1 ? office.dates({ first, last }) : office.published({ day: first })}{' '}
        <a href={`${words.root}guide/versions?agency=${encodeURIComponent(agency.code)}`}>{office.versions}</a>
      </p>
      <p class="article">{office.article}</p>
    </section>
  )
}

type OfficeProps = { words: Words; agency: AgencyView; own?: GuideView | undefined; open?: boolean; linked?: boolean }

function Office({ words, agency, own, open, linked }: OfficeProps) {
  const { agency: label } = words.guide
  const { office: more } = words.questions
  const pairs = [
    [label.office, agency.office],
    [more.responsible, own?.responsible],
    [label.address, agency.address],
    [label.postcode, agency.postcode],
    [label.phone, agency.phone],
    [more.fax, agency.fax],
    [label.email, agency.email],
    [label.hours, agency.hours],
  ].filter(([, value]) => value)
  return (
    <details class="fold office" open={open}>
      <summary>
        <AgencyName agency={agency} />
      </summary>
      <dl class="pairs">
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{name === label.phone && value ? <Phone number={value} /> : <Verbatim>{value}</Verbatim>}</dd>
          </div>
        ))}
        {own?.online && (
          <div>
            <dt>{more.online}</dt>
            <dd>
              <a href={own.online} rel="noopener noreferrer">
                {own.online}
              </a>
            </dd>
          </div>
        )}
      </dl>
      {linked && (
        <p class="no-print">
          <a href={`${words.root}guide?agency=${encodeURIComponent(agency.code)}`}>{more.all}</a>
        </p>
      )}
    </details>
  )
}
