/** What is written of a draft is not lost: kept for its writer while they write, and drafting anew begins with the last words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asForm, type Json, send } from '../support/api.ts'
import { ASSIGNED, DRAFTED, FAILED, type Office, openOffice, PASSED, SIGNED } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

const TEXT = '尚未写完的理由'
const VALUES = { outcome: 'notHeld', 'fields.reasons': TEXT }
const kept = (id: string) => office.sql`select by, sealed from kept_drafts where case_id = ${id}`
const keeps = (who: 'handler' | 'counsel', id: string, body: object = { form: 'one', values: VALUES }, after = 0) =>
  office[who].puts(`/api/v1/cases/${id}/kept-draft?after=${after}`, body)
const lastDraft = async (id: string): Promise<number> =>
  (await office.handler.opens(id)).facts.findLast((fact: Json) => fact.type === 'replyDrafted').position
const inHandling = async () => (await office.caseUntil('secrecyReviewed')).id

/** Somebody's browser, signed in anew. */
async function browserOf(username: string) {
  const signIn = asForm({ username, password: PASSWORD, next: '/desk' })
  const signedIn = await send(office.app, { method: 'POST', url: '/sign-in', ...signIn })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
  const gets = async (url: string) => (await send(office.app, { url, headers: { cookie } })).text
  const csrf = /name="csrf" value="([^"]+)"/.exec(await gets('/desk'))![1]!
  const posts = (url: string, fields: Record<string, string>) => {
    const { headers, payload } = asForm({ csrf, ...fields })
    return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  }
  return { gets, posts }
}

describe('kept while it is written', () => {
  test('it stands in the form of the next session, and of nobody else; the row tells nothing', async () => {
    const id = await inHandling()
    expect((await keeps('handler', id)).status).toBe(200)
    const again = { ...VALUES, 'fields.reasons': `${TEXT}，又写了一句` }
    expect((await keeps('handler', id, { form: 'one', values: again })).status).toBe(200)
    const [row, ...others] = await kept(id)
    expect([row!.by, others.length, row!.sealed.includes(Buffer.from(TEXT))]).toEqual(['staff:handler', 0, false])
    const page = await (await browserOf('handler')).gets(`/cases/${id}`)
    expect(page).toContain(`${TEXT}，又写了一句`)
    expect(page).toContain('暂存的内容')
    expect(page).toContain('keep-draft.js')
    for (const name of ['counsel', 'head', 'registrar'])
      expect(await (await browserOf(name)).gets(`/cases/${id}`), name).not.toContain(TEXT)
  })

  test('by the button of the form, without a script; and thrown away by another', async () => {
    const id = await inHandling()
    const { gets, posts } = await browserOf('handler')
    expect((await posts(`/cases/${id}/kept-draft`, { ...VALUES, keep: 'one' })).status).toBe(303)
    expect(await gets(`/cases/${id}`)).toContain(TEXT)
    expect((await posts(`/cases/${id}/kept-draft`, { ...VALUES, discard: 'one' })).status).toBe(303)
    expect(await kept(id)).toHaveLength(0)
    expect(await gets(`/cases/${id}`)).not.toContain(TEXT)
  })

  test('several matters are kept on their own page', async () => {
    const id = await inHandling()
    const { gets, posts } = await browserOf('handler')
    const values = { 'items.0.matter': '征收补偿方案', 'items.0.outcome': 'notHeld', 'items.0.fields.reasons': TEXT }
    const answer = await posts(`/cases/${id}/kept-draft`, { ...values, keep: 'items' })
    expect(answer.headers.location).toBe(`/cases/${id}/items`)
    expect(await gets(`/cases/${id}/items`)).toContain(TEXT)
    expect(await gets(`/cases/${id}`)).not.toContain(TEXT)
  })

  test('only of whoever may draft, only while the case can hear a draft, and only what a form is', async () => {
    const id = await inHandling()
    expect((await keeps('counsel', id)).status).toBe(403)
    for (const body of [
      {},
      { form: 'two', values: {} },
      { form: 'one', values: { a: 1 } },
      { form: 'one', values: {}, x: 1 },
    ])
      expect((await keeps('handler', id, body)).status).toBe(422)
    const { id: early } = await office.caseUntil('registered')
    expect((await keeps('handler', early)).status).toBe(409)
    expect(await kept(early)).toHaveLength(0)
  })

  test('recorded, it is gone with its writer’s; signed, with everybody’s', async () => {
    const id = await inHandling()
    await keeps('handler', id)
    await office.sql`
      insert into kept_drafts select agency_id, case_id, 'staff:colleague', sealed, at from kept_drafts where case_id = ${id}`
    await office.handler.records(id, DRAFTED)
    expect((await kept(id)).map(({ by }) => by)).toEqual(['staff:colleague'])
    await office.counsel.records(id, PASSED)
    await office.signer.records(id, SIGNED)
    expect(await kept(id)).toHaveLength(0)
  })
})

describe('what arrives late', () => {
  test('is not kept once a draft was recorded, and what a colleague kept before it fills no form', async () => {
    const id = await inHandling()
    const { gets, posts } = await browserOf('handler')
    const address = /formaction="(\/cases\/[^"]+\/kept-draft\?after=0)"/.exec(await gets(`/cases/${id}`))![1]!
    await keeps('handler', id)
    const early = await kept(id)
    await office.handler.records(id, DRAFTED)
    expect((await keeps('handler', id)).status).toBe(409)
    expect((await posts(address, { ...VALUES, keep: 'one' })).status).toBe(409)
    expect(await kept(id)).toHaveLength(0)
    await office.sql`
      insert into kept_drafts select agency_id, id, 'staff:handler', ${early[0]!.sealed}, now() from cases where id = ${id}`
    await office.counsel.records(id, FAILED)
    expect(await gets(`/cases/${id}`)).not.toContain(TEXT)
    expect((await keeps('handler', id, undefined, await lastDraft(id))).status).toBe(200)
    expect(await gets(`/cases/${id}`)).toContain(TEXT)
  })
})

describe('drafting anew', () => {
  test.each([
    ['was not passed', 'counsel', FAILED, '请补充检索范围的说明。'],
    ['was given back', 'counsel', { type: 'replyReturned', why: '请核对附件的页数。' }, '请核对附件的页数。'],
  ] as const)('what %s begins with its own words, the opinion beside it', async (_, who, fact, opinion) => {
    const id = await inHandling()
    await office.handler.records(id, { ...DRAFTED, fields: { paper: '有关批复的复印件1份，共37页。' } })
    await office[who].records(id, fact)
    const page = await (await browserOf('handler')).gets(`/cases/${id}`)
    const [form = ''] = /<form[^>]*data-fact="replyDrafted"[\s\S]*?<\/form>/.exec(page) ?? []
    expect(form).toContain('共37页')
    expect(form).toContain('退回意见')
    expect(form).toContain(opinion)
    // Who handles it now has it too; what was kept since stands before it.
    await office.head.records(id, { ...ASSIGNED, handler: 'handler' })
    const since = { form: 'one', values: { outcome: 'disclosed', 'fields.paper': '改为38页。' } }
    expect((await keeps('handler', id, since, await lastDraft(id))).status).toBe(200)
    const later = await (await browserOf('handler')).gets(`/cases/${id}`)
    expect(later).toContain('改为38页。')
    expect(later).toContain(opinion)
  })

  test('a draft of several matters too', async () => {
    const id = await inHandling()
    await office.handler.records(id, DRAFTED)
    await office.counsel.records(id, FAILED)
    const page = await (await browserOf('handler')).gets(`/cases/${id}/items`)
    expect(page).toContain('请补充检索范围的说明。')
  })
})

describe('kept often', () => {
  test('twenty times a minute, with one line of the audit, as what is too large has its own; and no more than a reply can have', async () => {
    const id = await inHandling()
    const large = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, 'x'.repeat(15_000)]))
    expect((await keeps('handler', id, { form: 'one', values: large })).status).toBe(413)
    const { posts } = await browserOf('handler')
    expect((await posts(`/cases/${id}/kept-draft`, { ...large, keep: 'one' })).status).toBe(413)
    const answers = []
    for (let i = 0; i < 45; i++) answers.push(await keeps('handler', id))
    const statuses = answers.map(({ status }) => status)
    // The minute may turn meanwhile, once.
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(40)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5)
    const { headers } = answers.find(({ status }) => status === 429)!
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    const lines = await office.sql`
      select detail->>'status' as status from audit_lines
      where case_id = ${id} and detail->>'route' = 'PUT /api/v1/cases/:id/kept-draft' and "by" = 'staff:handler'`
    expect(lines.map(({ status }) => status).toSorted()).toEqual(['200', '413', '429'])
  })
})
