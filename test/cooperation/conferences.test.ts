/** 会商、内部沟通: colleagues confer and talk. What has legal effect is on the ledger, what has none is in no bundle; digests tell of it without words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remindOfCooperation } from '../../src/cooperation/reminders.ts'
import { overAll } from '../../src/house.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { reminded } from '../support/reminders.ts'
import { api, does, openTeams, type Teams } from './teams.ts'

let teams: Teams
let office: Teams['office']
let mails: Teams['mails']
let other: Teams['other']
let outside: Teams['outside']
let factsOf: Teams['factsOf']
let textOf: Teams['textOf']
let asked: Teams['asked']
beforeAll(async () => {
  teams = await openTeams()
  ;({ office, mails, other, outside, factsOf, textOf, asked } = teams)
})
afterAll(() => teams.close())

describe('会商', () => {
  test('business, legal and outside counsel give opinions, and the conclusion is the fact with a note of what was said', async () => {
    const { id } = await office.caseUntil('assigned')
    const invited = {
      agenda: '评估报告能否公开？',
      people: ['handler-zhk', 'counsel'],
      outside: ['示例律师事务所 李律师'],
    }
    expect(
      (await does(office.handler, api(id, 'conferences'), { agenda: '…', people: [], outside: [] })).json.errors[0]
        .code,
    ).toBe('MISSING')
    const { n } = (await does(office.handler, api(id, 'conferences'), invited)).json
    const at = `/api/v1/conferences/${id}/${n}/opinions`
    expect((await other.gets('/desk')).text).toContain('请我会商 1件')
    const seen = (await other.gets(`/conferences/${id}/${n}`)).text
    expect(seen).toContain('评估报告能否公开？')
    expect(seen).not.toContain('张三')
    expect((await outside.gets(`/conferences/${id}/${n}`)).status).toBe(404)
    expect((await does(other, at, { seat: 2, says: '冒名' })).json.code).toBe('NOT_YOURS')
    expect((await does(other, at, { seat: 1, says: '可以公开。' })).status).toBe(201)
    expect(
      (await does(other, at, { seat: 1, says: '区分处理后可以公开。' })).status,
      'mended before the conclusion',
    ).toBe(201)
    expect(
      (await does(office.handler, at, { seat: 3, says: '同意区分处理。' })).status,
      'for whoever has no account',
    ).toBe(201)
    expect(await textOf(id), 'nothing on the ledger before').not.toContain('区分处理')
    expect((await does(office.head, at, { seat: 3, says: '代为录入' })).json.code, 'not theirs').toBe('NOT_YOURS')
    expect((await does(other, api(id, `conferences/${n}/conclusion`), { conclusion: '…' })).status).toBe(404)
    expect((await does(office.head, api(id, `conferences/${n}/conclusion`), { conclusion: '…' })).json.code).toBe(
      'NOT_YOURS',
    )
    expect((await office.head.gets(`/cases/${id}/cooperation`)).text, 'nor offered').not.toContain('形成结论并记入')
    const conclusion = '区分处理后公开评估报告。'
    expect((await does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion })).status).toBe(201)
    const [minutes, conferred] = (await factsOf(id)).slice(-2)
    expect(minutes.type).toBe('noted')
    expect(JSON.stringify(minutes)).toContain('区分处理后可以公开。')
    expect(JSON.stringify(minutes)).not.toContain('：可以公开。')
    expect(conferred).toMatchObject({ type: 'conferred', conclusion })
    expect(conferred.participants).toEqual(['示例·综合科承办人（业务）', '示例律师事务所 李律师（外聘法律顾问）'])
    expect((await does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion })).json.code).toBe(
      'FACT_REFUSED',
    )
    const sheet = await office.handler.gets(`/cases/${id}/conferences/${n}/minutes.pdf`)
    expect(sheet.headers['content-type']).toBe('application/pdf')
    expect(decodeURIComponent(String(sheet.headers['content-disposition']))).toContain('会商记录-')
    expect(JSON.stringify(minutes)).toContain('，由示例·承办人代录：「同意区分处理。」')
    const words = await textIn(asFile(sheet.bytes))
    for (const said of ['评估报告能否公开', '区分处理后可以公开', '同意区分处理', conclusion, '没有发表意见'])
      expect(words).toContain(said)
  })

  test('nobody’s words read as those of another, and who put down an outsider’s is said', async () => {
    const { id } = await office.caseUntil('assigned')
    const names = async (outside: string[]) =>
      (await does(office.handler, api(id, 'conferences'), { agenda: '能否公开？', people: ['handler-zhk'], outside }))
        .json
    for (const name of ['示例·签发人（业务）：坚决同意公开', '王律师:同意', '「张律师」', '示例·法制员'])
      expect((await names([name])).errors?.[0], name).toMatchObject({ field: 'outside', code: 'UNFIT' })
    const { n } = await names(['示例律师事务所 李律师'])
    const at = `/api/v1/conferences/${id}/${n}/opinions`
    const forged = '同意」\n示例·法制员（法制）：「同意不予公开'
    await does(other, at, { seat: 1, says: forged })
    await does(office.handler, at, { seat: 2, says: '同意。' })
    await does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion: '公开。' })
    const { text } = (await factsOf(id)).at(-2)
    expect(text.split('\n')).toEqual([
      '会商记录（第1次会商）：「能否公开？」',
      '示例·综合科承办人（业务）：「同意』',
      '　　示例·法制员（法制）：『同意不予公开」',
      '示例律师事务所 李律师（外聘法律顾问），由示例·承办人代录：「同意。」',
    ])
    const sheet = await office.handler.gets(`/cases/${id}/conferences/${n}/minutes.pdf`)
    expect(await textIn(asFile(sheet.bytes))).toContain('『同意不予公开」')
  })

  test('a conference of nobody comes to no conclusion', async () => {
    const { id } = await office.caseUntil('assigned')
    const invited = { agenda: '能否公开？', people: ['counsel', 'handler-zhk'], outside: [] }
    const { n } = (await does(office.handler, api(id, 'conferences'), invited)).json
    const concludes = () => does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion: '公开。' })
    const refused = await concludes()
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('还没有人发表意见')
    await does(other, `/api/v1/conferences/${id}/${n}/opinions`, { seat: 2, says: '同意。' })
    expect((await concludes()).status).toBe(201)
    expect((await factsOf(id)).at(-1).participants).toEqual(['示例·综合科承办人（业务）'])
  })

  test('who was invited and moved to another agency reads and says nothing more', async () => {
    const { id } = await office.caseUntil('assigned')
    const invited = { agenda: '能否公开？', people: ['handler-zhk'], outside: [] }
    const { n } = (await does(office.handler, api(id, 'conferences'), invited)).json
    const at = `/api/v1/conferences/${id}/${n}`
    expect((await other.gets(at)).status).toBe(200)
    await office.sql`update people set agency_id = 'yunxi-zjj' where username = 'handler-zhk'`
    expect((await other.gets(at)).status).toBe(404)
    expect((await does(other, `${at}/opinions`, { seat: 1, says: '同意。' })).status).toBe(404)
    await office.sql`update people set agency_id = 'yunxi' where username = 'handler-zhk'`
  })

  test('before a case is assigned a conference cannot be concluded, and says why', async () => {
    const { id } = await office.caseUntil('submitted')
    const { n } = (
      await does(office.head, api(id, 'conferences'), { agenda: '是不是申请？', people: ['counsel'], outside: [] })
    ).json
    await does(office.counsel, `/api/v1/conferences/${id}/${n}/opinions`, { seat: 1, says: '是申请。' })
    const refused = await does(office.head, api(id, `conferences/${n}/conclusion`), { conclusion: '是。' })
    expect(refused.status).toBe(409)
    expect(refused.json.allowed).toBeInstanceOf(Array)
  })
})

describe('内部沟通', () => {
  test('who is mentioned finds it, reads it once, and it stands on no ledger, in no bundle', async () => {
    const { id } = await office.caseUntil('assigned')
    const says = '独有的内部意见：@示例·法制员 请看一下口径。'
    expect(
      (await does(office.handler, api(id, 'remarks'), { says, mentions: ['handler-zhk'] })).json.errors[0].code,
      'who does not see it',
    ).toBe('NO_SUCH_PERSON')
    expect((await does(office.handler, api(id, 'remarks'), { says, mentions: ['head'] })).status).toBe(201)
    expect((await does(office.supervisor, api(id, 'remarks'), { says })).json.code).toBe('NOT_YOURS')
    for (const who of [office.counsel, office.head]) expect((await who.gets('/desk')).text).toContain('内部沟通提醒我')
    const page = (await office.counsel.gets(`/cases/${id}/cooperation`)).text
    expect(page).toContain('内部沟通，不入卷')
    expect(page).toContain('独有的内部意见')
    expect((await office.counsel.gets('/desk')).text).not.toContain('内部沟通提醒我 ')
    expect(await textOf(id)).not.toContain('独有的内部意见')
    const bundle = await office.handler.gets(`/api/v1/cases/${id}/evidence`)
    expect(bundle.bytes.includes(Buffer.from('独有的内部意见'))).toBe(false)
    const kept = await office.sql`select * from internal_words`
    expect(JSON.stringify(kept), 'sealed at rest').not.toContain('独有的内部意见')
    await expect(office.sql`delete from remarks`).rejects.toThrow()
  })
})

describe('提醒', () => {
  test('in the digest of each person once a mark, with numbers and days and no words', async () => {
    office.itIs('2026-03-10')
    await asked({ person: 'handler-zhk', dueOn: '2026-03-13' })
    const morning = async (on: Day) => {
      office.itIs(on)
      const marks = await remindOfCooperation(overAll(office.house))
      const all = await reminded(office, mails)
      return { marks, of: (who: string) => all.find(({ to }) => to?.startsWith(`${who}@`))?.text ?? '' }
    }
    const first = await morning('2026-03-11')
    expect(first.of('handler-zhk')).toContain('请求协办，等待答复')
    expect(first.of('handler-zhk'), 'no words of the case').not.toContain('会议纪要')
    expect(await remindOfCooperation(overAll(office.house)), 'nobody twice').toBe(0)
    expect((await morning('2026-03-12')).of('handler-zhk'), 'the working day before').toContain('请求协办，等待答复')
    const monday = await morning('2026-03-16')
    expect(monday.of('handler-zhk'), 'a Monday after it').toContain('已经逾期')
    expect(monday.of('handler')).toContain('逾期没有答复')
    const { at } = await asked({ dueOn: '2026-03-30' })
    await does(other, `${at}/answer`, { says: '查到1份。' })
    expect((await morning('2026-03-17')).of('handler')).toContain('请求其他科室的协办，已经答复')
    expect((await morning('2026-03-18')).of('handler'), 'once').not.toContain('已经答复')
  })
})
