/** 敏感事项: words suggest it, a person marks it, and a signature asks for a conference since; by default it only says so. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice, SIGNED } from '../support/house.ts'
import { application, needs } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const MARK = { type: 'sensitivityMarked', kind: '突发公共卫生事件', why: '涉及疫情处置。' }
const chooses = async (choice: string, value: unknown) => {
  const path = `/api/v1/choices/${choice}/proposals`
  const body = { value, from: office.house.time.today(), why: '本机关规定。' }
  const made = await office.staff('admin').posts(path, '', body)
  if (made.status !== 201) return made
  return office.head.posts(`${path}/${made.json.proposal}/approval`, '', { why: '同意。' })
}
const page = async (who: Office['head'], id: string) => needs(await who.gets(`/cases/${id}`), 200, 'page').text

test('words suggest it to whoever may mark; marked, the signer is told, and signs all the same by default', async () => {
  const asked = application({ request: { title: '示例街道疫情处置的有关文件' } })
  const { id } = await office.caseUntil('replyReviewed', asked)
  expect(await page(office.head, id)).toContain('可能是敏感事项：突发公共卫生事件（“疫情”）')
  const plain = await office.caseUntil('registered')
  expect(await page(office.head, plain.id)).not.toContain('敏感事项：')
  const odd = await office.head.tries(id, { ...MARK, kind: '没有列出的' })
  expect([odd.status, odd.json.errors[0].field]).toEqual([422, 'kind'])
  expect((await office.signer.tries(id, MARK)).status).toBe(403)
  await office.handler.records(id, MARK)
  const shown = await page(office.signer, id)
  for (const words of ['敏感事项：突发公共卫生事件', '涉及疫情处置。', '标记以后没有会商记录', '不经会商的理由'])
    expect(shown).toContain(words)
  const { facts } = await office.signer.records(id, { ...SIGNED, withoutConference: '已经电话征求意见。' })
  expect(facts.find(({ type }: { type: string }) => type === 'replySigned')).toMatchObject({
    withoutConference: '已经电话征求意见。',
  })
})

test('an agency that has chosen so signs no marked case without a conference; the head lifts a mark', async () => {
  const bad = await chooses('sensitiveKinds', '疫：疫')
  expect([bad.status, bad.json.errors[0].message]).toEqual([422, expect.stringContaining('第1行的词语不能用')])
  expect((await chooses('sensitiveKinds', '征收纠纷：征收、拆迁\n群体事件')).status).toBe(201)
  expect((await chooses('sensitiveConference', 'refuse')).status).toBe(201)
  const { id } = await office.caseUntil('replyReviewed')
  expect(await page(office.head, id)).toContain('可能是敏感事项：征收纠纷（“征收”）')
  await office.registrar.records(id, { type: 'sensitivityMarked', kind: '群体事件', why: '多人联名。' })
  const refused = await office.signer.tries(id, SIGNED)
  expect([refused.status, refused.json.code]).toEqual([409, 'SENSITIVE_NOT_CONFERRED'])
  await office.head.records(id, { type: 'conferred', participants: ['区信访局'], conclusion: '同意答复。' })
  expect(await page(office.signer, id)).toContain('标记以后已经会商')
  await office.signer.records(id, SIGNED)
  const other = await office.caseUntil('replyReviewed')
  await office.registrar.records(other.id, { type: 'sensitivityMarked', kind: '群体事件', why: '误记。' })
  await office.head.records(other.id, { type: 'sensitivityLifted', why: '经核对不是。' })
  // Somebody has looked: it is suggested no more.
  expect(await page(office.head, other.id)).not.toContain('可能是敏感事项')
  await office.signer.records(other.id, SIGNED)
})

test('the applicant reads nothing of it', async () => {
  const filed = await office.caseUntil('registered')
  await office.registrar.records(filed.id, { type: 'sensitivityMarked', kind: '群体事件', why: '内部说明甲。' })
  expect(JSON.stringify(await office.citizen.follows(filed))).not.toContain('内部说明甲')
})
