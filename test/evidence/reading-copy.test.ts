/** The reading copy as a job: of all that was sent in, once for what is on file, anew after new facts, and whole after a crash. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pictureOfPage } from '../../src/documents/index.ts'
import { openOutside } from '../../src/evidence/reading/outside.ts'
import { sweepUnnamed } from '../../src/upkeep/unnamed.ts'
import { endless, onItsSide, plainPdf, png } from '../documents/hostile.ts'
import { asFile, look } from '../documents/samples.ts'
import { docx, withExif } from '../leaving/files.ts'
import { asForm, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice, SERVED } from '../support/house.ts'
import { inTurn } from '../support/proof.ts'
import { readingCopyOf } from '../support/reading-copy.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: MONDAY })
})
afterAll(() => office.close())

/** Its second half is gone, and its end stands there. */
const damaged = (jpeg: Buffer) => Buffer.concat([jpeg.subarray(0, jpeg.length >> 1), jpeg.subarray(-2)])

const pagesOf = async (bytes: Buffer) =>
  (await look('pdftotext', '-raw', asFile(bytes), '-'))
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''))

test('whatever was sent in is in it: pages, pictures, texts, and a slip with its reason for the rest', async () => {
  const { registrar, archivist } = office
  const { id } = await office.caseUntil('replySigned')
  const { files } = (
    await registrar.adds(id, [
      { name: '送达回证.pdf', content: plainPdf(2) },
      { name: '照片.jpg', content: onItsSide(await pictureOfPage(plainPdf(), 1)) },
      {
        name: '截图.png',
        content: png({ width: 2, height: 1, colour: 6 }, Buffer.from([0, 255, 0, 0, 255, 0, 0, 255, 9])),
      },
      { name: '残缺.jpg', content: damaged(await pictureOfPage(plainPdf(), 1)) },
      { name: '交错.png', content: png({ width: 1, height: 1, interlaced: 1 }, Buffer.alloc(4)) },
      { name: '说明.txt', content: '第一行说明。\r\n第二行说明。' },
      { name: '文稿.docx', content: docx() },
      { name: '损坏.pdf', content: '%PDF-1.7\n没有内容' },
    ])
  ).json
  const [receipt, ...others] = files.map((file: { id: string }) => file.id)
  await registrar.records(id, { ...SERVED, how: 'counter', evidence: [receipt] })
  await registrar.records(id, { type: 'fileAdded', files: others })
  await archivist.records(id, { type: 'archived', retention: '10年' })
  const { bytes, state } = await readingCopyOf(office, id)
  expect(state).toMatchObject({ state: 'made', made: { current: true, pages: expect.any(Number) } })
  const path = asFile(bytes)
  if (process.env.LOOK) {
    mkdirSync('/tmp/copy', { recursive: true })
    await look('pdftoppm', '-r', '60', '-png', path, '/tmp/copy/page')
  }
  const pages = await pagesOf(bytes)
  expect(pages).toHaveLength(state.made.pages)
  const at = (words: string) => pages.findIndex((page, i) => i > 5 && page.includes(words))
  // 送达回证: two pages, right behind the letter that they prove.
  const { exhibits } = (await office.signer.gets(`/api/v1/cases/${id}/evidence-list`)).json
  const names: string[] = exhibits.map(({ name }: { name: string }) => name)
  const reply = names.indexOf('政府信息公开申请答复书')
  expect(names.slice(reply + 1, reply + 3)).toEqual(['送达回证.pdf', '送达情况记录（《政府信息公开申请答复书》）'])
  const scans = pages.filter((page) => page.includes(`证据${reply + 2}送达回证.pdf`) && !page.includes('目录'))
  expect(scans.length).toBeGreaterThanOrEqual(2)
  const images = await look('pdfinfo', path)
  expect(images).toContain('Pages:')
  expect(pages[at('第一行说明')]).toContain('第二行说明。')
  for (const [name, why] of [
    ['残缺.jpg', '此图片损坏、过大或者颜色格式不适合归档'],
    ['交错.png', '此图片损坏、过大或者颜色格式不适合归档'],
    ['文稿.docx', '此种格式的文件不能印出'],
    ['损坏.pdf', '此文件损坏或者不合格式'],
  ] as const) {
    const page = pages.find((each) => each.includes(why) && each.includes(name))
    expect([name, page === undefined]).toEqual([name, false])
    expect(page).toMatch(/SHA-256：[0-9a-f]{64}/)
  }
  // 归档章, on the first page alone.
  expect(pages[0]).toContain(`10年${pages.length}`)
  expect(pages.at(-1)).toContain('证据名称校验值')
  expect(await look('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found')
})

test('asked for again it is not made again; after a new fact it is, and the earlier file is swept', async () => {
  const { registrar, signer, sql, house } = office
  const { id } = await office.caseUntil('registered')
  const at = `/api/v1/cases/${id}/reading-copy`
  const none = await signer.gets(at)
  expect([none.status, none.headers.location]).toEqual([303, `${at}/state`])
  const first = await readingCopyOf(office, id)
  expect(first.asked.status).toBe(202)
  expect(first.asked.json).toMatchObject({ state: 'waiting', made: null })
  expect((await signer.posts(at, '', {})).json).toMatchObject({ state: 'made' })
  expect(await sql`select from graphile_worker.jobs where task_identifier = 'readingCopy'`).toHaveLength(0)

  await registrar.records(id, {
    type: 'fileAdded',
    files: [(await registrar.adds(id, [{ name: '甲.txt', content: '甲。' }])).json.files[0].id],
  })
  const page = (await signer.gets(`/cases/${id}/reading-copy`)).text
  expect(page).toContain('生成以后又有1条记录')
  expect(page).toContain(first.state.made.sha256)
  const second = await readingCopyOf(office, id)
  expect(second.state.made).toMatchObject({ current: true, position: first.state.made.position + 1 })
  expect((await pagesOf(second.bytes)).join('')).toContain('甲。')

  // Two days later the first is set aside by night, and the last stays.
  await sweepUnnamed(house, new Date(Date.now() + 2 * 86_400_000))
  const aside = []
  for await (const { sha256 } of house.blobs.aside()) aside.push(sha256)
  expect(aside).toContain(first.state.made.sha256)
  expect((await signer.gets(at)).bytes.equals(second.bytes)).toBe(true)
})

test('one that was broken off begins anew; whoever waits sees how far it is, and is told where it failed for good', async () => {
  const { signer, sql } = office
  const { id } = await office.caseUntil('assigned')
  const at = `/cases/${id}/reading-copy`
  const cookie = `ysqgk=${await signer.signsIn()}`
  const opened = () => send(office.app, { url: at, headers: { cookie } })
  const asked = await opened()
  expect(asked.text).toContain('还没有生成过')
  const [, csrf] = /name="csrf" value="([^"]+)"/.exec(asked.text)!
  const ask = (fields: Record<string, string>) => {
    const form = asForm(fields)
    return send(office.app, { method: 'POST', url: at, ...form, headers: { ...form.headers, cookie } })
  }
  expect((await ask({ csrf: 'of another' })).status).toBe(403)
  expect((await ask({ csrf: csrf! })).status).toBe(303)
  expect((await opened()).headers.refresh).toBe('3')

  // The process died at page 7.
  await sql`update reading_copies set state = 'making', done = 7, total = 12 where case_id = ${id}`
  expect((await opened()).text).toContain('正在生成 7/12 页')
  await office.theJobsRun()
  const made = await opened()
  expect(made.headers.refresh).toBeUndefined()
  expect(made.text).toContain('第1条至第')

  // A letter is gone from the store: it is tried three times, and then whoever asks is told.
  const [letter] = await sql`select sha256 from letters where case_id = ${id}`
  rmSync(join(office.house.config.blobDir, letter!.sha256.slice(0, 2), letter!.sha256.slice(2)))
  await sql`update reading_copies set position = 1 where case_id = ${id}`
  expect((await ask({ csrf: csrf! })).status).toBe(303)
  await office.theJobsRun()
  expect((await opened()).text).toContain('正在排队')
  await sql`update graphile_worker._private_jobs set attempts = 2, run_at = now() where key = ${`readingCopy ${id}`}`
  await office.theJobsRun()
  expect((await opened()).text).toContain('上一次没有生成成功')
  expect((await opened()).text).toContain('重新生成')
})

inTurn(1, 3)('a case of hostile files comes to its end: slips for what takes too long or too much', async () => {
  const files = new Map([
    ['a'.repeat(64), endless()],
    ['b'.repeat(64), plainPdf(2)],
    ['c'.repeat(64), withExif({ turned: 1 })],
  ])
  const outside = openOutside({ read: async (sha256) => files.get(sha256)! }, { time: 3_000, bytes: 20_000 })
  const of = (sha256: string, type: string) => ({
    ...{ number: 1, name: '文件', sha256: sha256.repeat(64), folder: 'files' as const },
    file: { id: '', name: '文件', size: 30_000, sha256, type, by: '', at: '', scan: 'clean', virus: null } as never,
  })
  const turned = async () => {}
  const said = async (sha256: string, type: string) => {
    await outside.count(of(sha256, type))
    return JSON.stringify(await outside.pages(of(sha256, type), turned))
  }
  expect(await said('b', 'application/pdf')).toContain('篇幅已达上限')
  expect(await said('c', 'image/jpeg')).toContain('篇幅已达上限')
  expect(await said('a', 'application/pdf')).toContain('在限定时间内不能印出')
  expect(await said('b', 'application/pdf')).toContain('在限定时间内不能印出')
})
