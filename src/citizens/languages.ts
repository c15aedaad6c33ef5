/**
 * In which language somebody visits: it stays with what they filed, and they are told in it. Chinese needs no row. SQL: filing and
 * jobs ask.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'

export type Language = 'zh' | 'en'

/** From now on what goes out about this application is also said in this language. */
export async function keepLanguage(tx: Sql | Tx, { agencyId, caseId }: CaseKey, language: Language): Promise<void> {
  if (language === 'zh') return
  await tx`
    insert into visit_languages (agency_id, case_id, language) values (${agencyId}, ${caseId}, ${language})
    on conflict (agency_id, case_id) do nothing`
}

/** The language in which it was filed; of what another agency moved here, or back, the one in which it was filed there. */
export async function languageOf(sql: Sql | Tx, { agencyId, caseId }: CaseKey): Promise<Language> {
  const [row] = await sql<{ language: Language }[]>`
    select language from visit_languages where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid)
    union all
    select v.language from case_moves m join visit_languages v on (v.agency_id, v.case_id) = (m.other_agency, m.other_case)
    where (m.agency_id, m.case_id) = (${agencyId}, ${caseId}::uuid) and m.kind in ('came', 'cameBack')
    limit 1`
  return row?.language ?? 'zh'
}
