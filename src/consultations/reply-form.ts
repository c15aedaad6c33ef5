/** 征求意见确认函: the form that the letter speaks of, for those who answer on paper. Made when asked for, the same bytes each time; on file is what comes back. */
import { within } from '../db/client.ts'
import { renderPdf } from '../documents/index.ts'
import type { House } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import { caseById } from '../ledger/queries.ts'
import { type Access, accessesOf } from '../letters/access.ts'
import { addressedData } from '../letters/addressed.ts'
import { composed, dataFor } from '../letters/make.ts'

export type ReplyForm = { title: string; bytes: Buffer }

/** For third parties; an agency answers with a letter of its own. */
export async function replyForm(
  house: Pick<House, 'config' | 'sql' | 'lawFor' | 'templatesFor' | 'fonts' | 'time' | 'keys'>,
  access: Access,
): Promise<ReplyForm | null> {
  const { agencyId, caseId, consultation } = access
  const row = await caseById(house.sql, [agencyId], caseId)
  const template = house.templatesFor(agencyId, house.time.today()).get('thirdPartyReply')
  if (!row || !template) return null
  const file = await within(house.sql, [agencyId], (tx) => fileOf(tx, house.keys, row))
  const accesses = await accessesOf(house.sql, keyOf(row))
  const data = addressedData(house, file, dataFor(house, file), accesses, consultation)
  const { bytes } = await renderPdf(composed({ template, data }), house.fonts, { issuedAt: null })
  return { title: template.title, bytes }
}
