/** Access tokens in stories: made and approved as in an office, and a program that brings one. */
import type { InjectOptions } from 'fastify'
import { newId } from '../../src/ground/ids.ts'
import type { Scope } from '../../src/people/programs.ts'
import { hashOf, randomToken } from '../../src/people/sessions.ts'
import { type Answer, asJson, send } from '../support/api.ts'
import { MONDAY, type Office } from '../support/house.ts'
import { needs } from '../support/people.ts'

let n = 0
export const NEW_TOKEN = { until: '2026-12-31', purpose: '区政府门户网站使用，由电子政务科负责。' }

/** Made by the administrator, approved by the security officer. @returns its id and the token */
export async function approvedToken(office: Office, scopes: Scope[], more: object = {}) {
  const asked = { ...NEW_TOKEN, name: `program-${++n}`, scopes, ...more }
  const made = needs(await office.staff('admin').posts('/api/v1/tokens', '', asked), 201, 'no token').json
  const word = { approved: true, why: '已核对接入协议。' }
  needs(await office.staff('security').posts(`/api/v1/tokens/${made.id}`, '', word), 201, 'not approved')
  return made as { id: string; name: string; token: string }
}

/** One that no minute is too short for, put there by hand. */
export async function boundlessToken({ sql, house }: Office, scopes: Scope[]): Promise<string> {
  const token = `ysqgk_${randomToken()}`
  const at = house.time.now().toISOString()
  const row = {
    id: newId(house.time.now()),
    agencyId: 'yunxi',
    name: `boundless-${++n}`,
    scopes,
    at,
    by: 'staff:somebody',
  }
  const decided = { approved: true, decidedBy: 'system', decidedAt: at }
  await sql`insert into access_tokens ${sql({ ...row, ...decided, purpose: '测试', until: MONDAY, perMinute: 1_000_000, tokenHash: hashOf(token) })}`
  return token
}

/** A program with its token. */
export const programAt = ({ app }: Pick<Office, 'app'>, token: string) => {
  const asks = ({ headers, ...request }: InjectOptions): Promise<Answer> =>
    send(app, { ...request, headers: { ...headers, authorization: `Bearer ${token}` } })
  return {
    asks,
    gets: (url: string, headers: Record<string, string> = {}) => asks({ url, headers }),
    posts: (url: string, body: unknown, headers: Record<string, string> = {}) => {
      const { payload, ...sent } = asJson(body)
      return asks({ method: 'POST', url, payload, headers: { ...sent.headers, ...headers } })
    },
  }
}
