/** 不公开质证: what the court's bundle keeps apart, what no party's copy has, and what lies in no bundle; each forgery of it is named. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { provenFiles } from '../../src/evidence/proof/prove-files.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { exhibitsOf } from '../../src/evidence/reading/exhibits.ts'
import { onFile } from '../../src/evidence/reading/on-file.ts'
import { openPages } from '../../src/evidence/reading/pages-of.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { caseById } from '../../src/ledger/queries.ts'
import { factsIn, type Json, openBag, packed, restated, saidIn } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'

const SECRET = '第三方的成本明细，每吨单价若干。'
const STATE = '标注为秘密的材料。'
const OPEN = '公开的材料。'
let office: Office
let id: string
let files: { id: string; sha256: string }[]
beforeAll(async () => {
  office = await openOffice()
  id = (await office.caseUntil('searched')).id
  files = (
    await office.registrar.adds(id, [
      { name: '成本明细.txt', content: SECRET },
      { name: '涉密目录.txt', content: STATE },
      { name: '公开材料.txt', content: OPEN },
    ])
  ).json.files
  await office.registrar.records(id, { type: 'fileAdded', files: files.map((file) => file.id) })
})
afterAll(() => office.close())

const bundle = async (audience = 'court') =>
  (await office.counsel.gets(`/api/v1/cases/${id}/evidence?audience=${encodeURIComponent(audience)}`)).bytes
const namesIn = (bytes: Buffer) => [...openBag(bytes).payload.keys()]
const proves = (bytes: Buffer) => verifyBundle(bytes, { key: verifierKey(office.house.keys) })
const LIST = 'closed/证据清单（不公开质证）.txt'

test('without a mark there is no annex', async () => {
  const names = namesIn(await bundle())
  expect(names.filter((name) => name.startsWith('closed/'))).toEqual([])
  expect(names.filter((name) => name.startsWith('files/'))).toHaveLength(3)
})

test('marked by those who may, of files of the case alone', async () => {
  const mark = { type: 'evidenceClosed', files: [files[0]!.id], kind: 'tradeSecret', why: '载有第三方的成本数据。' }
  expect((await office.signer.tries(id, mark)).status).toBe(403)
  expect((await office.counsel.tries(id, { ...mark, files: [] })).status).toBe(422)
  const strange = await office.counsel.tries(id, { ...mark, files: ['00000000-0000-7000-8000-000000000000'] })
  expect(strange.json.errors).toEqual([expect.objectContaining({ field: 'files', code: 'NO_SUCH_FILE' })])
  await office.counsel.records(id, mark)
  await office.counsel.records(id, {
    ...{ type: 'evidenceClosed', files: [files[1]!.id], kind: 'stateSecret', why: '来文标注为秘密。' },
    ...{ marking: '秘密★10年', keeper: '云溪区保密室', place: '区政府三楼保密室' },
  })
})

test('the court has the annex in a folder of its own; of a state secret its marking, keeper and place alone', async () => {
  const bytes = await bundle()
  const { payload } = openBag(bytes)
  const closed = [...payload.keys()].filter((name) => name.startsWith('closed/'))
  expect(closed).toEqual([
    expect.stringMatching(/^closed\/01-[0-9a-f]{8}-成本明细\.txt$/),
    expect.stringMatching(/^closed\/02-[0-9a-f]{8}-从略\.txt$/),
    LIST,
    LIST.replace('.txt', '.pdf'),
  ])
  expect(payload.get(closed[0]!)!.toString()).toBe(SECRET)
  expect(bytes.includes(STATE)).toBe(false)
  expect(bytes.includes('涉密目录')).toBe(false)
  const list = payload.get(LIST)!.toString()
  for (const said of [
    '行政诉讼法第四十三条',
    '商业秘密',
    '秘密★10年',
    '云溪区保密室',
    '区政府三楼保密室',
    files[1]!.sha256,
  ])
    expect(list).toContain(said)
  expect([...payload.keys()].filter((name) => name.startsWith('files/'))).toEqual([expect.stringContaining('公开材料')])
  expect(proves(bytes)).toMatchObject({
    ...{ ok: true, authenticated: true, audience: 'court' },
    slips: [{ for: files[1]!.sha256, reason: 'stateSecret' }],
  })
  // The same facts are the same bundle.
  expect(sha256(await bundle())).toBe(sha256(bytes))
})

test('no party has it: neither the record, nor its name, nor why it is closed', async () => {
  const bytes = await bundle('applicant')
  for (const said of [SECRET, STATE, '成本明细', '涉密目录', '载有第三方的成本数据', '区政府三楼保密室', LIST])
    expect([said, bytes.includes(said)]).toEqual([said, false])
  const { ok, slips } = proves(bytes)
  expect(ok).toBe(true)
  expect(slips).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ for: files[0]!.sha256, reason: 'closed' }),
      expect.objectContaining({ for: files[1]!.sha256, reason: 'stateSecret' }),
    ]),
  )
})

test('the list of evidence says so, and a state secret has no name there', async () => {
  const { exhibits } = (await office.counsel.gets(`/api/v1/cases/${id}/evidence-list`)).json as {
    exhibits: { name: string; summary: string }[]
  }
  expect(exhibits.find(({ name }) => name === '成本明细.txt')?.summary).toContain('列入不公开质证的附册')
  expect(exhibits.map(({ name }) => name)).toContain('标注为国家秘密的文件（只列出处）')
  expect(JSON.stringify(exhibits)).not.toContain('涉密目录')
})

test('the reading copy, which is read in the hearing, has a slip in the place of each', async () => {
  const on = await onFile(office.house, (await caseById(office.house.everywhere.sql, ['yunxi'], id))!)
  const closed = exhibitsOf(on).filter(({ behind }) => behind.kind === 'file' && behind.closed)
  expect(closed).toHaveLength(2)
  const { of } = await openPages(office.house, on, closed)
  for (const exhibit of closed) {
    const said = JSON.stringify(await of(exhibit, async () => {}))
    expect(said).toContain('不公开质证的文件')
    expect(said).toContain('行政诉讼法第四十三条')
    for (const words of [SECRET, STATE, '涉密目录']) expect(said).not.toContain(words)
  }
})

describe('forged', () => {
  /** Whoever has the office’s own key: with another one the first fault is the key. */
  const forger = () => ({ signer: office.house.keys.signer, origin: office.house.keys.origin })

  test('a state secret that is put in where the slip stood', async () => {
    const bag = openBag(await bundle())
    const slip = [...bag.payload.keys()].find((name) => /^closed\/02-/.test(name))!
    bag.payload.set(slip, Buffer.from(STATE))
    const zip = packed(
      restated(bag, forger(), (said) => {
        for (const file of said.files) if (file.id === files[1]!.id) delete file.stands
      }),
    )
    expect(verifyBundle(zip).firstFault).toMatchObject({
      ...{ file: `data/${slip}`, what: 'a record marked as a state secret is there' },
    })
  })

  test('the closed record put into the copy of a party', async () => {
    const bag = openBag(await bundle('applicant'))
    const slip = [...bag.payload.keys()].find((name) => /^closed\/01-/.test(name))!
    bag.payload.set(slip, Buffer.from(SECRET))
    const zip = packed(
      restated(bag, forger(), (said) => {
        for (const file of said.files) if (file.id === files[0]!.id) delete file.stands
      }),
    )
    expect(verifyBundle(zip).firstFault).toMatchObject({
      ...{ file: `data/${slip}`, what: 'the closed annex is in a copy for a party' },
    })
  })

  test('marks that were changed by whoever has the office’s own key: the files part from them', async () => {
    const bag = openBag(await bundle())
    const what = (change: (open: Json) => Json) => {
      const facts = factsIn(bag).map((fact) =>
        fact.type === 'evidenceClosed' ? { ...fact, open: change(fact.open) } : fact,
      )
      const digests = new Map(
        saidIn(bag).files.map((file: Json) => [file.name, { ...file, sha512: '', isWhole: true }] as const),
      )
      try {
        provenFiles(saidIn(bag) as never, facts as never, digests as never)
        return undefined
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(what((open) => open)).toBeUndefined()
    expect(what((open) => ({ ...open, kind: 'privacy' }))).toBe(
      'a slip stands for a state secret that no fact marks as one',
    )
    expect(what((open) => ({ ...open, kind: 'stateSecret' }))).toBe('a record marked as a state secret is there')
    expect(what((open) => ({ ...open, files: [] }))).toBe('the fact does not name this file')
    expect(what((open) => ({ ...open, kind: 7, files: 'none' }))).toBe('the fact does not name this file')
  })

  test('the list of the annex exchanged: found by its digest', async () => {
    const bag = openBag(await bundle())
    bag.payload.set(LIST, Buffer.from('没有。'))
    const { firstFault } = verifyBundle(packed(bag), { key: verifierKey(office.house.keys) })
    expect(firstFault).toMatchObject({ file: `data/${LIST}` })
  })
})

test('a mark that was put right counts no more: the file lies among the others', async () => {
  const { facts } = await office.head.opens(id)
  const marks = facts.filter(({ type }: Json) => type === 'evidenceClosed')
  await office.head.records(id, {
    type: 'rectified',
    position: marks[0].position,
    why: '误标。',
    approvedBy: '公开办主任',
  })
  const bytes = await bundle()
  expect(namesIn(bytes).filter((name) => name.startsWith('files/'))).toHaveLength(2)
  expect(proves(bytes)).toMatchObject({ ok: true, authenticated: true })
})
