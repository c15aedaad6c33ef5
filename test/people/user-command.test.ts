/** `user add` and `user reset`: whoever has the machine lets somebody in. */
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readUserCommand, userCommand } from '../../src/cli/user.ts'
import { type Office, openOffice } from '../support/house.ts'
import { follows, GOOD_PASSWORD } from './colleagues.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

function page() {
  const said: string[] = []
  return { said, to: new Writable({ write: (chunk, _, done) => done(void said.push(String(chunk))) }) }
}

async function runs(line: string) {
  const command = readUserCommand(line.split(' '))
  if (!command) return { code: 2, lines: [], errors: '' }
  const [output, errors] = [page(), page()]
  const code = await userCommand(office.house, command, output.to, errors.to)
  return { code, lines: output.said.map((text) => JSON.parse(text)), errors: errors.said.join('') }
}

test('adds somebody: with a link, or waiting for the security officer', async () => {
  const waiting = await runs(
    'add wang.fang --agency yunxi --roles handler,registrar --units yunxi-gkk,yunxi-zhk --name 王芳',
  )
  expect(waiting).toEqual({ code: 0, lines: [{ username: 'wang.fang', waits: 'security' }], errors: '' })
  const [row] = await office.sql`select name, agency_id, roles from people where username = 'wang.fang'`
  expect(row).toEqual({ name: '王芳', agencyId: 'yunxi', roles: [] })
  await office.sql`update people set roles = '{}' where username = 'security'`
  const { code, lines } = await runs('add li.qiang --agency yunxi-jyj --roles handler')
  expect(code).toBe(0)
  expect(lines).toEqual([
    { username: 'li.qiang', link: expect.stringMatching(/^https:\/\/gk\.example\.gov\.cn\/invitations\//) },
  ])
  expect((await follows(office, lines[0].link)).status).toBe(303)
})

test('resets: sessions end, an old link too, and the new one sets a password', async () => {
  const [first, second] = [await runs('reset registrar'), await runs('reset registrar')]
  expect(
    await office.sql`select 1 from sessions s join people p on p.id = s.person_id where username = 'registrar'`,
  ).toHaveLength(0)
  expect((await follows(office, first.lines[0].link)).status).toBe(404)
  expect((await follows(office, second.lines[0].link, GOOD_PASSWORD)).status).toBe(303)
})

test('what is refused is said, field by field; wrong use is told from it', async () => {
  const refused = await runs('add registrar --agency nowhere --roles handler')
  expect([refused.code, refused.lines, refused.errors]).toEqual([1, [], 'agency：没有这个机关，请从列表中选择\n'])
  expect(await runs('add registrar --agency yunxi --roles admin,handler')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('用户名'),
  })
  const { errors } = await runs('reset nobody')
  expect(errors).toContain('没有用户nobody')
  expect(errors, 'that is for citizens').not.toContain('查询码')
  for (const line of [
    'add',
    'add x',
    'add x --agency yunxi',
    'add x --roles handler',
    'reset',
    'reset x y',
    'sing x',
    'add x --agency yunxi --roles handler --password y',
  ])
    expect([line, (await runs(line)).code]).toEqual([line, 2])
})
