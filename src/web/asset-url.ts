/**
 * Style sheets, scripts and the logo, under /assets. A page names each by the digest of its bytes (`?v=`): what is fetched under
 * such a name never changes (RFC 8246); the next version of the product has another one.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { SHEETS, sheet } from './styles.ts'

/** Where scripts and the logo lie. */
export const FOLDER = new URL('./assets/', import.meta.url)

const digest = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('base64url').slice(0, 12)

const VERSIONS = new Map<string, string>([
  ...readdirSync(FOLDER).map((name) => [name, digest(readFileSync(new URL(name, FOLDER)))] as const),
  ...SHEETS.map((name) => [name, digest(sheet(name))] as const),
])

/**
 * @param name of a file of `assets/`, or of a style sheet
 * @returns its address for a page
 * @throws Error where there is no such file
 */
export function assetUrl(name: string): string {
  const version = VERSIONS.get(name)
  if (!version) throw new Error(`There is no asset ${name}.`)
  return `/assets/${name}?v=${version}`
}

/** Whether an address, from its first slash on, is one that `assetUrl` gives. */
export function isVersioned(url: string): boolean {
  const [, name, version] = /^\/assets\/([\w.-]+)\?v=([\w-]+)$/.exec(url) ?? []
  return name !== undefined && VERSIONS.get(name) === version
}
