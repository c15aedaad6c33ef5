/** The page of a remedy on its case, and the documents for review body and court: read, changed, made, kept on file. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { articlesFor, typedIn as asTyped, documentsFor } from '../../src/remedies/documents.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const csrfIn = (page: string) => /name="csrf" value="([^"]*)"/.exec(page)![1]!
const typedIn = (page: string, name: string) =>
  new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)</textarea>`).exec(page)?.[1] ?? ''

async function sought(kind: string) {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('archived')
  office.itIs('2026-04-03')
  await office.counsel.signsIn()
  const told = { kind, body: '云溪区人民法院', number: '（2026）示0101行初12号', claims: '撤销答复，责令重新答复。' }
  await office.counsel.records(id, { type: 'remedySought', ...told })
  return id
}

test('the page tells what was claimed, until when and why; the case says what comes next', async () => {
  const id = await sought('litigation')
  const { text } = await office.counsel.gets(`/cases/${id}/remedies`)
  for (const said of [
    '撤销答复，责令重新答复。',
    '2026年4月20日',
    '行政诉讼法第六十七条',
    '行政诉讼答辩状',
    '授权委托书',
  ])
    expect(text).toContain(said)
  expect((await office.counsel.gets(`/cases/${id}`)).text).toContain('请提交答辩状、证据和依据，最迟2026年4月20日')
  await office.handler.signsIn()
  expect((await office.handler.gets(`/cases/${id}/remedies/1/litigationAnswer`)).status).toBe(403)
  expect((await office.counsel.gets(`/cases/${id}/remedies/1/reconsiderationAnswer`)).status).toBe(404)
  expect((await office.counsel.gets(`/cases/${id}/remedies/2/litigationAnswer`)).status).toBe(404)
})

test('the answer begins with the facts on file, no argument is invented, and what is made is on file', async () => {
  const id = await sought('litigation')
  const url = `/cases/${id}/remedies/1/litigationAnswer`
  const page = (await office.counsel.gets(url)).text
  const facts = typedIn(page, 'facts')
  for (const said of [
    '2026年3月2日，本机关收到申请人的政府信息公开申请',
    '作出《政府信息公开申请答复书》',
    '没有超过答复期限',
    '送达',
  ])
    expect(facts).toContain(said)
  expect(typedIn(page, 'claims')).toBe('撤销答复，责令重新答复。')
  expect(typedIn(page, 'argument')).toBe('')
  const posts = async (fields: Record<string, string>) => {
    const authorization = `Bearer ${await office.counsel.signsIn()}`
    const csrf = csrfIn((await send(office.app, { url, headers: { authorization } })).text)
    const { headers, payload } = asForm({
      csrf,
      facts,
      claims: '撤销。',
      basis: '《条例》。',
      date: '2026-04-03',
      ...fields,
    })
    return send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
  }
  const lacking = await posts({ principal: '周犁，主任' })
  expect(lacking.status).toBe(422)
  expect(lacking.text).toContain('请填写')
  const whole = { principal: '周犁，主任', argument: '答复合法。', request: '驳回原告的诉讼请求' }
  const preview = await posts({ ...whole, preview: 'yes' })
  expect([preview.status, preview.headers['content-type']]).toEqual([200, 'application/pdf'])
  for (const date of ['0000-01-01', '9999-12-31', '2026-02-30'])
    expect((await posts({ ...whole, date, preview: 'yes' })).status, date).toBe(422)
  const before = (await office.counsel.opens(id)).files.length
  expect((await posts(whole)).status).toBe(303)
  const { files, facts: ledger } = await office.counsel.opens(id)
  expect(files).toHaveLength(before + 1)
  expect(files.at(-1)).toMatchObject({ type: 'application/pdf' })
  expect(files.at(-1).name).toContain('行政诉讼答辩状')
  expect(ledger.at(-1).type).toBe('fileAdded')
})

test('a cursor of a day that no database has begins the register from its first page', async () => {
  await office.counsel.signsIn()
  for (const day of ['0000-01-01', '9999-12-31'])
    for (const url of ['/remedies', '/desk'])
      expect((await office.counsel.gets(`${url}?cursor=${day}_00000000-0000-7000-8000-000000000000_1`)).status).toBe(
        200,
      )
})

test('decided against the agency: reopening begins with the decision that was recorded', async () => {
  const id = await sought('litigation')
  office.itIs('2026-07-03')
  await office.counsel.signsIn()
  const decided = { result: 'corrected', number: '（2026）示0101行初12号判决', workingDays: 15 }
  await office.counsel.records(id, { type: 'remedyDecided', ...decided })
  const page = (await office.counsel.gets(`/cases/${id}`)).text
  expect(page).toMatch(
    /name="decision.number"[^>]*value="（2026）示0101行初12号判决"|value="（2026）示0101行初12号判决"/,
  )
  expect(page).toContain('value="15"')
})

async function makes(id: string, n: number, document: string, fields: Record<string, string>) {
  const url = `/cases/${id}/remedies/${n}/${document}`
  const authorization = `Bearer ${await office.counsel.signsIn()}`
  const csrf = csrfIn((await send(office.app, { url, headers: { authorization } })).text)
  const { headers, payload } = asForm({ csrf, date: office.house.time.today(), ...fields })
  return send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
}

test('what was made for the court, and the complaint itself, are no exhibits of the next list', async () => {
  const id = await sought('litigation')
  const list = async () => JSON.stringify((await office.counsel.gets(`/api/v1/cases/${id}/evidence-list`)).json)
  expect(await list()).not.toContain('复议、诉讼记录')
  expect((await makes(id, 1, 'representativeCertificate', { name: '周犁', post: '主任' })).status).toBe(303)
  expect((await office.counsel.opens(id)).files.at(-1).name).toContain('身份证明书')
  const after = await list()
  expect(after).toContain('政府信息公开申请')
  expect(after).not.toContain('身份证明书')
})

test('an appeal is against the judgment; where the agency itself appeals, nothing is offered', async () => {
  const id = await sought('litigation')
  office.itIs('2026-07-03')
  await office.counsel.signsIn()
  await office.counsel.records(id, { type: 'remedyDecided', result: 'other', number: '（2026）示0101行初12号判决' })
  const appeal = { type: 'remedySought', kind: 'litigation', body: '示例市中级人民法院' }
  await office.counsel.records(id, { ...appeal, appealBy: 'other' })
  const page = (await office.counsel.gets(`/cases/${id}/remedies/2/appealAnswer`)).text
  expect(page).toContain('例如：驳回上诉，维持原判')
  expect(page).toContain('上诉请求')
  const facts = typedIn(page, 'facts')
  expect(facts, 'the first instance is told').toContain('云溪区人民法院作出裁判（（2026）示0101行初12号判决）')
  expect((await office.counsel.gets(`/cases/${id}/remedies/2/litigationAnswer`)).status).toBe(404)
  const whole = {
    principal: '周犁',
    claims: '改判。',
    facts,
    basis: '《条例》。',
    argument: '合法。',
    request: '维持原判',
  }
  expect((await makes(id, 2, 'appealAnswer', whole)).status).toBe(303)
  expect(documentsFor({ kind: 'litigation', appealBy: 'agency' })).toEqual([])
})

test('the answer rests on what the reply cites; each agent is called one; a review body is not shown the law of courts', async () => {
  const id = await sought('litigation')
  const page = (await office.counsel.gets(`/cases/${id}/remedies/1/litigationAnswer`)).text
  expect(typedIn(page, 'basis')).toMatch(/^《中华人民共和国政府信息公开条例》第.+条/)
  expect(asTyped({ id: 'litigationAnswer' }, 'agents', '甲，某所\n乙，某局。')).toBe(
    '委托代理人：甲，某所。\n委托代理人：乙，某局。',
  )
  expect(articlesFor({ kind: 'reconsideration' }, { articles: ['行政诉讼法第三条第三款'] })).toEqual([])
})

test('of silence the other side speaks, and a reply that came later is not what it complains of', async () => {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-05-06')
  await office.counsel.signsIn()
  await office.counsel.records(id, { type: 'remedySought', kind: 'reconsideration', body: '云溪区人民政府' })
  const page = (await office.counsel.gets(`/cases/${id}/remedies/1/reconsiderationAnswer`)).text
  expect(typedIn(page, 'basis')).toBe('《中华人民共和国政府信息公开条例》第三十三条。')
  expect(page).not.toContain('作出答复的依据')
  expect(typedIn(page, 'facts')).not.toContain('没有答复')
})
