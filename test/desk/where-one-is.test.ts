/** What the pages of staff say of where a case, and where oneself, is: a withdrawn case waits for no reply; a lost way keeps the frame. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'

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

test('who is signed in and comes to a page that there is not keeps their own header; the public has theirs', async () => {
  const staff = office.staff('handler')
  for (const path of ['/no-such-page', '/cases/0190a5b0-0000-7000-8000-000000000001']) {
    const { status, text } = await staff.gets(path)
    expect(status, path).toBe(404)
    for (const said of ['class="staff"', 'action="/sign-out"', 'href="/desk">回到办件台'])
      expect(text, path).toContain(said)
    expect(text, path).not.toContain('class="citizen"')
  }
  const refused = await staff.gets('/people')
  expect([refused.status, refused.text.includes('action="/sign-out"')]).toEqual([403, true])
  const guest = await office.app.inject({ url: '/no-such-page' })
  expect([guest.statusCode, guest.body.includes('class="citizen"'), guest.body.includes('sign-out')]).toEqual([
    404,
    true,
    false,
  ])
  const english = await staff.gets('/en/no-such-page')
  expect([english.status, english.text.includes('class="citizen"')]).toEqual([404, true])
})
