/** What a start or a command says that is refused: in Chinese first, then in English, each fault with its remedy. */
import { EmbeddedFault } from '../db/embedded/fault.ts'
import { ConfigFault, type SettingFault } from '../ground/config.ts'
import { WANTED } from './settings.ts'

/** In Chinese: what the fault says of itself, else what the setting wants. */
export const inChinese = ({ name, zh }: SettingFault): string =>
  zh ?? (WANTED[name] ? `${name} 有误：${WANTED[name]}。` : `${name} 有误。`)

/** For whoever started it; undefined for what is no refusal of ours, which is shown as it is. */
export function refusalInBoth(error: unknown): string | undefined {
  if (error instanceof ConfigFault) return [...error.faults.map(inChinese), error.message].join('\n')
  if (error instanceof EmbeddedFault)
    return `随软件包的数据库没有启动，原因和办法见下；也可以在 DATABASE_URL 中设置另一个 PostgreSQL（15或者更新）。\n${error.message}`
  return undefined
}
