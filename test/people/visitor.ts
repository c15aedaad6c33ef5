/** One browser at the door: it keeps its cookies, and has one address. */
import type { FastifyInstance } from 'fastify'
import { newId } from '../../src/ground/ids.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { codeAt, stepAt } from '../../src/people/totp.ts'
import { type Answer, asForm, send } from '../support/api.ts'
import type { Office } from '../support/house.ts'

export const GOOD = 'Good-2026-one'
let addresses = 0

export function visitorAt(app: FastifyInstance, { address = `192.0.2.${++addresses}`, agent = 'Mozilla/5.0' } = {}) {
  const jar = new Map<string, string>()
  const ask = async (method: 'GET' | 'POST', url: string, fields?: Record<string, string>): Promise<Answer> => {
    const body = fields ? asForm(fields) : { headers: {}, payload: undefined }
    const answer = await send(app, {
      method,
      url,
      remoteAddress: address,
      ...(body.payload !== undefined && { payload: body.payload }),
      headers: {
        ...body.headers,
        'user-agent': agent,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat().map(String)) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value) jar.set(name!, value)
      else jar.delete(name!)
    }
    return answer
  }
  const gets = (url: string) => ask('GET', url)
  const posts = (url: string, fields: Record<string, string> = {}) => ask('POST', url, fields)
  /** The same with the token that the page before carried. */
  const submits = async (on: string, url: string, fields: Record<string, string> = {}) => {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await gets(on)).text)?.[1] ?? ''
    return posts(url, { csrf, ...fields })
  }
  const signsIn = (username: string, password = GOOD, next = '/desk') => posts('/sign-in', { username, password, next })
  return { jar, gets, posts, submits, signsIn, isIn: async () => (await gets('/sign-in/factors')).status === 200 }
}
export type Visitor = ReturnType<typeof visitorAt>

/** Somebody who works here, with the password GOOD; not an account of the demonstration. */
export async function joins(office: Office, username: string, roles: string[], agencyId = 'yunxi'): Promise<string> {
  const id = newId(office.house.time.now())
  const person = { id, agencyId, username, name: `姓名${username}`, roles, password: await hashPassword(GOOD) }
  await office.sql`insert into people ${office.sql(person)}`
  return id
}

/** The clock of the office moves on. */
export function later(office: Office, seconds: number): void {
  const time = office.house.time as typeof office.house.time & { set(to: Date): void }
  time.set(new Date(time.now().getTime() + seconds * 1_000))
}

/** The bytes of the secret that the page shows, and from them what a telephone would show now. */
export const secretOn = (page: string): Buffer => {
  const text = /<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(page)![1]!.replaceAll(' ', '')
  const bits = [...text].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
export const codeNow = (office: Office, secret: Buffer) => codeAt(secret, stepAt(office.house.time.now()))

/** Signs in for the first time and sets up the authenticator: its secret, and the recovery codes. */
export async function enrols(office: Office, visitor: Visitor, username: string) {
  await visitor.signsIn(username)
  const secret = secretOn((await visitor.gets('/sign-in/authenticator')).text)
  const done = await visitor.posts('/sign-in/authenticator', { code: codeNow(office, secret) })
  const codes = [...done.text.matchAll(/<code>([A-Z2-9]{5}-[A-Z2-9]{5})<\/code>/g)].map(([, code]) => code!)
  return { secret, codes, done }
}
