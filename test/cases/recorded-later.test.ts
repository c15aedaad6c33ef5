/** What is dated earlier than it was recorded, by words alone, helps nobody in the careful reading. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** Registered on Monday 2 March 2026: the reply is due on 30 March, a correction is to be asked for by 11 March. */
const REQUEST = { type: 'correctionRequested', matters: ['写明所需信息的年份'], answerBy: '2026-04-20' }

test('a correction that is dated back after the due date moves no careful date', async () => {
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-03-31')
  const said = await office.handler.tries(id, { ...REQUEST, on: '2026-03-11', evidence: '3月11日已经电话告知' })
  expect(said.status, 'what the paper shows may be recorded later').toBe(201)
  expect(said.json.clock).toMatchObject({ status: 'waiting', carefulRuns: true })
  await office.registrar.records(id, { type: 'corrected', text: '2024年。' })
  const { clock } = await office.handler.opens(id)
  expect([clock.dueOn, clock.careful.dueOn]).toEqual(['2026-04-29', '2026-03-30'])
  expect(JSON.stringify(clock.careful.because)).toContain('至2026年3月31日才记录，没有材料表明此前已经告知')
})

test('a paper on file shows it: then both dates follow it', async () => {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-03-31')
  const [file] = await office.handler
    .adds(id, [{ name: '送达回证.txt', content: '2026年3月11日当面送达' }])
    .then((a) => a.json.files)
  const said = await office.handler.tries(id, { ...REQUEST, on: '2026-03-11', evidence: [file.id] })
  expect(said.status).toBe(201)
  expect(said.json.clock).not.toHaveProperty('carefulRuns')
})
