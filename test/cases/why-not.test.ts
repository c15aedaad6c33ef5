/** 为什么不能: what is not offered is what the machine refuses, said before anybody tries; and what is not theirs, with whose it is. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { hindrance, possible } from '../../workflows/disclosure/decide.ts'
import { leadingTo } from '../../workflows/disclosure/leading-to.ts'
import { SYSTEM_FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { histories, live, types } from '../disclosure/lives.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { times } from '../support/proof.ts'

const law = loadLaw()
const TODAY = '2026-06-01'
let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a fact is hindered exactly where the machine would refuse it, by name and article', () => {
  fc.assert(
    fc.property(histories, (given) => {
      const { at } = live(given)
      const open = possible(at, law, TODAY)
      for (const type of types) {
        if (SYSTEM_FACTS.includes(type as never) || type === 'submitted') continue
        const hindered = hindrance(at, type, law, TODAY, 'staff:nobody')
        expect(hindered === null, type).toBe(open.includes(type))
        if (!hindered) continue
        expect(hindered.code).toMatch(/^[A-Z_]+$/)
        expect(hindered.article).toMatch(/条|号/)
        expect(hindered.says.text).toMatch(/。$/)
      }
    }),
    { numRuns: times(80, 3_000) },
  )
})

test('what comes first is read off the machine', () => {
  expect(leadingTo({ receive: 'open' }, 'replySigned')).toEqual([
    'registered',
    'assigned',
    'replyDrafted',
    'replyReviewed',
  ])
  expect(leadingTo({ reply: 'forReview' }, 'replyReviewed')).toEqual([])
  expect(leadingTo('archive', 'replyDrafted')).toEqual(['reopened'])
  expect(leadingTo({ reply: 'served' }, 'searched')).toEqual(['reopened'])
})

const whyIn = (page: string) => {
  const part = /<details class="fold no-print" data-why-not.*?<\/details>/s.exec(page)?.[0] ?? ''
  return (of: string) => new RegExp(`data-${of}.*?</li>`, 's').exec(part)?.[0].replace(/<[^>]*>/g, '') ?? ''
}

test('on the case, each act that somebody might expect says why it is not offered', async () => {
  const { id } = await office.caseUntil('registered')
  const handler = whyIn((await office.staff('handler').gets(`/cases/${id}`)).text)
  expect(handler('act="replyDrafted"')).toContain('“登记”环节')
  expect(handler('act="replyDrafted"')).toContain('通常先：分办/转办')
  expect(handler('act="replyDrafted"')).toContain('条例第四十五条')
  // What the case waits for is the head's.
  expect(handler('act="assigned"')).toContain('由公开机构负责人办理。')
  expect(handler('act="noted"')).toBe('')
  const counsel = whyIn((await office.staff('counsel').gets(`/cases/${id}`)).text)
  expect(counsel('act="replyReviewed"')).toContain('通常先：分办/转办 → 拟稿')
})

test('a letter that did not go out is not said to be void: it is sent first', async () => {
  const { id } = await office.caseUntil('replySigned', {
    ...application(),
    request: { ...application().request, delivery: 'post' },
  })
  await office.sends(id)
  for (const letter of (await office.registrar.opens(id)).service ?? [])
    if (letter.missing === '缺签收凭证')
      await office.registrar.records(id, { type: 'received', letter: letter.letter, evidence: '邮件查询结果。' })
  const registrar = whyIn((await office.registrar.gets(`/cases/${id}`)).text)
  expect(registrar('act="received"')).toContain('请先记录“文书发出”')
  expect(registrar('act="received"')).not.toContain('作废')
})

test('where a draft may be written, each outcome that the file does not bear says what it lacks', async () => {
  const { id } = await office.caseUntil('assigned')
  const handler = whyIn((await office.staff('handler').gets(`/cases/${id}`)).text)
  expect(handler('outcome="notHeld"')).toContain('检索')
  expect(handler('outcome="disclosed"')).toContain('审查')
})

test('nobody is offered what others see of the same part', async () => {
  const { id } = await office.caseUntil('assigned')
  const reader = await office.staff('supervisor').gets(`/cases/${id}`)
  // A supervisor changes nothing: only what the case waits for is told, and whose it is.
  expect(whyIn(reader.text)('act="searched"')).toContain('由承办人办理。')
})
