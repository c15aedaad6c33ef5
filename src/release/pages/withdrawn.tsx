/** An address that people have cited: it says that the item was withdrawn, when and why, and no longer what it said. */
import { Page } from '../../web/page.tsx'
import type { Visit } from '../../web/visit.ts'
import type { Item } from '../views.ts'
import { ofContent } from './parts.tsx'

export function WithdrawnPage({ visit, item }: { visit: Visit; item: Item }) {
  const { words } = visit
  const { released, root } = words
  const content = ofContent(words)
  return (
    <Page title={released.withdrawn} visit={visit}>
      <div class="column" data-withdrawn={item.id}>
        <h1>{released.withdrawn}</h1>
        <p class="lead">{released.withdrawnText}</p>
        <dl class="pairs">
          <dt>{released.number}</dt>
          <dd>{item.id}</dd>
          <dt>{released.agency}</dt>
          <dd {...content}>{item.agency.name}</dd>
          <dt>{released.releasedOn}</dt>
          <dd>{words.day(item.releasedOn)}</dd>
          {item.withdrawnOn && (
            <>
              <dt>{released.withdrawnOn}</dt>
              <dd>{words.day(item.withdrawnOn)}</dd>
            </>
          )}
          <dt>{released.why}</dt>
          <dd {...content}>{item.withdrawnWhy}</dd>
        </dl>
        <p class="buttons">
          <a class="button primary" href={`${root}released`}>
            {released.back}
          </a>
          <a class="button" href={`${root}apply?agency=${encodeURIComponent(item.agency.code)}`}>
            {released.applyTo}
          </a>
        </p>
      </div>
    </Page>
  )
}
