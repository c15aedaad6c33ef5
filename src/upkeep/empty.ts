/** Where no data are, nothing is looked at or backed up: starting the packaged database there would make an empty house. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of the data where none are; undefined where there are some, or the database is set by its address. */
export function emptyFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const folder = resolve(env.DATA_DIR?.trim() || 'var')
  return env.DATABASE_URL?.trim() || existsSync(join(folder, 'postgres')) ? undefined : folder
}
