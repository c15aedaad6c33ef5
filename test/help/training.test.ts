/** 年度轮训: what was held, who came, for how long, and who has not been trained this year. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const TRAINING = {
  title: '条例解读和败诉案例',
  heldOn: MONDAY,
  content: '条例第三章；演练J01。',
  trainer: '法制科',
  hours: '1.5',
}
const timesOf = (page: string, id: string) => new RegExp(`data-person="${id}" data-times="(\\d+)"`).exec(page)?.[1]

test('a training is put down with who came; the year shows hours and who is missing; the files say the same', async () => {
  const { head, handler, supervisor } = office
  const made = await head.posts('/training', '', TRAINING)
  expect(made.status, made.text).toBe(303)
  const at = String(made.headers.location)
  const [person] = await office.sql<
    { id: string; name: string }[]
  >`select id, name from people where username = 'handler'`
  const came = await head.posts(`${at}/attendance`, '', { [`came.${person!.id}`]: 'yes' })
  expect(came.status, came.text).toBe(303)
  const year = (await head.gets('/training')).text
  expect(timesOf(year, person!.id)).toBe('1')
  expect(/data-untrained="(\d+)"/.exec(year)?.[1]).not.toBe('0')
  expect((await handler.gets('/training')).text).toContain('本年度参加1次，共1.5学时。')
  const csv = (await supervisor.gets('/training.csv?agency=yunxi')).text
  expect(csv).toContain(`${person!.name},云溪区人民政府,承办人,1,1.5,2026年3月2日,已参加`)
  expect(csv).toContain('尚未参加')
  const sheets = sheetsOf((await head.gets('/training.xlsx')).bytes)
  expect(sheets.map(({ name }) => name)).toEqual(['人员', '培训'])
  // A name that is nobody's of this agency is refused, and nothing changes.
  const [other] = await office.sql<{ id: string }[]>`select id from people where agency_id <> 'yunxi' limit 1`
  expect((await head.posts(`${at}/attendance`, '', { [`came.${other!.id}`]: 'yes' })).status).toBe(422)
  expect(timesOf((await head.gets('/training')).text, person!.id)).toBe('1')
  // Taken back with a reason, it counts no more and stays to be seen.
  expect((await head.posts(`${at}/cancellation`, '', { why: '登记了两次。' })).status).toBe(303)
  const after = (await head.gets('/training')).text
  expect([timesOf(after, person!.id), after.includes('（已撤销）')]).toEqual(['0', true])
  expect((await head.posts(`${at}/attendance`, '', {})).status).toBe(409)
})

test('what does not fit is named at its field, and what was typed is kept', async () => {
  for (const [change, says] of [
    [{ heldOn: '2026-03-03' }, '不能晚于今天'],
    [{ hours: '1.2' }, '以半学时为单位'],
    [{ title: '' }, '请填写'],
  ] as const) {
    const answer = await office.head.posts('/training', '', { ...TRAINING, ...change })
    expect([answer.status, answer.text.includes(says), answer.text.includes('条例第三章')]).toEqual([422, true, true])
  }
  expect((await office.handler.posts('/training', '', TRAINING)).status).toBe(403)
})
