/** One line a case. A heavier rule stands between days, so that a day's work can be seen as one. */
import { WAITS } from '../../../workflows/disclosure/next-step.ts'
import { STAGES } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { Aside } from '../../cases/asides.ts'
import type { Returned } from '../../cases/returned.ts'
import { nearness } from '../../web/parts/due.tsx'
import { monthDay } from '../../web/parts/format.ts'
import { Lines, type Markup, markup } from '../../web/parts/markup.tsx'
import { type Column, columnOf, isDown, type Sort } from '../order.ts'
import type { DeskFilter, DeskRow, DeskView, FoundIn, Ticks } from '../views.ts'
import { asideSays } from './aside-says.ts'
import { address } from './desk-filters.tsx'
import { handlerIn } from './in-hand.ts'
import { SORTED } from './more-filters.tsx'
import { wayIn } from './neighbours.tsx'
import { returnedSays } from './returned-says.ts'

/** Working days that fill the bar: the ordinary period seen as a length, nothing more. */
const FULL = 20
const BAR = 40

/** The form to which the ticks of the list belong. */
export const TOGETHER = 'together-form'

type Props = {
  rows: DeskRow[]
  today: Day
  list?: string
  printing?: Ticks | undefined
  urged?: ReadonlyMap<string, string>
  /** Of what list, and in which order it stands: its columns lead to other orders. */
  ordered?: { filter: DeskFilter; sort: Sort } | undefined
  /** The list is of several agencies, whose numbers may be alike. */
  isOfSeveral?: boolean
} & Pick<DeskView, 'together' | 'returned' | 'asides'>

type HeadProps = Pick<Props, 'ordered'> & { hasTicks: boolean; isOfSeveral: boolean }

/** Each column that is known of all cases leads to the list in its order; pressed again, the other way round. */
function DeskHead({ hasTicks, isOfSeveral, ordered }: HeadProps) {
  const columns: [string, Column?][] = [
    ...(hasTicks ? ([['选择']] as [string][]) : []),
    ['剩余'],
    ['编号', 'number'],
    ['所需信息', 'title'],
    ['申请人', 'applicant'],
    ...(isOfSeveral ? ([['机关', 'agency']] as [string, Column][]) : []),
    ['阶段', 'stage'],
    ['承办', 'handler'],
    ['到期', 'due'],
  ]
  return (
    <thead>
      <tr>
        {columns.map(([name, column]) => (
          <Heading key={name} {...{ name, column, ordered }} />
        ))}
      </tr>
    </thead>
  )
}

function Heading({ name, column, ordered }: Pick<Props, 'ordered'> & { name: string; column: Column | undefined }) {
  if (!ordered || !column) return <th scope="col">{name}</th>
  const { filter, sort } = ordered
  const isLeading = columnOf(sort) === column
  const next: Sort = isLeading && !isDown(sort) ? `-${column}` : column
  return (
    <th scope="col" aria-sort={isLeading ? (isDown(sort) ? 'descending' : 'ascending') : undefined}>
      <a href={address({ ...filter, sort: next })} title={SORTED[next]}>
        {name}
        {isLeading && <span aria-hidden="true">{isDown(sort) ? ' ↓' : ' ↑'}</span>}
      </a>
    </th>
  )
}

export function DeskTable({ rows, today, list, ordered, isOfSeveral = false, urged, ...shown }: Props) {
  const { together, printing, returned, asides } = shown
  const inThis = wayIn(list)
  const ticks = printing ?? together?.ticks
  const isOffered = (row: DeskRow) => printing !== undefined || row.agency === together?.agency
  const sort = ordered?.sort ?? 'due'
  // By days these stand apart; by anything else each case does.
  const isApart = (row: DeskRow, index: number) =>
    columnOf(sort) !== 'due' || row.nextDueOn !== rows[index - 1]?.nextDueOn
  return (
    <table class="desk">
      <caption class="unseen">{`申请件，${SORTED[sort]}`}</caption>
      <DeskHead {...{ hasTicks: ticks !== undefined, isOfSeveral, ordered }} />
      <Lines
        of={rows.map((row, index) =>
          line(row, today, {
            newDay: isApart(row, index),
            ticked: ticks && tick(row, isOffered(row), ticks),
            inThis,
            isOfSeveral,
            returned: returned?.get(row.id),
            aside: asides?.get(row.id),
            urged: urged && urging(row.id, urged.get(row.id)),
          }),
        )}
      />
    </table>
  )
}

function tick({ id, number, receipt }: DeskRow, isOffered: boolean, ticks: Ticks): Markup {
  if (!isOffered) return markup`<td></td>`
  return markup`<td class="tick"><input type="checkbox" name="case.${id}" form="${TOGETHER}" aria-label="选择 ${number ?? receipt}"${(ticks === 'all' || ticks.has(id)) && markup` checked`}></td>`
}

type Told = {
  newDay: boolean
  ticked: Markup | undefined
  inThis: string
  isOfSeveral: boolean
  returned: Returned | undefined
  aside: Aside | undefined
  urged: Markup | undefined
}

function line(row: DeskRow, today: Day, { newDay, ticked, inThis, isOfSeveral, returned, aside, urged }: Told): Markup {
  const { id, number, receipt, title, applicantName, waits, unit, handler, nextDueOn } = row
  const past = nextDueOn !== null && nextDueOn < today
  const near = past ? 'overdue' : nearness(row.left)
  return markup`<tr class="is-${near}${newDay && ' new-day'}" data-case="${id}">${ticked}<td class="remaining">${remaining(row, past)}</td>\
<td class="figure number">${number ?? quiet(receipt)}</td>\
<th scope="row"><a href="/cases/${encodeURIComponent(id)}${inThis}" data-row>${kept(title, TITLE_ROOM)}</a>${row.found && place(row.found)}${returned && small(shortened(returnedSays(returned)))}${aside && setAside(aside)}${urged}</th>\
<td class="applicant">${kept(applicantName, NAME_ROOM)}</td>${isOfSeveral && markup`<td class="of-agency">${kept(row.agency, NAME_ROOM)}</td>`}<td class="stage">${stageTold(row)}${row.moved && small(`${row.moved.agency} ${row.moved.receipt}`)}${waits && small(WAITS[waits])}</td>\
<td class="handler">${handler === null ? quiet(handlerIn(row)) : kept(handler, NAME_ROOM)}${unit && markup`<small> ${kept(unit, NAME_ROOM)}</small>`}</td>\
<td class="due-on">${nextDueOn ? dueOn(row, nextDueOn, today) : quiet('—')}</td></tr>`
}

/** Why it is no application; and, to be seen from afar, what speaks against that. */
const setAside = (aside: Aside): Markup =>
  markup`${small(shortened(asideSays(aside)))}${aside.doubts.map((doubt) => markup`<small class="heed" data-doubt> ◇ ${doubt}</small>`)}`

/** Where it stands what was searched for. */
const place = ({ zh, pieces }: FoundIn): Markup =>
  markup`<small class="found" data-found> ${zh}：${pieces.map(({ text, hit }) => (hit ? markup`<mark>${text}</mark>` : markup`${text}`))}</small>`

/** Whether it was urged, and the way there. */
const urging = (id: string, says: string | undefined): Markup =>
  markup`${says && small(says)} <a class="offered" href="/cases/${encodeURIComponent(id)}/urgings">督办</a>`

/** Of what is longer than its column two lines, and the whole when it is pointed at or printed. */
const kept = (text: string, room: number): Markup =>
  [...text].length > room ? markup`<span class="two-lines" title="${text}">${text}</span>` : markup`${text}`
const [TITLE_ROOM, NAME_ROOM] = [40, 20]

/** What a line has room for; the page of the case says it whole. */
const ROOM = 80
const shortened = (text: string) => {
  const characters = [...text]
  return characters.length > ROOM ? `${characters.slice(0, ROOM).join('')}……` : text
}

/** Of what was withdrawn, or set aside, the last stage says nothing: no reply is to come. */
export const stageTold = ({ stage, status, moved }: Pick<DeskRow, 'stage' | 'status' | 'moved'>): string => {
  if (status !== 'closed' || stage === 'archive') return STAGES[stage]
  return moved ? '已移送' : stage === 'receive' ? '无效件' : '已撤回'
}

const quiet = (text: string) => markup`<span class="quiet">${text}</span>`
const small = (text: string) => markup`<small> ${text}</small>`

function dueOn(row: DeskRow, on: Day, today: Day): Markup {
  const day = on.startsWith(today.slice(0, 4)) ? monthDay(on) : `${on.slice(0, 4)}年${monthDay(on)}`
  return markup`<time class="figure" datetime="${on}">${day}</time>${row.nextDueFor && small(row.nextDueFor)}${
    row.provisional && small('暂定')
  }${row.dueOn !== row.carefulDueOn && small(otherReading(row))}`
}

/** The reply by the other reading; by both, where another limit comes first. */
function otherReading({ nextDueOn, dueOn, carefulDueOn }: DeskRow): string {
  const careful = carefulDueOn && `答复从严 ${monthDay(carefulDueOn)}`
  if (!dueOn) return careful ?? ''
  return careful && carefulDueOn !== nextDueOn ? `${careful}，从宽 ${monthDay(dueOn)}` : `从宽 ${monthDay(dueOn)}`
}

const PAUSED: Partial<Record<DeskRow['status'], string>> = {
  awaitingConfirmation: '待确认',
  suspended: '暂停',
  waiting: '等待',
  settled: '已答复',
  closed: '已办结',
}

/** On a Saturday, Friday's date is no working day behind, and is past all the same. */
function remaining({ left, stage, status }: DeskRow, past: boolean): Markup {
  const paused = stage === 'receive' && status === 'closed' ? '—' : PAUSED[status]
  if (left === null || status === 'settled' || status === 'closed') return quiet(paused ?? '—')
  const length = Math.max(2, Math.min(BAR, (Math.abs(left) / FULL) * BAR))
  return markup`<b class="days">${past && left >= 0 ? '' : Math.abs(left)}</b>\
<small>${past ? '超期' : left === 0 ? '今天' : (paused ?? '天')}</small>\
<svg class="bar" width="${BAR}" height="3" aria-hidden="true" focusable="false"><rect class="bar-ground" width="${BAR}" height="3"></rect>\
<rect class="bar-left" width="${past ? BAR : length}" height="3"></rect></svg>`
}
