/** A case is read once for a fact: its ledger once, its agency once, whatever letter the fact makes. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '../../src/cases/record.ts'
import type { Tx } from '../../src/db/client.ts'
import { type Office, openOffice, SIGNED } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a signature with its letter takes at most eighteen statements', async () => {
  const { house } = office
  const { id } = await office.caseUntil('replyReviewed')
  const [row] = await office.sql<{ agencyId: string }[]>`select agency_id from cases where id = ${id}`
  const statements: string[] = []
  const sql = postgres(house.databaseUrl, {
    max: 1,
    connection: { TimeZone: 'UTC' },
    transform: { column: { to: postgres.fromCamel, from: postgres.toCamel } },
    debug: (_connection, query) => {
      const statement = query.replace(/\s+/g, ' ').trim()
      // The driver asks for the types of arrays once a connection.
      if (!statement.includes('pg_catalog.pg_type')) statements.push(statement)
    },
  })
  drizzle(sql) // its readers of JSON and days are the house's
  try {
    const fact = { ...SIGNED, on: house.time.today() } as Parameters<typeof record>[3]
    await sql.begin((tx) =>
      record(tx as Tx, house, { agencyId: row!.agencyId, caseId: id }, fact, {
        by: 'staff:signer',
        at: house.time.now(),
      }),
    )
  } finally {
    await sql.end()
  }
  const naming = (what: RegExp) => statements.filter((statement) => what.test(statement))
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(18)
  expect(naming(/\bfrom ledger\b/)).toHaveLength(1)
  expect(naming(/\b(from|join) agencies\b/)).toHaveLength(1)
  expect(naming(/insert into letters\b/)).toHaveLength(1)
})
