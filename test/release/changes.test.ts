/** 三审 of what is published without a case, and of what is put right: nothing is public, or changed, before three others agreed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { type Answer, asUpload, send, type Upload } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, needs } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const choice = '/api/v1/choices/releaseReadings/proposals'
  const proposal = { value: 'three', from: '2026-03-02', why: '经研究，公开实行三审。' }
  const { proposal: n } = needs(await office.staff('admin').posts(choice, '', proposal), 201, 'proposal').json
  needs(await office.head.posts(`${choice}/${n}/approval`, '', { why: '同意。' }), 201, 'approval')
})
afterAll(() => office.close())

type Who = 'registrar' | 'handler' | 'counsel' | 'head' | 'signer' | 'archivist'
let keys = 0
const posts = async (who: Who, url: string, fields: Record<string, string>, files: Upload[] = []): Promise<Answer> => {
  const { payload, headers } = asUpload({ idempotencyKey: `${who} ${++keys}`, ...fields }, files)
  const authorization = `Bearer ${await office[who].signsIn()}`
  return send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
}
const SAID = { title: '三审桥施工合同', documentNumber: '', summary: '合同正文。', topic: 'planning', madeOn: '' }
const PAPER: Upload = { name: '合同.txt', content: '第一条……', field: 'files' }
const found = async (q: string) =>
  (await send(office.app, { url: `/api/v1/released?q=${encodeURIComponent(q)}` })).json.released
const where = (answer: Answer) => String(answer.headers.location).split('?')[0]!
const reads = (who: Who, change: string, step: string, more: Record<string, string> = {}) =>
  office[who].posts(`${change}/reading`, '', {
    step,
    accepted: 'true',
    opinion: `${step}：同意。`,
    refusing: 'yes',
    ...more,
  })
/** Proposed by a registrar, in three other hands. */
const readThrough = async (change: string) => {
  needs(await reads('handler', change, 'first'), 303, 'first')
  needs(await reads('counsel', change, 'second'), 303, 'second')
  return needs(await reads('signer', change, 'final'), 303, 'final')
}
const published = async (title: string) => {
  const change = where(
    needs(await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title }, [PAPER]), 303, ''),
  )
  return where(await readThrough(change))
}

describe('what is published without a case', () => {
  test('one press ends nothing; what was done and what comes next is said', async () => {
    const title = '致谢桥施工合同'
    const made = await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title }, [PAPER])
    expect((await office.registrar.gets(String(made.headers.location))).text).toContain('现在等待初审')
    const change = where(made)
    const said = { accepted: 'false', opinion: '合同尚未生效。' }
    const pressed = await reads('handler', change, 'first', { ...said, refusing: '' })
    expect([pressed.status, pressed.text]).toEqual([422, expect.stringContaining('请勾选确认')])
    const read = needs(await reads('handler', change, 'first'), 303, 'first')
    expect((await office.handler.gets(String(read.headers.location))).text).toContain('等待下一次审核')
    const ended = needs(await reads('counsel', change, 'second', said), 303, 'refused')
    expect((await office.counsel.gets(String(ended.headers.location))).text).toContain('这一项到此结束')
  })

  test('waits, is read with its files by three others in order, and is public with the last', async () => {
    const title = '待审桥施工合同'
    const made = await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title }, [PAPER])
    const change = where(made)
    expect([made.status, change]).toEqual([303, expect.stringMatching(/^\/releases\/changes\/[\da-f-]{36}$/)])
    expect(await found('待审桥')).toEqual([])
    const page = (await office.handler.gets(change)).text
    const [file] = /\/releases\/changes\/[\da-f-]+\/files\/[\da-f-]+/.exec(page)!
    const read = await office.handler.gets(file)
    expect([read.text, read.headers['cache-control']]).toEqual(['第一条……', 'no-store'])
    expect((await office.counsel.gets('/releases/changes')).text).toContain('待初审（等我审核）')

    expect((await reads('registrar', change, 'first')).status).toBe(403)
    expect((await reads('signer', change, 'first')).status).toBe(403)
    expect((await reads('counsel', change, 'second')).status).toBe(409)
    expect((await reads('handler', change, 'first', { opinion: ' ' })).status).toBe(422)
    needs(await reads('head', change, 'first'), 303, 'first')
    expect((await reads('head', change, 'second')).status).toBe(403)
    needs(await reads('counsel', change, 'second'), 303, 'second')
    expect(await found('待审桥')).toEqual([])
    const item = where(needs(await reads('signer', change, 'final'), 303, 'final'))
    expect(await found('待审桥')).toMatchObject([{ id: item.split('/').at(-1), files: [{ name: '合同.txt' }] }])
    expect((await reads('counsel', change, 'final')).status).toBe(409)
  })

  test('one that does not agree ends it, with the reason', async () => {
    const made = await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title: '不同意桥合同' }, [PAPER])
    needs(
      await reads('handler', where(made), 'first', { accepted: 'false', opinion: '合同尚未生效。' }),
      303,
      'refused',
    )
    const page = (await office.registrar.gets(where(made))).text
    for (const said of ['不同意。合同尚未生效。', '示例·承办人']) expect(page).toContain(said)
    expect((await reads('counsel', where(made), 'second')).status).toBe(409)
    expect(await found('不同意桥')).toEqual([])
  })

  test('a file that is marked as a state secret meanwhile is handed out to nobody, nor after it was refused', async () => {
    const content = '涉密桥第一条……'
    const title = '涉密桥施工合同'
    const made = where(
      await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title }, [{ ...PAPER, content }]),
    )
    const [address] = /\/releases\/changes\/[\da-f-]+\/files\/[\da-f-]+/.exec((await office.handler.gets(made)).text)!
    expect((await office.handler.gets(address)).status).toBe(200)
    const { id } = await office.caseUntil('secrecyReviewed')
    const [file] = (await office.handler.adds(id, [{ name: '别名.txt', content }])).json.files
    await office.handler.records(id, { type: 'fileAdded', files: [file.id] })
    await office.counsel.records(id, { type: 'evidenceClosed', files: [file.id], kind: 'stateSecret', why: '秘密。' })
    const stopped = async () => {
      const { status, text } = await office.handler.gets(address)
      return [status, text.includes('标注为国家秘密'), text.includes(content)]
    }
    expect(await stopped()).toEqual([410, true, false])
    needs(await reads('handler', made, 'first', { accepted: 'false', opinion: '涉密。' }), 303, 'refused')
    expect(await stopped()).toEqual([410, true, false])
  })

  test('it counts among what waits for its readers, and for nobody else', async () => {
    const waiting = async (who: Who) => {
      const { releaseChanges } = (await office[who].gets('/api/v1/cases?waiting=me')).json
      return releaseChanges as number
    }
    const all = ['registrar', 'handler', 'counsel', 'head', 'signer', 'archivist'] as const
    const numbers = async () => Object.fromEntries(await Promise.all(all.map(async (who) => [who, await waiting(who)])))
    const before = await numbers()
    const made = await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title: '等审桥合同' }, [PAPER])
    const more = async (by: number, ...whose: Who[]) => {
      const now = await numbers()
      for (const who of all) expect(now[who], who).toBe(before[who]! + (whose.includes(who) ? by : 0))
    }
    await more(1, 'handler', 'counsel', 'head')
    expect((await office.handler.gets('/desk')).text).toMatch(/href="\/releases\/changes"[^>]*>公布审核/)
    needs(await reads('handler', where(made), 'first'), 303, 'first')
    await more(1, 'counsel', 'head')
    needs(await reads('counsel', where(made), 'second', { accepted: 'false', opinion: '不公布。' }), 303, 'second')
    await more(0)
  })

  test('whoever proposed reads by the rule of a case: not first, unless nobody else can', async () => {
    const made = await posts('head', '/releases', { ...SAID, agency: 'yunxi', title: '自提桥合同' }, [PAPER])
    const own = await reads('head', where(made), 'first')
    expect([own.status, own.text.includes('提出的人不作初审')]).toEqual([403, true])
    const first = office.sql`update release_changes set readings = '[{"by":"staff:head"}]'
      where id = ${where(made).split('/').at(-1)!}`
    await expect(first).rejects.toMatchObject({ code: '23514' })
    const others = office.sql`username <> 'head' and roles && '{handler,counsel,head}' and ended_at is null`
    const left = await office.sql<{ id: string }[]>`update people set ended_at = now() where ${others} returning id`
    needs(await reads('head', where(made), 'first'), 303, 'first')
    await office.sql`update people set ended_at = null where id = any(${left.map(({ id }) => id)})`
    expect((await reads('head', where(made), 'second')).status).toBe(403)
    const other = await posts('head', '/releases', { ...SAID, agency: 'yunxi', title: '自提渠合同' }, [PAPER])
    needs(await reads('handler', where(other), 'first'), 303, 'first')
    needs(await reads('counsel', where(other), 'second'), 303, 'second')
    needs(await reads('head', where(other), 'final'), 303, 'final')
  })

  test('words without a file are published only where somebody says that this is meant', async () => {
    const fields = { ...SAID, agency: 'yunxi', title: '无文件桥合同' }
    const refused = await posts('registrar', '/releases', fields)
    expect([refused.status, refused.text.includes('确实没有文件的，请勾选确认')]).toEqual([422, true])
    expect(where(await posts('registrar', '/releases', { ...fields, withoutFiles: 'yes' }))).toContain('/changes/')
  })

  test('an opinion that begins with the answer is not doubled, and the button says what follows', async () => {
    const made = await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title: '意见桥合同' }, [PAPER])
    needs(await reads('handler', where(made), 'first', { opinion: '同意公布。' }), 303, 'first')
    const page = (await office.counsel.gets(where(made))).text
    expect([page.includes('：同意公布。'), page.includes('同意。同意')]).toEqual([true, false])
    expect((await office.registrar.gets('/releases/new')).text).toMatch(/<button[^>]*>提交/)
  })

  test('two who read the same step at once: one reading counts', async () => {
    const made = await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title: '同时审桥合同' }, [PAPER])
    const both = await Promise.all([reads('handler', where(made), 'first'), reads('head', where(made), 'first')])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('of another agency it is not there', async () => {
    const made = await posts('registrar', '/releases', { ...SAID, agency: 'yunxi', title: '别处桥合同' }, [PAPER])
    await office.sql`update people set agency_id = 'yunxi-jyj' where username = 'handler'`
    for (const path of ['', '/reading'])
      expect(
        (path ? await reads('handler', where(made), 'first') : await office.handler.gets(where(made))).status,
      ).toBe(404)
    await office.sql`update people set agency_id = 'yunxi' where username = 'handler'`
  })
})

describe('what is put right', () => {
  const { agency: _, ...CORRECTION } = { ...SAID, agency: '' }

  test('a new title and another file change nothing before three others agreed', async () => {
    const item = await published('更正桥施工合同')
    const [{ files }] = await found('更正桥')
    const right = { ...CORRECTION, title: '更正桥补充协议', why: '题名有误。' }
    const made = await posts('archivist', `${item}/correction`, right, [
      { ...PAPER, name: '协议.txt', content: '补充。' },
    ])
    expect(await found('更正桥')).toMatchObject([{ title: '更正桥施工合同', files: [{ name: '合同.txt' }] }])
    expect((await office.counsel.gets(where(made))).text).toContain('<b>更正桥补充协议</b>')
    const second = await posts('registrar', `${item}/correction`, { ...right, title: '又一个' })
    expect([second.status, second.text.includes('已有一项改动等待审核')]).toEqual([409, true])
    await readThrough(where(made))
    expect(await found('更正桥')).toMatchObject([{ title: '更正桥补充协议', files: [...files, { name: '协议.txt' }] }])
  })

  test('taking a file off alone is done at once, and so is taking down', async () => {
    const item = await published('撤文件桥合同')
    const [{ files }] = await found('撤文件桥')
    const off = `takeOff.${files[0].url.split('/').at(-1)}`
    const less = { ...CORRECTION, title: '撤文件桥合同', why: '文件有误。', [off]: 'yes' }
    expect(where(await posts('registrar', `${item}/correction`, less))).toBe(item)
    expect(await found('撤文件桥')).toMatchObject([{ files: [] }])
    expect(where(await posts('registrar', `${item}/withdrawal`, { why: '合同废止。' }))).toBe(item)
    const back = await posts('registrar', `${item}/restoration`, {
      ...CORRECTION,
      title: '撤文件桥合同',
      why: '仍有效。',
      withoutFiles: 'yes',
    })
    expect(await found('撤文件桥')).toEqual([])
    await readThrough(where(back))
    expect(await found('撤文件桥')).toHaveLength(1)
  })

  test('what is no file of the item is not taken off, and no opinion is kept that cannot be read', async () => {
    const item = await published('填错桥合同')
    const right = { ...CORRECTION, title: '填错桥合同', why: '文件有误。' }
    for (const name of ['nonsense', '0190aaaa-0000-7000-8000-000000000000', '\u0000'])
      expect((await posts('registrar', `${item}/correction`, { ...right, [`takeOff.${name}`]: 'yes' })).status).toBe(
        422,
      )
    const made = where(await posts('registrar', `${item}/correction`, { ...right, title: '填错桥协议' }))
    for (const more of [
      { opinion: '同\u0000意' },
      { opinion: '同\ud800意' },
      { opinion: '意'.repeat(300_000) },
      { step: 'x'.repeat(9) },
    ])
      expect((await reads('handler', made, 'first', more)).status, JSON.stringify(more).slice(0, 30)).toBe(422)
    expect(await found('填错桥')).toMatchObject([{ title: '填错桥合同', files: [{ name: '合同.txt' }] }])
  })

  test('what was changed since it was proposed is not published over', async () => {
    const item = await published('超前桥合同')
    const made = await posts('registrar', `${item}/correction`, { ...CORRECTION, title: '超前桥新合同', why: '改。' })
    await posts('registrar', `${item}/withdrawal`, { why: '合同废止。' })
    needs(await reads('handler', where(made), 'first'), 303, 'first')
    needs(await reads('counsel', where(made), 'second'), 303, 'second')
    const late = await reads('signer', where(made), 'final')
    expect([late.status, late.text.includes('在提出以后另有改动')]).toEqual([409, true])
    expect(await found('超前桥')).toEqual([])
  })

  test('an item of a case goes the same way: no registrar publishes anew after three readings', async () => {
    const { id } = await office.caseUntil('replyServed', application({ request: { title: '三审后桥批复' } }))
    await office.head.records(id, { type: 'releaseProposed', why: '多人申请。' })
    for (const [who, step] of [
      ['handler', 'first'],
      ['counsel', 'second'],
      ['head', 'final'],
    ] as const)
      await office[who].records(id, { type: 'releaseDecided', step, accepted: true, opinion: '同意。' })
    const [{ id: item }] = await found('三审后桥')
    const right = { ...CORRECTION, title: '另一桥批复', why: '改名。' }
    const made = await posts('registrar', `/releases/${item}/correction`, right, [PAPER])
    expect(where(made)).toContain('/releases/changes/')
    expect(await found('三审后桥')).toMatchObject([{ title: '三审后桥批复', files: [] }])
  })
})

describe('files are searched, as those of a decision are', () => {
  const NAMED: Upload = { ...PAPER, content: '联系人手机13800000000。' }
  const asked = (text: string) => [...text.matchAll(/name="(confirmed\.[\da-f]{12})"/g)].map(([, name]) => name!)

  test('what is found is masked or answered for, and the readers see it', async () => {
    const fields = { ...SAID, agency: 'yunxi', title: '检索桥合同' }
    const refused = await posts('registrar', '/releases', fields, [NAMED])
    const [name, ...more] = asked(refused.text)
    expect([refused.status, more, refused.text.includes('手机号码1处')]).toEqual([422, [], true])
    const made = await posts('registrar', '/releases', { ...fields, [name!]: '公开的值班电话。' }, [NAMED])
    expect((await office.counsel.gets(where(made))).text).toContain('理由：公开的值班电话。')
    const item = where(await readThrough(where(made)))
    expect((await office.registrar.gets(item)).text).toContain('仍可公布：公开的值班电话。')
  })
})

test('the database holds it: what was read is not changed, by the service itself', async () => {
  const [row] = await office.sql<{ id: string }[]>`select id from release_changes where ended is null limit 1`
  const { sql } = office.house
  const refused = expect.objectContaining({ code: '23514' })
  await expect(sql`update release_changes set says = '{"title":"甲"}' where id = ${row!.id}`).rejects.toEqual(refused)
  await expect(sql`
    update release_changes set ended = 'done', ended_by = 'staff:x', ended_at = now() where id = ${row!.id}`).rejects.toEqual(
    refused,
  )
  await expect(sql`
    update release_changes set readings = jsonb_build_array(jsonb_build_object('by', "by")) where id = ${row!.id}`).rejects.toEqual(
    refused,
  )
  await expect(sql`delete from release_changes`).rejects.toMatchObject({ code: '42501' })
})

test('ledger, tables and files agree', async () => {
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
