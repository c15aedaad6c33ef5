/** Evidence bundles as somebody else has them in hand: opened, checked by the RFC alone, changed, packed and signed anew. */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { unzipSync, zipSync } from 'fflate'
import { canonical } from '../../src/ground/canonical.ts'
import { publicPem, verifierKey } from '../../src/ground/checkpoint.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test changes the JSON of a bundle in ways that no type allows
export type Json = Record<string, any>
export type Fact = Json & { position: number; type: string; hash: string; previousHash: string; open: Json }

/** Payload by names below `data/`, the rest by names below the base directory. */
export type OpenBag = { base: string; payload: Map<string, Buffer>; tags: Map<string, Buffer> }

export function openBag(zip: Uint8Array): OpenBag {
  const bag: OpenBag = { base: '', payload: new Map(), tags: new Map() }
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    const at = path.indexOf('/')
    bag.base = path.slice(0, at)
    const name = path.slice(at + 1)
    if (name.startsWith('data/')) bag.payload.set(name.slice('data/'.length), Buffer.from(bytes))
    else bag.tags.set(name, Buffer.from(bytes))
  }
  return bag
}

/** Every member by its whole path, stored as the house stores. */
export const membersOf = ({ base, payload, tags }: OpenBag): [string, Buffer][] =>
  [...tags, ...[...payload].map(([name, bytes]): [string, Buffer] => [`data/${name}`, bytes])].map(([name, bytes]) => [
    `${base}/${name}`,
    bytes,
  ])

export const zipped = (members: readonly (readonly [string, Uint8Array])[], level: 0 | 6 = 0): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        members.map(([name, bytes]) => [
          name,
          [bytes, { level, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 }],
        ]),
      ),
    ),
  )

const digest = (by: string, bytes: Uint8Array) => createHash(by).update(bytes).digest('hex')
const list = (by: string, files: Iterable<[string, Uint8Array]>) =>
  Buffer.from(
    [...files]
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([name, bytes]) => `${digest(by, bytes)}  ${name}\n`)
      .join(''),
  )

/** Both manifests and Payload-Oxum as they follow from the payload. */
export function listed(bag: OpenBag): OpenBag {
  const { payload, tags } = bag
  const total = [...payload.values()].reduce((sum, { length }) => sum + length, 0)
  const oxum = `Payload-Oxum: ${total}.${payload.size}`
  tags.set(
    'bag-info.txt',
    Buffer.from(
      tags
        .get('bag-info.txt')!
        .toString()
        .replace(/^Payload-Oxum: .*$/m, oxum),
    ),
  )
  const files = [...payload].map(([name, bytes]): [string, Buffer] => [`data/${name}`, bytes])
  for (const by of ['sha256', 'sha512']) tags.set(`manifest-${by}.txt`, list(by, files))
  return bag
}

/** With every list made anew: what anybody can do. */
export function packed(bag: OpenBag): Buffer {
  const { tags } = listed(bag)
  const others = [...tags].filter(([name]) => !name.startsWith('tagmanifest-'))
  for (const by of ['sha256', 'sha512']) tags.set(`tagmanifest-${by}.txt`, list(by, others))
  return zipped(membersOf(bag))
}

export const factsIn = ({ payload }: OpenBag): Fact[] =>
  payload
    .get('facts.jsonl')!
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Fact)

/** Facts put in place of those in the bag; `chained` with their hashes and those before them made anew. */
export function withFacts(bag: OpenBag, facts: readonly Json[], chained = true): OpenBag {
  let before = ''
  const lines = facts.map((fact, i) => {
    const { hash, salt, said, index, ...entry } = fact
    if (!chained) return `${canonical(fact)}\n`
    const made = { ...entry, position: i + 1, previousHash: before }
    if (said) (made as Json).words = digest('sha256', Buffer.from(`${salt}\n${canonical(said)}`))
    before = digest('sha256', Buffer.from(canonical(made)))
    return `${canonical({ ...made, hash: before, salt, said, index })}\n`
  })
  bag.payload.set('facts.jsonl', Buffer.from(lines.join('')))
  return bag
}

export const saidIn = ({ tags }: OpenBag): Json => JSON.parse(tags.get('statement.json')!.toString())

export type Signer = { signer: KeyObject; origin: string }

/** The statement as it follows from what is in the bag now, with what is changed on top, signed by whoever it is. */
export function restated(bag: OpenBag, by: Signer, change: (said: Json) => void = () => {}): OpenBag {
  const verifier = createPublicKey(by.signer)
  const { payload, tags } = bag
  tags.set('key.txt', Buffer.from(`${verifierKey({ verifier, origin: by.origin })}\n`))
  tags.set('key.pem', Buffer.from(publicPem(verifier)))
  listed(bag)
  const facts = factsIn(bag)
  const before = saidIn(bag)
  const known = new Map<string, Json>(before.files.map((file: Json) => [file.name, file]))
  const said: Json = {
    ...before,
    ...{ origin: by.origin, key: verifierKey({ verifier, origin: by.origin }) },
    ...{ entries: facts.length, head: facts.at(-1)!.hash },
    files: [...payload].map(([name, bytes]) => ({
      ...{ fact: null, id: null, ...known.get(`data/${name}`) },
      ...{ name: `data/${name}`, size: bytes.length, sha256: digest('sha256', bytes) },
    })),
    tags: Object.fromEntries(
      [...tags]
        .filter(([name]) => !/^(statement|tagmanifest)/.test(name))
        .map(([name, bytes]) => [name, digest('sha256', bytes)]),
    ),
  }
  change(said)
  const text = Buffer.from(`${canonical(said)}\n`)
  tags.set('statement.json', text)
  tags.set('statement.sig', sign(null, text, by.signer))
  return bag
}

/**
 * What keeps these files from being a valid bag, by RFC 8493 alone and nothing of ours: bagit.txt (2.1.1), every payload file in
 * every payload manifest and the other way round (2.1.3), tag manifests (2.2.1), Payload-Oxum and Bagging-Date (2.2.2).
 */
export function bagFaults(paths: ReadonlyMap<string, Uint8Array>): string[] {
  const bases = new Set([...paths.keys()].map((path) => path.split('/')[0]))
  if (bases.size !== 1) return [`${bases.size} base directories`]
  const files = new Map([...paths].map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes]))
  const text = (name: string) => Buffer.from(files.get(name) ?? []).toString('utf8')
  const faults: string[] = []
  if (!/^BagIt-Version: \d+\.\d+\nTag-File-Character-Encoding: UTF-8\n$/.test(text('bagit.txt')))
    faults.push('bagit.txt')
  const payload = [...files.keys()].filter((name) => name.startsWith('data/'))
  const manifests = [...files.keys()].filter((name) => /^(tag)?manifest-[a-z0-9]+\.txt$/.test(name))
  if (!manifests.some((name) => name.startsWith('manifest-'))) faults.push('no payload manifest')
  for (const manifest of manifests) {
    const by = /-([a-z0-9]+)\.txt$/.exec(manifest)![1]!
    const rows = text(manifest).split('\n').slice(0, -1)
    const names = rows.map((row) => row.replace(/^[0-9a-f]+ +\*?/, ''))
    for (const row of rows) {
      const [, sum, name] = /^([0-9a-f]+) {2}(\S.*)$/.exec(row) ?? []
      const bytes = files.get(name ?? '')
      if (!bytes || digest(by, bytes) !== sum) faults.push(`${manifest}: ${row}`)
      if (name && (/%(?!0[AaDd]|25)/.test(name) || name.includes('..'))) faults.push(`${manifest}: ${name}`)
    }
    if (new Set(names).size !== names.length) faults.push(`${manifest} names a file twice`)
    const all = manifest.startsWith('tag')
      ? [...files.keys()].filter((name) => !name.startsWith('data/') && !name.startsWith('tagmanifest-'))
      : payload
    for (const name of all) if (!names.includes(name)) faults.push(`${manifest} lacks ${name}`)
  }
  const info = new Map(
    text('bag-info.txt')
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(/: (.*)/s) as [string, string]),
  )
  const total = payload.reduce((sum, name) => sum + files.get(name)!.length, 0)
  if (info.get('Payload-Oxum') !== `${total}.${payload.length}`) faults.push('Payload-Oxum')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(info.get('Bagging-Date') ?? '')) faults.push('Bagging-Date')
  for (const label of ['Source-Organization', 'External-Identifier', 'Contact-Phone'])
    if (!info.get(label)) faults.push(label)
  return faults
}
