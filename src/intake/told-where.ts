/** Where whoever gave no mail address learns of a notice (Art 30, 33, 42), and answers it. */
import { electronicWay } from '../../workflows/disclosure/service.ts'
import type { CaseRow } from '../ledger/queries.ts'

/** On the page alone; by post; or as the office reaches them, who came on paper and chose neither. */
export type ToldWhere = 'page' | 'post' | 'office'

/** Null where a mail address is on record: then every notice is mailed. */
export function toldWhere({ email, context }: Pick<CaseRow, 'email' | 'context'>): ToldWhere | null {
  if (email) return null
  if (electronicWay(context) === 'portal') return 'page'
  return context.reach.delivery === 'post' ? 'post' : 'office'
}
