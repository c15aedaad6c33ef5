/**
 * Whatever is malformed is refused as malformed: each route of the table is asked with hostile cookies, headers, queries,
 * paths and bodies by nobody and by whoever may use it. No answer is a fault of ours (5xx). A sample by a fixed seed; in the
 * proof many more, by another seed each time.
 */
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parseYaml } from '../../src/ground/yaml.ts'
import { COOKIES } from '../../src/web/cookies.ts'
import { answerCodeOf, asked } from '../consultations/parties.ts'
import { GOOD, joins } from '../people/visitor.ts'
import { asUpload, cookiesOf, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type Member, memberAt } from '../support/people.ts'
import { itsTurn, times } from '../support/proof.ts'
import { chance, LONG, SURROGATE, TEXTS, VALUES } from './hostile-values.ts'

type Group = { both?: true; routes: string[] }
const TABLE = parseYaml(readFileSync('test/people/rights.yaml', 'utf8')) as { routes: Group[] }
const ROUTES = TABLE.routes.flatMap(({ both, routes }) =>
  both ? [...routes, ...routes.map((route) => route.replace(' /', ' /en/').replace(/\/$/, ''))] : routes,
)

const { SEED, random, pick } = chance()

let office: Office
let real: Record<string, string[]>
let visitors: Record<string, Record<string, string>>
let members: Member[]
const said: unknown[] = []
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...line) => void said.push(line))
  office = await openOffice()
  const { id, receipt, enquiryCode, party } = await asked(office)
  const opened = await office.registrar.opens(id)
  const roles = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist', 'supervisor']
  visitors = { nobody: {} }
  await joins(office, 'hands', roles)
  await office.sql`update people set demonstration = true where username = 'hands'`
  members = [memberAt(office.app, 'hands', GOOD), ...['admin', 'security', 'auditor'].map(office.staff)]
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const followed = await send(office.app, {
    ...{ method: 'POST', url: '/track', headers: form, payload: `receipt=${receipt}&enquiryCode=${enquiryCode}` },
  })
  const answering = await send(office.app, {
    ...{ method: 'POST', url: '/answer', headers: form },
    payload: `number=${party.number}&code=${answerCodeOf(office, party.number)}`,
  })
  visitors.applicant = { cookie: cookiesOf(followed), 'enquiry-code': enquiryCode }
  visitors.party = { cookie: cookiesOf(answering), 'answer-code': party.code }
  real = {
    id: [id],
    receipt: [receipt],
    number: [party.number],
    letter: opened.letters.map(({ id }: { id: string }) => id),
    agency: ['yunxi'],
    code: ['yunxi'],
    consultation: ['1'],
    name: ['feeWait'],
    n: ['shipped', '1'],
  }
})
afterAll(async () => {
  vi.restoreAllMocks()
  await office.close()
})

const IDS = [
  '%00',
  '%E2%80%A8',
  '%ED%A0%80',
  '%FF',
  'x'.repeat(150),
  '%252e%252e',
  'nonsense',
  '-1',
  '0',
  '99999999999',
  '1e3',
  'constructor',
  '__proto__',
  '%27',
  '00000000-0000-7000-8000-000000000000',
  '00000000-0000-7000-8000-00000000000G',
  '%0d%0a',
  '%E5%BC%A0',
  '.',
  '~',
]
const NAMES =
  'cursor sort due stage unit handler outcome from to by case agency year page template topic next number done act open version day mine waiting with on q choice value row of draft reply'.split(
    ' ',
  )
const QUERIES = [
  'q=%00',
  'q=a&q=b&q=c',
  'q[a]=1',
  'a[__proto__][b]=1',
  '__proto__=1',
  '%',
  'q=%E0%A4%A',
  'q=%ED%A0%80',
  `q=${'x'.repeat(5_000)}`,
  '&&&===',
  ...NAMES.flatMap((name) =>
    [
      '%00',
      '',
      '%E2%80%A8',
      '-1',
      '1e999',
      '99999999999999999999',
      '2026-02-30',
      "'",
      '%ED%A0%80',
      'constructor',
      '00000000-0000-7000-8000-000000000000',
    ].map((value) => `${name}=${value}`),
  ),
]
const HEADERS: Record<string, string>[] = [
  ...TEXTS.filter((text) => /^[\x20-\x7e]*$/.test(text)).flatMap((text) =>
    [
      'authorization',
      'idempotency-key',
      'enquiry-code',
      'answer-code',
      'user-agent',
      'accept-language',
      'origin',
      'sec-fetch-site',
      'referer',
      'if-none-match',
      'if-modified-since',
      'range',
      'x-forwarded-for',
      'x-forwarded-proto',
      'host',
      'x-csrf-token',
    ].map((name) => ({ [name]: text })),
  ),
  { authorization: `Bearer ${'x'.repeat(4_000)}` },
  { authorization: 'Bearer \u00ff' },
  { range: 'bytes=99999999-1' },
  { 'idempotency-key': '\u00ff\u0080' },
]
const COOKIE_VALUES = [
  '',
  '%',
  '%00',
  '%ZZ',
  'a.b.c',
  '..',
  LONG,
  '\u00ff',
  '"',
  '"%22',
  's:x.y',
  '{}',
  '%ED%A0%80',
  '=;=',
  'x; x=y; __proto__=z',
]
const cookieHeaders = (): Record<string, string> => ({
  cookie: `${pick([...Object.keys(COOKIES), '__Host-followed', '__proto__', 'constructor', ''])}=${pick(COOKIE_VALUES)}`,
})

const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }
const FIELDS = [
  'agency',
  'type',
  'on',
  'applicant',
  'request',
  'fields',
  'files',
  'items',
  'matters',
  'roles',
  'units',
  'username',
  'name',
  'email',
  'password',
  'why',
  'day',
  'from',
  'to',
  'value',
  'source',
  'kind',
  'format',
  'code',
  'mark',
  'confirm',
  'csrf',
  'basket',
  'idempotencyKey',
  'cases',
  'fact',
  'draft',
  'letter',
  'consultation',
  'position',
  'version',
  'receipt',
  'enquiryCode',
  'number',
  'title',
  'summary',
  'topic',
  'credential',
  'next',
  'back',
  'id',
  'choice',
  'mobile',
  'step',
  'opinion',
  'outcome',
  'channel',
  'file',
  'notice',
  'year',
  'off',
  'work',
  'approved',
  'cover',
  'ended',
  'personId',
  'evidence',
  'places',
  'terms',
  'answerBy',
]
const FACTS = [
  'corrected',
  'withdrawn',
  'searched',
  'replyDrafted',
  'noted',
  'registered',
  'assigned',
  'thirdPartyAnswered',
  'contactChanged',
  'rectified',
  'extended',
  'feeNotified',
  'sent',
  'nonsense',
]
const fields = (): Record<string, unknown> =>
  Object.fromEntries([
    ...Array.from({ length: 6 }, () => [pick(FIELDS), pick(VALUES)]),
    ...(random() < 0.4 ? [['type', pick(FACTS)]] : []),
  ])
const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed()
type Body = { headers: Record<string, string>; payload?: string | Buffer }
const BODIES: (() => Body)[] = [
  () => ({ headers: JSON_TYPE, payload: JSON.stringify(fields()) }),
  () => ({ headers: JSON_TYPE, payload: JSON.stringify(fields()) }),
  () => ({
    headers: FORM_TYPE,
    payload: new URLSearchParams(Object.entries(fields()).map(([k, v]) => [k, asText(v)])).toString(),
  }),
  () => ({
    headers: FORM_TYPE,
    payload: new URLSearchParams(Object.entries(fields()).map(([k, v]) => [k, asText(v)])).toString(),
  }),
  () =>
    asUpload(Object.fromEntries(Object.entries(fields()).map(([k, v]) => [k, asText(v)])), [
      {
        name: pick([
          'a.txt',
          '\u0000',
          '../../x.pdf',
          '',
          'x'.repeat(500),
          '%00.pdf',
          '报告.docx',
          `a${SURROGATE}.pdf`,
        ]),
        content: pick(['', 'x', '%PDF-1.4', 'PK\u0003\u0004']),
        field: pick(['file', 'files', 'identity', 'font', 'seal', 'application', '']),
      },
    ]),
  () => ({
    headers: JSON_TYPE,
    payload: pick([
      '',
      '{',
      '[',
      'null',
      '1',
      '"a"',
      '[]',
      '{"a":',
      '\u0000',
      '{"a":1e999}',
      '{"a":1,"a":2}',
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{}}}',
      '\ufeff{}',
      '{"a":"\\ud800"}',
    ]),
  }),
  () => ({ headers: JSON_TYPE, payload: `${'['.repeat(100_000)}${']'.repeat(100_000)}` }),
  () => ({ headers: JSON_TYPE, payload: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}` }),
  () => ({
    headers: {
      'content-type': pick([
        '',
        'nonsense',
        'text/plain',
        'application/xml',
        'multipart/form-data',
        'multipart/form-data; boundary=',
        'application/json; charset=utf-16',
        'application/x-www-form-urlencoded; charset=gbk',
        LONG,
      ]),
    },
    payload: pick(['x', '{}', 'a=b', '--\r\n', '']),
  }),
  () => ({
    headers: FORM_TYPE,
    payload: pick([
      '%',
      '%00=%00',
      'a=%ED%A0%80',
      '__proto__=1',
      '&=&',
      `${'a&'.repeat(3_000)}`,
      `a=${'x'.repeat(60_000)}`,
      'a[b][c]=1',
      'type=a&type=b&csrf=a&csrf=b',
    ]),
  }),
  () => ({
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: pick([
      '--x',
      '--x\r\n\r\n',
      '--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
      '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\na\r\n--x--\r\n',
      '--x\r\nContent-Type: x\r\nContent-Disposition: form-data; name="fact"\r\n\r\n{\r\n--x--\r\n',
    ]),
  }),
]

/** One hostile request: mostly right but for one or two things, so that it comes far. */
function hostile(route: string) {
  const [method, path] = route.split(' ') as ['GET' | 'POST', string]
  const bad = random() < 0.4
  const url = path.replace(/:(\w+)/g, (_, name: string) => (bad || !real[name]?.length ? pick(IDS) : pick(real[name]!)))
  const [visitor, own] = pick(Object.entries(visitors))
  const body = method === 'GET' ? undefined : pick(BODIES)()
  const query = random() < (method === 'GET' ? 0.8 : 0.15) ? `?${pick(QUERIES)}` : ''
  const odd = random()
  const headers = { ...body?.headers, ...own, ...(odd < 0.15 ? cookieHeaders() : odd < 0.3 ? pick(HEADERS) : {}) }
  return {
    visitor,
    request: { method, url: `${url}${query}`, headers, ...(body?.payload !== undefined && { payload: body.payload }) },
  }
}

/** A fault in the words of the library that reads what is given. */
const LIBRARY = /Invalid (?:input|option|key|element|string|format)\b|expected \w+, received|Too (?:big|small): /

test(
  'no route answers hostile requests with a fault of ours',
  async () => {
    const faults: string[] = []
    for (let round = 0; round < times(1, 25); round++) {
      // Some of what is asked ends a session.
      for (const one of members) visitors[one.username] = { authorization: `Bearer ${await one.signsIn()}` }
      for (const route of ROUTES) {
        const { visitor, request } = hostile(route)
        said.length = 0
        const { status, text } = await send(office.app, request)
        if (status >= 500 || LIBRARY.test(text))
          faults.push(`${status} ${visitor} ${JSON.stringify(request).slice(0, 700)} ${inspect(said)}`)
      }
    }
    expect(faults, `seed ${SEED}`).toEqual([])
  },
  times(180_000, 3_600_000),
)

test('a parameter that stands twice is told of in our words, by whatever route reads it', async () => {
  for (const one of members) visitors[one.username] = { authorization: `Bearer ${await one.signsIn()}` }
  const query = NAMES.map((name) => `${name}=a&${name}=b`).join('&')
  const told = new Set<string>()
  // Of each route a fifth of the visitors, others at the next.
  for (const [n, route] of ROUTES.filter((one) => one.startsWith('GET ')).entries())
    for (const [i, [visitor, headers]] of Object.entries(visitors).entries()) {
      if (!itsTurn(n + i, 5)) continue
      const url = route.slice(4).replace(/:(\w+)/g, (_, name: string) => real[name]?.[0] ?? 'nonsense')
      const { status, text } = await send(office.app, { method: 'GET', url: `${url}?${query}`, headers })
      if (text.includes('只能填写一项')) told.add(route)
      expect(`${status} ${LIBRARY.exec(text)?.[0] ?? ''}`, `${visitor} ${route}`).toMatch(/^[1-4]\d\d $/)
    }
  expect(told.size).toBeGreaterThan(3)
})
