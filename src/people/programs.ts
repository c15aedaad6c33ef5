/** Programs of other offices at the door: an access token says which one, and for which agency it may ask for what. */
import type { Sql } from '../db/client.ts'
import type { Viewer } from './sessions.ts'

/** What a token may be good for. Each opens the routes that stand in `outward/scopes.ts`, and no other. */
export const SCOPES = {
  file: '代公民提交申请、补正、撤回',
  follow: '查询办理进度',
  receive: '领取文书和提供的文件',
  register: '录入口头、电话等方式提出的申请',
  statistics: '读取年度统计数据',
} as const
export type Scope = keyof typeof SCOPES

export type Program = {
  /** Of its token. */
  id: string
  /** Unique in the house: by it the ledger and the audit call the program. */
  name: string
  agency: { id: string; name: string }
  /** That agency, and those that it takes in for. */
  agencyIds: string[]
}

/** How facts and audit lines name it. */
export const byOfProgram = ({ name }: Pick<Program, 'name'>) => `token:${name}`

/**
 * A program where a route of staff is open to it: as a registrar of its agency without a unit. The door has judged before
 * whether the route is one of its scopes, so nothing else that a registrar may do is within its reach.
 */
export const viewerOfProgram = ({ id, name, agency, agencyIds }: Program): Viewer => ({
  ...{ id, username: name, name, agency, agencyIds },
  roles: ['registrar'],
  units: [],
  seats: [{ id, username: name, name, roles: ['registrar'], units: [], agencyId: agency.id, agencyIds }],
  csrf: '',
})

/** How many access tokens of these agencies wait for a security officer. SQL: their table is declared on a higher floor. */
export async function waitingPrograms(sql: Sql, agencyIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from access_tokens
    where agency_id = any(${agencyIds as string[]}) and approved is null and revoked_at is null`
  return row!.n
}

/** The same for the webhooks by which programs are told. SQL: their table is declared on a higher floor, too. */
export async function waitingWebhooks(sql: Sql, agencyIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from webhooks
    where agency_id = any(${agencyIds as string[]}) and approved is null and ended_at is null`
  return row!.n
}
