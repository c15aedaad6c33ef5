/** The agencies in the order of how they have answered in a year, each figure beside what it is a part of. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AsOf } from '../../web/parts/as-of.tsx'
import { Lines, type Markup, markup } from '../../web/parts/markup.tsx'
import { RANKED_BY, type Ranked, type RankedBy } from '../ranking.ts'
import type { Supervised } from '../supervised.ts'
import { behind } from './supervised.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  year: number
  /** That may be asked for, the latest first. */
  years: readonly number[]
  by: RankedBy
  rows: readonly Ranked[]
  /** The instant of the figures. */
  now: string
}

export function RankingPage({ viewer, csrf, year, years, by, rows, now }: Props) {
  return (
    <StaffPage title={`${year}年各机关排名`} viewer={viewer} csrf={csrf}>
      <h1>{`${year}年各机关排名`}</h1>
      <p class="hint">
        按法定期限（从宽）计算，答复之日在本年的计入；被纠正的，是复议、诉讼结果在本年作出并且为“结果纠正”的，历经几审的按最后结果计一件。没有可以比较的件数的，不排名次。
      </p>
      <AsOf at={now} />
      <nav class="filters" aria-label="年份和排列">
        <ul>
          {years.map((one) => (
            <li key={one}>
              <a href={at(one, by)} aria-current={one === year ? 'true' : undefined}>
                {`${one}年`}
              </a>
            </li>
          ))}
        </ul>
        <ul>
          {(Object.keys(RANKED_BY) as RankedBy[]).map((key) => (
            <li key={key}>
              <a href={at(year, key)} aria-current={key === by ? 'true' : undefined}>
                {RANKED_BY[key]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <table class="plain stacked in-line">
        <caption class="unseen">{`各机关，按${RANKED_BY[by]}排列，最好的在前`}</caption>
        <thead>
          <tr>
            {['名次', '机关', '已答复', '逾期', '按期答复率', '复议诉讼已结', '其中被纠正'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <Lines of={rows.map((row) => line(row, year))} />
      </table>
      <p class="offered">
        <a href="/supervision">返回监督</a>
      </p>
    </StaffPage>
  )
}

const at = (year: number, by: RankedBy) => `/supervision/ranking?year=${year}&by=${by}`

/** Rounded down: 100% is said of none that was late once. */
export const shareInTime = ({ answered, late }: Pick<Ranked, 'answered' | 'late'>): string =>
  answered === 0 ? '—' : `${(Math.floor(((answered - late) * 1_000) / answered) / 10).toFixed(1)}%`

const figure = (label: string, value: number | string) => markup`<td class="figure" data-label="${label}">${value}</td>`

const linked = (label: string, value: number, address: string) =>
  markup`<td class="figure" data-label="${label}"><a href="${address}">${value}</a></td>`

function line(row: Ranked, year: number): Markup {
  const { agencyId, name, place, answered, late, decided, lost } = row
  const of = (figure: Supervised, label: string, n: number) => linked(label, n, behind(figure, agencyId, year))
  return markup`<tr data-agency="${agencyId}">${figure('名次', place ?? '—')}<th scope="row">${name}</th>\
${of('answered', '已答复', answered)}${of('late', '逾期', late)}${figure('按期答复率', shareInTime(row))}\
${of('decided', '复议诉讼已结', decided)}${of('lost', '其中被纠正', lost)}</tr>`
}
