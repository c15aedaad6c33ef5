/** What stands at the head of every page of the analysis: whose, of which year, and the ways between its pages. */
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

type CountProps = { frame: Frame; n: number; of: string; zh: string; inText?: boolean }

/** A figure, leading to its cases; a nought leads nowhere. `inText`: among the words of a sentence, else alone in its cell. */
export function Count({ frame, n, of, zh, inText = false }: CountProps) {
  if (n === 0) return <>0</>
  return (
    <a class={inText ? undefined : 'offered'} href={at('/analysis/cases', frame, { of })} aria-label={`${n}件：${zh}`}>
      {n}
    </a>
  )
}

const PAGES = {
  '/analysis': '数字',
  '/analysis/report': '分析报告',
  '/analysis/work': '自查和转公开',
  '/analysis/subjects': '主题和区域',
} as const

type Props = { frame: Frame; path: keyof typeof PAGES; title: string; children: ComponentChildren }

/** @param path of the page, for the same page of another year or agency */
export function AnalysisFrame({ frame, path, title, children }: Props) {
  const { viewer, csrf, year, years, agency, name, choices } = frame
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>定期分析</span>
        <span>{name}</span>
      </p>
      <h1>{title}</h1>
      <Kinds viewer={viewer} path="/analysis" />
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
