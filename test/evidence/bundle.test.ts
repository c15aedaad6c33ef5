/** The evidence bundle, offline: no byte of it can change without being found, nor can a part be exchanged. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../src/evidence/bundle/bundle.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import type { BundleVerdict } from '../../src/evidence/verify.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { heic } from '../files/inputs.ts'
import {
  bagFaults,
  type Fact,
  factsIn,
  type Json,
  membersOf,
  openBag,
  packed,
  restated,
  saidIn,
  zipped,
} from '../support/bags.ts'
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
    const path = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    const name = path.slice(path.indexOf('/') + 1)
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

/** Opened and proven once, however many bytes are tried. */
const known = new Map<Buffer, { facts: Fact[]; verdict: BundleVerdict }>()
function asMade(zip: Buffer) {
  const made = known.get(zip) ?? { facts: factsIn(openBag(zip)), verdict: verifyBundle(zip) }
  known.set(zip, made)
  return made
}

/** The position of the fact that a byte belongs to: a line of facts.jsonl, a letter, or a file that a fact names. */
function factAt(zip: Buffer, region: Region, offset: number): number | undefined {
  const { facts } = asMade(zip)
  if (region.what === 'data/facts.jsonl') return zip.subarray(region.from, offset).toString('latin1').split('\n').length
  const hash = createHash('sha256').update(zip.subarray(region.from, region.to)).digest('hex')
  if (region.what.startsWith('data/letters/')) return facts.find((fact) => fact.open.sha256 === hash)!.position
  if (region.what.startsWith('data/files/'))
    return facts.find((fact) => fact.open.files || Array.isArray(fact.said?.evidence))!.position
  return undefined
}

function expectFound(zip: Buffer, region: Region, offset: number, mask: number) {
  const changed = Buffer.from(zip)
  changed[offset] = changed[offset]! ^ mask
  const verdict = verifyBundle(changed)
  const { ok, firstFault } = verdict
  const where = `byte ${offset - region.from} of ${region.what}`
  // Of the container dates, versions and the like say nothing: then the evidence is the same to the last word.
  if (ok && /^(local header|central directory) /.test(region.what))
    return expect(verdict, where).toEqual(asMade(zip).verdict)
  expect(ok, where).toBe(false)
  expect(firstFault?.what, where).toBeTruthy()
  const position = factAt(zip, region, offset)
  if (position !== undefined) expect(firstFault?.position, `${where}: ${firstFault?.what}`).toBe(position)
}

test('as it was made, it proves itself, twice the same bytes', async () => {
  const key = verifierKey(office.house.keys)
  const facts = factsIn(openBag(whole))
  const [row] = await office.sql`select number from cases where length = ${facts.length}`
  const at = (await office.sql`select max(size)::int as size from checkpoints`)[0]!.size
  const verdict = {
    ...{ ok: true, authenticated: true, origin: 'gk.example.gov.cn/ysqgk', key, agency: 'yunxi', case: row!.number },
    ...{ entries: facts.length, files: openBag(whole).payload.size, erased: [] },
    ...{ audience: 'court' as const },
    end: { position: facts.length, hash: facts.at(-1)!.hash },
    checkpoint: { size: at, day: '2026-03-02' },
  }
  expect(verifyBundle(whole, { key })).toEqual(verdict)
  expect(verifyBundle(whole), 'without a key that is trusted').toEqual({ ...verdict, authenticated: false })
  expect(verifyBundle(small, { key })).toMatchObject({ ok: true, authenticated: true, entries: 1 })
  const { id } = await office.caseUntil('registered')
  expect((await bundleOf(id)).equals(await bundleOf(id))).toBe(true)
})

test('it is a bag by the RFC alone, and packed anew by another program it is the same evidence', () => {
  for (const zip of [small, whole]) {
    expect(bagFaults(new Map(Object.entries(unzipSync(zip))))).toEqual([])
    const members = membersOf(openBag(zip))
    expect(zip.equals(zipped(members)), 'piece by piece what others make of the same members').toBe(true)
    for (const other of [zipped(members, 6), zipped(members.toReversed())])
      expect(verifyBundle(other)).toEqual(verifyBundle(zip))
  }
  const { payload } = openBag(whole)
  payload.set('facts.jsonl', Buffer.from('x'))
  expect(bagFaults(new Map(membersOf({ ...openBag(whole), payload })))).toHaveLength(3)
})

test('nobody works on for a reader who has left, and a file that is lacking is found before the first byte', async () => {
  const { id } = await office.caseUntil('registered')
  const added = Array.from({ length: 3 }, (_, n) => ({ name: `${n}.txt`, content: `${n}`.repeat(1_000_000) }))
  const { files } = (await office.registrar.adds(id, added)).json
  await office.registrar.records(id, { type: 'fileAdded', files: files.map((file: { id: string }) => file.id) })
  const [row] = await office.sql`select * from cases where id = ${id}`
  const { blobs } = office.house
  let read = 0
  const get = (sha256: string) => {
    read++
    return blobs.get(sha256)
  }
  const counting = { ...office.house, blobs: { ...blobs, get } }
  await expect(bundle(counting, row as never, { signal: AbortSignal.abort() })).rejects.toThrow()
  expect(read).toBe(0)

  const { content } = await bundle(counting, row as never)
  const measured = read
  for await (const _ of content()) break
  expect(read, 'of what is not sent nothing is read again').toBe(measured)

  const [file] = await office.sql<{ sha256: string }[]>`select sha256 from files where id = ${files[2].id}`
  rmSync(join(office.house.config.blobDir, file!.sha256.slice(0, 2), file!.sha256.slice(2)))
  const answer = await office.registrar.gets(`/api/v1/cases/${id}/evidence`)
  expect([answer.status, answer.json.code]).toEqual([503, 'FAULT'])
})

/** The edges of each region, and so many bytes between, none nearer to the next than `step`. */
function expectEachFound(zip: Buffer, step: number, between: number) {
  for (const region of regionsOf(zip)) {
    const offsets = new Set([region.from, region.from + 1, region.to - 2, region.to - 1])
    const apart = Math.max(step, Math.ceil((region.to - region.from) / between))
    for (let offset = region.from; offset < region.to; offset += apart) offsets.add(offset)
    for (const offset of offsets) if (offset < region.to) expectFound(zip, region, offset, 1 << (offset % 7))
  }
}

test(`of a small bundle ${PROOF ? 'every byte' : 'the edges of every region and up to fifty bytes between'}`, () => {
  const tiled = regionsOf(small).toSorted((a, b) => a.from - b.from)
  expect(tiled.map(({ from }) => from)).toEqual([0, ...tiled.slice(0, -1).map(({ to }) => to)])
  expect(tiled.at(-1)!.to).toBe(small.length)
  expectEachFound(small, times(29, 1), times(50, Number.POSITIVE_INFINITY))
})

test(`of the whole bundle the edges of every region and ${PROOF ? 'every byte' : 'up to ten bytes'} between`, () => {
  const regions = regionsOf(whole)
  expect(regions.filter(({ what }) => what.startsWith('data/letters/'))).toHaveLength(2)
  expectEachFound(whole, times(Math.floor(whole.length / 200), 1), times(10, Number.POSITIVE_INFINITY))
})

test('a byte of any fact of the whole bundle names its fact', () => {
  const region = regionsOf(whole).find(({ what }) => what === 'data/facts.jsonl')!
  for (let offset = region.from; offset < region.to; offset += times(23, 1)) expectFound(whole, region, offset, 1)
})

test('cut short, grown, empty, or no archive at all: found, and nothing thrown', async () => {
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
    zipped([]),
    zipped([['a/b.txt', Buffer.from('x')]]),
  ])
    expect(verifyBundle(zip)).toMatchObject({ ok: false, firstFault: { what: expect.any(String) } })
})

test('what the archive holds can be read by people, and names nobody’s number in full', async () => {
  const body = application()
  const { id } = await office.caseUntil('registered', body)
  const { payload, tags } = openBag(await bundleOf(id))
  expect([...tags.keys()].sort()).toEqual([
    ...['bag-info.txt', 'bagit.txt', 'key.pem', 'key.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'],
    ...[
      'statement.json',
      'statement.sig',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha512.txt',
      '核验.html',
      '核验说明.txt',
    ],
  ])
  expect(payload.get('目录.txt')!.toString()).toContain('1. 2026年3月2日')
  for (const bytes of payload.values()) expect(bytes.includes(body.applicant.idNumber)).toBe(false)
})

test('a file lies in it under an ending of what it is, and in the list of files as it was called', async () => {
  const { id } = await office.caseUntil('registered')
  const long = `${'很长的名称'.repeat(14)}.第一页`
  const named = ['身份证.jpg', '没有扩展名', `${long}.jpg`, `${long}.HEIC`, '照片.2026.jpg'].map((name) => ({
    name,
    content: heic,
  }))
  const { files } = (await office.registrar.adds(id, named)).json
  await office.registrar.records(id, { type: 'fileAdded', files: files.map((file: Json) => file.id) })
  const zip = await bundleOf(id)
  const { payload } = openBag(zip)
  expect([...payload.keys()].filter((name) => name.startsWith('files/'))).toEqual([
    expect.stringMatching(/^files\/01-[0-9a-f]{8}-身份证\.heic$/),
    expect.stringMatching(/-没有扩展名\.heic$/),
    expect.stringMatching(/\.heic$/),
    expect.stringMatching(/\.HEIC$/),
    expect.stringMatching(/-照片\.2026\.heic$/),
  ])
  expect(payload.get('files.json')!.toString()).toContain('"name":"身份证.jpg"')
  const key = verifierKey(office.house.keys)
  expect(verifyBundle(zip, { key })).toMatchObject({ ok: true, authenticated: true })
  // As bundles of before had it, and as nobody called it.
  const renamed = (to: string) => {
    const bag = openBag(zip)
    const name = [...bag.payload.keys()].find((each) => each.startsWith('files/01-'))!
    const other = name.replace('身份证.heic', to)
    bag.payload = new Map([...bag.payload].map(([each, bytes]) => [each === name ? other : each, bytes]))
    const { id, fact } = saidIn(bag).files.find((each: Json) => each.name === `data/${name}`)
    const said = restated(bag, office.house.keys, ({ files }) => {
      Object.assign(
        files.find((each: Json) => each.name === `data/${other}`),
        { id, fact },
      )
    })
    return verifyBundle(packed(said))
  }
  expect(renamed('身份证.jpg').ok).toBe(true)
  expect(renamed('他人的身份证.heic').firstFault?.what).toBe('the list of files has another name')
})

test('those who see no case get no bundle', async () => {
  const { id } = await office.caseUntil('submitted')
  for (const name of ['admin', 'security', 'auditor'])
    expect((await office.staff(name).gets(`/api/v1/cases/${id}/evidence`)).status).toBe(403)
})
