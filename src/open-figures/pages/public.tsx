/** Anonymous figures of past years, for anybody. */
import { Page } from '../../web/page.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Visit } from '../../web/visit.ts'
import type { Published } from '../publish.ts'
import { FiguresTables } from './tables.tsx'

type Props = { visit: Visit; shown: readonly Published[]; years: readonly number[]; year: number | undefined }

export function FiguresPage({ visit, shown, years, year }: Props) {
  const { words } = visit
  const { figures } = words
  const title = year === undefined || shown.length === 0 ? figures.title : figures.titleOf({ year: String(year) })
  return (
    <Page title={title} visit={visit}>
      <h1>{title}</h1>
      <p class="lead">{figures.lead}</p>
      {years.length > 1 && (
        <nav class="no-print" aria-label={figures.years}>
          <ul class="years">
            {years.map((one) => (
              <li key={one}>
                <a href={`${words.root}figures?year=${one}`} aria-current={one === year ? 'page' : undefined}>
                  {one}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {shown.length === 0 && <p class="empty">{figures.none}</p>}
      {shown.map((one) => (
        <div key={one.agencyId} class="stack">
          <p class="quiet">
            <Verbatim>{one.agencyName}</Verbatim> {figures.madeOn({ day: onDayAt(one.at, words.day) })}
          </p>
          <FiguresTables figures={one.content} words={figures} isPublic />
        </div>
      ))}
      {shown.length > 0 && (
        <ul class="years no-print">
          <li>
            <a href={`/api/v1/figures.csv?year=${year}`}>CSV</a>
          </li>
          <li>
            <a href={`/api/v1/figures?year=${year}`}>JSON</a>
          </li>
        </ul>
      )}
    </Page>
  )
}
