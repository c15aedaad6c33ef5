/** Art 32: whoever objected and is overridden is told in writing what is disclosed and why, each by a letter of their own. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asFile, textIn } from '../documents/samples.ts'
import { type Office, ON_PAPER, openOffice, PASSED, SECRECY, SIGNED } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { numbersOf, partyAt } from './parties.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url })
})
afterAll(async () => {
  await office.close()
  await server.close()
})

const PUBLIC_INTEREST = {
  reasonable: true,
  publicInterest: true,
  why: '内部意见：对方与某局有往来，关系居民饮水安全。',
  letterReasons: '检测数据关系居民饮水安全',
}
const NOT_REASONABLE = { reasonable: false, publicInterest: false, why: '检测数据依照国家标准测得，不含工艺参数。' }
const PARTIES = ['示例化工有限公司', '示例水务有限公司', '示例监测有限公司']

test('of three parties two objected: two letters, two numbers, two mails, each to its own', async () => {
  const { handler, counsel, signer, head } = office
  const { id } = await office.caseUntil('assigned')
  for (const [i, party] of PARTIES.entries())
    await handler.records(id, { type: 'thirdPartyConsulted', party, email: `party${i}@example.cn` })
  const parties = (await numbersOf(office, id)).map((number) => partyAt(office, number))
  for (const [i, party] of parties.entries())
    await party.records({ type: 'thirdPartyAnswered', consents: i === 1, reasons: i === 1 ? '' : '涉及商业秘密。' })
  await handler.records(id, SECRECY)
  const draft = { type: 'replyDrafted', outcome: 'disclosed', fields: { ...ON_PAPER, content: '检测数据全文。' } }
  // A bare 不同意 is not yet a reason; what they gave is assessed first, each for itself.
  expect((await handler.tries(id, draft)).json.code).toBe('THIRD_PARTY_NOT_ASSESSED')
  await handler.records(id, { type: 'thirdPartyAssessed', consultation: '1', ...PUBLIC_INTEREST })
  await handler.records(id, { type: 'thirdPartyAssessed', consultation: '3', ...NOT_REASONABLE })
  await handler.records(id, draft)
  await counsel.records(id, PASSED)
  await office.theJobsRun()
  server.mails.length = 0
  const { facts } = await signer.records(id, SIGNED)
  // The first one's mail server is away: the other does not wait for it.
  server.refuse(451, 'party0@example.cn')
  await office.theJobsRun()
  expect(server.mails.map(({ envelope }) => envelope.to[0])).toEqual(['party2@example.cn'])
  server.refuse()
  await office.sql`update graphile_worker._private_jobs set run_at = now()`
  await office.theJobsRun()

  const decision = (letters: { title: string; url: string; number: string }[]) =>
    letters.filter(({ title }) => title === '决定公开政府信息告知书')
  const views = await Promise.all(parties.map((party) => party.opens()))
  expect(views.map(({ letters }) => decision(letters).length)).toEqual([1, 0, 1])
  expect(new Set(views.flatMap(({ letters }) => decision(letters).map(({ number }) => number))).size).toBe(2)
  for (const i of [0, 2]) {
    const [letter] = decision(views[i].letters)
    const text = await textIn(asFile((await parties[i]!.gets(letter!.url.replace('/api/v1', ''))).bytes))
    expect(text).toContain(`${PARTIES[i]}：`)
    for (const other of PARTIES.filter((name) => name !== PARTIES[i])) expect(text).not.toContain(other)
    // Each is given the ground that was found of its own reasons, and no other.
    expect(text.includes('检测数据关系居民饮水安全。')).toBe(i === 0)
    expect(text.includes('不能说明公开上述信息会损害贵方的合法权益')).toBe(i === 2)
    // What the office noted for itself goes to neither.
    expect(text).not.toContain(PUBLIC_INTEREST.why)
    expect(text).not.toContain(NOT_REASONABLE.why)
    expect(text.includes('不公开上述信息可能对公共利益造成重大影响')).toBe(i === 0)
    expect(text.includes('不同意公开的理由不合理')).toBe(i === 2)
    expect(text).toContain('检测数据全文')
    // Art 20 of the reconsideration law: told of the remedy, or the time runs for a year.
    expect(text).toContain('申请行政复议')
    // One party's letter is not the other's.
    expect(
      (await parties[2 - i]!.gets(`/consultations/${parties[2 - i]!.number}/letters/${letter!.url.split('/').at(-1)}`))
        .status,
    ).toBe(404)
  }
  const mailed = server.mails.filter(({ subject }) => subject?.startsWith('决定公开政府信息告知书'))
  expect(mailed.map(({ envelope }) => envelope.to[0]).sort()).toEqual(['party0@example.cn', 'party2@example.cn'])

  // The signature struck: the letters no longer count, and say so to whoever has them.
  const { position } = facts.findLast((fact: { type: string }) => fact.type === 'replySigned')
  await head.records(id, { type: 'rectified', position, why: '签发有误。', approvedBy: '示例·公开办主任' })
  const [voided] = decision((await parties[0]!.opens()).letters)
  expect(voided).toMatchObject({ voided: true })
})

test('what they may do is described for programs', async () => {
  const { paths } = (await office.app.inject({ url: '/openapi.json' })).json()
  expect(Object.keys(paths).filter((path) => path.includes('/consultations/'))).toEqual([
    '/api/v1/consultations/{number}',
    '/api/v1/consultations/{number}/facts',
    '/api/v1/consultations/{number}/letters/{letter}',
  ])
  const headers = paths['/api/v1/consultations/{number}/facts'].post.parameters.map(
    ({ name }: { name: string }) => name,
  )
  expect(headers).toEqual(expect.arrayContaining(['answer-code', 'idempotency-key']))
})
