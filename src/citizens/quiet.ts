/**
 * Who wants statutory notices alone. A link in a mail proves the address by a keyed hash, and says nothing about it.
 * SQL: asked before each mail.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Sql } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'

type Keyed = Pick<House, 'keys'>

/** The address as the table keeps it. */
export const addressKey = ({ keys }: Keyed, email: string): string => keys.lookup(`address ${email.toLowerCase()}`)

const markOf = ({ keys }: Keyed, key: string): string => keys.lookup(`notices to ${key}`)

/** What a link proves the address with. */
export const tokenFor = (house: Keyed, email: string): string => {
  const key = addressKey(house, email)
  return `${key}.${markOf(house, key)}`
}

/** The key of the address that a link speaks of; undefined for a link that is not ours. */
export function keyIn(house: Keyed, token: string): string | undefined {
  const [key = '', mark = ''] = token.split('.')
  const [typed, right] = [Buffer.from(mark), Buffer.from(markOf(house, key))]
  return typed.length === right.length && timingSafeEqual(typed, right) ? key : undefined
}

/** The page where the address chooses, as mails name it. */
export const noticesLink = (house: Pick<House, 'keys' | 'config'>, email: string): string =>
  `${addressOf(house.config, house.config.port)}/notices/${tokenFor(house, email)}`

/** @param key of the address, from `addressKey` */
export async function isQuiet(sql: Sql, key: string): Promise<boolean> {
  const rows = await sql`select 1 as quiet from quiet_addresses where address = ${key}`
  return rows.length > 0
}

/** Statutory notices alone, or all of them again. */
export async function choose({ sql, time }: Pick<House, 'sql' | 'time'>, key: string, quiet: boolean): Promise<void> {
  if (quiet)
    await sql`
      insert into quiet_addresses (address, since) values (${key}, ${time.now().toISOString()}) on conflict do nothing`
  else await sql`delete from quiet_addresses where address = ${key}`
}
