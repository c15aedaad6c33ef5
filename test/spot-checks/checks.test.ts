/** 抽查: a month is drawn once, by a seed from which anybody finds the same cases; points, findings and answers by whoever's turn it is. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placesOf } from '../../src/spot-checks/drawing.ts'
import { EXAMPLE } from '../../src/spot-checks/example-sheet.ts'
import { remindOfFindings } from '../../src/spot-checks/reminders.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { EXAMINED, type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'
import { reminded } from '../support/reminders.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
const cases: string[] = []
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url, oneFont: true })
  await office.sql`update people set email = username || '@example.gov.cn' where username in ('handler', 'head')`
  for (let i = 0; i < 4; i++) cases.push((await office.caseUntil('replyServed')).id)
  const { id } = await office.caseUntil('secrecyReviewed')
  await office.handler.records(id, EXAMINED)
  const reasons = '该会议记录属于本机关内部工作流程方面的信息，不对外产生直接影响。'
  await office.handler.records(id, { type: 'replyDrafted', outcome: 'internalAffairs', fields: { reasons } })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  cases.push(id)
  await office.caseUntil('assigned')
})
afterAll(async () => {
  await office.close()
  await server.close()
})

const AT = '/api/v1/spot-checks'
const draws = (month: string, who = office.head) => who.posts(`${AT}?agency=yunxi`, '', { month })
let draw: string
type Drawn = {
  caseId: string
  row: string
  place: number
  score: { total: number } | null
  findings: { n: number; state: string; isOverdue: boolean }[]
}
const drawn = async () => (await office.head.gets(`${AT}/${draw}`)).json as { seed: string; cases: Drawn[] }
const puts = (who: Office['head'], act: string, id: string, body: object) =>
  who.posts(`${AT}/${draw}/cases/${id}/${act}`, '', body)
const full = EXAMPLE.items.map(({ points }) => points)

test('no month is drawn before it is over, without a closed case, or twice', async () => {
  expect((await draws('2026-03')).json.errors).toMatchObject([{ field: 'month', code: 'UNFIT' }])
  office.itIs('2026-04-01')
  for (const who of [office.handler, office.head, office.supervisor]) await who.signsIn()
  expect((await draws('2026-02')).json.code, 'nothing was closed').toBe('FACT_REFUSED')
  expect((await draws('2026-13')).status).toBe(422)
  const made = await draws('2026-03')
  expect(made.status, made.text).toBe(201)
  draw = made.json.id
  expect((await draws('2026-03')).json.code).toBe('FACT_REFUSED')
  expect((await draws('2026-03', office.supervisor)).status, 'a supervisor changes nothing').toBe(403)
})

test('the draw follows from its seed: the same places by another program, two of each stratum', async () => {
  const { seed, cases: found } = await drawn()
  const csv = (await office.head.gets(`${AT}/${draw}/population.csv`)).text.slice(1).trimEnd().split('\r\n').slice(1)
  const all = csv
    .map((line) => line.split(','))
    .map(([agencyId, caseId, row, group, , digest, place, isDrawn]) => ({
      ...{ agencyId: agencyId!, caseId: caseId!, row: row!, group, digest, place: Number(place), isDrawn },
    }))
  expect(all.map(({ caseId }) => caseId).toSorted(), 'what is open has no place').toEqual(cases.toSorted())
  for (const one of all) expect(one.digest).toBe(createHash('sha256').update(`${seed} ${one.caseId}`).digest('hex'))
  const again = placesOf(
    seed,
    all.map(({ agencyId, caseId, row }) => ({ agencyId, caseId, row })),
  )
  for (const one of again) expect(all.find(({ caseId }) => caseId === one.caseId)!.place).toBe(one.place)
  expect(found.map(({ caseId }) => caseId).toSorted()).toEqual(
    all
      .filter(({ isDrawn }) => isDrawn === '是')
      .map(({ caseId }) => caseId)
      .toSorted(),
  )
  expect(found.map(({ row }) => row)).toEqual(['3.1', '3.1', '3.3.5'])
  const page = (await office.head.gets(`/spot-checks/${draw}`)).text
  expect(page).toContain(seed)
})

test('points are whole numbers of the sheet, the last ones hold; whoever drafted, reviewed or signed does not judge', async () => {
  const [one] = (await drawn()).cases
  for (const scores of [[...full, 1], full.slice(1), full.map((n) => n + 1), full.map(() => 0.5)])
    expect((await puts(office.head, 'scores', one!.caseId, { scores })).status).toBe(422)
  expect((await puts(office.head, 'scores', one!.caseId, { scores: full.map(() => 1) })).status).toBe(201)
  expect((await puts(office.head, 'scores', one!.caseId, { scores: full, says: '办理规范。' })).status).toBe(201)
  expect((await drawn()).cases[0]!.score).toMatchObject({ total: 100, says: '办理规范。' })
  for (const who of [office.handler, office.supervisor, office.registrar])
    expect((await puts(who, 'scores', one!.caseId, { scores: full })).status).toBe(403)
  // The handler who drafted is made head as well.
  await office.sql`update people set roles = '{handler,head}' where username = 'handler'`
  const own = await puts(office.handler, 'scores', one!.caseId, { scores: full })
  await office.sql`update people set roles = '{handler}' where username = 'handler'`
  expect([own.status, own.json.code]).toEqual([409, 'FACT_REFUSED'])
  const { cases: found } = await drawn()
  const undrawn = cases.find((id) => !found.some(({ caseId }) => caseId === id))!
  expect((await puts(office.head, 'scores', undrawn, { scores: full })).status).toBe(404)
})

test('a finding is answered by whoever handles the case, and settled or sent back; what is late shows', async () => {
  const [one] = (await drawn()).cases
  const id = one!.caseId
  expect(
    (await puts(office.head, 'findings', id, { says: '没有写明检索的范围。', dueOn: '2026-03-31' })).json.errors,
  ).toMatchObject([{ field: 'dueOn', code: 'IN_THE_PAST' }])
  expect((await puts(office.head, 'findings', id, { says: '没有写明检索的范围。', dueOn: '2026-04-10' })).status).toBe(
    201,
  )
  const state = async () => (await drawn()).cases.find(({ caseId }) => caseId === id)!.findings[0]!
  const { n } = await state()
  expect((await puts(office.head, 'verdicts', id, { finding: n, enough: true })).status, 'nothing to judge').toBe(409)
  const owed = async (who: Office['head']) => (await who.gets('/spot-checks?agency=yunxi')).text
  expect(await owed(office.handler)).toContain('没有写明检索的范围。')
  const told = async (on: string) => {
    office.itIs(on)
    await remindOfFindings(office.house)
    const mails = (await reminded(office, server)).map(({ subject, text, to }) => `${to} ${subject}\n${text}`)
    return mails.filter((mail) => mail.includes('抽查'))
  }
  const first = await told('2026-04-02')
  expect(first.map((mail) => mail.split('@')[0]).toSorted()).toEqual(['handler', 'head'])
  expect(first[0]).toMatch(/抽查发现的问题有1项等待处理[\s\S]*待答复　答复期限2026年4月10日（星期五）/)
  expect(first.join(), 'no words of the case').not.toContain('检索')
  expect(await told('2026-04-03'), 'once').toEqual([])
  expect(await told('2026-04-08'), 'three working days before').toHaveLength(2)
  expect((await told('2026-04-13')).join()).toContain('有1项逾期没有答复')
  // A session lasts half a day; a page would show the door.
  for (const who of [office.handler, office.head, office.supervisor]) await who.signsIn()
  expect(await state()).toMatchObject({ state: 'owed', isOverdue: true })
  expect(await owed(office.handler)).toContain('已逾期')
  expect((await puts(office.handler, 'answers', id, { finding: n, says: '已经补充说明。' })).status).toBe(201)
  expect((await puts(office.handler, 'answers', id, { finding: n, says: '再答。' })).status).toBe(409)
  expect(
    (await puts(office.head, 'verdicts', id, { finding: n, enough: false })).json.errors.map(
      (e: { field: string }) => e.field,
    ),
  ).toEqual(['says', 'dueOn'])
  const back = { finding: n, enough: false, says: '请附检索记录。', dueOn: '2026-04-20' }
  expect((await puts(office.head, 'verdicts', id, back)).status).toBe(201)
  expect(await state()).toMatchObject({ state: 'owed', isOverdue: false })
  await puts(office.handler, 'answers', id, { finding: n, says: '检索记录附后。' })
  expect((await puts(office.head, 'verdicts', id, { finding: n, enough: true })).status).toBe(201)
  expect(await state()).toMatchObject({ state: 'settled' })
  expect(await owed(office.handler)).not.toContain('没有写明检索的范围。')
})

test('whoever answered does not judge that answer, by the API or the page; who alone checks leaves the answer to the handler', async () => {
  const { caseId } = (await drawn()).cases[2]!
  await puts(office.head, 'findings', caseId, { says: '没有写明依据。', dueOn: '2026-05-10' })
  const finding = (await drawn()).cases.find((one) => one.caseId === caseId)!.findings[0]!.n
  const desk = async (who: Office['head']) => (await who.gets('/desk')).text
  expect(await desk(office.handler)).toContain('抽查问题待答复 1件')
  expect(await desk(office.head)).toContain('抽查问题待答复 1件')
  await office.registrar.signsIn()
  expect(await desk(office.registrar)).not.toContain('抽查问题待答复')
  const page = async () => (await office.head.gets(`/spot-checks/${draw}/cases/${caseId}`)).text
  // One head: nobody would be left to judge.
  const alone = await puts(office.head, 'answers', caseId, { finding, says: '依据附后。' })
  expect([alone.status, alone.json.code, alone.text.includes('请由承办人答复')]).toEqual([409, 'FACT_REFUSED', true])
  expect([(await page()).includes('data-act="answers"'), (await page()).includes('请由承办人答复')]).toEqual([
    false,
    true,
  ])
  await office.sql`update people set roles = '{supervisor,head}' where username = 'supervisor'`
  expect(await page()).toContain('data-act="answers"')
  expect((await puts(office.head, 'answers', caseId, { finding, says: '依据附后。' })).status).toBe(201)
  const back = { says: '再答。', dueOn: '2026-05-20' }
  for (const verdict of [{ enough: true }, { enough: false, ...back }]) {
    const own = await puts(office.head, 'verdicts', caseId, { finding, ...verdict })
    expect([own.status, own.json.code, own.text.includes('这次答复由您提交')]).toEqual([409, 'FACT_REFUSED', true])
  }
  expect([(await page()).includes('data-act="verdicts"'), (await page()).includes('这次答复由您提交')]).toEqual([
    false,
    true,
  ])
  expect((await puts(office.supervisor, 'verdicts', caseId, { finding, enough: false, ...back })).status).toBe(201)
  expect((await puts(office.handler, 'answers', caseId, { finding, says: '依据附后。' })).status).toBe(201)
  // The next answer is another's.
  expect((await puts(office.head, 'verdicts', caseId, { finding, enough: true })).status).toBe(201)
  expect(await desk(office.handler)).not.toContain('抽查问题待答复')
  await office.sql`update people set roles = '{supervisor}' where username = 'supervisor'`
})

test('supervision has the numbers, the workbook the points and findings, the audit each act without its words', async () => {
  const page = (await office.supervisor.gets('/supervision')).text
  const line = page
    .slice(page.indexOf('data-spot="yunxi"'))
    .split('</tr>')[0]!
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  expect(line).toMatch(/3 1 100(?:\.0)?% 2 0 0/)
  for (const [of, count] of Object.entries({ drawn: 3, scored: 1, found: 2, open: 0, overdue: 0 })) {
    const list = await office.supervisor.gets(`/supervision/spot-checks?of=${of}&agency=yunxi`)
    expect([list.status, list.text.match(/data-case=/g)?.length ?? 0], of).toEqual([200, count])
    expect(page).toContain(`/supervision/spot-checks?of=${of}&amp;agency=yunxi`)
  }
  const book = sheetsOf((await office.head.gets(`${AT}/${draw}/results.xlsx`)).bytes)
  expect(book.map(({ name }) => name)).toEqual(['评分', '问题和答复'])
  expect(JSON.stringify(book[1]!.rows)).toContain('检索记录附后。')
  const lines = await office.sql<{ subject: string; detail: object }[]>`
    select subject, detail from audit_lines where what = 'spotCheck' order by at`
  expect(lines.map(({ subject }) => subject.replace(/^.* /, ''))).toEqual(
    expect.arrayContaining(['2026年3月抽查', '评分', '提出问题', '答复', '退回答复', '了结']),
  )
  expect(JSON.stringify(lines)).not.toContain('检索')
})

test('rules are versions: the next draw has them, the last one keeps its own; a stale form is refused', async () => {
  const rules = { from: 0, perStratum: 1, title: '云溪区评分表', items: [{ name: '全部', points: 10 }] }
  expect((await office.head.posts(`${AT}/rules?agency=yunxi`, '', rules)).status).toBe(201)
  expect((await office.head.posts(`${AT}/rules?agency=yunxi`, '', rules)).json.code).toBe('CHANGED_SINCE_READ')
  const typed = { from: '1', perStratum: '1', title: '表', items: '一｜5\n二｜五｜说明' }
  const wrong = await office.head.posts('/spot-checks/rules?agency=yunxi', '', typed)
  expect([wrong.status, wrong.text.includes('第2行不是')]).toEqual([422, true])
  const right = await office.head.posts('/spot-checks/rules?agency=yunxi', '', {
    ...typed,
    items: '一｜5｜说明\n二｜5',
  })
  expect(right.status, right.text).toBe(303)
  expect((await office.head.gets(`${AT}?agency=yunxi`)).json.rules).toMatchObject({ n: 2, rules: { title: '表' } })
  expect((await office.head.gets(`${AT}/${draw}`)).json.rules.title).toBe(EXAMPLE.title)
})

test('the service adds lines and changes none; the words of a case go with its content', async () => {
  const { sql } = office.house
  const agency = await office.sql<{ agencyId: string; caseId: string }[]>`
    select agency_id, case_id from spot_lines where kind = 'found'`
  const [{ agencyId, caseId } = { agencyId: '', caseId: '' }] = agency
  await expect(sql`update spot_lines set says = ''`).rejects.toThrow()
  await expect(sql`delete from spot_lines`).rejects.toThrow()
  await expect(office.sql`update spot_lines set says = ''`, 'its owner neither').rejects.toThrow(/append-only/)
  expect(await sql`select from spot_lines`, 'behind the wall').toHaveLength(0)
  await office.sql`
    insert into ledger (agency_id, case_id, position, type, "on", open, "by", at, previous_hash, hash)
    values (${agencyId}, ${caseId}, 900, 'wordsErased', '2026-04-13', '{}', 'system', now(), '', '')`
  const says = await office.sql<{ says: string; kind: string }[]>`
    select says, kind from spot_lines where case_id = ${caseId}`
  expect(says.length).toBeGreaterThan(4)
  expect(says.filter((line) => line.says !== '')).toEqual([])
  await expect(
    office.sql`insert into spot_lines (draw_id, agency_id, case_id, n, kind, finding, due_on, says, "by", at)
      values (${draw}, ${agencyId}, ${caseId}, 90, 'found', 90, '2026-05-01', '再写', 'x', now())`,
  ).rejects.toThrow(/destroyed/)
})
