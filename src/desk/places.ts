/**
 * Where in a case stands what somebody searched for: what the row of a list shows speaks for itself; of the rest a few words around
 * the hit. A case that its letters or notes may hold it by is opened here, and is left out where they do not.
 */
import { FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { type Sql, type Tx, within } from '../db/client.ts'
import { excerpt, fold, marked, wordsOf } from '../ground/fold.ts'
import { report } from '../ground/log.ts'
import { Unopened } from '../ground/sealing.ts'
import type { House } from '../house.ts'
import { indexesMeant } from '../ledger/found-by.ts'
import { movedEach } from '../ledger/moved.ts'
import { type FactRow, factsOfEach } from '../ledger/queries.ts'
import { marksOf, saidIn } from '../ledger/said.ts'
import type { Viewer } from '../people/sessions.ts'
import type { DeskQuestion } from './question.ts'
import type { FoundRow } from './rows.ts'
import type { FoundIn, Moved } from './views.ts'

/** What is asked beside the words: by which indexes and marks they are looked up. */
export const lookedFor = (
  { keys }: Pick<House, 'keys'>,
  { agencyIds }: Pick<Viewer, 'agencyIds'>,
  q: string | undefined,
): Pick<DeskQuestion, 'found' | 'said'> => ({
  found: indexesMeant(keys, agencyIds, q ?? ''),
  said: marksOf(keys, wordsOf(q ?? '')),
})

const ROOM = 60

/** The rows of a page that hold what was searched for, each with its place; as they are where nobody searched. */
export async function withPlaces<R extends FoundRow>(
  house: Pick<House, 'sql' | 'keys'>,
  viewer: Viewer,
  rows: readonly R[],
  { q, found = [] }: Pick<DeskQuestion, 'q' | 'found'>,
): Promise<(R & { found?: FoundIn })[]> {
  const words = wordsOf(q ?? '')
  if (words.length === 0) return [...rows]
  const isIn = (text: string) => words.every((word) => text.includes(word))
  const isShown = ({ title, applicantName, number, receipt }: R) =>
    isIn(fold([title, applicantName, number ?? '', receipt].join('\n')))
  const hidden = rows.filter((row) => !isShown(row) && !isIn(row.search))
  const said = await within(house.sql, viewer.agencyIds, (tx) => saidOf(tx, house.keys, hidden))
  return rows.flatMap((row) => {
    const { id, search } = row
    if (isShown(row)) return [row]
    if (!said.has(id)) return [{ ...row, ...inApplication(search, words) }]
    const facts = said.get(id)
    if (!facts) return [row]
    const texts = facts.flatMap(({ fact }) => saidIn(fact).map((text) => ({ type: fact.type, text })))
    const folded = texts.map(({ text }) => fold(text))
    const left = words.filter((word) => !search.includes(word))
    if (!left.every((word) => folded.some((text) => text.includes(word))))
      // By a telephone, an address or a number a case is found as well, which none of these says.
      return found.length > 0 ? [row] : []
    const at = folded.findLastIndex((text) => left.some((word) => text.includes(word)))
    const { type, text } = texts[at]!
    return [{ ...row, found: { in: type, zh: FACTS[type].zh, pieces: excerpt(text.replace(/\s+/g, ' '), left, ROOM) } }]
  })
}

/** What was said in each; undefined of one whose words do not open: it stands in the list as it was found, and stops no search. */
async function saidOf(
  sql: Sql | Tx,
  keys: House['keys'],
  rows: readonly FoundRow[],
): Promise<Map<string, FactRow[] | undefined>> {
  try {
    const facts = await factsOfEach(sql, keys, rows)
    return new Map(rows.map(({ id }, i) => [id, facts[i]!]))
  } catch (error) {
    const [row] = rows
    if (!(error instanceof Unopened) || !row) throw error
    if (rows.length > 1) {
      const half = Math.ceil(rows.length / 2)
      const first = await saidOf(sql, keys, rows.slice(0, half))
      return new Map([...first, ...(await saidOf(sql, keys, rows.slice(half)))])
    }
    report('The words of a case that was searched for do not open', error, { case: row.id })
    return new Map([[row.id, undefined]])
  }
}

/** The same with where a case went that another agency handles now: a search finds it, and it is no 无效件. */
export async function withMoves<R extends FoundRow>(
  { sql }: Pick<House, 'sql'>,
  { agencyIds }: Pick<Viewer, 'agencyIds'>,
  rows: readonly R[],
): Promise<(R & { moved?: Moved })[]> {
  const keys = rows.filter(isSetAside).map(({ agencyId, id }) => ({ agencyId, caseId: id }))
  if (keys.length === 0) return [...rows]
  const moved = await within(sql, agencyIds, (tx) => movedEach(tx, keys))
  return rows.map((row) => {
    const to = moved.get(row.id)
    return to ? { ...row, moved: { agency: to.agency, receipt: to.receipt } } : row
  })
}

const isSetAside = ({ stage, status }: FoundRow) => stage === 'receive' && status === 'closed'

/** As it is kept for searching: folded. */
function inApplication(search: string, words: readonly string[]): { found?: FoundIn } {
  const lines = search.split('\n')
  const line = lines.findLast((one) => words.some((word) => one.includes(word)))
  if (line === undefined) return {}
  const pieces = [...line].length > ROOM ? excerpt(line, words, ROOM) : marked(line, words)
  return { found: { in: 'application', zh: '申请', pieces } }
}
