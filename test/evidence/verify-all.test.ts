/** The whole ledger against itself, the case rows, the files and the signed log: whatever a superuser changes is found. */
import { chmod, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Tx } from '../../src/db/client.ts'
import { sequence } from '../../src/evidence/log/sequence.ts'
import type { Part } from '../../src/evidence/whole/case-check.ts'
import { inThisProcess } from '../../src/evidence/whole/ledger-check.ts'
import { openThreads } from '../../src/evidence/whole/ledger-threads.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { forgetRun, interruptedRun, keepRun, type Run } from '../../src/evidence/whole/verify-place.ts'
import { canonical } from '../../src/ground/canonical.ts'
import { opened, verifierKey } from '../../src/ground/checkpoint.ts'
import { overAll } from '../../src/house.ts'
import { factsOf } from '../../src/ledger/queries.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { replay } from '../../workflows/disclosure/decide.ts'
import { ARCHIVED, CORRECTION, type Office, openOffice, SERVED } from '../support/house.ts'
import { inTurn, PROOF, some } from '../support/proof.ts'

let office: Office
/** Archived, with letters, a file at the application and one as evidence of service. */
let whole: string
let signed: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  const filed = await office.caseUntil('replySigned')
  whole = filed.id
  const { files } = (await office.registrar.adds(whole, [{ name: '送达回证.txt', content: '已签收。' }])).json
  await office.registrar.records(whole, {
    ...SERVED,
    how: 'post',
    trackingNumber: 'XA00000000000',
    evidence: [files[0].id],
  })
  await office.archivist.records(whole, ARCHIVED)
  signed = (await office.caseUntil('replySigned')).id
  await office.citizen.files()
  await office.theJobsRun()
})
afterAll(() => office.close())
beforeEach(() => sequence(office.house))

const verdict = () => verifyAll(office.house)

test('an honest house proves itself, fact by fact and file by file', async () => {
  const [{ n }] = (await office.sql`select count(*)::int as n from ledger`) as unknown as [{ n: number }]
  const [origin, key] = verifierKey(office.house.keys).split('+')
  expect(await verdict()).toEqual({
    ...{ ok: true, authenticated: true, origin, key, agency: null, case: null },
    ...{ entries: n, files: 5, erased: 0, size: n, witnesses: [], unwitnessed: n, resumed: false },
    audit: { lines: expect.any(Number), unchained: expect.any(Number) },
  })
})

/** Changes what no application could, looks, and puts everything back: the superuser's own triggers are off meanwhile. */
async function tampered(table: string, change: (tx: Tx) => PromiseLike<unknown>) {
  const { sql } = office
  await sql.unsafe(`create table kept as table ${table}`)
  const without = (act: (tx: Tx) => Promise<unknown>) =>
    sql.begin(async (tx) => {
      await tx.unsafe(`alter table ${table} disable trigger user`)
      await act(tx)
      await tx.unsafe(`alter table ${table} enable trigger user`)
    })
  try {
    await without(async (tx) => change(tx))
    const found = await verdict()
    // Operators read it: each fault is told in Chinese, too.
    if (found.firstFault) expect(found.firstFault).toMatchObject({ says: expect.stringMatching(/\p{Script=Han}/u) })
    return found
  } finally {
    await without(async (tx) => {
      await tx.unsafe(`delete from ${table}`)
      await tx.unsafe(`insert into ${table} select * from kept`)
    })
    await sql.unsafe('drop table kept')
    // The last test of the file sees that all of it was put back; which one left something, the proof tells.
    if (PROOF) expect(await verdict(), 'put back').toMatchObject({ ok: true })
  }
}

const LEDGER: [what: string, change: string, at: object][] = [
  ['a day', `update ledger set "on" = '2026-03-01' where case_id = $1 and type = 'registered'`, { position: 3 }],
  ['who did it', `update ledger set by = 'staff:head' where case_id = $1 and position = 2`, { position: 2 }],
  [
    'the instant',
    `update ledger set at = at + interval '1 second' where case_id = $1 and position = 5`,
    { position: 5 },
  ],
  [
    'what was open',
    `update ledger set open = open || '{"found":false}' where case_id = $1 and type = 'searched'`,
    { type: 'searched' },
  ],
  ['its kind', `update ledger set type = 'noted' where case_id = $1 and type = 'secrecyReviewed'`, { type: 'noted' }],
  ['its hash', `update ledger set hash = repeat('0', 64) where case_id = $1 and position = 4`, { position: 4 }],
  ['what it follows', `update ledger set previous_hash = '' where case_id = $1 and position = 4`, { position: 4 }],
  [
    'the commitment to its words',
    `update ledger set words = null where case_id = $1 and position = 2`,
    { position: 2 },
  ],
  ['a fact taken out', `delete from ledger where case_id = $1 and position = 6`, { position: 7 }],
  ['the last fact taken off', `delete from ledger where case_id = $1 and type = 'archived'`, {}],
  ['the first fact taken off', `delete from ledger where case_id = $1 and position = 1`, {}],
  ['every fact of a case', `delete from ledger where case_id = $1`, {}],
  [
    'a fact of another case',
    `update ledger set case_id = (select id from cases where length = 1) where case_id = $1 and position = 2`,
    {},
  ],
]
test.each(some(LEDGER, 4))('in the ledger: %s', async (_, change, at) => {
  const { ok, firstFault } = await tampered('ledger', (tx) => tx.unsafe(change, [whole]))
  expect({ ok, firstFault }).toMatchObject({ ok: false, firstFault: { what: expect.any(String), ...at } })
})

test('words: one changed, the salt, a byte of what is sealed, or those of another fact', async () => {
  const { keys } = office.house
  const place = ['yunxi', whole, 2]
  const changed = async (sealed: Buffer) => {
    const at = await tampered('words', (tx) =>
      tx.unsafe(`update words set sealed = $2 where case_id = $1 and position = 2`, [whole, sealed]),
    )
    expect(at).toMatchObject({ ok: false, firstFault: { position: 2, type: 'confirmed', caseId: whole } })
  }
  const [row] = await office.sql<
    { sealed: Buffer }[]
  >`select sealed from words where case_id = ${whole} and position = 2`
  const text = keys.open('words', place, row!.sealed).toString('utf8')
  // By somebody who has the keys.
  await changed(keys.seal('words', place, text.replace('电话', '当面')))
  await changed(keys.seal('words', place, `x${text}`))
  await changed(Buffer.from(row!.sealed.map((byte, i) => (i === 40 ? byte ^ 1 : byte))))
  const [other] = await office.sql<
    { sealed: Buffer }[]
  >`select sealed from words where case_id = ${whole} and position = 1`
  await changed(other!.sealed)
})

test('words that are gone without a decision on record', async () => {
  const { firstFault } = await tampered('words', (tx) => tx.unsafe('delete from words where case_id = $1', [whole]))
  expect(firstFault).toMatchObject({
    what: 'the words of the fact are gone, and no decision says so',
    says: expect.stringContaining('没有依规定删除的决定'),
    ...{ caseId: whole, position: 1 },
  })
})

const LIES = [
  `state = '"archive"'::jsonb, stage = 'archive'`,
  `context = jsonb_set(context, '{extended}', 'true')`,
  `context = jsonb_set(context, '{clockFacts,0,on}', '"2026-03-05"')`,
  `length = length + 1`,
  `head = repeat('0', 64)`,
  `stage = 'review'`,
  `step = 'handling'`,
  `outcome = 'notHeld'`,
  `unit_id = 'yunxi-zhk'`,
  `submitted_on = '2026-03-01'`,
  `channel = 'fax'`,
  `due_on = '2026-12-31'`,
  `received_on = '2026-03-01'`,
  `number = '2026-9999'`,
  `title = '另一件'`,
  `applicant_name = '李四'`,
]
test.each(some(LIES, 4))('a case row that lies: %s', async (lie) => {
  const answer = await tampered('cases', (tx) => tx.unsafe(`update cases set ${lie} where id = $1`, [signed]))
  expect(answer).toMatchObject({ ok: false, firstFault: { caseId: signed, what: expect.stringContaining('case row') } })
})

test('a case row taken out', async () => {
  const answer = await tampered('cases', (tx) => tx.unsafe('delete from cases where id = $1', [whole]))
  expect(answer).toMatchObject({ ok: false, firstFault: { caseId: whole } })
})

const LISTS: [string, string, object][] = [
  ['log', `update log set hash = repeat('0', 64) where index = 3`, {}],
  ['log', 'delete from log where index = (select max(index) from log)', {}],
  ['log_nodes', `update log_nodes set hash = repeat('0', 64) where level = 1 and index = 0`, {}],
  ['log_nodes', 'delete from log_nodes where level = 0 and index = 2', {}],
  ['checkpoints', 'delete from checkpoints', { what: expect.stringContaining('no checkpoint signs the log') }],
  ['checkpoints', 'delete from checkpoints where size = (select max(size) from checkpoints)', {}],
  ['checkpoints', `update checkpoints set root = repeat('0', 64)`, {}],
  ['checkpoints', `insert into checkpoints select size + 100, root, note, at from checkpoints limit 1`, {}],
  ['seals', `update seals set sha256 = (select sha256 from letters limit 1)`, { type: 'archived' }],
  ['seals', `update seals set position = 2`, {}],
  ['seals', `update seals set size = size + 1`, { type: 'archived' }],
  ['seals', 'delete from seals', { type: 'archived' }],
  ['files', 'update files set size = size + 1', { what: expect.stringContaining('another size') }],
  ['checkpoints', `update checkpoints set note = replace(note, E'\\n', E'\\nx')`, {}],
  [
    'letters',
    `update letters set sha256 = (select sha256 from letters l where l.id <> letters.id limit 1)`,
    { type: 'letterMade' },
  ],
  ['letters', `update letters set number = '云政依复〔2026〕99号' where number is not null`, { type: 'letterMade' }],
  ['letters', `delete from letters where number is not null`, { type: 'letterMade' }],
  ['files', `update files set sha256 = (select sha256 from letters limit 1)`, { type: 'replyServed' }],
  ['files', `delete from files`, { type: 'replyServed' }],
  ['document_numbers', 'delete from document_numbers where value = 1', { type: 'replySigned' }],
  ['document_numbers', `update document_numbers set value = value + 10 where value = 2`, {}],
  [
    'document_numbers',
    `insert into document_numbers select agency_id, year, kind, 3, '3号' from document_numbers limit 1`,
    {},
  ],
  [
    'document_numbers',
    `insert into document_numbers select 'yunxi-jyj', year, kind, value, number from document_numbers where mark is not null limit 1`,
    { what: expect.stringContaining('two agencies gave one number') },
  ],
  ['counters', `update counters set value = value + 1 where kind = 'reply'`, {}],
  ['voided_letters', `insert into voided_letters select agency_id, case_id, id, 1 from letters limit 1`, {}],
]
test.each(some(LISTS, 4))('in %s: %s', async (table, change, at) => {
  const answer = await tampered(table, (tx) => tx.unsafe(change))
  expect(answer).toMatchObject({ ok: false, firstFault: { what: expect.any(String), ...at } })
})

const SPOILT = [
  (content: Buffer) => Buffer.concat([content, Buffer.from('\n')]),
  (content: Buffer) => content.subarray(0, -1),
  () => Buffer.alloc(0),
]
const IN_TURN = PROOF ? '' : ' (each file is spoilt in one way, in turn)'

test(`a stored file: changed, cut short, and missing; the fact that named it is told${IN_TURN}`, async () => {
  const folder = office.house.config.blobDir
  const stored = await office.sql<{ sha256: string; type: string }[]>`
    select sha256, 'replyServed' as type from files union all select sha256, 'letterMade' from letters`
  expect(stored).toHaveLength(
    await storedBlobs(
      folder,
      stored.map(({ sha256 }) => sha256),
    ),
  )
  expect(stored.length).toBeGreaterThanOrEqual(SPOILT.length)
  for (const [i, { sha256, type }] of stored.entries()) {
    const path = join(folder, sha256.slice(0, 2), sha256.slice(2))
    const content = await office.house.blobs.read(sha256)
    const at = { ok: false, firstFault: { caseId: expect.any(String), position: expect.any(Number), type } }
    await chmod(path, 0o600)
    for (const spoil of PROOF ? SPOILT : [SPOILT[i % SPOILT.length]!]) {
      await writeFile(path, spoil(content))
      expect(await verdict()).toMatchObject(at)
    }
    await rm(path)
    expect(await verdict()).toMatchObject(at)
    await office.house.blobs.put(content)
    expect(await verdict()).toMatchObject({ ok: true })
  }
})
const storedBlobs = async (folder: string, hashes: string[]) => {
  const there = await Promise.all(
    hashes.map(async (h) => (await readdir(join(folder, h.slice(0, 2)))).includes(h.slice(2))),
  )
  return there.filter(Boolean).length
}

inTurn(0, 2)(
  'an interrupted run goes on from its place: what it read is not read again, what came since is, by threads as by itself',
  async () => {
    const { house } = office
    const read: Part[] = []
    const readers = (after?: number) => ({
      ...{ at: 1, cases: 1 },
      read: (part: Part) => {
        if (after !== undefined && read.length === after) throw new Error('killed')
        read.push(part)
        return inThisProcess(overAll(house)).read(part)
      },
    })
    const keep = (run: Run) => keepRun(office.folder, run)
    await expect(verifyAll(house, { readers: readers(2), onPlace: keep })).rejects.toThrow('killed')
    const from = interruptedRun(office.folder)!
    expect(from.ledger.done).not.toBeNull()
    // After the interruption a case that was read gets a fact, and its row then lies.
    const late = (await office.caseUntil('submitted')).id
    await sequence(house)
    read.length = 0
    const rest = await verifyAll(house, { readers: readers(), from: structuredClone(from) })
    expect(rest).toMatchObject({ ok: true, files: (await verdict()).files, entries: (await verdict()).entries })
    // Whoever can write the place could have made it up.
    expect([rest.resumed, rest.authenticated]).toEqual([true, false])
    expect(read[0]!.after).toEqual(from.ledger.done)
    await office.sql`alter table cases disable trigger user`
    await office.sql`update cases set stage = 'review' where id = ${late}`
    const whole = { ...structuredClone(from), ledger: { ...from.ledger, whole: true } }
    expect(await verifyAll(house, { from: whole })).toMatchObject({ ok: false, firstFault: { caseId: late } })
    await office.sql`update cases set stage = 'receive' where id = ${late}`
    await office.sql`alter table cases enable trigger user`
    // A place of another database is none of this one.
    const other = { ...whole, log: { size: 3, root: '0'.repeat(64) } }
    expect(await verifyAll(house, { from: other })).toEqual(await verdict())
    forgetRun(office.folder)
    expect(interruptedRun(office.folder)).toBeUndefined()

    const threads = openThreads(2, house.config, house.databaseUrl)
    try {
      expect(await verifyAll(house, { readers: { ...threads, cases: 1 } })).toEqual(await verdict())
    } finally {
      await threads.close()
    }
  },
)

test('replaying the ledger gives the stored row, at every stage', async () => {
  const waiting = await office.caseUntil('registered')
  await office.registrar.records(waiting.id, CORRECTION)
  for (const until of [
    'submitted',
    'confirmed',
    'assigned',
    'replyDrafted',
    'replyReviewed',
    'replyServed',
    'archived',
  ])
    await office.caseUntil(until)
  const rows = await office.sql<
    { agencyId: string; id: string; state: unknown; context: unknown; length: number; head: string }[]
  >`
    select agency_id, id, state, context, length, head from cases`
  for (const { agencyId, id, state, context, length, head } of rows) {
    const facts = await factsOf(office.sql, office.house.keys, { agencyId, caseId: id })
    const replayed = replay(
      facts.map(({ fact, by }) => ({ ...fact, by }) as Heard),
      office.house.lawFor(agencyId),
    )
    expect(canonical(replayed)).toBe(canonical({ state, context }))
    expect([facts.length, facts.at(-1)!.hash]).toEqual([length, head])
  }
})

test('a fact that is taken out of the queue of the log, and one that waits in it for longer than an hour', async () => {
  const { sql } = office
  const { id } = await office.caseUntil('submitted')
  const at = { caseId: id, position: 1, type: 'submitted' }
  expect(await verdict()).toMatchObject({ ok: true })
  await sql`update unsequenced set since = since - interval '61 minutes'`
  expect(await verdict()).toMatchObject({ firstFault: { ...at, what: expect.stringContaining('longer than an hour') } })
  await sql`create table kept as table unsequenced`
  for (const attack of ['delete from unsequenced', `update unsequenced set hash = repeat('0', 64)`]) {
    await sql.unsafe(attack)
    await sequence(office.house)
    expect(await verdict()).toMatchObject({
      ok: false,
      firstFault: { ...at, what: expect.stringContaining('the log lacks') },
    })
    await sql`delete from unsequenced`
    await sql`insert into unsequenced overriding system value select * from kept`
  }
  await sql`drop table kept`
  expect(await sequence(office.house)).toBe(1)
  expect(await verdict()).toMatchObject({ ok: true })
})

test('the log takes up every fact once, in one order, and each checkpoint signs it', async () => {
  await Promise.all([office.citizen.files(), office.citizen.files(), sequence(office.house), sequence(office.house)])
  await Promise.all([sequence(office.house), sequence(office.house)])
  const { sql } = office
  const [counts] = await sql`
    select (select count(*) from log) = (select count(*) from ledger) as every,
           (select max(index) + 1 from log) = (select count(*) from log) as gapless,
           (select count(*) from unsequenced) = 0 as none_waits`
  expect(counts).toEqual({ every: true, gapless: true, noneWaits: true })
  const signed = await sql<{ size: string; root: string; note: string }[]>`select size, root, note from checkpoints`
  for (const { size, root, note } of signed)
    expect(opened(note, verifierKey(office.house.keys))).toEqual({ size: Number(size), root })
  expect(await verdict()).toMatchObject({ ok: true })
})
