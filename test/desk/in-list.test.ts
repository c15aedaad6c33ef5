/** A heap is worked off case by case: each opened from a list keeps it, and what came back says why. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asForm, send } from '../support/api.ts'
import { CONFIRMED, DRAFTED, FAILED, type Office, openOffice, PASSED } from '../support/house.ts'
import { application, needs } from '../support/people.ts'

let office: Office
/** Three cases to review, in the order of the list. */
let heap: string[]
beforeAll(async () => {
  office = await openOffice()
  await office.counsel.signsIn()
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    office.itIs(day)
    await office.caseUntil('replyDrafted', application({ request: { title: `第${day.at(-1)}件` } }))
  }
  heap = (await office.counsel.gets('/api/v1/cases?waiting=me')).json.cases.map(({ id }: { id: string }) => id)
})
afterAll(() => office.close())

const LIST = 'waiting=me&waits=toReview'
const inList = (id: string, list = LIST) => `/cases/${id}?in=${encodeURIComponent(list)}`
/** What waits to be judged is opened at its draft. */
const atDraft = (id: string) => inList(id).replace('?', '/draft?')
const page = async (url: string, who = office.counsel) =>
  needs(await who.gets(url), 200, url).text.replaceAll('&amp;', '&')

test('the list leads into itself, and each case to its neighbours and back', async () => {
  expect(heap).toHaveLength(3)
  const desk = await page(`/desk?${LIST}`)
  for (const id of heap) expect(desk).toContain(`href="${atDraft(id)}"`)
  const [first, second, third] = heap as [string, string, string]
  const middle = await page(inList(second))
  expect(middle).toContain(`href="${atDraft(first)}" rel="prev"`)
  expect(middle).toContain(`href="${atDraft(third)}" rel="next"`)
  expect(await page(atDraft(second))).toContain(`href="${atDraft(third)}" rel="next"`)
  expect(middle).toContain(`href="/desk?${LIST}"`)
  expect(await page(inList(first))).toContain('没有上一件')
  expect(await page(inList(third))).toContain('没有下一件')
  // Opened by itself it stands by itself.
  expect(await page(`/cases/${second}`)).not.toContain('上一件')
  // The draft is read in the list, too.
  expect(await page(`/cases/${second}/draft?in=${encodeURIComponent(LIST)}`)).toContain(inList(second))
})

test('every list has its order: by words, by stage, and the plain one', async () => {
  const [first, second] = heap as [string, string]
  for (const list of ['', 'stage=reply', `q=${encodeURIComponent('件')}`, 'mine=yes']) {
    const said = new URLSearchParams(list).toString()
    expect([list, await page(inList(first, said), office.handler)]).toEqual([
      list,
      expect.stringContaining(`href="${inList(second, said)}" rel="next"`),
    ])
  }
})

test('what is no list is none: filters that there are not, an endless address', async () => {
  const [first] = heap as [string]
  expect(await page(inList(first, 'stage=nowhere&next=https://example.cn'))).toContain('href="/desk"')
  expect(await page(inList(first, `q=${'x'.repeat(3000)}`))).not.toContain('上一件')
})

test('what is recorded leads back into the list, whose next case is still there', async () => {
  const [first, second] = heap as [string, string]
  const { status, headers } = await office.counsel.posts(`/cases/${first}/facts?in=${encodeURIComponent(LIST)}`, '', {
    ...{ type: 'replyReviewed', passed: 'true', opinion: '同意。' },
  })
  expect([status, headers.location]).toEqual([303, expect.stringContaining(`${inList(first)}&at=`)])
  const after = await page(headers.location as string)
  expect(after).toContain('没有上一件')
  expect(after).toContain(`href="${atDraft(second)}" rel="next"`)
})

test('an act that moves the date, or takes the case out of the list, keeps its place in it', async () => {
  office.itIs('2026-03-05')
  for (const n of [1, 2, 3]) await office.citizen.files(application({ request: { title: `待确认第${n}件` } }))
  const list = 'waiting=me&waits=toConfirm'
  const waiting = await office.registrar.gets('/api/v1/cases?waiting=me')
  const toConfirm = waiting.json.cases.filter(({ waitsFor }: { waitsFor: string }) => waitsFor === 'confirmed')
  const [first, second] = toConfirm.map(({ id }: { id: string }) => id) as [string, string]
  const { headers } = await office.registrar.posts(
    `/cases/${first}/facts?in=${encodeURIComponent(list)}`,
    '',
    CONFIRMED,
  )
  const next = `href="${inList(second, list)}" rel="next"`
  expect(await page(headers.location as string, office.registrar)).toContain(next)
})

test('what came back says by whom and why, on the case and in its heap; once it is drafted again no more', async () => {
  const [, second] = heap as [string, string]
  await office.handler.signsIn()
  await office.counsel.records(second, FAILED)
  const says = '法制审核未通过（示例·法制员）：请补充检索范围的说明。'
  expect(await page(`/cases/${second}`, office.handler)).toContain(says)
  const lying = await page('/desk?waiting=me&waits=returned', office.handler)
  expect(lying).toContain(says)
  expect(await page('/desk?waiting=me', office.handler)).not.toContain(says)
  await office.handler.records(second, DRAFTED)
  await office.counsel.records(second, PASSED)
  await office.counsel.records(second, { type: 'replyReturned', why: '附件有误。' })
  const again = await page(`/cases/${second}`, office.handler)
  expect(again).toContain('退回（示例·法制员）：附件有误。')
  expect(again).not.toContain(`>◇ </span>${says}`)
})

test('a list is kept under a name of one’s own, without what was searched for; others do not see it', async () => {
  const inBrowser = async (who: 'head' | 'counsel') => {
    const cookie = `ysqgk=${await office[who].signsIn()}`
    const gets = async (url: string) => (await send(office.app, { url, headers: { cookie } })).text
    const csrf = /name="csrf" value="([^"]+)"/.exec(await gets('/desk'))![1]!
    const posts = (url: string, fields: Record<string, string>, token = csrf) => {
      const { headers, payload } = asForm({ csrf: token, ...fields })
      return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
    }
    return { gets, posts }
  }
  const [head, counsel] = [await inBrowser('head'), await inBrowser('counsel')]
  const list = 'channel=post&due=week&q=%E5%BC%A0%E4%B8%89&more=yes&act=print'
  const kept = await head.posts('/desk/lists', { name: '本周邮寄', list })
  expect([kept.status, kept.headers.location]).toEqual([303, '/desk?due=week&channel=post'])
  const desk = (await head.gets('/desk')).replaceAll('&amp;', '&')
  expect(desk).toMatch(/<a href="\/desk\?due=week&channel=post"[^>]*>本周邮寄/)
  // Chosen, it alone is where one stands, with its number, and is deleted there.
  const chosen = (await head.gets('/desk?due=week&channel=post')).replaceAll('&amp;', '&')
  expect(chosen.match(/<a href="[^"]*" aria-current="true">[^<]*/g)).toEqual([
    expect.stringMatching(/channel=post" aria-current="true">本周邮寄/),
  ])
  expect(chosen).toMatch(/本周邮寄<span class="count"> \d+<\/span>/)
  expect(chosen).toContain('删除“本周邮寄”')
  expect(await counsel.gets('/desk')).not.toContain('本周邮寄')
  await counsel.posts('/desk/lists/removed', { name: '本周邮寄' })
  expect((await head.posts('/desk/lists', { name: '本周邮寄', list: 'stage=reply' })).status).toBe(303)
  expect((await head.gets('/desk')).match(/本周邮寄/g)).toHaveLength(1)
  for (const [fields, csrf] of [
    [{ name: '全部', list: '' }, undefined],
    [{ name: '', list: 'stage=reply' }, undefined],
    [{ name: '字'.repeat(21), list: 'stage=reply' }, undefined],
  ] as const)
    expect((await head.posts('/desk/lists', fields, csrf)).status).toBe(422)
  expect((await head.posts('/desk/lists', { name: '甲', list: 'stage=reply' }, 'forged')).status).toBe(403)
  for (let n = 2; n <= 12; n++) await head.posts('/desk/lists', { name: `第${n}个`, list: 'stage=reply' })
  const beyond = await head.posts('/desk/lists', { name: '第13个', list: 'stage=reply' })
  expect([beyond.status, beyond.text.includes('最多保存12个')]).toEqual([422, true])
  await head.posts('/desk/lists/removed', { name: '本周邮寄' })
  expect(await head.gets('/desk')).not.toContain('本周邮寄')
})
