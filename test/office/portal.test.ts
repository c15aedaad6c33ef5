/** The portal stays shut until somebody is there for each step; what lacks is said, and how to apply meanwhile. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../src/db/client.ts'
import { applyRows } from '../../src/office/import/apply.ts'
import { readRows } from '../../src/office/import/rows.ts'
import { NEEDED, openPortal } from '../../src/people/setup.ts'
import { asForm, send } from '../support/api.ts'
import type { Office } from '../support/house.ts'
import { application } from '../support/people.ts'
import { DISTRICT, departmentOf, firstDay } from './newcomers.ts'

let office: Awaited<ReturnType<typeof firstDay>>
beforeEach(async () => {
  office = await firstDay()
})
afterEach(() => office.close())

const setup = async ({ app }: Pick<Office, 'app'>) => (await send(app, { url: '/api/v1/setup' })).json
const lacks = async () => (await setup(office)).missing.map(({ what }: { what: string }) => what)

/** People for each of these roles, invited and no more. */
const invites = (roles: readonly string[], agency = 'yunxi') =>
  office.sql.begin((tx) =>
    applyRows(
      tx,
      office.house,
      readRows(
        Buffer.from(
          JSON.stringify({
            people: roles.map((role) => ({ username: `${agency}-${role}`, name: `示例·${role}`, agency, roles: role })),
          }),
        ),
      ),
      { by: 'system' },
    ),
  )

test('an empty house: everything is lacking, and the program is told so without an account', async () => {
  const { open, missing } = await setup(office)
  expect(open).toBe(false)
  expect(missing.map(({ what }: { what: string }) => what)).toEqual(['agency', ...NEEDED, 'mail'])
  for (const each of missing) {
    expect(Object.keys(each)).toEqual(['what', 'why', 'where'])
    expect(each.why).toMatch(/[\u4e00-\u9fff]/)
    expect(each.where).toMatch(/^\//)
  }
})

test('it opens with the last of the six, the invited count, and shuts when one leaves', async () => {
  await office.admin.adds('/agencies', DISTRICT)
  for (const [i, role] of NEEDED.entries()) {
    expect(await lacks()).toEqual([...NEEDED.slice(i), 'mail'])
    const refused = await office.citizen.triesToFile(application())
    expect([refused.status, refused.json.code]).toEqual([503, 'NOT_OPEN'])
    await invites([role])
  }
  expect(await setup(office)).toMatchObject({ open: true, missing: [{ what: 'mail' }] })
  expect((await office.citizen.triesToFile(application())).status).toBe(201)

  await office.sql`update people set ended_at = now() where username = 'yunxi-signer'`
  expect((await setup(office)).missing).toMatchObject([{ what: 'signer' }, { what: 'mail' }])
  await expect.poll(async () => (await office.citizen.triesToFile(application())).status).toBe(503)
  await office.sql`update people set ended_at = null where username = 'yunxi-signer'`
  expect((await office.citizen.triesToFile(application())).status).toBe(201)
})

test('calendar and mail are named and close nothing', async () => {
  await office.admin.adds('/agencies', DISTRICT)
  await invites(NEEDED)
  office.itIs('2031-03-03')
  const { open, missing } = await setup(office)
  expect([open, missing.map(({ what }: { what: string }) => what)]).toEqual([true, ['calendar', 'mail']])
})

test('an agency without people of its own or of its intake office cannot be filed with', async () => {
  await office.admin.adds('/agencies', DISTRICT)
  await office.admin.adds('/agencies', departmentOf(1))
  await office.sql`
    insert into agencies (id, name, kind, taken_in_by, profile, position)
    select 'alone', '云溪区独立局', kind, 'alone', profile, 9 from agencies where id = 'yunxi-1'`
  await invites(NEEDED)
  expect((await office.citizen.triesToFile(application({ agency: 'yunxi-1' }))).status).toBe(201)
  const alone = await office.citizen.triesToFile(application({ agency: 'alone' }))
  expect([alone.status, alone.json.code]).toEqual([503, 'NOT_OPEN'])
  const unknown = await office.citizen.triesToFile(application({ agency: 'nobody' }))
  expect([unknown.status, unknown.json.errors[0].code]).toEqual([422, 'NO_SUCH_AGENCY'])
  await expect
    .poll(async () => {
      const form = await send(office.app, { url: '/apply?title=x' })
      return [form.text.includes('value="yunxi-1"'), form.text.includes('value="alone"')]
    })
    .toEqual([true, false])
})

describe('what a citizen reads meanwhile', () => {
  test.each([
    ['/apply', '网上申请尚未开通', '示例路1号'],
    ['/en/apply', 'Filing online is not open yet', '示例路1号'],
  ])('%s', async (url, title, address) => {
    const bare = await send(office.app, { url })
    expect(bare.status).toBe(503)
    expect(bare.text).toContain(title)
    expect(bare.text).toMatch(/热线|hotline/)
    await office.admin.adds('/agencies', DISTRICT)
    const known = await send(office.app, { url })
    // The code is for programs: to people the page says the same in words.
    expect([known.status, known.text.includes(address), known.text.includes('NOT_OPEN')]).toEqual([503, true, false])
  })

  test.each(['/apply', '/apply/review', '/applications'])('POST %s', async (url) => {
    const answer = await send(office.app, { method: 'POST', url, ...asForm({ title: 'x' }) })
    expect([answer.status, answer.text.includes('网上申请尚未开通')]).toEqual([503, true])
  })
})

test('who administers lands at the set-up until it is done', async () => {
  expect((await office.admin.gets('/desk')).headers.location).toBe('/setup')
  await office.admin.adds('/agencies', DISTRICT)
  await invites(NEEDED)
  expect((await office.admin.gets('/desk')).headers.location).not.toBe('/setup')
})

test('the checklist says what is there, what it does to a letter, and by when a reply would be due', async () => {
  const first = await office.admin.gets('/setup')
  expect(first.status).toBe(200)
  expect(first.text).toContain('data-progress="0/4"')
  expect(first.text).toContain('action="/setup/agency"')
  await office.admin.adds('/agencies', DISTRICT)
  const { text } = await office.admin.gets('/setup')
  expect(text).toContain('data-progress="1/4"')
  expect(text).not.toContain('action="/setup/agency"')
  for (const line of ['云政依复〔2026〕1号', '示例市中级人民法院', '0000-0000001', '2026年3月30日以前答复'])
    expect(text).toContain(line)
})

test('each step shows what it comes to; what is not set shows as a blank, and a whole letter can be looked at', async () => {
  const shown = async () => {
    const { text } = await office.admin.gets('/setup')
    const steps = [...text.matchAll(/<li id="(\w+)" data-step.*?<\/li>/gs)].map(([step, id]) => [id!, step!] as const)
    expect(steps).toHaveLength(10)
    return Object.fromEntries(steps.filter(([, step]) => step.includes('class="letter-lines"')))
  }
  const before = await shown()
  expect(Object.keys(before)).toEqual([
    'agency',
    'units',
    'people',
    'keepers',
    'calendar',
    'mail',
    'sms',
    'seal',
    'portal',
  ])
  expect(before.agency).toContain('〔机关代字〕复〔2026〕1号')
  expect(before.people).toContain('签发人：〔尚缺〕')
  expect(Object.values(before).join('')).not.toMatch(/请设置机关名称/)

  await office.admin.adds('/agencies', DISTRICT)
  await invites(NEEDED)
  const after = await shown()
  expect(after.people).toContain('签发人：示例·signer')
  expect(after.people, 'who would be looked for in vain').toContain('承办人示例·handler还没有所在的承办机构')
  expect(after.mail).toContain('主题：政府信息公开申请已登记（登记编号 2026-0001）')
  expect(after.mail).toContain('答复期限：2026年3月30日')
  expect(after.portal).toContain('云溪区人民政府办公室')
  for (const [id, step] of Object.entries(after)) expect(step, id).not.toMatch(/\{\{|undefined|〔机关/)

  const letter = await office.admin.gets('/setup/sample')
  expect([letter.headers['content-type'], letter.bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
})

test('citizens are not shown an agency that has no name yet', async () => {
  for (const url of ['/', '/en/', '/guide', '/released', '/api/v1/agencies', '/answer'])
    expect((await send(office.app, { url })).text, url).not.toContain('请设置')
  expect((await send(office.app, { url: '/' })).text).toContain('data-closed')
  expect((await send(office.app, { url: '/en/' })).text).toContain('Filing online is not open yet')
  await office.admin.adds('/agencies', DISTRICT)
  await invites(NEEDED)
  await expect.poll(async () => (await send(office.app, { url: '/' })).text.includes('data-closed')).toBe(false)
})

test('an open portal is known without the database', async () => {
  await office.admin.adds('/agencies', DISTRICT)
  await invites(NEEDED)
  const database = connect(office.house.databaseUrl)
  const portal = await openPortal(database.sql)
  expect(await portal.isOpen('yunxi')).toBe(true)
  await portal.close()
  await database.sql.end()
  expect(await portal.isOpen('yunxi')).toBe(true)
  expect(await portal.isOpen()).toBe(true)
})
