/** The picture of the house is the list that its tool checks; only the ledger's room writes to the ledger and the cases. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { shows } from '../support/shows.ts'

type Room = { room: string; holds: string }
const { FLOORS, FEATURES, ROOF } = createRequire(import.meta.url)('../../.floors.cjs') as Record<
  'FLOORS' | 'FEATURES' | 'ROOF',
  Room[]
>

const ROOT = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')
const nameOf = ({ room }: Room) => room.replace('src/', '')

/** From the roof down. */
function picture(): string {
  const wide = Math.max(...[...FLOORS, ...ROOF].map((room) => nameOf(room).length)) + 2
  const line = (room: Room) => nameOf(room).padEnd(wide) + room.holds
  const features = FEATURES.map(nameOf)
  const half = Math.ceil(features.length / 2)
  return [
    '```',
    ...ROOF.map(line),
    '── features, side by side ──',
    features.slice(0, half).join('  '),
    features.slice(half).join('  '),
    '── floors ──',
    ...FLOORS.toReversed().map(line),
    '```',
  ].join('\n')
}

test('src/README.md shows the floors', () => {
  shows('src/README.md', picture())
})

test('every folder of src stands on a floor, under the roof, or composes', () => {
  const COMPOSE = ['cli', 'demo']
  const placed = [...FLOORS, ...FEATURES, ...ROOF].map(nameOf)
  const folders = readdirSync(new URL('src', ROOT), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).filter((name) => ![...placed, ...COMPOSE].includes(name))).toEqual([])
})

test('the README names files that are there', () => {
  const walks = read('src/README.md').split('## Four ways')[1]!.split('## The arrows')[0]!
  const named = [...walks.matchAll(/`([a-z/-]+\/[a-z-]+\.tsx?)`/g)].map(([, path]) => path!)
  expect(named.length).toBeGreaterThan(20)
  const gone = named.filter((path) => {
    try {
      return !read(path.startsWith('workflows/') ? path : `src/${path}`)
    } catch {
      return true
    }
  })
  expect(gone).toEqual([])
})

test('only ledger/ writes to the ledger and to the cases', () => {
  // A new case is written by a function of the database, which `begin.ts` alone asks.
  const WRITES = /\b(insert\s+into|update|delete\s+from|truncate)\s+(ledger|cases)\b|\bselect\s+file_application\b/i
  const writers = readdirSync(new URL('src', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) => WRITES.test(read(`src/${path}`)))
  expect(writers.toSorted()).toEqual(['ledger/append.ts', 'ledger/begin.ts', 'ledger/erase.ts', 'ledger/keep.ts'])
})
