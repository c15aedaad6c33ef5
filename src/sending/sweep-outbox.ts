/** Mails that were kept as files, for no server was set: they lie in clear, so not for ever. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '../house.ts'
import { isDemonstration } from './goes-out.ts'

/** Long enough to see in a trial what would have been sent; of cases the mails are made anew once there is a server. */
const KEPT = 30 * 86_400_000

/** Removes what is older than thirty days; in a demonstration nothing, for there the files are what is shown. */
export async function sweepOutbox({ config, sql, time }: Pick<House, 'config' | 'sql' | 'time'>): Promise<void> {
  if (await isDemonstration(sql)) return
  const folder = join(config.dataDir, 'outbox')
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (time.now().getTime() - mtimeMs > KEPT) await rm(path)
  }
}
