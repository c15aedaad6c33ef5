/** The words of the letters of a case, made again from what is kept of them: for what reads letters rather than shows them. */
import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { type Letter, type Template, templateFrom } from '../documents/index.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Keys } from '../ground/keys.ts'
import { letters, templates } from './tables.ts'
import { type KeptData, letterFrom } from './together-letter.ts'

export type KeptWords = { id: string; template: Template; letter: Letter; data: KeptData; issuedAt: string }

/**
 * Those of every letter whose template is kept, in the order of their making.
 * @throws Unopened, DocumentFault
 */
export async function keptWords(db: Db, keys: Pick<Keys, 'open'>, { agencyId, caseId }: CaseKey): Promise<KeptWords[]> {
  const { id, sealed, issuedAt, position } = letters
  const rows = await db
    .select({ id, sealed, issuedAt, source: templates.source })
    .from(letters)
    .innerJoin(templates, eq(templates.digest, letters.digest))
    .where(and(eq(letters.agencyId, agencyId), eq(letters.caseId, caseId)))
    .orderBy(asc(position), asc(id))
  // Of a destroyed case nothing is kept.
  const kept = rows.filter(({ sealed }) => sealed.length > 0)
  return kept.map(({ id, sealed, issuedAt, source }) => {
    const data: KeptData = JSON.parse(keys.open('letters', [agencyId, caseId, id], sealed).toString('utf8'))
    const template = templateFrom(source)
    return { id, template, data, issuedAt, letter: letterFrom(template, data) }
  })
}
