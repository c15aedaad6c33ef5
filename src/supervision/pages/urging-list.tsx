/** 督办 of all cases that somebody sees: what nobody has answered, what was answered and in how many days; of one agency or of all. */
import { type Day, dayNumber, inChinese } from '../../../workflows/statute/days.ts'
import { dayIn } from '../../ground/time.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AsOf } from '../../web/parts/as-of.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { LONGEST_LIST, type OpenUrging, urgingNumber } from '../urgings.ts'

export const URGING_STATES = { open: '没有答复的', answered: '已经答复的' } as const
export type UrgingState = keyof typeof URGING_STATES

type Props = {
  viewer: Viewer
  csrf: string
  urgings: readonly OpenUrging[]
  names: ReadonlyMap<string, string>
  today: Day
  /** The instant of what is listed. */
  now: string
  state: UrgingState
  agency: string | undefined
  choices: readonly { agency: string; name: string }[]
  /** Whoever looks has the page of supervision. */
  supervises: boolean
}

/** The address of the list. */
export const urgingsAt = (state: UrgingState, agency?: string): string =>
  `/urgings?${new URLSearchParams({ state, ...(agency && { agency }) })}`

export function UrgingListPage({ viewer, csrf, supervises, ...list }: Props) {
  const { urgings, state } = list
  return (
    <StaffPage title="督办" viewer={viewer} csrf={csrf}>
      <h1>督办</h1>
      {supervises && (
        <p class="lead">
          <a href="/supervision">返回监督</a>
        </p>
      )}
      <AsOf at={list.now} />
      <Filters {...list} />
      {urgings.length === 0 ? (
        <p class="empty">{state === 'open' ? '没有等待答复的督办。' : '没有已经答复的督办。'}</p>
      ) : (
        <List {...list} />
      )}
      {urgings.length === LONGEST_LIST && (
        <p class="hint">{`共${LONGEST_LIST}+件，只列出前${LONGEST_LIST}件，请按机关查看。`}</p>
      )}
    </StaffPage>
  )
}

type ListProps = Omit<Props, 'viewer' | 'csrf' | 'supervises'>

function Filters({ state, agency, choices }: ListProps) {
  return (
    <nav class="filters no-print" aria-label="答复情况和机关">
      <ul>
        {(Object.keys(URGING_STATES) as UrgingState[]).map((one) => (
          <li key={one}>
            <a href={urgingsAt(one, agency)} aria-current={one === state ? 'page' : undefined}>
              {URGING_STATES[one]}
            </a>
          </li>
        ))}
      </ul>
      {choices.length > 1 && (
        <ul>
          <li>
            <a href={urgingsAt(state)} aria-current={agency === undefined ? 'page' : undefined}>
              全部机关
            </a>
          </li>
          {choices.map((one) => (
            <li key={one.agency}>
              <a href={urgingsAt(state, one.agency)} aria-current={one.agency === agency ? 'page' : undefined}>
                {one.name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}

function List({ urgings, names, today, state }: ListProps) {
  const isOpen = state === 'open'
  return (
    <table class="plain stacked in-line">
      <caption class="unseen">{isOpen ? '没有答复的督办，先到期的在前' : '已经答复的督办，后答复的在前'}</caption>
      <TableHead
        names={['编号', '机关', '督办人', '督办日期', '答复期限', ...(isOpen ? [] : ['答复人', '答复日期', '用时'])]}
      />
      <tbody>
        {urgings.map((one) => (
          <tr key={`${one.caseId} ${one.position}`} data-case={one.caseId}>
            <th scope="row">
              <a href={`/cases/${one.caseId}/urgings`}>{one.number}</a>
              <p class="hint">{[urgingNumber(one), one.title].filter(Boolean).join('　')}</p>
            </th>
            <td data-label="机关">{one.agencyName}</td>
            <td data-label="督办人">{names.get(one.by) ?? one.by}</td>
            <td data-label="督办日期">{inChinese(dayIn(new Date(one.at)))}</td>
            <td data-label="答复期限">
              {inChinese(one.dueOn)}
              {isOpen && one.dueOn < today && <strong class="overdue">　已逾期</strong>}
            </td>
            {!isOpen && <Answer one={one} names={names} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Calendar days from the one to the other; whether that was later than asked. */
function Answer({ one, names }: { one: OpenUrging; names: ReadonlyMap<string, string> }) {
  const { answeredBy, answeredAt, at, dueOn } = one
  if (!answeredBy || !answeredAt) return null
  const on = dayIn(new Date(answeredAt))
  return (
    <>
      <td data-label="答复人">{names.get(answeredBy) ?? answeredBy}</td>
      <td data-label="答复日期">{onDayAt(answeredAt, inChinese)}</td>
      <td data-label="用时">
        {`${dayNumber(on) - dayNumber(dayIn(new Date(at)))}天`}
        {on > dueOn && <strong class="overdue">　逾期</strong>}
      </td>
    </>
  )
}
