/**
 * The schema before the service opens: migrated as the owner of the tables, and the role of the service given what is its.
 * Where one role is both, the service works and says so; where only the service's role is known, the schema has to be
 * there already.
 */
import { ConfigFault } from '../ground/config.ts'
import { connect } from './client.ts'
import type { Where } from './edition.ts'
import { isMigrated, migrate } from './migrate.ts'
import { giveRights, ownsTables } from './rights.ts'

/**
 * @param where the setting that leads to the database, named in faults
 * @throws ConfigFault where migrations wait and the owner's address is not known
 */
export async function bringUpToDate(url: string, ownerUrl: string | undefined, where: Where): Promise<void> {
  if (ownerUrl) {
    await migrate(ownerUrl, where)
    return giveRights(ownerUrl, url)
  }
  const { sql } = connect(url, 1)
  try {
    if (await ownsTables(sql)) {
      await migrate(url, where)
      console.error(OWNER)
    } else if (!(await isMigrated(sql)))
      throw new ConfigFault([{ name: 'DATABASE_OWNER_URL', problem: WAITING, remedy: REMEDY, zh: ZH }])
  } finally {
    await sql.end()
  }
}

const OWNER =
  'DATABASE_URL signs in as the owner of its tables, who could rewrite the ledger. Give the service a role of its own: npm run -s ysqgk -- db roles'
const WAITING = 'is unset, and the tables have to be brought up to date by their owner first'
const ZH = '没有设置 DATABASE_OWNER_URL，而数据库的表须先由其所有者升级。请在这次启动或者长期设置表的所有者的地址。'
const REMEDY = 'Set it to the owner’s address for this start, or for good'
