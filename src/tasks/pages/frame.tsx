/** What stands at the head of every page of the work ledger: whose, of which year, and the ways between its pages. */
import type { ComponentChildren } from 'preact'
import { Kinds } from '../../people/pages/kinds.tsx'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Frame } from '../views.ts'

/** An address with agency and year. */
export const at = (
  path: string,
  { agency, year }: Pick<Frame, 'agency' | 'year'>,
  more: Readonly<Record<string, string>> = {},
): string => `${path}?${new URLSearchParams({ year: String(year), agency, ...more })}`

const PAGES = { '/tasks': '本年任务', '/tasks/look-back': '回头看' } as const

type Props = {
  frame: Frame
  /** Of the page, for the same page of another year or agency; none of a single task. */
  path?: keyof typeof PAGES
  title: string
  children: ComponentChildren
}

export function TasksFrame({ frame, path, title, children }: Props) {
  const { viewer, csrf, year, years, agency, name, choices } = frame
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>工作台账</span>
        <span>{name}</span>
      </p>
      <h1>{title}</h1>
      <Kinds viewer={viewer} path="/tasks" />
      <nav class="filters no-print" aria-label="页面、年度和机关">
        <ul>
          {Object.entries(PAGES).map(([href, label]) => (
            <li key={href}>
              <a href={at(href, frame)} aria-current={href === path ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
        {path && (
          <ul>
            {years.map((one) => (
              <li key={one}>
                <a href={at(path, { ...frame, year: one })} aria-current={one === year ? 'page' : undefined}>
                  {`${one}年`}
                </a>
              </li>
            ))}
          </ul>
        )}
        {path && choices.length > 1 && (
          <ul>
            {choices.map((one) => (
              <li key={one.agency}>
                <a
                  href={at(path, { ...frame, agency: one.agency })}
                  aria-current={one.agency === agency ? 'page' : undefined}
                >
                  {one.agency === 'all' ? '全部机关' : one.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      {children}
    </StaffPage>
  )
}
