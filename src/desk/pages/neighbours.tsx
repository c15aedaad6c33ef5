/** 上一件、下一件 of the list in which a case was opened, and the way back to it. */
import type { Waits } from '../../../workflows/disclosure/next-step.ts'
import type { InList } from '../views.ts'

/** The page of a draft, in the list in which its case was opened. */
export const draftIn = (id: string, list: string | undefined): string =>
  `/cases/${encodeURIComponent(id)}/draft${inList(list)}`

/** The word of an address that keeps the list; nothing where there is none. */
export const inList = (list: string | undefined): string =>
  list === undefined ? '' : `?in=${encodeURIComponent(list)}`

/** Heaps whose cases are opened at their draft: it is read before it is judged, and judged beside it. */
const AT_THE_DRAFT: readonly Waits[] = ['toReview', 'toApprove', 'toSign']

/** Behind `/cases/ID`, where a case is opened from a list. */
export const wayIn = (list: string | undefined): string => {
  const waits = new URLSearchParams(list).get('waits')
  return `${AT_THE_DRAFT.some((heap) => heap === waits) ? '/draft' : ''}${inList(list)}`
}

export function Neighbours({ list }: { list: InList | undefined }) {
  if (!list) return null
  const { address, before, after } = list
  return (
    <nav class="no-print" aria-label="列表中的申请件">
      <ul class="offered">
        <li>
          {before ? (
            <a href={before} rel="prev">
              上一件
            </a>
          ) : (
            <span class="quiet">没有上一件</span>
          )}
        </li>
        <li>
          <a href={address}>返回列表</a>
        </li>
        <li>
          {after ? (
            <a href={after} rel="next">
              下一件
            </a>
          ) : (
            <span class="quiet">没有下一件</span>
          )}
        </li>
      </ul>
    </nav>
  )
}
