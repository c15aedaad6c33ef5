/**
 * Where the cluster lies and as whom its server runs. PostgreSQL refuses to run as root, so root needs a way out:
 *
 *   self       not root: as we are
 *   user       as `postgres` or `nobody`, where that user can run the packages and reach the folder
 *   namespace  a user namespace in which root looks like `nobody`: works under /root (0700); many containers forbid it
 *   moved      the cluster, and the programs where needed, under /var/lib, with a link left in our folder
 *
 * Capabilities are no way out: initdb asks access(2), which ignores them. Each way is tried, not deduced, so that
 * access lists, mount options and profiles of the kernel are heard too.
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
  how: 'self' | 'user' | 'namespace' | 'moved'
  native: Native
  /** The cluster's folder; it need not exist yet, its parent does. */
  data: string
  /** Commands in front of `initdb` and `postgres`. */
  as: string[]
  /** Who must own the cluster; undefined: we do. */
  owner: Identity | undefined
}

/** Chooses for a new cluster; an existing one has fixed the choice. */
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
    return { how: 'self', native, data, as: [], owner: undefined }
  }
  if (found) return asBefore(data, found, native, elsewhere)

  const user = userNamed('postgres') ?? userNamed('nobody')
  const as = user ? becoming(user) : []
  if (user && works(as, program(native, 'postgres'), '--version') && works(as, 'test', '-x', dir))
    return { how: 'user', native, data, as, owner: user }
  if (namespaceWorks(native, dir)) return { how: 'namespace', native, data, as: namespace(), owner: undefined }
  if (!user)
    throw new EmbeddedFault('root may not run it and no user "postgres" or "nobody" exists', 'Start as another user')

  // A name of its own: where our folder was thrown away and made anew, the old cluster is not taken for ours.
  const home = join(elsewhere, randomUUID())
  mkdirSync(home, { recursive: true, mode: 0o755 })
  // The link is made before the cluster: a start that dies between the two finds the same place again.
  const moved = join(home, MAJOR)
  mkdirSync(moved, { recursive: true, mode: 0o700 })
  chownSync(moved, user.uid, user.gid)
  symlinkSync(moved, link)
  return { how: 'moved', native: reachableNative(native, as, elsewhere), data: moved, as, owner: user }
}

function asBefore(data: string, owner: Identity, native: Native, elsewhere: string): Place {
  if (owner.uid === 0) {
    if (namespaceWorks(native, data)) return { how: 'namespace', native, data, as: namespace(), owner: undefined }
    throw new EmbeddedFault(
      `${data} belongs to root, as whom PostgreSQL refuses to run, and this system forbids user namespaces`,
      `Run chown -R nobody ${data} and let nobody pass through the folders above it`,
    )
  }
  const as = becoming(owner)
  if (!works(as, 'test', '-x', data))
    throw new EmbeddedFault(
      `user ${owner.uid}, who owns ${data}, may not pass through the folders above it`,
      'Allow that (chmod o+x)',
    )
  return { how: 'user', native: reachableNative(native, as, elsewhere), data, as, owner }
}

function reachableNative(native: Native, as: string[], elsewhere: string): Native {
  if (works(as, program(native, 'postgres'), '--version')) return native
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  const copy = copiedNative(native, elsewhere)
  if (works(as, program(copy, 'postgres'), '--version')) return copy
  throw new EmbeddedFault(`no user but root can run programs under ${native} or ${elsewhere}`, 'Start as another user')
}

const becoming = ({ uid, gid }: Identity) => ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']

/** Root, seen as `nobody`: the number must be in passwd, or initdb says "could not look up effective user ID". */
function namespace(): string[] {
  const { uid, gid } = userNamed('nobody') ?? { uid: 65_534, gid: 65_534 }
  return ['unshare', '-U', `--map-user=${uid}`, `--map-group=${gid}`]
}

const namespaceWorks = (native: Native, dir: string) =>
  works(namespace(), program(native, 'postgres'), '--version') && works(namespace(), 'test', '-w', dir)

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
