/** The keys of a database: what is sealed by which, and everything sealed anew by the first of the ring. SQL: tables by their names. */
import { tell } from '../audit/write.ts'
import { connect, type Sql } from '../db/client.ts'
import { markGone, sealingNow, unfitKeys } from '../db/keys-in-use.ts'
import { openBlobs } from '../ground/blobs/open.ts'
import { type Config, ConfigFault } from '../ground/config.ts'
import { openKeys } from '../ground/keys.ts'
import { reachDatabase } from './database.ts'
import { UpkeepFault } from './fault.ts'
import type { Say } from './progress.ts'
import { bringUp, CONNECTIONS, everyColumn } from './reseal.ts'
import { blobsAnew } from './reseal-blobs.ts'
import { accountsAnew, answerCodesAnew, casesAnew, casesByOneKey } from './reseal-cases.ts'
import { SEALED, WITH_THEIR_ROW } from './sealed-columns.ts'

export type Share = { what: string; key: string; sealing: string; rows: number }

/** As the owner of the tables, who alone may seal anew what is kept for ever. */
export async function asOwner<T>(config: Config, work: (sql: Sql) => Promise<T>): Promise<T> {
  const database = await reachDatabase(config)
  const { sql } = connect(database.ownerUrl, CONNECTIONS, 'all')
  try {
    return await work(sql)
  } finally {
    await sql.end()
    await database.close()
  }
}

/** How many rows are sealed by which key, in which way. SQL: of every table, by names. */
export const keysInUse = (config: Config): Promise<Share[]> =>
  asOwner(config, async (sql) => {
    const shares: Share[] = []
    for (const { table, column } of [...SEALED, ...WITH_THEIR_ROW])
      shares.push(
        ...(await sql<Share[]>`
          select ${`${table}.${column}`} as what,
            convert_from(substring(${sql(column)} from 3 for get_byte(${sql(column)}, 1)), 'latin1') as key,
            case get_byte(${sql(column)}, 0) when 1 then 'aes' when 2 then 'sm4' end as sealing, count(*)::int as rows
          from ${sql(table)} where length(${sql(column)}) > 2 group by 2, 3 order by 2, 3`),
      )
    for (const table of ['cases', 'consultation_accesses'])
      shares.push(
        ...(await sql<Share[]>`
          select ${`${table}.keys`} as what, keys as key, '' as sealing, count(*)::int as rows
          from ${sql(table)} group by keys order by keys`),
      )
    return shares
  })

/** `stillSealing`: other keys by which processes seal that were not started again. */
/** `unread`: stored files that could not be opened, and stay as they are. */
export type Rotated = {
  key: string
  rows: number
  files: number
  unread: string[]
  mayGo: string[]
  stillSealing: string[]
}

/**
 * Seals everything by the first key of the ring, and reckons again what rows are found by. It may be interrupted at any
 * moment, and begun again.
 * @throws ConfigFault where a key lacks; UpkeepFault KEYS_NOT_SERVED where no service has started with this ring,
 * KEYS_STILL_SEALING where rows come by another key faster than they are sealed anew
 */
export const rotate = (config: Config, say: Say, now: () => Date = () => new Date()): Promise<Rotated> =>
  asOwner(config, async (sql) => {
    const keys = openKeys(config)
    const unfit = await unfitKeys(sql, keys)
    if (unfit.length > 0) throw new ConfigFault(unfit)
    const [key] = keys.ids
    const [serving] = await sql`select from secret_keys where id = ${key} and seals_since is not null`
    if (!serving) throw new UpkeepFault('KEYS_NOT_SERVED', `还没有服务以 ${key} 为首位密钥启动过`)
    // Before anything is touched: it may be killed at any moment.
    await tell(sql, { time: { now } }, { by: 'system', what: 'keysRotated', subject: key, succeeded: true })
    let [rows, files] = [0, 0]
    const unread = new Set<string>()
    const blobs = await openBlobs(config)
    const works = [
      ...everyColumn(keys),
      casesAnew(keys),
      answerCodesAnew(keys),
      accountsAnew(keys),
      casesByOneKey(keys),
    ]
    const all = async () => {
      for (const work of works) rows += await bringUp(sql, work, say)
      files += await blobsAnew(blobs, unread, say)
    }
    await all()
    // Before a key is said to be gone, whatever it has sealed in the store is sealed anew, too.
    const stillSealing = (await sealingNow(sql)).filter((id) => id !== key)
    const gone = await markGone(sql, keys, stillSealing, now())
    await all() // what came until then: by a key that is gone nothing comes any more
    blobs.close()
    return { key, rows, files, unread: [...unread], mayGo: gone.filter((id) => keys.ids.includes(id)), stillSealing }
  })
