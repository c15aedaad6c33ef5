/** 第三方评估: whoever has the code of an invitation reads the drawn cases without personal data, to its day, and each look is on the audit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseById } from '../../src/ledger/queries.ts'
import { EXAMPLE } from '../../src/spot-checks/example-sheet.ts'
import { maskedCase } from '../../src/spot-checks/masked-case.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

const NAME = '欧阳小榆'
let office: Office
let drawn: string
let other: string
let draw: string
let code: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  const request = {
    title: '示例路征收补偿方案',
    description: `${NAME}（电话0000-1000001）申请公开本人房屋的征收补偿方案。`,
  }
  drawn = (await office.caseUntil('replyServed', application({ applicant: { name: NAME }, request }))).id
  other = (await office.caseUntil('assigned')).id
  await office.registrar.records(drawn, { type: 'noted', text: '内部备注，不给外人看。' })
  office.itIs('2026-04-01')
  const made = await office.head.posts('/api/v1/spot-checks?agency=yunxi', '', { month: '2026-03' })
  draw = made.json.id
  const asked = { name: '评估员', organisation: '示例大学', until: '2026-04-10' }
  const invited = await office.head.posts(`/api/v1/spot-checks/${draw}/evaluators`, '', asked)
  expect(invited.status, invited.text).toBe(201)
  code = invited.json.code
})
afterAll(() => office.close())

const opens = (typed: string) =>
  send(office.app, {
    ...{ method: 'POST', url: '/evaluation', payload: new URLSearchParams({ code: typed }).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  })
const cookieIn = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie']]
    .flat()
    .map(String)
    .findLast((one) => /evaluating=[^;]/.test(one))!
    .split(';')[0]!
const looks = (url: string, cookie?: string) => send(office.app, { url, headers: cookie ? { cookie } : {} })

test('the code opens, however it is typed; another one, and none, do not', async () => {
  expect(code).toMatch(/^(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}$/)
  expect((await opens('AAAAA-BBBBB-CCCCC-DDDDD')).status).toBe(404)
  expect((await opens(code.replaceAll('-', '').toLowerCase())).status).toBe(303)
  expect((await looks('/evaluation')).text).toContain('评估码')
  const [kept] = await office.sql`select * from spot_evaluators`
  expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))
})

test('the drawn case is read without who asked, notes and names of staff; no other case is', async () => {
  const cookie = cookieIn(await opens(code))
  expect((await looks('/evaluation', cookie)).text).toContain(`/evaluation/cases/${drawn}`)
  const page = await looks(`/evaluation/cases/${drawn}`, cookie)
  expect(page.status).toBe(200)
  expect(page.text).toContain('征收补偿方案')
  expect(page.text).toContain('检索')
  // Which letter was made and sent, and to which unit the case went.
  expect(page.text).toMatch(/文书：《[^》]+》/)
  expect(page.text).toMatch(/承办机构：[^<]+/)
  const staff = await office.sql<{ name: string }[]>`select name from people`
  for (const word of [NAME, '1000001', '内部备注', ...staff.map(({ name }) => name)])
    expect(page.text).not.toContain(word)
  expect((await looks(`/evaluation/cases/${other}`, cookie)).status).toBe(404)
  for (const path of [`/cases/${drawn}`, `/api/v1/cases/${drawn}`, '/spot-checks', `/api/v1/spot-checks/${draw}`])
    expect([303, 401], path).toContain((await looks(path, cookie)).status)
})

test('they put down points of their own, which the office reads beside its own; each is a line of the audit', async () => {
  const cookie = cookieIn(await opens(code))
  const scores = (points: readonly number[], as = cookie, id = drawn, site = 'same-origin') =>
    send(office.app, {
      ...{ method: 'POST', url: `/evaluation/cases/${id}/scores` },
      payload: new URLSearchParams({
        ...Object.fromEntries(points.map((n, i) => [`scores.${i}`, String(n)])),
        says: '检索记录完整，联系人13800000000。',
      }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site, cookie: as },
    })
  const full = EXAMPLE.items.map(({ points }) => points)
  const wrong = await scores(full.map((n) => n + 1))
  expect([wrong.status, wrong.text.includes('应当是0至')]).toEqual([422, true])
  const halves = await scores(full.map((n) => n - 0.5))
  expect([halves.status, halves.text.includes('应当是整数')], 'one wording').toEqual([422, false])
  expect((await scores(full, cookie, other)).status, 'not drawn').toBe(404)
  expect((await scores(full, 'evaluating=none')).headers.location).toBe('/evaluation')
  expect((await scores(full, cookie, drawn, 'cross-site')).status).toBe(403)
  expect((await scores(full.map(() => 1))).status).toBe(303)
  expect((await scores(full)).status, 'the last ones hold').toBe(303)
  expect((await looks(`/evaluation/cases/${drawn}`, cookie)).text).toContain('data-own="100"')
  expect((await looks(`/evaluation/cases/${drawn}?done=scored`, cookie)).text).toContain('抽中的申请都已经评分')
  expect((await office.head.gets(`/spot-checks/${draw}`)).text).toContain('<td data-label="第三方评分">100／100</td>')
  const theirs = (await office.head.gets(`/spot-checks/${draw}/cases/${drawn}`)).text
  expect(theirs).toContain('第三方评分 100／100')
  expect(theirs).toContain('评估员（示例大学）')
  const [one] = (await office.head.gets(`/api/v1/spot-checks/${draw}`)).json.cases
  expect(one).toMatchObject({ score: null, evaluations: [{ total: 100, says: '检索记录完整，联系人×××。' }] })
  const book = sheetsOf((await office.head.gets(`/api/v1/spot-checks/${draw}/results.xlsx`)).bytes)
  expect(book.map(({ name }) => name)).toContain('第三方评分')
  const lines = await office.sql<{ detail: object }[]>`
    select detail from audit_lines where "by" = 'evaluator' and what = 'spotCheck' and case_id = ${drawn}`
  expect(lines).toHaveLength(2)
  expect(JSON.stringify(lines)).not.toContain('检索记录')
})

test('each look is a line of the audit, with who looked and at which case', async () => {
  const cookie = cookieIn(await opens(code))
  const lines = () => office.sql<{ what: string; caseId: string | null; detail: { evaluator: string } }[]>`
    select what, case_id, detail from audit_lines where "by" = 'evaluator' order by at, id`
  const before = (await lines()).length
  await looks('/evaluation', cookie)
  await looks(`/evaluation/cases/${drawn}`, cookie)
  const [list, one] = (await lines()).slice(before)
  expect(list).toMatchObject({ what: 'list', detail: { evaluator: '评估员' } })
  expect(one).toMatchObject({ what: 'case', caseId: drawn, detail: { evaluator: '评估员' } })
})

test('of a case that touches a state secret no words are given', async () => {
  const id = (await office.caseUntil('searched', application({ request: { title: '示例线路走向图' } }))).id
  const secret = { type: 'secrecyReviewed', conclusion: 'stateSecret', reasons: '定密的线路走向图。' }
  await office.handler.records(id, secret)
  const row = (await caseById(office.house.sql, ['yunxi'], id))!
  const masked = (await maskedCase(office.house, row))!
  expect(masked.withheld).toContain('只提供办理的步骤和日期')
  expect(JSON.stringify(masked)).not.toMatch(/线路走向/)
  expect(masked.facts.map(({ zh }) => zh)).toContain('保密审查')
})

test('it ends on its day, and at once where the office ends it', async () => {
  const cookie = cookieIn(await opens(code))
  office.itIs('2026-04-10')
  expect((await opens(code)).status, 'the last day').toBe(303)
  office.itIs('2026-04-11')
  expect((await opens(code)).status).toBe(404)
  office.itIs('2026-04-02')
  const [{ id } = { id: '' }] = await office.sql<{ id: string }[]>`select id from spot_evaluators`
  const again = cookieIn(await opens(code))
  expect((await office.head.posts(`/api/v1/spot-checks/${draw}/evaluators/${id}/end`, '', {})).status).toBe(200)
  for (const one of [cookie, again]) expect((await looks('/evaluation', one)).text).not.toContain(drawn)
  expect((await opens(code)).status).toBe(404)
  expect((await office.head.posts(`/api/v1/spot-checks/${draw}/evaluators/${id}/end`, '', {})).status).toBe(404)
})
