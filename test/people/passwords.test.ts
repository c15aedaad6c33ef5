/** What a password must be, what is remembered of it, and what ends when it changes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordFault } from '../../src/people/password-rules.ts'
import { hashPassword, passwordFits } from '../../src/people/passwords.ts'
import { type Office, openOffice } from '../support/house.ts'
import { GOOD, joins, later, visitorAt } from './visitor.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const OWNER = { username: 'zhangsan', name: '张三', agencyNames: ['云溪区人民政府', '云溪区政府'] }
const faultOf = (password: string) => passwordFault(password, OWNER)

describe('a password', () => {
  test.each([GOOD, 'Demo-2026-open', '河流与桥-Ab1x-山石', 'q7#Lm2!vRx', 'x'.repeat(2) + 'Abc1-'.repeat(39)])(
    '%s will do',
    async (password) => expect(await faultOf(password)).toBeNull(),
  )

  test.each([
    ['Ab1-efghi', '不少于10个字符'],
    [`Ab1-${'e'.repeat(197)}`, '不超过200个字符'],
    ['abcdefghij1', '三种'],
    ['AAAAaaaa1111', '不同字符太少'],
    ['Password123!', '常见'],
    ['P@ssw0rd2026', '常见'],
    ['Qwertyuiop1', '常见'],
    ['!!Dragon2026', '常见'],
    ['Iloveyou-2026', '常见'],
    ['Abcd-1234!!', '常见'],
    ['Zhengfu@2026', '常见'],
    ['1qaz@WSX3edc', '常见'],
    ['ZhangSan-2026', '用户名'],
    ['Abc-张三-2026', '姓名'],
    ['云溪区政府-Ab12', '机关名称'],
  ])('%s will not: %s', async (password, why) => expect(await faultOf(password)).toContain(why))

  test('one spelling: é of one sign and of two are the same', async () => {
    expect(await passwordFits('Caf\u0065\u0301-2026-A', await hashPassword('Caf\u00e9-2026-A'))).toBe(true)
  })

  test('what was kept at another cost still fits', async () => {
    const hash = await hashPassword(GOOD, { memory: 128, passes: 3 })
    expect([await passwordFits(GOOD, hash), await passwordFits(`${GOOD}.`, hash)]).toEqual([true, false])
  })

  test('a flood of checks is turned away before it takes the machine, and the next one is served', async () => {
    const hash = await hashPassword(GOOD)
    const results = await Promise.allSettled(Array.from({ length: 200 }, () => passwordFits(GOOD, hash)))
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason.code)
    expect(refused.length).toBeGreaterThan(100)
    expect(new Set(refused)).toEqual(new Set(['TOO_MANY']))
    expect(await passwordFits(GOOD, hash)).toBe(true)
  })
})

describe('changing it', () => {
  const change = (visitor: ReturnType<typeof visitorAt>, current: string, password: string, again = password) =>
    visitor.submits('/sign-in/password', '/sign-in/password', { current, password, again })

  test('ends every other session, and this browser gets a new one', async () => {
    await joins(office, 'li', ['registrar'])
    const [one, other] = [visitorAt(office.app), visitorAt(office.app)]
    await one.signsIn('li')
    await other.signsIn('li')
    const before = one.jar.get('ysqgk')
    const done = await change(one, GOOD, 'Good-2026-two')
    expect([done.status, done.headers.location]).toEqual([303, '/sign-in/password?changed=yes'])
    expect((await one.gets('/sign-in/password?changed=yes')).text).toContain('密码已经更改')
    expect(one.jar.get('ysqgk')).not.toBe(before)
    expect([await one.isIn(), await other.isIn()]).toEqual([true, false])
    expect((await other.signsIn('li')).status).toBe(401)
    expect((await other.signsIn('li', 'Good-2026-two')).status).toBe(303)
  })

  test('needs the present one, and a form of this site; what does not do is named', async () => {
    await joins(office, 'wang', ['registrar'])
    const visitor = visitorAt(office.app)
    await visitor.signsIn('wang')
    expect((await visitor.posts('/sign-in/password', { current: GOOD, password: 'x', again: 'x' })).status).toBe(403)
    for (const [current, password, again, words] of [
      ['Wrong-2026-one', 'Good-2026-two', 'Good-2026-two', '现在的密码不正确'],
      [GOOD, 'Good-2026-two', 'Good-2026-too', '两次输入的密码不一致'],
      [GOOD, 'short', 'short', '不少于10个字符'],
      [GOOD, 'wang-Good-2026', 'wang-Good-2026', '用户名'],
    ] as const) {
      const refused = await change(visitor, current, password, again)
      expect([refused.status, refused.text.includes(words)]).toEqual([422, true])
      expect(refused.text).not.toContain(password)
    }
    for (let i = 0; i < 10; i++) await change(visitor, 'Wrong-2026-one', 'x')
    expect((await change(visitor, 'Wrong-2026-one', 'x')).status, 'a session left open guesses no password').toBe(429)
  })

  test('the last five are not taken again; the sixth may come back', async () => {
    await joins(office, 'zhao', ['registrar'])
    const visitor = visitorAt(office.app)
    await visitor.signsIn('zhao')
    const names = [GOOD, ...[2, 3, 4, 5].map((n) => `Good-2026-no${n}`)]
    for (let i = 1; i < names.length; i++) {
      later(office, 1)
      expect((await change(visitor, names[i - 1]!, names[i]!)).status).toBe(303)
    }
    for (const name of names) {
      const refused = await change(visitor, names[4]!, name)
      expect([name, refused.status, refused.text.includes('最近用过')]).toEqual([name, 422, true])
    }
    later(office, 1)
    expect((await change(visitor, names[4]!, 'Good-2026-no6')).status).toBe(303)
    later(office, 1)
    expect((await change(visitor, 'Good-2026-no6', GOOD)).status).toBe(303)
    const kept = await office.sql`select password from former_passwords`
    for (const { password } of kept) expect(password).toMatch(/^\$argon2id\$/)
  })

  test('the printed password of the demonstration stays', async () => {
    const visitor = visitorAt(office.app)
    await visitor.signsIn('registrar', 'Demo-2026-open')
    expect((await change(visitor, 'Demo-2026-open', 'Good-2026-two')).text).toContain('演示账号')
  })
})
