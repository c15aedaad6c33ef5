/** What the office publishes without a case: who may, what is refused, and what stays on record. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { type Answer, asForm, asUpload, send, type Upload } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** Each form has a key of its own. */
let keys = 0

/** A member of staff in a browser without a script: cookie, token of the form, redirects. */
async function browserOf(username: string) {
  const signedIn = await send(office.app, {
    ...{ method: 'POST', url: '/sign-in' },
    ...asForm({ username, password: PASSWORD }),
  })
  const cookie = String([signedIn.headers['set-cookie']].flat()[0]).split(';')[0]!
  const gets = (url: string) => send(office.app, { url, headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec((await gets('/desk')).text)?.[1] ?? ''
  const posts = async (url: string, fields: Record<string, string>, files: Upload[] = []): Promise<Answer> => {
    const { payload, headers } = asUpload({ csrf, idempotencyKey: `${username} ${++keys}`, ...fields }, files)
    return send(office.app, { method: 'POST', url, payload, headers: { ...headers, cookie } })
  }
  return { gets, posts }
}

const SAID = {
  agency: 'yunxi-jyj',
  title: '示例学校食堂采购办法',
  documentNumber: '云教发〔2026〕9号',
  summary: '公开招标，按季评议。',
  topic: 'education',
  madeOn: '2026-02-20',
}
const PAPER: Upload = { name: '采购办法.txt', content: '第一条……', field: 'files' }

const found = async (q: string) =>
  (await send(office.app, { url: `/api/v1/released?q=${encodeURIComponent(q)}` })).json.released
const idOf = (answer: Answer) => String(answer.headers.location).split('?')[0]!.split('/').at(-1)!

describe('publishing', () => {
  test('a registrar publishes with a file; everybody finds it at once', async () => {
    const { posts } = await browserOf('registrar')
    const answer = await posts('/releases', SAID, [PAPER])
    expect(answer.status).toBe(303)
    const [item] = await found('学校食堂')
    expect(item).toMatchObject({
      ...{ id: idOf(answer), agency: { code: 'yunxi-jyj' }, documentNumber: SAID.documentNumber, topic: 'education' },
      files: [{ name: '采购办法.txt' }],
    })
    const page = await send(office.app, { url: item.url })
    expect(page.text).toContain('主动发布')
    expect(page.text).toContain('2026年2月20日')
  })

  test('whoever published reads that it is public, and of a sign that no font has', async () => {
    const { posts, gets } = await browserOf('registrar')
    const answer = await posts('/releases', { ...SAID, title: '致谢学校采购办法\u{31350}' }, [PAPER])
    const page = await gets(String(answer.headers.location))
    expect(page.text).toContain('已经公布，公众现在就可以查到')
    expect(page.text).toContain('字库里没有')
    expect((await gets(`/releases/${idOf(answer)}`)).text).not.toContain('data-done')
  })

  test('of a picture that nothing here opens one reason is asked, that says so', async () => {
    const { posts } = await browserOf('registrar')
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(100)])
    const answer = await posts('/releases', { ...SAID, title: '附照片的办法' }, [
      { name: '现场.heic', content: heic, field: 'files' },
    ])
    expect(answer.status).toBe(422)
    expect(answer.text.match(/name="confirmed\.[0-9a-f]{12}"/g)).toHaveLength(1)
    expect(answer.text).toContain('须打开核看')
    expect(answer.text).not.toContain('文件中不显示的内容')
  })

  test('the same form sent twice publishes once', async () => {
    const { posts } = await browserOf('head')
    const fields = { ...SAID, title: '按两次的办法', idempotencyKey: 'twice', withoutFiles: 'yes' }
    const [first, second] = [await posts('/releases', fields), await posts('/releases', fields)]
    expect(first.headers.location).toBe(second.headers.location)
    expect(await found('按两次的办法')).toHaveLength(1)
  })

  test.each([
    ['no title', { title: ' ' }, 'title'],
    ['no topic', { topic: '' }, 'topic'],
    ['an agency that is none', { agency: 'elsewhere' }, 'agency'],
    ['a day to come', { madeOn: '2027-01-01' }, 'madeOn'],
    ['an identity number', { summary: '990000195001010018' }, 'summary'],
    ['a mobile number', { title: '联系13800000000' }, 'title'],
  ])('%s is refused at its field, and what was typed stays', async (_, wrong, field) => {
    const { posts } = await browserOf('registrar')
    const answer = await posts('/releases', { ...SAID, documentNumber: '留下的文号', ...wrong }, [PAPER])
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`id="${field}-error"`)
    expect(answer.text).toContain('留下的文号')
  })

  test('a file that the public could not open is refused with the form, as is one that names a person by number', async () => {
    const { posts } = await browserOf('registrar')
    const refused = [
      { name: '图纸.dat', content: Buffer.from([1, 0, 2, 0, 255]) },
      { name: '合同.pdf', content: '%PDF-1.4\ntrailer<</Encrypt 2 0 R>>' },
      { name: '13800000000.txt', content: '纯文本' },
    ]
    for (const file of refused)
      expect((await posts('/releases', SAID, [{ ...file, field: 'files' }])).text, file.name).toContain(
        'id="files-error"',
      )
  })

  test('one that bears the ending of another kind is published under its own', async () => {
    const { posts } = await browserOf('registrar')
    const said = { ...SAID, title: '以真名公布的办法' }
    const answer = await posts('/releases', said, [{ name: '办法.pdf', content: '第一条', field: 'files' }])
    expect(answer.status).toBe(303)
    const [item] = await found(said.title)
    expect(item.files.map(({ name }: { name: string }) => name)).toEqual(['办法.txt'])
  })

  test('one that carries a virus is refused with the form', async () => {
    const { posts } = await browserOf('registrar')
    office.house.scanner = { scan: async () => 'Test.Virus', version: async () => 'of the tests' }
    const answer = await posts('/releases', { ...SAID, title: '带病毒的办法' }, [{ ...PAPER, content: '有病毒' }])
    office.house.scanner = undefined
    expect([answer.status, answer.text.includes('含有病毒（Test.Virus）')]).toEqual([422, true])
    expect(await found('带病毒的办法')).toEqual([])
  })
})

describe('who may', () => {
  test.each([
    ['registrar', 200],
    ['head', 200],
    ['archivist', 200],
    ['handler', 403],
    ['signer', 403],
    ['supervisor', 403],
    ['admin', 403],
  ])('%s: %i', async (username, status) => {
    const { gets, posts } = await browserOf(username)
    for (const url of ['/releases', '/releases/new']) expect((await gets(url)).status, url).toBe(status)
    if (status === 403) expect((await posts('/releases', SAID)).status).toBe(403)
  })

  test('nobody without a session, and no form of another site', async () => {
    expect((await send(office.app, { url: '/releases' })).headers.location).toMatch(/^\/sign-in/)
    const { posts } = await browserOf('registrar')
    expect((await posts('/releases', { ...SAID, csrf: 'guessed' })).status).toBe(403)
  })
})

describe('what is put right or withdrawn', () => {
  const published = async (title: string) =>
    idOf(await (await browserOf('registrar')).posts('/releases', { ...SAID, title }, [PAPER]))

  test('a correction keeps what was said before, the address, and takes a file off for good', async () => {
    const id = await published('有误的办法')
    const [{ files }] = await found('有误的办法')
    const { posts, gets } = await browserOf('archivist')
    const { agency: _, ...said } = SAID
    const answer = await posts(
      `/releases/${id}/correction`,
      { ...said, title: '改正的办法', why: '标题写错', [`takeOff.${files[0].url.split('/').at(-1)}`]: 'yes' },
      [{ name: '新的办法.txt', content: '改正', field: 'files' }],
    )
    expect(answer.status).toBe(303)
    expect(await found('有误的办法')).toEqual([])
    expect(await found('改正的办法')).toMatchObject([{ id, files: [{ name: '新的办法.txt' }] }])
    expect((await send(office.app, { url: files[0].url })).status).toBe(404)
    const history = (await gets(`/releases/${id}`)).text
    for (const said of ['有误的办法', '改正的办法', '标题写错', '示例·档案员']) expect(history).toContain(said)
  })

  test('a withdrawn item says so at its address, is found no more, and comes back', async () => {
    const id = await published('将被撤回的办法')
    const [{ files }] = await found('将被撤回')
    const { posts } = await browserOf('head')
    expect((await posts(`/releases/${id}/withdrawal`, { why: '' })).status).toBe(422)
    expect((await posts(`/releases/${id}/withdrawal`, { why: '联系13800000000' })).text).toContain('withdraw-why-error')
    expect((await posts(`/releases/${id}/withdrawal`, { why: '附件有误。' })).status).toBe(303)
    const gone = await send(office.app, { url: `/released/${id}` })
    expect([gone.status, gone.text.includes('附件有误。'), gone.text.includes('将被撤回')]).toEqual([410, true, false])
    expect((await send(office.app, { url: files[0].url })).status).toBe(404)
    expect(await found('将被撤回')).toEqual([])
    const { agency: _, ...said } = SAID
    expect((await posts(`/releases/${id}/correction`, { ...said, why: '改' })).status).toBe(409)
    const second = await posts(`/releases/${id}/withdrawal`, { why: '另一个理由。' })
    expect([second.status, second.text.includes('状态刚刚已经变化')]).toEqual([409, true])
    expect((await send(office.app, { url: `/released/${id}` })).text).toContain('附件有误。')
    expect(
      (
        await posts(`/releases/${id}/restoration`, {
          ...said,
          title: '回来的办法',
          why: '附件已经更换',
          withoutFiles: 'yes',
        })
      ).status,
    ).toBe(303)
    expect(await found('回来的办法')).toMatchObject([{ id }])
  })

  test('the numbers beside the choices follow each of these, and are those of a count', async () => {
    const kept = async () =>
      (await office.sql`select agency_id, topic, year, n from released_counts where n > 0 order by 1, 2, 3`).map(
        (row) => ({ ...row }),
      )
    const agrees = async () => {
      const counted = await office.sql`
        select agency_id, topic, extract(year from released_on)::int as year, count(*)::int as n
        from released where withdrawn_on is null group by 1, 2, 3 order by 1, 2, 3`
      expect(await kept()).toEqual(counted.map((row) => ({ ...row })))
      return kept()
    }
    const before = await agrees()
    const id = await published('数一数的办法')
    const { posts } = await browserOf('head')
    const { agency: _, ...said } = SAID
    const after = [
      await agrees(),
      await posts(`/releases/${id}/correction`, { ...said, title: '数一数的办法', topic: 'budget', why: '主题写错了' }),
      await agrees(),
      await posts(`/releases/${id}/withdrawal`, { why: '附件有误。' }),
      await agrees(),
      await posts(`/releases/${id}/restoration`, { ...said, title: '数一数的办法', why: '附件已经更换' }),
      await agrees(),
    ]
    expect(after.map((one) => ('status' in one ? one.status : one))).toEqual([
      ...[expect.not.arrayContaining(before), 303, expect.anything(), 303, before, 303, after[0]],
    ])
  })

  test('brought back by two at once it comes back once; the other is told', async () => {
    const id = await published('两人恢复的办法')
    const { posts } = await browserOf('head')
    await posts(`/releases/${id}/withdrawal`, { why: '附件有误。' })
    const { agency: _, ...said } = SAID
    const back = { ...said, title: '两人恢复的办法', why: '附件已经更换' }
    const both = await Promise.all([1, 2].map(() => posts(`/releases/${id}/restoration`, back)))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const acts = await office.sql<
      { act: string }[]
    >`select act from release_acts where released_id = ${id} order by version`
    expect(acts.map(({ act }) => act)).toEqual(['published', 'withdrawn', 'restored'])
  })

  test('a file that names somebody is published only with a reason, by correction, too', async () => {
    const id = await published('附件有号码的办法')
    const { posts, gets } = await browserOf('registrar')
    const { agency: _, ...said } = SAID
    const right = { ...said, title: '附件有号码的办法', why: '补充附件' }
    const named: Upload = { name: '名单.txt', content: '值班电话13800000000', field: 'files' }
    const refused = await posts(`/releases/${id}/correction`, right, [named])
    const [, field] = /name="(confirmed\.[\da-f]{12})"/.exec(refused.text)!
    expect([refused.status, refused.text.includes('手机号码1处')]).toEqual([422, true])
    expect(
      (await posts(`/releases/${id}/correction`, { ...right, [field!]: '对外公布的值班电话' }, [named])).status,
    ).toBe(303)
    expect((await gets(`/releases/${id}`)).text).toContain('仍可公布：对外公布的值班电话')
  })

  test('an item of a case is looked over for its applicant, and comes back only by a decision', async () => {
    const { id: caseId } = await office.caseUntil(
      'replyServed',
      application({ applicant: { name: '司马示例' }, request: { title: '子丑路绿化合同' } }),
    )
    await office.handler.records(caseId, { type: 'releaseProposed', why: '多人申请。' })
    const decided = await office.head.records(caseId, { type: 'releaseDecided', accepted: true })
    const [{ id }] = await found('子丑路')
    const { posts, gets } = await browserOf('registrar')
    const said = { title: '子丑路绿化合同', topic: 'planning', why: '补充概述' }
    const named = await posts(`/releases/${id}/correction`, { ...said, summary: '应司马示例申请公开' })
    expect([named.status, named.text.includes('id="summary-error"')]).toEqual([422, true])
    expect((await gets(`/releases/${id}`)).text).toContain(`/cases/${caseId}`)
    const { position } = decided.facts.findLast((fact: { type: string }) => fact.type === 'releaseDecided')
    await office.head.records(caseId, { type: 'rectified', position, why: '误记。', approvedBy: '示例·公开办主任' })
    const early = await posts(`/releases/${id}/restoration`, said)
    expect([early.status, early.text.includes('重新作出转主动公开的决定')]).toEqual([422, true])
  })
})

test('an id that is none answers as if there were nothing', async () => {
  const { gets, posts } = await browserOf('registrar')
  expect((await gets('/releases/2026-9999')).status).toBe(404)
  expect((await posts('/releases/2026-9999/withdrawal', { why: '试试' })).status).toBe(404)
})

test('nothing of this is outside of what verify sees', async () => {
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  const [lost] = await office.sql<{ sha256: string }[]>`select sha256 from released_files order by sha256 limit 1`
  const folder = `${office.folder}/blobs/${lost!.sha256.slice(0, 2)}`
  const { rm } = await import('node:fs/promises')
  await rm(`${folder}/${lost!.sha256.slice(2)}`)
  expect(await verifyAll(office.house)).toMatchObject({
    ok: false,
    firstFault: { what: expect.stringContaining(lost!.sha256) },
  })
})
