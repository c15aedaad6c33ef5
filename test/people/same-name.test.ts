/** Two people of one name in one agency: wherever a name is chosen, or stands for who did something, it tells which. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASSIGNED, type Office, openOffice } from '../support/house.ts'
import { joins } from './visitor.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('the list of handlers, the case and its timeline tell them apart; others stay as they are', async () => {
  await joins(office, 'handler-2', ['handler'])
  await office.sql`update people set name = (select name from people where username = 'handler') where username = 'handler-2'`
  const [{ name }] = (await office.sql`select name from people where username = 'handler'`) as unknown as [
    { name: string },
  ]
  const { id } = await office.caseUntil('registered')
  await office.head.signsIn()
  const page = (await office.head.gets(`/cases/${id}`)).text
  for (const username of ['handler', 'handler-2'])
    expect(page).toContain(`value="${username}"/><span>${name}（${username}）</span>`)
  await office.head.records(id, ASSIGNED)
  await office.handler.records(id, { type: 'noted', text: '备注。' })
  const after = (await office.head.gets(`/cases/${id}`)).text
  expect(after, 'who noted it').toContain(`<span>${name}（handler）</span>`)
  expect(after, 'who assigned it').toContain('<span>示例·公开办主任</span>')
})
