/** 初审、复审、终审: three persons read what is published, in order; what a file holds of people is masked or answered for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { type Answer, asSlowUpload, type Json, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, needs } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const choice = '/api/v1/choices/releaseReadings/proposals'
  const proposal = { value: 'three', from: '2026-03-02', why: '经研究，转主动公开实行三审。' }
  const { proposal: n } = needs(await office.staff('admin').posts(choice, '', proposal), 201, 'proposal').json
  needs(await office.head.posts(`${choice}/${n}/approval`, '', { why: '同意。' }), 201, 'approval')
})
afterAll(() => office.close())

const codeOf = ({ status, json }: Answer) => [status, json.code]
const PROPOSED = { type: 'releaseProposed', why: '多人申请同一信息。', from: 'analysis' }
const reads = (step: string, more: object = {}) => ({
  ...{ type: 'releaseDecided', step, accepted: true, opinion: `${step}：同意。` },
  ...more,
})
const proposed = async (changes: Parameters<typeof application>[0] = {}, by: 'head' | 'handler' = 'head') => {
  const { id } = await office.caseUntil('replyServed', application(changes))
  await office[by].records(id, PROPOSED)
  return id
}
const inTheRoom = async (q: string) =>
  (await send(office.app, { url: `/api/v1/released?q=${encodeURIComponent(q)}` })).json.released
const may = async (who: 'handler' | 'counsel' | 'head' | 'signer', id: string) =>
  (await office[who].opens(id)).may.filter((type: string) => type.startsWith('release'))
/** Who finds this case among what waits for them. */
const whoseIs = async (id: string) => {
  const all = ['registrar', 'handler', 'counsel', 'head', 'signer', 'archivist'] as const
  const found = await Promise.all(
    all.map(async (who) =>
      (await office[who].gets('/api/v1/cases?waiting=me')).json.cases.some((one: Json) => one.id === id) ? [who] : [],
    ),
  )
  return found.flat()
}

describe('three readings', () => {
  test('one after the other, each offered to who may read next, published with the last', async () => {
    const id = await proposed({ request: { title: '一审路改造批复' } })
    expect(await may('handler', id)).toEqual(['releaseDecided'])
    expect(await may('signer', id)).toEqual([])
    expect(await whoseIs(id)).toEqual(['handler', 'counsel'])
    await office.handler.records(
      id,
      reads('first', { title: '一审路改造工程批复', summary: '改造范围。', topic: 'planning' }),
    )
    expect(await inTheRoom('一审路')).toEqual([])
    expect(await may('handler', id)).toEqual([])
    expect(await may('counsel', id)).toEqual(['releaseDecided'])
    expect(await whoseIs(id)).toEqual(['counsel', 'head'])
    await office.counsel.records(id, reads('second'))
    expect(await whoseIs(id)).toEqual(['head', 'signer'])
    expect(await may('counsel', id)).toEqual([])
    expect(await may('signer', id)).toEqual(['releaseDecided'])
    await office.signer.records(id, reads('final'))
    expect(await inTheRoom('一审路')).toMatchObject([
      { title: '一审路改造工程批复', summary: '改造范围。', topic: 'planning' },
    ])
    expect(await may('head', id)).toEqual(['releaseWithdrawn'])
  })

  test('out of order, without a step, by the same person, by who may not: refused by name, and nothing changes', async () => {
    const id = await proposed({}, 'handler')
    const standing = await office.standing(id)
    for (const step of ['constructor', '__proto__'])
      expect((await office.head.tries(id, reads(step))).status, step).toBe(422)
    for (const step of ['second', 'final'])
      expect(codeOf(await office.head.tries(id, reads(step))), step).toEqual([409, 'READING_OUT_OF_ORDER'])
    expect(codeOf(await office.head.tries(id, { type: 'releaseDecided', accepted: true }))).toEqual([
      ...[409, 'READING_OUT_OF_ORDER'],
    ])
    expect(codeOf(await office.signer.tries(id, reads('first')))).toEqual([403, 'NOT_YOURS'])
    expect(await office.standing(id)).toBe(standing)
    await office.head.records(id, reads('first'))
    expect(codeOf(await office.head.tries(id, reads('second')))).toEqual([409, 'READING_BY_THE_SAME'])
    expect(codeOf(await office.handler.tries(id, reads('second')))).toEqual([403, 'NOT_YOURS'])
  })

  test('one that refuses ends it with its reason; proposed again it begins anew', async () => {
    const id = await proposed({ request: { title: '二审渠清淤记录' } })
    await office.handler.records(id, reads('first'))
    const after = await office.counsel.records(id, reads('second', { accepted: false, opinion: '尚有争议。' }))
    expect(after.facts.at(-1)).toMatchObject({ step: 'second', accepted: false, opinion: '尚有争议。' })
    expect(await may('head', id)).toEqual(['releaseProposed'])
    expect(await inTheRoom('二审渠')).toEqual([])
    await office.head.records(id, PROPOSED)
    expect(await may('handler', id)).toEqual(['releaseDecided'])
  })

  test('whoever proposed does not read first where somebody else can; a small office reads its own', async () => {
    const id = await proposed({}, 'handler')
    expect(await may('handler', id)).toEqual([])
    expect(await whoseIs(id)).toEqual(['counsel', 'head'])
    const own = await office.handler.tries(id, reads('first'))
    expect([...codeOf(own), own.json.title]).toEqual([403, 'NOT_YOURS', '本件由您提议转主动公开，请由其他人初审'])
    await office.sql`update people set ended_at = now() where username in ('head', 'counsel')`
    expect(await may('handler', id)).toEqual(['releaseDecided'])
    await office.handler.records(id, reads('first'))
    await office.sql`update people set ended_at = null where username in ('head', 'counsel')`
    expect(await may('handler', id)).toEqual([])
  })

  test('a proposal that is made while its reading arrives is somebody else’s to read all the same', async () => {
    const { id } = await office.caseUntil('replyServed')
    const authorization = `Bearer ${await office.handler.signsIn()}`
    const proposes = () => office.handler.records(id, PROPOSED)
    const { headers, payload } = asSlowUpload({ fact: JSON.stringify(reads('first')) }, proposes)
    const url = `/api/v1/cases/${id}/facts`
    const slow = await send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
    expect(codeOf(slow)).toEqual([403, 'NOT_YOURS'])
  })

  test('all read one text: whoever reads later passes its words or refuses them, also where the application is put right', async () => {
    const id = await proposed({ request: { title: '一文桥批复', documentNumber: '' } })
    const first = reads('first', { summary: '批复正文。', documentNumber: '云建〔2026〕7号' })
    await office.handler.records(id, first)
    for (const [field, value] of [
      ...[
        ['title', '另一桥批复'] as const,
        ['documentNumber', '云建〔2026〕8号'] as const,
        ['summary', '另写的话。'] as const,
      ],
      ...[['topic', 'planning'] as const, ['basis', '条例第二十条第（五）项'] as const],
    ]) {
      const other = await office.counsel.tries(id, reads('second', { [field]: value }))
      expect(other.json.errors, field).toMatchObject([{ field, code: 'NOT_READ_BEFORE' }])
    }
    const page = needs(await office.counsel.gets(`/cases/${id}`), 200, 'page').text
    for (const said of ['将要公布的内容', '批复正文。', '云建〔2026〕7号', '条例第四十四条'])
      expect(page).toContain(said)
    expect(page).not.toContain('id="releaseDecided-title"')
    await office.counsel.records(id, reads('second', { summary: '批复正文。' }))
    await office.signer.records(id, reads('final'))
    expect(await inTheRoom('一文桥')).toMatchObject([
      { title: '一文桥批复', documentNumber: '云建〔2026〕7号', summary: '批复正文。', topic: 'other' },
    ])
  })

  test('words without a file are published on the page only where somebody says that this is meant', async () => {
    const id = await proposed({ request: { title: '无文件桥批复' } })
    const form = { type: 'releaseDecided', step: 'first', accepted: 'true', opinion: '同意。', on: '2026-03-02' }
    const refused = await office.handler.posts(`/cases/${id}/facts`, '', form)
    expect([refused.status, refused.text.includes('确实不公布文件的，请勾选确认')]).toEqual([422, true])
    needs(await office.handler.posts(`/cases/${id}/facts`, '', { ...form, 'withoutFiles.yes': 'yes' }), 303, 'first')
  })

  test('one that does not agree says why, by API as on the page', async () => {
    const id = await proposed()
    const { type, step } = reads('first')
    const bare = await office.handler.tries(id, { type, step, accepted: false })
    expect(bare.json.errors).toMatchObject([{ field: 'opinion', code: 'MISSING' }])
    await office.handler.records(id, { type, step, accepted: true })
  })

  test('none is rewritten by somebody else: it is struck, what was published comes down, and it is read anew', async () => {
    const id = await proposed({ request: { title: '改终审巷招标文件' } })
    await office.handler.records(id, reads('first', { title: '改终审巷招标公告' }))
    await office.counsel.records(id, reads('second'))
    const { position } = (await office.signer.records(id, reads('final'))).facts.findLast(
      (fact: Json) => fact.type === 'releaseDecided',
    )
    const [item] = await inTheRoom('改终审巷')
    const right = { type: 'rectified', position, why: '摘要有误。', approvedBy: '示例·公开办主任' }
    const { type: _, ...other } = reads('final', { summary: '没有人审过的摘要。' })
    for (const at of [position, position - 1])
      expect(codeOf(await office.head.tries(id, { ...right, position: at, replacement: other }))).toEqual([
        ...[409, 'ANOTHERS_WORDS'],
      ])
    expect(await inTheRoom('改终审巷')).toEqual([item])
    await office.head.records(id, right)
    expect((await send(office.app, { url: item.url })).status).toBe(410)
    expect(await inTheRoom('改终审巷')).toEqual([])
    await office.signer.records(id, reads('final'))
    expect(await inTheRoom('改终审巷')).toMatchObject([{ id: item.id, title: '改终审巷招标公告' }])
  })

  test('on the page a reading asks for an opinion, and says which it is', async () => {
    const id = await proposed()
    const page = needs(await office.handler.gets(`/cases/${id}`), 200, 'page').text
    expect(page).toContain('转主动公开初审')
    const { text, status } = await office.handler.posts(`/cases/${id}/facts`, '', {
      ...{ type: 'releaseDecided', step: 'first', accepted: 'true', on: '2026-03-02' },
    })
    expect([status, text.includes('releaseDecided-opinion-error')]).toEqual([422, true])
  })
})

describe('what files hold of people', () => {
  const TEXT = '同意实施。联系人欧阳示例，电话138 0000 0000，住示例路1号楼2单元301室。'
  const opened = async () => {
    const id = await proposed({ applicant: { name: '欧阳示例' }, request: { title: '三审园绿化合同' } })
    const { files } = (await office.handler.adds(id, [{ name: '合同.txt', content: TEXT }])).json
    return { id, file: files[0].id as string }
  }

  test('is found before the last reading, and answered for one by one', async () => {
    const { id, file } = await opened()
    await office.handler.records(id, reads('first', { files: [file] }))
    const shown = needs(await office.counsel.gets(`/cases/${id}`), 200, 'page').text
    expect(shown).toContain('申请人、代理人的姓名或者名称')
    expect(shown).toContain('转主动公开复审')
    await office.counsel.records(id, reads('second'))
    const refused = await office.signer.tries(id, reads('final'))
    expect(refused.status).toBe(422)
    const { errors } = refused.json
    expect(errors.map(({ code }: { code: string }) => code)).toEqual(Array(3).fill('PERSONAL_DATA_IN_FILE'))
    expect(refused.text).not.toContain('13800000000')
    const confirmed = Object.fromEntries(
      errors.map(({ field }: { field: string }) => [field.replace('confirmed.', ''), '本人书面同意公开。']),
    )
    const [[one]] = [Object.entries(confirmed)]
    const partly = await office.signer.tries(id, reads('final', { confirmed: Object.fromEntries([one!]) }))
    expect(partly.json.errors).toHaveLength(2)
    const after = await office.signer.records(id, reads('final', { confirmed }))
    expect(after.facts.at(-1)).toMatchObject({
      looked: [{ file, found: 3, sha256: expect.stringMatching(/^[\da-f]{64}$/) }],
    })
    expect(await inTheRoom('三审园')).toMatchObject([{ files: [{ name: '合同.txt' }] }])
  })

  test('a file that was not read before is not added by a later reading', async () => {
    const { id, file } = await opened()
    await office.handler.records(id, reads('first'))
    const refused = await office.counsel.tries(id, reads('second', { files: [file] }))
    expect(refused.json.errors).toMatchObject([{ field: 'files', code: 'NOT_READ_BEFORE' }])
  })
})

describe('what was published is taken down', () => {
  test('by a fact of the case: the address says so without content; a new decision brings it back', async () => {
    const id = await proposed({ applicant: { name: '司徒示例' }, request: { title: '撤下巷路灯合同' } })
    const all = async () => {
      await office.handler.records(id, reads('first'))
      await office.counsel.records(id, reads('second'))
      await office.head.records(id, reads('final'))
    }
    await all()
    const [item] = await inTheRoom('撤下巷')
    const named = await office.head.tries(id, { type: 'releaseWithdrawn', why: '应司徒示例要求。' })
    expect(named.json.errors).toMatchObject([{ field: 'why', code: 'PERSONAL_DATA' }])
    await office.registrar.records(id, { type: 'releaseWithdrawn', why: '合同已经变更。' })
    const gone = await send(office.app, { url: item.url })
    expect([gone.status, gone.text.includes('合同已经变更。'), gone.text.includes('撤下巷')]).toEqual([
      410,
      true,
      false,
    ])
    expect(await may('head', id)).toEqual(['releaseProposed'])
    await office.head.records(id, PROPOSED)
    await all()
    expect(await inTheRoom('撤下巷')).toMatchObject([{ id: item.id }])
  })

  test('its record is not struck to publish again: that takes a new decision; a wrong reason is put right', async () => {
    const id = await proposed({ request: { title: '误撤街围挡合同' } })
    for (const [who, step] of [
      ['handler', 'first'],
      ['counsel', 'second'],
      ['head', 'final'],
    ] as const)
      await office[who].records(id, reads(step))
    const { facts } = await office.head.records(id, { type: 'releaseWithdrawn', why: '误记。' })
    const { position } = facts.at(-1)
    const right = { type: 'rectified', position, why: '误记。', approvedBy: '示例·公开办主任' }
    expect(codeOf(await office.head.tries(id, right))).toEqual([409, 'PUBLISHED_ANEW'])
    expect(await inTheRoom('误撤街')).toEqual([])
    await office.head.records(id, { ...right, replacement: { why: '合同期满。' } })
    const [item] = await office.sql<{ id: string }[]>`select id from released where case_id = ${id}`
    expect((await send(office.app, { url: `/released/${item!.id}` })).text).toContain('合同期满。')
    expect(await may('head', id)).toEqual(['releaseProposed'])
  })
})

test('an applicant suggests publication; staff read it as any proposal', async () => {
  const filed = await office.caseUntil('replyServed', application({ request: { title: '建议渠水质报告' } }))
  const said = { type: 'releaseProposed', why: '邻里都想知道。' }
  needs(await office.citizen.tries(filed, said), 201, 'suggestion')
  expect(await may('handler', filed.id)).toEqual(['releaseDecided'])
  expect((await office.head.opens(filed.id)).facts.at(-1)).toMatchObject({ type: 'releaseProposed', by: 'applicant' })
  expect(codeOf(await office.citizen.tries(filed, said))).toEqual([409, 'RELEASE_ALREADY_PROPOSED'])
})

describe('the list 转主动公开', () => {
  const listed = async (query = '') => (await office.head.gets(`/api/v1/releases/proposals${query}`)).json

  test('says of each where it stands, who has read it, and by when it is decided', async () => {
    const id = await proposed({ request: { title: '清单桥检测报告' } })
    await office.handler.records(id, reads('first'))
    const line = (await listed()).proposals.find((one: Json) => one.case === id)
    expect(line).toMatchObject({
      ...{ title: '清单桥检测报告', state: 'second', proposedOn: '2026-03-02', dueOn: '2026-03-30', left: 20 },
      readings: [{ step: 'first', by: '示例·承办人', on: '2026-03-02' }],
    })
    expect((await office.head.gets('/releases/proposals')).text).toContain('清单桥检测报告')
  })

  test('is filtered by what became of it, and counts what was converted', async () => {
    const groups = await Promise.all(
      ['open', 'released', 'refused', 'withdrawn'].map(async (group) => {
        const { proposals } = await listed(`?group=${group}`)
        return [group, [...new Set(proposals.map(({ state }: Json) => state))].sort()]
      }),
    )
    expect(Object.fromEntries(groups)).toMatchObject({
      ...{ released: ['released'], refused: [], withdrawn: ['withdrawn'] },
    })
    const { converted } = await listed()
    const [own] = await office.sql<{ n: number }[]>`
      select count(*)::int as n from released where case_id is not null`
    expect(converted).toMatchObject({ year: 2026, published: own!.n, withdrawn: 3, restored: 2 })
    expect(converted.months).toEqual([{ month: '2026-03', published: own!.n, withdrawn: 3, restored: 2 }])
  })

  test('what waits too long is reminded of, and stands in supervision', async () => {
    const id = await proposed({ request: { title: '逾期渠报告' } })
    office.itIs('2026-04-01')
    await office.head.opens(id)
    expect((await office.head.gets('/supervision')).text).toContain('转主动公开的提议超过期限没有决定的')
    expect((await listed('?group=open')).proposals.find((one: Json) => one.case === id).left).toBeLessThan(0)
    await sweepDeadlines(office.house)
    const marks = await office.sql`select mark from reminders where case_id = ${id} and kind = 'release'`
    expect(marks).toHaveLength(1)
    const lapses = await office.sql`select from ledger where case_id = ${id} and type = 'lapseNoticed'`
    expect(lapses).toHaveLength(0)
    office.itIs('2026-03-02')
  })
})

test('ledger, tables and files agree', async () => {
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
