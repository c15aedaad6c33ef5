/** A seal is installed by one person and approved by another, and so it is revoked; until then nothing changes. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sealInForce } from '../../src/seals/installed.ts'
import { decideOnSeal } from '../../src/seals/two-persons.ts'
import { asUpload, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { needs } from '../support/people.ts'
import { authority, certificate, newKey, PASSWORD, plainStore, rsa, store } from './certificates.ts'
import { installSeal, selfSignedStore } from './installing.ts'
import { sealPng } from './pictures.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const ours = store(rsa)
const selfSigned = selfSignedStore()
const WHY = { why: '已向证书机构核实指纹。', confirm: 'yes' }

type Staff = ReturnType<Office['staff']>
const uploads = async (p12 = ours, fields: Record<string, string> = {}) => {
  const files = [
    { field: 'p12', name: '印章.p12', content: p12 },
    { field: 'picture', name: '印章.png', content: sealPng() },
  ]
  const { headers, payload } = asUpload({ agency: 'yunxi', password: PASSWORD, ...fields }, files)
  const authorization = `Bearer ${await office.staff('admin').signsIn()}`
  return send(office.app, { method: 'POST', url: '/seals', payload, headers: { ...headers, authorization } })
}
const decides = (who: Staff, act: 'approval' | 'refusal', version: number, said: object = WHY, request = 0) =>
  who.posts(`/seals/yunxi/${act}`, '', { version, request, ...said })
const asks = (who: Staff, version: number) =>
  who.posts('/seals/yunxi/revocation', '', { version, reason: '私钥可能泄露。' })
const inForce = async () => (await sealInForce(office.sql, 'yunxi'))?.version
const newest = async () => {
  const [row] = await office.sql<{ version: number | null }[]>`select max(version) as version from agency_seals`
  return row!.version ?? 0
}
const uploaded = async (...upload: Parameters<typeof uploads>) => {
  needs(await uploads(...upload), 303, 'not uploaded')
  return newest()
}
const standings = (text: string) => [...text.matchAll(/data-standing="(\w+)"/g)].map(([, standing]) => standing)
const page = async (who: Staff) => (await who.gets('/seals')).text

/** Nothing waits from the test before. */
beforeEach(async () => {
  const waiting = await office.sql<{ version: number; request: number }[]>`
    select version, 0 as request from agency_seals union all
    select version, request from agency_seal_revocations except
    select version, request from agency_seal_decisions`
  const refuse = { approved: false, why: '清理', selfSigned: false }
  for (const each of waiting) await decideOnSeal(office.house, { agencyId: 'yunxi', ...each }, refuse, 'system')
})

test('what is uploaded waits, shown with all that is to be checked; another person puts it in force', async () => {
  const { head } = office
  const version = await uploaded()
  expect(await inForce()).toBeUndefined()
  const unsealed = await office.caseUntil('registered')
  expect(await office.sql`select 1 from sealed_letters where case_id = ${unsealed.id}`).toHaveLength(0)
  const shown = await page(head)
  expect(standings(shown)).toEqual(['waiting'])
  const fingerprint = createHash('sha256').update(rsa.der).digest('hex')
  for (const words of [
    ...['CN=云溪区人民政府电子印章', 'CN=示例根证书 𠅤', '2027年12月31日', '示例·系统管理员'],
    ...[fingerprint.toUpperCase().match(/../g)!.join(' '), `/seals/yunxi/versions/${version}/picture`],
  ])
    expect(shown).toContain(words)
  expect(shown).not.toContain('data-self-signed')
  const picture = await head.gets(`/seals/yunxi/versions/${version}/picture`)
  expect(picture.headers['content-type']).toBe('image/png')
  expect(picture.bytes.equals(sealPng())).toBe(true)
  expect((await decides(head, 'approval', version, { why: WHY.why })).text).toContain('请核对以后确认')
  expect((await decides(head, 'approval', version, { confirm: 'yes' })).text).toContain('请写明理由')
  expect(await inForce()).toBeUndefined()
  expect((await decides(head, 'approval', version)).status).toBe(303)
  expect(await inForce()).toBe(version)
  const sealed = await office.caseUntil('registered')
  expect(await office.sql`select version from sealed_letters where case_id = ${sealed.id}`).toEqual([{ version }])
  expect(await page(office.staff('security'))).toContain('示例·公开办主任')
})

test('who uploaded cannot decide, by the page, by the address and by the database', async () => {
  const version = await uploaded()
  const admin = office.staff('admin')
  const shown = await page(admin)
  expect(shown).toContain('由您上传，须由另一人批准')
  expect(shown).not.toContain('data-act="approval"')
  for (const act of ['approval', 'refusal'] as const) expect((await decides(admin, act, version)).status).toBe(403)
  await expect(
    office.sql`
      insert into agency_seal_decisions (agency_id, version, request, approved, by, at, why)
      values ('yunxi', ${version}, 0, true, 'staff:admin', now(), '')`,
  ).rejects.toThrow('cannot decide')
  for (const who of ['registrar', 'handler', 'counsel', 'signer', 'supervisor', 'auditor'])
    expect([who, (await decides(office.staff(who), 'approval', version)).status]).toEqual([who, 403])
  expect(await inForce()).not.toBe(version)
})

test('while one waits no other is uploaded; what is refused stays on record and changes nothing', async () => {
  const before = await inForce()
  const version = await uploaded()
  const second = await uploads()
  expect(second.status).toBe(409)
  expect(second.text).toContain('已有一版印章等待另一人批准')
  expect(await newest()).toBe(version)
  expect((await decides(office.head, 'refusal', version, { why: '图样与备案的不一致。' })).status).toBe(303)
  expect(await inForce()).toBe(before)
  const shown = await page(office.staff('admin'))
  expect(standings(shown)[0]).toBe('refused')
  expect(shown).toContain('图样与备案的不一致。')
  expect((await decides(office.staff('security'), 'approval', version)).status).toBe(409)
  await expect(office.sql`update agency_seal_decisions set approved = true`).rejects.toThrow('append-only')
  await expect(office.sql`delete from agency_seal_decisions`).rejects.toThrow('append-only')
})

test('of two who decide at once one counts', async () => {
  const version = await uploaded()
  const [one, other] = [office.head, office.staff('security')]
  await Promise.all([one.signsIn(), other.signsIn()])
  const answers = await Promise.all([decides(one, 'approval', version), decides(other, 'refusal', version)])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(answers.find(({ status }) => status === 409)!.text).toContain('已由另一人决定')
  expect(await office.sql`select 1 from agency_seal_decisions where version = ${version}`).toHaveLength(1)
})

test('a self-signed certificate: said before it is uploaded, before it is approved, and beside it for as long', async () => {
  const refused = await uploads(selfSigned)
  expect(refused.status).toBe(422)
  for (const words of ['这是自签名证书', 'href="#selfSigned"', 'data-self-signed'])
    expect(refused.text).toContain(words)
  const before = await newest()
  const version = await uploaded(selfSigned, { selfSigned: 'yes' })
  expect(version).toBe(before + 1)
  expect(await page(office.head)).toContain('data-self-signed')
  expect((await decides(office.head, 'approval', version)).text).toContain('这是自签名证书')
  expect(await inForce()).not.toBe(version)
  expect((await decides(office.head, 'approval', version, { ...WHY, selfSigned: 'yes' })).status).toBe(303)
  const shown = await page(office.head)
  expect(shown).toMatch(new RegExp(`data-seal="yunxi" data-version="${version}"[^§]*data-self-signed`))
  expect(shown).toContain('文件里没有上级证书')
})

test('a certificate that its own key issued to itself under another name is self-signed all the same', async () => {
  const key = newKey.ec()
  const root = certificate({ key, name: { C: 'CN', O: '某证书机构', CN: '某根证书' }, authority: true })
  const below = certificate({ key, by: root })
  const p12 = plainStore({ keys: [key], certificates: [below.der, root.der] })
  expect((await uploads(p12)).text).toContain('这是自签名证书')
})

test('a certificate that ended while it waited is not approved', async () => {
  const short = certificate({ by: authority, key: newKey.ec(), until: '260320' })
  const version = await uploaded(plainStore({ keys: [short.key], certificates: [short.der] }))
  office.itIs('2026-03-23')
  await office.head.signsIn()
  const late = await decides(office.head, 'approval', version)
  office.itIs('2026-03-02')
  await office.head.signsIn()
  expect(late.status).toBe(422)
  expect(late.text).toContain('证书已经过期')
  expect(await inForce()).not.toBe(version)
})

test('revoked by two: asked with a reason, in force until another approves; refused it goes on, and is asked anew', async () => {
  const { head } = office
  const [admin, security] = [office.staff('admin'), office.staff('security')]
  const version = await installSeal(office.house, 'yunxi')
  expect((await asks(security, version)).status).toBe(303)
  expect((await asks(admin, version)).status).toBe(409)
  expect(await inForce()).toBe(version)
  expect(await page(head)).toContain('私钥可能泄露。')
  expect((await decides(security, 'approval', version, WHY, 1)).status).toBe(403)
  await expect(
    office.sql`
      insert into agency_seal_decisions (agency_id, version, request, approved, by, at, why)
      values ('yunxi', ${version}, 1, true, 'staff:security', now(), '')`,
  ).rejects.toThrow('cannot decide')
  expect((await decides(head, 'refusal', version, { why: '已经核实，没有泄露。' }, 1)).status).toBe(303)
  expect(await inForce()).toBe(version)

  expect((await asks(head, version)).status).toBe(303)
  expect((await decides(admin, 'approval', version, WHY, 2)).status).toBe(303)
  expect(await inForce()).toBeUndefined()
  expect((await asks(head, version)).status).toBe(409)
  expect(standings(await page(admin))[0]).toBe('revoked')
  const reply = await office.caseUntil('registered')
  expect(await office.sql`select 1 from sealed_letters where case_id = ${reply.id}`).toHaveLength(0)
})

test('a version that was followed by another cannot be revoked any more, nor one that does not exist', async () => {
  const earlier = await installSeal(office.house, 'yunxi')
  const later = await installSeal(office.house, 'yunxi')
  expect((await asks(office.head, earlier)).status).toBe(409)
  expect((await asks(office.head, later + 1)).status).toBe(404)
  expect((await decides(office.head, 'approval', later + 1)).status).toBe(404)
  expect((await decides(office.head, 'approval', later, WHY, 7)).status).toBe(404)
  expect(await inForce()).toBe(later)
})

test('each act is in the audit, and the set-up counts what is in force', async () => {
  const version = await uploaded()
  const setup = async () => (await office.staff('admin').gets('/setup')).text
  expect(await setup()).toContain('新的一版等待另一人批准')
  needs(await decides(office.head, 'approval', version), 303, 'not approved')
  expect(await setup()).toContain(`第${version}版使用中`)
  needs(await asks(office.staff('security'), version), 303, 'not asked')
  needs(await decides(office.head, 'approval', version, WHY, 1), 303, 'not revoked')
  expect(await setup()).toContain('没有使用中的印章')
  const { entries } = needs(await office.staff('auditor').gets('/api/v1/audit'), 200, 'no audit').json
  type Entry = { what: string; subject: string; by: string; after: { state: string } }
  const ofIt = (entries as Entry[]).filter(({ what, subject }) => what === 'seal' && subject === String(version))
  expect(ofIt.map(({ by, after }) => [by, after.state])).toEqual([
    ['staff:head', 'revoked'],
    ['staff:security', 'revocationAsked'],
    ['staff:head', 'inForce'],
    ['staff:admin', 'waiting'],
  ])
  const read = (await office.staff('auditor').gets('/audit')).text
  for (const words of [`印章 云溪区人民政府 第${version}版`, '已上传，等待另一人批准', '已撤销'])
    expect(read).toContain(words)
})
