/** 公开指南: every element of Art 12, worded by one, approved by another, dated, its versions kept; a change is announced in time. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guidesDue } from '../../src/guide/due.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const GUIDE = {
  ...{
    agency: 'yunxi',
    from: '0',
    categories: '主动公开和依申请公开两类。',
    arrangement: '按索引、名称、内容概述、生成日期编排。',
  },
  ...{ obtaining: '网站、档案馆、图书馆。\n也可以申请。', office: '云溪区政府办公室信息公开科', responsible: '' },
  ...{ address: '云溪路1号', postcode: '000000', hours: '工作日9时至17时', phone: '0000-8800001', fax: '未开通' },
  ...{ email: 'gk@example.gov.cn', online: 'https://gk.example.gov.cn' },
}
const publicPage = async (path: string) => (await office.app.inject({ url: path })).body
const admin = () => office.staff('admin')

test('what lacks is named, and a guide without it is not taken', async () => {
  expect(await publicPage('/guide?agency=yunxi')).not.toContain('data-guide')
  const page = await office.head.gets('/guides')
  expect(page.text).toContain('公布的指南缺少：政府信息的分类、编排体系、获取方式')
  const refused = await office.head.posts('/guides', '', { ...GUIDE, arrangement: '', fax: '', email: 'nobody' })
  expect(refused.status).toBe(422)
  for (const fault of ['编排体系：请填写', '传真号码：请填写', '电子邮箱：请填写一个电子邮箱地址'])
    expect(refused.text).toContain(fault)
  expect(refused.text).toContain('也可以申请。') // what was typed stays
  expect((await office.registrar.gets('/guides')).status).toBe(403)
})

test('one proposes, another approves; only then is it read, with its day, and letters say the same telephone', async () => {
  expect((await office.head.posts('/guides', '', GUIDE)).status).toBe(303)
  const own = await office.head.posts('/guides/decision', '', { agency: 'yunxi', n: '1', state: 'approved' })
  expect([own.status, own.text.includes('由另一位负责人或者管理员批准')]).toEqual([409, true])
  expect(await publicPage('/guide?agency=yunxi')).not.toContain('data-guide')
  const back = await (await admin()).posts('/guides/decision', '', { agency: 'yunxi', n: '1', state: 'withdrawn' })
  expect([back.status, back.text.includes('不批准的，请写明理由')]).toEqual([422, true])
  const approved = await (await admin()).posts('/guides/decision', '', { agency: 'yunxi', n: '1', state: 'approved' })
  expect(approved.status, approved.text).toBe(303)
  // The page of before may stand for two seconds.
  await new Promise((done) => setTimeout(done, 2_100))
  const page = await publicPage('/guide?agency=yunxi')
  for (const said of ['主动公开和依申请公开两类', '发布日期：2026年3月2日', '0000-8800001', '未开通'])
    expect(page).toContain(said)
  const english = await publicPage('/en/guide?agency=yunxi')
  expect(english).toContain('Kinds of information')
  expect(english).toContain('<p lang="zh-CN">主动公开和依申请公开两类。</p>')
  const [row] = await office.sql`select profile from agencies where id = 'yunxi'`
  expect(row!.profile).toMatchObject({ phone: '0000-8800001', office: '云溪区政府办公室信息公开科' })
  // The same words once more are no version.
  const same = await office.head.posts('/guides', '', { ...GUIDE, from: '2' })
  expect([same.status, same.text.includes('没有提交')]).toEqual([422, true])
})

test('a change waits one working day at most: reminders say so, the page says what was changed, versions stay', async () => {
  office.itIs('2026-03-06') // a Friday
  const head = office.staff('head') // whose session of Monday has ended
  const changed = { ...GUIDE, from: '2', address: '云溪路2号', obtaining: '网站、图书馆。' }
  expect((await head.posts('/guides', '', changed)).status).toBe(303)
  const of = async (username: string, role: string) => {
    const [row] = await office.sql<{ id: string }[]>`select id from people where username = ${username}`
    const seat = { id: row!.id, roles: [role], agencyId: 'yunxi', agencyIds: ['yunxi'], units: [] }
    return guidesDue(office.house, { username, seats: [seat] as never })
  }
  expect(await of('head', 'head')).toEqual([]) // one's own words wait for somebody else
  const [section] = await of('admin', 'admin')
  expect(section!.lines[0]).toContain('公开指南的修改等待批准　2026年3月9日（星期一）以前公布')
  // Words that were not read are not written over.
  expect((await (await admin()).posts('/guides', '', { ...changed, from: '2' })).status).toBe(422)
  for (const from of ['100', '999999999', '99999999999', ''])
    expect((await (await admin()).posts('/guides', '', { ...changed, from })).status, from).toBe(422)
  const waits = await (await admin()).gets('/guides')
  expect(waits.text).toContain('<del>1</del>')
  await (await admin()).posts('/guides/decision', '', { agency: 'yunxi', n: '3', state: 'approved' })
  const page = await publicPage('/guide')
  expect(page).toContain('更新：2026年3月6日起，以下内容有变动：获取方式、地址。')
  expect(page).toContain('发布日期：2026年3月2日　更新日期：2026年3月6日')
  const versions = await publicPage('/guide/versions?agency=yunxi')
  expect(versions).toContain('<del>云溪路1号</del>')
  expect(versions).toContain('<ins>云溪路2号</ins>')
  expect(await publicPage('/guide/versions?agency=yunxi&nth=1')).toContain('云溪路1号')
  // Changed among the agencies, it is no longer what the guide says.
  office.itIs('2026-03-13')
  const all = await (await admin()).gets('/agencies/yunxi')
  expect(all.status).toBe(200)
  await office.house.sql.begin(async (tx) => {
    await tx`update agencies set profile = profile || '{"phone": "0000-8800009"}'::jsonb where id = 'yunxi'`
  })
  expect((await (await admin()).gets('/guides')).text).toContain('指南还没有更新：联系电话')
  expect((await of('head', 'head'))[0]!.lines[0]).toContain('机关资料已经改动，公开指南还没有更新')
})

test('an answer is written, approved by another, found by citizens and by programs, and nothing in it runs', async () => {
  office.itIs(MONDAY)
  const asked = {
    ...{ agency: 'yunxi', topic: 'apply', question: '可以请别人代我申请吗？<script>alert(1)</script>' },
    ...{ answer: '可以，附授权委托书。\n<img src=x onerror=alert(1)>', basis: '条例第二十七条' },
  }
  const made = await office.handler.posts('/guides/questions', '', asked)
  expect(made.status, made.text).toBe(303)
  const at = String(made.headers.location)
  expect(await publicPage('/questions')).not.toContain('代我申请')
  expect((await office.handler.posts(`${at}/decision`, '', { n: '1', state: 'approved' })).status).toBe(403)
  const approved = await office.counsel.posts(`${at}/decision`, '', { n: '1', state: 'approved' })
  expect(approved.status, approved.text).toBe(303)
  const page = await publicPage(`/questions?q=${encodeURIComponent('代我申请')}`)
  expect(page).toContain('可以请别人代我申请吗？&lt;script>')
  expect(page).not.toMatch(/<script>alert|<img src=x/)
  const like = await publicPage(`/questions?q=${encodeURIComponent('能不能让别人代我去申请')}`)
  expect(like).toContain('没有完全符合的')
  expect(like).toContain('可以请别人代我申请吗？')
  expect(await publicPage(`/en/questions?q=zzz`)).toContain('Nothing was found')
  const json = await office.app.inject({ url: `/api/v1/questions?q=${encodeURIComponent('委托书')}` })
  expect(json.json()).toMatchObject({
    like: false,
    questions: [{ agency: { code: 'yunxi' }, topic: 'apply', version: 1, publishedOn: MONDAY, updatedOn: MONDAY }],
  })
  // Only the words that were read are written over; what was typed comes back.
  for (const from of ['1', '100', '999999999', '99999999999', '']) {
    const jumped = await office.handler.posts(at, '', { ...asked, answer: '没有读过以前的答复。', from })
    expect([jumped.status, jumped.text.includes('没有读过以前的答复')], from).toEqual([422, true])
  }
  // New words wait, the old ones are read; refused, they still are; taken out, nothing is.
  await office.handler.posts(at, '', { ...asked, answer: '可以，附委托书和双方身份证明。', from: '2' })
  expect(await publicPage('/questions')).toContain('附授权委托书')
  await office.counsel.posts(`${at}/decision`, '', { n: '3', state: 'withdrawn', why: '再核对。' })
  expect(await publicPage('/questions')).toContain('附授权委托书')
  await office.counsel.posts(`${at}/decision`, '', { n: '4', state: 'withdrawn', why: '不再适用。' })
  expect(await publicPage('/questions')).not.toContain('附授权委托书')
  const named = await office.handler.posts('/guides/questions', '', { ...asked, answer: '请打13800000000。' })
  expect([named.status, named.text.includes('含有手机号码')]).toEqual([422, true])
})

test('what waits for approval is counted on the desk and beside the agency; who wrote it takes it back', async () => {
  const head = office.staff('head')
  const asked = { agency: 'yunxi', topic: 'fee', question: '复印要钱吗？', answer: '少量不收。', basis: '' }
  const made = await office.handler.posts('/guides/questions', '', asked)
  const desk = (await head.gets('/desk')).text
  expect(desk).toContain('data-questions="1"')
  expect(desk).toContain('/guides/questions?state=submitted')
  expect((await office.handler.gets('/desk')).text).not.toContain('data-questions')
  const list = (await head.gets('/guides/questions?state=submitted')).text
  expect(list).toContain('等待批准（1）')
  expect(list.match(/data-question="/g)).toHaveLength(1)
  const at = String(made.headers.location)
  expect((await office.handler.gets(at)).text).toContain('撤回')
  expect((await office.registrar.posts(`${at}/decision`, '', { n: '1', state: 'withdrawn' })).status).toBe(403)
  expect((await office.handler.posts(`${at}/decision`, '', { n: '1', state: 'withdrawn' })).status).toBe(303)
  expect((await head.gets('/desk')).text).not.toContain('data-questions')
  // A wording of the guide waits for whoever did not write it.
  const from = /name="from" value="(\d+)"/.exec((await head.gets('/guides')).text)![1]!
  expect((await (await admin()).posts('/guides', '', { ...GUIDE, from, fax: '0000-8800002' })).status).toBe(303)
  expect((await head.gets('/desk')).text).toContain('data-guides="1"')
  const own = (await (await admin()).gets('/guides')).text
  expect(own).toContain('提交人撤回')
  const n = /data-waits="(\d+)"/.exec(own)![1]!
  const back = { agency: 'yunxi', n, state: 'withdrawn', why: '提交人撤回' }
  expect((await (await admin()).posts('/guides/decision', '', back)).status).toBe(303)
  expect((await head.gets('/desk')).text).not.toContain('data-guides')
  // Administrators have no desk: the line stands where they begin, and not for who wrote what waits.
  expect((await (await admin()).gets('/people')).text).not.toContain('data-guides')
  const again = /name="from" value="(\d+)"/.exec((await head.gets('/guides')).text)![1]!
  expect((await head.posts('/guides', '', { ...GUIDE, from: again, fax: '0000-8800003' })).status).toBe(303)
  expect((await (await admin()).gets('/people')).text).toContain('data-guides="1"')
})

test('samples of the product and of the office stand together, in both languages', async () => {
  const sample = {
    agency: 'yunxi',
    topic: 'badSample',
    question: '请公开领导的日程。',
    answer: '没有写时间。',
    basis: '',
  }
  const made = await office.head.posts('/guides/questions', '', sample)
  await office.counsel.posts(`${made.headers.location}/decision`, '', { n: '1', state: 'approved' })
  const page = await publicPage('/samples')
  for (const said of ['云发改〔2025〕12号', '请公开关于拆迁的所有材料', '请公开领导的日程', '条例第三十八条'])
    expect(page).toContain(said)
  expect(await publicPage('/questions')).not.toContain('领导的日程')
  expect(await publicPage('/en/samples')).toContain('Common mistakes')
})

test('whoever handles it is named to the applicant where the agency shows that, and only there', async () => {
  const { id, receipt, enquiryCode } = (await office.caseUntil('assigned')) as never as Record<string, string>
  await office.sql`update cases set handler_id = (select id from people where username = 'handler') where id = ${id!}`
  const name = (
    (await office.sql`select name from people where username = 'handler'`) as never as { name: string }[]
  )[0]!.name
  const seen = async () => JSON.stringify((await office.citizen.follows({ receipt, enquiryCode } as never)).stages)
  expect(await seen()).not.toContain(name)
  const set = await (await admin()).posts('/settings/handlers', '', { agency: 'yunxi', shown: 'yes' })
  expect(set.status, set.text).toBe(200)
  expect(await seen()).toContain(name)
})
