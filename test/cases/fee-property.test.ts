/** For any month and any application: what the house reckons is what `ysqgk fee` says; above it nothing, below it only with a reason. */
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countedBefore, itemsOf, reckonedAmount } from '../../src/cases/propose-fee.ts'
import { feeCommand } from '../../src/cli/fee.ts'
import { loadLaw } from '../../src/ground/law.ts'
import type { CaseRow } from '../../src/ledger/queries.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open, Refused } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'
import { seeded, times } from '../support/proof.ts'

const law = loadLaw()
const ON = '2026-03-03'

async function commandSays(question: object): Promise<number> {
  const output = new PassThrough()
  await feeCommand(Readable.from([`${JSON.stringify({ id: '1', on: ON, ...question })}\n`]), output)
  output.end()
  return JSON.parse(await text(output)).amount
}

const charged = ['registered', 'assigned', 'searched'].reduce<CaseState>(
  (at, type) => decide(at, { ...sampleFact(type as 'searched', ON, { pages: 3000 }), by: 'staff:head' } as Heard, law),
  open(sampleFact('submitted', ON, { channel: 'counter' }) as FactOf<'submitted'>, law),
)
const judged = (notice: object): string => {
  try {
    decide(charged, { type: 'feeNotified', on: ON, by: 'staff:handler', ...notice } as Heard, law)
    return 'kept'
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

const NOTICES = fc.oneof(
  fc.record({
    basis: fc.constant('items' as const),
    quantity: fc.integer({ min: 1, max: 30 }),
    earlierThisMonth: fc.integer({ min: 0, max: 150 }),
  }),
  fc.record({ basis: fc.constant('pages' as const), quantity: fc.integer({ min: 1, max: 3000 }) }),
)

test('the rates bind', () =>
  fc.assert(
    fc.asyncProperty(NOTICES, async (notice) => {
      const { basis, quantity } = notice
      const places = 'earlierThisMonth' in notice ? { earlierThisMonth: notice.earlierThisMonth } : {}
      const due = await commandSays({
        basis,
        ...(basis === 'items' ? { items: quantity, ...places } : { pages: quantity }),
      })
      expect(reckonedAmount({ type: 'feeNotified', on: ON, amount: 0, ...notice }, law)).toBe(due)
      if (due === 0) {
        expect([judged({ ...notice, amount: 0 }), judged({ ...notice, amount: 1 })]).toEqual(
          Array(2).fill('FEE_NOTHING_DUE'),
        )
        return
      }
      expect(judged({ ...notice, amount: due })).toBe('kept')
      expect(judged({ ...notice, amount: due + 1, reason: '另有成本。' })).toBe('FEE_ABOVE_RATE')
      expect(judged({ ...notice, amount: due - 1 })).toBe(due > 1 ? 'FEE_REDUCED_WITHOUT_REASON' : 'FEE_NOTHING_DUE')
      if (due > 1) expect(judged({ ...notice, amount: due - 1, reason: '抹零。' })).toBe('kept')
    }),
    { numRuns: times(200, 10_000), ...seeded(109) },
  ))

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** One application of the month, as the count sees it. */
const APPLICATION = fc.record({
  receivedOn: fc.constantFrom('2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-31'),
  withdrawn: fc.boolean(),
  split: fc.option(fc.integer({ min: 2, max: 6 })),
})

test('the place in the month is what a plain count gives, whatever the others became', async () => {
  const applicant = { idNumber: residentNumber(901) }
  const ids: string[] = []
  for (let n = 0; n < 8; n++)
    ids.push(await office.registrar.finds(await office.citizen.files(application({ applicant }))))
  ids.sort()
  const months = fc.sample(fc.array(APPLICATION, { minLength: 8, maxLength: 8 }), {
    numRuns: times(25, 500),
    ...seeded(109),
  })
  for (const month of months) {
    for (const [i, { receivedOn, withdrawn, split }] of month.entries()) {
      const changed = {
        withdrawnOn: withdrawn ? receivedOn : null,
        fee: split && { basis: 'items', quantity: split, amount: 0, notifiedOn: receivedOn },
      }
      await office.sql`
        update cases set received_on = ${receivedOn}, context = context || ${JSON.stringify(changed)}::text::jsonb
        where id = ${ids[i]!}`
    }
    const rows = await office.sql<CaseRow[]>`select * from cases where id = any(${ids}::uuid[]) order by id`
    for (const [i, row] of rows.entries()) {
      const own = month[i]!.receivedOn
      const before = month.filter(
        ({ receivedOn, withdrawn }, j) =>
          !withdrawn &&
          receivedOn.slice(0, 7) === own.slice(0, 7) &&
          (receivedOn < own || (receivedOn === own && j < i)),
      )
      const places = before.reduce((sum, { split }) => sum + (split ?? 1), 0)
      expect(itemsOf(await countedBefore(office.house.sql, row, law, ON))).toBe(places)
    }
  }
})
