/** How answered cases went: by agency, by unit, by result; every number leads to exactly its cases. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AsOf } from '../../web/parts/as-of.tsx'
import { Lines, type Markup, markup } from '../../web/parts/markup.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { type CourseAsked, courseQuery } from '../asked.ts'
import { STAGES_TIMED } from '../course.ts'
import type { CourseTables } from '../export.ts'
import { type CourseFigure, type CourseLine, STAGES } from '../figures.ts'
import { StageBars } from './bars.tsx'

export type CoursePageView = CourseTables & {
  asked: CourseAsked
  choices: readonly { agency: string; name: string }[]
  /** That may be asked for, the latest first. */
  years: readonly number[]
  /** How many were answered and are in no figure yet. */
  waiting: number
  /** The instant of the figures. */
  now: string
}
type Props = { viewer: Viewer; csrf: string; view: CoursePageView }

const HEADS = ['已答复', ...STAGES.map((stage) => STAGES_TIMED[stage]), '审核退回', '一次通过', '确认收到']

export function CoursePage({ viewer, csrf, view }: Props) {
  const { asked, all, agencies, units, grounds, choices, years, waiting } = view
  const name = choices.find(({ agency }) => agency === asked.agency)?.name ?? '各机关'
  return (
    <StaffPage title="办理用时和法制审核" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>监督</span>
        <span>{name}</span>
      </p>
      <h1>{`${asked.year}年办理用时和法制审核`}</h1>
      <p class="lead">
        <a href="/supervision">返回监督</a>
      </p>
      <p class="hint">
        {`${asked.year}年答复的申请，重新办理的只算最后一次；用时是各环节的平均日历天数，一次通过是法制审核第一次就通过的。每天夜里计算，点数字查看计入的申请。`}
      </p>
      <AsOf at={view.now} />
      <nav class="filters no-print" aria-label="年度和机关">
        <ul>
          {years.map((year) => (
            <li key={year}>
              <a href={at({ ...asked, year })} aria-current={year === asked.year ? 'page' : undefined}>
                {`${year}年`}
              </a>
            </li>
          ))}
        </ul>
        {choices.length > 1 && (
          <ul>
            <li>
              <a href={at({ year: asked.year })} aria-current={asked.agency === undefined ? 'page' : undefined}>
                全部机关
              </a>
            </li>
            {choices.map(({ agency, name }) => (
              <li key={agency}>
                <a href={at({ year: asked.year, agency })} aria-current={agency === asked.agency ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      {waiting > 0 && (
        <p class="note" data-waiting={waiting}>
          {all === undefined
            ? `已经答复${waiting}件。用时每天夜里计算，尚未计算。`
            : `另有${waiting}件已经答复，用时每天夜里计算，尚未计入。`}
        </p>
      )}
      {all === undefined ? (
        waiting === 0 && <p class="empty">没有已经答复的申请。</p>
      ) : (
        <>
          <StageBars of={name} days={all.days} />
          <Table
            id="agencies"
            title="各机关"
            head="机关"
            lines={agencies.length > 1 ? [...agencies, all] : agencies}
            cut={(key) => (key === all.key ? asked : { ...asked, agency: key })}
          />
          <Table id="units" title="各承办机构" head="承办机构" lines={units} cut={(key) => ({ ...asked, unit: key })} />
          <Table
            id="grounds"
            title="各办理结果"
            head="办理结果"
            lines={grounds}
            cut={(key) => ({ ...asked, ground: key as NonNullable<CourseAsked['ground']> })}
          />
          <p class="no-print">
            <a class="offered" href={`/supervision/course.xlsx?${courseQuery(asked)}`}>
              下载表格（XLSX）
            </a>
          </p>
        </>
      )}
    </StaffPage>
  )
}

const at = (asked: Partial<CourseAsked>) => `/supervision/course?${courseQuery(asked)}`

type TableProps = {
  id: string
  title: string
  head: string
  lines: readonly CourseLine[]
  /** What the line of this key counts. */
  cut: (key: string) => Partial<CourseAsked>
}

function Table({ id, title, head, lines, cut }: TableProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <table class="plain stacked in-line">
        <caption class="unseen">{`${title}：各环节平均用时和法制审核`}</caption>
        <TableHead names={[head, ...HEADS]} />
        <Lines of={lines.map((line) => lineOf(id, line, cut(line.key)))} />
      </table>
    </section>
  )
}

function lineOf(id: string, line: CourseLine, cut: Partial<CourseAsked>): Markup {
  const { key, name, answered, days, returned, returns, reviewed, firstTime } = line
  const linked = (label: string, of: CourseFigure, text: string | number) =>
    markup`<td class="figure" data-label="${label}"><a href="${behind(of, cut)}">${text}</a></td>`
  const none = (label: string) => markup`<td class="figure" data-label="${label}">—</td>`
  const mean = (label: string, of: CourseFigure & keyof CourseLine['days']) =>
    days[of] === null ? none(label) : linked(label, of, `${days[of]}天`)
  const cells = [
    linked('已答复', 'answered', answered),
    ...STAGES.map((stage) => mean(STAGES_TIMED[stage], stage)),
    linked('审核退回', 'returned', returns > returned ? `${returned}件${returns}次` : `${returned}件`),
    reviewed === 0 ? none('一次通过') : rightFirst({ reviewed, firstTime }, cut),
    mean('确认收到', 'confirm'),
  ]
  return markup`<tr data-of="${id}" data-key="${key}"><th scope="row">${name}</th>${cells}</tr>`
}

/** 8／10（80%）: both numbers lead to their own cases. */
function rightFirst({ reviewed, firstTime }: Pick<CourseLine, 'reviewed' | 'firstTime'>, cut: Partial<CourseAsked>) {
  const share = Math.floor((firstTime / reviewed) * 100)
  return markup`<td class="figure" data-label="一次通过"><a href="${behind('firstTime', cut)}">${firstTime}</a>／<a href="${behind('reviewed', cut)}">${reviewed}</a>（${share}%）</td>`
}

/** The address of the cases behind a figure. */
export const behind = (of: CourseFigure, cut: Partial<CourseAsked>, page = 1): string =>
  `/supervision/course/cases?${courseQuery(cut, { of, ...(page > 1 && { page: String(page) }) })}`
