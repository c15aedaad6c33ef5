/**
 * What of people stands in clear: persons apply by every channel, their mails and text messages go out or are refused, and then
 * every column of the database is searched for them. Names and words stand where the list says so, and nowhere else.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consent } from '../../src/citizens/consents.ts'
import { answerSatisfaction } from '../../src/citizens/satisfaction.ts'
import { asked, type partyAt } from '../consultations/parties.ts'
import { cookiesOf, send } from '../support/api.ts'
import { everythingIn } from '../support/everything.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'
import { postsForm } from '../support/posting.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

const ENTERED = ['counter', 'post', 'letter', 'fax', 'email'] as const
const CHANNELS = ['api', 'page', 'draft', ...ENTERED, 'refused', 'later'] as const
type ByChannel = (typeof CHANNELS)[number]

/** Each as nobody else writes it. */
const marked = Object.fromEntries(
  CHANNELS.map((channel, i) => [
    channel,
    {
      idNumber: residentNumber(881 + i),
      phone: `1391234${5601 + i}`,
      email: `zhang-san_${channel}+x@secret.example`,
      address: `隐私省隐私市${channel}路77号`,
      postcode: `5432${10 + i}`,
    },
  ]),
) as Record<ByChannel, Record<'idNumber' | 'phone' | 'email' | 'address' | 'postcode', string>>
const MORE = {
  ...{ agentNumber: residentNumber(871), agentPhone: '13698765432', agent: '诸葛代理' },
  ...{ partyContact: '联系甲乙丙', partyPhone: '13711112222', partyMail: 'party-x_y@secret.example' },
  ...{
    partyAddress: '第三方市第三方路88号',
    reasons: '第三方独有的意见',
    mobile: '13855556666',
    help: '独有的便利要求',
  },
}
/** In clear, and where: what lists and search read (README, personal data at rest). */
const CLEAR: Record<string, { value: string; at: string[] }> = {
  applicant: { value: '欧阳名列', at: ['cases.applicant_name', 'cases.search'] },
  coApplicant: { value: '司徒共请', at: ['cases.applicant_name', 'cases.search'] },
  title: { value: '独有标题的文件', at: ['cases.search', 'cases.title'] },
  description: { value: '独有内容的描述', at: ['cases.search'] },
  file: { value: '附件独有名', at: ['files.name', 'uploads.name'] },
  content: { value: '独有的评价', at: ['satisfaction.said'] },
  opinion: { value: '独有的退回意见', at: ['prepared_notices.opinion'] },
  waiting: { value: '等待独有名', at: ['uploads.name'] },
}
const ofPerson = (channel: ByChannel) => ({ name: CLEAR.applicant!.value, ...marked[channel] })
const request = { title: CLEAR.title!.value, description: `${CLEAR.description!.value}。` }

let office: Office
let server: MailServer
let gateway: Gateway
beforeAll(async () => {
  server = await startMailServer()
  gateway = await startGateway()
  office = await openOffice({ smtpUrl: server.url, smsUrl: gateway.url })
  const files = [{ name: `${CLEAR.file!.value}.txt`, content: '附件。' }]
  const content = application({
    applicant: ofPerson('api'),
    coApplicants: [{ ...application().applicant, name: CLEAR.coApplicant!.value }],
    representative: 0,
    agent: { name: MORE.agent, idType: 'residentId', idNumber: MORE.agentNumber, phone: MORE.agentPhone },
    request,
  })
  // With a key, and once more: the answer is kept.
  for (let i = 0; i < 2; i++) await office.citizen.files(content, { key: 'the same', files })
  await byPages()
  for (const channel of ENTERED)
    await office.registrar.enters({
      ...{ agency: 'yunxi', channel, on: '2026-03-02', evidence: '来件。', request },
      applicant: { ...ofPerson(channel), idType: 'residentId', kind: 'person' },
    })
  const { partyContact: contact, partyPhone: phone, partyMail: email, partyAddress: address } = MORE
  const inHand = await asked(office, { content: application({ request }), contact, phone, email, address })
  await (inHand as unknown as { party: ReturnType<typeof partyAt> }).party.records({
    ...{ type: 'thirdPartyAnswered', consents: false, reasons: MORE.reasons },
  })
  const of = `/api/v1/cases/${inHand.id}/notices`
  const notice = { type: 'agencyConsulted', coMaker: false, party: '示例局', phone: MORE.partyPhone }
  const { id } = (await office.handler.posts(of, '', notice)).json
  const back = await office.head.posts(`${of}/${id}/return`, '', { opinion: CLEAR.opinion!.value })
  expect(back.status, back.text).toBe(200)
  await office.theJobsRun()
  await refusedMessages()
  const done = await office.caseUntil('archived', application({ applicant: ofPerson('api'), request }))
  const key = { agencyId: 'yunxi', caseId: done.id }
  expect(await answerSatisfaction(office.house, key, { step: 1, said: CLEAR.content!.value })).toBe(true)
  await office.theJobsRun()
})
afterAll(async () => {
  await office.close()
  await server.close()
  await gateway.close()
})

/** One is filed, of another a file waits for its form. */
async function byPages() {
  const review = (channel: 'page' | 'draft', name: string) =>
    postsForm(
      office.app,
      '/apply/review',
      {
        agency: 'yunxi',
        kind: 'person',
        idType: 'residentId',
        ...ofPerson(channel),
        ...request,
        form: 'electronic',
        delivery: 'portal',
      },
      [{ name, content: '等待的文件。', field: 'files' }],
    )
  const page = await review('page', `${CLEAR.file!.value}.txt`)
  const [, form] = /<form[^>]*id="review"[^>]*>(.*?)<\/form>/s.exec(page.text)!
  const fields = [...form!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, n, v]) => [
    n!,
    v!.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  ])
  const filed = await send(office.app, {
    ...{ method: 'POST', url: '/applications', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    payload: new URLSearchParams(fields as [string, string][]).toString(),
  })
  expect([page.status, filed.status]).toEqual([200, 303])
  expect(cookiesOf(filed)).toContain('filed')
  expect((await review('draft', `${CLEAR.waiting!.value}.txt`)).status).toBe(200)
}

/** Servers and gateways say to whom they do not bring it. */
async function refusedMessages() {
  server.refuse(550)
  await office.citizen.files(application({ applicant: ofPerson('refused'), request }))
  await office.theJobsRun()
  server.refuse(451)
  const later = await office.caseUntil('registered', application({ applicant: ofPerson('later'), request }))
  await consent(office.house, { agencyId: 'yunxi', caseId: later.id }, MORE.mobile)
  gateway.answer(503)
  await office.registrar.records(later.id, CORRECTION)
  await office.theJobsRun()
  await office.theJobsRun()
  const jobs = await office.sql`select task_identifier from graphile_worker.jobs where last_error is not null`
  expect(new Set(jobs.map(({ taskIdentifier }) => taskIdentifier))).toEqual(new Set(['tell', 'text']))
  const other = await office.caseUntil('registered', application({ request }))
  await consent(office.house, { agencyId: 'yunxi', caseId: other.id }, MORE.mobile)
  server.refuse()
  gateway.answer(422)
  await office.registrar.records(other.id, CORRECTION)
  await office.theJobsRun()
  await office.theJobsRun()
  const failures = await office.sql<{ channel: string; failure: string }[]>`
    select channel, failure from deliveries where failure is not null order by channel`
  expect(failures.map(({ channel }) => channel)).toEqual(['mail', 'sms'])
  for (const { failure } of failures) expect(failure).toContain('（收件人）')
}

test('an address with a hyphen, an underscore and a plus is mailed to once, and proven', async () => {
  const to = server.mails.flatMap(({ envelope }) => envelope.to)
  expect(to.filter((one) => one === marked.page.email)).toHaveLength(1)
  expect(to.filter((one) => one === MORE.partyMail)).toHaveLength(1)
  const [row] = await office.sql`select count(*)::int as n from ledger where type = 'mailSent'`
  expect(row!.n).toBe(to.length)
})

test('numbers, telephones, addresses, contacts and agents of every channel stand in no column', async () => {
  const found: string[] = []
  const all = await everythingIn(office.sql)
  for (const [where, text] of all) {
    for (const [channel, values] of Object.entries(marked))
      for (const [what, value] of Object.entries(values))
        if (text.includes(value)) found.push(`${what} of ${channel} in ${where}`)
    for (const [what, value] of Object.entries(MORE)) if (text.includes(value)) found.push(`${what} in ${where}`)
  }
  expect(found).toEqual([])
})

test('names and words stand in clear where the list says so', async () => {
  const all = await everythingIn(office.sql)
  for (const [what, { value, at }] of Object.entries(CLEAR))
    expect([
      what,
      [...all]
        .filter(([, text]) => text.includes(value))
        .map(([where]) => where)
        .sort(),
    ]).toEqual([what, at])
})

test('lists open nothing that is sealed, nor does a search, but cases that their letters and notes may hold it by; a case opens its own words', async () => {
  const { keys } = office.house
  const { open } = keys
  let opened = 0
  keys.open = (...what) => {
    opened++
    return open(...what)
  }
  const openedBy = async (path: string) => {
    opened = 0
    await office.head.gets(path)
    return opened
  }
  try {
    const [row] = await office.sql<{ id: string; title: string }[]>`
      select id, title from cases where number is not null limit 1`
    expect(await openedBy('/api/v1/cases')).toBe(0)
    expect(await openedBy(`/api/v1/cases?q=${encodeURIComponent(row!.title)}`)).toBe(0)
    expect(await openedBy(`/api/v1/cases?q=${encodeURIComponent('飞碟')}`)).toBe(0)
    expect(await openedBy(`/api/v1/cases/${row!.id}`)).toBeGreaterThan(0)
  } finally {
    keys.open = open
  }
})
