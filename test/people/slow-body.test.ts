/** A body takes as long as whoever sends it likes: a right or a session that ends meanwhile acts no more, whichever form it is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSlowUpload, send, type Upload } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { residentNumber } from '../support/people.ts'

const SAID = { title: '慢慢送来的办法', topic: 'education', why: '标题写错' }
const FILE: Upload = { name: '材料.txt', content: '材料' }
const ADMINS_FILE: Upload = { name: 'a.yaml', content: '- {}' }

let office: Office
let item: string
let withdrawn: string
let filed: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  item = await published('慢慢更正的办法')
  withdrawn = await published('慢慢恢复的办法')
  expect((await sends('head', `/releases/${withdrawn}/withdrawal`, { why: '附件有误。' })).status).toBe(303)
  filed = (await office.caseUntil('assigned')).id
})
afterAll(() => office.close())

async function sends(
  who: string,
  url: string,
  fields: Record<string, string>,
  { meanwhile = async () => {}, files = [] }: { meanwhile?: () => Promise<unknown>; files?: Upload[] } = {},
) {
  const authorization = `Bearer ${await office.staff(who).signsIn()}`
  const { headers, payload } = asSlowUpload(fields, meanwhile, files)
  return send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
}
async function published(title: string): Promise<string> {
  const said = { agency: 'yunxi', title, topic: 'education', withoutFiles: 'yes', idempotencyKey: title }
  return String((await sends('head', '/releases', said)).headers.location)
    .split('?')[0]!
    .split('/')
    .at(-1)!
}

/** What nobody may have changed. */
const whatStands = async () => {
  const [row] = await office.sql`
    select (select count(*)::int from release_acts) as acts, (select count(*)::int from files) as files,
      (select count(*)::int from ledger) as facts, (select count(*)::int from cases) as cases,
      (select count(*)::int from kept_drafts) as drafts, (select count(*)::int from prepared_notices) as notices`
  return row
}

type Form = [who: string, url: () => string, fields: Record<string, string>, files?: Upload[]]
const FORMS: Form[] = [
  ['head', () => '/releases', { ...SAID, agency: 'yunxi', withoutFiles: 'yes' }],
  ['head', () => `/releases/${item}/correction`, SAID, [{ ...FILE, field: 'files' }]],
  ['head', () => `/releases/${item}/withdrawal`, { why: '附件有误。' }],
  ['head', () => `/releases/${withdrawn}/restoration`, { ...SAID, withoutFiles: 'yes' }],
  ['handler', () => `/api/v1/cases/${filed}/files`, {}, [FILE]],
  ['handler', () => `/api/v1/cases/${filed}/facts`, { fact: '{"type":"extended","reason":"需要检索。"}' }],
  ['handler', () => `/cases/${filed}/facts`, { type: 'replyDrafted', reckon: 'yes' }],
  ['handler', () => `/cases/${filed}/notices`, { type: 'extended', reason: '需要检索。' }],
  ['handler', () => `/cases/${filed}/notices/preview`, { type: 'extended', reason: '需要检索。' }],
  ['handler', () => `/cases/${filed}/kept-draft`, { keep: 'one', outcome: 'disclosed' }],
  ['handler', () => `/cases/${filed}/together`, { outcome: 'disclosed' }],
  ['handler', () => `/cases/${filed}/items`, { step: 'more' }],
  ['registrar', () => '/api/v1/cases', { application: '{}' }],
  ['registrar', () => '/cases', { channel: 'mail', 'applicant.idNumber': residentNumber(77) }],
  ['registrar', () => '/cases/new', { add: 'yes' }],
  ['registrar', () => `/cases/${filed}/papers`, {}],
  ['admin', () => '/calendar/preview', { source: 'year: 2027' }],
  ['admin', () => '/import/preview', {}, [ADMINS_FILE]],
  ['admin', () => '/seals', { agency: 'yunxi' }],
  ['head', () => '/reports/monthly/fields/due', { dueDay: '9' }],
]

test.each(FORMS)('%s at %s: neither without the role, nor without the session', async (who, url, fields, files) => {
  const before = await whatStands()
  const roles = (all: string) => office.sql`update people set roles = ${all}::text[] where username = ${who}`
  const [{ roles: own } = { roles: [] }] = await office.sql<
    { roles: string[] }[]
  >`select roles from people where username = ${who}`
  const meanwhile = () => roles('{auditor}')
  const lost = await sends(who, url(), fields, { meanwhile, ...(files && { files }) })
  await roles(`{${own.join()}}`)
  expect([403, 404], lost.text.slice(0, 300)).toContain(lost.status)
  const ended = () => office.sql`delete from sessions where person_id = (select id from people where username = ${who})`
  const left = await sends(who, url(), fields, { meanwhile: ended, ...(files && { files }) })
  expect(left.status, left.text.slice(0, 300)).toBe(url().startsWith('/api/') ? 401 : 303)
  if (left.status === 303) expect(left.headers.location).toMatch(/^\/sign-in/)
  expect(await whatStands()).toEqual(before)
})

test('an item is corrected and taken down by nobody who has moved to another agency meanwhile; a case has no file of theirs', async () => {
  const before = await whatStands()
  const moves = (who: string, agency: string) =>
    office.sql`update people set agency_id = ${agency} where username = ${who}`
  const meanwhile = () => moves('head', 'yunxi-jyj')
  for (const [url, fields] of [
    [`/releases/${item}/correction`, SAID],
    [`/releases/${item}/withdrawal`, { why: '附件有误。' }],
    [`/releases/${withdrawn}/restoration`, { ...SAID, withoutFiles: 'yes' }],
  ] as const) {
    expect((await sends('head', url, fields, { meanwhile })).status, url).toBe(404)
    await moves('head', 'yunxi')
  }
  const files = `/api/v1/cases/${filed}/files`
  expect((await sends('head', files, {}, { meanwhile, files: [FILE] })).status).toBe(404)
  await moves('head', 'yunxi')
  expect(await whatStands()).toEqual(before)
})
