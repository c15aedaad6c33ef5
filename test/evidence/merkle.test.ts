/** The tree over all facts, held against RFC 6962's own vectors and against the definition itself. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  completedBy,
  consistencyProof,
  EMPTY_ROOT,
  includes,
  inclusionProof,
  isPrefix,
  leafHash,
  nodeHash,
  peaks,
  rootOf,
} from '../../src/evidence/log/merkle.ts'
import { checkpoint, opened, verifierKey } from '../../src/ground/checkpoint.ts'
import { keysOf } from '../../src/ground/keys.ts'
import { PROOF } from '../support/proof.ts'

/** The data of the test tree in Certificate Transparency's reference code. */
const DATA = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

function treeOf(leaves: readonly string[]) {
  const known = new Map<string, string>()
  const at = (level: number, index: number) => known.get(`${level}/${index}`)!
  leaves.forEach((leaf, i) => {
    for (const node of completedBy(i, leaf, at)) known.set(`${node.level}/${node.index}`, node.hash)
  })
  return { at, known }
}

/** RFC 6962 section 2.1, word for word: slow, and beyond doubt. */
function rootByDefinition(leaves: readonly string[]): string {
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)))
}

/** RFC 6962 section 2.1.2, word for word: PROOF(m, D[n]). */
function proofByDefinition(first: number, leaves: readonly string[]): string[] {
  const subproof = (m: number, d: readonly string[], known: boolean): string[] => {
    if (m === d.length) return known ? [] : [rootByDefinition(d)]
    let k = 1
    while (k * 2 < d.length) k *= 2
    return m <= k
      ? [...subproof(m, d.slice(0, k), known), rootByDefinition(d.slice(k))]
      : [...subproof(m - k, d.slice(k), false), rootByDefinition(d.slice(0, k))]
  }
  return subproof(first, leaves, true)
}

/** Sizes beyond 64 that are tried each time; in the proof every one is. */
const AROUND = new Set([100, 127, 128, 129, 255, 256])
const TO_256 = PROOF ? ', every size to 256' : ', every size to 64 and some to 256'

const leaves = Array.from({ length: 64 }, (_, i) => leafHash(Buffer.from(`fact ${i}`)))

test('the reference roots of one to eight leaves, and of none', () => {
  expect(EMPTY_ROOT).toBe(createHash('sha256').digest('hex'))
  expect(rootOf(0, () => '')).toBe(EMPTY_ROOT)
  const { at } = treeOf(DATA.map((data) => leafHash(Buffer.from(data, 'hex'))))
  expect(ROOTS.map((_, i) => rootOf(i + 1, at))).toEqual(ROOTS)
})

test('the root of every size to 64 is that of the definition', () => {
  for (let size = 1; size <= 64; size++) {
    const { at } = treeOf(leaves.slice(0, size))
    expect(rootOf(size, at)).toBe(rootByDefinition(leaves.slice(0, size)))
  }
})

test('every leaf of every size to 64 has a proof, and no proof proves anything else', () => {
  const { at } = treeOf(leaves)
  for (let size = 1; size <= 64; size++) {
    const root = rootOf(size, at)
    for (let i = 0; i < size; i++) {
      const proof = inclusionProof(i, size, at)
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
      expect(includes(leaves[i]!, i, size, proof, root), `leaf ${i} of ${size}`).toBe(true)
      expect(includes(leaves[(i + 1) % 64]!, i, size, proof, root), 'another leaf').toBe(false)
      expect(includes(leaves[i]!, i, size, [...proof, root], root), 'a proof too long').toBe(false)
      if (size > 1) {
        expect(includes(leaves[i]!, (i + 1) % size, size, proof, root), 'another place').toBe(false)
        expect(includes(leaves[i]!, i, size, proof.slice(1), root), 'a proof too short').toBe(false)
        const bent = [`${proof[0]!.slice(0, -1)}${proof[0]!.endsWith('0') ? 1 : 0}`, ...proof.slice(1)]
        expect(includes(leaves[i]!, i, size, bent, root), 'a bent proof').toBe(false)
      }
    }
    expect(includes(leaves[0]!, size, size, [], root), 'outside').toBe(false)
  }
})

test(`each tree begins each that comes after it, by the proof of the definition, and no proof shows anything else${TO_256}`, () => {
  const [most, many] = [256, Array.from({ length: 256 }, (_, i) => leafHash(Buffer.from(`fact ${i}`)))]
  const { at } = treeOf(many)
  const roots = Array.from({ length: most + 1 }, (_, size) => rootOf(size, at))
  for (let size = 0; size <= most; size++)
    for (let first = 0; first <= size && (PROOF || size <= 64 || AROUND.has(size)); first++) {
      const proof = consistencyProof(first, size, at)
      const proves = (a: number, b: number, by: readonly string[]) => isPrefix([a, roots[a]!], [b, roots[b]!], by)
      const holds =
        proves(first, size, proof) &&
        // The definition is slow.
        ((size > 48 && !AROUND.has(size)) ||
          first === 0 ||
          proof.join() === proofByDefinition(first, many.slice(0, size)).join())
      const lies = [
        first < most && proves(first + 1, size, proof) && first + 1 !== size,
        first > 0 && isPrefix([first, roots[first - 1]!], [size, roots[size]!], proof),
        first > 0 && isPrefix([first, roots[first]!], [size, roots[size - 1]!], proof),
        proves(first, size, [...proof, roots[1]!]),
        proof.length > 0 && proves(first, size, proof.slice(1)),
        proof.length > 0 &&
          proves(first, size, [`${proof[0]!.startsWith('0') ? 1 : 0}${proof[0]!.slice(1)}`, ...proof.slice(1)]),
        first < size && isPrefix([size, roots[size]!], [first, roots[first]!], proof),
      ]
      if (!holds || lies.some(Boolean)) expect.fail(`${first} of ${size}: ${holds} ${lies}`)
    }
})

test('a proof needs only nodes that are kept', () => {
  for (let size = 1; size <= 64; size++) {
    const { known } = treeOf(leaves.slice(0, size))
    const asked = (level: number, index: number) => {
      expect(known.has(`${level}/${index}`), `${level}/${index} of ${size}`).toBe(true)
      return known.get(`${level}/${index}`)!
    }
    for (const { level, index } of peaks(size)) asked(level, index)
    for (let i = 0; i < size; i++) inclusionProof(i, size, asked)
    for (let i = 0; i <= size; i++) consistencyProof(i, size, asked)
  }
})

describe('a checkpoint', () => {
  const keys = keysOf([{ id: '1', secret: 'a secret of the tests, and of nobody else' }])
  const root = ROOTS[7]!
  const note = checkpoint(8, root, keys)
  const key = verifierKey(keys)

  test('says origin, size and root in lines that a person can read, and is signed', () => {
    const [origin, size, encoded, blank, signature] = note.split('\n')
    expect([origin, size, blank]).toEqual(['ysqgk/ledger', '8', ''])
    expect(Buffer.from(encoded!, 'base64').toString('hex')).toBe(root)
    expect(signature).toMatch(/^— ysqgk\/ledger [A-Za-z0-9+/=]+$/)
    expect(opened(note, key)).toEqual({ size: 8, root })
  })

  test('opens with no other key', () => {
    expect(
      opened(note, verifierKey(keysOf([{ id: '1', secret: 'another secret, which is also nobody’s' }]))),
    ).toBeUndefined()
    const { publicKey } = generateKeyPairSync('ed25519')
    expect(opened(note, verifierKey({ ...keys, verifier: publicKey }))).toBeUndefined()
  })

  test('whatever is changed in its words, it does not open', () => {
    for (let i = 0; i < note.indexOf('\n\n') + 1; i++) {
      const bytes = Buffer.from(note)
      bytes[i] = bytes[i]! ^ 1
      expect(opened(bytes.toString('utf8'), key), `byte ${i}`).toBeUndefined()
    }
    for (const broken of [
      '',
      'x',
      note.trimEnd(),
      note.replace('— ', '- '),
      `${note}— other AAAA\n`,
      note.split('\n\n')[0]!,
    ])
      expect(opened(broken, key)).toBeUndefined()
    for (const broken of ['', 'x', 'a+b', 'a+b+AQ==', 'a+b+!!!']) expect(opened(note, broken)).toBeUndefined()
  })
})
