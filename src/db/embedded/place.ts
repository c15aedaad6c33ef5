/**
 * Where the cluster lies and as whom its server runs. PostgreSQL refuses to run as root, so root runs it as `postgres`
 * or `nobody`. Under /root, which is closed to everybody else, that user reaches neither the packages nor our folder:
 * then copies of the programs lie under /var/lib, and the cluster, too, with a link left in our folder.
 *
 * Whether a user reaches something is tried, not deduced, so that access lists, mount options and profiles of the
 * kernel are heard. Capabilities are no way out: initdb asks access(2), which ignores them. Nor is a user namespace:
 * most containers forbid it, and where it works the server would write files as the real root.
 */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { copiedNative, MAJOR, type Native, program } from './binaries.ts'
import { EmbeddedFault } from './fault.ts'

type Identity = { uid: number; gid: number }

export type Place = {
  native: Native
  /** The cluster's folder; it need not exist yet, its parent does. */
  data: string
  /** Commands in front of `initdb` and `postgres`. */
  as: string[]
  /** Who must own the cluster; undefined: we do. */
  owner: Identity | undefined
}

/**
 * Chooses for a new cluster; an existing one has fixed the choice.
 * @param dir our folder, in which the cluster or a link to it is called by its major version
 * @param elsewhere where root puts what nobody else could reach
 * @throws EmbeddedFault that says what to mend
 */
export function choosePlace(dir: string, native: Native, elsewhere = '/var/lib/ysqgk'): Place {
  const link = join(dir, MAJOR)
  const found = statSync(link, { throwIfNoEntry: false })
  if (!found && lstatSync(link, { throwIfNoEntry: false }))
    throw new EmbeddedFault(`${link} leads to ${readlinkSync(link)}, which is gone`, 'Restore it from the backup')
  const data = found ? realpathSync(link) : link
  const me = process.getuid?.()
  if (me !== 0) {
    if (found && found.uid !== me)
      throw new EmbeddedFault(
        `${data} belongs to user ${found.uid}, and this process runs as ${me}`,
        'Start it as before',
      )
    return { native, data, as: [], owner: undefined }
  }
  if (found?.uid === 0)
    throw new EmbeddedFault(`${data} belongs to root, as whom PostgreSQL refuses to run`, `Run chown -R nobody ${data}`)
  const owner = found ?? userNamed('postgres') ?? userNamed('nobody')
  if (!owner)
    throw new EmbeddedFault('root may not run it and no user "postgres" or "nobody" exists', 'Start as another user')
  const as = becoming(owner)
  const reached = works(as, 'test', '-x', found ? data : dir)
  if (found && !reached)
    throw new EmbeddedFault(
      `user ${owner.uid}, who owns ${data}, may not pass through the folders above it`,
      'Allow that (chmod o+x)',
    )
  return openToOthers(() => ({
    native: reachableNative(native, as, elsewhere),
    data: reached ? data : linkedCluster(link, owner, elsewhere),
    as,
    owner: { uid: owner.uid, gid: owner.gid },
  }))
}

/** Hardened systems give root a umask of 077: what it makes for another user would be closed to them. */
function openToOthers<T>(make: () => T): T {
  const before = process.umask(0o022)
  try {
    return make()
  } finally {
    process.umask(before)
  }
}

/** The link is made before the cluster: a start that dies between the two finds the same place again. */
function linkedCluster(link: string, { uid, gid }: Identity, elsewhere: string): string {
  // A name of its own: where our folder was thrown away and made anew, the old cluster is not taken for ours.
  const home = join(elsewhere, randomUUID())
  mkdirSync(home, { recursive: true, mode: 0o755 })
  const data = join(home, MAJOR)
  mkdirSync(data, { mode: 0o700 })
  chownSync(data, uid, gid)
  symlinkSync(data, link)
  return data
}

function reachableNative(native: Native, as: string[], elsewhere: string): Native {
  if (works(as, program(native, 'postgres'), '--version')) return native
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  const copy = copiedNative(native, elsewhere)
  if (works(as, program(copy, 'postgres'), '--version')) return copy
  throw new EmbeddedFault(`no user but root can run programs under ${native} or ${elsewhere}`, 'Start as another user')
}

const becoming = ({ uid, gid }: Identity) => ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']

function userNamed(name: string): Identity | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return line ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** Does the command succeed when it is run that way? */
export function works(as: string[], ...command: string[]): boolean {
  const [file, ...args] = [...as, ...command]
  try {
    execFileSync(file!, args, { stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false
  }
}
