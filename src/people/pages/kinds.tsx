/** The kinds of reports, as ways from each to the others. */
import { waysWithin } from '../navigation.ts'
import type { Viewer } from '../sessions.ts'

/** @param path of the kind that is open */
export const Kinds = ({ viewer, path }: { viewer: Viewer; path: string }) => (
  <nav class="filters no-print" aria-label="统计报告">
    <ul>
      {waysWithin(viewer, '统计报告').map(({ href, label }) => (
        <li key={href}>
          <a href={href} aria-current={href === path ? 'true' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
