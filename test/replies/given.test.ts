/** Art 36 (2): what is disclosed reaches the applicant, without what it carries besides; each way is proven. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { pdf, withExif, xlsx } from '../leaving/files.ts'
import { asForm, asUpload, cookiesOf, send } from '../support/api.ts'
import { openBag } from '../support/bags.ts'
import { ARCHIVED, type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'
import { application, needs } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
const IDENTITY = {
  name: '身份证.png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url })
})
afterAll(async () => {
  await office.close()
  await server.close()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const FILES = [
  { name: '征收补偿方案.pdf', content: pdf() },
  { name: '分户结果.xlsx', content: xlsx() },
  { name: '现场照片.jpg', content: withExif({ place: true, turned: 6 }) },
]
const disclosed = (files: string[], fields: object = {}) => ({
  type: 'replyDrafted',
  outcome: 'disclosed',
  fields,
  files,
})

async function drafted(content: unknown = application()) {
  const filed = await office.caseUntil('secrecyReviewed', content)
  const { files } = (await office.handler.adds(filed.id, FILES)).json as { files: { id: string; sha256: string }[] }
  await office.handler.records(filed.id, disclosed(files.map(({ id }) => id)))
  return { ...filed, files, ids: files.map(({ id }) => id) }
}

/** Opened, passed, signed and served. */
async function passes(id: string) {
  await office.counsel.opensGiven(id)
  await office.counsel.records(id, { ...PASSED, acknowledged: true })
  await office.signer.opensGiven(id)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
}

test('three files are given: examined, opened, signed, fetched with the code, and proven', async () => {
  const { id, files, ids, ...filed } = await drafted()
  const beside = (await office.counsel.opens(id)).given
  expect(beside.files.map(({ name }: { name: string }) => name)).toEqual(FILES.map(({ name }) => name))
  expect(beside.files[1].findings.map(({ state, says }: never) => [state, says])).toEqual([
    ['removed', '文档属性（作者、单位、修改时间等）：李四、王五、云溪区某局'],
    ['heed', '隐藏的工作表1张：底稿&联系方式'],
    ['heed', '隐藏的行或者列2处'],
    ['heed', '批注、注释1处'],
  ])
  expect(beside.files[2].findings.map(({ says }: { says: string }) => says)).toEqual([
    ...['拍摄地点（GPS）', '拍摄设备、时间等信息'],
  ])

  // Who passes on what still carries something hidden has looked at it; of what left clean nobody is made to read.
  const unopened = await office.counsel.tries(id, { ...PASSED, acknowledged: true })
  expect([unopened.status, unopened.json.code, unopened.json.article]).toEqual([
    ...[409, 'FILES_NOT_OPENED', '条例第十七条'],
  ])
  expect(unopened.json.files).toEqual([{ file: ids[1], name: '分户结果.xlsx', url: beside.files[1].url }])
  const seen = await office.counsel.gets(beside.files[2].url)
  expect(sha256(seen.bytes)).toBe(beside.files[2].sha256)
  expect(seen.bytes.includes('Camera X')).toBe(false)
  expect((await office.counsel.tries(id, { ...PASSED, acknowledged: true })).json.files).toMatchObject([
    { name: '分户结果.xlsx' },
  ])
  await office.counsel.gets(`/api/v1/cases/${id}/files/${ids[1]}`)

  const refused = await office.counsel.tries(id, PASSED)
  expect([refused.status, refused.json.code]).toEqual([409, 'FILES_NOT_CLEAN'])
  expect(refused.json.findings).toMatchObject([{ name: '分户结果.xlsx' }])
  await office.counsel.records(id, { ...PASSED, acknowledged: true })

  const before = await office.standing(id)
  const unsigned = await office.signer.tries(id, SIGNED)
  expect([unsigned.status, unsigned.json.code, unsigned.json.files.length]).toEqual([409, 'FILES_NOT_OPENED', 1])
  expect(await office.standing(id)).toBe(before)
  await office.signer.opensGiven(id)
  const signed = await office.signer.records(id, SIGNED)
  const [review, signature] = ['replyReviewed', 'replySigned'].map((type) =>
    signed.facts.findLast((fact: { type: string }) => fact.type === type),
  )
  expect([review.opened, signature.opened]).toEqual([
    { files: 3, opened: 2 },
    { files: 3, opened: 3 },
  ])
  expect(signature.given).toEqual(
    beside.files.map((file: { id: string; sha256: string }, i: number) => ({
      file: file.id,
      original: files[i]!.sha256,
      sha256: file.sha256,
    })),
  )
  expect(signed.given.files.map(({ looks }: { looks: { by: string }[] }) => looks.map(({ by }) => by))).toEqual([
    ...[['示例·签发人'], ['示例·法制员', '示例·签发人'], ['示例·法制员', '示例·签发人']],
  ])

  const letter = signed.letters.find(({ kind }: { kind: string }) => kind === 'reply')
  const pdfText = await textIn(asFile((await office.signer.gets(letter.url)).bytes))
  expect(pdfText).toContain('1.征收补偿方案（PDF，1页，')
  expect(pdfText).toContain('3.现场照片（JPG，')

  expect((await office.citizen.follows(filed)).files, 'not before it is served').toEqual([])
  expect((await office.citizen.looksAt(filed, `/files/${ids[2]}`)).status).toBe(404)
  await office.registrar.records(id, SERVED)
  const { files: given } = await office.citizen.follows(filed)
  expect(given.map(({ name, type }: never) => [name, type])).toEqual([
    ['征收补偿方案.pdf', 'application/pdf'],
    ['分户结果.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['现场照片.jpg', 'image/jpeg'],
  ])
  for (const file of given) {
    const fetched = await office.citizen.looksAt(filed, `/files/${file.id}`)
    expect([fetched.status, sha256(fetched.bytes), fetched.bytes.length]).toEqual([200, file.sha256, file.size])
    expect(fetched.headers['x-content-type-options']).toBe('nosniff')
    expect(fetched.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  }
  expect((await office.citizen.looksAt({ ...filed, enquiryCode: 'AAAA-AAAA-AA' }, `/files/${ids[2]}`)).status).toBe(404)
  const { given: onWay } = await office.registrar.opens(id)
  expect(onWay.files.map(({ downloads }: { downloads: string[] }) => downloads.length)).toEqual([1, 1, 1])

  await office.archivist.records(id, ARCHIVED)
  const bundle = (await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes
  expect(verifyBundle(bundle)).toMatchObject({ ok: true })
  const hashes = [...openBag(bundle).payload.values()].map((content) => sha256(content))
  for (const { original, sha256: copy } of signature.given)
    expect(hashes).toEqual(expect.arrayContaining([original, copy]))
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('what is disclosed is given, or it is said how: nothing else is drafted', async () => {
  const { id } = await office.caseUntil('secrecyReviewed')
  const tries = async (fields: object) => {
    const { status, json } = await office.handler.tries(id, { type: 'replyDrafted', outcome: 'disclosed', fields })
    return [status, json.code, json.article]
  }
  const article = '条例第三十六条第（二）项'
  expect(await tries({})).toEqual([409, 'NOTHING_GIVEN', article])
  expect(await tries({ content: '随本答复书一并提供。', attachments: '补偿方案' })).toEqual([
    409,
    'NOTHING_GIVEN',
    article,
  ])
  expect(await tries({ inspection: '请来查阅。' })).toEqual([
    ...[409, 'INSPECTION_WITHOUT_PLACE_OR_HOURS', `${article}、第四十条`],
  ])
  const inspection = '您（单位）可以于工作日9:00至12:00，到云溪区政务路1号查阅、抄录。'
  // Paper was asked for (Art 40).
  expect(await tries({ inspection })).toEqual([409, 'FORM_REASON_MISSING', '条例第四十条'])
  const formReason = '原件为孤本图纸，反复翻拍、复印可能危及载体安全。'
  expect((await tries({ inspection, formReason }))[0]).toBe(201)
})

test('a file of another case, or one that the applicant brought, is not given', async () => {
  const brought = [{ name: '身份证明.png', content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }]
  const filed = await office.citizen.files(application(), { files: brought })
  const id = await office.registrar.finds(filed)
  await office.goes(id, 'submitted', 'secrecyReviewed')
  const [theirs] = (await office.handler.opens(id)).files
  const of = async (file: string) => {
    const { status, json } = await office.handler.tries(id, disclosed([file]))
    return [status, json.errors?.[0]?.field, json.errors?.[0]?.code]
  }
  expect(await of(theirs.id)).toEqual([422, 'files', 'NOT_FOR_RELEASE'])
  expect(await of('00000000-0000-4000-8000-000000000000')).toEqual([422, 'files', 'NO_SUCH_FILE'])
})

test('the picture of somebody’s identity document is given to nobody, in whatever case staff put it in again', async () => {
  const filed = await office.citizen.files(application(), { files: [{ ...IDENTITY, field: 'identity' }] })
  expect((await office.registrar.opens(await office.registrar.finds(filed))).papers.papers).toHaveLength(1)
  const other = await office.caseUntil('secrecyReviewed')
  const { files } = (await office.handler.adds(other.id, [{ ...IDENTITY, name: '证明.png' }])).json
  const draft = disclosed(files.map(({ id }: { id: string }) => id))
  const { status, json } = await office.handler.tries(other.id, draft)
  expect([status, json.errors[0].code]).toEqual([422, 'NOT_FOR_RELEASE'])
})

test('what the applicant brought is not given under another name: the same bytes are theirs, unless the office had them first', async () => {
  const scan = { name: '申请人的扫描件.pdf', content: pdf({ page: '/Rotate 90' }) }
  const filed = await office.citizen.files(application(), { files: [scan] })
  const id = await office.registrar.finds(filed)
  await office.goes(id, 'submitted', 'secrecyReviewed')
  const adds = async (name: string, content: Buffer) =>
    ((await office.handler.adds(id, [{ name, content }])).json as { files: { id: string }[] }).files[0]!.id
  const again = await adds('征收补偿方案.pdf', scan.content)
  const ours = await adds('批复.pdf', pdf())
  const before = await office.standing(id)
  const tried = await office.handler.tries(id, disclosed([again, ours]))
  expect([tried.status, tried.json.errors]).toEqual([
    422,
    [{ field: 'files', code: 'NOT_FOR_RELEASE', message: expect.stringContaining('“征收补偿方案.pdf”') }],
  ])
  const inAForm = await office.handler.tries(
    id,
    { ...disclosed([]), files: undefined },
    { files: [{ name: '方案.pdf', content: scan.content }] },
  )
  expect([inAForm.status, inAForm.json.errors[0].code]).toEqual([422, 'NOT_FOR_RELEASE'])
  expect(await office.standing(id)).toBe(before)
  // What the applicant sends back afterwards was the office's before.
  await office.sql`
    insert into files (agency_id, case_id, id, name, size, sha256, type, by, at)
    select agency_id, case_id, gen_random_uuid(), name, size, sha256, type, 'applicant', at + interval '1 minute'
    from files where id = ${ours}`
  await office.handler.records(id, disclosed([ours]))
})

test('twelve files that came in one form stay in the order in which they came', async () => {
  const { id } = await office.caseUntil('secrecyReviewed')
  const twelve = Array.from({ length: 12 }, (_, i) => ({ name: `附件${i + 1}.txt`, content: `第${i + 1}件` }))
  const names = twelve.map(({ name }) => name)
  const record = await office.handler.records(
    id,
    { type: 'replyDrafted', outcome: 'disclosed', fields: {} },
    { files: twelve },
  )
  expect(record.files.map(({ name }: { name: string }) => name)).toEqual(names)
  expect(record.given.files.map(({ name }: { name: string }) => name)).toEqual(names)
})

test('the mail of service brings the files and proves it; above what the agency chose they are fetched with the code', async () => {
  const chosen = async (value: number) => {
    const path = '/api/v1/choices/mailMegabytes/proposals'
    const asked = { value, from: office.house.time.today(), why: '本级邮件系统的限制。' }
    const { proposal } = needs(await office.staff('admin').posts(path, '', asked), 201, 'proposed').json
    needs(await office.head.posts(`${path}/${proposal}/approval`, '', { why: '同意。' }), 201, 'approved')
  }
  const mailed = async () => {
    const { id } = await drafted(application({ applicant: { email: 'reader@example.cn' } }))
    await passes(id)
    await office.theJobsRun()
    const proof = (await office.registrar.opens(id)).facts.findLast(({ type }: { type: string }) => type === 'mailSent')
    return { mail: server.mails.at(-1)!, proof, given: (await office.registrar.opens(id)).given.files }
  }
  const within = await mailed()
  const brought = within.mail.attachments.slice(1)
  expect(brought.map(({ filename }) => filename)).toEqual(FILES.map(({ name }) => name))
  expect(brought.map(({ content }) => sha256(Buffer.from(content as ArrayBuffer)))).toEqual(
    within.given.map(({ sha256 }: { sha256: string }) => sha256),
  )
  expect(within.proof.brings).toEqual(within.given.map(({ id }: { id: string }) => id))
  expect(within.mail.text).toContain('提供的文件共3件，随信附上。')

  await chosen(0)
  const above = await mailed()
  expect(above.mail.attachments.length).toBe(1)
  expect(above.mail.text).toContain('没有随信附上')
  expect(above.proof.brings).toBeUndefined()
  await chosen(12)
})

test('what was given goes into the reading room with one decision: the copy that left, not the original', async () => {
  const { id, ids } = await drafted()
  await passes(id)
  await office.handler.records(id, { type: 'releaseProposed', why: '多人申请。' })
  const decision = { type: 'releaseDecided', accepted: true, summary: '供公众查阅。', files: ids }
  // What nobody can search has to be looked at, and whoever did says so.
  const { errors } = (await office.head.tries(id, decision)).json
  const confirmed = Object.fromEntries(
    errors.map(({ field }: { field: string }) => [field.replace('confirmed.', ''), '已逐页核看，没有个人信息。']),
  )
  await office.head.records(id, { ...decision, confirmed })
  const stored = await office.sql`
    select p.name, p.sha256 from released_files p join released r on r.id = p.released_id
    where r.case_id = ${id} order by p.position`
  const { given } = await office.registrar.opens(id)
  expect(stored.map(({ sha256 }) => sha256)).toEqual(given.files.map(({ sha256 }: { sha256: string }) => sha256))
})

test('files chosen in a form that is refused wait with it: sent again without them, it gives them', async () => {
  const { id } = await office.caseUntil('secrecyReviewed')
  const signIn = asForm({ username: 'handler', password: PASSWORD, next: `/cases/${id}` })
  const cookie = cookiesOf(await send(office.app, { method: 'POST', url: '/sign-in', ...signIn }))
  const page = await send(office.app, { url: `/cases/${id}`, headers: { cookie } })
  const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!
  const draft = { csrf: hidden(page.text, 'csrf'), type: 'replyDrafted' }
  const posts = ({ headers, payload }: ReturnType<typeof asUpload> | ReturnType<typeof asForm>) =>
    send(office.app, { method: 'POST', url: `/cases/${id}/facts`, headers: { ...headers, cookie }, payload })
  const before = await office.standing(id)
  const file = { field: 'uploads', name: '批复.pdf', content: pdf() }
  const other = { field: 'uploads', name: '误传.pdf', content: pdf({ page: '/Rotate 90' }) }
  const refused = await posts(asUpload(draft, [file, other]))
  expect(refused.status, 'no outcome was chosen').toBe(422)
  const wrong = /data-upload="([^"]+)"(?:(?!data-upload)[\s\S])*?误传/.exec(refused.text)![1]
  expect(await office.standing(id)).toBe(before)
  const basket = hidden(refused.text, 'basket')
  const again = { ...draft, basket, outcome: 'disclosed', [`remove-${wrong}`]: 'yes' }
  expect((await posts(asForm(again))).status).toBe(303)
  const { given, files } = await office.counsel.opens(id)
  expect(given.files.map(({ name }: { name: string }) => name)).toEqual(['批复.pdf'])
  expect(files.map(({ name }: { name: string }) => name)).toEqual(['批复.pdf'])
})

test('an author that is the agency itself needs no acknowledgement, anybody else does', async () => {
  const passes = async (author: string) => {
    const { id } = await office.caseUntil('secrecyReviewed')
    const utf16 = Buffer.from(author, 'utf16le').swap16().toString('hex')
    const content = pdf({ info: `/Author <FEFF${utf16}>` })
    const { files } = (await office.handler.adds(id, [{ name: '批复.pdf', content }])).json
    await office.handler.records(id, disclosed([files[0].id]))
    const { given } = await office.counsel.opens(id)
    const first = await office.counsel.tries(id, PASSED)
    if (first.status === 201) return [201, given.files[0].findings[0].state]
    expect(first.json.code).toBe('FILES_NOT_OPENED')
    await office.counsel.opensGiven(id)
    const answer = await office.counsel.tries(id, PASSED)
    return [answer.status, given.files[0].findings[0].state]
  }
  expect(await passes('云溪区人民政府')).toEqual([201, 'own'])
  expect(await passes('云溪区政府')).toEqual([201, 'own'])
  expect(await passes('云溪区人民政府办公室张三')).toEqual([409, 'heed'])
  expect(await passes('张三')).toEqual([409, 'heed'])
})
