/** 移交: of a case marked after its sealing neither the sealed bundle nor the reading copy of then leaves the house. */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneRun } from '../../src/archive/checks/runs.ts'
import { oneTransfer } from '../../src/archive/transfer/transfers.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { openBag } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { program } from '../support/programs.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const STATE = '归档以后才发现的秘密内容。'
const HANDED = {
  ...{ archive: '云溪区档案馆', work: '第1批', medium: '移动硬盘，1TB' },
  ...{ description: '政府信息公开申请档案，电子文件。', carriers: '1' },
}
const posts = (path: string, body: object) => office.archivist.posts(path, '', { agency: 'yunxi', ...body })

const textOf = (pdf: Buffer) =>
  execFileSync(program('pdftotext'), ['-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s/g, '')

/** An archived case with a file that nobody has marked yet. */
async function archivedWith(content: string): Promise<{ id: string; file: { id: string; sha256: string } }> {
  const { id } = await office.caseUntil('replyServed')
  const { files } = (await office.registrar.adds(id, [{ name: '涉密.txt', content }])).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  await office.archivist.records(id, { type: 'archived', retention: '10年' })
  await office.theJobsRun()
  return { id, file: files[0] }
}
const marks = (id: string, file: { id: string }) =>
  office.counsel.records(id, {
    ...{ type: 'evidenceClosed', files: [file.id], kind: 'stateSecret', why: '来文标注为秘密。' },
  })
/** Checked, confirmed, handed over and packed. @returns the number of the check */
async function packs(...ids: string[]): Promise<number> {
  const ticked = Object.fromEntries(ids.map((id) => [`case.${id}`, 'yes']))
  const checks = await posts('/archive/checks', { which: 'ticked', ...ticked })
  const n = Number(/checks\/(\d+)/.exec(String(checks.headers.location))?.[1])
  await office.theJobsRun()
  for (const { code, asks } of (await oneRun(office.house, 'yunxi', n)).items)
    if (asks) await posts(`/archive/checks/${n}/confirmations`, { item: code, passed: 'yes', why: '逐件核对。' })
  expect((await posts(`/archive/checks/${n}/transfer`, HANDED)).status).toBe(303)
  await office.theJobsRun()
  return n
}

test('a case marked after it was sealed goes with the bundle of today alone, and the list names the one that is withheld', async () => {
  const { id, file } = await archivedWith(STATE)
  await marks(id, file)
  const n = await packs(id)
  const { made } = await oneTransfer(office.house, 'yunxi', 1)
  expect(made).toMatchObject({ state: 'made', trouble: null })
  const zip = await office.house.blobs.read(made.sha256!)
  const { payload, tags } = openBag(zip)
  const names = [...payload.keys()].filter((name) => name.startsWith('案卷/')).map((name) => name.split('/').at(-1))
  expect(names.toSorted()).toEqual(['元数据.xml', '证据卷（移交时）.zip'])
  expect([...payload].find(([name]) => name.endsWith('元数据.xml'))![1].includes('涉密.txt')).toBe(false)
  const fresh = [...payload].find(([name]) => name.endsWith('证据卷（移交时）.zip'))![1]
  expect(verifyBundle(fresh, { key: verifierKey(office.house.keys) })).toMatchObject({ ok: true, authenticated: true })
  expect([...openBag(fresh).payload.values()].map(sha256)).not.toContain(file.sha256)
  const [seal] = await office.sql<{ sha256: string }[]>`select sha256 from seals where case_id = ${id}`
  const list = payload.get('移交目录.txt')!.toString()
  for (const said of [seal!.sha256, sha256(fresh), '不随包移交', '证据卷（移交时）.zip']) expect(list).toContain(said)
  expect(JSON.parse(tags.get('transfer.json')!.toString()).cases).toMatchObject([
    { bundle: sha256(fresh), withheld: seal!.sha256 },
  ])
  // The report that goes along has no name of it, either; and the form in it counts what the form on the page counts.
  for (const report of [
    payload.get('四性检测报告.pdf')!,
    (await office.archivist.gets(`/archive/checks/${n}/report.pdf?agency=yunxi`)).bytes,
  ]) {
    expect(textOf(report)).toContain('标注为国家秘密的文件（只列出处）')
    expect(textOf(report)).not.toContain('涉密.txt')
  }
  const onPage = (await office.archivist.gets('/archive/transfers/1/form.pdf?agency=yunxi')).bytes
  const [amount] = /证据卷共[\d.]+GB（\d+字节）/.exec(textOf(onPage))!
  expect(amount).toContain(`（${fresh.length}字节）`)
  expect(textOf(payload.get('交接登记表.pdf')!)).toContain(amount)
})

test('a package that was made before a file in it was marked is given to nobody, and the case cannot be taken in', async () => {
  const [marked, other] = [await archivedWith('打包以后才发现的秘密。'), await archivedWith('一份材料。')]
  await packs(marked.id, other.id)
  const path = '/archive/transfers/2'
  expect((await office.archivist.gets(`${path}/package?agency=yunxi`)).status).toBe(200)
  await marks(marked.id, marked.file)
  const refused = await office.archivist.gets(`${path}/package?agency=yunxi`)
  expect([refused.status, refused.text.includes('移交包不再提供')]).toEqual([409, true])
  const { text: page } = await office.archivist.gets(`${path}?agency=yunxi`)
  expect([page.includes('data-closed-since="1"'), page.includes('/package')]).toEqual([true, false])
  const said = { accepted: 'yes', on: '2026-03-02', receivedBy: '示例·接收人', document: '答复第1号', why: '' }
  const taken = await posts(`${path}/answer`, said)
  expect([taken.status, taken.text.includes('请档案馆退回')]).toEqual([422, true])
  const back = { ...said, [`case.${marked.id}`]: 'yes', why: '有文件标注为国家秘密。' }
  expect((await posts(`${path}/answer`, back)).status).toBe(303)
  await office.theJobsRun()
  const types = async (id: string) => (await office.archivist.opens(id)).facts.map(({ type }: { type: string }) => type)
  expect(await types(other.id)).toContain('transferred')
  expect(await types(marked.id)).not.toContain('transferred')
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
})
