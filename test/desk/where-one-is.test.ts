/** What the pages of staff say of where a case, and where oneself, is: a withdrawn case waits for no reply; a lost way keeps the frame. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ARCHIVED, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a case that was withdrawn is not said to be at its reply, in the list or on its page', async () => {
  const { id } = await office.caseUntil('assigned')
  const inList = async () => {
    const { text } = await office.registrar.gets('/desk?q=' + encodeURIComponent('示例'))
    return new RegExp(`data-case="${id}".*?<td class="stage">([^<]*)<`, 's').exec(text)?.[1]
  }
  expect(await inList()).toBe('审核办理')
  await office.registrar.records(id, { type: 'withdrawn', why: '不再需要。', evidence: '来电，上午九点。' })
  expect(await inList()).toBe('已撤回')
  const page = (await office.registrar.gets(`/cases/${id}`)).text
  expect(page).toContain('<span>已撤回</span>')
  expect(page).not.toContain('<span>答复</span>')
})

test('each act is told what matters for it: how to reach whoever confirms, what was said of a draft, what the file lacks', async () => {
  const wishes = { contactWay: 'phone', contactTimes: '工作日晚上六点以后', helpWanted: '请用大字版文书' }
  const asked = { ...application(), request: { ...application().request, delivery: 'post' } }
  const { id } = await office.caseUntil('submitted', { ...asked, ...wishes })
  const boxOf = (page: string, act: string) => new RegExp(`id="act-${act}".*?</form>`, 's').exec(page)?.[0] ?? ''
  const confirming = boxOf((await office.registrar.gets(`/cases/${id}`)).text, 'confirmed')
  for (const said of ['联系申请人', wishes.contactTimes, wishes.helpWanted]) expect(confirming).toContain(said)
  await office.goes(id, 'submitted', 'replyReviewed')
  const draft = (await office.signer.gets(`/cases/${id}/draft`)).text
  expect(draft).toContain('审核、审批意见')
  expect(draft).toContain('data-opinions="1"')
  expect(draft).toMatch(/data-hints="\d+"/)
  await office.goes(id, 'replyReviewed', 'replySigned')
  // The proof of posting is asked for where the posting is recorded, not among the days of before.
  const [serving, before] = boxOf((await office.registrar.gets(`/cases/${id}`)).text, 'replyServed').split(
    '发生在今天以前',
  )
  expect(serving).toContain('送达凭证（文件）')
  expect(before).not.toContain('送达凭证')
  await office.sends(id)
  await office.registrar.records(id, { type: 'replyServed', how: 'post', trackingNumber: 'XA00000000002' })
  expect((await office.registrar.gets(`/cases/${id}`)).text).toContain('补上凭证')
  const archiving = boxOf((await office.archivist.gets(`/cases/${id}`)).text, 'archived')
  expect(archiving).toMatch(/卷内还缺：.*邮寄凭证/)
  expect(archiving).toContain('复议、诉讼')
  await office.archivist.records(id, ARCHIVED)
})

test('who is signed in and comes to a page that there is not keeps their own header; the public has theirs', async () => {
  const staff = office.staff('handler')
  const NOT_THEIRS = '没有这一件，或者不在您的办理范围内。'
  for (const [path, advice] of [
    ['/no-such-page', '没有这个页面，请核对地址。'],
    ['/cases/0190a5b0-0000-7000-8000-000000000001', NOT_THEIRS],
    ['/assistances/0190a5b0-0000-7000-8000-000000000001/1', NOT_THEIRS],
  ] as const) {
    const { status, text } = await staff.gets(path)
    expect(status, path).toBe(404)
    for (const said of ['class="staff"', 'action="/sign-out"', 'href="/desk">回到办件台'])
      expect(text, path).toContain(said)
    expect(text, path).toContain(advice)
    for (const said of ['class="citizen"', '查询码']) expect(text, path).not.toContain(said)
  }
  const refused = await staff.gets('/people')
  expect([refused.status, refused.text.includes('action="/sign-out"')]).toEqual([403, true])
  const guest = await office.app.inject({ url: '/no-such-page' })
  expect([guest.statusCode, guest.body.includes('class="citizen"'), guest.body.includes('sign-out')]).toEqual([
    404,
    true,
    false,
  ])
  expect(guest.body).toContain('请核对地址、受理编号和查询码。')
  const { json } = await staff.gets('/api/v1/cases/0190a5b0-0000-7000-8000-000000000001')
  expect([json.code, json.next]).toEqual(['NOT_FOUND', NOT_THEIRS])
  const english = await staff.gets('/en/no-such-page')
  expect([english.status, english.text.includes('class="citizen"')]).toEqual([404, true])
})
