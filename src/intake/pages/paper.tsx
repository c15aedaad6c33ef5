/** 书面申请: the blank form, and how it reaches the agency by post, by fax, at the counter. */
import type { ComponentChildren } from 'preact'
import { faxIn } from '../../ground/tidy.ts'
import { Page } from '../../web/page.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { AgencyView } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'

/** What the post room of an agency sorts by, whatever the page's language. */
const MARK = '政府信息公开申请'

/** `isOpen`: may one apply online, too? */
type Props = { visit: Visit; agencies: readonly AgencyView[]; agency: AgencyView | undefined; isOpen: boolean }

export function PaperPage({ visit, agencies, agency, isOpen }: Props) {
  const { words } = visit
  const { paper, root, guide, filing } = words
  const who = guide.parts.find(({ id }) => id === 'who')
  const of = (code: string) => `agency=${encodeURIComponent(code)}`
  return (
    <Page title={paper.title} visit={visit}>
      <h1>{paper.title}</h1>
      <p class="lead">{paper.lead}</p>
      <div class="with-aside">
        <div>
          {agency ? (
            <>
              <section id="form">
                <h2>{paper.form}</h2>
                <p>{paper.formLead}</p>
                <p class="buttons">
                  <a class="button primary" href={`${root}guide/form.pdf?${of(agency.code)}`} hreflang={words.lang}>
                    {paper.download}
                  </a>
                  {words.lang === 'en' && (
                    <a class="button" href={`/guide/form.pdf?${of(agency.code)}`} hreflang="zh-CN">
                      {paper.downloadChinese}
                    </a>
                  )}
                </p>
                <p>{paper.enclose}</p>
              </section>
              <section id="post">
                <h2>{paper.post}</h2>
                <dl class="pairs">
                  <Pair name={paper.to}>
                    <Verbatim>{agency.name}</Verbatim> <Verbatim>{agency.office}</Verbatim>
                  </Pair>
                  <Pair name={paper.address}>
                    <Verbatim>{agency.address}</Verbatim> {agency.postcode}
                  </Pair>
                  <Pair name={paper.envelope}>
                    <b>
                      <Verbatim>{MARK}</Verbatim>
                    </b>
                  </Pair>
                </dl>
                <p>{paper.postDay}</p>
              </section>
              <section id="fax">
                <h2>{paper.fax}</h2>
                {faxIn(agency.fax ?? '') ? (
                  <>
                    <dl class="pairs">
                      <Pair name={paper.faxNumber}>
                        <Verbatim>{agency.fax}</Verbatim>
                      </Pair>
                      <Pair name={paper.faxFirst}>
                        <Verbatim>{MARK}</Verbatim>
                        {paper.faxMore}
                      </Pair>
                    </dl>
                    <p>{paper.faxDay}</p>
                  </>
                ) : (
                  <p>{paper.noFax}</p>
                )}
              </section>
              <section id="counter">
                <h2>{paper.counter}</h2>
                <dl class="pairs">
                  <Pair name={paper.address}>
                    <Verbatim>{agency.address}</Verbatim>
                  </Pair>
                  <Pair name={paper.hours}>
                    <Verbatim>{agency.hours}</Verbatim>
                  </Pair>
                  <Pair name={paper.phone}>
                    <Phone number={agency.phone} />
                  </Pair>
                </dl>
                <p>{paper.counterDay}</p>
                <p class="article">{paper.article}</p>
              </section>
            </>
          ) : (
            <p>{filing.notOpen.nowhere}</p>
          )}
        </div>
        <aside class="aside">
          {who && (
            <section>
              <h2>{paper.who}</h2>
              {who.text.map((line) => (
                <p key={line}>{line}</p>
              ))}
              <p class="article">{who.article}</p>
            </section>
          )}
          {agencies.length > 1 && (
            <nav class="contents" aria-label={paper.choose}>
              <h2>{paper.choose}</h2>
              <ul>
                {agencies.map(({ code, name }) => (
                  <li key={code}>
                    <a
                      href={`${root}guide/paper?${of(code)}`}
                      aria-current={code === agency?.code ? 'page' : undefined}
                    >
                      <Verbatim>{name}</Verbatim>
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {isOpen && (
            <p>
              <a href={`${root}apply${agency ? `?${of(agency.code)}` : ''}`}>{paper.online}</a>
            </p>
          )}
        </aside>
      </div>
    </Page>
  )
}

const Pair = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
