/** The cluster on disk: made once, whole or not at all. */
import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { syncFolder } from '../../ground/durable.ts'
import { MAJOR, program } from './binaries.ts'
import { EmbeddedFault } from './fault.ts'
import type { Place } from './place.ts'

/** Nothing of ours: a PGOPTIONS of the operator's shell must not reach the server. */
export const serverEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })

/**
 * Collation C by bytes is fast and the same on every system. The character type must not be C: pg_trgm would find
 * no trigram in Chinese text.
 */
const LOCALE = ['--locale=C', '--lc-ctype=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/**
 * Makes the cluster with its superuser `postgres`; one that is there and of our version is left as it is.
 * @throws EmbeddedFault where it is of another version, or initdb fails, with its words
 */
export async function makeCluster({ data, native, as, owner }: Place, password: string): Promise<void> {
  const version = join(data, 'PG_VERSION')
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim()
    if (found === MAJOR) return
    throw new EmbeddedFault(
      `${data} was made by PostgreSQL ${found}, and this is ${MAJOR}`,
      'Restore a backup into an empty DATA_DIR',
    )
  }
  // Made beside and renamed: an initdb that is killed half-way leaves nothing that looks like a database.
  const draft = `${data}.init`
  const secret = `${data}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(secret, password, { mode: 0o600 })
  if (owner) for (const path of [draft, secret]) chownSync(path, owner.uid, owner.gid)
  const command = [...as, program(native, 'initdb'), '-D', draft, '-U', 'postgres', '-E', 'UTF8', ...LOCALE]
  // No `trust`, even on loopback: every account of the machine reaches 127.0.0.1.
  command.push('--auth=scram-sha-256', '--pwfile', secret, '--data-checksums')
  try {
    await promisify(execFile)(command[0]!, command.slice(1), { cwd: '/', env: serverEnvironment() })
  } catch (why) {
    const said = (why as { stderr?: string }).stderr?.trim() || (why as Error).message
    throw new EmbeddedFault(`initdb could not make ${data} (${said})`, 'Mend that')
  } finally {
    rmSync(secret, { force: true })
  }
  renameSync(draft, data)
  await syncFolder(dirname(data))
}
