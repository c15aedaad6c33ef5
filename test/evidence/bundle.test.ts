/** The evidence bundle, offline: no byte of it can change without being found, nor can a part be exchanged. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeBag, openBag } from '../../src/evidence/bag.ts'
import { verifyBundle } from '../../src/evidence/verify.ts'
import { ARCHIVED, type Office, openOffice, SERVED } from '../support/house.ts'
import { application } from '../support/people.ts'
import { PROOF, times } from '../support/proof.ts'

let office: Office
/** One fact and one file: some thousand bytes, each of which is tried. */
let small: Buffer
/** The whole way, with letters: bytes of every region are tried. */
let whole: Buffer
beforeAll(async () => {
  office = await openOffice()
  const files = [{ name: '申请书.txt', content: '申请公开征收补偿方案。' }]
  const filed = await office.citizen.files(application(), { files })
  small = await bundleOf(await office.registrar.finds(filed))
  const { id } = await office.caseUntil('replySigned')
  const { files: added } = (await office.registrar.adds(id, [{ name: '送达回证.txt', content: '已签收。' }])).json
  await office.registrar.records(id, {
    ...SERVED,
    how: 'post',
    trackingNumber: 'XA00000000000',
    evidence: [added[0].id],
  })
  await office.archivist.records(id, ARCHIVED)
  whole = await bundleOf(id)
})
afterAll(() => office.close())

async function bundleOf(id: string): Promise<Buffer> {
  const answer = await office.registrar.gets(`/api/v1/cases/${id}/evidence`)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip'])
  return answer.bytes
}

type Region = { what: string; from: number; to: number }

/** Where the parts of a ZIP lie, read from its central directory (APPNOTE 4.3). */
function regionsOf(zip: Buffer): Region[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const regions: Region[] = [{ what: 'end record', from: end, to: zip.length }]
  for (let at = zip.readUInt32LE(end + 16), n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    const [size, local] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    const content = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    regions.push({ what: `local header of ${name}`, from: local, to: local + 30 })
    regions.push({ what: `name of ${name}`, from: local + 30, to: content })
    regions.push({ what: name, from: content, to: content + size })
    const next = at + 46 + nameLength + extra + comment
    regions.push({ what: `central directory of ${name}`, from: at, to: next })
    at = next
  }
  return regions
}

/** The position of the fact that a byte belongs to: a line of facts.jsonl, a letter, or a file that a fact names. */
function factAt(zip: Buffer, region: Region, offset: number): number | undefined {
  const facts = factsIn(zip)
  if (region.what === 'data/facts.jsonl') return zip.subarray(region.from, offset).toString('latin1').split('\n').length
  const hash = createHash('sha256').update(zip.subarray(region.from, region.to)).digest('hex')
  if (region.what.startsWith('data/letters/')) return facts.find((fact) => fact.open.sha256 === hash)!.position
  if (region.what.startsWith('data/files/'))
    return facts.find((fact) => fact.open.files || Array.isArray(fact.said?.evidence))!.position
  return undefined
}

type Line = {
  position: number
  type: string
  hash: string
  open: Record<string, unknown>
  said: Record<string, unknown> | null
}
const factsIn = (zip: Buffer): Line[] =>
  openBag(zip)
    .payload.get('facts.jsonl')!
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

function expectFound(zip: Buffer, region: Region, offset: number, mask: number) {
  const changed = Buffer.from(zip)
  changed[offset] = changed[offset]! ^ mask
  const { ok, firstFault } = verifyBundle(changed)
  const where = `byte ${offset - region.from} of ${region.what}`
  expect(ok, where).toBe(false)
  expect(firstFault?.what, where).toBeTruthy()
  const position = factAt(zip, region, offset)
  if (position !== undefined) expect(firstFault?.position, `${where}: ${firstFault?.what}`).toBe(position)
}

test('as it was made, it proves itself, twice the same bytes', async () => {
  expect(verifyBundle(small)).toEqual({ ok: true, entries: 1, files: expect.any(Number) })
  expect(verifyBundle(whole)).toMatchObject({ ok: true, entries: factsIn(whole).length })
  const { id } = await office.caseUntil('registered')
  expect((await bundleOf(id)).equals(await bundleOf(id))).toBe(true)
})

test('every byte of a small bundle', () => {
  let tried = 0
  for (const region of regionsOf(small)) {
    for (let offset = region.from; offset < region.to; offset++, tried++) {
      // The end of a line is no byte of a fact: two lines become one that cannot be read.
      expectFound(small, region, offset, 1 << (offset % 8))
    }
  }
  expect(tried).toBe(small.length)
})

test(`of the whole bundle the edges of every region and ${PROOF ? 'every byte' : 'five hundred bytes'} between`, () => {
  const regions = regionsOf(whole)
  expect(regions.filter(({ what }) => what.startsWith('data/letters/'))).toHaveLength(2)
  const step = PROOF ? 1 : Math.floor(whole.length / 500)
  for (const region of regions) {
    const offsets = new Set([region.from, region.from + 1, region.to - 2, region.to - 1])
    for (let offset = region.from; offset < region.to; offset += step) offsets.add(offset)
    for (const offset of offsets) if (offset < region.to) expectFound(whole, region, offset, 1 << (offset % 7))
  }
})

test('a byte of any fact of the whole bundle names its fact', () => {
  const region = regionsOf(whole).find(({ what }) => what === 'data/facts.jsonl')!
  for (let offset = region.from; offset < region.to; offset += times(11, 1)) expectFound(whole, region, offset, 1)
})

test('cut short, grown, empty, or no archive at all: found, and nothing thrown', () => {
  for (const zip of [
    Buffer.alloc(0),
    Buffer.from('not an archive'),
    Buffer.alloc(4_000),
    small.subarray(0, -1),
    small.subarray(1),
    small.subarray(0, small.length / 2),
    Buffer.concat([small, Buffer.from([0])]),
    Buffer.concat([Buffer.from([0]), small]),
    Buffer.concat([small, small]),
    makeBag(new Map(), {}),
  ])
    expect(verifyBundle(zip)).toMatchObject({ ok: false, firstFault: { what: expect.any(String) } })
})

describe('exchanged by someone who also writes the lists anew', () => {
  type Lists = Map<string, Buffer>
  const forged = (change: (payload: Lists) => void) => {
    const { payload } = openBag(whole)
    change(payload)
    return verifyBundle(makeBag(payload, { 'Bagging-Software': 'ysqgk' }))
  }
  const json = (payload: Lists, name: string) => JSON.parse(payload.get(name)!.toString())
  const lines = (payload: Lists, change: (facts: Line[]) => Line[]) => {
    const facts = change(
      payload
        .get('facts.jsonl')!
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
    )
    payload.set('facts.jsonl', Buffer.from(facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')))
  }

  test('a letter', () => {
    const { firstFault } = forged((payload) => {
      const name = [...payload.keys()].find((key) => key.startsWith('letters/'))!
      payload.set(name, Buffer.concat([payload.get(name)!, Buffer.from('\n')]))
    })
    expect(firstFault).toMatchObject({ type: 'letterMade', position: expect.any(Number) })
  })

  test('a file, and its hash in the list of files', () => {
    const { firstFault } = forged((payload) => {
      const name = [...payload.keys()].find((key) => key.startsWith('files/'))!
      const other = Buffer.from('没有签收。')
      payload.set(name, other)
      const files = json(payload, 'files.json')
      files[0].sha256 = createHash('sha256').update(other).digest('hex')
      payload.set('files.json', Buffer.from(JSON.stringify(files)))
    })
    expect(firstFault).toMatchObject({ type: 'replyServed', position: expect.any(Number) })
  })

  test('the words of a fact', () => {
    const { firstFault } = forged((payload) =>
      lines(payload, (facts) =>
        facts.map((f) => (f.type === 'confirmed' ? { ...f, said: { note: '从未联系。' } } : f)),
      ),
    )
    expect(firstFault).toMatchObject({ type: 'confirmed', position: 2 })
  })

  test('a day, a person, an outcome', () => {
    for (const change of [
      { on: '2026-03-01' },
      { by: 'staff:head' },
      { at: '2026-03-01T00:00:00.000Z' },
      { open: {} },
    ]) {
      const { firstFault } = forged((payload) =>
        lines(payload, (facts) => facts.map((f) => (f.type === 'registered' ? { ...f, ...change } : f))),
      )
      expect(firstFault).toMatchObject({ type: 'registered', position: 3 })
    }
  })

  test('a fact left out, put elsewhere, or told twice', () => {
    for (const change of [
      (facts: Line[]) => facts.filter(({ type }) => type !== 'searched'),
      (facts: Line[]) => facts.toReversed(),
      (facts: Line[]) => [...facts, facts.at(-1)!],
      (facts: Line[]) => facts.slice(1),
    ])
      expect(forged((payload) => lines(payload, change)).firstFault?.position).toBeTypeOf('number')
  })

  test('the checkpoint of another office', () => {
    const { firstFault } = forged((payload) => {
      const log = json(payload, 'log.json')
      payload.set(
        'log.json',
        Buffer.from(JSON.stringify({ ...log, checkpoint: log.checkpoint.replace(/\n\d+\n/, '\n9\n') })),
      )
    })
    expect(firstFault?.what).toMatch(/signature/)
  })

  test('lists of another shape are a fault, not a crash', () => {
    for (const [name, content] of [
      ...['null', '7', '{}', '[]', '{"checkpoint":1,"key":2,"proofs":3}'].map((text) => ['log.json', text]),
      ...['null', '7', '{}', '[null]', '[{}]'].map((text) => ['files.json', text]),
      ...['', 'null', '7', '{}', '[]', 'x', '{"position":1}\n{'].map((text) => ['facts.jsonl', text]),
    ] as [string, string][])
      expect(forged((payload) => payload.set(name, Buffer.from(content)))).toMatchObject({
        ok: false,
        firstFault: { what: expect.any(String) },
      })
    for (const name of ['log.json', 'files.json', 'facts.jsonl'])
      expect(forged((payload) => payload.delete(name)).firstFault?.what).toContain(name)
  })
})

test('what the archive holds can be read by people, and names nobody’s number in full', async () => {
  const body = application()
  const { id } = await office.caseUntil('registered', body)
  const { payload, tags } = openBag(await bundleOf(id))
  expect([...tags.keys()].sort()).toEqual([
    'bag-info.txt',
    'bagit.txt',
    'manifest-sha256.txt',
    'tagmanifest-sha256.txt',
  ])
  expect(payload.get('目录.txt')!.toString()).toContain('1. 2026年3月2日')
  for (const bytes of payload.values()) expect(bytes.includes(body.applicant.idNumber)).toBe(false)
})

test('those who see no case get no bundle', async () => {
  const { id } = await office.caseUntil('submitted')
  for (const name of ['admin', 'security', 'auditor'])
    expect((await office.staff(name).gets(`/api/v1/cases/${id}/evidence`)).status).toBe(403)
})
