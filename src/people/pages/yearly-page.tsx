/** What stands at the head of every page of numbers by the year: whose, of which year, and the ways to others. */
import type { ComponentChildren } from 'preact'
import type { Viewer } from '../sessions.ts'
import { StaffPage } from '../staff-page.tsx'
import { Kinds } from './kinds.tsx'

export type YearlyFrame = {
  viewer: Viewer
  csrf: string
  year: number
  years: readonly number[]
  agency: string
  name: string
  choices: readonly { agency: string; name: string }[]
}

/** An address with agency and year. */
export const at = (
  path: string,
  { agency, year }: Pick<YearlyFrame, 'agency' | 'year'>,
  more: Readonly<Record<string, string>> = {},
): string => `${path}?${new URLSearchParams({ year: String(year), agency, ...more })}`

type Props = {
  frame: YearlyFrame
  /** Of what the pages are, and where it begins. */
  kicker: string
  kind: string
  /** Its pages by their addresses, where there are several. */
  pages?: Readonly<Record<string, string>>
  /** Of the page, for the same page of another year or agency; none where it has neither. */
  path?: string | undefined
  title: string
  children: ComponentChildren
}

export function YearlyPage({ frame, kicker, kind, pages, path, title, children }: Props) {
  const { viewer, csrf, year, years, agency, name, choices } = frame
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>{kicker}</span>
        <span>{name}</span>
      </p>
      <h1>{title}</h1>
      <Kinds viewer={viewer} path={kind} />
      <nav class="filters no-print" aria-label={pages ? '页面、年度和机关' : '年度和机关'}>
        {pages && (
          <ul>
            {Object.entries(pages).map(([href, label]) => (
              <Way key={href} href={at(href, frame)} isHere={href === path} label={label} />
            ))}
          </ul>
        )}
        {path && (
          <ul>
            {years.map((one) => (
              <Way key={one} href={at(path, { ...frame, year: one })} isHere={one === year} label={`${one}年`} />
            ))}
          </ul>
        )}
        {path && choices.length > 1 && (
          <ul>
            {choices.map((one) => (
              <Way
                key={one.agency}
                href={at(path, { ...frame, agency: one.agency })}
                isHere={one.agency === agency}
                label={one.agency === 'all' ? '全部机关' : one.name}
              />
            ))}
          </ul>
        )}
      </nav>
      {children}
    </StaffPage>
  )
}

const Way = ({ href, isHere, label }: { href: string; isHere: boolean; label: string }) => (
  <li>
    <a href={href} aria-current={isHere ? 'page' : undefined}>
      {label}
    </a>
  </li>
)
