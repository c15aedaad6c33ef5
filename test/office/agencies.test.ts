/** Agencies and their units: added, changed and closed by administrators, by the rules of their letters. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { shipped } from '../../src/letters/templates/shipped.ts'
import { AGENCY } from '../../src/office/agency.ts'
import { sampleOf } from '../../src/office/sample.ts'
import { agencyById } from '../../src/people/queries.ts'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { ASSIGNED, type Office, openOffice } from '../support/house.ts'
import { administratorAt, DISTRICT, departmentOf, firstDay } from './newcomers.ts'

describe('the first agency', () => {
  test.each([['office'], ['yunxi']])(
    'code %s takes the place of the placeholder, with its administrator',
    async (code) => {
      const office = await firstDay()
      try {
        const added = await office.admin.adds('/agencies', { ...DISTRICT, code })
        expect(added.status, added.text).toBe(201)
        const { agencies } = (await send(office.app, { url: '/api/v1/agencies' })).json
        expect(agencies).toEqual([{ code, name: DISTRICT.name, kind: 'countyGovernment' }])
        const [admin] = await office.sql`select agency_id from people`
        expect(admin!.agencyId).toBe(code)
      } finally {
        await office.close()
      }
    },
  )

  test('where a case names the placeholder it stays', async () => {
    const office = await firstDay()
    try {
      await office.sql`
        insert into choice_proposals (agency_id, position, choice, value, from_day, "by", at, why)
        values ('office', 1, 'feeMonth', '"calendar"', '2026-03-02', 'staff:x', now(), 'x')`
      expect((await office.admin.adds('/agencies', DISTRICT)).status).toBe(201)
      const names = await office.sql`select id from agencies order by position`
      expect(names.map(({ id }) => id)).toEqual(['office', 'yunxi'])
    } finally {
      await office.close()
    }
  })
})

describe('in a district', () => {
  let office: Office
  let admin: ReturnType<typeof administratorAt>
  beforeAll(async () => {
    office = await openOffice()
    admin = administratorAt(office.app, 'admin', PASSWORD)
  })
  afterAll(() => office.close())
  const faultsOf = (answer: { json: { errors: { field: string; code: string }[] } }) =>
    answer.json.errors.map(({ field, code }) => `${field} ${code}`)

  test('an agency is added after the others and known to citizens at once', async () => {
    const added = await admin.adds('/agencies', departmentOf(1))
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({ code: 'yunxi-1', office: '云溪区示例1局办公室', shortName: '云溪区示例1局' })
    const { agencies } = (await send(office.app, { url: '/api/v1/agencies' })).json
    expect(agencies[0].code).toBe('yunxi')
    expect(agencies.at(-1)).toEqual({ code: 'yunxi-1', name: '云溪区示例1局', kind: 'countyDepartment' })
  })

  test('code, name and mark belong to one agency', async () => {
    expect(faultsOf(await admin.adds('/agencies', departmentOf(2, { code: 'yunxi-zjj' })))).toEqual(['code TAKEN'])
    expect(faultsOf(await admin.adds('/agencies', departmentOf(2, { name: '云溪区教育局', mark: '云教依' })))).toEqual([
      'name TAKEN',
      'mark TAKEN',
    ])
    expect(faultsOf(await admin.changes('/agencies/yunxi-jyj', { mark: '云卫依' }))).toEqual(['mark TAKEN'])
  })

  test.each([
    ['countyDepartment', '云溪区教育局', false],
    ['countyDepartment', '云溪区人民政府', true],
    ['countyDepartment', '上一级主管部门', false],
    ['verticalAgency', '示例市税务局', true],
    ['verticalAgency', '云溪区人民政府', false],
    ['provincialGovernment', '本机关', true],
    ['provincialGovernment', '国务院', false],
    ['justiceDepartment', '云溪区人民政府或者示例市司法局', true],
  ])('a %s is reviewed by %s: %s', async (kind, reconsiderationBody, fits) => {
    const answer = await admin.changes('/agencies/yunxi-wjj', { kind, reconsiderationBody })
    if (fits) expect(answer.status, answer.text).toBe(200)
    else {
      expect(faultsOf(answer)).toEqual(['reconsiderationBody UNFIT'])
      expect(answer.json.errors[0].message).toMatch(/应当是.+请写全称/)
    }
    await admin.changes('/agencies/yunxi-wjj', { kind: 'countyDepartment', reconsiderationBody: '云溪区人民政府' })
  })

  test.each([
    ['code', '云溪', 'code'],
    ['mark', '云依〔2026〕', 'mark'],
    ['mark', '云1依', 'mark'],
    ['postcode', '123', 'postcode'],
    ['email', 'nowhere', 'email'],
    ['reconsiderationOnline', 'javascript:alert(1)', 'reconsiderationOnline'],
    ['kind', 'ministry', 'kind'],
    ['takenInBy', 'nobody', 'takenInBy'],
    ['takenInBy', 'yunxi-zjj', 'takenInBy'],
    ['hours', '', 'hours'],
  ])('%s = %s is refused by name', async (field, value, named) => {
    const answer = await admin.adds('/agencies', departmentOf(3, { [field]: value }))
    expect(answer.status).toBe(422)
    expect(answer.json.errors.map(({ field }: { field: string }) => field)).toEqual([named])
    for (const { message } of answer.json.errors) expect(message).toMatch(/[\u4e00-\u9fff]/)
  })

  test('whoever takes in for others takes in for itself', async () => {
    expect(faultsOf(await admin.changes('/agencies/yunxi', { takenInBy: 'yunxi-zjj' }))).toContain('takenInBy UNFIT')
  })

  test('every blank of an agency that a shipped letter cannot do without is asked for', () => {
    const blanks = new Set([...shipped.values()].flatMap(({ fields }) => fields))
    const wanted = [...blanks]
      .filter((field) => /^(agency|remedy)\.\w+$/.test(field))
      .map((field) => field.split('.')[1]!)
    const NAMES: Record<string, string> = {
      body: 'reconsiderationBody',
      court: 'court',
      online: 'reconsiderationOnline',
    }
    const OF_THEMSELVES = ['office', 'shortName'] // follow from the name where they are left out
    const asked = wanted.map((name) => NAMES[name] ?? name).filter((name) => !OF_THEMSELVES.includes(name))
    expect(asked.length).toBeGreaterThan(5)
    for (const name of asked) {
      const { success } = AGENCY.safeParse({ ...DISTRICT, [name]: '' })
      expect([name, success]).toEqual([name, false])
    }
  })

  test('others than administrators, and administrators of elsewhere, change nothing', async () => {
    for (const who of ['registrar', 'head', 'supervisor', 'security', 'auditor']) {
      const member = administratorAt(office.app, who, PASSWORD)
      expect((await member.adds('/agencies', departmentOf(4))).json.code).toBe('NOT_YOURS')
      expect((await member.changes('/agencies/yunxi', { phone: '1' })).json.code).toBe('NOT_YOURS')
      expect((await member.adds('/units', { name: '科' })).json.code).toBe('NOT_YOURS')
      expect((await member.changes('/units/yunxi-gkk', { name: '科' })).json.code).toBe('NOT_YOURS')
      for (const url of ['/agencies', '/agencies/yunxi', '/setup', '/import'])
        expect((await member.gets(url)).status).toBe(403)
    }
    await office.sql`update people set agency_id = 'yunxi-zjj' where username = 'admin'`
    try {
      expect((await admin.adds('/agencies', departmentOf(4))).json.code).toBe('NOT_YOURS')
      expect((await admin.changes('/agencies/yunxi', { phone: '1' })).status).toBe(404)
      expect((await admin.changes('/units/yunxi-gkk', { name: '科' })).status).toBe(404)
      expect((await admin.adds('/units', { agency: 'yunxi', name: '科' })).status).toBe(404)
      expect((await admin.changes('/agencies/yunxi-zjj', { phone: '0000-1' })).status).toBe(200)
      const leaving = await admin.changes('/agencies/yunxi-zjj', { takenInBy: 'yunxi-zjj' })
      expect([leaving.status, leaving.json.code]).toEqual([403, 'NOT_YOURS'])
    } finally {
      await office.sql`update people set agency_id = 'yunxi' where username = 'admin'`
    }
  })

  test('the same key twice adds one agency', async () => {
    const ask = () => admin.posts('/api/v1/agencies', 'x', departmentOf(5), { key: 'one' })
    const [first, second] = [await ask(), await ask()]
    expect([first.status, second.status, second.json]).toEqual([201, 201, first.json])
  })

  test('a letter that was issued keeps the name', async () => {
    const { id } = await office.caseUntil('replySigned')
    const letterOf = async () => {
      const { letters } = await office.signer.opens(id)
      return (await office.signer.gets(`/api/v1/cases/${id}/letters/${letters.at(-1).id}`)).bytes
    }
    const before = await letterOf()
    await admin.changes('/agencies/yunxi', { name: '云溪新区人民政府' })
    expect((await letterOf()).equals(before)).toBe(true)
    const agency = await agencyById(office.sql, 'yunxi')
    expect(sampleOf(office.house, agency!).number).toMatch(/^云政依复〔\d{4}〕1号$/)
    await admin.changes('/agencies/yunxi', { name: '云溪区人民政府' })
  })

  describe('units', () => {
    const unitsOf = async () =>
      (await office.registrar.gets('/api/v1/units')).json.units.map((u: { id: string }) => u.id)

    test('are added with an id of their own or the next one, renamed and moved', async () => {
      const added = await admin.adds('/units', { name: '政策法规科' })
      expect(added.json).toMatchObject({ id: 'yunxi-4', name: '政策法规科', closed: false })
      expect((await admin.adds('/units', { id: 'yunxi-xf', name: '信访科' })).status).toBe(201)
      expect(faultsOf(await admin.adds('/units', { id: 'yunxi-xf', name: '另一科' }))).toEqual(['id TAKEN'])
      expect(faultsOf(await admin.adds('/units', { name: '信访科' }))).toEqual(['name TAKEN'])
      expect(await unitsOf()).toEqual(['yunxi-gkk', 'yunxi-zhk', 'yunxi-dck', 'yunxi-4', 'yunxi-xf'])
      await admin.changes('/units/yunxi-xf', { position: 1, name: '信访和政策科' })
      expect((await admin.gets('/api/v1/units?agency=yunxi-zjj')).json.units.length).toBe(1)
      expect((await admin.gets('/api/v1/units?agency=nobody')).status).toBe(404)
      expect(await unitsOf()).toEqual(['yunxi-xf', 'yunxi-gkk', 'yunxi-zhk', 'yunxi-dck', 'yunxi-4'])
    })

    test('with cases that are not archived cannot be closed: the cases are named', async () => {
      const { id } = await office.caseUntil('assigned')
      const { number } = await office.registrar.opens(id)
      const refused = await admin.changes('/units/yunxi-gkk', { closed: true })
      expect([refused.status, refused.json.code]).toEqual([409, 'UNIT_IN_USE'])
      expect(refused.json.cases).toContain(number)
      expect(refused.json.title).toContain(number)
    })

    test('without any are closed: no case goes there, until they are opened again', async () => {
      expect((await admin.changes('/units/yunxi-dck', { closed: true })).json.closed).toBe(true)
      expect(await unitsOf()).not.toContain('yunxi-dck')
      const { id } = await office.caseUntil('registered')
      const refused = await office.head.tries(id, { ...ASSIGNED, unit: 'yunxi-dck', handler: undefined })
      expect([refused.status, refused.json.errors[0].code]).toEqual([422, 'NO_SUCH_UNIT'])
      await admin.changes('/units/yunxi-dck', { closed: false })
      expect((await office.head.tries(id, { ...ASSIGNED, unit: 'yunxi-dck', handler: undefined })).status).toBe(201)
    })
  })

  test('forty agencies: the page lists them, and finds one by its mark', async () => {
    for (let n = 10; n < 46; n++) expect((await admin.adds('/agencies', departmentOf(n))).status).toBe(201)
    const page = await admin.gets('/agencies')
    expect(Number(/data-agencies="(\d+)"/.exec(page.text)![1])).toBeGreaterThanOrEqual(41)
    const found = await admin.gets(`/agencies?q=${encodeURIComponent('云教依')}`)
    expect([/data-agencies="(\d+)"/.exec(found.text)![1], found.text.includes('云溪区教育局')]).toEqual(['1', true])
    expect((await admin.gets('/agencies?q=zzz')).text).toContain('没有找到')
  })

  test('on the page, what is refused comes back with what was typed', async () => {
    const signedIn = await send(office.app, {
      method: 'POST',
      url: '/sign-in',
      ...asForm({ username: 'admin', password: PASSWORD, next: '/agencies/yunxi' }),
    })
    const cookie = cookiesOf(signedIn)
    const page = await send(office.app, { url: '/agencies/yunxi', headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)![1]!
    const posts = (url: string, fields: Record<string, string>) => {
      const form = asForm({ csrf, ...fields })
      return send(office.app, { method: 'POST', url, ...form, headers: { ...form.headers, cookie } })
    }
    const { code: _, ...fields } = DISTRICT
    const refused = await posts('/agencies/yunxi', { ...fields, mark: '云教依', takenInBy: 'yunxi' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('机关代字与“云溪区教育局”相同')
    expect(refused.text).toContain('value="云教依"')
    const kept = await posts('/units/yunxi-gkk', { closed: 'yes' })
    expect([kept.status, kept.text.includes('没有归档的申请')]).toEqual([409, true])
    expect((await posts('/agencies/yunxi', { ...fields, phone: '0000-7' })).headers.location).toBe(
      '/agencies/yunxi?saved=yes',
    )
    const form = asForm({ csrf: 'another', ...fields })
    const forged = await send(office.app, {
      method: 'POST',
      url: '/agencies/yunxi',
      ...form,
      headers: { ...form.headers, cookie },
    })
    expect(forged.status).toBe(403)
  })
})
