/**
 * Checks and transfers of the archive: each row is, field by field, what the audit was told when it was written, each row that the
 * audit tells of is there, each case was handed over as far as its ledger then went, and what the ledger says that an archive took
 * in is what the transfer says. All of it is read of one moment of the database: who writes meanwhile is accused of nothing.
 * SQL: verification alone asks.
 */
import type { Sql, Tx } from '../../db/client.ts'
import { Unopened } from '../../ground/sealing.ts'
import type { House } from '../../house.ts'
import { BOUND, type BoundKind, type BoundRow, boundRows, fieldDigests } from '../../ledger/bound-rows.ts'
import { openedWords } from '../../ledger/words.ts'
import type { Fault } from '../verify.ts'

const KINDS = Object.keys(BOUND) as BoundKind[]
/** A report of a check may have some hundred lines of findings. */
const PAGE = 50
const CHANGED = 'the row of the archive is not what the audit was told of it'

/** The fault, where there is one. */
export function transferFault({ sql, keys }: Pick<House, 'sql' | 'keys'>): Promise<Fault | undefined> {
  return sql.begin(async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`
    return transferFaultIn(tx, keys)
  }) as Promise<Fault | undefined>
}

/** The same for whoever has a moment of the database already. */
export const transferFaultIn = async (sql: Sql | Tx, keys: Opens): Promise<Fault | undefined> =>
  (await headFault(sql)) ?? (await rowFault(sql)) ?? (await factFault(sql, keys))

type Opens = Pick<House['keys'], 'open'>

type Told = { agencyId: string; subject: string; after: Record<string, string> | null }
const placeOf = ({ agencyId, subject }: Pick<BoundRow, 'agencyId' | 'subject'>) => `${agencyId} ${subject}`

async function rowFault(sql: Sql | Tx): Promise<Fault | undefined> {
  // The first line of a row counts, in the order of the chain: one that somebody adds later takes nothing back.
  const lines = await sql<Told[]>`
    select t.agency_id, t.subject, t.detail -> 'after' as after from audit_lines t left join audit_chain c using (agency_id, id)
    where t.what = 'archive' and t.succeeded order by c.position nulls last, t.id`
  const told = new Map<string, Told>()
  for (const line of lines) if (!told.has(placeOf(line))) told.set(placeOf(line), line)
  for (const kind of KINDS) {
    const { table } = BOUND[kind]
    for await (const rows of boundRows(sql, kind).cursor(PAGE))
      for (const bound of rows) {
        const line = told.get(placeOf(bound))
        told.delete(placeOf(bound))
        if (!line?.after)
          return { what: `the audit does not tell of this row of the archive: ${table}`, file: bound.subject }
        const field = changedField(fieldDigests(bound.row), line.after)
        if (field) return { what: `${CHANGED}: ${table}.${field}`, file: bound.subject, agency: bound.agencyId }
      }
  }
  const [gone] = told.values()
  return (
    gone && {
      what: 'a row of the archive that the audit tells of is missing',
      file: gone.subject,
      agency: gone.agencyId,
    }
  )
}

/** Of what the audit was told: a column that a later release adds was told by nobody, and accuses no row of before. */
const changedField = (now: Record<string, string>, then: Record<string, string>) =>
  Object.keys(then).find((field) => now[field] !== then[field])

async function headFault(sql: Sql | Tx): Promise<Fault | undefined> {
  const [item] = await sql<{ caseId: string; number: number; facts: number; agencyId: string }[]>`
    select i.agency_id, i.case_id, i.number, i.facts from transfer_items i
    left join ledger l on (l.agency_id, l.case_id, l.position) = (i.agency_id, i.case_id, i.facts)
    where l.hash is distinct from i.head order by i.agency_id, i.number, i.nth limit 1`
  if (!item) return undefined
  const { agencyId: agency, caseId, number, facts: position } = item
  return {
    what: 'the transfer does not end with the fact that it names: transfer_items.head',
    agency,
    caseId,
    position,
    file: `移交 ${number}`,
  }
}

type Row = {
  agencyId: string
  caseId: string
  position: number
  on: string
  open: { transfer: number; digest: string }
  sealed: Buffer | null
  isItem: boolean
  accepted: boolean | null
  theirArchive: string | null
  theirReceivedBy: string | null
  theirDocument: string | null
  theirDigest: string | null
  theirOn: string | null
}

/** Words that do not open, and facts that were changed, are told by the check of the case; words that were erased say nothing. */
async function factFault(sql: Sql | Tx, keys: Opens): Promise<Fault | undefined> {
  const facts = sql<Row[]>`
    select l.agency_id, l.case_id, l.position, l."on", l.open, w.sealed, a.accepted,
      exists (select from transfer_items i where (i.agency_id, i.case_id) = (l.agency_id, l.case_id)
        and i.number::text = l.open ->> 'transfer') as is_item,
      t.said ->> 'archive' as their_archive, a.received_by as their_received_by, a.document as their_document,
      p.digests ->> 'statement' as their_digest, a."on" as their_on
    from ledger l left join words w using (agency_id, case_id, position)
      left join transfers t on t.agency_id = l.agency_id and t.number::text = l.open ->> 'transfer'
      left join transfer_answers a on (a.agency_id, a.number) = (t.agency_id, t.number)
      left join transfer_packages p on (p.agency_id, p.number) = (t.agency_id, t.number)
    where l.type = 'transferred' order by l.agency_id, l.case_id, l.position`.cursor(PAGE)
  for await (const rows of facts)
    for (const row of rows) {
      const fault = (what: string): Fault => ({
        ...{ what, agency: row.agencyId, caseId: row.caseId, position: row.position, type: 'transferred' },
        file: `移交 ${row.open.transfer}`,
      })
      if (!row.isItem || !row.accepted) return fault('no transfer was taken in as this fact says')
      const field = differing(row, wordsOf(keys, row))
      if (field) return fault(`the transfer is not the one that this fact names: ${field}`)
    }
  return undefined
}

function wordsOf(keys: Opens, row: Row): Record<string, unknown> | undefined {
  try {
    return openedWords(keys, row, row.sealed)?.said
  } catch (error) {
    if (error instanceof Unopened) return undefined
    throw error
  }
}

function differing(row: Row, said: Record<string, unknown> | undefined): string | undefined {
  const fields: [column: string, theirs: unknown, ours: unknown][] = [
    ['transfer_answers.on', row.theirOn, row.on],
    ['transfer_packages.digests', row.theirDigest, row.open.digest],
    ...(said
      ? ([
          ['transfers.said', row.theirArchive, said.archive],
          ['transfer_answers.received_by', row.theirReceivedBy, said.receivedBy],
          ['transfer_answers.document', row.theirDocument, said.document],
        ] as [string, unknown, unknown][])
      : []),
  ]
  return fields.find(([, theirs, ours]) => theirs !== ours)?.[0]
}
