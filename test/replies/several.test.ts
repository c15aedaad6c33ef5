/** Several matters, several answers: one application, each matter by the rules of its outcome, one letter. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templateFrom } from '../../src/documents/index.ts'
import { asFile, bare, textIn } from '../documents/samples.ts'
import { pdf } from '../leaving/files.ts'
import { EXAMINED, type Office, openOffice, PASSED, SEARCHED, SERVED, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const MINUTES = '项目协调会议纪要'
const item = (matter: string, outcome: string, fields: object = {}, files?: string[]) => ({
  ...{ matter, outcome, fields },
  ...(files && { files }),
})
const fourItems = (files: string[]) => [
  item('征收补偿方案', 'disclosed', {}, files),
  item(MINUTES, 'processInformation', {
    reasons:
      '该纪要记载各单位在方案形成过程中的不同意见，属于讨论记录；最终决定见已经公开的征收补偿方案，公开过程中的意见会影响各单位今后充分讨论。',
  }),
  item('2019年房屋评估报告', 'notHeld', { reasons: '该项目于2021年立项，2019年没有委托评估。' }),
  item('业主大会会议记录', 'notGovernmentInformation', {
    reasons: '该会议记录由业主委员会制作并保存，本机关在履行行政管理职能过程中没有制作，也没有获取。',
  }),
]
const several = (items: object[]) => ({ type: 'replyDrafted', items })

async function readyCase() {
  const filed = await office.caseUntil(
    'assigned',
    application({
      request: { description: '申请公开征收补偿方案、项目协调会议纪要、2019年房屋评估报告、业主大会会议记录。' },
    }),
  )
  await office.handler.records(filed.id, {
    ...SEARCHED,
    found: false,
    terms: ['征收补偿', '房屋评估报告'],
    note: '由两名工作人员逐一检索，没有查到2019年的评估报告。',
  })
  await office.handler.records(filed.id, {
    type: 'secrecyReviewed',
    conclusion: 'mayDisclose',
    reasons: '不涉及国家秘密。',
  })
  await office.handler.records(filed.id, { ...EXAMINED, matter: MINUTES })
  const { files } = (await office.handler.adds(filed.id, [{ name: '征收补偿方案.pdf', content: pdf() }])).json as {
    files: { id: string }[]
  }
  return { ...filed, files: files.map(({ id }) => id) }
}

test('four matters, one letter: until the applicant reads what became of each', async () => {
  const { id, files, ...filed } = await readyCase()
  await office.handler.records(id, several(fourItems(files)))
  const opened = await office.counsel.opens(id)
  expect(opened.draft).toMatchObject({ outcome: 'partlyDisclosed' })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  const tracked = await office.citizen.follows(filed)
  expect(tracked.files).toMatchObject([{ name: '征收补偿方案.pdf' }])
  const letter = tracked.letters.find(({ title }: { title: string }) => title === '政府信息公开申请答复书')
  const text = await textIn(asFile((await office.citizen.looksAt(filed, `/letters/${letter.id}`)).bytes))
  for (const says of [
    '一、关于“征收补偿方案”',
    '二、关于“项目协调会议纪要”',
    '三、关于“2019年房屋评估报告”',
    '四、关于“业主大会会议记录”',
    '根据《条例》第三十六条第（四）项的规定，现告知您：所申请公开的政府信息不存在。',
    '如不服本机关对第二项不予公开的处理',
    '如不服本机关对第一项、第三项、第四项的处理',
    '征收补偿方案（PDF',
  ])
    expect(text, says).toContain(bare(says))
  expect(text.split('《中华人民共和国政府信息公开条例》（以下简称《条例》）').length).toBe(2)
  const [row] = await office.sql`select outcome from cases where id = ${id}`
  expect(row).toEqual({ outcome: 'partlyDisclosed' })
  // Kept with its words, so that it can be made again.
  const [kept] = await office.sql<{ source: string; digest: string }[]>`
    select t.source, t.digest from letters l join templates t using (digest) where l.case_id = ${id} and l.kind = 'reply'`
  expect(templateFrom(kept!.source).digest).toBe(kept!.digest)
})

test('neither an outcome nor items, or both: named', async () => {
  const { id } = await readyCase()
  const neither = await office.handler.tries(id, { type: 'replyDrafted', fields: {} })
  expect([neither.status, neither.json.errors]).toMatchObject([422, [{ field: 'outcome', code: 'MISSING' }]])
  const both = await office.handler.tries(id, {
    ...several([item('会议通知', 'advice')]),
    outcome: 'other',
    fields: { a: 'b' },
  })
  expect([both.status, both.json.errors]).toMatchObject([
    422,
    [
      { field: 'outcome', code: 'UNFIT' },
      { field: 'fields', code: 'UNFIT' },
    ],
  ])
})

test('what a matter lacks is named with its place, and what the law refuses with its number', async () => {
  const { id, files } = await readyCase()
  const [given, ...rest] = fourItems(files)
  const lacking = await office.handler.tries(
    id,
    several([given!, item('业主大会会议记录', 'notGovernmentInformation')]),
  )
  expect([lacking.status, lacking.json.errors]).toMatchObject([
    422,
    [{ field: 'items.1.fields.reasons', code: 'BLANK_EMPTY' }],
  ])
  const refused = await office.handler.tries(
    id,
    several([given!, item('请示件', 'processInformation', { reasons: '属于请示报告。' }), ...rest]),
  )
  expect([refused.status, refused.json.code, refused.json.title]).toMatchObject([
    409,
    'NOT_EXAMINED',
    expect.stringContaining('第2项“请示件”'),
  ])
})
