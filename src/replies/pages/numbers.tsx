/** 文号簿: the numbers of a year, the highest first, and above them whether any is missing. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { NumberKind } from '../../ledger/number-formats.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { RegisteredNumber, RegisterView } from '../views.ts'

type Props = { viewer: Viewer; csrf: string; view: RegisterView }

const KINDS: Record<NumberKind, string> = { reply: '答复文号', notice: '告知、征求意见文号', registration: '登记编号' }

/** Why a letter no longer counts, in two words. */
const CAUSES = { rectified: '记录已更正', reopened: '重新办理' } as const

export function NumbersPage({ viewer, csrf, view }: Props) {
  const { agency, year, kind, years, numbers, next } = view
  return (
    <StaffPage title={`${year}年文号簿`} viewer={viewer} csrf={csrf}>
      <h1>文号簿</h1>
      <p class="lead">
        {`${agency.name}${year}年的${KINDS[kind]}。${kind === 'registration' ? '登记编号在登记时依次编定。' : '文号在签发时依次编定；作废的文号留在簿上，不再使用。'}`}
      </p>
      {view.agencies.length > 1 && <Agencies view={view} />}
      <nav class="filters" aria-label="筛选">
        <ul>
          {(Object.keys(KINDS) as NumberKind[]).map((each) => (
            <li key={each}>
              <a href={at(view, { kind: each })} aria-current={each === kind ? 'page' : undefined}>
                {KINDS[each]}
              </a>
            </li>
          ))}
        </ul>
        <ul>
          {years.map((each) => (
            <li key={each}>
              <a href={at(view, { year: each })} aria-current={each === year ? 'page' : undefined}>
                {`${each}年`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Standing view={view} />
      {numbers.length > 0 && <Numbers numbers={numbers} isLetter={kind !== 'registration'} />}
      {next !== null && (
        <p class="no-print">
          <a href={at(view, { before: next })}>更早的编号</a>
        </p>
      )}
    </StaffPage>
  )
}

/** The same series, with what is changed. */
function at({ agency, year, kind }: RegisterView, change: Record<string, string | number>): string {
  const query = Object.entries({ agency: agency.id, year, kind, ...change }).map(([name, value]) => [name, `${value}`])
  return `/numbers?${new URLSearchParams(query as [string, string][])}`
}

function Agencies({ view }: Pick<Props, 'view'>) {
  return (
    <details class="fold agencies no-print">
      <summary>{`机关：${view.agency.name}`}</summary>
      <ul class="plain-list">
        {view.agencies.map(({ id, name }) => (
          <li key={id}>
            <a href={at(view, { agency: id })} aria-current={id === view.agency.id ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Standing({ view: { year, kind, last, voided, missing } }: Pick<Props, 'view'>) {
  if (last === 0)
    return (
      <p class="empty">{`${year}年还没有编过这类编号。第一件${kind === 'registration' ? '登记' : '签发'}后列在这里。`}</p>
    )
  if (missing.length > 0) {
    return (
      <p class="heed" data-gaps={missing.length}>
        <span aria-hidden="true">◇ </span>
        {`${year}年编到${last}号，簿上缺${missing.map((value) => `${value}号`).join('、')}。系统不会漏编，请系统管理员运行 verify --all 核验。`}
      </p>
    )
  }
  return (
    <p class="note" data-gaps="0">
      {`${year}年 1–${last} 号连续，没有缺号或者重号${kind === 'registration' ? '' : `，作废或者已重新办理 ${voided} 个`}。`}
    </p>
  )
}

function Numbers({ numbers, isLetter }: { numbers: readonly RegisteredNumber[]; isLetter: boolean }) {
  return (
    <table class="plain register">
      <caption class="unseen">文号，自大到小</caption>
      <TableHead names={isLetter ? ['文号', '文书', '登记编号', '签发', '状态'] : ['登记编号', '申请', '登记']} />
      <tbody>
        {numbers.map((each) => (
          <tr key={each.value} data-number={each.number} data-voided={each.voided || undefined}>
            <th scope="row" class="figure">
              {each.number}
            </th>
            <td>
              <a href={each.cases[0]!.url}>{each.title}</a>
            </td>
            {isLetter && (
              <td class="figure">
                {each.cases.map(({ id, number }) => (
                  <p key={id}>
                    <a href={`/cases/${encodeURIComponent(id)}`}>{number ?? '未登记'}</a>
                  </p>
                ))}
              </td>
            )}
            <td>
              <time dateTime={each.signedOn}>{inChinese(each.signedOn)}</time>
              <small>{each.by}</small>
            </td>
            {isLetter && (
              <td>
                <State of={each} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function State({ of: { voided, cases } }: { of: RegisteredNumber }) {
  const isSuperseded = cases.every(({ void: taken }) => taken?.for === 'reopened')
  return (
    <>
      <b class={voided ? 'soon' : undefined}>{!voided ? '有效' : isSuperseded ? '已重新办理' : '作废'}</b>
      {cases.map(
        ({ id, number, void: taken }) =>
          taken && (
            <p key={id}>
              {`${voided ? '' : `登记编号 ${number} 不再适用：`}${CAUSES[taken.for]}。${taken.why ?? '（理由已不保存）'}`}
              <small>{`${inChinese(taken.on)} ${taken.by}，见第 ${taken.position} 条`}</small>
            </p>
          ),
      )}
    </>
  )
}
