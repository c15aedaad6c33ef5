/**
 * Whoever forges a bundle makes every list anew and signs with a key of their own where that helps. Each forgery in this table is
 * found, and the first fault names the file and the fact at which the bundle parts from what the office signed.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { membersOf as membersIn, sourceOf } from '../../src/evidence/proof/unzip.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { opened, signedNote, verifierKey } from '../../src/ground/checkpoint.ts'
import { readHandOvers } from '../../src/ground/hand-over.ts'
import { cosignature, cosignedBy, cosignerKey, treeIn, verifierOf } from '../../src/ground/signed-note.ts'
import { membersOf, openBag, packed } from '../support/bags.ts'
import { ANOTHER_KEY, type Expected, forgersKey } from '../support/forged/forger.ts'
import { beginForging, genuine, key, office } from '../support/forged/genuine.ts'
import { chainOf, HARMFUL } from '../support/forged/harmful.ts'
import { mutated } from '../support/forged/mutated.ts'
import { base, raw, TRICKS } from '../support/forged/tricks.ts'
import { WITH_OWN_KEY } from '../support/forged/with-own-key.ts'
import { WITHOUT_KEY } from '../support/forged/without-key.ts'
import { PROOF, some, times } from '../support/proof.ts'
import { type RawMember, rawZip } from '../support/raw-zip.ts'

beforeAll(beginForging)
afterAll(() => office.close())

describe('every list made anew', () => {
  test.each(some(WITHOUT_KEY, 2))('%s', (_, make, expected) => expectFound(make(openBag(genuine))!, expected, false))
})

describe('signed with a key of one’s own', () => {
  test.each(some(WITH_OWN_KEY, 2))('%s', (_, make, expected, consistent) =>
    expectForeign(make(openBag(genuine))!, expected, consistent),
  )
})

/** Of the payload nothing is read where the key is another one. */
function expectForeign(zip: Buffer, expected: Expected, consistent: boolean) {
  expectFound(zip, ANOTHER_KEY, consistent)
  if (!consistent) expectFound(zip, expected, false, null)
  const source = sourceOf(zip)
  const payload = membersIn(source).filter(({ name }) => name.split('/')[1] === 'data')
  const read: string[] = []
  verifyBundle(
    {
      ...source,
      read(at, length) {
        read.push(...payload.filter((one) => at + length > one.at && at < one.at + one.packed).map(({ name }) => name))
        return source.read(at, length)
      },
    },
    { key },
  )
  expect(read).toEqual([])
}

function expectFound(
  zip: Buffer,
  { file, position, what }: Expected,
  consistent: boolean,
  trusted: string | null = key,
) {
  const { ok, authenticated, firstFault } = verifyBundle(zip, trusted === null ? undefined : { key: trusted })
  expect([ok, authenticated]).toEqual([false, false])
  expect(firstFault?.what).toMatch(what)
  if (typeof file === 'string') expect(firstFault?.file).toBe(file)
  else expect(firstFault?.file).toMatch(file)
  if (position !== undefined) expect(firstFault?.position).toBe(typeof position === 'number' ? position : position())
  expect(verifyBundle(zip)).toMatchObject({ ok: consistent, authenticated: false })
}

describe('made to do harm', () => {
  test.each(some(HARMFUL, 2))('%s', (_, make, expected) => {
    const zip = make(openBag(genuine))!
    for (const trusted of [key, null]) expectFound(zip, expected, false, trusted)
  })

  test('a bundle of 0.1, or another, of many small members that unpack to more than twenty times its size', () => {
    // Told to be a megabyte each: what is told is refused before anything is unpacked.
    const zeros = (base: string) =>
      Array.from({ length: 80 }, (_, i) => ({
        ...{ name: `${base}data/files/${i}`, bytes: Buffer.alloc(10), size: 2 ** 20, isDeflated: true },
      }))
    const early: RawMember[] = [{ name: 'bagit.txt', bytes: Buffer.from('x') }, ...zeros('')]
    const later = [...membersOf(openBag(genuine)).map(([name, bytes]) => ({ name, bytes })), ...zeros('ysqgk-x/')]
    for (const zip of [rawZip(early), rawZip(later)])
      expect(verifyBundle(zip).firstFault?.what).toMatch(/and those before it would unpack to more/)
    const facts = { name: 'data/facts.jsonl', bytes: Buffer.alloc(2 ** 24 + 1) }
    expect(verifyBundle(rawZip([early[0]!, facts])).firstFault).toEqual({
      ...{ file: 'data/facts.jsonl', what: 'is larger than it can be' },
    })
  })

  test('a note of at most 16 signatures and 16 kilobytes, a chain of at most 64, wherever they are read', () => {
    const by = { ...forgersKey(), origin: 'log' }
    const others = (n: number) => Array.from({ length: n }, (_, i) => ({ ...by, origin: `other${i}` }))
    const body = `log\n1\n${Buffer.alloc(32).toString('base64')}\n`
    const own = verifierKey(by)
    const [most, more] = [16, 17].map((n) => signedNote(body, [...others(n - 1), by])) as [string, string]
    expect([opened(most, own)?.size, treeIn(most)?.size]).toEqual([1, 1])
    expect([opened(more, own), treeIn(more)]).toEqual([undefined, undefined])
    const long = signedNote(`${body}${'x'.repeat(2 ** 14)}\n`, [by])
    expect([opened(long, own), treeIn(long)]).toEqual([undefined, undefined])
    const witness = verifierOf(cosignerKey(by, 'witness'))!
    const cosigned = cosignature(body, by, 'witness', new Date('2026-03-02T01:00:00Z'))
    const behind = (n: number) => cosignedBy(body, `${'— other AAAA\n'.repeat(n)}${cosigned}`, witness)
    expect([behind(15)?.line, behind(16)]).toEqual([cosigned, undefined])
    expect([readHandOvers(chainOf(64)), readHandOvers(chainOf(65))]).toEqual([
      expect.objectContaining({ length: 64 }),
      { what: 'there are more than 64 notes of hand-over' },
    ])
  })
})

describe('tricks with the archive', () => {
  test.each(some(TRICKS, 2))('%s', (_, make, what, name) => {
    const { ok, authenticated, firstFault } = verifyBundle(make(raw()), { key })
    expect([ok, authenticated]).toEqual([false, false])
    expect(firstFault?.what).toMatch(what)
    if (name !== undefined)
      expect(
        firstFault?.file
          ?.split('/')
          .slice(firstFault.file.startsWith(base()) ? 1 : 0)
          .join('/'),
      ).toBe(name)
  })
})

test(`${PROOF ? 'ten thousand' : 'three hundred'} random changes, with every list made anew, are each found in their own file`, () => {
  const names = ['statement.json', 'statement.sig', 'key.txt', 'key.pem', '核验说明.txt', 'bag-info.txt']
  const follows: Record<string, string[]> = {
    'data/facts.jsonl': ['data/proofs.jsonl'],
    'statement.json': ['statement.sig'],
  }
  let seed = PROOF ? Date.now() % 2 ** 31 : 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  for (let tried = 0; tried < times(300, 10_000); tried++) {
    const before = seed
    const bag = openBag(genuine)
    const all = [...bag.payload.keys()].map((name) => `data/${name}`).concat(names)
    const name = all[random(all.length)]!
    const [holder, inside] = name.startsWith('data/') ? [bag.payload, name.slice(5)] : [bag.tags, name]
    const bytes = holder.get(inside)!
    const changed = mutated(bytes, random)
    if (changed.equals(bytes)) continue
    holder.set(inside, changed)
    let zip: Buffer
    try {
      zip = packed(bag)
    } catch {
      continue // nothing is left of it that lists could be made of
    }
    const where = `${name}, seed ${before}`
    const { ok, authenticated, firstFault } = verifyBundle(zip, { key })
    expect([ok, authenticated], where).toEqual([false, false])
    expect([name, ...(follows[name] ?? [])], `${where}: ${firstFault?.what}`).toContain(firstFault?.file)
  }
})
