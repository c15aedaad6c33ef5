/**
 * Late is one thing wherever it is counted: what the clock says. A case that lapsed because its applicant was silent ends long
 * after the day that the row names, and is in time all the same.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analysisOf } from '../../src/analysis/analysis.ts'
import { figuresOf } from '../../src/desk/ranking.ts'
import { agencyNumbers } from '../../src/desk/supervision.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { loadLaw } from '../../src/ground/law.ts'
import { overAll } from '../../src/house.ts'
import { bringUpRows } from '../../src/law/recount.ts'
import { casesBehind } from '../../src/reports/monthly/cases-behind.ts'
import { countedIn } from '../../src/reports/monthly/counted.ts'
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { clock } from '../../workflows/statute/clock.ts'
import type { Channel } from '../../workflows/words.ts'
import { CORRECTION, type Office, openOffice, PASSED, SEARCHED, SIGNED } from '../support/house.ts'
import { times } from '../support/proof.ts'
import { fill, life, randomOf } from './years.ts'

const MIGRATION = readFileSync('src/db/migrations/0075_late.sql', 'utf8')
const [FILLS] = MIGRATION.split('--> statement-breakpoint').filter((one) => /^\s*(?:--.*\n)*update cases/m.test(one))

describe('in the office', () => {
  const [DAY, LATE] = ['2026-03-04', '2026-04-20']
  const SPAN = { from: '2026-04-01', to: '2026-04-30' }
  let office: Office
  const ids: Record<'lapsed' | 'unpaid' | 'late', string> = { lapsed: '', unpaid: '', late: '' }
  beforeAll(async () => {
    office = await openOffice({ on: DAY, oneFont: true })
    const { handler, counsel, signer, registrar } = office
    for (const name of ['lapsed', 'unpaid', 'late'] as const) ids[name] = (await office.caseUntil('assigned')).id
    for (const id of [ids.unpaid, ids.late]) await handler.records(id, { ...SEARCHED, pages: 40 })
    await handler.records(ids.lapsed, CORRECTION)
    await handler.records(ids.unpaid, { type: 'feeNotified', basis: 'pages', quantity: 40, amount: 100 })
    office.itIs(LATE)
    const lapses = { lapsed: 'correctionLapsed', unpaid: 'feeLapsed' } as const
    for (const [name, type] of Object.entries(lapses)) {
      const id = ids[name as 'lapsed']
      await handler.records(id, { type, finding: '申请人收到通知后，逾期没有补正、没有缴费。' })
      await handler.records(id, { type: 'replyDrafted', outcome: type, fields: {} })
    }
    await office.goes(ids.late, 'searched', 'replyReviewed')
    for (const id of [ids.lapsed, ids.unpaid]) await counsel.records(id, PASSED)
    for (const id of Object.values(ids)) {
      await signer.records(id, SIGNED)
      await registrar.records(id, { type: 'replyServed', how: 'post', trackingNumber: 'XA000000000' })
    }
  })
  afterAll(() => office.close())

  const rows = () => office.sql`select id, late, late_carefully from cases order by id`
  const day = (id: string) =>
    office.sql<{ late: boolean }[]>`
    select settled_on > due_on as late from cases where id = ${id}`.then(([row]) => row!.late)

  test('all three were answered after the day in their row; the clock finds one of them late', async () => {
    expect(await Promise.all(Object.values(ids).map(day))).toEqual([true, true, true])
    for (const [name, id] of Object.entries(ids))
      expect([name, (await office.head.opens(id)).clock.inTime]).toEqual([name, name !== 'late'])
  })

  test('so do supervision, ranking, monthly return, analysis and register, and the lists behind', async () => {
    const { house, supervisor } = office
    const [numbers] = await agencyNumbers(house.sql, ['yunxi'], LATE, LATE)
    expect(numbers).toMatchObject({ answered: 3, late: 1, lateCarefully: 1 })
    expect(await figuresOf(house.sql, ['yunxi'], 2026)).toMatchObject([{ answered: 3, late: 1 }])
    expect((await countedIn(house.sql, ['yunxi'], SPAN, ['results.late']))('yunxi', 'results.late')).toBe(1)
    const who = { seats: [{ roles: ['supervisor'], agencyIds: ['yunxi'] }] } as never
    const { cases } = await casesBehind(house.sql, who, ['yunxi'], SPAN, ['results.late'])
    expect(cases.map(({ id }) => id)).toEqual([ids.late])
    expect((await analysisOf(house, { agency: 'yunxi', agencyIds: ['yunxi'] }, 2026)).time).toMatchObject({ late: 1 })
    const register = (await supervisor.gets('/api/v1/cases.csv')).text.split('\r\n')
    const late = register[0]!.split(',').indexOf('是否超期')
    expect(register.filter((line) => line.split(',')[late] === '是')).toHaveLength(1)
  })

  test('rows of before are filled by the migration where their days say it, the others at the next start', async () => {
    const kept = await rows()
    await office.sql`update cases set late = null, late_carefully = null`
    await office.sql.unsafe(FILLS!)
    const open = (await rows()).filter(({ late }) => late === null).map(({ id }) => id)
    expect(open.toSorted()).toEqual([ids.lapsed, ids.unpaid].toSorted())
    // Meanwhile nothing is wrong with the ledger, and nobody is called late.
    expect((await verifyAll(office.house)).ok).toBe(true)
    await bringUpRows(overAll(office.house))
    expect(await rows()).toEqual(kept)
    await office.sql`update cases set late = not late where id = ${ids.lapsed}`
    expect(await verifyAll(office.house)).toMatchObject({ ok: false, firstFault: { caseId: ids.lapsed } })
    await office.sql`update cases set late = not late where id = ${ids.lapsed}`
  })
})

describe('of random lawful lives', () => {
  const TODAY = '2026-11-02'
  let office: Office
  beforeAll(async () => {
    office = await openOffice({ on: TODAY })
    const random = randomOf(75)
    const lives = Array.from({ length: times(400, 10_000) }, () => life(random, TODAY))
    await fill(office.sql, lives, ['yunxi'], TODAY, random)
  })
  afterAll(() => office.close())

  type Row = { id: string; channel: Channel; context: CaseContext; late: boolean | null; lateCarefully: boolean | null }
  const rows = () => office.sql<Row[]>`select id, channel, context, late, late_carefully from cases order by id`
  const says = ({ channel, context }: Row) => {
    const { inTime, careful } = clock({ channel, facts: context.clockFacts, asOf: TODAY }, loadLaw())
    return [inTime, careful.inTime].map((one) => (one === null ? null : !one))
  }

  test('the row says what the clock says, and the migration never says anything else', async () => {
    const kept = await rows()
    for (const row of kept) expect([row.id, row.late, row.lateCarefully]).toEqual([row.id, ...says(row)])
    const settled = kept.filter(({ late }) => late !== null)
    for (const late of [true, false])
      expect(settled.filter((row) => row.late === late).length).toBeGreaterThan(settled.length / 20)
    await office.sql`update cases set late = null, late_carefully = null`
    await office.sql.unsafe(FILLS!)
    const filled = await rows()
    const some = filled.filter((row) => row.late !== null)
    for (const row of some) expect([row.id, row.late, row.lateCarefully]).toEqual([row.id, ...says(row)])
    expect(some.length).toBeGreaterThan(settled.length / 2)
  })
})
