/**
 * `doctor [--json]`: one line for each check, for people on standard error, as JSON Lines on standard output where that goes
 * to a program (or `--json` says so, and then nothing else).
 */
import type { Writable } from 'node:stream'
import { connect } from '../db/client.ts'
import { mappingOf } from '../exchange/mapping.ts'
import { ConfigFault, readConfig } from '../ground/config.ts'
import { reachDatabase } from '../upkeep/database.ts'
import { examine } from '../upkeep/doctor.ts'
import { emptyFolder } from '../upkeep/empty.ts'
import type { Finding } from '../upkeep/finding.ts'
import { misspelt } from '../upkeep/misspelt.ts'
import { WANTED } from '../upkeep/settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

const MARKS = { ok: '✓', warning: '！', fault: '✗' } as const

/** @returns the exit code: 0; 1 where something does not work; 2 for wrong arguments */
export async function doctorCommand(
  env: Environment,
  args: readonly string[],
  output: Writable & { isTTY?: boolean },
  errors: Writable,
): Promise<number> {
  if (args.some((arg) => arg !== '--json')) {
    errors.write('用法：doctor [--json]\n')
    return 2
  }
  const json = args.includes('--json')
  let well = true
  for await (const { check, title, level, says, remedy } of findingsOf(env)) {
    well &&= level !== 'fault'
    if (!json) errors.write(`${MARKS[level]} ${title}：${says}${remedy ? `。${remedy}` : ''}\n`)
    if (json || !output.isTTY)
      output.write(`${JSON.stringify({ check, ok: level !== 'fault', level, says, ...(remedy && { remedy }) })}\n`)
  }
  return well ? 0 : 1
}

async function* findingsOf(env: Environment): AsyncIterable<Finding> {
  const settings = { check: 'settings', title: '设置' }
  const nowhere = emptyFolder(env)
  if (nowhere) {
    yield {
      ...{ check: 'data', title: '数据', level: 'fault', says: `${nowhere} 中没有本系统的数据` },
      remedy:
        '请以运行服务的用户、用服务的设置（DATA_DIR 等）再检查一次；确是新装的，请先运行 npm start。没有改动任何内容',
    }
    return
  }
  let config: ReturnType<typeof readConfig>
  try {
    config = readConfig(env)
    mappingOf(config)
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error
    for (const { name, problem, remedy } of error.faults)
      yield { ...settings, level: 'fault', says: `${name} 有误（${problem}）`, remedy: WANTED[name] ?? remedy }
    return
  }
  const [odd] = misspelt(env)
  if (odd)
    yield {
      ...{ ...settings, level: 'warning', says: `${odd.name} 不是设置的名称，没有起作用` },
      remedy: `是否想写 ${odd.meant}？请改正；确是其他程序所用的，不必理会`,
    }
  else yield { ...settings, level: 'ok', says: `数据在 ${config.dataDir}` }
  let database: Awaited<ReturnType<typeof reachDatabase>>
  try {
    database = await reachDatabase(config)
  } catch (error) {
    yield {
      check: 'database',
      title: '数据库',
      level: 'fault',
      says: (error as Error).message,
      remedy: '请按所述的原因处理，再检查一次',
    }
    return
  }
  const { sql } = connect(database.url, 1, 'all')
  try {
    yield* examine({ config, sql, now: () => new Date() })
  } finally {
    await sql.end()
    await database.close()
  }
}
