/** An office on its first day: the administrator comes by the link, and agencies are plainly fictitious. */
import type { FastifyInstance } from 'fastify'
import { firstAdministrator } from '../../src/people/first-administrator.ts'
import { asForm, asJson, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { memberAt } from '../support/people.ts'

export const GOOD = 'Good-2026-one'

/** Sets a password through a one-time link. */
export const accepts = (app: FastifyInstance, path: string) =>
  send(app, { method: 'POST', url: path, ...asForm({ password: GOOD, again: GOOD }) })

/** An empty office and its first administrator, who has set a password. */
export async function firstDay(): Promise<Office & { admin: ReturnType<typeof administratorAt> }> {
  const office = await openOffice({ district: false })
  const first = await firstAdministrator(office.house)
  await accepts(office.app, first!.path)
  // The second factor is a story of its own (test/people/factors.test.ts).
  await office.sql`update people set demonstration = true`
  return { ...office, admin: administratorAt(office.app, first!.username) }
}

/** Somebody who sets things up through the API. */
export function administratorAt(app: FastifyInstance, username: string, password?: string) {
  const member = memberAt(app, username, password ?? GOOD)
  const sends = async (method: 'POST' | 'PATCH', path: string, body: unknown) => {
    const { payload, headers } = asJson(body)
    const authorization = `Bearer ${await member.signsIn()}`
    return send(app, { method, url: `/api/v1${path}`, payload, headers: { ...headers, authorization } })
  }
  return {
    ...member,
    adds: (path: string, body: unknown) => sends('POST', path, body),
    changes: (path: string, body: unknown) => sends('PATCH', path, body),
  }
}

/** 云溪区人民政府 as it is entered on the first day. */
export const DISTRICT = {
  code: 'yunxi',
  name: '云溪区人民政府',
  kind: 'countyGovernment',
  mark: '云政依',
  address: '示例省示例市云溪区示例路1号',
  postcode: '000000',
  phone: '0000-0000001',
  hours: '工作日9:00至12:00、14:00至17:30',
  reconsiderationBody: '示例市人民政府',
  court: '示例市中级人民法院',
}

/** A department of it. */
export const departmentOf = (n: number, changes: object = {}) => ({
  ...DISTRICT,
  code: `yunxi-${n}`,
  name: `云溪区示例${n}局`,
  kind: 'countyDepartment',
  mark: `云示${String.fromCharCode(0x4e00 + n)}依`,
  takenInBy: 'yunxi',
  reconsiderationBody: '云溪区人民政府',
  court: '云溪区人民法院',
  ...changes,
})
