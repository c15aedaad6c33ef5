/** The words from which each letter of a case was made, before its blanks were filled: by the digest that its fact names. */
import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { CaseKey } from '../../ground/case-key.ts'
import { letters, templates } from '../../letters/tables.ts'

/** `templates/SHA-256.md`, each once, in the order of their digests: agencies' own versions and shipped ones alike. */
export async function templateSources(
  db: Db,
  { agencyId, caseId }: CaseKey,
): Promise<[name: string, source: Buffer, why: 'statement'][]> {
  const { digest, source } = templates
  const rows = await db
    .selectDistinct({ digest, source })
    .from(letters)
    .innerJoin(templates, eq(digest, letters.digest))
    .where(and(eq(letters.agencyId, agencyId), eq(letters.caseId, caseId)))
    .orderBy(asc(digest))
  return rows.map(({ digest, source }) => [`templates/${digest}.md`, Buffer.from(source), 'statement'])
}
