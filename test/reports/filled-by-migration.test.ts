/** What migration 0059 makes of cases of before is what the door would have kept of them. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DRAFTED, type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: '2025-11-03' })
})
afterAll(() => office.close())

const rows = () => office.sql`select id, context, counted_on, counted_as from cases order by id`

async function answersAgain(id: string) {
  await office.handler.records(id, DRAFTED)
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
}

test('ends that were taken back, withdrawals, and what waits', async () => {
  const reopened = { type: 'reopened', why: '漏了附件。' }
  const within = await office.caseUntil('replyServed')
  const beyond = await office.caseUntil('archived')
  const waiting = await office.caseUntil('replyServed')
  const twice = await office.caseUntil('replyServed')
  const struck = await office.caseUntil('replyServed')
  await office.caseUntil('registered')
  await office.citizen.records(await office.citizen.files(), { type: 'withdrawn', why: '不再需要。' })
  office.itIs('2025-11-10')
  for (const { id } of [within, twice]) {
    await office.head.records(id, reopened)
    await answersAgain(id)
  }
  await office.head.records(struck.id, reopened)
  const { facts } = await office.head.opens(struck.id)
  const { position } = facts.at(-1)
  await office.head.records(struck.id, { type: 'rectified', position, why: '误记。', approvedBy: '公开办主任' })
  office.itIs('2026-01-12')
  for (const { id } of [beyond, twice]) {
    await office.head.records(id, reopened)
    await answersAgain(id)
  }
  await office.head.records(waiting.id, reopened)

  const kept = await rows()
  expect(kept.filter(({ context }) => context.ended)).toHaveLength(4)
  await office.sql`update cases set context = context - 'ended', counted_on = null, counted_as = null`
  const migration = readFileSync('src/db/migrations/0059_counted.sql', 'utf8')
  const fills = migration
    .split('--> statement-breakpoint')
    .filter((statement) => !/^\s*(ALTER|CREATE)\b/.test(statement))
  expect(fills).toHaveLength(3)
  for (const statement of fills) await office.sql.unsafe(statement)
  expect(await rows()).toEqual(kept)
})
