/**
 * What is right but for one field: each route of the table, and each fact, is asked as it should be, with one value of its body or
 * its query spoilt, left out or written twice, by whoever may ask it. No answer is a fault of ours (5xx), programs are told in
 * Chinese what is wrong, and the log of all of it names nobody and repeats nothing that was typed. A sample by a fixed seed; in
 * the proof many more, by another seed each time.
 */
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ACTS, RECORDABLE } from '../../src/acts/catalogue.ts'
import { parseYaml } from '../../src/ground/yaml.ts'
import { ROLES } from '../../src/people/may.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { asked } from '../people/rights-asked.ts'
import { openWorld, type Place, type World } from '../people/rights-world.ts'
import { type Answer, asForm, asJson, asUpload, send, type Upload } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { times } from '../support/proof.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { chance, VALUES } from './hostile-values.ts'

type Group = { may: string; facts?: true; elsewhere?: string; routes: string[] }
const TABLE = parseYaml(readFileSync('test/people/rights.yaml', 'utf8')) as {
  classes: Record<string, Record<string, string>>
  routes: Group[]
}
const { SEED, random, pick } = chance()

/** Typed somewhere, and to be found in no line of the log. */
const TYPED = '不该进日志的话'
const SPOILT = [...VALUES, TYPED, TYPED.repeat(40), `${TYPED}\u0000`, { [TYPED]: TYPED }, [TYPED, 1]]

let office: Office
let mails: MailServer
let world: World
const said: string[] = []
const faults: string[] = []
const english: string[] = []
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...line) => void said.push(line.map(String).join(' ')))
  mails = await startMailServer()
  office = await openOffice({ smtpUrl: mails.url, settings: { LOG: 'requests' } })
  world = await openWorld(office, mails, Object.keys(ROLES))
})
beforeEach(() => {
  faults.length = 0
  english.length = 0
})
afterAll(async () => {
  vi.restoreAllMocks()
  await office.close()
  await mails.close()
})

type Body = { fields: Record<string, unknown>; files?: Upload[] }

async function bodyOf({
  headers,
  payload,
}: {
  headers?: Record<string, string>
  payload?: string | Buffer
}): Promise<Body> {
  if (typeof payload === 'string') return { fields: JSON.parse(payload) }
  if (!payload) return { fields: {} }
  const form = await new Response(new Uint8Array(payload), { headers: headers! }).formData()
  const body: Required<Body> = { fields: {}, files: [] }
  for (const [name, value] of form)
    if (typeof value === 'string') body.fields[name] = value
    else body.files.push({ field: name, name: value.name, content: new Uint8Array(await value.arrayBuffer()) })
  return body
}

/** One value somewhere in it, at whatever depth, spoilt. @param whole whether it may be spoilt itself */
function spoil(of: unknown, whole = true): unknown {
  const inside = of && typeof of === 'object' ? Object.keys(of) : []
  const way = random()
  if (inside.length === 0 || (whole && way < 0.25)) {
    if (way < 0.05) return [of, of]
    if (way < 0.1) return { value: of }
    return pick(SPOILT)
  }
  const name = pick(inside)
  if (Array.isArray(of)) return of.map((one, i) => (String(i) === name ? spoil(one) : one))
  const { [name]: value, ...others } = of as Record<string, unknown>
  if (way < 0.32) return others
  if (way < 0.38) return { ...others, [name]: value, [pick(['__proto__', 'constructor', TYPED, ''])]: pick(SPOILT) }
  return { ...others, [name]: spoil(value) }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

/** As a program sends it, or as a browser: there a field may come twice. */
function encoded(route: string, { fields, files }: Body) {
  const spoilt = spoil(fields, false) as Record<string, unknown>
  const texts = Object.entries({ ...spoilt }).map(([name, value]): [string, string] => [name, asText(value)])
  if (files) return asUpload(Object.fromEntries(texts), files)
  if (route.includes(' /api/') && random() < 0.9) return asJson(spoilt)
  if (random() < 0.2) return asUpload(Object.fromEntries(texts), [])
  return asForm(random() < 0.2 && texts.length > 0 ? [...texts, [pick(texts)[0], asText(pick(SPOILT))]] : texts)
}

function withQuery(url: string): string {
  const [path, query] = url.split('?')
  const names = new URLSearchParams(query)
  const [name] =
    names.size > 0 && random() < 0.9 ? [pick([...names.keys()])] : [pick(['agency', 'year', 'q', 'cursor'])]
  if (random() < 0.3) names.append(name, names.get(name) ?? 'x')
  else if (random() < 0.1) names.append(`${name}[a]`, 'x')
  else names.set(name, asText(pick(SPOILT)))
  return `${path}?${names}`
}

const tokens = new Map<string, string>()
async function asRole(role: string): Promise<{ authorization: string }> {
  const token = tokens.get(role) ?? (await world.members[role]!.signsIn())
  tokens.set(role, token)
  return { authorization: `Bearer ${token}` }
}

/** Who may ask it at home: a role, or whoever has the code. */
async function credentials(may: string): Promise<Record<string, string>> {
  const { visitors } = world
  if (may in visitors) return visitors[may as keyof typeof visitors]()
  const role = may === 'staff' ? 'registrar' : Object.keys(TABLE.classes[may] ?? {})[0]
  return role ? asRole(role) : {}
}

async function asks(
  method: 'POST',
  url: string,
  request: { headers: Record<string, string>; payload?: string | Buffer },
) {
  const before = said.length
  const answer = await send(office.app, { method, url, ...request })
  const about = () =>
    `${answer.status} ${method} ${JSON.stringify({ url, payload: String(request.payload).slice(0, 600) })}`
  if (answer.status >= 500) faults.push(`${about()} ${inspect(said.slice(before))}`)
  if (answer.status >= 400 && /problem\+json/.test(String(answer.headers['content-type'])))
    for (const words of wordsIn(answer)) if (!/\p{Script=Han}/u.test(words)) english.push(`${words}: ${about()}`)
}
const wordsIn = ({ json }: Answer): string[] => [
  json.title,
  ...(json.errors ?? []).map(({ message }: { message: string }) => message),
]

test(
  'each route, with one value spoilt',
  async () => {
    const at = world.places['own unit'] as Place
    for (const { may, routes } of TABLE.routes.filter(({ elsewhere, facts }) => !elsewhere && !facts))
      for (const route of routes)
        for (let i = 0; i < times(1, 40); i++) {
          const own = await credentials(may)
          if (/sign-out|sessions/.test(route)) tokens.clear()
          const right = await asked(route, world, at, own.authorization)
          const method = route.split(' ')[0] as 'POST'
          const body = right.payload === undefined ? { headers: {} } : encoded(route, await bodyOf(right))
          const url = method === ('GET' as string) || random() < 0.15 ? withQuery(right.url) : right.url
          await asks(method, url, { ...body, headers: { ...right.headers, ...body.headers, ...own } })
        }
    expect(faults, `seed ${SEED}`).toEqual([])
    expect(english, `seed ${SEED}`).toEqual([])
  },
  times(300_000, 7_200_000),
)

test(
  'each fact, with one value spoilt',
  async () => {
    const { draft, other } = world.places['own unit'] as Place
    for (const type of RECORDABLE)
      for (let i = 0; i < times(2, 100); i++) {
        const { id } = pick([draft, other])
        const page = random() < 0.4
        const route = page ? 'POST /cases/:id/facts' : 'POST /api/v1/cases/:id/facts'
        const { by: _, at: __, ...fact } = sampleFact(type, MONDAY as Day) as Record<string, unknown>
        const body = encoded(route, { fields: { ...fact, type } })
        const url = page ? `/cases/${id}/facts` : `/api/v1/cases/${id}/facts`
        await asks('POST', url, { ...body, headers: { ...body.headers, ...(await asRole(ACTS[type].may[0]!)) } })
      }
    expect(faults, `seed ${SEED}`).toEqual([])
    expect(english, `seed ${SEED}`).toEqual([])
  },
  times(300_000, 3_600_000),
)

test('the log of all of it names nobody, and repeats nothing that was typed', async () => {
  expect(said.length).toBeGreaterThan(300)
  const { done, asked: consulted } = world.places['own unit'] as Place
  const log = said.join('\n')
  const codes = [done.receipt, done.enquiryCode, consulted.number, consulted.code]
  for (const one of [TYPED, '张三', '危旧房', '示例公司', 'example.cn', '0000-100', ...codes])
    expect(log, one).not.toContain(one)
  expect(log).not.toMatch(/(?<!\d)\d{17}[\dXx]/)
})
