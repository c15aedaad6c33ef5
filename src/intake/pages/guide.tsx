/** 政府信息公开指南 (Art 12): how to ask, and where each office is found; and by which key it signs, so that parties keep it. */
import { Page } from '../../web/page.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { AgencyName, Verbatim } from '../../web/parts/sentence.tsx'
import type { AgencyView } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'

/** `signedBy`: the fingerprint of the key; `proofPage`: SHA-256 of the page that proves a bundle. */
type Props = {
  visit: Visit
  agencies: AgencyView[]
  agency?: AgencyView | undefined
  signedBy: string
  proofPage: string
}

export function GuidePage({ visit, agencies, agency, signedBy, proofPage }: Props) {
  const { words } = visit
  const { guide, home, root } = words
  const { parts, consulted } = guide
  return (
    <Page title={guide.title} visit={visit}>
      <div class="with-aside">
        <article class="reading" itemscope itemtype="https://schema.org/GovernmentService">
          <meta itemprop="name" content={words.site.full} />
          <meta itemprop="serviceType" content={guide.title} />
          {agency && <meta itemprop="provider" content={agency.name} />}
          <h1>{guide.title}</h1>
          <p class="lead">{guide.lead}</p>
          {agency && <Office words={words} agency={agency} open />}
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
              <Office key={one.code} words={words} agency={one} />
            ))}
          </section>
          <p class="hint">
            {guide.key.fingerprint} <code>{signedBy}</code> <a href="/.well-known/ysqgk-key">{guide.key.link}</a>
          </p>
          <p class="hint">
            {guide.key.page} <code>{proofPage}</code> <a href="/.well-known/ysqgk-verify.html">{guide.key.pageLink}</a>
          </p>
        </article>
        <aside class="aside">
          <nav aria-label={guide.contents} class="contents">
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
          </nav>
          <a class="button primary" href={`${root}apply${agency ? `?agency=${encodeURIComponent(agency.code)}` : ''}`}>
            {home.apply}
          </a>
        </aside>
      </div>
    </Page>
  )
}

function Office({ words, agency, open }: { words: Words; agency: AgencyView; open?: boolean }) {
  const { agency: label } = words.guide
  const pairs = [
    [label.office, agency.office],
    [label.address, agency.address],
    [label.postcode, agency.postcode],
    [label.phone, agency.phone],
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
      </dl>
    </details>
  )
}
