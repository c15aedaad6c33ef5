/** Mails that were kept as files, for no server was set: they lie in clear, so not for ever. SQL: one question a sweep. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '../house.ts'

/** Long enough to see in a trial what would have been sent; what was sent is on record with its digest. */
const KEPT = 30 * 86_400_000

/** Removes what is older than thirty days; in a demonstration nothing, for there the files are what is shown. */
export async function sweepOutbox({ config, sql, time }: Pick<House, 'config' | 'sql' | 'time'>): Promise<void> {
  const [there] = await sql`select from people where demonstration limit 1`
  if (there) return
  const folder = join(config.dataDir, 'outbox')
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (time.now().getTime() - mtimeMs > KEPT) await rm(path)
  }
}
