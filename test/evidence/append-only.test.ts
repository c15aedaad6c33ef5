/** The database itself keeps the ledger: whoever holds the application's own connection may add, and do nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chainAudit } from '../../src/audit/chain.ts'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { overAll } from '../../src/house.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await office.caseUntil('archived')
  await sequence(office.house)
  await chainAudit(overAll(office.house))
})
afterAll(() => office.close())

const KEPT = [
  ...['ledger', 'log', 'log_nodes', 'checkpoints', 'letters', 'templates'],
  ...['audit_lines', 'audit_chain', 'audit_heads'],
]
const all = async (table: string) =>
  JSON.stringify(await office.sql`select * from ${office.sql(table)} t order by t::text`)
const refused = { code: '23001', message: expect.stringMatching(/append-only|refused/) }

describe.each(KEPT)('%s', (table) => {
  test('has rows, and refuses to change, delete or empty them', async () => {
    const { sql } = office
    const before = await all(table)
    expect(before).not.toBe('[]')
    const columns = await sql<{ columnName: string }[]>`
      select column_name from information_schema.columns where table_name = ${table} and table_schema = 'public'`
    for (const { columnName } of columns)
      await expect(
        sql`update ${sql(table)} set ${sql(columnName)} = ${sql(columnName)}`,
        columnName,
      ).rejects.toMatchObject(refused)
    await expect(sql`delete from ${sql(table)}`).rejects.toMatchObject(refused)
    await expect(sql`truncate ${sql(table)} cascade`).rejects.toMatchObject(refused)
    await expect(sql`truncate ${sql(table)} restart identity`).rejects.toMatchObject(refused)
    expect(await all(table)).toBe(before)
  })

  test('refuses by way of an upsert or a merge, too', async () => {
    const { sql } = office
    const before = await all(table)
    const first = {
      ledger: 'hash',
      log: 'hash',
      log_nodes: 'hash',
      checkpoints: 'root',
      letters: 'sha256',
      templates: 'source',
      audit_lines: 'by',
      audit_chain: 'position',
      audit_heads: 'note',
    }
    const column = sql(first[table as keyof typeof first])
    const rewrite = sql`
      merge into ${sql(table)} t using (select ctid as place from ${sql(table)}) s on t.ctid = s.place
      when matched then update set ${column} = ${column}`
    await expect(rewrite).rejects.toMatchObject(refused)
    expect(await all(table)).toBe(before)
  })
})

test('words may be erased, as retention must, and sealed anew by the owner; never moved, changed otherwise or emptied at once', async () => {
  const { sql } = office
  await expect(sql`update words set position = position + 100`).rejects.toMatchObject(refused)
  await expect(sql`update words set sealed = 'anew'`).rejects.toMatchObject(refused)
  const anew = sql.begin(async (tx) => {
    await tx`set local ysqgk.sealing = 'anew'`
    for (const table of ['words', 'identities', 'letters'])
      expect((await tx`update ${tx(table)} set sealed = 'anew' returning 1 as done`).length, table).toBeGreaterThan(0)
    throw new Error('not really')
  })
  await expect(anew).rejects.toThrow('not really')
  await expect(sql`truncate words`).rejects.toMatchObject(refused)
  const erased = sql.begin(async (tx) => {
    await tx`delete from words`
    throw new Error('not really')
  })
  await expect(erased).rejects.toThrow('not really')
})

test('the same position cannot be written twice', async () => {
  const { sql } = office
  const again = sql`
    insert into ledger select agency_id, case_id, position, type, "on", open, words, by, at, previous_hash, hash from ledger limit 1`
  await expect(again).rejects.toMatchObject({ code: '23505' })
})
