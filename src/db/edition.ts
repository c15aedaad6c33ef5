/** Data of another edition is refused before anything is changed: its procedure, clock and letters were others. */
import type { Sql } from 'postgres'
import { ConfigFault } from '../ground/config.ts'

/** The edition of this program; its migrations write it into `data_editions`. Data of before 0.2 says none. */
export const EDITION = '0.3'
const UNSAID = '0.1'

/** The setting that says where the data lie: the refusal names it. */
export type Where = 'DATA_DIR' | 'DATABASE_URL'

/**
 * Asks, before the migrations, whether the database is empty or of this edition.
 * @throws ConfigFault for data of another edition, with what to do
 */
export async function requireEdition(sql: Sql, where: Where): Promise<void> {
  const [tables] = await sql<{ data: boolean; edition: boolean }[]>`
    select to_regclass('public.ledger') is not null as data, to_regclass('public.data_editions') is not null as edition`
  if (!tables!.data) return
  const [kept] = tables!.edition ? await sql<{ edition: string }[]>`select edition from data_editions` : []
  const edition = kept?.edition ?? UNSAID
  if (edition === EDITION) return
  throw new ConfigFault([
    {
      name: where,
      problem: `leads to data of ysqgk ${edition}, which ${EDITION} does not continue; nothing was changed`,
      remedy: `Keep that data, and point ${where} to an empty place; to read its cases, start version ${edition} on it`,
      zh: `${where} 中是 ysqgk ${edition} 的数据，${EDITION} 不能接着使用；没有改动任何内容。请保留那些数据，另指定一个空的 ${where}；要查阅其中的申请件，用 ${edition} 版启动。`,
    },
  ])
}
