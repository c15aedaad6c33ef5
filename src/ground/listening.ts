/**
 * Where the service of this DATA_DIR listens, for commands that print links: the port may be any that was free, and a command
 * run beside it knows none of that.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addressOf, type Config } from './config.ts'
import { replaceFile } from './durable.ts'

const FILE = 'address'
const PATIENCE = 1_000 // ms; it is on this machine

/** Writes it down, over that of an earlier start. @returns what takes it away again */
export function noteAddress({ dataDir }: Pick<Config, 'dataDir'>, address: string): () => void {
  const path = join(dataDir, FILE)
  replaceFile(path, `${address}\n`)
  return () => {
    if (read(path) === address) rmSync(path, { force: true }) // another process may serve there by now
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Where something answers that serves this DATA_DIR now; undefined where nothing does. */
export async function listensAt(dataDir: string): Promise<string | undefined> {
  const noted = read(join(dataDir, FILE))
  if (!noted || !/^http:\/\/[^\s/]+$/.test(noted)) return undefined
  const answers = await fetch(`${noted}/health/live`, { signal: AbortSignal.timeout(PATIENCE) }).then(
    (answer) => answer.ok,
    () => false,
  )
  return answers ? noted : undefined
}

/** PUBLIC_URL; else where the service of this DATA_DIR answers; where none does, the address that the settings give it. */
export async function addressFor(config: Pick<Config, 'dataDir' | 'publicUrl' | 'host' | 'port'>): Promise<string> {
  const own = addressOf(config, config.port)
  if (config.publicUrl) return own
  return (await listensAt(config.dataDir)) ?? own
}
