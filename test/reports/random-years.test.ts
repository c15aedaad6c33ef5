/** Random lawful years: each cell of table 3, of each agency and of the district, is what another way of counting gives. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOfCell } from '../../src/reports/annual-cases.ts'
import { countTable3 } from '../../src/reports/annual-count.ts'
import { periodOf } from '../../src/reports/annual-year.ts'
import { brokenIdentities } from '../../src/reports/identities.ts'
import { COLUMN_NAMES, ROW_CODES } from '../../src/reports/shape.ts'
import { type Office, openOffice } from '../support/house.ts'
import { PROOF, times } from '../support/proof.ts'
import { type Cells, cellsOf } from './counted-by-hand.ts'
import { fill, life, randomOf } from './years.ts'

const TODAY = '2026-11-02'
const AGENCIES = ['yunxi', 'yunxi-zjj', 'yunxi-jyj']
const YEARS = [2024, 2025, 2026]
const CASES = PROOF ? 10_000 : 300

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: TODAY })
})
afterAll(() => office.close())

const figures = async (agencies: readonly string[], year: number): Promise<Cells> => {
  const table3 = await countTable3(office.sql, agencies, periodOf(year, TODAY))
  expect(brokenIdentities({ table3 })).toEqual([])
  return Object.fromEntries(
    table3.flatMap((row) =>
      COLUMN_NAMES.flatMap((column) => (row[column] ? [[`${row.row} ${column}`, row[column]]] : [])),
    ),
  )
}

/** Rows of the ledger are taken out by nobody else. */
const emptied = () =>
  office.sql.begin(async (tx) => {
    await tx`alter table ledger disable trigger user`
    await tx`delete from ledger`
    await tx`alter table ledger enable trigger user`
    await tx`delete from cases`
  })

const seeds = Array.from({ length: times(3, 50) }, (_, i) => i + 1)

test.each(seeds)('seed %i', { timeout: PROOF ? 600_000 : 60_000 }, async (seed) => {
  await emptied()
  const random = randomOf(seed)
  const lives = Array.from({ length: CASES }, () => life(random, TODAY))
  await fill(office.sql, lives, AGENCIES, TODAY, random)
  await office.sql`analyze cases, ledger`

  const seen = new Set<string>()
  for (const agencies of [...AGENCIES.map((one) => [one]), AGENCIES])
    for (const year of YEARS) {
      const [found, expected] = [await figures(agencies, year), await cellsOf(office.sql, agencies, year, TODAY)]
      expect(found, `${agencies} ${year}`).toEqual(expected)
      for (const cell of Object.keys(expected)) seen.add(cell.split(' ')[0]!)
    }
  // A year that tries little would prove little.
  expect(seen.size).toBeGreaterThan(12)
  expect(lives.filter(({ at }) => at.context.ended).length).toBeGreaterThan(CASES / 20)
  // What one year hands over is what the next one takes in.
  const [out, taken] = [await figures(AGENCIES, 2024), await figures(AGENCIES, 2025)]
  for (const column of COLUMN_NAMES) expect(taken[`2 ${column}`]).toBe(out[`4 ${column}`])
})

test('behind each figure are as many cases as it says, each once and with a reason', async () => {
  const who = { seats: [{ roles: ['supervisor'], agencyIds: AGENCIES }] } as never
  for (const year of YEARS) {
    const expected = await cellsOf(office.sql, AGENCIES, year, TODAY)
    for (const row of ROW_CODES)
      for (const column of PROOF ? (['total'] as const) : COLUMN_NAMES) {
        const ids = new Set<string>()
        let cursor: string | null | undefined
        do {
          const page = await casesOfCell(
            office.house.sql,
            who,
            AGENCIES,
            periodOf(year, TODAY),
            { row, column },
            cursor ?? undefined,
          )
          for (const { id, because } of page.cases) {
            ids.add(id)
            expect(because).toMatch(/^\S{8,}。$/)
          }
          cursor = page.next
        } while (cursor)
        expect(ids.size, `${year} ${row} ${column}`).toBe(expected[`${row} ${column}`] ?? 0)
      }
  }
})
