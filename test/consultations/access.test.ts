/** A number and a code open one consultation and no other, for as long as it is one; guessing leads nowhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiptText } from '../../src/consultations/receipt.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { isNumber, tidyNumber } from '../../src/letters/access.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { browserAt } from '../support/posting.ts'
import { answerCodeOf, asked, COMPANY, numbersOf, partyAt } from './parties.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('several at once: each its own number and code, and a code of one opens nothing of another', async () => {
  const { handler } = office
  const { id, party } = await asked(office)
  await handler.records(id, { type: 'thirdPartyConsulted', party: '示例监理有限公司' })
  await handler.records(id, { type: 'agencyConsulted', coMaker: true, party: '云溪区住建局' })
  const numbers = await numbersOf(office, id)
  const codes = numbers.map((number) => answerCodeOf(office, number))
  expect([new Set(numbers).size, new Set(codes).size]).toEqual([3, 3])
  for (const [i, number] of numbers.entries())
    for (const [j, code] of codes.entries())
      expect((await partyAt(office, number, code).looks()).status, `${i} with the code of ${j}`).toBe(
        i === j ? 200 : 404,
      )
  const [, second, agency] = numbers.map((number) => partyAt(office, number))
  expect((await agency!.opens()).kind).toBe('agency')

  // All of them at once, and each answer stands where it belongs.
  await Promise.all([
    party.records({ type: 'thirdPartyAnswered', consents: true, reasons: '' }),
    second!.records({ type: 'thirdPartyAnswered', consents: false, reasons: '不同意。' }),
    agency!.records({ type: 'agencyAnswered', consents: true, reasons: '同意。' }),
  ])
  const { facts, clock } = await handler.opens(id)
  const answers = facts.filter((fact: { type: string }) => fact.type.endsWith('Answered'))
  expect(
    answers
      .map((f: { consultation: string; by: string; consents: boolean }) => [f.consultation, f.by, f.consents])
      .sort(),
  ).toEqual([
    ['1', 'thirdParty:1', true],
    ['2', 'thirdParty:2', false],
    ['3', 'consultedAgency:3', true],
  ])
  expect(clock.status).toBe('running')
})

test('twice at the same moment is once; the same key again is the first answer', async () => {
  const { party, id } = await asked(office)
  const fact = { type: 'thirdPartyAnswered', consents: false, reasons: '不同意。' }
  const answers = await Promise.all([1, 2, 3].map(() => party.tries(fact)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  const { party: other } = await asked(office)
  const first = await other.records(fact, { key: 'k1' })
  expect(await other.records(fact, { key: 'k1' })).toEqual(first)
  expect((await other.tries({ ...fact, reasons: '另外的理由。' }, { key: 'k1' })).json.code).toBe('KEY_REUSED')
  const { facts } = await office.handler.opens(id)
  expect(facts.filter((f: { type: string }) => f.type === 'thirdPartyAnswered')).toHaveLength(1)
})

test('an unknown number and a wrong code read alike, on the page and in the API', async () => {
  const { party } = await asked(office)
  const unknown = partyAt(office, 'Z20260302-00000-000008', party.code)
  const wrong = partyAt(office, party.number, 'AAAAAAAAAA')
  expect(isNumber(unknown.number) || true).toBe(true)
  const [a, b] = [await unknown.looks(), await wrong.looks()]
  expect([a.status, a.text]).toEqual([b.status, b.text])
  const door = async (number: string, code: string) => {
    const browser = browserAt(office.app)
    const posted = await browser.posts('/answer', { number, code })
    const location = String(posted.headers.location)
    const page = await browser.opens(location.split('#')[0]!)
    return [location.replaceAll(number, ''), page.text.replaceAll(number, ''), [...browser.jar.keys()].join()]
  }
  expect(await door(unknown.number, party.code)).toEqual(await door(party.number, 'AAAAAAAAAA'))
  expect((await door(party.number, 'AAAAAAAAAA'))[0]).toBe('/answer?again=1#errors')
  // As people type it.
  const typed = ` ${party.number.slice(1).replaceAll('-', ' ')} `
  expect(tidyNumber(typed)).toBe(party.number)
  expect((await door(typed, ` ${party.code.slice(0, 5).toLowerCase()}-${party.code.slice(5)}`))[0]).toBe(
    `/answer/${party.number}`,
  )
})

test('whoever guesses is stopped: the page and the API count tries', async () => {
  const tries = async (request: object, times: number) => {
    const seen = new Set<number>()
    for (let i = 0; i < times; i++) seen.add((await send(office.app, { remoteAddress: '10.9.9.9', ...request })).status)
    return [...seen]
  }
  const { headers, payload } = asForm({ number: 'Z20260302-00000-000008', code: 'AAAAAAAAAA' })
  expect(await tries({ method: 'POST', url: '/answer', headers, payload }, 31)).toEqual([303, 429])
  const url = '/api/v1/consultations/Z20260302-00000-000008'
  expect(await tries({ url, headers: { 'answer-code': 'AAAAAAAAAA' } }, 121)).toEqual([404, 429])
})

test('struck: the number opens a clear word and nothing else, and its name is never given again', async () => {
  const { handler, head } = office
  const { party, id } = await asked(office)
  const { facts } = await handler.opens(id)
  const { position } = facts.find((fact: { type: string }) => fact.type === 'thirdPartyConsulted')
  await head.records(id, { type: 'rectified', position, why: '发错了单位。', approvedBy: '示例·公开办主任' })
  expect(await party.opens()).toMatchObject({ standing: 'closed', may: [], letters: [], answer: null })
  const late = await party.tries({ type: 'thirdPartyAnswered', consents: true, reasons: '同意。' })
  expect([late.status, late.json.title]).toEqual([409, expect.stringContaining('已经更正或者撤销')])
  const { consultations } = await handler.records(id, { type: 'thirdPartyConsulted', party: '示例监理有限公司' })
  expect(consultations.map((c: { consultation: string; standing: string }) => [c.consultation, c.standing])).toEqual([
    ['1', 'closed'],
    ['2', 'open'],
  ])
  expect((await party.opens()).standing).toBe('closed')
})

test('a letter that went out is not rewritten: neither for another party, nor in other words', async () => {
  const { party, id } = await asked(office)
  const { facts } = await office.handler.opens(id)
  const { position } = facts.find((fact: { type: string }) => fact.type === 'thirdPartyConsulted')
  for (const replacement of [{ party: '示例监理有限公司' }, { party: COMPANY, about: '方案第三章。' }]) {
    const rectified = { type: 'rectified', position, why: '笔误。', approvedBy: '示例·公开办主任', replacement }
    expect((await office.head.tries(id, rectified)).json.code).toBe('NOTICE_ANEW')
  }
  expect((await party.opens()).standing).toBe('open')
  await party.records({ type: 'thirdPartyAnswered', consents: true })
  const told = (await office.handler.opens(id)).facts.findLast(({ type }: never) => type === 'thirdPartyAnswered')
  const instead = { position: told.position, replacement: { consents: false, reasons: '不同意公开。' } }
  const words = { type: 'rectified', why: '误记。', approvedBy: '示例·公开办主任', ...instead }
  expect((await office.head.tries(id, words)).json.code).toBe('ANOTHERS_WORDS')
})

test('the agency recorded silence, or the case went on: no answer any more, and a plain word why', async () => {
  office.itIs('2026-03-02')
  const { handler, citizen } = office
  const silent = await asked(office)
  await silent.party.records({ type: 'thirdPartyReached' })
  office.itIs('2026-03-25')
  // Late by two days, and still taken: nobody has found it late.
  const late = await asked(office)
  await handler.records(silent.id, { type: 'thirdPartySilent' })
  expect(await silent.party.opens()).toMatchObject({ standing: 'silent', may: [], answerDueOn: '2026-03-23' })
  expect((await silent.party.tries({ type: 'thirdPartyAnswered', consents: true })).status).toBe(409)
  const { id: _, party, ...filed } = late
  await citizen.records(filed, { type: 'withdrawn', why: '不需要了。' })
  expect(await party.opens()).toMatchObject({ standing: 'ended', may: [] })
  expect((await party.tries({ type: 'thirdPartyAnswered', consents: true })).status).toBe(409)
})

test('for an answer on paper there is a form with what is known, until the answer came; no code stands on it', async () => {
  office.itIs('2026-03-02')
  const { party } = await asked(office)
  const { headers, payload } = asForm({ number: party.number, code: party.code })
  const door = await send(office.app, { method: 'POST', url: '/answer', headers, payload })
  const cookie = String([door.headers['set-cookie']].flat()[0]).split(';')[0]!
  const url = `/answer/${party.number}/form.pdf`
  const text = await textIn(asFile((await send(office.app, { url, headers: { cookie } })).bytes))
  expect(text).toContain(COMPANY)
  expect(text).toContain('示例路危旧房改造征收补偿方案')
  expect(text).not.toContain(party.code)
  expect((await send(office.app, { url })).status).toBe(404)
  await party.records({ type: 'thirdPartyAnswered', consents: true })
  expect((await send(office.app, { url, headers: { cookie } })).status).toBe(404)
})

test('an answer on paper is shown to those who gave it; the receipt of an answer online is a text that hashes to what is shown', async () => {
  office.itIs('2026-03-02')
  const { handler } = office
  const paper = await asked(office)
  await handler.records(paper.id, { type: 'thirdPartyAnswered', consents: false, reasons: '书面：不同意。' })
  const shown = await paper.party.opens()
  expect(shown).toMatchObject({ standing: 'answered', answer: { online: false, reasons: '书面：不同意。' } })

  const { party } = await asked(office)
  const { answer } = await party.records({ type: 'thirdPartyAnswered', consents: true })
  expect(answer.reasons).toBe('同意公开。')
  const { headers, payload } = asForm({ number: party.number, code: party.code })
  const door = await send(office.app, { method: 'POST', url: '/answer', headers, payload })
  const cookie = String([door.headers['set-cookie']].flat()[0]).split(';')[0]!
  const receipt = await send(office.app, { url: `/answer/${party.number}/receipt.txt`, headers: { cookie } })
  expect(receipt.status).toBe(200)
  expect(sha256(receipt.bytes)).toBe(answer.sha256)
  expect(receipt.text).toBe(receiptText(party.number, answer))
  expect((await send(office.app, { url: `/answer/${party.number}/receipt.txt` })).status).toBe(404)
})

test('staff see what was done online; the code only those who may send the letter, and it is kept nowhere', async () => {
  office.itIs('2026-03-02')
  const { party, id } = await asked(office)
  office.itIs('2026-03-03')
  await party.opens()
  const { consultations } = await office.handler.opens(id)
  expect(consultations).toEqual([
    expect.objectContaining({
      number: party.number,
      openedAt: '2026-03-03T01:30:00.000Z',
      reachedOn: null,
      standing: 'open',
    }),
  ])
  const sees = async (who: 'handler' | 'head' | 'registrar' | 'supervisor') => {
    const authorization = `Bearer ${await office[who].signsIn()}`
    return (await send(office.app, { url: `/cases/${id}`, headers: { authorization } })).text
  }
  expect(await sees('handler')).toContain(party.code)
  expect(await sees('head')).toContain(party.code)
  for (const who of ['registrar', 'supervisor'] as const) {
    const page = await sees(who)
    expect(page).toContain(party.number)
    expect(page).not.toContain(party.code)
  }
  const kept = await office.sql`
    select (select jsonb_agg(a)::text from answers a) || (select jsonb_agg(l)::text from ledger l)
      || (select jsonb_agg(w)::text from words w) || (select jsonb_agg(c)::text from consultation_accesses c) as all`
  expect(kept[0]!.all).not.toContain(party.code)
})
