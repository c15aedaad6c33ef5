/** Those who are consulted answer with a number and a code of their own, and the law takes it as an answer on that day. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'
import { asked, COMPANY } from './parties.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a number and a code open one consultation: who asks, what about, by which day, what may be done', async () => {
  const { party } = await asked(office, { about: '方案中的财务测算表。' })
  const view = await party.opens()
  expect(view).toMatchObject({
    kind: 'thirdParty',
    standing: 'open',
    agency: { name: '云溪区人民政府' },
    party: COMPANY,
    information: { title: '示例路危旧房改造征收补偿方案', about: '方案中的财务测算表。' },
    sentOn: '2026-03-02',
    reachedOn: null,
    answerDueOn: null,
    workingDays: 15,
    may: ['thirdPartyReached', 'thirdPartyAnswered'],
    answer: null,
  })
  expect(view.letters.map(({ title }: { title: string }) => title)).toEqual(['政府信息公开征求意见书'])
  const letter = await party.gets(view.letters[0].url.replace('/api/v1', ''))
  expect([letter.status, letter.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(createHash('sha256').update(letter.bytes).digest('hex')).toBe(view.letters[0].sha256)
})

test('arrival is recorded by a deed, not by a look; from it fifteen working days are counted', async () => {
  office.itIs('2026-03-02')
  const { party, id } = await asked(office)
  office.itIs('2026-03-04')
  expect((await party.opens()).reachedOn).toBeNull()
  const reached = await party.records({ type: 'thirdPartyReached' })
  expect(reached).toMatchObject({ reachedOn: '2026-03-04', reachedOnline: true, answerDueOn: '2026-03-25' })
  expect(reached.may).toEqual(['thirdPartyAnswered'])
  const { facts } = await office.handler.opens(id)
  expect(facts.at(-1)).toMatchObject({ type: 'thirdPartyReached', on: '2026-03-04', by: 'thirdParty:1' })
  expect((await party.tries({ type: 'thirdPartyReached' })).json.code).toBe('REACHED_TWICE')
})

test('an answer with reasons and a file: on the ledger, on file, and as a receipt that anybody can hash', async () => {
  office.itIs('2026-03-02')
  const { party, id } = await asked(office)
  office.itIs('2026-03-10')
  const files = [{ name: '商业秘密说明.txt', content: Buffer.from('财务测算表载有成本构成。') }]
  const view = await party.records(
    { type: 'thirdPartyAnswered', consents: false, reasons: '财务测算表是本公司的商业秘密。' },
    { files },
  )
  expect(view).toMatchObject({
    standing: 'answered',
    may: [],
    answer: { consents: false, online: true, on: '2026-03-10' },
  })
  const { facts, clock, files: kept } = await office.handler.opens(id)
  const [answered] = facts.filter((fact: { type: string }) => fact.type === 'thirdPartyAnswered')
  expect(answered).toMatchObject({ by: 'thirdParty:1', consultation: '1', evidence: [kept.at(-1).id] })
  expect(kept.at(-1)).toMatchObject({ name: '商业秘密说明.txt' })
  expect(view.answer.files).toEqual([
    { name: '商业秘密说明.txt', size: files[0]!.content.length, sha256: kept.at(-1).sha256 },
  ])
  // Art 33 ¶3: the days from the one after dispatch to the answer are not counted.
  expect(clock.status).toBe('running')
  expect(clock.steps.some(({ text }: { text: string }) => text.includes('扣除6个工作日'))).toBe(true)
  const again = await party.tries({ type: 'thirdPartyAnswered', consents: true, reasons: '改为同意。' })
  expect([again.status, again.json.code]).toEqual([409, 'NO_OPEN_CONSULTATION'])
  expect(again.json.allowed).toBeUndefined()
})
