/** 四性检测 and the metadata on which it rests: each fault that is put in is named with its case and its item, and nothing that only a person can tell is passed without one. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCase } from '../../src/archive/checks/case-checks.ts'
import { contentFindings } from '../../src/archive/checks/content-checks.ts'
import { formatName } from '../../src/archive/checks/format-names.ts'
import { ITEMS } from '../../src/archive/checks/items.ts'
import { oneRun } from '../../src/archive/checks/runs.ts'
import { keptOf } from '../../src/archive/kept.ts'
import { container, simple, valuesOf, xmlOf } from '../../src/archive/metadata/element.ts'
import { missingIn, referenceFault, unfitIn } from '../../src/archive/metadata/faults.ts'
import { metadataOf } from '../../src/archive/metadata/of-case.ts'
import { proveApart } from '../../src/evidence/proof/prove-apart.ts'
import { membersOf, openBag, zipped } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { some } from '../support/proof.ts'

let office: Office
let ids: string[]
const PDF = '%PDF-1.4\n这不是一个完整的 PDF。'
beforeAll(async () => {
  office = await openOffice()
  ids = []
  for (const retention of ['10年', '10年', '永久', '30年']) {
    const { id } = await office.caseUntil('replyServed')
    const { files } = (
      await office.registrar.adds(id, [{ name: `欧阳示例的材料${ids.length}.txt`, content: `第${ids.length}份` }])
    ).json
    await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
    await office.archivist.records(id, { type: 'archived', retention })
    ids.push(id)
  }
  await office.theJobsRun()
})
afterAll(() => office.close())

const begins = (body: object) => office.archivist.posts('/archive/checks', '', { agency: 'yunxi', ...body })
const run = async (n: number) => oneRun(office.house, 'yunxi', n)
/** A run over these, made. */
async function checked(...cases: string[]) {
  const answer = await begins({ which: 'ticked', ...Object.fromEntries(cases.map((id) => [`case.${id}`, 'yes'])) })
  expect(answer.status).toBe(303)
  const n = Number(/checks\/(\d+)/.exec(String(answer.headers.location))![1])
  await office.theJobsRun()
  return run(n)
}
const faultsOf = ({ items }: Awaited<ReturnType<typeof run>>, verdict = 'fail') =>
  items.flatMap(({ code, findings }) =>
    findings.filter((one) => one.verdict === verdict).map(({ caseId, found }) => [code, caseId, found] as const),
  )
const pathOf = (sha256: string) => join(office.house.config.blobDir, sha256.slice(0, 2), sha256.slice(2))

/** One byte of what is stored, changed while `act` runs. */
async function damaged<T>(sha256: string, act: () => Promise<T>): Promise<T> {
  const path = pathOf(sha256)
  const whole = await readFile(path)
  const broken = Buffer.from(whole)
  broken[broken.length - 20]! ^= 1
  await writeFile(path, broken)
  try {
    return await act()
  } finally {
    await writeFile(path, whole)
  }
}

test('the metadata of a case: elements of the standard by name and number, from its facts, as XML that stays the same', async () => {
  const kept = (await keptOf(office.house, 'yunxi', ids[0]!))!
  const metadata = metadataOf(kept, '云溪区档案馆')
  const one = (name: string) => valuesOf(metadata, name)[0]
  expect([one('聚合层次'), one('档案馆名称'), one('年度'), one('保管期限'), one('室编件号'), one('档号全文')]).toEqual([
    ...['件', '云溪区档案馆', '2026', '10年', '0001', 'WS·2026-D10-0001'],
  ])
  expect(valuesOf(metadata, '业务行为')).toEqual(expect.arrayContaining(['提交', '登记', '签发', '送达', '归档']))
  expect([missingIn(metadata), unfitIn(metadata, kept), referenceFault(kept)]).toEqual([[], [], undefined])
  const answer = await office.archivist.gets(`/archive/metadata/${ids[0]}?agency=yunxi`)
  expect(answer.headers['content-type']).toContain('application/xml')
  for (const part of [
    '<题名 编号="M22">',
    '<年度 编号="M11">',
    '<责任者 编号="M32">',
    '<格式信息 编号="M47">',
    '<业务行为>',
  ])
    expect(answer.text).toContain(part)
  expect((await office.archivist.gets(`/archive/metadata/${ids[0]}?agency=yunxi`)).text).toBe(answer.text)
  expect((await office.handler.gets(`/archive/metadata/${ids[0]}?agency=yunxi`)).status).toBe(403)
})

test('what is no metadata is told: a missing element, a value of another form, a 档号 of another year', async () => {
  const kept = (await keptOf(office.house, 'yunxi', ids[0]!))!
  const without = metadataOf({ ...kept, stamp: { ...kept.stamp, pages: '' } })
  expect(missingIn(without)).toEqual(['页数'])
  expect(unfitIn(metadataOf({ ...kept, stamp: { ...kept.stamp, year: '26' } }), kept)).toEqual(['年度不是四位数字'])
  expect(referenceFault({ ...kept, item: { ...kept.item, year: 2025 } })).toBe('档号的年度与办结日期不一致')
  expect(referenceFault({ ...kept, item: { ...kept.item, retention: '永久' } })).toBe('档号的保管期限与归档记录不一致')
  expect(referenceFault({ ...kept, stamp: { ...kept.stamp, reference: 'D10-1' } })).toContain('格式')
  const odd = container('内容描述', simple('题名', '一<二&三\u0000\r四'))
  expect(xmlOf(odd).toString()).toContain('<题名 编号="M22">一&lt;二&amp;三 &#13;四</题名>')
})

test('a year is checked: what a program can tell is found in order, and the rest waits for a person', async () => {
  expect((await office.head.posts('/archive/checks', '', { agency: 'yunxi', year: '2026' })).status).toBe(403)
  expect((await begins({ year: '2025' })).text).toContain('没有选择已经归档的申请件')
  expect((await begins({ which: 'ticked' })).text).toContain('没有选择已经归档的申请件')
  expect((await begins({ year: '2026' })).status).toBe(303)
  const { text: waiting, headers } = await office.archivist.gets('/archive/checks/1?agency=yunxi')
  expect([waiting.includes('正在排队'), headers.refresh]).toEqual([true, '3'])
  await office.theJobsRun()
  const made = await run(1)
  expect(faultsOf(made)).toEqual([])
  expect([made.report!.cases, made.verdict]).toEqual([4, 'wait'])
  const waits = made.items.filter(({ verdict }) => verdict === 'wait').map(({ code }) => code)
  expect(waits).toEqual(expect.arrayContaining(['1.7', '3.4', '4.1', '4.3', '4.4']))
  const { text: page } = await office.head.gets('/archive/checks/1?agency=yunxi')
  for (const { code } of ITEMS) expect(page).toContain(`data-item="${code}"`)
  // The report stays when the content of a case goes: it names nobody and no file.
  expect(JSON.stringify(made.report)).not.toContain('欧阳')
  const report = await office.head.gets('/archive/checks/1/report.pdf?agency=yunxi')
  expect([report.status, report.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
})

test('a person confirms each item once; one that does not hold makes the whole fail', async () => {
  const says = (item: string, passed: string, why = '抽查了两件。') =>
    office.archivist.posts('/archive/checks/1/confirmations', '', { agency: 'yunxi', item, passed, why })
  expect((await says('1.1', 'yes')).text).toContain('这一项不需要人工确认')
  expect((await says('1.7', 'yes', '')).status).toBe(422)
  expect((await says('1.7', 'yes')).status).toBe(303)
  expect((await says('1.7', 'no')).text).toContain('已经确认，不能更改')
  for (const { code, asks, confirmation } of (await run(1)).items)
    if (asks && !confirmation) expect((await says(code, code === '4.3' ? 'no' : 'yes')).status).toBe(303)
  const { items, verdict } = await run(1)
  expect([verdict, items.find(({ code }) => code === '4.3')?.verdict]).toEqual(['fail', 'fail'])
  await expect(office.sql`update archive_check_confirmations set passed = true`).rejects.toThrow(/append-only/)
})

test('a sealed bundle, a letter and a file that were changed on disk are named, each with its case', async () => {
  const [seal] = await office.sql<{ sha256: string }[]>`select sha256 from seals where case_id = ${ids[0]!}`
  const [letter] = await office.sql<{ sha256: string; position: number }[]>`
    select sha256, position from letters where case_id = ${ids[1]!} and kind = 'reply'`
  const [file] = await office.sql<{ sha256: string }[]>`select sha256 from files where case_id = ${ids[2]!} limit 1`
  const found = await damaged(seal!.sha256, () =>
    damaged(letter!.sha256, () => damaged(file!.sha256, () => checked(...ids))),
  )
  const faults = faultsOf(found)
  expect(faults).toContainEqual(['1.1', ids[0], expect.stringMatching(/封存的证据卷.*改动/)])
  expect(faults).toContainEqual(['2.6', ids[1], expect.stringContaining(`第${letter!.position}条记录生成的文书`)])
  expect(faults).toContainEqual(['2.6', ids[2], expect.stringContaining(`文件${file!.sha256.slice(0, 8)}`)])
  expect(faults.filter(([, of]) => of === ids[3])).toEqual([])
  expect(found.verdict).toBe('fail')
  // What could not be read was not looked at further, and is not told as sound.
  const item = (code: string) => found.items.find((one) => one.code === code)!
  expect([item('1.1').found, item('2.6').found]).toEqual(['检测4件，1处不合格', '检测4件，2处不合格'])
  for (const code of ['1.6', '2.2', '4.2'])
    expect(item(code)).toMatchObject({ verdict: 'fail', found: '检测3件，没有发现问题，另有1件不能检测' })
  for (const code of ['1.4', '3.3', '3.5'])
    expect(item(code)).toMatchObject({ verdict: 'fail', found: '检测2件，没有发现问题，另有2件不能检测' })
  expect(item('1.2')).toMatchObject({ verdict: 'pass', found: '检测4件，没有发现问题' })
})

test('a virus, a file of another size, a PDF that does not open, words that are gone: each is an item of its case', async () => {
  const { sql } = office
  const [file] = await sql<{ sha256: string }[]>`select sha256 from files where case_id = ${ids[0]!} limit 1`
  const at = office.house.time.now().toISOString()
  await sql`insert into file_scans ${sql({ sha256: file!.sha256, result: 'infected', virus: 'Eicar', at })}
    on conflict (sha256) do update set result = 'infected', virus = 'Eicar'`
  const { files } = (await office.registrar.adds(ids[1]!, [{ name: '坏的.pdf', content: PDF }])).json
  await office.registrar.records(ids[1]!, { type: 'fileAdded', files: [files[0].id] })
  await sql.begin(async (tx) => {
    await tx`alter table files disable trigger files_append_only`
    await tx`update files set size = size + 1 where case_id = ${ids[2]!}`
    await tx`alter table files enable trigger files_append_only`
  })
  const gone = await sql`delete from words where case_id = ${ids[3]!} and position = 1 returning *`
  await sql`insert into words ${sql({ ...gone[0], sealed: Buffer.from('不是密文') } as never)}`
  const faults = faultsOf(await checked(...ids))
  expect(faults).toContainEqual(['4.1', ids[0], expect.stringContaining('含有病毒')])
  expect(faults).toContainEqual(['3.2', ids[0], expect.stringContaining('没有打开')])
  expect(faults).toContainEqual(['3.2', ids[1], expect.stringContaining('不能打开')])
  expect(faults).toContainEqual(['1.4', ids[2], expect.stringContaining('登记为')])
  expect(faults).toContainEqual(['3.1', ids[3], '办理记录的文字不能解密'])
  const course = (await run(3)).items.find(({ code }) => code === '2.4')
  expect(course).toMatchObject({ verdict: 'fail', found: '检测3件，没有发现问题，另有1件不能检测' })
  const { text: page } = await office.archivist.gets('/archive/checks/3?agency=yunxi')
  expect(page).toContain(`data-fault="4.1" data-of="${ids[0]}"`)
})

test('a case whose pages nobody has counted yet is counted by the check; where it cannot be, that is told with the rest', async () => {
  const { sql } = office
  const { id } = await office.caseUntil('replyServed')
  await office.archivist.records(id, { type: 'archived', retention: '30年' })
  await office.theJobsRun()
  const uncounted = () => sql`delete from reading_copies where case_id = ${id}`
  await uncounted()
  const found = await checked(id)
  expect(faultsOf(found).filter(([code]) => code === '2.3')).toEqual([])
  expect(await sql`select from reading_copies where case_id = ${id} and pages > 0`).toHaveLength(1)
  const [letter] = await sql<
    { sha256: string }[]
  >`select sha256 from letters where case_id = ${id} order by position limit 1`
  await uncounted()
  const codes = faultsOf(await damaged(letter!.sha256, () => checked(id))).map(([code]) => code)
  expect(codes).toEqual(expect.arrayContaining(['2.3', '2.6']))
})

test('the report calls formats by names, and says of a copy that left as it is on file once what was found', async () => {
  for (const type of ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'image/webp'])
    expect(formatName(type)).not.toMatch(/\//)
  const content = Buffer.from('GIF89a\u0001\u0000\u0001\u0000')
  const { sha256 } = await office.house.blobs.put(content)
  const one = { sha256, type: 'image/gif', size: null, scan: 'unscanned' as const, called: '文件', isGiven: false }
  const { findings } = await contentFindings(office.house, [one, { ...one, called: '提供的文件', isGiven: true }])
  expect(findings.map(({ item, found }) => `${item} ${found}`)).toEqual([
    '4.1 文件没有经过病毒扫描',
    '3.3 文件的格式是GIF图片，不在长期保存格式之列',
    '3.2 文件（GIF图片）请人工打开',
  ])
})

test('the bundle is proven as a stranger proves it: one that was signed by another key is none of ours', async () => {
  const [seal] = await office.sql<{ sha256: string }[]>`select sha256 from seals where case_id = ${ids[0]!}`
  const bytes = await office.house.blobs.read(seal!.sha256)
  expect((await proveApart(office.house, bytes)).fault).toBeUndefined()
  const changed = Buffer.from(bytes)
  const at = changed.indexOf('目录')
  changed[changed.indexOf('受理编号', at)]! ^= 1
  expect((await proveApart(office.house, changed)).fault).toBeTruthy()
})

test('what lies in a bundle is told by its members, whatever the first fault is: one that is gone, one that nothing names', async () => {
  const { house } = office
  const kept = (await keptOf(house, 'yunxi', ids[0]!))!
  const whole = membersOf(openBag(await house.blobs.read(kept.sealed!.sha256)))
  const base = whole[0]![0].split('/')[0]!
  /** The findings of the bundle with these members in its place, and whether 4.2 was looked at. */
  async function found(members: [string, Buffer][], bytes = zipped(members)) {
    const { sha256, size } = await house.blobs.put(bytes)
    const sealed = { ...kept.sealed!, sha256, size }
    const { findings, looked } = await checkCase(house, { prove: proveApart }, { ...kept, sealed })
    const of = (code: string) => findings.filter(({ item }) => item === code).map((one) => one.found)
    return { ...{ '1.1': of('1.1'), '1.6': of('1.6'), '4.2': of('4.2') }, looked }
  }
  const without = (end: string) => whole.filter(([name]) => name !== `${base}/${end}`)
  const slipped: [string, Buffer] = [`${base}/data/files/99-夹带.txt`, Buffer.from('谁也没有登记。')]

  expect(await found(whole)).toMatchObject({ '1.1': [], '1.6': [], '4.2': [] })
  // The lists name it still: the bytes of the archive have the name, and no such member.
  for (const name of some(['核验说明.txt', 'data/目录.txt', 'bagit.txt', 'manifest-sha256.txt'], 4))
    expect((await found(without(name)))['1.6']).toEqual([`证据卷缺少${name}`])
  const one = '证据卷夹带1个声明不引用的文件'
  const added = await found([...whole, slipped])
  expect([added['4.2'], added['1.6'], added['1.1']]).toEqual([[one], [], [expect.stringContaining('夹带的文件')]])
  const cut = await found([...without('data/facts.jsonl'), slipped])
  expect([cut['4.2'], cut['1.1']]).toEqual([[one], [expect.not.stringContaining('夹带')]])
  for (const name of some([`${base}/附.txt`, '别处/附.txt'], 2))
    expect((await found([...whole, [name, Buffer.from('一')]]))['4.2'], name).toEqual([one])
  const unsaid = await found(without('statement.json'))
  expect([unsaid['1.6'], unsaid.looked.includes('1.6'), unsaid.looked.includes('4.2')]).toEqual([[], true, false])
  const none = await found([], Buffer.from('不是压缩文件'))
  expect([none['1.1'].length, none.looked.includes('1.6'), none.looked.includes('4.2')]).toEqual([1, false, false])
})

test('a number that lacks in the register is told of the case that comes after it', async () => {
  const { sql } = office
  await sql.begin(async (tx) => {
    await tx`alter table archive_items disable trigger archive_items_append_only`
    await tx`update archive_items set value = 7 where case_id = ${ids[1]!}`
    await tx`alter table archive_items enable trigger archive_items_append_only`
  })
  const faults = faultsOf(await checked(ids[1]!))
  expect(faults.filter(([code]) => code === '2.5').map(([, of, found]) => [of, found])).toEqual(
    [2, 3, 4, 5, 6].map((n) => [ids[1], `缺少${n}号`]),
  )
})
