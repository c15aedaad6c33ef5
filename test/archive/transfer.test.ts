/** 移交: from checks without a fault to a package that an archive checks by hand, its answer, and what the law then keeps from destruction. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bind } from '../../src/archive/bind.ts'
import { showCatalogue } from '../../src/archive/catalogue.ts'
import { oneRun } from '../../src/archive/checks/runs.ts'
import { csvOf, type Listed } from '../../src/archive/transfer/list.ts'
import { oneTransfer } from '../../src/archive/transfer/transfers.ts'
import type { Tx } from '../../src/db/client.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { transferFault, transferFaultIn } from '../../src/evidence/whole/transfer-check.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { canonical, sha256 } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { overAll } from '../../src/house.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let ids: string[]
let folder: string
beforeAll(async () => {
  office = await openOffice()
  folder = await mkdtemp(join(tmpdir(), 'transfer-'))
  ids = []
  for (let i = 0; i < 3; i++) {
    const { id } = await office.caseUntil('replyServed')
    await office.archivist.records(id, { type: 'archived', retention: '10年' })
    ids.push(id)
  }
  await office.theJobsRun()
})
afterAll(async () => {
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

const HANDED = {
  ...{ agency: 'yunxi', archive: '云溪区档案馆', work: '2026年度政府信息公开申请档案第1批', medium: '移动硬盘，1TB' },
  ...{ description: '政府信息公开申请档案，电子文件。', carriers: '1' },
}
const posts = (path: string, body: object) => office.archivist.posts(path, '', { agency: 'yunxi', ...body })
const numberAt = (answer: { headers: Record<string, unknown> }, noun: string) =>
  Number(new RegExp(`${noun}/(\\d+)`).exec(String(answer.headers.location))?.[1])

/** Checked and confirmed by a person, without a fault. */
async function passed(...cases: string[]): Promise<number> {
  const ticked = Object.fromEntries(cases.map((id) => [`case.${id}`, 'yes']))
  const n = numberAt(await posts('/archive/checks', { which: 'ticked', ...ticked }), 'checks')
  await office.theJobsRun()
  for (const { code, asks } of (await oneRun(office.house, 'yunxi', n)).items)
    if (asks) await posts(`/archive/checks/${n}/confirmations`, { item: code, passed: 'yes', why: '逐件核对。' })
  expect((await oneRun(office.house, 'yunxi', n)).verdict).toBe('pass')
  return n
}
const hands = (n: number) => posts(`/archive/checks/${n}/transfer`, HANDED)
const answers = (n: number, said: object) =>
  posts(`/archive/transfers/${n}/answer`, {
    ...{ accepted: 'yes', on: '2026-03-02', receivedBy: '示例·接收人', document: '交接登记表第1号', why: '' },
    ...said,
  })
const factsOf = async (id: string) => (await office.archivist.opens(id)).facts as { type: string; position: number }[]

test('nothing is handed over before every item holds, and a person has said so of those that no program checks', async () => {
  const n = numberAt(await posts('/archive/checks', { year: '2026' }), 'checks')
  await office.theJobsRun()
  const early = await hands(n)
  expect([early.status, early.text.includes('还有待人工确认的项目')]).toEqual([409, true])
  expect(await office.sql`select from transfers`).toHaveLength(0)
})

test('the package: checked by hand with sha256sum and openssl, each bundle proves itself, lists and reports lie beside', async () => {
  const n = numberAt(await hands(await passed(ids[0]!, ids[1]!)), 'transfers')
  expect(n).toBe(1)
  await office.theJobsRun()
  const transfer = await oneTransfer(office.house, 'yunxi', 1)
  expect(transfer.made).toMatchObject({ state: 'made', trouble: null })
  const zip = await office.archivist.gets('/archive/transfers/1/package?agency=yunxi')
  expect([zip.status, sha256(zip.bytes)]).toEqual([200, transfer.made.sha256])
  expect((await office.head.gets('/archive/transfers/1/package?agency=yunxi')).status).toBe(403)

  await writeFile(join(folder, 'package.zip'), zip.bytes)
  const sh = (command: string) => promisify(execFile)('bash', ['-ec', command], { cwd: folder })
  await sh('unzip -q package.zip')
  const base = join(folder, 'ysqgk-transfer-yunxi-1')
  const at = (command: string) => promisify(execFile)('bash', ['-ec', command], { cwd: base })
  for (const by of ['sha256', 'sha512'])
    for (const list of ['manifest', 'tagmanifest']) await at(`${by}sum -c ${list}-${by}.txt`)
  const { stdout } = await at(
    'openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in transfer.json -sigfile transfer.sig',
  )
  expect(stdout).toContain('Signature Verified Successfully')
  const statement = await readFile(join(base, 'transfer.json'))
  expect(sha256(statement)).toBe(transfer.made.digests?.statement)
  const said = JSON.parse(statement.toString())
  expect(said.tags['manifest-sha256.txt']).toBe(sha256(await readFile(join(base, 'manifest-sha256.txt'))))
  expect(said).toMatchObject({ format: 'ysqgk-transfer/1', archive: '云溪区档案馆' })

  const cases = await readdir(join(base, 'data/案卷'))
  expect(cases.toSorted()).toEqual(['WS·2026-D10-0001', 'WS·2026-D10-0002'])
  for (const [i, name] of cases.toSorted().entries()) {
    const bundle = await readFile(join(base, 'data/案卷', name, '证据卷.zip'))
    expect(verifyBundle(bundle, { key: verifierKey(office.house.keys) })).toMatchObject({
      ok: true,
      authenticated: true,
    })
    const [seal] = await office.sql`select sha256 from seals where case_id = ${ids[i]!}`
    expect(sha256(bundle)).toBe(seal!.sha256)
    expect((await readFile(join(base, 'data/案卷', name, '元数据.xml'))).toString()).toContain(
      '云溪区档案馆</档案馆名称>',
    )
    expect((await readFile(join(base, 'data/案卷', name, '阅读本.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  }
  const csv = (await readFile(join(base, 'data/移交目录.csv'))).toString()
  expect(csv.split('\r\n')[0]).toMatch(/^\ufeff序号,档号,题名,/)
  expect(csv).toContain('WS·2026-D10-0002')
  expect((await readFile(join(base, 'data/移交目录.txt'))).toString()).toContain('共2件')
  for (const name of ['四性检测报告.pdf', '交接登记表.pdf'])
    expect((await readFile(join(base, 'data', name))).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
})

test('a case on its way is handed over once; made again from the same, a package is the same', async () => {
  const again = await hands(await passed(ids[0]!))
  expect([again.status, again.text.includes('已在移交中或者已经移交')]).toEqual([409, true])
  const { made } = await oneTransfer(office.house, 'yunxi', 1)
  await office.sql`update transfer_packages set state = 'waiting', sha256 = null where number = 1`
  await office.sql`
    select graphile_worker.add_job('packTransfer', ${JSON.stringify({ agencyId: 'yunxi', number: 1 })}::json)`
  await office.theJobsRun()
  expect((await oneTransfer(office.house, 'yunxi', 1)).made.sha256).toBe(made.sha256)
})

test('the archive takes one in and gives the other back: the one has the fact, and the catalogue says so', async () => {
  expect((await answers(1, { on: '2026-03-01' })).text).toContain('提出移交之日至今天之间')
  expect((await answers(1, { [`case.${ids[0]}`]: 'yes', [`case.${ids[1]}`]: 'yes' })).text).toContain(
    '请选择“不予接收”',
  )
  expect((await answers(1, { [`case.${ids[1]}`]: 'yes' })).text).toContain('请写明理由')
  expect((await answers(1, { [`case.${ids[1]}`]: 'yes', why: '元数据须补充。' })).status).toBe(303)
  expect((await answers(1, { accepted: 'no', why: '改口。' })).status).toBe(409)
  await office.theJobsRun()
  const [one, other] = [await factsOf(ids[0]!), await factsOf(ids[1]!)]
  expect([one.at(-1)!.type, other.some(({ type }) => type === 'transferred')]).toEqual(['transferred', false])
  const { text: page } = await office.registrar.gets(`/cases/${ids[0]}`)
  for (const said of ['移交进馆', '云溪区档案馆', '示例·接收人', '交接登记表第1号']) expect(page).toContain(said)
  const { lines } = await showCatalogue(office.house, 'yunxi', {})
  expect(lines.map(({ transfer }) => transfer)).toEqual([
    { number: 1, acceptedOn: '2026-03-02', later: false },
    null,
    null,
  ])
  // The reading copy of archiving still counts its pages.
  expect(lines[0]!.pages).toBeGreaterThan(1)
  expect((await office.archivist.gets('/archive?agency=yunxi')).text).toContain('data-transferred="1"')
  await office.house.sql.begin(async (tx) => {
    await tx`select graphile_worker.add_job('recordTransfer', ${JSON.stringify({ agencyId: 'yunxi', number: 1 })}::json)`
  })
  await office.theJobsRun()
  expect((await factsOf(ids[0]!)).filter(({ type }) => type === 'transferred')).toHaveLength(1)
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
})

test('what was given back is checked and handed over anew; a refusal is on record and no fact', async () => {
  const n = numberAt(await hands(await passed(ids[1]!, ids[2]!)), 'transfers')
  await office.theJobsRun()
  expect((await answers(n, { accepted: 'no', why: '载体不能读取。' })).status).toBe(303)
  await office.theJobsRun()
  const { text: page } = await office.head.gets(`/archive/transfers/${n}?agency=yunxi`)
  expect(page).toContain('载体不能读取。')
  expect((await factsOf(ids[2]!)).some(({ type }) => type === 'transferred')).toBe(false)
})

test('what was recorded after archiving goes along in a bundle of today', async () => {
  await office.counsel.records(ids[2]!, { type: 'remedySought', kind: 'reconsideration', body: '示例区人民政府' })
  const n = numberAt(await hands(await passed(ids[2]!)), 'transfers')
  await office.theJobsRun()
  const { made } = await oneTransfer(office.house, 'yunxi', n)
  const bytes = await office.house.blobs.read(made.sha256!)
  expect([bytes.includes('证据卷（移交时）.zip'), bytes.includes('归档以后又有1条记录')]).toEqual([true, true])
})

test('a case that changes after its check is not packed: the page says which, and why', async () => {
  const { id } = await office.caseUntil('replyServed')
  await office.archivist.records(id, { type: 'archived', retention: '10年' })
  await office.theJobsRun()
  const n = numberAt(await hands(await passed(id)), 'transfers')
  await office.registrar.records(id, { type: 'noted', text: '补记。' })
  await office.theJobsRun()
  const { text: page } = await office.archivist.gets(`/archive/transfers/${n}?agency=yunxi`)
  expect(page).toContain('WS·2026-D10-0004检测以后又有新的记录，请重新检测')
})

describe('whoever changes a row afterwards is found, with the field', () => {
  /** As the owner of the database; it is taken back. */
  async function found(...statements: string[]) {
    const undone = new Error('undone')
    let what: string | undefined
    await office.sql
      .begin(async (tx) => {
        for (const table of [
          'transfers',
          'transfer_items',
          'transfer_answers',
          'archive_check_confirmations',
          'audit_lines',
        ])
          await tx.unsafe(`alter table ${table} disable trigger user`)
        for (const statement of statements) await tx.unsafe(statement)
        what = (await transferFaultIn(tx, office.house.keys))?.what
        throw undone
      })
      .catch((error) => {
        if (error !== undone) throw error
      })
    return what
  }

  test('and nothing where nobody did', async () => expect(await found()).toBeUndefined())

  test.each([
    [`update transfer_answers set received_by = '他人' where number = 1`, 'transfer_answers.received_by'],
    [`update transfer_answers set document = '别的' where number = 1`, 'transfer_answers.document'],
    [`update transfer_answers set "on" = '2026-03-03' where number = 1`, 'transfer_answers.on'],
    [`update transfer_answers set returned = '[]' where number = 1`, 'transfer_answers.returned'],
    [`update transfer_answers set why = '无' where number = 2`, 'transfer_answers.why'],
    [`update transfer_answers set accepted = true where number = 2`, 'transfer_answers.accepted'],
    [`update transfers set said = said || '{"archive":"他馆"}' where number = 1`, 'transfers.said'],
    [`update transfer_items set head = repeat('0', 64) where number = 1 and nth = 1`, 'transfer_items.head'],
    [`update transfer_items set reference = 'WS' where number = 1 and nth = 1`, 'transfers.items'],
    [`update archive_checks set report = report || '{"bytes":1}' where number = 2`, 'archive_checks.report'],
    [
      `update archive_check_confirmations set passed = false where number = 2 and item = '3.4'`,
      'archive_check_confirmations.passed',
    ],
    [`delete from transfer_answers where number = 2`, 'is missing'],
    [`update archive_checks set state = 'waiting' where number = 2`, 'is missing'],
    [
      `insert into transfer_answers select agency_id, 3, accepted, "on", received_by, document, why, '[]', "by", at
        from transfer_answers where number = 1`,
      'the audit does not tell of this row of the archive: transfer_answers',
    ],
    [`update transfer_packages set digests = '{"statement":"0"}' where number = 1`, 'transfer_packages.digests'],
    [`update transfer_packages set sha256 = repeat('0', 64) where number = 1`, 'transfer_packages.sha256'],
    [`update transfer_packages set size = size + 1 where number = 2`, 'transfer_packages.size'],
    [`update transfer_packages set made_at = made_at - interval '1 day' where number = 2`, 'transfer_packages.made_at'],
    [`update transfer_packages set state = 'failed' where number = 2`, 'is missing'],
  ])('%s', async (statement, what) => expect(await found(statement)).toContain(what))

  test('packages of before the audit was told of them: the migration tells it what stands there; a column of later accuses none', async () => {
    const untold = `delete from audit_lines where what = 'archive' and subject like '移交包 %'`
    expect(await found(untold)).toBe('the audit does not tell of this row of the archive: transfer_packages')
    const migration = await readFile('src/db/migrations/0065_packages-bound.sql', 'utf8')
    const tells = migration.split('--> statement-breakpoint')[1]!
    expect(
      await found(untold, `set local timezone to 'Asia/Shanghai'`, tells, `set local timezone to 'UTC'`),
    ).toBeUndefined()
    expect(await found(`alter table transfer_packages add column later text not null default 'new'`)).toBeUndefined()
  })

  test('what is written while somebody verifies is no fault', async () => {
    const { sql, house } = office
    const writes = () =>
      sql.begin(async (tx) => {
        await tx`insert into transfers select agency_id, 99, checked, said, "by", at from transfers where number = 1`
        await bind(tx, house, 'transfer', { agencyId: 'yunxi', number: 99 }, 'system')
      })
    /** Somebody writes between the lines of the audit and the rows that they tell of. */
    const watched = (tx: Tx) =>
      new Proxy(tx, {
        apply(query, self, args) {
          const asked = Reflect.apply(query, self, args) as Promise<unknown>
          const isOfLines = String(args[0]?.raw).includes('from audit_lines')
          return isOfLines ? asked.then((lines) => writes().then(() => lines)) : asked
        },
      })
    const begin = (act: (tx: Tx) => Promise<unknown>) => sql.begin((tx) => act(watched(tx)))
    expect(await transferFault({ sql: { begin } as never, keys: house.keys })).toBeUndefined()
    expect(await transferFault(overAll(house))).toBeUndefined()
    expect(await sql`select from transfers where number = 99`).toHaveLength(1)
  })

  test('the fact of the case tells of it, too, where the audit was made to fit', async () => {
    const name = `'"${sha256(canonical('他人'))}"'`
    expect(
      await found(
        `update transfer_answers set received_by = '他人' where number = 1`,
        `update audit_lines set detail = jsonb_set(detail, '{after,received_by}', ${name})
          where what = 'archive' and subject = '档案馆对移交的答复 1'`,
      ),
    ).toBe('the transfer is not the one that this fact names: transfer_answers.received_by')
  })
})

test('no cell of the list is a formula', () => {
  const line = { title: ' =HYPERLINK("http://x.example/")', reference: '＝1' } as Listed
  expect(csvOf([line]).toString()).toContain(`1,'＝1,"' =HYPERLINK(""http://x.example/"")"`)
})

test('destruction: not while an archive has not answered, not within five years, not where only a part was taken in', async () => {
  const waits = numberAt(await hands(await passed(ids[1]!)), 'transfers')
  await office.theJobsRun()
  office.itIs('2036-03-30')
  for (const one of [office.archivist, office.registrar]) await one.signsIn()
  const propose = async (id: string) => {
    const answer = await posts('/archive/destructions', { why: '期限届满。', [`case.${id}`]: 'yes' })
    return /class="errors".*?<ul>(.*?)<\/ul>/s.exec(answer.text)?.[1] ?? answer.status
  }
  expect(await propose(ids[1]!)).toContain(`在第${waits}号移交中，档案馆尚未答复是否接收`)
  // Ten years after archiving the five years are over; taken in today they begin today.
  expect((await answers(waits, { on: '2036-03-30' })).status).toBe(303)
  await office.theJobsRun()
  expect(await propose(ids[1]!)).toContain('本单位至少保存至2041年3月30日')
  await office.registrar.records(ids[0]!, { type: 'noted', text: '移交以后补记。' })
  expect(await propose(ids[0]!)).toContain('第1号移交以后又有新的记录，只移交了一部分')
  office.itIs('2041-03-31')
  await office.archivist.signsIn()
  expect(await propose(ids[1]!)).toBe(303)
  for (const who of ['head', 'security']) {
    await office.staff(who).signsIn()
    const why = { agency: 'yunxi', why: '已经核对。', confirm: 'yes' }
    expect((await office.staff(who).posts('/archive/destructions/1/approval', '', why)).status).toBe(303)
  }
  await office.theJobsRun()
  // The package has its content: it goes with it, and the register of transfers stays.
  const { isGone, made } = await oneTransfer(office.house, 'yunxi', waits)
  const [told] = await office.sql<{ hashes: string[] }[]>`
    select array(select jsonb_array_elements_text(open->'hashes')) as hashes from ledger where type = 'wordsErased'`
  expect([isGone, told!.hashes.includes(made.sha256!)]).toEqual([true, true])
  expect((await office.archivist.gets(`/archive/transfers/${waits}/package?agency=yunxi`)).status).toBe(404)
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
})
