/** Nobody passes or signs a draft that they have not read: a review or a signature names the one that was read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asForm, send } from '../support/api.ts'
import { DRAFTED, type Office, ON_PAPER, openOffice, PASSED, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'

const ANOTHER = { ...DRAFTED, fields: { paper: '有关批复的复印件1份，共9页，随本答复书交付。' } }

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

const drafted = async () => (await office.caseUntil('replyDrafted')).id
/** Position of the last fact of a type. */
const positionOf = async (id: string, type: string): Promise<number> =>
  (await office.counsel.opens(id)).facts.findLast((fact: { type: string }) => fact.type === type).position
const answer = async (who: 'counsel' | 'signer', id: string, fact: object) => {
  const { status, json } = await office[who].tries(id, fact)
  return status === 201 ? 201 : [status, json.code, json.draft]
}

describe('by the API', () => {
  test('the draft on the table is passed; another is 409 with the position of this one, and nothing is recorded', async () => {
    const id = await drafted()
    const first = await positionOf(id, 'replyDrafted')
    await office.handler.records(id, ANOTHER)
    const second = await positionOf(id, 'replyDrafted')
    const before = await office.standing(id)
    for (const draft of [first, second + 1, 1])
      expect(await answer('counsel', id, { ...PASSED, draft })).toEqual([409, 'CHANGED_SINCE_READ', second])
    expect(await office.standing(id)).toBe(before)
    expect(await answer('counsel', id, { ...PASSED, draft: second })).toBe(201)
    const { facts } = await office.counsel.opens(id)
    expect(facts.at(-1)).toMatchObject({ type: 'replyReviewed', draft: second })
  })

  test('who does not say which one is not asked; what does not fit is named', async () => {
    const id = await drafted()
    const { status, json } = await office.counsel.tries(id, { ...PASSED, draft: 'the last' })
    expect([status, json.errors[0].field]).toEqual([422, 'draft'])
    expect(await answer('counsel', id, PASSED)).toBe(201)
  })

  test('a draft that is given back is the one that was read, too', async () => {
    const id = await drafted()
    const first = await positionOf(id, 'replyDrafted')
    await office.handler.records(id, ANOTHER)
    const back = { type: 'replyReviewed', passed: false, opinion: '请补充。' }
    expect(await answer('counsel', id, { ...back, draft: first })).toEqual([409, 'CHANGED_SINCE_READ', first + 1])
    expect(await answer('counsel', id, { ...back, draft: first + 1 })).toBe(201)
  })

  test('a draft that was rectified since has other words, and is named by the rectification', async () => {
    const id = await drafted()
    const position = await positionOf(id, 'replyDrafted')
    const replacement = { ...DRAFTED, fields: { ...ON_PAPER, paper: '复印件2份。' } }
    await office.head.records(id, {
      type: 'rectified',
      position,
      why: '页数误写。',
      approvedBy: '示例·主任',
      replacement,
    })
    expect(await answer('counsel', id, { ...PASSED, draft: position })).toEqual([
      409,
      'CHANGED_SINCE_READ',
      position + 1,
    ])
    expect(await answer('counsel', id, { ...PASSED, draft: position + 1 })).toBe(201)
  })

  test('a signature may name it as well', async () => {
    const id = await drafted()
    const draft = await positionOf(id, 'replyDrafted')
    await office.counsel.records(id, { ...PASSED, draft })
    expect(await answer('signer', id, { ...SIGNED, draft: draft - 1 })).toEqual([409, 'CHANGED_SINCE_READ', draft])
    expect(await answer('signer', id, { ...SIGNED, draft })).toBe(201)
  })
})

/** A browser of somebody's, signed in. */
async function browserOf(username: string) {
  const signIn = asForm({ username, password: PASSWORD, next: '/desk' })
  const signedIn = await send(office.app, { method: 'POST', url: '/sign-in', ...signIn })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
  return {
    gets: async (url: string) => (await send(office.app, { url, headers: { cookie } })).text,
    /** Sends the form of an act as it stands on a page that was opened before, with what is filled in. */
    sends: async (id: string, page: string, act: string, filled: Record<string, string>) => {
      const form = new RegExp(`<form[^>]*data-fact="${act}"[\\s\\S]*?</form>`).exec(page)![0]
      const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
      const { headers, payload } = asForm({ ...fields, ...filled })
      return send(office.app, { method: 'POST', url: `/cases/${id}/facts`, headers: { ...headers, cookie }, payload })
    },
  }
}

describe('two browsers on one case', () => {
  const PASS = { passed: 'true', opinion: '同意。' }

  test.each(['/cases/ID/draft', '/cases/ID'])(
    'a page of %s that was opened before the draft changed passes nothing',
    async (path) => {
      const id = await drafted()
      const url = path.replace('ID', id)
      const counsel = await browserOf('counsel')
      const page = await counsel.gets(url)
      await office.handler.records(id, ANOTHER)
      const refused = await counsel.sends(id, page, 'replyReviewed', PASS)
      expect(refused.status).toBe(409)
      expect(refused.text).toContain('拟稿在您查看以后有变动，没有记录')
      // What came back shows the draft as it is now, with what was typed; sent again, it is passed.
      expect(refused.text).toContain('共9页')
      expect(refused.text).toContain('同意。')
      expect((await counsel.sends(id, refused.text, 'replyReviewed', PASS)).status).toBe(303)
      expect(await counsel.gets(`/cases/${id}`)).toContain(`第${await positionOf(id, 'replyDrafted')}条记录`)
    },
  )

  test('a signer’s page that was opened before it was drafted and passed anew signs nothing', async () => {
    const id = await drafted()
    await office.counsel.records(id, PASSED)
    const signer = await browserOf('signer')
    const page = await signer.gets(`/cases/${id}/draft`)
    await office.signer.records(id, { type: 'replyReturned', why: '请核对页数。' })
    await office.handler.records(id, ANOTHER)
    await office.counsel.records(id, PASSED)
    const refused = await signer.sends(id, page, 'replySigned', { confirm: 'yes' })
    expect([refused.status, refused.text.includes('拟稿在您查看以后有变动')]).toEqual([409, true])
    expect((await signer.sends(id, refused.text, 'replySigned', { confirm: 'yes' })).status).toBe(303)
  })

  test('of several applications answered together each keeps its own position', async () => {
    const applicant = { name: '李四', idType: 'passport', idNumber: 'E20260303' }
    const [a, b] = await Promise.all(
      [1, 2].map(async (n) => {
        return (await office.caseUntil('registered', application({ applicant, request: { title: `示例文件${n}` } }))).id
      }),
    )
    for (const id of [a!, b!]) {
      await office.registrar.records(id, { type: 'noted', text: `第${id === a ? '一' : '二'}件。` })
      if (id === b) await office.registrar.records(id, { type: 'noted', text: '多一条。' })
      await office.goes(id, 'registered', 'secrecyReviewed')
    }
    const together = await office.handler.posts(`/api/v1/cases/${a}/together`, 'draft', {
      ...{ outcome: 'disclosed', fields: ON_PAPER, cases: [b] },
    })
    expect(together.status).toBe(201)
    const draft = await positionOf(a!, 'replyDrafted')
    expect(await positionOf(b!, 'replyDrafted')).not.toBe(draft)
    expect(await answer('counsel', a!, { ...PASSED, draft })).toBe(201)
    for (const id of [a!, b!]) expect((await office.counsel.opens(id)).facts.at(-1).type).toBe('replyReviewed')
  })
})
