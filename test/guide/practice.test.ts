/** 演练: judged as the real form is, and nothing of it stays: no row, no mail, no cookie. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const FORM = {
  ...{ agency: 'yunxi', kind: 'person', name: '演练人乙', idType: 'residentId', idNumber: '11010519491231002X' },
  ...{ phone: '0000-1000001', title: '云溪路改造工程初步设计的批复', form: 'electronic', delivery: 'portal' },
  description: '请公开2025年作出的《关于云溪路改造工程初步设计的批复》。',
}
const posts = (form: Record<string, string>, path = '/practice') =>
  send(office.app, { method: 'POST', url: path, ...asForm(form) })
const rows = async () => {
  const tables = await office.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('visits', 'request_tally')`
  const counts: [string, number][] = []
  for (const { name } of tables) {
    const [row] = await office.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from "${name}"`)
    counts.push([name, row!.n])
  }
  return counts
}

test('what does not fit is said as on the form; what fits is said, too, and nothing is kept of either', async () => {
  const before = await rows()
  const wrong = await posts({ ...FORM, idNumber: '110105194912310021', title: '' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('演练：这里不会提交申请')
  expect(wrong.text).toContain('value="演练人乙"') // what was typed stays on the page
  const right = await posts(FORM)
  expect([right.status, right.headers['cache-control'], right.headers['set-cookie']]).toEqual([
    200,
    'no-store',
    undefined,
  ])
  expect(right.text).toContain('没有提交，也没有保存')
  expect(right.text).not.toContain('演练人乙')
  const vague = await posts({ ...FORM, title: '拆迁', description: '请公开关于拆迁的所有材料' }, '/en/practice')
  expect(vague.text).toContain('Practice done')
  expect(vague.text).toContain('data-hint=')
  expect(await rows()).toEqual(before)
  const example = await send(office.app, { url: '/practice?example=1' })
  expect(example.text).toContain('张三（演练）')
  const cross = await send(office.app, {
    ...{ method: 'POST', url: '/practice', payload: 'name=x' },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
  })
  expect(cross.status).toBe(403)
})
