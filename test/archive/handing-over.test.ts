/** Handing over as the archivist does it day by day: a check that holds whatever the clock says, one form for what people confirm, and papers that say who found what. */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneRun } from '../../src/archive/checks/runs.ts'
import { oneTransfer } from '../../src/archive/transfer/transfers.ts'
import { type Office, openOffice } from '../support/house.ts'
import { program } from '../support/programs.ts'

let office: Office
let id: string
beforeAll(async () => {
  office = await openOffice()
  id = (await office.caseUntil('replyServed')).id
  const { files } = (await office.registrar.adds(id, [{ name: '欧阳示例的材料.txt', content: '一份材料' }])).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  await office.archivist.records(id, { type: 'archived', retention: '10年' })
  await office.theJobsRun()
})
afterAll(() => office.close())

const posts = (path: string, body: object) => office.archivist.posts(path, '', { agency: 'yunxi', ...body })
const textOf = (pdf: Buffer) =>
  execFileSync(program('pdftotext'), ['-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s/g, '')
const numberAt = (answer: { headers: Record<string, unknown> }, noun: string) =>
  Number(new RegExp(`${noun}/(\\d+)`).exec(String(answer.headers.location))?.[1])
const run = (n: number) => oneRun(office.house, 'yunxi', n)
async function checked(): Promise<number> {
  const n = numberAt(await posts('/archive/checks', { which: 'ticked', [`case.${id}`]: 'yes' }), 'checks')
  await office.theJobsRun()
  return n
}
const asked = async (n: number) => (await run(n)).items.filter((item) => item.asks && !item.confirmation)
async function confirmsAll(n: number) {
  const words = (await asked(n)).flatMap(({ code }) => [
    [`passed.${code}`, 'yes'],
    [`why.${code}`, `逐件核对第${code}项。`],
  ])
  return posts(`/archive/checks/${n}/confirmations`, Object.fromEntries(words))
}
const hands = (n: number) =>
  posts(`/archive/checks/${n}/transfer`, {
    ...{ archive: '云溪区档案馆', work: '第1批', medium: '在线', description: '电子文件。', carriers: '' },
  })

test('one form confirms all of them, each by its own word; what is begun is finished, what is empty waits', async () => {
  const n = await checked()
  const codes = (await asked(n)).map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['1.7', '3.4', '4.1', '4.3', '4.4']))
  const path = `/archive/checks/${n}/confirmations`
  expect((await posts(path, {})).text).toContain('没有填写任何一项的结论')
  const half = await posts(path, { 'passed.1.7': 'yes', 'why.1.7': '抽查。', 'passed.3.4': 'yes' })
  expect([half.status, half.text.includes('href="#confirm-why.3.4"')]).toEqual([422, true])
  expect(
    (await asked(n)).map(({ code }) => code),
    'all or none',
  ).toEqual(codes)
  expect((await posts(path, { 'passed.1.7': 'yes', 'why.1.7': '与原件核对。' })).status).toBe(303)
  expect((await confirmsAll(n)).status).toBe(303)
  const { items, verdict } = await run(n)
  expect(verdict).toBe('pass')
  expect(items.find(({ code }) => code === '1.7')?.confirmation?.why).toBe('与原件核对。')
  expect(items.find(({ code }) => code === '4.1')?.confirmation?.why).toBe('逐件核对第4.1项。')
})

test('a file is told by the name that people know, and the report keeps none', async () => {
  const { items, report } = await run(1)
  const found = items.find(({ code }) => code === '4.1')!.findings.map((one) => one.found)
  expect(found).toContainEqual(expect.stringMatching(/^“欧阳示例的材料\.txt”：文件[0-9a-f]{8}没有经过病毒扫描$/))
  expect(JSON.stringify(report)).not.toContain('欧阳')
  expect((await office.archivist.gets('/archive/checks/1?agency=yunxi')).text).toContain('“欧阳示例的材料.txt”')
})

test('what rests on the word of a person is told so: on the page, in the report and in the form', async () => {
  const n = 1
  const { text: page } = await office.archivist.gets(`/archive/checks/${n}?agency=yunxi`)
  expect(page).toMatch(/data-item="4\.1".*?人工确认<\/span>/s)
  expect(page).toMatch(/合格（其中\d项人工确认）/)
  const report = textOf((await office.archivist.gets(`/archive/checks/${n}/report.pdf?agency=yunxi`)).bytes)
  expect(report).toContain('项人工确认）')
})

test('files of ten years: a hint on the form, and no refusal', async () => {
  expect((await office.archivist.gets('/archive/checks/1?agency=yunxi')).text).toContain('data-short="1"')
})

test('a fact whose instant lies ahead of the check hinders nothing: the check saw it; what came since does, and a new check helps', async () => {
  office.itIs('2026-03-04')
  await office.registrar.signsIn()
  await office.registrar.records(id, { type: 'noted', text: '时钟走快时的补记。' })
  office.itIs('2026-03-02')
  const n = await checked()
  await confirmsAll(n)
  await office.registrar.records(id, { type: 'noted', text: '检测以后的补记。' })
  const late = await hands(n)
  expect([late.status, late.text.includes('检测以后又有新的记录')]).toEqual([409, true])
  const again = await checked()
  await confirmsAll(again)
  expect((await hands(again)).status).toBe(303)
  await office.theJobsRun()
  expect((await oneTransfer(office.house, 'yunxi', 1)).made).toMatchObject({ state: 'made' })
})

test('the form that is fetched from the page binds the package by its digest, and tells what people confirmed', async () => {
  const { made } = await oneTransfer(office.house, 'yunxi', 1)
  const form = textOf((await office.archivist.gets('/archive/transfers/1/form.pdf?agency=yunxi')).bytes)
  for (const digest of [made.sha256!, made.digests!.statement]) expect(form).toContain(digest)
  expect(form).toMatch(/4\.1病毒检测：.*?人工确认/)
})

test('a refusal without its reason is refused, and names the field', async () => {
  const said = { accepted: 'no', on: '2026-03-02', receivedBy: '示例·接收人', document: '答复第1号' }
  const bare = await posts('/archive/transfers/1/answer', { ...said, why: '' })
  expect([bare.status, bare.text.includes('href="#why"'), bare.text.includes('不予接收的，请写明')]).toEqual([
    ...[422, true, true],
  ])
  expect((await posts('/archive/transfers/1/answer', { ...said, why: '载体不能读取。' })).status).toBe(303)
})
