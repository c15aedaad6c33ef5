/** One case, or all of a part of the ledger: each chain from its first fact to its last, and the row against what the facts come to. */

import type { Heard } from '../../../workflows/disclosure/context.ts'
import { type CaseState, replay } from '../../../workflows/disclosure/decide.ts'
import type { FactOf } from '../../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../../workflows/statute/counting.ts'
import type { Fragment, Sql, Tx } from '../../db/client.ts'
import { canonical } from '../../ground/canonical.ts'
import type { CaseKey } from '../../ground/case-key.ts'
import { Unopened } from '../../ground/sealing.ts'
import { dayIn } from '../../ground/time.ts'
import type { House } from '../../house.ts'
import { applicantsInAList, columnOf, titleOf } from '../../ledger/applicants.ts'
import { keptDigest, numbersAlone } from '../../ledger/erase.ts'
import { project } from '../../ledger/project.ts'
import { type CaseRow, heard } from '../../ledger/queries.ts'
import { saysTheSame } from '../../ledger/remedies.ts'
import { ERASED, join } from '../../ledger/split.ts'
import { voidedBy } from '../../ledger/voided.ts'
import { openedWords } from '../../ledger/words.ts'
import { erasedIn, erasureFault, erasureIn } from '../bundle/named.ts'
import { entryFault, type Fault } from '../verify.ts'
import { limitsMissing, wordsMissing } from './hidden.ts'

type Checking = Pick<House, 'lawFor' | 'time' | 'keys'>
type Row = Parameters<typeof entryFault>[0]
/** As it is kept: the words sealed. */
type Kept = Omit<Row, 'salt' | 'said'> & { sealed: Buffer | null }
type Kase = CaseRow & { pairs: number[]; voided: string[]; limits: string[]; remedies: Record<string, unknown>[] }

/** Behind the first up to the second, both in the order of the keys; undefined is the beginning, and the end. */
export type Part = { after: CaseKey | undefined; to: CaseKey | undefined }
/** `erased`: facts whose words are gone. */
export type Checked = { facts: number; erased: number; fault?: Fault }

/** So many rows at a time. */
const PAGE = 1_000

/** A part of the ledger as of one moment: a fact that is recorded meanwhile is no fault. */
export function checkPart(house: Checking & Pick<House, 'sql'>, part: Part): Promise<Checked> {
  return house.sql.begin(async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`
    return checkCases(tx, house, (caseId) => within(tx, caseId, part))
  }) as Promise<Checked>
}

/**
 * One case.
 * @param tx sees ledger and row as of one moment (repeatable read), or a fact recorded meanwhile would be a fault
 */
export async function faultOfCase(tx: Tx, house: Checking, key: CaseKey): Promise<Fault | undefined> {
  const only = (caseId: Fragment) => tx`agency_id = ${key.agencyId} and ${caseId} = ${key.caseId}`
  const { facts, fault } = await checkCases(tx, house, only)
  return fault ?? (facts === 0 ? { what: NO_FACTS, caseId: key.caseId } : undefined)
}

const NO_FACTS = 'the facts of this case are missing'
/** What retention erases is on record as a decision; without one somebody has taken it away. */
const GONE = 'the words of the fact are gone, and no decision says so'

function within(sql: Sql | Tx, caseId: Fragment, { after, to }: Part): Fragment {
  const begins = after ? sql`(agency_id, ${caseId}) > (${after.agencyId}, ${after.caseId})` : sql`true`
  const ends = to ? sql`(agency_id, ${caseId}) <= (${to.agencyId}, ${to.caseId})` : sql`true`
  return sql`${begins} and ${ends}`
}

/** @param these which rows, by the column that has the id of the case */
async function checkCases(tx: Tx, house: Checking, these: (caseId: Fragment) => Fragment): Promise<Checked> {
  const rows = await tx<Kase[]>`
    select *, array(select kind from deadlines d where d.agency_id = c.agency_id and d.case_id = c.id) as limits,
      array(select v.letter || ' ' || v.position from voided_letters v
        where v.agency_id = c.agency_id and v.case_id = c.id) as voided,
      (select coalesce(jsonb_agg(to_jsonb(r) - 'agency_id' - 'case_id' order by r.n), '[]') from remedies r
        where r.agency_id = c.agency_id and r.case_id = c.id) as remedies
    from cases c where ${these(tx`id`)}`
  const cases = new Map(rows.map((row) => [`${row.agencyId} ${row.id}`, row]))
  let [count, erased] = [0, 0]
  let before: Row | undefined
  let facts: Heard[] = []
  let telling: Parameters<typeof erasedIn>[0][number][] = []
  const ended = (): Fault | undefined => {
    if (!before) return undefined
    const place = `${before.agencyId} ${before.caseId}`
    const gone = erasedIn(telling).find(({ by }) => by === undefined)
    const kept = erasureFault(telling)
    const fault = gone
      ? { what: GONE, caseId: before.caseId, position: gone.position, type: gone.type }
      : kept
        ? { ...kept, caseId: before.caseId }
        : caseFault(house, cases.get(place), before, facts, erasureIn(telling)?.open.kept)
    cases.delete(place)
    return fault
  }
  const ledger = tx<Kept[]>`
    select l.agency_id, l.case_id, l.position, l.type, l."on", l.open, l.words, l.by, l.at, l.previous_hash, l.hash, w.sealed
    from (select * from ledger where ${these(tx`case_id`)}) l left join words w using (agency_id, case_id, position)
    order by l.agency_id, l.case_id, l.position`.cursor(PAGE)
  for await (const page of ledger)
    for (const kept of page) {
      const row = readFact(house.keys, kept)
      if ('what' in row) return { facts: count, erased, fault: row }
      const isSame = before?.caseId === row.caseId && before.agencyId === row.agencyId
      if (!isSame) {
        const fault = ended()
        if (fault) return { facts: count, erased, fault }
        facts = []
        telling = []
      }
      const fault = entryFault(row, isSame ? before : undefined)
      if (fault) return { facts: count, erased, fault }
      facts.push(heard({ fact: join(row), by: row.by, at: row.at }))
      before = row
      count++
      const [hasWords, isSilent] = [row.words !== null, kept.sealed === null]
      telling.push({ position: row.position, type: row.type, open: row.open, hasWords, isSilent })
      if (hasWords && isSilent) erased++
    }
  const fault = ended()
  const [alone] = cases.values()
  if (fault || !alone) return { facts: count, erased, ...(fault && { fault }) }
  return { facts: count, erased, fault: { what: NO_FACTS, caseId: alone.id } }
}

/** @throws Unopened */
const withWords = (keys: Pick<House['keys'], 'open'>, { sealed, ...kept }: Kept): Row => ({
  ...kept,
  at: new Date(kept.at).toISOString(),
  ...(openedWords(keys, kept, sealed) ?? { salt: null, said: null }),
})

/** Words that do not open were changed, or moved from another row. */
function readFact(keys: Pick<House['keys'], 'open'>, kept: Kept): Row | Fault {
  try {
    return withWords(keys, kept)
  } catch (error) {
    if (!(error instanceof Unopened)) throw error
    const { caseId, position, type } = kept
    return { what: `the words of the fact do not open: ${error.message}`, caseId, position, type }
  }
}

/** The case row says what its facts come to, and ends where they end. */
function caseFault(
  house: Pick<House, 'lawFor' | 'time'>,
  row: Kase | undefined,
  last: Row,
  facts: Heard[],
  /** Of a case whose content was destroyed: what the destruction committed to of its row. */
  kept?: unknown,
): Fault | undefined {
  const at = { caseId: last.caseId, position: last.position, type: last.type }
  if (!row) return { what: 'the case of this fact is missing', ...at }
  if (row.length !== last.position || row.head !== last.hash)
    return { what: 'the case row does not end with its last fact', ...at }
  if (kept !== undefined) return erasedCaseFault(house, row, at, facts, kept)
  let replayed: CaseState
  try {
    replayed = replay(facts, house.lawFor(last.agencyId))
  } catch (error) {
    return { what: `the facts cannot be replayed: ${(error as Error).message}`, ...at }
  }
  if (canonical(replayed.state) !== canonical(row.state) || canonical(replayed.context) !== canonical(row.context)) {
    return { what: 'the case row is not what its facts come to', ...at }
  }
  const voided = voidedBy(facts).map(({ letter, position }) => `${letter} ${position}`)
  if (canonical(voided.sort()) !== canonical(row.voided.sort()))
    return { what: 'the letters marked void are not those that its facts make void', ...at }
  if (!saysTheSame(replayed.context, row.remedies))
    return { what: 'the register of remedies does not list what the facts of the case come to', ...at }
  const law = house.lawFor(row.agencyId)
  const projected = project(replayed, law, house.time.today())
  const lying = lyingColumn(row, projected.row, facts)
  if (lying) return { what: `the case row is not what its facts come to: ${lying}`, ...at }
  const told = [facts[0], counting(facts)[0]] as unknown as (Partial<FactOf<'submitted'>> | null)[]
  if (told.some((one) => one && wordsMissing(row, one).length > 0))
    return { what: 'the case is hidden from searches: words of its request are not in its row', ...at }
  if (limitsMissing(row, replayed, law, projected.limits, dayIn(new Date(last.at))).length > 0)
    return { what: 'the case is hidden from lists: a limit that runs is not in its row and table', ...at }
  return undefined
}

/**
 * A case without content is not replayed, for its facts do not say enough any more. What is kept of its row is what the
 * destruction committed to; the columns follow from it, and no word of anybody is left in them.
 */
function erasedCaseFault(
  house: Pick<House, 'lawFor' | 'time'>,
  row: Kase,
  at: Omit<Fault, 'what'>,
  facts: Heard[],
  kept: unknown,
): Fault | undefined {
  const { state, context } = row
  if (keptDigest({ state, context }, row.voided) !== kept)
    return { what: 'the case row is not what its destruction left', ...at }
  if (!saysTheSame(context, row.remedies))
    return { what: 'the register of remedies does not list what the destruction of the case left', ...at }
  const { row: projected } = project({ state, context }, house.lawFor(row.agencyId), house.time.today())
  const lying = lyingColumn(row, projected, facts)
  if (lying) return { what: `the case row is not what its destruction left: ${lying}`, ...at }
  const { search } = numbersAlone(
    row.receipt,
    row.number,
    facts.map((fact) => ({ fact })),
  )
  if (
    row.title !== ERASED ||
    row.applicantName !== ERASED ||
    row.search !== search ||
    row.email ||
    row.foundBy.length > 0
  )
    return { what: 'words are left in the row of a case that was destroyed', ...at }
  return undefined
}

/** The first column that says other than the facts do. */
const lyingColumn = (kept: CaseRow, projected: Projected, facts: Heard[]): keyof CaseRow | undefined =>
  columnsFrom(kept, projected, facts).find(([name, value]) => value !== undefined && kept[name] !== value)?.[0]
type Projected = ReturnType<typeof project>['row']

/** The columns that lists and letters read, as the facts have them; those that move with the day are left to the clock. */
function columnsFrom(kept: CaseRow, row: Projected, facts: Heard[]): [keyof CaseRow, unknown][] {
  // As it was put right; what a destruction left says neither.
  const submitted = (counting(facts)[0] ?? facts[0]) as unknown as Partial<FactOf<'submitted'>>
  const registered = facts.findLast((fact) => fact.type === 'registered')
  return [
    ...(
      [
        'stage',
        'step',
        'channel',
        'submittedOn',
        'receivedOn',
        'settledOn',
        'outcome',
        'countedOn',
        'countedAs',
        'unitId',
        'handlerId',
      ] as const
    ).map((name): [keyof CaseRow, unknown] => [name, row[name]]),
    ...(['dueOn', 'carefulDueOn'] as const).map((name): [keyof CaseRow, unknown] => [
      name,
      row.status === 'running' || row.status === 'settled' ? row[name] : undefined,
    ]),
    // `?` until the sweep of a new program has filled it in (`bringUpRows`).
    ...(['waits', 'waitsFor'] as const).map((name): [keyof CaseRow, unknown] => [
      name,
      (kept.waits as string | null) === '?' ? undefined : row[name],
    ]),
    // Nothing where a reply stands, until the same sweep has replayed the row.
    ...(['late', 'lateCarefully'] as const).map((name): [keyof CaseRow, unknown] => [
      name,
      kept.settledOn !== null && kept.late === null ? undefined : row[name],
    ]),
    ['number', registered?.type === 'registered' ? (registered.number ?? null) : null],
    ['applicantColumn', submitted.applicant?.kind && columnOf(submitted.applicant)],
    ['title', submitted.request && titleOf(submitted.request)],
    ['applicantName', submitted.applicant && applicantsInAList(submitted as FactOf<'submitted'>)],
  ]
}
