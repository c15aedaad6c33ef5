/** What the form of a draft calls optional: what its outcome may leave empty, and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { EXAMINED, type Office, openOffice, SECRECY } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const handlers = (url: string) => staffs('handler', url)
async function staffs(username: string, url: string) {
  const signIn = asForm({ username, password: PASSWORD, next: url })
  const cookie = cookiesOf(await send(office.app, { method: 'POST', url: '/sign-in', ...signIn }))
  const { text } = await send(office.app, { url, headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)![1]!
  const posts = (fields: Record<string, string>) => {
    const { headers, payload } = asForm({ csrf, ...fields })
    return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  }
  return { text, posts }
}

/** What stands behind the label of this control; empty where it has to be filled. */
function noteOf(html: string, id: string): string {
  const label = new RegExp(`<(?:label for|fieldset[^>]* id)="${id}"[\\s\\S]*?</(?:label|legend)>`).exec(html)?.[0]
  if (!label) throw new Error(`${id} is not asked`)
  return label
    .split('<i>')
    .slice(1)
    .join('')
    .replace(/<[^>]+>/g, '')
}

test('one answer: 选填 stands where the outcome may leave it empty, and names that outcome', async () => {
  const { id } = await office.caseUntil('assigned')
  await office.handler.records(id, { ...SECRECY, conclusion: 'stateSecret', reasons: '密级、期限已经标明。' })
  await office.handler.records(id, EXAMINED)
  const { text } = await handlers(`/cases/${id}`)
  expect(text).toContain('已经审查，请拟稿。')
  expect(text, 'the red button does what the sentence says').toMatch(
    /<details[^>]*class="act primary"[^>]*id="act-replyDrafted"/,
  )
  const note = (name: string) => noteOf(text, `replyDrafted-fields.${name}`)
  for (const demanded of ['marking', 'period', 'where', 'earlierOn', 'earlierNumber', 'law', 'facts', 'decision'])
    expect([demanded, note(demanded)]).toEqual([demanded, ''])
  expect(note('reasons')).toBe('（“非本机关负责公开”的，选填）')
  expect(note('reasons')).not.toContain('国家秘密')
  expect(note('responsibleAgency')).toContain('视情形必填')
  expect(note('channel')).toContain('选填')
})

test('several matters: each by the outcome that it has', async () => {
  const { id } = await office.caseUntil('secrecyReviewed')
  await office.handler.records(id, { ...EXAMINED, matter: '会议纪要' })
  await office.handler.records(id, { ...EXAMINED, matter: '分户结果', severable: true })
  const { posts } = await handlers(`/cases/${id}/items`)
  const outcomes = ['internalAffairs', 'disclosed', 'notThisAgency', 'thirdPartyRights', 'partlyDisclosed']
  const chosen = Object.fromEntries(
    outcomes.flatMap((outcome, i) => [
      [`items.${i}.matter`, `第${i}项`],
      [`items.${i}.outcome`, outcome],
    ]),
  )
  const { text } = await posts({ ...chosen, step: 'show' })
  const note = (i: number, name: string) => noteOf(text, `replyDrafted-items.${i}.fields.${name}`)
  expect(note(0, 'reasons'), 'Art 16 gives its reasons').toBe('')
  expect(note(1, 'paper')).toContain('至少一种')
  expect(note(1, 'content')).toBe('（选填）')
  expect(note(2, 'reasons')).toBe('（选填）')
  expect(note(3, 'noConsultationReason'), 'nobody was asked: the letter says why').toBe('')
  for (const name of ['given', 'withheld', 'ground']) expect([name, note(4, name)]).toEqual([name, ''])
  for (const name of ['formReason', 'noConsultationReason']) expect(note(4, name)).toBe('（视情形必填，见说明）')
  expect(note(4, 'attachments')).toBe('（选填）')
})

test('what is called required is asked for by the door, and what is called optional is not', async () => {
  const { id } = await office.caseUntil('replySigned')
  const { text } = await staffs('registrar', `/cases/${id}`)
  expect(noteOf(text, 'replyServed-trackingNumber')).toBe('')
  expect(noteOf(text, 'replyServed-evidence')).toContain('直接送达、委托送达')
  const tries = async (fact: object) => (await office.registrar.tries(id, fact)).json.code
  expect(await tries({ type: 'replyServed', how: 'post' })).toBe('SERVICE_WITHOUT_PROOF')
  expect(await tries({ type: 'replyServed', how: 'counter' })).toBe('SERVICE_WITHOUT_PROOF')

  const open = await office.caseUntil('registered')
  expect(noteOf((await staffs('registrar', `/cases/${open.id}`)).text, 'withdrawn-evidence')).toContain('必须有一种')
  const withdrawn = await office.registrar.tries(open.id, { type: 'withdrawn', why: '不再需要。' })
  expect(withdrawn.json.code).toBe('WITHDRAWAL_NOT_PROVEN')
})
