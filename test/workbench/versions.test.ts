/** An agency changes its words: written by one, approved by another, in force from a day, and nothing of it can be undone in silence. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderPdf, templateFrom } from '../../src/documents/index.ts'
import { openTemplates } from '../../src/letters/templates/in-force.ts'
import { shipped, shippedSource } from '../../src/letters/templates/shipped.ts'
import { letterFrom } from '../../src/letters/together-letter.ts'
import { DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, needs } from '../support/people.ts'
import { blanksIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const NEW = '本机关希望上述信息对您（单位）有所帮助。'
const source = shippedSource('disclosed').replace('{{> contact}}', `${NEW}\n\n{{> contact}}`)
type Who = 'counsel' | 'head' | 'handler' | 'supervisor'
const posts = (who: Who, url: string, fields: object) => office[who].posts(url, '', fields)
const writes = (who: Who, id: string, text: string, more: object = {}) =>
  posts(who, `/templates/${id}/versions`, { source: text, why: '按市司法局意见修改。', from: 'shipped', ...more })
const acts = (who: Who, path: string, fields: object = {}) =>
  posts(who, `/templates/${path}`, { why: '已经核对。', confirm: 'yes', ...fields })
/** Sessions last half a day; a page would send who comes later to sign in. */
const itIs = async (day: string) => {
  office.itIs(day)
  for (const who of ['counsel', 'head', 'handler'] as const) await office[who].signsIn()
}
const approves = async (id: string, n: number, day: string) => {
  needs(await acts('counsel', `${id}/versions/${n}/submission`), 303, 'counsel could not submit')
  needs(await acts('head', `${id}/versions/${n}/approval`, { day }), 303, 'head could not approve')
}
const page = async (who: Who, url: string) =>
  needs(await office[who].gets(url), 200, `${who} could not open ${url}`).text

describe('from a draft to the letters', () => {
  let early: string

  test('a letter made before is made from the shipped words', async () => {
    const { id } = await office.caseUntil('replySigned')
    early = id
    const [letter] = await office.sql`select digest from letters where case_id = ${id} and kind = 'reply'`
    expect(letter!.digest).toBe(shipped.get('disclosed')!.digest)
  })

  test('legal staff write a version; it goes on from the shipped number and changes nothing yet', async () => {
    const answer = await writes('counsel', 'disclosed', source)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/templates/disclosed/versions/2')
    expect(await page('counsel', '/templates/disclosed/versions/2')).toContain('起草中')
    expect(office.house.templatesFor('yunxi', '2030-01-01')).toBe(shipped)
  })

  test('only legal staff write; the head, the handler and the supervisor read', async () => {
    for (const who of ['head', 'handler', 'supervisor'] as const) {
      expect((await writes(who, 'disclosed', source)).status, who).toBe(403)
      expect((await office[who].gets('/templates/disclosed/edit')).status, who).toBe(403)
      expect(await page(who, '/templates/disclosed')).toContain('历次版本')
    }
    expect((await acts('handler', 'disclosed/versions/2/submission')).status).toBe(403)
    expect((await office.staff('admin').gets('/templates')).status).toBe(403)
  })

  test('nobody approves what was not submitted, or their own words', async () => {
    expect((await acts('head', 'disclosed/versions/2/approval', { day: '2026-03-10' })).status).toBe(409)
    expect((await acts('counsel', 'disclosed/versions/2/submission')).status).toBe(303)
    const own = await acts('counsel', 'disclosed/versions/2/approval', { day: '2026-03-10' })
    expect(own.status).toBe(403)
    expect(own.text).toContain('起草人和提交人不能审核自己的版本')
    expect(await page('counsel', '/templates/disclosed/versions/2')).not.toContain('data-act="approved"')
  })

  test('approval asks for a reason, a day that has not passed, and once more', async () => {
    const tries = (fields: object) => acts('head', 'disclosed/versions/2/approval', { day: '2026-03-10', ...fields })
    expect((await tries({ why: ' ' })).status).toBe(422)
    expect((await tries({ confirm: '' })).text).toContain('请确认后再提交')
    expect((await tries({ day: '2026-03-01' })).text).toContain('施行日不能早于今天')
    expect((await tries({ day: '2026-02-30' })).status).toBe(422)
    expect((await tries({})).status).toBe(303)
    expect(await page('counsel', '/templates?only=coming')).toContain('2026年3月10日起')
  })

  test('up to the day before letters keep the old words; from the day on they have the new ones', async () => {
    await itIs('2026-03-09')
    const before = await office.caseUntil('replySigned')
    await itIs('2026-03-10')
    const after = await office.caseUntil('replySigned')
    const made = await office.sql<{ caseId: string; digest: string; version: number }[]>`
      select l.case_id, l.digest, t.version from letters l join templates t using (digest) where l.template = 'disclosed'`
    const of = (id: string) => made.find(({ caseId }) => caseId === id)
    expect(of(before.id)).toMatchObject({ version: 1, digest: shipped.get('disclosed')!.digest })
    expect(of(after.id)?.version).toBe(2)
    const row = await office.counsel.opens(after.id)
    const fact = row.facts.findLast((each: { type: string }) => each.type === 'letterMade')
    expect(JSON.stringify(fact)).toContain(of(after.id)!.digest)
  })

  test('each letter can be made again, byte for byte, from what was kept', async () => {
    const letters = await office.sql`
      select l.agency_id, l.case_id, l.id, l.sealed, l.issued_at, l.sha256, t.source from letters l join templates t using (digest)
      where l.template = 'disclosed'`
    expect(letters).toHaveLength(3)
    for (const { issuedAt, sha256, source: kept, ...row } of letters) {
      const letter = letterFrom(templateFrom(kept), blanksIn(office, row))
      const pdf = await renderPdf(letter, office.house.fonts, { issuedAt: new Date(issuedAt) })
      expect(pdf.sha256).toBe(sha256)
    }
    expect(early).toBeTruthy()
  })

  test('another agency still uses the shipped words', async () => {
    expect(office.house.templatesFor('yunxi-zjj', '2026-03-10')).toBe(shipped)
    expect(await page('counsel', '/templates/disclosed?agency=yunxi-zjj')).not.toContain(NEW)
    expect(await page('counsel', '/templates/disclosed')).toContain(NEW)
    expect((await office.counsel.gets('/templates?agency=nowhere')).status).toBe(404)
  })

  test('the API says which version holds', async () => {
    const { templates } = needs(await office.handler.gets('/api/v1/templates'), 200, 'handler').json
    const { version, inForce } = templates.find(({ id }: { id: string }) => id === 'disclosed')
    expect({ version, inForce }).toEqual({ version: 2, inForce: '2026-03-10' })
  })

  test('another process hears of it', async () => {
    const other = await openTemplates(office.sql, () => DEFAULT_CHOICES)
    try {
      needs(await writes('counsel', 'fee', `${shippedSource('fee')}\n`.replace('根据', '依照')), 303, 'counsel')
      await approves('fee', 3, '2026-03-10')
      await expect.poll(() => other.templatesFor('yunxi', '2026-03-10').get('fee')?.version).toBe(3)
    } finally {
      await other.close()
    }
  })

  test('withdrawn, the shipped words hold again from that day; the letters made stay', async () => {
    expect((await acts('counsel', 'disclosed/versions/2/withdrawal', { confirm: '' })).status).toBe(422)
    expect(await page('counsel', '/templates/disclosed/versions/2')).toContain('自今天起，文书改用随附版本')
    expect((await acts('counsel', 'disclosed/versions/2/withdrawal')).status).toBe(303)
    expect(office.house.templatesFor('yunxi', '2026-03-10').get('disclosed')!.version).toBe(1)
    expect(office.house.templatesFor('yunxi', '2026-03-09').get('disclosed')!.version).toBe(1)
    expect((await acts('counsel', 'disclosed/versions/2/withdrawal')).status).toBe(409)
    expect((await acts('head', 'disclosed/versions/2/approval', { day: '2026-03-11' })).status).toBe(409)
  })

  test('the history says who changed what and why', async () => {
    const text = await page('head', '/templates/disclosed')
    for (const words of ['按市司法局意见修改。', '示例·法制员', '示例·公开办主任', '已撤回', '自2026年3月10日起施行'])
      expect(text).toContain(words)
  })
})

describe('the database keeps it', () => {
  test.each(['template_versions', 'template_acts'])('%s refuses to change, delete or empty', async (table) => {
    const { sql } = office
    const refused = { code: '23001' }
    const before = await sql`select count(*)::int as n from ${sql(table)}`
    expect(before[0]!.n).toBeGreaterThan(0)
    await expect(sql`update ${sql(table)} set why = 'x'`).rejects.toMatchObject(refused)
    await expect(sql`delete from ${sql(table)}`).rejects.toMatchObject(refused)
    await expect(sql`truncate ${sql(table)} cascade`).rejects.toMatchObject(refused)
    expect(await sql`select count(*)::int as n from ${sql(table)}`).toEqual(before)
  })

  test('an approval by the author, or of what was not submitted, is no row', async () => {
    const { sql } = office
    needs(await writes('counsel', 'petition', `${shippedSource('petition')}`.replace('特此', '现')), 422, 'unchanged')
    const changed = shippedSource('petition').replace('{{> contact}}', `${NEW}\n\n{{> contact}}`)
    needs(await writes('counsel', 'petition', changed), 303, 'counsel')
    const approve = (by: string, position: number) => sql`
      insert into template_acts (agency_id, template, position, version, act, day, by, at, why)
      values ('yunxi', 'petition', ${position}, 2, 'approved', '2026-03-10', ${by}, now(), '绕过')`
    await expect(approve('staff:head', 1)).rejects.toMatchObject({ code: '23514' })
    needs(await acts('counsel', 'petition/versions/2/submission'), 303, 'counsel')
    await expect(approve('staff:counsel', 2)).rejects.toMatchObject({ code: '23514' })
  })

  test('two who save at once get two versions', async () => {
    const text = shippedSource('publication')
    const both = [1, 2].map((n) =>
      writes('counsel', 'publication', text.replace('{{> contact}}', `${NEW}${n}\n\n{{> contact}}`)),
    )
    const answers = await Promise.all(both)
    expect(answers.map(({ headers }) => headers.location).sort()).toEqual([
      '/templates/publication/versions/2',
      '/templates/publication/versions/3',
    ])
  })
})

describe('of several versions', () => {
  test('the later approval holds; when it is withdrawn, the one before it holds again', async () => {
    const text = (n: number) => shippedSource('reissue').replace('{{> contact}}', `${NEW}${n}\n\n{{> contact}}`)
    const holds = (on: string) => office.house.templatesFor('yunxi', on).get('reissue')!.version
    needs(await writes('counsel', 'reissue', text(2)), 303, 'counsel')
    needs(await writes('counsel', 'reissue', text(3), { from: '2' }), 303, 'counsel')
    await approves('reissue', 2, '2026-03-10')
    await approves('reissue', 3, '2026-03-12')
    expect(['2026-03-09', '2026-03-10', '2026-03-12'].map(holds)).toEqual([1, 2, 3])
    await itIs('2026-03-13')
    expect(await page('counsel', '/templates/reissue/versions/3')).toContain('文书改用本机关第2版')
    needs(await acts('head', 'reissue/versions/3/withdrawal'), 303, 'head')
    expect(['2026-03-12', '2026-03-13'].map(holds)).toEqual([3, 2])
  })

  test('a returned one is not approved any more', async () => {
    const text = shippedSource('stillUnclear').replace('{{> contact}}', `${NEW}\n\n{{> contact}}`)
    needs(await writes('counsel', 'stillUnclear', text), 303, 'counsel')
    needs(await acts('counsel', 'stillUnclear/versions/2/submission'), 303, 'counsel')
    needs(await acts('head', 'stillUnclear/versions/2/return', { why: '依据应当写到款。' }), 303, 'head')
    expect(await page('counsel', '/templates/stillUnclear/versions/2')).toContain('依据应当写到款。')
    expect((await acts('head', 'stillUnclear/versions/2/approval', { day: '2026-03-20' })).status).toBe(409)
  })
})

describe('what is written', () => {
  test('faults come back with their lines and every word that was typed', async () => {
    const wrong = source.replace('{{> contact}}', '{{> contakt}}')
    const answer = await writes('counsel', 'disclosed', wrong, { why: '写到一半' })
    expect(answer.status).toBe(422)
    const line = wrong.split('\n').findIndex((each) => each.includes('contakt')) + 1
    expect(answer.text).toContain(`第${line}行：没有名为“contakt”的条款`)
    expect(answer.text).toContain('写到一半')
    expect(answer.text).toContain('{{&gt; contakt}}'.replace('&gt;', '>'))
    expect((await writes('counsel', 'disclosed', source, { why: '' })).text).toContain('修改理由')
    expect((await writes('counsel', 'disclosed', shippedSource('disclosed'))).text).toContain('没有改动')
    expect((await writes('counsel', 'nowhere', source)).status).toBe(404)
  })

  test('the check while typing says the same, to legal staff alone', async () => {
    const ask = (who: Who, text: unknown, template = 'disclosed') =>
      office[who].posts('/api/v1/templates/check', '', { template, source: text })
    const whole = needs(await ask('counsel', source), 200, 'counsel').json
    expect(whole.faults).toEqual([])
    expect(whole.sample.map(({ text }: { text: string }) => text)).toContain(NEW)
    const { faults } = (await ask('counsel', source.replace('{{> contact}}', '{{nothing}}'))).json
    expect(faults[0]).toMatchObject({ line: expect.any(Number), message: expect.stringContaining('“nothing”') })
    expect((await ask('handler', source)).status).toBe(403)
    expect((await ask('counsel', 12)).status).toBe(422)
    expect((await ask('counsel', source, 'constructor')).status).toBe(404)
  })

  test('hostile words are words: shown, never run', async () => {
    const EVIL = '<script>alert(1)</script><img src=x onerror=alert(2)>'
    const text = shippedSource('other')
      .replace('title: ', 'title: "</title><script>alert(3)</script>" #')
      .replace('{{> contact}}', `${EVIL}\n\n{{> contact}}`)
    const answer = await writes('counsel', 'other', text, { why: EVIL })
    expect(answer.headers.location).toBe('/templates/other/versions/2')
    await approves('other', 2, '2026-03-13')
    const pages = [
      '/templates',
      '/templates/other',
      '/templates/other/versions/2',
      '/templates/other/edit?from=2',
      '/templates/other/compare?from=shipped&to=2',
      `/templates/other/versions/2?case=${encodeURIComponent(EVIL)}`,
    ]
    for (const url of pages) {
      const shown = await page('counsel', url)
      expect(shown, url).not.toMatch(/<script>alert|<img src=x/)
      expect(shown, url).toContain('&lt;script>alert')
    }
    const braces = text.replace(EVIL, '{{x}}{{constructor}}{{__proto__}}')
    expect((await writes('counsel', 'other', braces)).status).toBe(422)
  })

  test('a browser’s form needs the token of its session', async () => {
    const { app } = office
    const signedIn = await send(app, {
      method: 'POST',
      url: '/sign-in',
      ...asForm({ username: 'counsel', password: 'Demo-2026-open', next: '/desk' }),
    })
    const cookie = cookiesOf(signedIn)
    const fields = { source: source.replace(NEW, '又一句。'), why: '补充一句。', from: 'shipped' }
    const save = (csrf: string) => {
      const form = asForm({ ...fields, csrf })
      return send(app, {
        method: 'POST',
        url: '/templates/disclosed/versions',
        ...form,
        headers: { ...form.headers, cookie },
      })
    }
    expect((await save('guessed')).status).toBe(403)
    const { text } = await send(app, { url: '/templates/disclosed/edit', headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)![1]!
    expect((await save(csrf)).headers.location).toBe('/templates/disclosed/versions/3')
    const check = await send(app, {
      method: 'POST',
      url: '/api/v1/templates/check',
      headers: { cookie, 'content-type': 'application/json' },
      payload: JSON.stringify({ template: 'disclosed', source }),
    })
    expect(check.status).toBe(403)
  })
})

describe('the real page', () => {
  test('with the sample, and with a case by its number; what the case lacks is named', async () => {
    const { id } = await office.caseUntil('registered')
    const { number } = await office.counsel.opens(id)
    const pdf = await office.counsel.gets('/templates/notHeld/versions/shipped/preview.pdf')
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const shown = await page('counsel', `/templates/notHeld/versions/shipped?case=${encodeURIComponent(number)}`)
    expect(shown).toContain('这一件还没有：检索范围、检索关键词')
    expect(shown).toContain('张三')
    const of = await office.counsel.gets(
      `/templates/notHeld/versions/shipped/preview.pdf?case=${encodeURIComponent(number)}`,
    )
    expect(of.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await page('counsel', '/templates/notHeld/versions/shipped?case=9-9-9')).toContain('没有编号为“9-9-9”的申请')
    expect((await office.counsel.gets('/templates/notHeld/versions/7')).status).toBe(404)
  })

  test('fonts: legal staff see which case lacks which character, the administrator the character alone', async () => {
    const RARE = '\u{323af}'
    expect(office.house.fonts.missing(RARE)).toEqual([RARE])
    const { receipt } = await office.citizen.files(application({ applicant: { name: `李${RARE}` } }))
    const counsel = await page('counsel', '/fonts')
    expect(counsel).toContain('U+323AF')
    expect(counsel).toContain(receipt)
    const admin = needs(await office.staff('admin').gets('/fonts'), 200, 'admin').text
    expect(admin).toContain('U+323AF')
    expect(admin).not.toContain(receipt)
    expect(admin).not.toContain('/cases/')
    expect((await office.handler.gets('/fonts')).status).toBe(403)
  })
})
