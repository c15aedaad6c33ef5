/**
 * The whole ledger against itself, the case rows, every stored file, and the signed log. SQL: read by cursor, or in the
 * transaction of a night's batch.
 */

import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, replay } from '../../workflows/disclosure/decide.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import { namedIn } from '../documents/index.ts'
import { canonical } from '../ground/canonical.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { opened, verifierKey } from '../ground/checkpoint.ts'
import { type House, overAll } from '../house.ts'
import { applicantsInAList, titleOf } from '../ledger/applicants.ts'
import { project } from '../ledger/project.ts'
import { type CaseRow, heard } from '../ledger/queries.ts'
import { join } from '../ledger/split.ts'
import { voidedBy } from '../ledger/voided.ts'
import { completedBy, leafHash, rootOf } from './merkle.ts'
import { entryFault, type Fault, type Verdict } from './verify.ts'

type Row = Parameters<typeof entryFault>[0]

/**
 * Reads everything there is: ledger, case rows, tables, stored files, log. Names the first fault; a fault is never thrown.
 */
export async function verifyAll(
  of: Pick<House, 'sql' | 'everywhere' | 'lawFor' | 'blobs' | 'time' | 'keys'>,
): Promise<Verdict> {
  const house = overAll(of)
  const ledger = await ledgerFault(house)
  const blobs = await blobFault(house)
  const firstFault =
    ledger.fault ?? (await tableFault(house)) ?? blobs.fault ?? (await fontFault(house)) ?? (await logFault(house))
  return { ok: !firstFault, entries: ledger.count, files: blobs.count, ...(firstFault && { firstFault }) }
}

async function ledgerFault(house: Pick<House, 'sql' | 'lawFor' | 'time'>): Promise<{ count: number; fault?: Fault }> {
  let count = 0
  let before: Row | undefined
  let facts: Heard[] = []
  const whole = () => (before ? caseFault(house.sql, house, before, facts) : Promise.resolve(undefined))
  const rows = house.sql<Row[]>`
    ${storedFacts(house.sql)} order by l.agency_id, l.case_id, l.position`.cursor(500)
  for await (const batch of rows) {
    for (const stored of batch) {
      const row = withInstant(stored)
      const sameCase = before?.caseId === row.caseId
      if (!sameCase) {
        const fault = await whole()
        if (fault) return { count, fault }
        facts = []
      }
      const fault = entryFault(row, sameCase ? before : undefined)
      if (fault) return { count, fault }
      facts.push(heard({ fact: join(row), by: row.by, at: row.at }))
      before = row
      count++
    }
  }
  const fault = await whole()
  return { count, ...(fault && { fault }) }
}

const storedFacts = (sql: Sql | Tx) => sql`
  select l.agency_id, l.case_id, l.position, l.type, l."on", l.open, l.words, l.by, l.at, l.previous_hash, l.hash, w.salt, w.said
  from ledger l left join words w using (agency_id, case_id, position)`

const withInstant = (stored: Row): Row => ({ ...stored, at: new Date(stored.at).toISOString() })

/**
 * One case: its chain from the first fact to the last, and its row against what the facts come to.
 * @param tx sees ledger and row as of one moment (repeatable read), or a fact recorded meanwhile would be a fault
 */
export async function faultOfCase(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'time'>,
  { agencyId, caseId }: CaseKey,
): Promise<Fault | undefined> {
  const stored = await tx<Row[]>`
    ${storedFacts(tx)} where l.agency_id = ${agencyId} and l.case_id = ${caseId} order by l.position`
  const rows = stored.map(withInstant)
  const last = rows.at(-1)
  if (!last) return { what: 'the facts of this case are missing', caseId }
  for (const [i, row] of rows.entries()) {
    const fault = entryFault(row, rows[i - 1])
    if (fault) return fault
  }
  const facts = rows.map((row) => heard({ fact: join(row), by: row.by, at: row.at }))
  return caseFault(tx, house, last, facts)
}

/** The case row says what its facts come to, and ends where they end. */
async function caseFault(
  sql: Sql | Tx,
  house: Pick<House, 'lawFor' | 'time'>,
  last: Row,
  facts: Heard[],
): Promise<Fault | undefined> {
  const at = { caseId: last.caseId, position: last.position, type: last.type }
  const [row] = await sql<(CaseRow & { voided: string[] })[]>`
    select *, array(select v.letter || ' ' || v.position from voided_letters v
      where v.agency_id = c.agency_id and v.case_id = c.id) as voided
    from cases c where agency_id = ${last.agencyId} and id = ${last.caseId}`
  if (!row) return { what: 'the case of this fact is missing', ...at }
  if (row.length !== last.position || row.head !== last.hash)
    return { what: 'the case row does not end with its last fact', ...at }
  let replayed: CaseState
  try {
    replayed = replay(facts, house.lawFor(last.agencyId))
  } catch (error) {
    return { what: `the facts cannot be replayed: ${(error as Error).message}`, ...at }
  }
  // How the applicants could be reached went with their words.
  const erased = (facts[0] as Partial<FactOf<'submitted'>>).request === undefined
  const context = erased ? { ...replayed.context, reach: row.context.reach } : replayed.context
  if (canonical(replayed.state) !== canonical(row.state) || canonical(context) !== canonical(row.context)) {
    return { what: 'the case row is not what its facts come to', ...at }
  }
  const voided = voidedBy(facts).map(({ letter, position }) => `${letter} ${position}`)
  if (canonical(voided.sort()) !== canonical(row.voided.sort()))
    return { what: 'the letters marked void are not those that its facts make void', ...at }
  const lying = columnsFrom(house, row, replayed, facts).find(
    ([name, value]) => value !== undefined && row[name] !== value,
  )
  return lying && { what: `the case row is not what its facts come to: ${lying[0]}`, ...at }
}

/** The columns that lists and letters read, as the facts have them; those that move with the day are left to the clock. */
function columnsFrom(
  house: Pick<House, 'lawFor' | 'time'>,
  { agencyId }: CaseRow,
  replayed: CaseState,
  facts: Heard[],
): [keyof CaseRow, unknown][] {
  const { row } = project(replayed, house.lawFor(agencyId), house.time.today())
  const [submitted] = facts as unknown as [Partial<FactOf<'submitted'>>]
  const registered = facts.findLast((fact) => fact.type === 'registered')
  return [
    ...(
      ['stage', 'step', 'channel', 'submittedOn', 'receivedOn', 'settledOn', 'outcome', 'unitId', 'handlerId'] as const
    ).map((name): [keyof CaseRow, unknown] => [name, row[name]]),
    ...(['dueOn', 'carefulDueOn'] as const).map((name): [keyof CaseRow, unknown] => [
      name,
      row.status === 'running' || row.status === 'settled' ? row[name] : undefined,
    ]),
    ['number', registered?.type === 'registered' ? (registered.number ?? null) : null],
    ['title', submitted.request && titleOf(submitted.request)],
    // Erased words say nothing that could be compared.
    ['applicantName', submitted.applicant && applicantsInAList(submitted as FactOf<'submitted'>)],
  ]
}

/** What facts say of letters and files is what the tables hold; no case, letter or fact stands alone. */
async function tableFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const [letter] = await sql<(Place & { file: string })[]>`
    select l.case_id, l.position, l.type, coalesce(t.title, l.open->>'template') as file
    from ledger l left join letters t
      on t.agency_id = l.agency_id and t.case_id = l.case_id and t.id::text = l.open->>'letter'
    where l.type = 'letterMade' and (t.sha256 is distinct from l.open->>'sha256'
      or t.number is distinct from l.open->>'number' or t.digest is distinct from l.open->>'digest') limit 1`
  if (letter) return { what: 'the letter is not the one that this fact made', ...letter }
  const [file] = await sql<(Place & { file: string })[]>`
    select l.case_id, l.position, l.type, coalesce(f.name, c.key) as file
    from ledger l cross join lateral jsonb_each_text(coalesce(l.open->'contents', '{}')) c
      left join files f on f.agency_id = l.agency_id and f.case_id = l.case_id and f.id::text = c.key
    where f.sha256 is distinct from c.value limit 1`
  if (file) return { what: 'the file is not the one that this fact names', ...file }
  const [copy] = await sql<(Place & { file: string })[]>`
    select l.case_id, l.position, l.type, coalesce(f.name, g->>'file') as file
    from ledger l cross join lateral jsonb_array_elements(coalesce(l.open->'given', '[]')) g
      left join files f on f.agency_id = l.agency_id and f.case_id = l.case_id and f.id::text = g->>'file'
    where l.type = 'replySigned' and f.sha256 is distinct from g->>'original' limit 1`
  if (copy) return { what: 'the file is not the one that this signature gave', ...copy }
  const [undecided] = await sql<{ caseId: string; file: string }[]>`
    select r.case_id, r.id as file from released r
      left join cases c on c.agency_id = r.agency_id and c.id = r.case_id
    where r.case_id is not null and r.withdrawn_on is null and c.context->>'released' is distinct from 'true' limit 1`
  if (undecided) return { what: 'what is public rests on no decision of its case', ...undecided }
  const [alone] = await sql<{ caseId: string; what: string }[]>`
    select c.id as case_id, 'the facts of this case are missing' as what from cases c
    where not exists (select 1 from ledger l where l.agency_id = c.agency_id and l.case_id = c.id)
    union all
    select t.case_id, 'no fact made the letter ' || t.title from letters t
    where not exists (select 1 from ledger l where l.agency_id = t.agency_id and l.case_id = t.case_id
      and l.type = 'letterMade' and l.open->>'letter' = t.id::text) limit 1`
  return alone ?? (await numberFault({ sql }))
}

/** Every number on a letter or a case stands in the register, no 文号 twice, every series is whole to where its counter has come. */
async function numberFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const [odd] = await sql<Fault[]>`
    select 'the register lacks the number of this letter: ' || t.number as what, t.case_id, t.position, l.type
    from letters t join ledger l using (agency_id, case_id, position)
    where t.number is not null and not exists (
      select from document_numbers n where (n.agency_id, n.number) = (t.agency_id, t.number))
    limit 1`
  if (odd) return odd
  const [unlisted] = await sql<Fault[]>`
    select 'the register lacks the number of this case: ' || number as what, id as case_id from cases c
    where number is not null and not exists (
      select from document_numbers n
      where (n.agency_id, n.number, n.kind) = (c.agency_id, c.number, 'registration'))
    limit 1`
  if (unlisted) return unlisted
  const [twice] = await sql<Fault[]>`
    select 'two agencies gave one number: ' || number as what from document_numbers
    where kind <> 'registration' group by number having count(*) > 1 limit 1`
  if (twice) return twice
  const [gap] = await sql<Fault[]>`
    select 'the register of numbers has a gap: ' || agency_id || ' ' || kind || ' ' || year as what
    from (select agency_id, year, kind, value from counters where kind <> 'released') c
    full join (
      select agency_id, year, kind, count(*)::int as given, max(value) as last from document_numbers group by 1, 2, 3
    ) n using (agency_id, year, kind)
    where c.value is distinct from n.given or c.value is distinct from n.last
    union all
    select 'the register has a number that no letter bears: ' || n.number from document_numbers n
    where kind <> 'registration' and (n.number not like '%〔' || n.year || '〕' || n.value || '号' or not exists (
      select from letters t where (t.agency_id, t.number) = (n.agency_id, n.number)))
    union all
    select 'the register has a number that no case bears: ' || n.number from document_numbers n
    where kind = 'registration' and (position(n.value::text in n.number) = 0 or not exists (
      select from cases c where (c.agency_id, c.number) = (n.agency_id, n.number)))
    limit 1`
  return gap
}

type Place = { caseId: string; position: number; type: string }

/** Every stored file, read to its last byte; a fault names the fact that made or named it. */
async function blobFault(house: Pick<House, 'sql' | 'blobs'>): Promise<{ count: number; fault?: Fault }> {
  let count = 0
  const stored = house.sql<(Partial<Place> & { sha256: string; file: string })[]>`
    select t.sha256, t.title as file, l.case_id, l.position, l.type
    from letters t join ledger l on l.agency_id = t.agency_id and l.case_id = t.case_id
      and l.type = 'letterMade' and l.open->>'letter' = t.id::text
    union all
    select f.sha256, f.name, f.case_id, named.position, named.type
    from files f left join lateral (
      select l.position, l.type from ledger l
      where l.agency_id = f.agency_id and l.case_id = f.case_id and jsonb_exists(l.open->'contents', f.id::text)
      order by l.position limit 1) named on true
    union all
    select g->>'sha256', f.name, l.case_id, l.position, l.type
    from ledger l cross join lateral jsonb_array_elements(coalesce(l.open->'given', '[]')) g
      left join files f on f.agency_id = l.agency_id and f.case_id = l.case_id and f.id::text = g->>'file'
    where l.type = 'replySigned'
    union all
    select p.sha256, p.name, r.case_id, r.position, null
    from released_files p join released r on r.id = p.released_id`.cursor(500)
  for await (const batch of stored) {
    for (const { sha256, caseId, position, type, file } of batch) {
      try {
        await house.blobs.read(sha256)
      } catch (error) {
        const at = { file, ...(caseId && { caseId }), ...(position && type && { position, type }) }
        return { count, fault: { what: (error as Error).message, ...at } }
      }
      count++
    }
  }
  return { count }
}

/** The fonts of every letter ever issued: the list that the letter names, and each file of the list. */
async function fontFault({ sql, blobs }: Pick<House, 'sql' | 'blobs'>): Promise<Fault | undefined> {
  const read = new Set<string>()
  for (const { fonts } of await sql<{ fonts: string }[]>`select distinct fonts from letters`)
    try {
      for (const { sha256 } of namedIn((await blobs.read(fonts)).toString('utf8'))) {
        if (!read.has(sha256)) await blobs.read(sha256)
        read.add(sha256)
      }
    } catch (error) {
      return { what: (error as Error).message, file: '字库' }
    }
  return undefined
}

/** The leaves are the ledger's hashes, and every checkpoint signs the root that they give. */
async function logFault(house: Pick<House, 'sql' | 'keys'>): Promise<Fault | undefined> {
  const [odd] = await house.sql<{ caseId: string; position: number; type: string }[]>`
    select log.case_id, log.position, l.type from log left join ledger l using (agency_id, case_id, position)
    where l.hash is distinct from log.hash limit 1`
  if (odd) return { what: 'the log holds another hash for this fact', ...odd }
  const signed = await house.sql<
    { size: string; root: string; note: string }[]
  >`select size, root, note from checkpoints order by size`
  const nodes = new Map<string, string>()
  const at = (level: number, index: number) => nodes.get(`${level}/${index}`)!
  const key = verifierKey(house.keys)
  let size = 0
  let next = 0
  for await (const batch of house.sql<{ hash: string }[]>`select hash from log order by index`.cursor(1_000)) {
    for (const { hash } of batch) {
      for (const node of completedBy(size, leafHash(Buffer.from(hash, 'hex')), at))
        nodes.set(`${node.level}/${node.index}`, node.hash)
      size++
      const checkpoint = signed[next]
      if (checkpoint && Number(checkpoint.size) === size) {
        const statement = opened(checkpoint.note, key)
        if (statement?.root !== rootOf(size, at))
          return { what: `the checkpoint of size ${size} does not sign this log` }
        next++
      }
    }
  }
  return next < signed.length ? { what: 'facts that a checkpoint signed are missing from the log' } : undefined
}
