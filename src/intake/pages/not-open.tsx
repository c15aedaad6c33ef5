/** Filing online is not open yet: that it is not the reader's fault, and how else to apply today. */
import { Page } from '../../web/page.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { AgencyName, Verbatim } from '../../web/parts/sentence.tsx'
import type { AgencyView } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'

/** @param agencies with an address */
export function NotOpenPage({ visit, agencies }: { visit: Visit; agencies: readonly AgencyView[] }) {
  const { filing, guide, paper, root, site } = visit.words
  const { notOpen } = filing
  const label = guide.agency
  return (
    <Page title={notOpen.title} visit={visit}>
      <div class="column">
        <h1>{notOpen.title}</h1>
        <p class="lead">{notOpen.lead}</p>
        <p>{notOpen.rights}</p>
        {agencies.length > 0 ? (
          <section aria-labelledby="ways-title">
            <h2 id="ways-title">{notOpen.ways}</h2>
            {agencies.map((agency, i) => (
              <details key={agency.code} class="fold office" open={i === 0} data-agency={agency.code}>
                <summary>
                  <AgencyName agency={agency} />
                </summary>
                <dl class="pairs">
                  {[
                    [label.office, agency.office],
                    [label.address, agency.address],
                    [label.postcode, agency.postcode],
                    [label.phone, agency.phone],
                    [notOpen.fax, agency.fax],
                    [label.hours, agency.hours],
                  ]
                    .filter(([, value]) => value)
                    .map(([name, value]) => (
                      <div key={name}>
                        <dt>{name}</dt>
                        <dd>{name === label.phone ? <Phone number={value!} /> : <Verbatim>{value}</Verbatim>}</dd>
                      </div>
                    ))}
                </dl>
              </details>
            ))}
          </section>
        ) : (
          <p>{notOpen.nowhere}</p>
        )}
        <p class="buttons">
          <a class="button" href={`${root}guide/paper`}>
            {paper.form}
          </a>
          <a class="button" href={`${root}guide`}>
            {site.guide}
          </a>
          <a class="button" href={root}>
            {site.home}
          </a>
        </p>
      </div>
    </Page>
  )
}
