/** A BagIt 1.0 bag (RFC 8493) as one ZIP. Stored, not compressed, with fixed dates: the same content is the same bytes. */
import { createHash } from 'node:crypto'
import { unzipSync, type Zippable, zipSync } from '../ground/squeeze.ts'

export type Contents = Map<string, Buffer>

/** ZIP knows no time before 1980; all entries carry the same, so that nothing but content decides the bytes. */
const DATE = new Date(1980, 0, 1)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The bag as the bytes of a ZIP. @param info labels of bag-info.txt; Payload-Oxum is added */
export function makeBag(payload: Contents, info: Record<string, string>): Buffer {
  const all = new Map([...payload].map(([name, bytes]) => [`data/${name.normalize('NFC')}`, bytes]))
  const size = [...payload.values()].reduce((total, bytes) => total + bytes.length, 0)
  const tags = new Map<string, Buffer>()
  const tag = (name: string, lines: string[]) => tags.set(name, Buffer.from(`${lines.join('\n')}\n`))
  tag('bagit.txt', ['BagIt-Version: 1.0', 'Tag-File-Character-Encoding: UTF-8'])
  tag(
    'bag-info.txt',
    [...Object.entries(info), ['Payload-Oxum', `${size}.${payload.size}`]].map(([k, v]) => `${k}: ${v}`),
  )
  tag('manifest-sha256.txt', [...all].map(([name, bytes]) => `${sha256(bytes)}  ${name}`).sort(byName))
  tag(
    'tagmanifest-sha256.txt',
    [...tags].map(([name, bytes]) => `${sha256(bytes)}  ${name}`),
  )
  return zipped(new Map([...tags, ...all]))
}

const byName = (a: string, b: string) => (a.slice(66) < b.slice(66) ? -1 : 1)

function zipped(files: Contents): Buffer {
  const entries: Zippable = {}
  for (const [name, bytes] of files) entries[name] = [bytes, { level: 0, mtime: DATE }]
  return Buffer.from(zipSync(entries))
}

export type Opened = { payload: Contents; tags: Contents }

/** @throws Error when the archive cannot be read at all. */
export function openBag(zip: Uint8Array): Opened {
  const payload: Contents = new Map()
  const tags: Contents = new Map()
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    if (name.startsWith('data/')) payload.set(name.slice('data/'.length), Buffer.from(bytes))
    else tags.set(name, Buffer.from(bytes))
  }
  return { payload, tags }
}

/** What does not agree with the manifests, or with the archive's own bytes; nothing when all is as it was made. */
export function bagFault(zip: Buffer, { payload, tags }: Opened): string | undefined {
  for (const [manifest, files, prefix] of [
    ['manifest-sha256.txt', payload, 'data/'],
    ['tagmanifest-sha256.txt', new Map([...tags].filter(([name]) => name !== 'tagmanifest-sha256.txt')), ''],
  ] as const) {
    const listed = new Map(
      (tags.get(manifest)?.toString() ?? '')
        .split('\n')
        .filter(Boolean)
        .map((l) => [l.slice(66), l.slice(0, 64)]),
    )
    for (const [name, hash] of listed) {
      const bytes = files.get(name.slice(prefix.length))
      if (!bytes) return `${name} is missing`
      if (sha256(bytes) !== hash) return `${name} was changed`
    }
    for (const name of files.keys()) if (!listed.has(prefix + name)) return `${prefix}${name} was added`
  }
  const again = zipped(new Map([...tags, ...[...payload].map(([name, bytes]) => [`data/${name}`, bytes] as const)]))
  return again.equals(zip) ? undefined : 'the archive was changed outside its files'
}
