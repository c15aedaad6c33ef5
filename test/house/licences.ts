/** Every production dependency with its version and licence, and those that do not fit Apache-2.0: npm run licences */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** They ask for a notice at most: a work under Apache-2.0 may be made of them, and passed on whole. */
const FIT = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'],
  ...['OFL-1.1', 'Python-2.0', 'Unlicense'],
]
/** Their package.json names none; the licence lies beside it, and is read by its title. */
const BESIDE: Record<string, string> = { 'png-js': 'MIT License' }

export type Package = {
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  hasInstallScript?: boolean
}
export type Lock = Record<string, Package>
export const lockOf = (root = ROOT): Lock =>
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages

/** What goes into the running house, by the name of its package. */
export const production = (lock: Lock) =>
  Object.entries(lock)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, of]) => ({ name: path.replace(/^.*node_modules\//, ''), path, ...of }))

/** Of alternatives one is enough; what stands together has to fit together. */
const fits = (licence: string) =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((each) => FIT.includes(each)))

/** One line a package, and the names of those whose licence does not fit or is not known. */
export function licences(lock: Lock, root = ROOT) {
  const lines: string[] = []
  const unfit: string[] = []
  for (const { name, path, version, license } of production(lock)) {
    const title = BESIDE[name]
    const beside = title && readFileSync(join(root, path, 'LICENSE'), 'utf8').startsWith(title) ? 'MIT' : undefined
    const licence = license ?? beside
    lines.push(`${name} ${version} ${licence ?? 'unknown'}`)
    if (!licence || !fits(licence)) unfit.push(`${name} ${version}: ${licence ?? 'unknown'}`)
  }
  return { lines: lines.sort(), unfit }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, unfit } = licences(lockOf())
  console.log(lines.join('\n'))
  for (const one of unfit) console.error(`Does not fit Apache-2.0: ${one}`)
  process.exitCode = unfit.length > 0 ? 1 : 0
}
