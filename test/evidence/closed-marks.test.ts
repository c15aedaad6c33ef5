/** Which marks stand, and all that they cover: a state secret finds no way around its mark into a bundle, a copy or a reading copy. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { secretFault } from '../../src/evidence/whole/secret-check.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { overAll } from '../../src/house.ts'
import { closedIn, isClosedSince } from '../../src/ledger/closed-files.ts'
import { withExif } from '../leaving/files.ts'
import { factsIn, type Json, openBag, packed, restated, saidIn } from '../support/bags.ts'
import { type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'
import { readingCopyOf } from '../support/reading-copy.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const bundle = async (id: string, audience = 'court') =>
  (await office.counsel.gets(`/api/v1/cases/${id}/evidence?audience=${audience}`)).bytes
const contentsIn = (bytes: Buffer) => [...openBag(bytes).payload.values()].map(sha256)
const proves = (bytes: Buffer) => verifyBundle(bytes, { key: verifierKey(office.house.keys) })
const sound = (bytes: Buffer) => expect(proves(bytes)).toMatchObject({ ok: true, authenticated: true })
const adds = async (id: string, files: { name: string; content: string | Buffer }[]) =>
  (await office.registrar.adds(id, files)).json.files as { id: string; sha256: string }[]
const onFile = async (id: string, files: { name: string; content: string | Buffer }[]) => {
  const added = await adds(id, files)
  await office.registrar.records(id, { type: 'fileAdded', files: added.map((file) => file.id) })
  return added
}
const mark = (kind: string, ...files: { id: string }[]) => ({
  ...{ type: 'evidenceClosed', files: files.map((file) => file.id), kind, why: '来文标注为秘密。' },
})
const lastOf = async (id: string, type: string) =>
  (await office.head.opens(id)).facts.findLast((fact: Json) => fact.type === type)
const putRight = async (id: string, replacement?: object) => ({
  ...{ type: 'rectified', position: (await lastOf(id, 'evidenceClosed')).position, why: '更正标注。' },
  ...{ approvedBy: '公开办主任', ...(replacement && { replacement }) },
})

const [A, B, C] = ['a', 'b', 'c'].map((sign) => sign.repeat(64)) as [string, string, string]
const fact = (position: number, type: string, open: Json) => ({ position, type, open })
const added = (position: number, contents: Json) => fact(position, 'fileAdded', { contents })
const closes = (position: number, kind: string, ...files: string[]) =>
  fact(position, 'evidenceClosed', { kind, files, contents: {} })

describe('which marks stand', () => {
  test('the strictest, among equals the last; put right, what stands in its place', () => {
    const facts = [added(1, { x: A }), closes(2, 'stateSecret', 'x'), closes(3, 'privacy', 'x')]
    const of = (all: typeof facts) => closedIn(all)({ id: 'x', sha256: A })
    expect(of(facts)).toEqual({ kind: 'stateSecret', position: 2 })
    expect(of([...facts, closes(4, 'stateSecret', 'x')])).toEqual({ kind: 'stateSecret', position: 4 })
    expect(of([...facts, fact(4, 'rectified', { position: 2, closes: { files: [] } })])).toEqual({
      ...{ kind: 'privacy', position: 3 },
    })
    const instead = { files: ['x'], kind: 'tradeSecret' }
    expect(of([...facts, fact(4, 'rectified', { position: 2, closes: instead })])).toEqual({
      ...{ kind: 'tradeSecret', position: 4 },
    })
    // Before the ledger said openly what stands instead: nobody knows, so it is taken for the worst.
    expect(of([...facts, fact(4, 'rectified', { position: 2, contents: { x: A } })])).toEqual({
      ...{ kind: 'stateSecret', position: 4 },
    })
    expect(of([...facts, fact(4, 'rectified', { position: 2 })])?.kind).toBe('privacy')
  })

  test('the same content under another id, a copy that was given, and what has the content of that copy', () => {
    const given = fact(3, 'replySigned', { given: [{ file: 'x', sha256: B }] })
    const closed = closedIn([added(1, { x: A, y: A }), added(2, { z: B, w: C }), given, closes(4, 'stateSecret', 'y')])
    for (const file of [
      { id: 'x', sha256: A },
      { id: 'x', sha256: B },
      { id: 'z', sha256: B },
    ])
      expect(closed(file)?.kind).toBe('stateSecret')
    expect(closed({ id: 'w', sha256: C })).toBeUndefined()
  })

  test('what was made before a mark shows what is closed by now; what was made after it does not', () => {
    const facts = [added(1, { x: A }), closes(2, 'privacy', 'x'), closes(3, 'stateSecret', 'x'), added(4, { y: A })]
    expect([1, 2, 3, 4].map((position) => isClosedSince(facts, position))).toEqual([true, true, false, false])
  })

  test('whatever is forged in the place of a mark is none', () => {
    const odd = [
      ...[fact(1, 'evidenceClosed', { kind: 7, files: 'none' }), fact(2, 'evidenceClosed', { kind: 'privacy' })],
      ...[closes(3, 'privacy', 5 as never), fact(4, 'rectified', { position: 3, closes: 'x' })],
    ]
    expect(closedIn(odd)({ id: 'x', sha256: A })).toBeUndefined()
  })
})

test('a mark that is put right by another one stays a mark; it is lifted by a rectification without one', async () => {
  const { id } = await office.caseUntil('searched')
  const [file] = await onFile(id, [{ name: '涉密一.txt', content: '秘密内容一。' }])
  await office.counsel.records(id, { ...mark('stateSecret', file!), place: '旧地点' })
  const { type: _, ...said } = { ...mark('stateSecret', file!), place: '三楼保密室' }
  await office.head.records(id, await putRight(id, said))
  const court = await bundle(id)
  expect(contentsIn(court)).not.toContain(file!.sha256)
  expect(court.includes('秘密内容一')).toBe(false)
  const list = openBag(court).payload.get('closed/证据清单（不公开质证）.txt')!.toString()
  expect([list.includes('三楼保密室'), list.includes('旧地点')]).toEqual([true, false])
  sound(court)
  // A party does not have the words of the replacement, and its copy proves itself all the same.
  const theirs = await bundle(id, 'applicant')
  expect(contentsIn(theirs)).not.toContain(file!.sha256)
  sound(theirs)
  const { exhibits } = (await office.counsel.gets(`/api/v1/cases/${id}/evidence-list`)).json
  expect(JSON.stringify(exhibits)).not.toContain('涉密一')

  const { id: other } = await office.caseUntil('searched')
  const [free] = await onFile(other, [{ name: '误标.txt', content: '没有秘密。' }])
  await office.counsel.records(other, mark('stateSecret', free!))
  await office.head.records(other, await putRight(other))
  expect(contentsIn(await bundle(other))).toContain(free!.sha256)
  sound(await bundle(other))
})

test('nobody makes a state secret less by a second mark; the head puts it right with a reason', async () => {
  const { id } = await office.caseUntil('searched')
  const [file] = await onFile(id, [{ name: '涉密二.txt', content: '秘密内容二。' }])
  await office.registrar.records(id, mark('tradeSecret', file!))
  await office.registrar.records(id, mark('stateSecret', file!))
  for (const who of [office.registrar, office.handler, office.counsel]) {
    const weaker = await who.tries(id, mark('tradeSecret', file!))
    expect(weaker.status).toBe(422)
    expect(weaker.json.errors).toMatchObject([{ field: 'kind', code: 'ALREADY_STRICTER' }])
  }
  const { type: _, ...said } = mark('privacy', file!)
  const bare = { ...(await putRight(id, said)), why: '' }
  expect((await office.head.tries(id, bare)).status).toBe(422)
  await office.head.records(id, await putRight(id, said))
  const court = await bundle(id)
  expect([...openBag(court).payload.keys()]).toContainEqual(expect.stringMatching(/^closed\/01-.*涉密二\.txt$/))
  sound(court)
})

test('a title that somebody wrote of what is a state secret by now is left out for whoever did not write it', async () => {
  const { id } = await office.caseUntil('registered')
  const [file] = await onFile(id, [{ name: '丙丁地块涉密规划.pdf', content: '%PDF-1.4 秘密' }])
  await office.registrar.records(id, {
    ...{ type: 'correctionRequested', answerBy: '2026-03-25' },
    matters: ['请说明与丙丁地块涉密规划有关的申请理由'],
  })
  const said = async () =>
    factsIn(openBag(await bundle(id, 'applicant'))).find((one) => one.type === 'correctionRequested')!
  expect(JSON.stringify((await said()).said)).toContain('丙丁地块涉密规划')
  await office.counsel.records(id, mark('stateSecret', file!))
  expect((await said()).said).toBeNull()
  const theirs = await bundle(id, 'applicant')
  expect(openBag(theirs).payload.get('extracts.jsonl')!.toString()).not.toContain('丙丁地块')
  expect(saidIn(openBag(theirs)).leftOut).toContainEqual(expect.objectContaining({ reason: 'stateSecret' }))
  sound(theirs)
})

test('what was sent in and never put on file is not marked, and not offered', async () => {
  const { id } = await office.caseUntil('searched')
  const [loose] = await adds(id, [{ name: '未附卷.txt', content: '没有附卷。' }])
  const { status, json } = await office.counsel.tries(id, mark('privacy', loose!))
  expect([status, json.errors]).toMatchObject([422, [{ field: 'files', code: 'NOT_ON_FILE' }]])
  const form = (await office.counsel.opens(id)).acts?.find((act: Json) => act.type === 'evidenceClosed')
  expect(JSON.stringify(form?.fields ?? [])).not.toContain(loose!.id)
})

describe('a file that was given with the reply', () => {
  /** Its copy leaves without the place. */
  const PHOTO = withExif({ place: true, turned: 6 })
  let id: string
  let original: { id: string; sha256: string }
  let copy: string
  let before: Buffer
  beforeAll(async () => {
    const filed = await office.caseUntil('secrecyReviewed')
    id = filed.id
    original = (await office.handler.adds(id, [{ name: '批复.jpg', content: PHOTO }])).json.files[0]
    await office.handler.records(id, {
      ...{ type: 'replyDrafted', outcome: 'disclosed', fields: {}, files: [original.id] },
    })
    await office.counsel.opensGiven(id)
    await office.counsel.records(id, { ...PASSED, acknowledged: true })
    await office.signer.opensGiven(id)
    await office.signer.records(id, SIGNED)
    await office.registrar.records(id, SERVED)
    copy = (await lastOf(id, 'replySigned')).given[0].sha256
    before = await bundle(id, 'applicant')
    await readingCopyOf(office, id)
  })

  test('before the mark the applicant has the copy, and the court both', async () => {
    expect(copy).not.toBe(original.sha256)
    expect(contentsIn(before)).toContain(copy)
    expect(contentsIn(await bundle(id))).toEqual(expect.arrayContaining([copy, original.sha256]))
  })

  test('marked as touching business secrets both lie in the annex, and the applicant is given it no second time', async () => {
    await office.counsel.records(id, mark('tradeSecret', original))
    const court = await bundle(id)
    const { payload } = openBag(court)
    const closed = [...payload].filter(([name]) => /^closed\/\d/.test(name)).map(([, bytes]) => sha256(bytes))
    expect(closed.toSorted()).toEqual([copy, original.sha256].toSorted())
    expect([...payload.keys()].filter((name) => name.startsWith('given/'))).toEqual([])
    sound(court)
    const theirs = await bundle(id, 'applicant')
    expect(contentsIn(theirs)).not.toContain(copy)
    expect(proves(theirs).slips).toContainEqual(expect.objectContaining({ for: copy, reason: 'closed' }))
    sound(theirs)
  })

  test('the reading copy that was made before the mark is served no more; made again it has slips', async () => {
    const at = `/api/v1/cases/${id}/reading-copy`
    const stale = await office.signer.gets(at)
    expect([stale.status, stale.headers.location]).toEqual([303, `${at}/state`])
    expect((await office.signer.gets(`${at}/state`)).json).toMatchObject({ state: 'none', made: null })
    expect((await office.signer.gets(`/cases/${id}/reading-copy`)).text).toContain('生成阅读本')
    const { state, status } = await readingCopyOf(office, id)
    expect([status, state]).toMatchObject([200, { state: 'made', made: { current: true } }])
    // What was recorded since closes nothing that is in it: it is served, and says that it is not of today.
    await office.registrar.records(id, { type: 'noted', text: '补记。' })
    expect((await office.signer.gets(at)).status).toBe(200)
    expect((await office.signer.gets(`${at}/state`)).json.made.current).toBe(false)
  })

  test('marked as a state secret neither is in any bundle: slips stand, for the court and for the applicant', async () => {
    await office.counsel.records(id, mark('stateSecret', original))
    for (const audience of ['court', 'applicant']) {
      const bytes = await bundle(id, audience)
      expect(contentsIn(bytes)).not.toContain(copy)
      expect(contentsIn(bytes)).not.toContain(original.sha256)
      const secret = (proves(bytes).slips ?? []).filter(({ reason }) => reason === 'stateSecret')
      expect(secret.map((slip) => slip.for).toSorted()).toEqual([copy, original.sha256].toSorted())
      sound(bytes)
    }
    const { exhibits } = (await office.counsel.gets(`/api/v1/cases/${id}/evidence-list`)).json
    expect(JSON.stringify(exhibits)).not.toContain('批复.jpg')
    expect((await office.signer.gets(`/api/v1/cases/${id}/reading-copy`)).status).toBe(303)
  })

  test('the reply that names it is no party’s any more, nor is any word that does; the court has the reply', async () => {
    const [court, theirs] = [await bundle(id), await bundle(id, 'applicant')]
    const reply = [...openBag(court).payload].find(([name]) => /^letters\/.*答复书/.test(name))!
    expect(contentsIn(theirs)).not.toContain(sha256(reply[1]))
    expect(proves(theirs).slips).toContainEqual(expect.objectContaining({ reason: 'secretNamed' }))
    expect(proves(court).slips?.map(({ reason }) => reason)).not.toContain('secretNamed')
    const slip = [...openBag(theirs).payload].find(([, bytes]) => bytes.includes('写有后来标注为国家秘密'))!
    expect(slip[0]).toMatch(/^letters\/\d+-[0-9a-f]{8}-从略\.txt$/)
    expect(openBag(before).payload.get(reply[0])).toBeDefined()
    for (const bytes of [court, theirs]) sound(bytes)
  })

  test('the same bytes put on file again under another name are closed from the start', async () => {
    const [twin] = await onFile(id, [{ name: '另名戊己.jpg', content: PHOTO }])
    expect(twin!.sha256).toBe(original.sha256)
    const court = await bundle(id)
    expect(contentsIn(court)).not.toContain(original.sha256)
    expect(court.includes('另名戊己')).toBe(false)
    expect((proves(court).slips ?? []).filter(({ reason }) => reason === 'stateSecret')).toHaveLength(3)
    sound(court)
  })

  test('forged: the copy laid in where its slip stood', async () => {
    const bag = openBag(await bundle(id))
    const content = openBag(before).payload
    const bytes = [...content.values()].find((each) => sha256(each) === copy)!
    const slip = [...bag.payload.keys()].find((name) => name.includes(copy.slice(0, 8)))!
    bag.payload.set(slip, bytes)
    const forger = { signer: office.house.keys.signer, origin: office.house.keys.origin }
    const zip = packed(
      restated(bag, forger, (said) => {
        for (const file of said.files) if (file.stands?.for === copy) delete file.stands
      }),
    )
    expect(verifyBundle(zip).firstFault).toMatchObject({
      ...{ file: `data/${slip}`, what: 'a record marked as a state secret is there' },
    })
  })
})

test('verify --all holds what is kept of secrets for the office, and what is public, against the marks', async () => {
  const { id } = await office.caseUntil('searched')
  const [file, plain] = await onFile(id, [
    { name: '涉密三.txt', content: '秘密内容三。' },
    { name: '普通.txt', content: '没有秘密的附件。' },
  ])
  await office.counsel.records(id, mark('stateSecret', file!))
  const { sql } = office
  const fault = () => secretFault(overAll(office.house))
  expect(await fault()).toBeUndefined()
  const rows = await sql`select * from secret_contents where case_id = ${id}`
  const putBack = async () => {
    await sql`delete from secret_contents where case_id = ${id}`
    await sql`insert into secret_contents ${sql(rows)}`
    expect(await fault()).toBeUndefined()
  }

  await sql`delete from secret_contents where case_id = ${id}`
  expect(await fault()).toMatchObject({
    what: expect.stringMatching(/is not kept as one/),
    caseId: id,
    file: file!.sha256,
    type: 'evidenceClosed',
  })
  await putBack()
  await sql`update secret_contents set content = ${plain!.sha256} where case_id = ${id}`
  expect(await fault()).toMatchObject({ what: expect.stringMatching(/is not kept as one/) })
  await putBack()
  await sql`insert into secret_contents ${sql({ ...rows[0], content: plain!.sha256 })}`
  expect(await fault()).toMatchObject({
    what: expect.stringMatching(/no mark of its case makes it one/),
    caseId: id,
    file: plain!.sha256,
  })
  await putBack()

  await sql.begin(async (tx) => {
    for (const table of ['released', 'released_files']) await tx.unsafe(`alter table ${table} disable trigger user`)
    await tx`
      insert into released (id, uid, agency_id, title, summary, topic, released_on, version, updated_at, search, pairs)
      values ('R1', ${id}, 'yunxi', '题名', '', '其他', '2026-03-02', 1, now(), '', '')`
    await tx`
      insert into released_files (released_id, id, position, name, size, sha256, type)
      values ('R1', ${id}, 1, '公开.txt', 1, ${file!.sha256}, 'text/plain')`
    for (const table of ['released', 'released_files']) await tx.unsafe(`alter table ${table} enable trigger user`)
  })
  expect(await fault()).toMatchObject({ what: expect.stringMatching(/public is a state secret/), file: file!.sha256 })
  expect((await verifyAll(office.house)).firstFault).toMatchObject({ says: expect.stringMatching(/国家秘密/) })
})
