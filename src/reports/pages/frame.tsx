/** What stands at the head of every page of a report: whose, of which year, and the ways to others. */
import type { ComponentChildren } from 'preact'
import { Kinds } from '../../people/pages/kinds.tsx'
import { StaffPage } from '../../people/staff-page.tsx'
import type { ReportFrame } from '../views.ts'

/** An address with agency and year. */
export const at = (
  path: string,
  { agency, year }: Pick<ReportFrame, 'agency' | 'year'>,
  more: Readonly<Record<string, string>> = {},
): string => `${path}?${new URLSearchParams({ year: String(year), agency, ...more })}`

type Props = { frame: ReportFrame; path: string; title: string; children: ComponentChildren }

/** @param path of the page, for the same page of another year or agency */
export function ReportPage({ frame, path, title, children }: Props) {
  const { viewer, csrf, year, years, agency, name, choices } = frame
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>政府信息公开工作年度报告</span>
        <span>{name}</span>
      </p>
      <h1>{title}</h1>
      <Kinds viewer={viewer} path="/reports" />
      <nav class="filters" aria-label="年度和机关">
        <ul>
          {years.map((one) => (
            <li key={one}>
              <a href={at(path, { ...frame, year: one })} aria-current={one === year ? 'page' : undefined}>
                {`${one}年`}
              </a>
            </li>
          ))}
        </ul>
        {choices.length > 1 && (
          <ul>
            {choices.map((one) => (
              <li key={one.agency}>
                <a
                  href={at(path, { ...frame, agency: one.agency })}
                  aria-current={one.agency === agency ? 'page' : undefined}
                >
                  {one.name}
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
