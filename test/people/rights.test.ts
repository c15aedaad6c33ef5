/**
 * The table of rights: every route as everybody, with requests that nothing else is wrong with. `npm test` asks each
 * route as one role that may and one role in three in their own unit, and elsewhere as one in eighteen, others at the next
 * route and in the next run: every route is asked at each change, every role of it within three runs; `npm run proof` asks
 * all of each route, and the English ones.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFileSync, writeFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACTS, RECORDABLE } from '../../src/acts/catalogue.ts'
import { APPLICANT_MAY, PARTY_MAY } from '../../src/acts/may-record.ts'
import { parseYaml } from '../../src/ground/yaml.ts'
import { ROLES, type Role } from '../../src/people/may.ts'
import { type Answer, asJson, send } from '../support/api.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { type Office, openOffice } from '../support/house.ts'
import { itsTurn, PROOF } from '../support/proof.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { asked } from './rights-asked.ts'
import { openWorld, PLACES, type PlaceName, type World } from './rights-world.ts'

type Reach = 'house' | 'agency' | 'unit' | 'yes' | 'office'
type Class = Partial<Record<Role, Reach>>
type Group = {
  group: string
  /** A class, or those outside who may. */
  may: string
  /** What lies somewhere; nothing where only the role counts. */
  of?: 'case' | 'agency' | 'list'
  /** What a list shows of each place; a case where nothing is said. */
  lists?: 'people'
  both?: true
  facts?: true
  /** Asked by other tests: what comes next depends on what was shown before. */
  elsewhere?: string
  beyond?: 403
  /** The role is asked before the case: whoever lacks it is told that, whatever they named. */
  byRole?: true
  routes: string[]
}
const TABLE = parseYaml(readFileSync('test/people/rights.yaml', 'utf8')) as {
  classes: Record<string, Class>
  routes: Group[]
}
const ROLE_NAMES = Object.keys(ROLES) as Role[]
const VISITORS = ['nobody', 'applicant', 'party', 'account'] as const
type Visitor = (typeof VISITORS)[number]
const PAGE = 'src/people/RIGHTS.md'

let office: Office
let mails: MailServer
let gateway: Gateway
let world: World
let registered: string[]
beforeAll(async () => {
  mails = await startMailServer()
  gateway = await startGateway()
  registered = []
  const listening = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) if (each !== 'HEAD') registered.push(`${each} ${url}`)
    })
  subscribe('fastify.initialization', listening)
  office = await openOffice({ smtpUrl: mails.url, smsUrl: gateway.url })
  unsubscribe('fastify.initialization', listening)
  world = await openWorld(office, mails, ROLE_NAMES)
})
afterAll(async () => {
  await office.close()
  await mails.close()
  await gateway.close()
})

const english = (route: string) => route.replace(' /', ' /en/').replace(/\/$/, '')
const addresses = ({ both, routes }: Group) => routes.flatMap((route) => (both ? [route, english(route)] : [route]))
/** Files and the description of the API, which the libraries serve to everybody. */
const isAsset = (route: string) => /^GET \/(assets\/|api\/docs)/.test(route)

test('every route of the house stands in the table, and every row of the table is a route', () => {
  const known = registered.map((route) => route.replace(/(?<=\w)\/$/, '')).filter((route) => !isAsset(route))
  expect([...new Set(known)].sort()).toEqual(
    TABLE.routes
      .flatMap(addresses)
      .map((route) => route.replace(/(?<=\w)\/$/, ''))
      .sort(),
  )
})

/** Whether this reach takes in the place, for somebody of the department's first unit. */
const reaches = (reach: Reach | undefined, place: PlaceName, of: Group['of']) =>
  reach === 'yes' ||
  reach === 'house' ||
  (reach === 'agency' && (of === undefined || place !== 'other agency')) ||
  (reach === 'unit' && place === 'own unit')

/** @param what `nonsense`: instead of a valid request, one that nobody can read, of the same agency */
async function asks(
  route: string,
  place: PlaceName,
  credentials: Record<string, string>,
  what?: 'nonsense',
): Promise<Answer> {
  const of = world.places[place]
  const request = await asked(route.replace(/ \/en(?=\/|$)/, ' '), world, of, credentials.authorization)
  const url = / \/en/.test(route) ? `/en${request.url}` : request.url
  const method = route.split(' ')[0] as 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  const sent = what && !isUpload(request) ? asJson({ agency: of.agency, nonsense: 'x' }) : request
  const answer = await send(office.app, { ...sent, url, method, headers: { ...sent.headers, ...credentials } })
  if (credentials.authorization) answered.push(answer.status)
  return answer
}
/** How those who are signed in were answered, on the route that is asked. */
let answered: number[] = []
/** What the audit says of the route, whoever set the world up for it left aside. */
const lines = async (route: string, from: number) => {
  const rows = await office.sql<{ by: string; status: number; ofCase: boolean; succeeded: boolean }[]>`
    select by, succeeded, case_id is not null as of_case, (detail ->> 'status')::int as status from audit_lines
    where detail ->> 'route' = ${route} and by like 'staff:zjj-%' and detail ->> 'of' is null order by id offset ${from}`
  return rows
}
const isUpload = ({ payload }: { payload?: unknown }) => payload instanceof Buffer
const tokens = new Map<string, Promise<string>>()
/** Signed in once, and again after a route that has signed them out. */
async function asRole(role: string): Promise<{ authorization: string }> {
  const token = tokens.get(role) ?? world.members[role]!.signsIn()
  tokens.set(role, token)
  return { authorization: `Bearer ${await token}` }
}

/** Let in: whatever the state of the case has to say, neither who asks nor what is asked was wrong. */
const letIn = ({ status }: Answer) => [200, 201, 202, 204, 207, 303, 304, 409, 410].includes(status)
/** A visitor without a key: the address is not there, or its door is shown. */
const atTheDoor = (answer: Answer) =>
  [401, 404].includes(answer.status) ||
  (answer.status === 303 &&
    /\/(track|answer|account|sign-in)(\/[^/?]+\?again=1[^/]*|\?.*)?$/.test(String(answer.headers.location))) ||
  (answer.status === 200 && !answer.text.includes('危旧房') && !answer.text.includes('示例公司'))

const PLACE_NAMES = Object.keys(PLACES) as PlaceName[]
const ROUTES = TABLE.routes.flatMap(addresses)
/**
 * Whether `npm test`, too, asks this: one in three at home, one in eighteen elsewhere, in turn from route to route and from
 * day to day; and each time the first of those who may.
 * @param n which route or fact it is
 */
function isTried(n: number, role: string, place: PlaceName, may: readonly string[]): boolean {
  const atHome = place === 'own unit'
  const turn = n + ROLE_NAMES.indexOf(role as Role) + 1 + 6 * PLACE_NAMES.indexOf(place)
  return itsTurn(turn, atHome ? 3 : 18) || (atHome && role === may[0])
}
/** What the names of these tests say of it. */
const SAMPLED = PROOF ? '' : ' (one role in three at home, one in eighteen elsewhere, in turn)'

const says = (answer: Answer) => `${answer.status} ${answer.text.slice(0, 300)}`

/** Whom the role is refused: 404 where the case is out of their sight, either where they lack the role and the agency; 403 where the role alone is asked first. */
function refusals(role: Role, place: PlaceName, { of, byRole }: Pick<Group, 'of' | 'byRole'>): number[] {
  if (byRole) return [403]
  const seen = TABLE.classes.sees![role]
  if (of === 'case' && seen !== undefined) return [reaches(seen, place, of) ? 403 : 404]
  return of === 'agency' && place === 'other agency' ? [403, 404] : [403]
}

describe.each(TABLE.routes.filter(({ facts, elsewhere }) => !facts && !elsewhere))(`$group${SAMPLED}`, (group) => {
  const { may, of, lists, beyond } = group
  const who = TABLE.classes[may]
  const whoMay = who ? Object.keys(who) : [ROLE_NAMES[0]!]
  const places: PlaceName[] = of === 'agency' ? ['own unit', 'other agency'] : of ? PLACE_NAMES : ['own unit']

  // Below /en stand the same routes, registered once more.
  test.each(PROOF ? addresses(group) : group.routes)('%s', async (route) => {
    answered = []
    const before = (await lines(route, 0)).length
    const n = ROUTES.indexOf(route)
    const forStaff = who !== undefined || may === 'staff'
    // At the door of staff one visitor is like another: each of them comes to every third route.
    for (const [i, visitor] of VISITORS.entries()) {
      if (forStaff && !PROOF && i > 0 && (n + i) % 3 !== 0) continue
      const answer = await asks(route, 'own unit', await world.visitors[visitor]())
      const about = `${visitor}: ${says(answer)}`
      const allowed = ['everybody', 'link', 'notices'].includes(may) || may === (visitor satisfies Visitor)
      if (forStaff)
        expect(
          route.includes(' /api/') ? answer.status === 401 : /^\/sign-in/.test(String(answer.headers.location)),
          about,
        ).toBe(true)
      else expect(allowed ? letIn(answer) : atTheDoor(answer), about).toBe(true)
    }
    for (const role of [...ROLE_NAMES, 'none'])
      for (const place of places) {
        if (!isTried(n, role, place, whoMay)) continue
        const answer = await asks(route, place, await asRole(role))
        if (may === 'staff' && /sign-out|sessions/.test(route)) tokens.delete(role)
        const about = `${role}, ${place}: ${says(answer)}`
        if (!who) {
          const everyone = ['everybody', 'link', 'notices', 'staff'].includes(may)
          expect(everyone ? letIn(answer) : atTheDoor(answer), about).toBe(true)
          continue
        }
        const reach = who[role as Role]
        const { draft, newcomer } = world.places[place]
        const sought = lists ? newcomer : draft.id
        if (reach === undefined && route === 'GET /desk' && answer.status === 303)
          expect(answer.text, about).not.toContain(sought)
        else if (reach === undefined) expect(refusals(role as Role, place, group), about).toContain(answer.status)
        else if (of === 'list') expect(answer.text.includes(sought), about).toBe(reaches(reach, place, of))
        else if (reaches(reach, place, of)) expect(letIn(answer), about).toBe(true)
        else {
          expect(answer.status, about).toBe(beyond ?? 404)
          if (route.startsWith('GET')) continue
          const nonsense = await asks(route, place, await asRole(role), 'nonsense')
          expect(nonsense.status, `${role}, ${place}, nonsense: ${says(nonsense)}`).toBe(answer.status)
        }
      }
    // Whoever was signed in is in the audit, with each answer that they got, also where the public reads a case by its
    // code; who came without a session is not.
    const watched = forStaff || /\/:(receipt|number)/.test(route)
    const told = await lines(route, before)
    expect(told.map(({ status }) => status)).toEqual(watched ? answered : [])
    for (const line of told) {
      expect(line.succeeded, JSON.stringify(line)).toBe(line.status < 400)
      if (of === 'case') expect(line.ofCase, JSON.stringify(line)).toBe(true)
    }
  })
})

/** Who reads a case and whom a fact is not left to: 403; whose case it is not: 404; else whatever is said of the fact. */
describe(`each fact, for each role in each place: rights are judged before anything is read of it${SAMPLED}`, () => {
  // A page answers who was signed out before with its door, and a member would not notice.
  beforeAll(() => Promise.all(ROLE_NAMES.map((role) => world.members[role]!.signsIn())))

  test.each(RECORDABLE.map((type, n) => [type, n] as const))('%s', async (type, n) => {
    const sees = TABLE.classes.sees!
    for (const place of PLACE_NAMES) {
      const url = `/cases/${world.places[place].other.id}/facts`
      for (const [i, role] of ROLE_NAMES.entries()) {
        if (!isTried(n, role, place, ACTS[type].may)) continue
        const reach = sees[role]
        const theirs = (ACTS[type].may as readonly string[]).includes(role)
        const ways = ['/api/v1', '']
        // As a program and on the page, in turn.
        for (const way of PROOF ? ways : [ways[(n + i) % 2]!]) {
          const answer = await world.members[role]!.posts(way + url, 'fact', { type, nonsense: 'x'.repeat(3) })
          const about = `${way}${url} ${role}, ${place}: ${says(answer)}`
          if (reach === undefined || (reaches(reach, place, 'case') && !theirs)) expect(answer.status, about).toBe(403)
          else if (!reaches(reach, place, 'case')) expect(answer.status, about).toBe(404)
          else expect([201, 303, 409, 422], about).toContain(answer.status)
        }
      }
    }
  })
})

const CELLS: Record<string, string> = {
  house: 'all',
  agency: 'agency',
  unit: 'unit',
  yes: 'yes',
  office: 'in an intake office',
}
const OUTSIDE: Record<string, string> = {
  everybody: 'everybody',
  link: 'whoever has the link',
  notices: 'whoever has the link',
  applicant: 'the applicant, with receipt number and enquiry code, or with the account that gathers it',
  party: 'who is consulted, with answer number and code',
  account: 'the holder of an account',
  staff: 'whoever is signed in',
  door: 'whoever is about to sign in, or signed in as themselves; recoveries for administrators',
}

/** The page for readers: the table as it is tested, and who records what. */
function page(): string {
  const head = `| | ${ROLE_NAMES.join(' | ')} |`
  const rule = `| --- ${'| --- '.repeat(ROLE_NAMES.length)}|`
  const row = (name: string, cell: (role: Role) => string) => `| ${name} | ${ROLE_NAMES.map(cell).join(' | ')} |`
  const groups = TABLE.routes.flatMap((group) => {
    const { may, both, routes } = group
    const who = TABLE.classes[may]
    const where = routes.map((route) => `\`${route}\``).join(', ') + (both ? ', each below `/en` too' : '')
    const whom = who
      ? [head, rule, row('how far', (role) => CELLS[String(who[role])] ?? '–')]
      : [`For ${OUTSIDE[may]}.`]
    return [`### ${group.group}`, '', ...whom, '', `${where}.`, '']
  })
  const facts = RECORDABLE.map((type) => {
    const outside = [
      APPLICANT_MAY.includes(type) ? 'applicant' : '',
      PARTY_MAY.includes(type) ? 'who is consulted' : '',
    ]
    const may = [...(ACTS[type].may as readonly string[]), ...outside.filter(Boolean)]
    const steps = Object.entries(ACTS[type].maySteps ?? {}).map(([step, roles]) => `; \`${step}\`: ${roles.join(', ')}`)
    return `| \`${type}\` | ${may.join(', ')}${steps.join('')} |`
  })
  return `${[
    '# Who may do what',
    '',
    'Written from `test/people/rights.yaml` by the test that asks every route as everybody (`WRITE=1`). `npm test` asks',
    'each route as one role that may and one role in three in their own unit, and elsewhere as one in eighteen, in turn from',
    'day to day; `npm run proof` asks all, also below `/en`, where the same routes stand once more. What a role reaches',
    'stands in `sight.ts`, whose a fact is in `../acts/catalogue/`.',
    '',
    '`all`: whatever lies where. `agency`: of their agency, and of those that it takes in for. `unit`: of their units, in',
    'their own name, or of their agency while no unit has it. `yes`: where nothing lies anywhere. `–`: refused with 403.',
    'Who is not signed in: 401, or the page to sign in. What lies out of reach answers 404, whatever is sent.',
    'Who covers a colleague does it from that colleague’s place: each role reaches as far as the place that it belongs to.',
    '',
    '## Routes',
    '',
    ...groups,
    '## Facts',
    '',
    'In cases that the role reaches. Who reaches a case and not the fact is refused before anything else of it is read.',
    '',
    '| fact | who |',
    '| --- | --- |',
    ...facts,
  ].join('\n')}\n`
}

test(`${PAGE} is the table`, () => {
  if (process.env.WRITE) writeFileSync(PAGE, page())
  expect(readFileSync(PAGE, 'utf8')).toBe(page())
})
