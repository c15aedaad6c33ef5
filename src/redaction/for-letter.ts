/** What a reply says of its files that were redacted (Art 37): what is not in them, and on which ground. SQL: names beside the redactions. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { GROUNDS } from '../redacting/mark.ts'
import { groundsSaid } from './marks.ts'
import { redactionOf, redactionsOf } from './redactions.ts'

/** For the blanks of a letter: a line for each file, and the articles of the grounds, each once. */
export type RedactedSaid = { withheld: string; ground: string }

/** Of the files that were made and passed their proof; undefined where there is none. */
export async function redactedSaid(sql: Sql | Tx, key: CaseKey): Promise<RedactedSaid | undefined> {
  const lines: string[] = []
  const articles = new Set<string>()
  for (const { file } of (await redactionsOf(sql, key)).filter(({ state }) => state === 'made')) {
    const worked = await redactionOf(sql, key, file)
    const [named] = await sql<{ name: string }[]>`
      select name from files where (agency_id, case_id, id) = (${key.agencyId}, ${key.caseId}::uuid, ${file}::uuid)`
    if (!worked || !named) continue
    lines.push(`“${named.name}”中遮盖的内容：${groundsSaid(worked.marks)}。`)
    for (const { ground } of worked.marks) articles.add(`《条例》${GROUNDS[ground].article}`)
  }
  return lines.length > 0 ? { withheld: lines.join('\n'), ground: [...articles].join('；') } : undefined
}
