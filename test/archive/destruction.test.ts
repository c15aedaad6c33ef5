/** Destruction: a list that three persons made, and then the content is gone everywhere, while every hash still holds. */
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { destroy } from '../../src/archive/destroy.ts'
import { record } from '../../src/cases/record.ts'
import { keepLanguage } from '../../src/citizens/languages.ts'
import { checkByNight } from '../../src/evidence/by-night.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { decisionFault } from '../../src/ledger/destruction.ts'
import { eraseContent } from '../../src/ledger/erase.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { factsIn, type Json, type OpenBag, openBag, packed, restated, withFacts } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(async () => {
  await office.close()
})

const SAID = {
  name: '欧阳示例',
  email: 'ouyang@example.cn',
  title: '云杉路地块出让底价的会议纪要',
  description: '申请公开云杉路地块出让底价的会议纪要及其附件。',
}
const SHARED = { name: '云杉路纪要.txt', content: '两件共有的纪要，正文从略。' }
const OWN = { name: '欧阳示例的说明.txt', content: '只属于这一件的说明。' }

/** What stays of a destroyed case has a row in these tables, and in no others. */
const KEPT = [
  'archive_items',
  'audit_lines',
  'conference_seats',
  'conferences',
  'deadlines',
  'deliveries',
  'destruction_items',
  'files',
  'ledger',
  'letters',
  'log',
  'remarks',
  'remedies',
  'seals',
]

/** Words that stand in the case that is destroyed, and in no other. */
const MARK = '白鹭洲第七号'

/** A suit that was lost, and what was learned of it. */
async function contested(id: string) {
  const told = {
    kind: 'litigation',
    body: `${MARK}人民法院`,
    number: `（2026）${MARK}行初12号`,
    claims: `${MARK}：撤销答复。`,
  }
  await office.counsel.records(id, { type: 'remedySought', ...told })
  await office.counsel.records(id, { type: 'remedyDecided', result: 'corrected', number: `${MARK}判决` })
  await office.counsel.records(id, { type: 'lessonDrawn', ground: 'facts', text: `${MARK}：检索不全。` })
}

/** In which tables, of whatever schema, a row says this: sealed columns say nothing to anybody. */
async function tablesSaying(words: string): Promise<string[]> {
  const tables = await office.sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  const saying: string[] = []
  for (const { schema, name } of tables) {
    const [found] = await office.sql`
      select from ${office.sql(schema)}.${office.sql(name)} t where position(${words} in t::text) > 0 limit 1`
    if (found) saying.push(name)
  }
  return saying.toSorted()
}

/** Which tables have rows of a case. */
async function tablesOf(id: string): Promise<string[]> {
  const tables = await office.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'case_id'
      and table_name <> 'unsequenced' -- facts on their way into the log`
  const holding: string[] = []
  for (const { name } of tables) {
    const [row] = await office.sql`select from ${office.sql(name)} where case_id = ${id} limit 1`
    if (row) holding.push(name)
  }
  return holding.toSorted()
}

/** A case with whatever a case can hold. */
async function rich(retention: string, files: { name: string; content: string }[] = [SHARED]) {
  const { name, email, title, description } = SAID
  const filed = await office.citizen.files(
    application({ applicant: { name, email }, request: { title, description, delivery: 'portal' } }),
  )
  const id = await office.registrar.finds(filed)
  await keepLanguage(office.sql, { agencyId: 'yunxi', caseId: id }, 'en')
  await office.goes(id, 'submitted', 'searched')
  await office.handler.records(id, { type: 'thirdPartyConsulted', party: '云杉置业', email: 'yunshan@example.cn' })
  await office.theJobsRun()
  await office.handler.records(id, { type: 'thirdPartyReached', evidence: '当面送达，回执在卷。' })
  await office.handler.records(id, { type: 'thirdPartyAnswered', consents: true, reasons: '云杉置业同意公开。' })
  const { files: added } = (await office.registrar.adds(id, files)).json
  await office.registrar.records(id, { type: 'fileAdded', files: added.map((file: { id: string }) => file.id) })
  await office.registrar.records(id, { type: 'noted', text: '误记的备注。' })
  const { facts } = await office.head.opens(id)
  await office.head.records(id, {
    ...{ type: 'rectified', position: facts.at(-1).position, why: '误记。', approvedBy: '公开办主任' },
    replacement: { text: '欧阳示例来电询问进度。' },
  })
  await office.goes(id, 'searched', 'secrecyReviewed')
  const talks = (act: string, body: object) => office.handler.posts(`/api/v1/cases/${id}/${act}`, '', body)
  await talks('remarks', { says: '欧阳示例又来电，口径请再看。' })
  await talks('conferences', { agenda: '云杉置业同意公开的范围。', outside: ['云杉律师'] })
  await office.handler.records(id, {
    ...{ type: 'replyDrafted', outcome: 'disclosed', fields: { paper: '复印件1份。' } },
    files: [added[0].id],
  })
  await office.counsel.records(id, { type: 'replyReviewed', passed: true, opinion: '同意。' })
  await office.goes(id, 'replyReviewed', 'replyServed')
  await office.sends(id)
  await office.archivist.records(id, { type: 'archived', retention })
  await office.theJobsRun()
  return { ...filed, id }
}

const propose = (ids: readonly string[], why = '保管期限届满，没有继续保存的价值。') =>
  office.archivist.posts('/archive/destructions', '', {
    agency: 'yunxi',
    why,
    ...Object.fromEntries(ids.map((id) => [`case.${id}`, 'yes'])),
  })
const faultIn = (page: string) => /class="errors".*?<ul>(.*?)<\/ul>/s.exec(page)?.[1] ?? ''
const decides = (who: string, n: number, noun = 'approval') =>
  office
    .staff(who)
    .posts(`/archive/destructions/${n}/${noun}`, '', { agency: 'yunxi', why: '已经核对。', confirm: 'yes' })

let ten: Awaited<ReturnType<typeof rich>>
let thirty: Awaited<ReturnType<typeof rich>>
/** The first words of the case that is destroyed, as whoever kept a copy of the row has them. */
let kept: readonly object[]
let forEver: Awaited<ReturnType<typeof rich>>

test('before the period has ended nothing may be listed: each case is refused by name, with its reason', async () => {
  ten = await rich('10年', [SHARED, OWN])
  thirty = await rich('30年')
  forEver = await rich('永久')
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
  await contested(ten.id)
  await office.theJobsRun()
  expect(await tablesOf(ten.id)).toEqual(expect.arrayContaining(['reading_copies', 'remedies', 'words']))
  const early = await propose([ten.id])
  expect([early.status, faultIn(early.text)]).toEqual([
    409,
    expect.stringContaining('2036年3月2日届满，尚未届满，不得销毁'),
  ])

  office.itIs('2037-03-30')
  await office.archivist.signsIn() // a page sends whoever is no longer signed in to the door
  const { text: page } = await office.archivist.gets('/archive/destructions?agency=yunxi')
  expect(page).toContain(`data-due="${ten.id}"`)
  expect(page).not.toContain(`data-due="${thirty.id}"`)
  const refused = await propose([thirty.id, forEver.id])
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('保管期限30年至2056年3月2日届满，尚未届满，不得销毁')
  expect(refused.text).toContain('保管期限为永久，不得销毁')
  expect(await office.sql`select from destruction_lists`).toHaveLength(0)
})

test('three persons make a list: who proposed it decides nothing, and each of the two seats once', async () => {
  const first = await propose([ten.id])
  expect([first.status, faultIn(first.text)]).toEqual([303, ''])
  expect((await propose([ten.id])).text).toContain('已在第1号清册中')
  expect((await decides('archivist', 1)).status).toBe(403)
  expect((await decides('counsel', 1)).status).toBe(403)
  expect((await decides('head', 1, 'refusal')).status).toBe(303)
  expect((await decides('security', 1)).status).toBe(403)
  await office.theJobsRun()
  expect((await office.registrar.opens(ten.id)).applicant.name).toContain('欧阳示例')

  expect((await propose([ten.id])).status).toBe(303)
  expect((await decides('head', 2)).status).toBe(303)
  expect((await decides('head', 2)).status).toBe(403)
  await office.theJobsRun()
  expect((await office.registrar.opens(ten.id)).applicant.name).toContain('欧阳示例')
  // The list names the case by its numbers alone.
  const [list] = await office.sql<{ content: string }[]>`select content from destruction_lists where number = 2`
  expect(list!.content).not.toMatch(/欧阳|云杉/)
})

test('half a case is never left, and what was interrupted goes on', async () => {
  expect((await decides('security', 2)).status).toBe(303)
  kept = await office.sql`select * from words where case_id = ${ten.id} and position = 1`
  const before = await office.standing(ten.id)
  const { house } = office
  const broken = {
    ...house,
    lawFor: () => {
      throw new Error('The machine stops here.')
    },
  } as unknown as typeof house
  await expect(destroy(broken, { agencyId: 'yunxi', number: 2 })).rejects.toThrow('stops here')
  expect(await office.standing(ten.id)).toBe(before)
})

test('the words are gone with everything that held them; numbers and hashes stay', async () => {
  await office.theJobsRun()
  const [row] = await office.sql`select * from cases where id = ${ten.id}`
  expect(row).toMatchObject({ title: '（内容已销毁）', applicantName: '（内容已销毁）', email: null, foundBy: [] })
  expect(JSON.stringify(row)).not.toMatch(/欧阳|云杉|ouyang/)
  expect(await office.sql`select from words where case_id = ${ten.id}`).toHaveLength(0)
  expect(await office.sql`select from identities where case_id = ${ten.id}`).toHaveLength(0)
  expect(await office.sql`select from letters where case_id = ${ten.id} and sealed <> ''`).toHaveLength(0)
  expect(await office.sql`select from files where case_id = ${ten.id} and name <> ''`).toHaveLength(0)

  // No word of it is left anywhere, and rows in no other tables than these: numbers, days, hashes, categories.
  expect(await tablesSaying(MARK)).toEqual([])
  expect(await tablesSaying(ten.receipt)).toEqual(['cases', 'destruction_lists'])
  expect(await tablesOf(ten.id)).toEqual(KEPT)
  const late = { agencyId: 'yunxi', caseId: ten.id, of: 'remark 1' }
  const sealed = office.house.keys.seal('internal', ['yunxi', ten.id, late.of], '迟到的话')
  const put = office.sql`insert into internal_words ${office.sql({ ...late, sealed })}`
  await expect(put, 'nothing is said of it any more, for nothing would take it out').rejects.toThrow('is destroyed')

  const facts = (await office.registrar.opens(ten.id)).facts as { type: string; hash: string }[]
  expect(facts.at(-1)!.type).toBe('wordsErased')
  expect(facts.length).toBeGreaterThan(15)
  const [told] = await office.sql<{ open: { hashes: string[]; positions: number[] } }[]>`
    select open from ledger where case_id = ${ten.id} and type = 'wordsErased'`
  // The file of another case that is kept stays in the store; everything else has left it.
  const left: string[] = []
  for (const sha256 of told!.open.hashes)
    for await (const stored of office.house.blobs.list(sha256.slice(0, 2))) if (stored === sha256) left.push(sha256)
  const shared = await office.sql<{ sha256: string }[]>`
    select distinct sha256 from files where case_id = ${thirty.id} union
    select c.sha256 from leaving_copies c join files f on f.sha256 = c.original where f.case_id = ${thirty.id}`
  expect(left.toSorted()).toEqual(shared.map(({ sha256 }) => sha256).toSorted())
  expect((await office.registrar.opens(thirty.id)).files[0].name).toBe(SHARED.name)

  await office.theJobsRun()
  const verdict = await verifyAll(office.house)
  expect(verdict.firstFault).toBeUndefined()
  expect(verdict.erased).toBe(told!.open.positions.length)
  expect(await checkByNight(office.house)).toEqual([])
})

test('lists, search, pages and the API tell of it, and nothing more can be recorded', async () => {
  for (const url of [
    `/cases/${ten.id}`,
    `/desk?q=${ten.receipt}`,
    `/api/v1/cases?q=${ten.receipt}`,
    `/api/v1/cases/${ten.id}`,
    '/numbers',
    '/archive/destructions/2?agency=yunxi',
  ]) {
    const answer = await office.archivist.gets(url)
    expect([url, answer.status]).toEqual([url, 200])
    expect(answer.text).not.toMatch(/欧阳|云杉|ouyang/)
  }
  expect((await office.archivist.gets(`/cases/${ten.id}`)).text).toContain('第2号销毁清册')
  const { letters, files } = (await office.archivist.opens(ten.id)) as {
    letters: { url: string }[]
    files: { url: string }[]
  }
  for (const url of [
    `/api/v1/cases/${ten.id}/evidence-list.pdf`,
    `/api/v1/cases/${ten.id}/reading-copy`,
    letters[0]!.url,
    files[0]!.url,
  ])
    expect([url, (await office.archivist.gets(url)).status]).toEqual([url, 404])
  const { cases } = (await office.archivist.gets('/api/v1/cases?q=欧阳示例')).json
  expect(cases.map(({ id }: { id: string }) => id)).not.toContain(ten.id)
  const followed = await office.citizen.looksAt(ten)
  expect([followed.status, followed.text.includes('欧阳')]).toEqual([200, false])
  const late = await office.registrar.tries(ten.id, { type: 'noted', text: '补记。' })
  expect([late.status, late.json.code]).toEqual([409, 'CONTENT_ERASED'])
  expect((await propose([ten.id])).text).toMatch(/已在第2号清册中|内容已于/)
})

test('the bundle of such a case proves itself, and names what is gone by whose decision', async () => {
  const answer = await office.archivist.gets(`/api/v1/cases/${ten.id}/evidence`)
  expect(answer.status).toBe(200)
  expect(answer.bytes.includes('欧阳')).toBe(false)
  const verdict = verifyBundle(answer.bytes, { key: verifierKey(office.house.keys) })
  expect(verdict.firstFault).toBeUndefined()
  const { facts } = await office.archivist.opens(ten.id)
  expect(verdict).toMatchObject({ ok: true, authenticated: true, entries: facts.length })
  expect(verdict.erased.length).toBeGreaterThan(10)
  expect(new Set(verdict.erased.map(({ by }) => by))).toEqual(new Set([facts.length]))
})

describe('a forged destruction is named', () => {
  const found = async () => (await verifyAll(office.house)).firstFault?.what
  const records = (id: string, told: object) =>
    office.house.sql.begin(async (tx) => {
      const [row] = await office.sql<{ open: FactOf<'wordsErased'> }[]>`
        select open from ledger where case_id = ${ten.id} and type = 'wordsErased'`
      const fact = { ...row!.open, type: 'wordsErased' as const, on: office.house.time.today(), ...told }
      const at = office.house.time.now()
      return record(tx, office.house, { agencyId: 'yunxi', caseId: id }, fact, { by: 'system', at })
    })

  test('words without any decision', async () => {
    const gone = await office.sql`delete from words where case_id = ${thirty.id} and position = 1 returning *`
    expect(await found()).toBe('the words of the fact are gone, and no decision says so')
    await office.sql`insert into words ${office.sql(gone)}`
    expect(await found()).toBeUndefined()
  })

  test('words and files that are kept, though the fact says that they are gone', async () => {
    await office.sql`insert into words ${office.sql(kept)}`
    expect(await found()).toBe('the words of the fact are there, and a destruction says that they are gone')
    await office.sql`delete from words where case_id = ${ten.id}`
    const { sha256 } = await office.house.blobs.put(Buffer.from(OWN.content))
    expect(await found()).toBe('a file that a destruction says to be gone is still stored')
    await office.house.blobs.setAside(sha256, new Date(Date.now() + 60_000))
    await office.house.blobs.forget(sha256)
    await office.sql`update cases set title = ${SAID.title} where id = ${ten.id}`
    expect(await found()).toBe('words are left in the row of a case that was destroyed')
    await office.sql`update cases set title = '（内容已销毁）', outcome = 'notHeld' where id = ${ten.id}`
    expect(await found()).toMatch(/what its destruction left: outcome/)
    await office.sql`update cases set outcome = 'disclosed' where id = ${ten.id}`
    expect(await found()).toBeUndefined()
  })

  test('a list that was changed, or that another one stands in for', async () => {
    const change = (text: string) =>
      office.sql.begin(async (tx) => {
        await tx`alter table destruction_lists disable trigger destruction_lists_append_only`
        await tx`update destruction_lists set content = ${text} where number = 2`
        await tx`alter table destruction_lists enable trigger destruction_lists_append_only`
      })
    const [list] = await office.sql<{ content: string }[]>`select content from destruction_lists where number = 2`
    await change(list!.content.replace('没有继续保存的价值', '不想保存'))
    expect(await found()).toBe('the list of destruction is not the one that the fact names')
    await change(list!.content)
    expect(await found()).toBeUndefined()
  })

  const forger = () => ({ signer: generateKeyPairSync('ed25519').privateKey, origin: office.house.keys.origin })
  const told = (bag: OpenBag, change: (open: Json) => Json) =>
    verifyBundle(
      packed(
        restated(
          withFacts(
            bag,
            factsIn(bag).map((fact) => (fact.type === 'wordsErased' ? { ...fact, open: change(fact.open) } : fact)),
          ),
          forger(),
        ),
      ),
    ).firstFault

  test('in a bundle: other positions, another case, another list, a file that is there', async () => {
    const { bytes } = await office.archivist.gets(`/api/v1/cases/${ten.id}/evidence`)
    const bag = () => openBag(bytes)
    const silent = factsIn(bag()).find(({ words }) => words === null)!.position
    expect(told(bag(), (open) => ({ ...open, positions: [...open.positions, silent] }))?.what).toMatch(
      /that there never were/,
    )
    expect(told(bag(), (open) => ({ ...open, positions: open.positions.slice(1) }))?.what).toMatch(
      /no decision on record erased them/,
    )
    expect(told(bag(), (open) => ({ ...open, decision: { ...open.decision, digest: 'a'.repeat(64) } }))?.what).toMatch(
      /not the one that the fact names/,
    )
    const other = bag()
    const list = other.payload.get('销毁清册.json')!.toString().replaceAll(ten.id, thirty.id)
    other.payload.set('销毁清册.json', Buffer.from(list))
    expect(told(other, (open) => ({ ...open, decision: { ...open.decision, digest: sha256(list) } }))?.what).toBe(
      'the list of destruction names other cases, and not this one',
    )
    const without = bag()
    without.payload.delete('销毁清册.json')
    expect(told(without, (open) => open)?.what).toMatch(/is missing/)
  })

  test('the decision of another case: the database erases nothing by it, and the fact alone is found', async () => {
    const positions = (
      await office.sql<{ position: number }[]>`
      select position from words where case_id = ${forEver.id} order by position`
    ).map(({ position }) => position)
    await expect(
      office.house.sql.begin(async (tx) => {
        const [row] = await office.sql<{ open: FactOf<'wordsErased'> }[]>`
          select open from ledger where case_id = ${ten.id} and type = 'wordsErased'`
        const at = office.house.time.now()
        const fact = { ...row!.open, type: 'wordsErased' as const, on: office.house.time.today(), positions }
        const key = { agencyId: 'yunxi', caseId: forEver.id }
        await eraseContent(tx, await record(tx, office.house, key, fact, { by: 'system', at }), at)
      }),
    ).rejects.toThrow(/no approved list says/)
    expect(await office.sql`select from words where case_id = ${forEver.id}`).toHaveLength(positions.length)
    await records(forEver.id, { positions })
    await office.theJobsRun()
    expect(await found()).toBe('the words of the fact are there, and a destruction says that they are gone')
    await office.sql`delete from words where case_id = ${forEver.id}`
    expect(await found()).toMatch(/the case row is not what its destruction left/)
    const [told] = await office.sql<Parameters<typeof decisionFault>[0][]>`
      select agency_id, case_id, open from ledger where case_id = ${forEver.id} and type = 'wordsErased'`
    const [list] = await office.sql<{ content: string }[]>`select content from destruction_lists where number = 2`
    expect(decisionFault(told!, list!.content)).toBe('the list of destruction names other cases, and not this one')
  })
})
