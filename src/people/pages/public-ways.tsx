/** The pages about what is made public, for whoever may open several: the way between them. */
import { waysWithin } from '../navigation.ts'
import type { Viewer } from '../sessions.ts'

export function Ways({ viewer, path }: { viewer: Viewer; path: string }) {
  const ways = waysWithin(viewer, '公开信息')
  if (ways.length < 2) return null
  return (
    <nav class="filters no-print" aria-label="公开信息">
      <ul>
        {ways.map(({ href, label }) => (
          <li key={href}>
            <a href={href} aria-current={href === path ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
