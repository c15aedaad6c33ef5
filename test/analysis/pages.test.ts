/** 定期分析 of an office with real cases: its pages, subjects kept and corrected, the report written, the work lists; who may what. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { partsOf, textOf } from '../../src/leaving/archive.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'

const asks = (title: string, idNumber?: string) =>
  application({
    applicant: { name: '李示例', ...(idNumber && { idNumber }) },
    request: { title, description: `申请公开${title}及其附件。` },
  })
const SAME = residentNumber(901)
const query = '?year=2026&agency=yunxi'

let office: Office
let moved: { id: string; receipt: string }
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  for (const title of ['甲片区征地补偿标准', '乙片区征地补偿标准']) await office.caseUntil('replyServed', asks(title))
  moved = await office.caseUntil('replyServed', asks('磁浮线站点选址报告', SAME))
  await office.caseUntil('registered', asks('磁浮线环评报告', SAME))
})
afterAll(() => office.close())

const analysis = async () => (await office.head.gets(`/api/v1/reports/analysis${query}`)).json
const topic = async (name: string) =>
  (await analysis()).subjects.find((one: { kind: string; name: string }) => one.name === name)

test('the page counts them, draws them, and leads to them', async () => {
  const { text } = await office.head.gets(`/analysis${query}`)
  expect(text).toMatch(/<svg[^>]*role="img"/)
  expect(text).toContain('data-figure="outcome.disclosed"')
  expect(text).toContain('李示例')
  const list = (await office.head.gets(`/analysis/cases${query}&of=topic.${encodeURIComponent('征地拆迁')}`)).text
  expect([...list.matchAll(/data-case=/g)]).toHaveLength(2)
  const of = async (name: string) => (await office.head.gets(`/api/v1/reports/analysis/cases${query}&of=${name}`)).json
  expect(await of('repeated')).toMatchObject({ total: 2, cases: [{ title: '磁浮线站点选址报告' }, {}] })
  const { cases } = await of('received')
  expect(cases).toHaveLength(4)
  expect(await of(`sameAs.${cases.at(-1).id}`)).toMatchObject({ total: 2 })
  expect((await office.head.gets(`/api/v1/reports/analysis/cases${query}&of=nonsense`)).status).toBe(422)
})

test('what programs get names nobody', async () => {
  const whole = await office.head.gets(`/api/v1/reports/analysis${query}`)
  const list = await office.head.gets(`/api/v1/reports/analysis/cases${query}&of=received`)
  expect(whole.json).toMatchObject({ received: 4, concluded: 3, repeated: { applicants: 1, cases: 2 } })
  for (const { text } of [whole, list]) expect(text).not.toContain('李示例')
})

test('no keyword is a name of who applies or acts for them, in however many requests it stands', async () => {
  const person = { name: '欧阳榆钱', agent: '司徒槐花' }
  for (const n of [1, 2, 3, 4]) {
    const description = `欧阳榆钱委托司徒槐花申请公开欧阳榆钱所在第${n}组的宅基地确权档案。`
    const { agent, ...own } = person
    const one = application({ applicant: own, request: { title: '宅基地确权档案', description } })
    await office.caseUntil('registered', {
      ...one,
      agent: { name: agent, phone: '13900001111', idType: 'residentId', idNumber: residentNumber(950) },
    })
  }
  const { keywords } = await analysis()
  const words: string[] = keywords.map(({ word }: { word: string }) => word)
  expect(words).toContain('宅基地确权档案')
  for (const part of ['欧阳', '阳榆', '榆钱', '司徒', '徒槐', '槐花']) expect(words.join(' ')).not.toContain(part)
  for (const { word, n } of keywords) {
    const of = `keyword.${encodeURIComponent(word)}`
    const { total } = (await office.head.gets(`/api/v1/reports/analysis/cases${query}&of=${of}`)).json
    expect([word, total]).toEqual([word, n])
  }
  expect(
    (await office.head.gets(`/api/v1/reports/analysis/cases${query}&of=keyword.${encodeURIComponent('榆钱')}`)).json
      .total,
  ).toBe(0)
  await office.sql`update cases set received_on = received_on - 400, counted_on = null where title = '宅基地确权档案'`
})

test('an agency adds a topic with its words, changes it, takes it away; each saving stays on record', async () => {
  const saves = (name: string, words: string, kind = 'topic') =>
    office.head.posts(`/analysis/subjects${query}`, '', { kind, name, words })
  expect((await saves('轨道交通', '磁浮、地铁')).status).toBe(303)
  expect(await topic('轨道交通')).toMatchObject({ n: 2, given: 1 })
  expect((await saves('甲片区', '甲片区', 'area')).status).toBe(303)
  expect(await topic('甲片区')).toMatchObject({ kind: 'area', n: 1 })
  const refused = await saves('轨道交通', '浮')
  expect([refused.status, refused.text.includes('“浮”只有一个字')]).toEqual([422, true])
  expect((await saves('规划建设', '')).status).toBe(303)
  expect(await topic('规划建设')).toBeUndefined()
  const { text } = await office.head.gets(`/analysis/subjects${query}`)
  expect(text).toContain('主题“规划建设”：不再使用')
  expect(text).toContain('主题“轨道交通”：磁浮、地铁')
})

test('what the words find wrongly a person puts right, and back', async () => {
  const of = `${query}&of=topic.${encodeURIComponent('轨道交通')}`
  const places = (number: string, belongs: string) =>
    office.head.posts(`/analysis/placings${of}`, '', { case: number, belongs })
  expect((await places(moved.receipt, 'no')).status).toBe(303)
  expect(await topic('轨道交通')).toMatchObject({ n: 1, given: 0 })
  expect((await places(moved.receipt, 'yes')).status).toBe(303)
  expect(await topic('轨道交通')).toMatchObject({ n: 2, given: 1 })
  const none = await places('20200101-00000-000000', 'yes')
  expect([none.status, none.text.includes('没有这个编号的申请')]).toEqual([422, true])
  const lines = await office.sql`select n, belongs, "by" from analysis_placings order by n`
  expect(lines.map((line) => ({ ...line }))).toEqual([
    { n: 1, belongs: false, by: 'staff:head' },
    { n: 2, belongs: true, by: 'staff:head' },
  ])
  await expect(office.sql`delete from analysis_placings`).rejects.toThrow()
})

test('the report says the figures with links, is changed, kept, and says what the facts have left behind', async () => {
  const page = async () => (await office.head.gets(`/analysis/report${query}`)).text
  const fresh = await page()
  expect(fresh).toContain('还没有保存过')
  expect(fresh).toMatch(/收到政府信息公开申请<span><a[^>]*of=received"[^>]*>4<\/a>/)
  const text = '一、总体情况\n收到[4](received)件，[4](nonsense)照写。\n（以下由主任填写）'
  const saves = (from: string) => office.head.posts(`/analysis/report${query}`, '', { text, from })
  expect((await saves('0')).status).toBe(303)
  expect(await page()).toContain('[4](nonsense)照写')
  const late = await saves('0')
  expect([late.status, late.text.includes('没有覆盖')]).toEqual([422, true])
  // In the editor a figure has its name; whoever names one gets the number of now.
  expect(await page()).toContain('收到{{收到申请=4}}件，[4](nonsense)照写。')
  const named = '收到{{收到申请=4}}件，办结{{办结}}件。'
  expect((await office.head.posts(`/analysis/report${query}`, '', { text: named, from: '1' })).status).toBe(303)
  const kept = await office.sql<{ content: string }[]>`select content from analysis_drafts order by n desc limit 1`
  expect(kept[0]!.content).toBe('收到[4](received)件，办结[3](concluded)件。')
  const none = await office.head.posts(`/analysis/report${query}`, '', { text: '收到{{来信}}件', from: '2' })
  expect([none.status, none.text.includes('没有这些数字：{{来信}}')]).toEqual([422, true])
  // Whoever is named in it, and a number that is somebody's, are told with their places; nothing is refused.
  const telling = `${text}\n其中李示例一件，联系电话13912345678。`
  expect((await office.head.posts(`/analysis/report${query}`, '', { text: telling, from: '2' })).status).toBe(303)
  expect(await page()).toMatch(/data-personal="2".*手机号码.*13912345678.*申请人、代理人的姓名或者名称.*李示例/s)
  expect((await office.head.posts(`/analysis/report${query}`, '', { text, from: '3' })).status).toBe(303)
  expect(await page()).not.toContain('data-personal')
  await office.caseUntil('registered', asks('示例公园养护合同'))
  expect(await page()).toContain('（现为5）')
  const docx = await office.head.gets(`/api/v1/reports/analysis.docx${query}`)
  expect(docx.status).toBe(200)
  const xml = textOf(partsOf(docx.bytes)['word/document.xml'])
  expect(xml).toContain('收到4件，[4](nonsense)照写。')
  expect(xml).toContain('附表一')
  expect(xml).not.toContain('李示例')
})

test('work lists: what was withheld, and topics that were given often enough', async () => {
  const work = async (atLeast: string) => (await office.head.gets(`/analysis/work${query}&atLeast=${atLeast}`)).text
  expect(await work('2')).toContain('data-topic="征地拆迁"')
  expect(await work('3')).not.toContain('data-topic=')
  expect(await work('3')).toContain('条例第十八条')
  await office.sql`update cases set counted_as = 'processInformation' where id = ${moved.id}`
  expect(await work('3')).toMatch(/of=withheld"[^>]*>1<\/a>/)
  await office.sql`update cases set counted_as = 'disclosed' where id = ${moved.id}`
})

test('heads and supervisors read; only the head writes; others are refused', async () => {
  for (const url of ['/analysis', '/analysis/work', '/analysis/subjects', '/analysis/report']) {
    expect([url, (await office.supervisor.gets(`${url}${query}`)).status]).toEqual([url, 200])
    expect([url, (await office.handler.gets(`${url}${query}`)).status]).toEqual([url, 403])
  }
  const saved = await office.supervisor.posts(`/analysis/report${query}`, '', { text: '改', from: '1' })
  expect(saved.status).toBe(403)
  const subject = { kind: 'topic', name: '某', words: '某某' }
  expect((await office.supervisor.posts(`/analysis/subjects${query}`, '', subject)).status).toBe(403)
})
