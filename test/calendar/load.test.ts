/** A calendar is loaded: first what moves is shown, then it moves, each case with a fact of its own. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarImportCommand } from '../../src/cli/calendar-import.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { provisionalCases } from '../../src/law/recount.ts'
import { asUpload } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: '2026-12-09' })
})
afterAll(() => office.close())

/** What a notice for 2027 could say; the real one is not published. */
const YEAR_2027 = {
  year: 2027,
  notice: '国办发明电〔2026〕示例号',
  published: '2026-12-15',
  url: 'https://example.gov.cn/2027',
  off: ['2027-01-01', '2027-01-02', '2027-01-03', ...days('2027-02-05', 7), '2027-04-05', '2027-05-01', '2027-06-09'],
  work: ['2027-01-09'],
}

function days(first: string, n: number): string[] {
  return Array.from(
    { length: n },
    (_, i) => `${first.slice(0, 8)}${String(Number(first.slice(8)) + i).padStart(2, '0')}`,
  )
}

async function imports(calendar: unknown, ...options: string[]) {
  const file = join(await mkdtemp(join(tmpdir(), 'calendar-')), 'calendar.json')
  await writeFile(file, JSON.stringify(calendar))
  const [output, errors] = [new PassThrough(), new PassThrough()]
  const code = await calendarImportCommand(office.house, [file, ...options], output, errors)
  output.end()
  errors.end()
  const lines = (await text(output)).split('\n').filter(Boolean)
  return { code, errors: await text(errors), moved: lines.map((line) => JSON.parse(line)) }
}

test('a count into an unpublished year is provisional; the notice moves it, once, with a fact', async () => {
  const { id } = await office.caseUntil('assigned')
  const before = (await office.registrar.opens(id)).clock
  expect(before).toMatchObject({ receivedOn: '2026-12-09', dueOn: '2027-01-07', provisional: true })
  expect(await provisionalCases(office.house)).toEqual({ cases: 1, years: [2027] })

  const preview = await imports(YEAR_2027, '--dry-run')
  expect(preview).toMatchObject({
    code: 0,
    moved: [
      { case: id, dueBefore: '2027-01-07', dueAfter: '2027-01-07', provisionalBefore: true, provisionalAfter: false },
    ],
  })
  expect((await office.registrar.opens(id)).clock.provisional).toBe(true)

  expect((await imports(YEAR_2027)).moved).toHaveLength(1)
  const after = await office.registrar.opens(id)
  expect(after.clock).toMatchObject({ dueOn: '2027-01-07', provisional: false })
  expect(after.facts.some((fact: { type: string }) => fact.type === 'calendarChanged')).toBe(false) // no date moved
  expect(await provisionalCases(office.house)).toEqual({ cases: 0, years: [] })
})

test('a correction of the calendar moves the dates of open cases and records it on each; a second run moves nothing', async () => {
  office.itIs('2026-12-16')
  const { id } = await office.caseUntil('assigned')
  expect((await office.registrar.opens(id)).clock.dueOn).toBe('2027-01-13') // with the make-up Saturday of 9 January
  const corrected = { ...YEAR_2027, off: [...YEAR_2027.off, '2027-01-04', '2027-01-05'] }
  const { moved } = await imports(corrected)
  expect(moved).toContainEqual(expect.objectContaining({ case: id, dueBefore: '2027-01-13', dueAfter: '2027-01-15' }))
  const shown = await office.registrar.opens(id)
  expect(shown).toMatchObject({ dueOn: '2027-01-15' })
  expect(shown.facts.at(-1)).toMatchObject({
    type: 'calendarChanged',
    by: 'system',
    year: 2027,
    version: 2,
    dueBefore: '2027-01-13',
    dueAfter: '2027-01-15',
  })
  expect((await imports(corrected, '--dry-run')).moved).toEqual([])
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('the administrator does it on a page, and sees numbers and dates, nobody’s name', async () => {
  const { id, receipt } = await office.caseUntil('assigned')
  const signIn = await office.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ username: 'admin', password: 'Demo-2026-open' }).toString(),
  })
  const cookie = String(signIn.headers['set-cookie']).split(';')[0]!
  const page = await office.app.inject({ url: '/calendar', headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)![1]!
  const post = (url: string, source: string) =>
    office.app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf, source }).toString(),
    })
  const source = JSON.stringify({ ...YEAR_2027, off: [...YEAR_2027.off, '2027-01-06'] })
  const preview = await post('/calendar/preview', source)
  expect(preview.statusCode).toBe(200)
  const { number } = await office.registrar.opens(id)
  expect(preview.body).toContain(number)
  expect(preview.body).not.toContain('张三')
  // The same from a file, with the mark that some editors put before it.
  const uploads = (content: string) => {
    const { headers, payload } = asUpload({ csrf, source: '' }, [{ name: '2027.json', content }])
    return office.app.inject({ method: 'POST', url: '/calendar/preview', headers: { ...headers, cookie }, payload })
  }
  const main = ({ body }: { body: string }) => /<main.*<\/main>/s.exec(body)![0]
  expect(main(await uploads(`\uFEFF${source}`))).toBe(main(preview))
  for (const [wrong, says] of [
    ['', '请选择文件，或者粘贴通知内容'],
    ['off: [2027-01-01]', '不是有效的 JSON'],
    ['x'.repeat(70_000), '文件超过64 KB'],
  ] as const) {
    const answer = await uploads(wrong)
    expect([wrong.length, answer.statusCode, answer.body.includes(says)]).toEqual([wrong.length, 422, true])
  }
  const applied = await post('/calendar', source)
  expect(applied.body).toContain('data-applied="2027"')
  expect((await office.registrar.opens(id)).facts.at(-1).type).toBe('calendarChanged')
  expect(receipt).toBeTruthy()

  const refused = await post('/calendar/preview', '{"year": 2027,')
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('不是有效的 JSON')
})

test.each([
  [{ ...YEAR_2027, work: ['2027-01-04'] }, '2027-01-04不是周末'],
  [{ ...YEAR_2027, work: ['2027-01-02'] }, '2027-01-02既放假又上班'],
  [{ ...YEAR_2027, off: ['2026-06-01', ...YEAR_2027.off] }, '2026-06-01不在2027年'],
  [{ ...YEAR_2027, off: ['2027-02-30'] }, '不是有效日期'],
  [{ ...YEAR_2027, off: ['2027-01-01'] }, '放假只有1天'],
  [{ ...YEAR_2027, notice: undefined }, 'notice'],
  [[], ''],
  [null, ''],
])('a file that cannot be right is refused by name: %#', async (calendar, says) => {
  const { code, errors, moved } = await imports(calendar)
  expect({ code, moved }).toEqual({ code: 1, moved: [] })
  expect(errors).toContain(says)
})
