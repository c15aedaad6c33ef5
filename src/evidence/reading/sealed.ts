/** Which letters of a case bear their agency's electronic seal, and what may be said of originals by that. */
import { and, eq } from 'drizzle-orm'
import type { House } from '../../house.ts'
import { sealedLetters } from '../../seals/tables.ts'
import type { OnFile } from './on-file.ts'

/** `letters`: those that leave the house; forms for the file are never sealed. */
export type Sealed = 'all' | 'some' | 'none'

export async function sealedOf({ db }: Pick<House, 'db'>, { file: { row }, letters, words }: OnFile): Promise<Sealed> {
  const { letter, agencyId, caseId } = sealedLetters
  const rows = await db
    .select({ letter })
    .from(sealedLetters)
    .where(and(eq(agencyId, row.agencyId), eq(caseId, row.id)))
  const sealed = new Set(rows.map((each) => each.letter))
  const sent = letters.filter(({ id }) => words.get(id)?.letter.format === 'letter')
  if (sealed.size === 0) return 'none'
  return sent.every(({ id }) => sealed.has(id)) ? 'all' : 'some'
}

export const ORIGINALS: Record<Sealed, string> = {
  all: '文书加盖电子印章的原件存于证据卷，可以核验。',
  some: '加盖电子印章的文书原件存于证据卷，其余文书盖章的纸质原件由本机关另行提交。',
  none: '文书盖章的纸质原件由本机关另行提交。',
}
