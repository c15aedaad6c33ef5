/** What stands at the head of every page of the archive: where one is, and whose archive it is. */

import type { ComponentChildren } from 'preact'
import { waysWithin } from '../../people/navigation.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Frame } from '../views.ts'

/** An address with the agency that is looked at. */
export const at = (path: string, agency: string, more: Readonly<Record<string, string>> = {}): string =>
  `${path}?${new URLSearchParams({ agency, ...more })}`

type Props = { frame: Frame; path: string; title: string; children: ComponentChildren }

/** @param path of the part that is open */
export function ArchiveFrame({ frame: { viewer, csrf, agency, agencies }, path, title, children }: Props) {
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>档案</span>
        <span>{agency.name}</span>
      </p>
      <h1>{title}</h1>
      <nav class="filters" aria-label="档案">
        <ul>
          {waysWithin(viewer, '档案').map(({ href, label }) => (
            <li key={href}>
              <a
                href={at(href, agency.id)}
                aria-current={href !== path ? undefined : title === label ? 'page' : 'true'}
              >
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {agencies.length > 1 && (
        <details class="fold agencies no-print">
          <summary>{`机关：${agency.name}`}</summary>
          <ul class="plain-list">
            {agencies.map(({ id, name }) => (
              <li key={id}>
                <a href={at(path, id)} aria-current={id === agency.id ? 'true' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {children}
    </StaffPage>
  )
}
