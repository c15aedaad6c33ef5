/**
 * Earlier applications that may be the same as one that is being typed off: of the same applicant, or for the same thing. Looked
 * up as the desk's search does, so that a registrar is shown what they may open, and nothing else.
 */
import { STAGES } from '../../workflows/disclosure/vocabulary.ts'
import type { House } from '../house.ts'
import { indexesMeant } from '../ledger/found-by.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { deskPage } from './desk.ts'
import type { SimilarLine } from './pages/similar.tsx'

/** By what they are found, the surest first; how they are told; from how many characters on anything is meant. */
const BY = [
  { field: 'idNumber', says: '同一证件号码', least: 6 },
  { field: 'creditCode', says: '同一信用代码', least: 6 },
  { field: 'mailNumber', says: '同一邮件号码', least: 6 },
  { field: 'phone', says: '同一联系电话', least: 7 },
  { field: 'name', says: '申请人同名', least: 2 },
  { field: 'title', says: '所需信息相同', least: 4 },
] as const
type Typed = Partial<Record<(typeof BY)[number]['field'], string | undefined>>

const OF_EACH = 3
const MOST = 6

/** The latest of each kind, each case once, at most six. */
export async function similarTo(
  house: Pick<House, 'sql' | 'law' | 'time' | 'keys'>,
  viewer: Viewer,
  typed: Typed,
): Promise<SimilarLine[]> {
  const agencyIds = agenciesAs(viewer, ['registrar'])
  const ask = { who: viewer, agencyIds, today: house.time.today(), sort: '-submitted', limit: OF_EACH } as const
  const lines = new Map<string, SimilarLine>()
  for (const { field, says, least } of BY) {
    const q = typed[field]?.trim().slice(0, 200) ?? ''
    if ([...q].length < least) continue
    const found = indexesMeant(house.keys, agencyIds, q)
    const { rows } = await deskPage(house.sql, house.law().calendar, { ...ask, q, found })
    for (const { id, number, receipt, applicantName, title, stage } of rows)
      if (!lines.has(id))
        lines.set(id, {
          href: `/cases/${encodeURIComponent(id)}`,
          says: `${says}：${number ?? receipt}　${applicantName}　${title}（${STAGES[stage]}）`,
        })
  }
  return [...lines.values()].slice(0, MOST)
}
