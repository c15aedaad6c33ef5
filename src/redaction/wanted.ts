/** Whom to look for in a file: those whom the case names, and how they are reached; which words have a name already. */
import { readAs } from '../db/client.ts'
import { writtenAs } from '../ground/tidy.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { type CaseRow, factsOf } from '../ledger/queries.ts'
import { secretsIn } from '../released/look-over.ts'
import { holds } from './marks.ts'
import type { Asked, Worked } from './redactions.ts'
import { foundIn, type Original } from './source.ts'

/** Applicants and those who act for them; who was consulted, with telephone, mail and address. */
export async function wantedOf(house: Pick<House, 'sql' | 'db' | 'keys'>, row: CaseRow): Promise<{ names: string[] }> {
  const facts = await readAs(house, [row.agencyId], (inside) => factsOf(inside.sql, house.keys, keyOf(row)))
  if (facts.length === 0 || row.context.erasedOn) return { names: [] }
  const { names, contacts } = secretsIn(facts)
  const consulted = facts.flatMap(({ fact }) =>
    fact.type === 'thirdPartyConsulted'
      ? [fact.party, fact.contact, ...writtenAs(fact.phone), fact.email, fact.address].filter(
          (one) => one !== undefined,
        )
      : [],
  )
  return { names: [...new Set([...names, ...contacts, ...consulted])].filter((one) => [...one].length > 1) }
}

/**
 * For each words under a mark that has a name, that name: the same person is called the same throughout.
 * @param asked what is marked now: its words are looked for under the earlier marks, whoever typed them
 */
export async function earlierNames(
  house: Pick<House, 'sql' | 'db' | 'keys' | 'blobs'>,
  row: CaseRow,
  original: Original,
  { marks }: Worked,
  asked: readonly Pick<Asked, 'how' | 'words'>[],
): Promise<Map<string, string>> {
  const named = marks.filter(({ instead }) => instead)
  if (named.length === 0) return new Map()
  const words = [...new Set(asked.flatMap((one) => (one.how === 'words' && one.words ? [one.words] : [])))]
  const pages = await foundIn(house, original, { ...(await wantedOf(house, row)), words })
  const earlier = new Map<string, string>()
  pages.forEach(({ found }, i) => {
    for (const { text, boxes } of found)
      for (const { instead, ...mark } of named)
        if (instead && boxes[0] && holds(mark, i + 1, boxes[0])) earlier.set(text.replace(/\s/g, ''), instead)
  })
  return earlier
}
