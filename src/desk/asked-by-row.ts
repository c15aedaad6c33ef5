/** What is asked of a case by its row alone: beside its facts, where both are wanted. In a transaction all of it is one journey. */
import { languageOf } from '../citizens/languages.ts'
import type { Sql, Tx } from '../db/client.ts'
import { undeliveredNotices } from '../delivery/undelivered.ts'
import { identityDocumentsOf } from '../files/identity-documents.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { platformNumberOf } from '../ledger/platform-numbers.ts'
import { type CaseRow, filesOf, lettersOf } from '../ledger/queries.ts'
import { handlersOf, unitsOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { itemOf } from '../released/queries.ts'

export async function askedByRow(sql: Sql | Tx, { config }: Pick<House, 'config'>, row: CaseRow, viewer: Viewer) {
  const key = keyOf(row)
  const [fileRows, letterRows, units, handlers, platformNumber, undelivered, papers, released, language] =
    await Promise.all([
      filesOf(sql, key),
      lettersOf(sql, key),
      unitsOf(sql, row.agencyId),
      handlersOf(sql, [row.agencyId, viewer.agency.id]),
      config.exchange ? platformNumberOf(sql, key) : null,
      undeliveredNotices(sql, key),
      identityDocumentsOf(sql, row, viewer),
      itemOf(sql, key),
      languageOf(sql, key),
    ])
  return { fileRows, letterRows, units, handlers, platformNumber, undelivered, papers, released, language }
}
export type AskedByRow = Awaited<ReturnType<typeof askedByRow>>
