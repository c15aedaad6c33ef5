/** Where the form of an act goes: to be recorded; of a notice also to be read first, and to whoever approves it. */
import type { OtherButton } from '../../web/parts/act-form.tsx'
import type { Act } from '../../web/shapes.ts'
import { inList } from './neighbours.tsx'

type Ways = { action: string; button?: string; others?: OtherButton[] }

/**
 * @param read the form stands below the notice that it makes
 * @param list in which the case was opened
 */
export function waysOf(
  caseId: string,
  { type, notice }: Pick<Act, 'type' | 'notice'>,
  read = false,
  list?: string,
): Ways {
  const base = `/cases/${encodeURIComponent(caseId)}`
  const direct = { action: `${base}/facts${inList(list)}` }
  if (!notice) return direct
  const look = { label: '预览', action: `${base}/notices/preview` }
  const pdf = { label: '版式文件（PDF，草稿）', action: `${base}/notices/preview/pdf`, apart: true } as const
  const submit = { label: '送审', action: `${base}/notices` }
  const reading = read ? [look, pdf] : [look]
  // An assessment that delays nothing sends nothing: it is recorded as it is.
  if (notice.approval && type !== 'reasonsAssessed')
    return { action: submit.action, button: submit.label, others: reading }
  return {
    ...direct,
    ...(read && !notice.approval && { button: '编号发出' }),
    others: read || notice.approval ? [...reading, submit] : reading,
  }
}
