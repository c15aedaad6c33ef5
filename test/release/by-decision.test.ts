/** 转主动公开: a decision in a case opens the reading room's door, in the same moment, and never tells who asked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { asJson, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const PROPOSED = { type: 'releaseProposed', why: '多人申请同一信息。' }
const ACCEPTED = { type: 'releaseDecided', accepted: true }

const served = (changes: Parameters<typeof application>[0] = {}) =>
  office.caseUntil('replyServed', application(changes))
const proposed = async (changes?: Parameters<typeof application>[0]) => {
  const { id } = await served(changes)
  await office.handler.records(id, PROPOSED)
  return id
}
const inTheRoom = async (q = '') =>
  (await send(office.app, { url: `/api/v1/released?q=${encodeURIComponent(q)}` })).json
const fetchPage = (id: string) => send(office.app, { url: `/released/${id}` })

describe('a decision to publish', () => {
  test('with nothing beside it publishes title and 文号 of the request at once, and never its description or applicant', async () => {
    const id = await proposed({
      applicant: { name: '欧阳示例' },
      request: {
        title: '甲乙丙路改造工程批复',
        description: '本人欧阳示例家住示例路，想知道批复内容。',
        documentNumber: '云政发〔2025〕12号',
      },
    })
    await office.head.records(id, ACCEPTED)
    const { released } = await inTheRoom('甲乙丙路')
    expect(released).toEqual([
      {
        id: expect.stringMatching(/^2026-\d{4}$/),
        title: '甲乙丙路改造工程批复',
        agency: { code: 'yunxi', name: '云溪区人民政府' },
        documentNumber: '云政发〔2025〕12号',
        topic: 'other',
        summary: '',
        releasedOn: '2026-03-02',
        url: expect.stringMatching(/^\/released\/2026-\d{4}$/),
        files: [],
      },
    ])
    const page = await fetchPage(released[0].id)
    expect(page.status).toBe(200)
    expect(page.text).toContain('甲乙丙路改造工程批复')
    expect(page.text).toContain('依申请转主动公开')
    for (const secret of ['欧阳', '本人', id]) expect(page.text).not.toContain(secret)
  })

  test('on the page one press ends nothing; then what came of it is said', async () => {
    const id = await proposed()
    const form = { type: 'releaseDecided', accepted: 'false', on: '2026-03-02' }
    const pressed = await office.head.posts(`/cases/${id}/facts`, '', form)
    expect(pressed.status).toBe(422)
    for (const says of ['请写明不同意的理由', '请勾选确认']) expect(pressed.text).toContain(says)
    const ended = { ...form, opinion: '涉及他人隐私。', 'refusing.yes': 'yes' }
    const answer = await office.head.posts(`/cases/${id}/facts`, '', ended)
    expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining('done=refused')])
    expect((await office.head.gets(String(answer.headers.location))).text).toContain('这一提议到此结束')
  })

  test('not to publish publishes nothing', async () => {
    const id = await proposed({ request: { title: '不转主动公开的批复' } })
    await office.head.records(id, { ...ACCEPTED, accepted: false })
    expect((await inTheRoom('不转主动公开')).released).toEqual([])
  })

  test('may say what is published, in other words and with files of the case', async () => {
    const id = await proposed({ request: { title: '张三所在小区的停车收费批复' } })
    const { files } = (
      await office.handler.adds(id, [
        { name: '停车收费批复.txt', content: '同意按每小时2元收费。' },
        { name: '内部意见.txt', content: '内部。' },
      ])
    ).json
    await office.head.records(id, {
      ...ACCEPTED,
      title: '丁字小区停车收费批复',
      documentNumber: '云发改价〔2025〕3号',
      summary: '小区公共车位收费标准。',
      topic: 'transport',
      files: [files[0].id],
    })
    const [item] = (await inTheRoom('丁字小区')).released
    expect(item).toMatchObject({
      title: '丁字小区停车收费批复',
      documentNumber: '云发改价〔2025〕3号',
      topic: 'transport',
      files: [{ name: '停车收费批复.txt', size: 31, type: 'text/plain; charset=utf-8' }],
    })
    const file = await send(office.app, { url: item.files[0].url })
    expect([file.status, file.text]).toEqual([200, '同意按每小时2元收费。'])
    expect(file.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(String(file.headers['content-disposition'])).toContain(encodeURIComponent('停车收费批复.txt'))
    const casePage = await send(office.app, {
      url: `/cases/${id}`,
      headers: { authorization: `Bearer ${await office.handler.signsIn()}` },
    })
    expect(casePage.text).toContain(`href="/released/${item.id}"`)
    // The other file of the case has no address here, nor has a file of another item.
    expect((await send(office.app, { url: `/released/${item.id}/files/${files[1].id}` })).status).toBe(404)
    expect((await inTheRoom('张三所在小区')).released).toEqual([])
  })

  test('files that come in one form with the decision are its evidence, and are not published', async () => {
    const id = await proposed({ request: { title: '戊号地块出让合同' } })
    await office.head.records(id, ACCEPTED, { files: [{ name: '会签单.txt', content: '同意公开。' }] })
    expect((await inTheRoom('戊号地块')).released).toMatchObject([{ files: [] }])
  })
})

describe('what names a person is refused by field, and nothing of the decision stays', () => {
  const tries = async (fact: object, changes?: Parameters<typeof application>[0]) => {
    const id = await proposed(changes)
    const before = await office.standing(id)
    const answer = await office.head.tries(id, { ...ACCEPTED, ...fact })
    expect(await office.standing(id)).toBe(before)
    return answer
  }

  test.each([
    [
      'the request names the applicant',
      {},
      { applicant: { name: '欧阳甲乙' }, request: { title: '欧阳甲乙宅基地审批表' } },
      'title',
    ],
    [
      'the name hides behind blanks',
      { title: '欧 阳·甲 乙宅基地审批表' },
      { applicant: { name: '欧阳甲乙' } },
      'title',
    ],
    ['an identity number', { summary: '权利人证件号码 990000195001010018。' }, {}, 'summary'],
    ['an identity number in full width', { summary: '９９００００１９５００１０１００１８' }, {}, 'summary'],
    ['a mobile number', { summary: '联系电话 138-0000-0000' }, {}, 'summary'],
    ['a 文号 that is none', { documentNumber: '13800000000' }, {}, 'documentNumber'],
    ['the telephone of the applicant', { summary: '来电 0000-1000001 咨询' }, {}, 'summary'],
    [
      'who acts for an organisation',
      { title: '示例负责甲提出的规划条件' },
      { applicant: { kind: 'person', name: '示例负责甲' } },
      'title',
    ],
  ])('%s', async (_, fact, changes, field) => {
    const answer = await tries(fact, changes)
    expect(answer.status).toBe(422)
    expect(answer.json.errors).toEqual([
      { field, code: 'PERSONAL_DATA', message: expect.stringMatching(/不能公开。(请|联系方式)/) },
    ])
  })

  test('papers of the applicant', async () => {
    const filed = await office.citizen.files(application({ request: { title: '己号文件' } }), {
      files: [{ name: '证明.txt', content: '申请人的证明' }],
    })
    const id = await office.registrar.finds(filed)
    await office.goes(id, 'submitted', 'replyServed')
    await office.handler.records(id, PROPOSED)
    const { files } = await office.head.opens(id)
    const answer = await office.head.tries(id, { ...ACCEPTED, files: [files[0].id] })
    expect(answer.status).toBe(422)
    expect(answer.json.errors).toMatchObject([{ field: 'files', code: 'NOT_FOR_RELEASE' }])
    expect((await inTheRoom('己号文件')).released).toEqual([])
  })

  test('a topic that is none', async () => {
    expect((await tries({ topic: 'gossip' })).json.errors).toMatchObject([{ field: 'topic' }])
  })
})

describe('a decision that was wrong', () => {
  const rectify = (position: number, more: object = {}) => ({
    ...{ type: 'rectified', position, why: '公开决定有误。', approvedBy: '示例·公开办主任' },
    ...more,
  })
  const decidedAt = async (id: string): Promise<number> =>
    (await office.head.opens(id)).facts.findLast((fact: { type: string }) => fact.type === 'releaseDecided').position

  test('struck: the item is withdrawn, its address says so, the ledger keeps both; decided again, it is back at its address', async () => {
    const id = await proposed({ request: { title: '庚街人行道铺装合同' } })
    await office.head.records(id, ACCEPTED)
    const [item] = (await inTheRoom('庚街')).released
    await office.head.records(id, rectify(await decidedAt(id)))
    expect((await inTheRoom('庚街')).released).toEqual([])
    const gone = await fetchPage(item.id)
    expect(gone.status).toBe(410)
    expect(gone.text).toContain('已经更正，不再公开')
    expect(gone.text).not.toContain('庚街')

    await office.head.records(id, { ...ACCEPTED, summary: '只公开合同正文。' })
    expect((await inTheRoom('庚街')).released).toMatchObject([{ id: item.id, summary: '只公开合同正文。' }])
    expect((await fetchPage(item.id)).status).toBe(200)
    const acts = await office.sql`select act, by from release_acts where released_id = ${item.id} order by version`
    expect(acts.map(({ act }) => act)).toEqual(['published', 'withdrawn', 'restored'])
  })

  test('put right: the item says what the replacement says', async () => {
    const id = await proposed({ request: { title: '辛巷路灯维修记录' } })
    await office.head.records(id, ACCEPTED)
    const [item] = (await inTheRoom('辛巷')).released
    await office.head.records(
      id,
      rectify(await decidedAt(id), {
        replacement: { accepted: true, title: '辛巷路灯2025年维修记录', topic: 'safety' },
      }),
    )
    expect((await inTheRoom('辛巷')).released).toMatchObject([
      { id: item.id, title: '辛巷路灯2025年维修记录', topic: 'safety' },
    ])
  })

  test('refused, then put right to publish: published; the replacement is looked over, too', async () => {
    const id = await proposed({ request: { title: '壬桥加固方案' } })
    await office.head.records(id, { ...ACCEPTED, accepted: false })
    const position = await decidedAt(id)
    const named = await office.head.tries(
      id,
      rectify(position, { replacement: { accepted: true, summary: '138 0000 0000' } }),
    )
    expect(named.json.errors).toMatchObject([{ field: 'replacement.summary', code: 'PERSONAL_DATA' }])
    await office.head.records(id, rectify(position, { replacement: { accepted: true } }))
    expect((await inTheRoom('壬桥')).released).toHaveLength(1)
  })
})

test('a repeat of the decision with the same key publishes once', async () => {
  const id = await proposed({ request: { title: '癸河清淤验收报告' } })
  const [first, second] = [
    await office.head.tries(id, ACCEPTED, { key: 'once' }),
    await office.head.tries(id, ACCEPTED, { key: 'once' }),
  ]
  expect([first.status, second.status]).toEqual([201, 201])
  expect((await inTheRoom('癸河')).released).toHaveLength(1)
})

test('numbers have no gap, though decisions were refused in between', async () => {
  const rows = await office.sql<{ id: string }[]>`select id from released order by id`
  expect(rows.map(({ id }) => id)).toEqual(rows.map((_, i) => `2026-${String(i + 1).padStart(4, '0')}`))
})

test('ledger, tables and every stored file agree; a published file that is lost is told', async () => {
  const whole = await verifyAll(office.house)
  expect(whole).toMatchObject({ ok: true })
  const [file] = await office.sql<{ sha256: string; name: string }[]>`select sha256, name from released_files limit 1`
  const [{ n }] = (await office.sql`
    select (select count(*) from letters) + (select count(*) from files) + (select count(*) from released_files)
      + (select count(*) from leaving_copies where sha256 <> '') as n`) as [{ n: string }]
  expect(whole.files).toBe(Number(n))
  expect(file!.name).toBe('停车收费批复.txt')
})

test('what is public without a decision that stands is told', async () => {
  const id = await proposed({ request: { title: '甲寅渠施工图' } })
  await office.head.records(id, ACCEPTED)
  const [item] = (await inTheRoom('甲寅渠')).released
  const { position } = (await office.head.opens(id)).facts.at(-1)
  const why = { why: '误记。', approvedBy: '示例·公开办主任' }
  await office.head.records(id, { type: 'rectified', position, ...why })
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  await office.sql`update released set withdrawn_on = null where id = ${item.id}`
  expect(await verifyAll(office.house)).toMatchObject({ ok: false, firstFault: { caseId: id, file: item.id } })
  await office.sql`update released set withdrawn_on = released_on where id = ${item.id}`
})

test('the API refuses what it cannot read, by field', async () => {
  const answer = await send(office.app, { url: '/api/v1/released?topic=gossip&from=yesterday' })
  expect(answer.status).toBe(422)
  expect(answer.json.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['from', 'topic'])
  expect((await send(office.app, { method: 'POST', url: '/api/v1/released', ...asJson({}) })).status).toBe(404)
})
