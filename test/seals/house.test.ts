/** Seals in the office: one person uploads one, another approves it, letters leave sealed, can be proven later, and stop when it does not hold. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templateFrom } from '../../src/documents/index.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { letterFrom } from '../../src/letters/together-letter.ts'
import { sealOfVersion } from '../../src/seals/installed.ts'
import { sealedPdf } from '../../src/seals/issue.ts'
import { stamp } from '../../src/seals/stamp.ts'
import { textIn } from '../documents/samples.ts'
import { asForm, asUpload, cookiesOf, send, type Upload } from '../support/api.ts'
import { type Office, openOffice, SIGNED } from '../support/house.ts'
import { program } from '../support/programs.ts'
import { readingCopyOf } from '../support/reading-copy.ts'
import { blanksIn } from '../support/sealed.ts'
import { openAuthority } from './authority.ts'
import { asFile, authority, certificate, ec, PASSWORD, plainStore, rsa, store } from './certificates.ts'
import { sealPng } from './pictures.ts'

let office: Office
let authorityUrl: string
beforeAll(async () => {
  const server = await openAuthority()
  authorityUrl = server.url
  await server.close()
  office = await openOffice({ timestampAuthorities: [authorityUrl] })
})
afterAll(() => office.close())

const pdfsig = (pdf: Buffer) => execFileSync(program('pdfsig'), ['-nocert', asFile(pdf, 'pdf')], { encoding: 'utf8' })
const rsaStore = store(rsa)

async function administrator() {
  const form = asForm({ username: 'admin', password: 'Demo-2026-open', next: '/seals' })
  const cookie = cookiesOf(await send(office.app, { method: 'POST', url: '/sign-in', ...form }))
  const page = await send(office.app, { url: '/seals', headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)![1]!
  const posts = (url: string, { headers, payload }: ReturnType<typeof asForm> | ReturnType<typeof asUpload>) =>
    send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  return {
    csrf,
    sees: () => send(office.app, { url: '/seals', headers: { cookie } }),
    posts,
    uploads: (p12: Buffer, { fields = {}, picture }: { fields?: Record<string, string>; picture?: Buffer } = {}) => {
      const files: Upload[] = [{ field: 'p12', name: '印章.p12', content: p12 }]
      if (picture) files.push({ field: 'picture', name: '印章.png', content: picture })
      return posts('/seals', asUpload({ csrf, agency: 'yunxi', password: PASSWORD, ...fields }, files))
    },
    asksToRevoke: (version: number, reason: string) =>
      posts('/seals/yunxi/revocation', asForm({ csrf, version: String(version), reason })),
    tries: () => posts('/seals/yunxi/trial', asForm({ csrf })),
  }
}

const approves = (version: number, request = 0) =>
  office.head.posts('/seals/yunxi/approval', '', { version, request, why: '已向证书机构核实。', confirm: 'yes' })
/** Uploaded by the administrator, approved by the head. */
async function installs(...upload: Parameters<Awaited<ReturnType<typeof administrator>>['uploads']>) {
  expect((await (await administrator()).uploads(...upload)).status).toBe(303)
  const [row] = await office.sql<{ version: number }[]>`select max(version) as version from agency_seals`
  expect((await approves(row!.version)).status).toBe(303)
}

/** A case brought to its signature, and the reply as the house gives it out. */
async function signedReply() {
  const { id } = await office.caseUntil('replySigned')
  const { sql } = office
  const [letter] = await sql`select * from letters where case_id = ${id} and kind = 'reply'`
  const url = `/api/v1/cases/${id}/letters/${letter!.id}`
  const { bytes } = await office.handler.gets(url)
  const [fact] = await sql`select open from ledger where case_id = ${id} and type = 'letterMade' order by position desc`
  const [on] = await sql`select * from sealed_letters where letter = ${letter!.id}`
  return { id, url, letter: letter!, bytes, named: fact!.open.sha256 as string, on }
}

/** From what is on record alone: the template's source, the data, the instant and the version of the seal. */
async function madeAgain({ letter, on }: Awaited<ReturnType<typeof signedReply>>) {
  const [{ source }] = (await office.sql`select source from templates where digest = ${letter.digest}`) as [
    { source: string },
  ]
  const row = (await sealOfVersion(office.house.db, letter.agencyId, on!.version))!
  return sealedPdf(office.house, row, letterFrom(templateFrom(source), blanksIn(office, letter)), {
    issuedAt: new Date(letter.issuedAt),
  })
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('who does not answer for the agency has nothing to do with seals', async () => {
  expect((await office.signer.gets('/seals')).status).toBe(403)
  const admin = await administrator()
  expect(
    (await admin.posts('/seals/yunxi/revocation', asForm({ version: '1', reason: '没有令牌的请求' }))).status,
  ).toBe(403)
  expect((await admin.tries()).status).toBe(404)
})

test('what is wrong with an upload is said at its control, and nothing is installed', async () => {
  const admin = await administrator()
  const refused = async (sent: ReturnType<typeof admin.uploads>, words: string) => {
    const { status, text } = await sent
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(text).not.toContain(PASSWORD)
  }
  await refused(admin.uploads(rsaStore, { fields: { password: '另一个' } }), '口令不正确')
  await refused(admin.uploads(Buffer.from('hello')), '这不是 PKCS#12 文件')
  const old = store(rsa, [], '-legacy', '-provider', 'default')
  await refused(admin.uploads(old), '（RC2-40）。请用 OpenSSL 3 转换后再安装：先运行 openssl pkcs12 -legacy')
  await refused(admin.uploads(plainStore({ keys: [ec.key], certificates: [rsa.der] })), '不是一对')
  const late = certificate({ by: authority, key: ec.key, from: '240101', until: '260301' })
  await refused(admin.uploads(plainStore({ keys: [late.key], certificates: [late.der] })), '证书已经过期')
  await refused(admin.uploads(rsaStore, { picture: sealPng([0, 0, 200, 255]) }), '印章应当是红色')
  for (const address of ['file:///etc/passwd', 'http://127.0.0.1/tsa', `${authorityUrl}/`, ` ${authorityUrl}`])
    await refused(admin.uploads(rsaStore, { fields: { authority: address } }), '时间戳服务不在许可名单里')
  await refused(admin.uploads(rsaStore, { fields: { diameter: '80' } }), '直径应当是')
  await refused(admin.uploads(Buffer.alloc(300_000)), '超过 256 KB')
  await refused(admin.uploads(rsaStore, { fields: { agency: 'nowhere' } }), '请选择机关')
  expect(await office.sql`select 1 from agency_seals`).toHaveLength(0)
})

test('RSA: signed and sealed, the fact names the signed bytes, and they can be made again to the byte', async () => {
  const admin = await administrator()
  await installs(rsaStore, { picture: sealPng() })
  const page = (await admin.sees()).text
  expect(page).toContain('C=CN，O=云溪区人民政府，CN=云溪区人民政府电子印章')
  expect(page).not.toContain('data-alarm="expiry"')

  const reply = await signedReply()
  expect(pdfsig(reply.bytes)).toContain('Signature is Valid')
  expect(reply.bytes.includes('/S /Figure')).toBe(true)
  expect(reply.named).toBe(hashOf(reply.bytes))
  expect(reply.on).toMatchObject({ version: 1 })
  expect((await office.handler.gets(reply.url)).bytes.equals(reply.bytes)).toBe(true)
  expect((await madeAgain(reply)).sha256).toBe(reply.letter.sha256)
  // The receipt of registration is a notice, and sealed too.
  const letters = await office.sql`
    select l.kind, s.version from letters l left join sealed_letters s on s.letter = l.id where l.case_id = ${reply.id}`
  expect(letters.every(({ version }) => version === 1)).toBe(true)
  expect(letters.map(({ kind }) => kind).toSorted()).toEqual(['notice', 'reply'])
  // The reading copy says where the originals lie: in the bundle, and on no paper.
  const copy = await readingCopyOf(office, reply.id)
  expect(await textIn(asFile(copy.bytes, 'pdf'))).toContain('文书加盖电子印章的原件存于证据卷，可以核验。')
  const { exhibits } = (await office.signer.gets(`/api/v1/cases/${reply.id}/evidence-list`)).json
  const forms = exhibits
    .filter(({ name }: { name: string }) => /(答复书|回执)$/.test(name))
    .map(({ form }: { form: string }) => form)
  expect(forms).toEqual(['原件', '原件'])
})

test('the key lies nowhere in the open, and no version changes', async () => {
  const { sql, house } = office
  const [row] = await sql<{ sealed: Buffer }[]>`select sealed from agency_seals`
  expect(row!.sealed.includes(PASSWORD)).toBe(false)
  expect(row!.sealed.includes(rsaStore.subarray(100, 140))).toBe(false)
  expect(await house.blobs.has(hashOf(rsaStore))).toBe(false)
  await expect(sql`update agency_seals set authority = 'http://elsewhere'`).rejects.toThrow('append-only')
  await expect(sql`delete from sealed_letters`).rejects.toThrow('append-only')
  for (const table of ['agency_seal_revocations', 'agency_seal_decisions'])
    await expect(sql`truncate ${sql(table)}`).rejects.toThrow('append-only')
})

test('a trial is signed with the seal in force and marked as a draft', async () => {
  const answer = await (await administrator()).tries()
  expect(answer.headers['content-type']).toBe('application/pdf')
  expect(pdfsig(answer.bytes)).toContain('Signature is Valid')
  const text = execFileSync(program('pdftotext'), [asFile(answer.bytes, 'pdf'), '-'], { encoding: 'utf8' })
  expect(text).toContain('印章测试页')
  for (const mark of '草稿') expect(text).toContain(mark) // slanted across the page, so read in pieces
})

test('ECDSA: the next version; what was signed can be made again, the signature is kept', async () => {
  await installs(store(ec), { picture: sealPng() })
  const reply = await signedReply()
  expect(pdfsig(reply.bytes)).toContain('Signature is Valid')
  expect(reply.on).toMatchObject({ version: 2 })
  const again = await madeAgain(reply)
  expect(again.unsignedSha256).toBe(reply.on!.unsignedSha256)
  expect(again.sha256).not.toBe(reply.letter.sha256)
  expect(pdfsig(again.bytes)).toContain('Signature is Valid')
})

test('the stamp comes after the letter, stops nothing, and changes no byte that was issued', async () => {
  const admin = await administrator()
  // The authority is not there when the letter is signed.
  await installs(rsaStore, { fields: { authority: authorityUrl } })
  const reply = await signedReply()
  expect(pdfsig(reply.bytes)).toContain('Signature is Valid')
  const jobs = await office.sql<{ payload: Parameters<typeof stamp>[1] }[]>`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'stamp'`
  const job = jobs.map(({ payload }) => payload).find(({ letter }) => letter === reply.letter.id)!
  expect(Object.keys(job).toSorted()).toEqual(['agencyId', 'caseId', 'letter'])
  await expect(stamp(office.house, job)).rejects.toMatchObject({ code: 'TIMESTAMP_UNREACHABLE' })
  expect((await office.handler.gets(`${reply.url}/timestamped`)).status).toBe(404)
  expect((await admin.tries()).text).toContain('时间戳服务没有应答')

  const back = await openAuthority(undefined, Number(new URL(authorityUrl).port))
  await stamp(office.house, job)
  await stamp(office.house, job)
  expect(back.asked).toHaveLength(1)
  expect((await admin.tries()).headers['content-type']).toBe('application/pdf')
  await back.close()
  const stamped = await office.handler.gets(`${reply.url}/timestamped`)
  expect(pdfsig(stamped.bytes)).toContain('Signature is Valid')
  expect(stamped.bytes.equals(reply.bytes)).toBe(false)
  expect((await office.handler.gets(reply.url)).bytes.equals(reply.bytes)).toBe(true)
  expect((await madeAgain(reply)).sha256).toBe(reply.letter.sha256)
})

test('a certificate near its end is announced; past it, a letter stops by name, until the seal is revoked', async () => {
  const admin = await administrator()
  const short = certificate({ by: authority, key: ec.key, until: '260320' })
  await installs(plainStore({ keys: [short.key], certificates: [short.der] }))
  expect((await admin.sees()).text).toContain('证书还有 17 天到期')
  const { id } = await office.caseUntil('replyReviewed')
  office.itIs('2026-03-23')
  const before = await office.standing(id)
  const refused = await office.signer.tries(id, SIGNED)
  expect(refused.status).toBe(409)
  expect(refused.json).toMatchObject({ code: 'CERTIFICATE_EXPIRED', title: expect.stringContaining('云溪区人民政府') })
  expect(await office.standing(id)).toBe(before)

  const later = await administrator()
  expect((await later.sees()).text).toContain('证书已经过期，该机关现在不能签发文书')
  expect((await later.asksToRevoke(4, '短')).text).toContain('请写明理由')
  expect((await later.asksToRevoke(9, '没有这一版')).status).toBe(404)
  expect((await later.asksToRevoke(4, '证书到期，改用纸质印章')).status).toBe(303)
  await office.head.signsIn()
  expect((await approves(4, 1)).headers.location).toBe('/seals?done=revoked')
  expect((await later.sees()).text).toContain('证书到期，改用纸质印章')
  expect((await later.asksToRevoke(4, '再次撤销同一版')).status).toBe(409)
  // An earlier version does not come back by itself.
  await office.signer.records(id, SIGNED)
  const [reply] = await office.sql`
    select l.sha256, s.version from letters l left join sealed_letters s on s.letter = l.id
    where l.case_id = ${id} and l.kind = 'reply'`
  expect(reply!.version).toBeNull()
  expect((await office.house.blobs.read(reply!.sha256)).includes('/ByteRange')).toBe(false)
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
