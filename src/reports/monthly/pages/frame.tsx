/** What stands at the head of every page of the monthly return: whose, of which month, and the ways to others. */
import type { ComponentChildren } from 'preact'
import { Kinds } from '../../../people/pages/kinds.tsx'
import { StaffPage } from '../../../people/staff-page.tsx'
import { monthInChinese } from '../months.ts'
import type { MonthlyFrame } from '../show.ts'

/** An address with agency and month. */
export const at = (
  path: string,
  { agency, month }: Pick<MonthlyFrame, 'agency' | 'month'>,
  more: Readonly<Record<string, string>> = {},
): string => `${path}?${new URLSearchParams({ month, agency, ...more })}`

type Props = { frame: MonthlyFrame; path: string; title: string; ofAllMonths?: boolean; children: ComponentChildren }

/** @param path of the page, for the same page of another month or agency @param ofAllMonths is it the same for each month? */
export function MonthlyFramed({ frame, path, title, ofAllMonths = false, children }: Props) {
  const { viewer, csrf, month, months, agency, name, choices } = frame
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>月度报送</span>
        <span>{name}</span>
      </p>
      <h1>{title}</h1>
      <Kinds viewer={viewer} path="/reports/monthly" />
      {(!ofAllMonths || choices.length > 1) && (
        <nav class="filters no-print" aria-label="月份和机关">
          {!ofAllMonths && (
            <ul>
              {months.map((one) => (
                <li key={one}>
                  <a href={at(path, { agency, month: one })} aria-current={one === month ? 'page' : undefined}>
                    {monthInChinese(one)}
                  </a>
                </li>
              ))}
            </ul>
          )}
          {choices.length > 1 && (
            <ul>
              {choices.map((one) => (
                <li key={one.agency}>
                  <a
                    href={at(path, { month, agency: one.agency })}
                    aria-current={one.agency === agency ? 'page' : undefined}
                  >
                    {one.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </nav>
      )}
      {children}
    </StaffPage>
  )
}
