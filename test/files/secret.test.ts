/** 条例第十四条: what is marked as a state secret leaves by no door, before a reply, with it or after it; a mistaken mark is lifted. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenInMail } from '../../src/delivery/given-in-mail.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { overAll } from '../../src/house.ts'
import { bringUpRows } from '../../src/law/recount.ts'
import { leavingApart } from '../../src/leaving/apart.ts'
import { caseById } from '../../src/ledger/queries.ts'
import { withExif } from '../leaving/files.ts'
import { asForm, asUpload, cookiesOf, type Json, send } from '../support/api.ts'
import { openBag } from '../support/bags.ts'
import { type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
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
const text = (name: string, content: string) => ({ name, content })
const adds = async (id: string, ...files: { name: string; content: string | Buffer }[]) =>
  (await office.handler.adds(id, files)).json.files as { id: string; sha256: string }[]
const onFile = async (id: string, ...files: { name: string; content: string | Buffer }[]) => {
  const added = await adds(id, ...files)
  await office.handler.records(id, { type: 'fileAdded', files: added.map((file) => file.id) })
  return added
}
const mark = (kind: string, ...files: { id: string }[]) => ({
  ...{ type: 'evidenceClosed', files: files.map((file) => file.id), kind, why: '来文标注为秘密。' },
})
const SECRET = 'stateSecret'
/** No case has this id. */
const NONE = '00000000-0000-7000-8000-000000000000'
const giving = (...files: { id: string }[]) => ({
  ...{ type: 'replyDrafted', outcome: 'disclosed', fields: {}, files: files.map((file) => file.id) },
})
const item = (...files: { id: string }[]) => {
  const { type: _, ...answer } = giving(...files)
  return answer
}
const refusedAs = ({ status, json }: { status: number; json: Json }) => [status, json.code, json.article]
const REFUSED = [409, 'FILES_STATE_SECRET', '条例第十四条']
const lastOf = async (id: string, type: string) =>
  (await office.head.opens(id)).facts.findLast((fact: Json) => fact.type === type)
/** What the head records over the first mark of the case. */
const putRight = async (id: string, replacement?: object) => ({
  ...{ type: 'rectified', position: (await lastOf(id, 'evidenceClosed')).position, why: '密级标志系误读。' },
  ...{ approvedBy: '公开办主任', ...(replacement && { replacement }) },
})
const drafting = () => office.caseUntil('secrecyReviewed')
const passes = async (id: string) => {
  await office.counsel.opensGiven(id)
  await office.counsel.records(id, { ...PASSED, acknowledged: true })
}
const signs = async (id: string) => {
  await passes(id)
  await office.signer.opensGiven(id)
  await office.signer.records(id, SIGNED)
}

describe('before it leaves', () => {
  test('no draft gives it: by its id, by its content under another name, by its copy, in an item; nothing is recorded', async () => {
    const { id } = await drafting()
    const photo = withExif({ place: true, turned: 6 })
    const [secret] = await onFile(id, { name: '涉密图.jpg', content: photo })
    await office.counsel.records(id, mark(SECRET, secret!))
    const [twin] = await adds(id, { name: '另名.jpg', content: photo })
    const [open] = await adds(id, text('批复.txt', '可以公开。'))
    const [cleaned] = await adds(id, {
      name: '副本.jpg',
      content: (await leavingApart(photo, 'image/jpeg')).copy as Buffer,
    })
    const before = await office.standing(id)
    for (const draft of [
      giving(secret!),
      giving(twin!),
      giving(open!, twin!),
      giving(cleaned!),
      { type: 'replyDrafted', items: ['批复', '图件'].map((matter) => ({ ...item(twin!), matter })) },
    ]) {
      const refused = await office.handler.tries(id, draft)
      expect(refusedAs(refused)).toEqual(REFUSED)
    }
    expect(await office.standing(id)).toBe(before)
    const told = (await office.handler.tries(id, giving(twin!))).json
    expect(told.files).toMatchObject([{ file: twin!.id, name: '另名.jpg', mark: { caseId: id } }])
    expect(told.title).toContain(`“另名.jpg（本件第${(await lastOf(id, 'evidenceClosed')).position}条记录）”`)
    await office.handler.records(id, giving(open!))
  })

  test('the form does not offer it and says why; closed for another reason, it is offered', async () => {
    const { id } = await drafting()
    const [secret, trade, open] = await onFile(
      id,
      text('甲密.txt', '甲'),
      text('乙商.txt', '乙'),
      text('丙公.txt', '丙'),
    )
    await office.counsel.records(id, mark(SECRET, secret!))
    await office.counsel.records(id, mark('tradeSecret', trade!))
    const page = (await office.handler.gets(`/cases/${id}`)).text
    const form = page.slice(page.indexOf('data-fact="replyDrafted"'), page.indexOf('data-fact="evidenceClosed"'))
    for (const { id: file } of [trade!, open!]) expect(form).toContain(`name="files.${file}"`)
    expect(form).not.toContain(`name="files.${secret!.id}"`)
    expect(page).toContain('没有列出：“甲密.txt”（本件第')
    await office.handler.records(id, giving(trade!, open!))
  })

  test('marked after the draft it passes neither review nor signature; given back, the draft is made again without it', async () => {
    const { id } = await drafting()
    const [secret, open] = await onFile(id, text('后标.txt', '后来标注。'), text('公开.txt', '公开的。'))
    await office.handler.records(id, giving(secret!, open!))
    await office.counsel.records(id, mark(SECRET, secret!))
    expect(refusedAs(await office.counsel.tries(id, { ...PASSED, acknowledged: true }))).toEqual(REFUSED)
    const { given } = await office.counsel.opens(id)
    expect(given.files.map(({ stopped }: Json) => !!stopped)).toEqual([true, false])
    expect((await office.counsel.gets(`/cases/${id}/draft`)).text).toContain('不得提供。请退回，替换文件。')
    await office.counsel.records(id, { ...PASSED, passed: false, opinion: '含有国家秘密，退回替换。' })
    await office.handler.records(id, giving(open!))
    await signs(id)

    const other = (await drafting()).id
    const [late] = await onFile(other, text('审后标.txt', '审核以后标注。'))
    await office.handler.records(other, giving(late!))
    await passes(other)
    await office.counsel.records(other, mark(SECRET, late!))
    await office.signer.opensGiven(other)
    const before = await office.standing(other)
    expect(refusedAs(await office.signer.tries(other, SIGNED))).toEqual(REFUSED)
    expect(await office.standing(other)).toBe(before)
  })

  test('the same content marked in another case of the agency is as secret here, and the form names that case', async () => {
    const one = await drafting()
    const [secret] = await onFile(one.id, text('会议纪要.txt', '同一份涉密纪要。'))
    await office.counsel.records(one.id, mark(SECRET, secret!))
    const { number } = await office.counsel.opens(one.id)
    const two = await drafting()
    const [twin] = await adds(two.id, text('纪要.txt', '同一份涉密纪要。'))
    const refused = await office.handler.tries(two.id, giving(twin!))
    expect(refusedAs(refused)).toEqual(REFUSED)
    expect(refused.json.files).toMatchObject([{ mark: { caseId: one.id, called: number } }])
    expect((await office.handler.gets(`/cases/${two.id}`)).text).toContain(`“纪要.txt”（${number}第`)

    const three = await drafting()
    const [open] = await adds(three.id, text('通知.txt', '后来在别处标注。'))
    await office.handler.records(three.id, giving(open!))
    const [elsewhere] = await onFile(one.id, text('通知.txt', '后来在别处标注。'))
    await office.counsel.records(one.id, mark(SECRET, elsewhere!))
    expect((await office.counsel.opens(three.id)).given.files).toMatchObject([
      { stopped: { by: expect.stringContaining(number) } },
    ])
    expect(refusedAs(await office.counsel.tries(three.id, { ...PASSED, acknowledged: true }))).toEqual(REFUSED)
  })

  test('signed and not yet served, the house serves it neither on the portal nor by mail', async () => {
    const { id, ...filed } = await drafting()
    const [secret] = await onFile(id, text('送前标.txt', '送达以前标注。'))
    await office.handler.records(id, giving(secret!))
    await signs(id)
    await office.counsel.records(id, mark(SECRET, secret!))
    for (const how of ['portal', 'email'])
      expect(refusedAs(await office.registrar.tries(id, { ...SERVED, how }))).toEqual(REFUSED)
    expect((await office.citizen.follows(filed)).files).toEqual([])
    // The way on: the signature is rectified, and the reply drafted without it.
    const { position } = await lastOf(id, 'replySigned')
    await office.head.records(id, { type: 'rectified', position, why: '所附文件涉密。', approvedBy: '主任' })
  })

  test('signing and marking at once: one of both orders, and in neither does the file reach anybody', async () => {
    for (let i = 0; i < 3; i++) {
      const { id, ...filed } = await drafting()
      const [secret] = await onFile(id, text('同时.txt', `同时${i}。`))
      await office.handler.records(id, giving(secret!))
      await passes(id)
      await office.signer.opensGiven(id)
      const [signed, marked] = await Promise.all([
        office.signer.tries(id, SIGNED),
        office.counsel.tries(id, mark(SECRET, secret!)),
      ])
      expect(marked.status).toBe(201)
      const { facts } = await office.head.opens(id)
      const at = (type: string) => facts.findIndex((fact: Json) => fact.type === type)
      if (signed.status === 201) expect(at('replySigned')).toBeLessThan(at('evidenceClosed'))
      else expect(refusedAs(signed)).toEqual(REFUSED)
      expect(refusedAs(await office.registrar.tries(id, SERVED))[0]).toBe(409)
      expect((await office.citizen.looksAt(filed, `/files/${secret!.id}`)).status).toBe(404)
    }
  })
})

describe('what another agency of the same office marks', () => {
  const WHERE = '由同一机构统一收件的其他行政机关标注'
  /** A case of the education bureau, whose requests the office takes in. */
  const theirs = async (content: string) => {
    const { id } = await office.caseUntil('registered', application({ agency: 'yunxi-jyj' }))
    // Of the house's own people a registrar reaches it, its handlers are elsewhere.
    const [file] = (await office.registrar.adds(id, [text('涉密纪要.txt', content)])).json.files
    await office.registrar.records(id, { type: 'fileAdded', files: [file.id] })
    await office.counsel.records(id, mark(SECRET, file!))
    return { id, file: file!, number: (await office.counsel.opens(id)).number as string }
  }

  test('is given by none of them: neither chosen nor passed, and nothing of that case is told', async () => {
    const early = await drafting()
    const [before] = await adds(early.id, text('先拟稿.txt', '兄弟机关的秘密。'))
    await office.handler.records(early.id, giving(before!))
    const other = await theirs('兄弟机关的秘密。')
    expect(refusedAs(await office.counsel.tries(early.id, { ...PASSED, acknowledged: true }))).toEqual(REFUSED)
    expect((await office.counsel.opens(early.id)).given.files).toMatchObject([{ stopped: { by: WHERE } }])
    const { id } = await drafting()
    const [twin] = await adds(id, text('另名.txt', '兄弟机关的秘密。'))
    const refused = await office.handler.tries(id, giving(twin!))
    expect(refusedAs(refused)).toEqual(REFUSED)
    expect(refused.json.files).toEqual([{ file: twin!.id, name: '另名.txt', mark: { elsewhere: true } }])
    for (const told of [other.id, other.number, '涉密纪要']) expect(refused.text).not.toContain(told)
    expect((await office.handler.gets(`/cases/${id}`)).text).toContain(`没有列出：“另名.txt”（${WHERE}）`)
  })

  test('put right there, it is open here; and of an office of its own it is nothing here', async () => {
    const other = await theirs('误标的纪要。')
    const { id } = await drafting()
    const [twin] = await adds(id, text('同样.txt', '误标的纪要。'))
    expect(refusedAs(await office.handler.tries(id, giving(twin!)))).toEqual(REFUSED)
    await office.sql`update agencies set taken_in_by = id where id = 'yunxi-jyj'`
    expect((await office.handler.opens(id)).may).toContain('replyDrafted')
    await office.handler.records(id, giving(twin!))
    await office.sql`update agencies set taken_in_by = 'yunxi' where id = 'yunxi-jyj'`
    expect(refusedAs(await office.counsel.tries(id, { ...PASSED, acknowledged: true }))).toEqual(REFUSED)
    await office.head.records(other.id, await putRight(other.id))
    await passes(id)
  })

  test('marked before there was this table, it is read at the next start', async () => {
    const { id: caseId, file } = await theirs('从前的秘密。')
    await office.sql`delete from secret_contents where case_id = ${caseId}`
    await office.sql`insert into secret_contents (content, agency_id, case_id) values ('?', 'yunxi-jyj', ${caseId})`
    await bringUpRows(overAll(office.house))
    expect(await office.sql`select content from secret_contents where case_id = ${caseId}`).toEqual([
      { content: file.sha256 },
    ])
  })
})

/** Given, fetched once, mailed and published; then marked. */
describe('after it left', () => {
  const PHOTO = withExif({ place: true, turned: 3 })
  const NAME = '戊字第九号图.jpg'
  let filed: Awaited<ReturnType<typeof drafting>>
  let id: string
  let secret: { id: string; sha256: string }
  let copy: string
  let item: Json
  let upload: Json
  /** Published by another agency of the same office. */
  let sisters: Json
  const released = async (q: string) =>
    (await send(office.app, { url: `/api/v1/released?q=${encodeURIComponent(q)}` })).json.released[0]

  /** Published by an upload, without a case. */
  const uploads = async (title: string, content: Buffer, agency = 'yunxi') => {
    const cookie = cookiesOf(
      await send(office.app, {
        ...{ method: 'POST', url: '/sign-in' },
        ...asForm({ username: 'head', password: PASSWORD, next: '/releases/new' }),
      }),
    )
    const page = await send(office.app, { url: '/releases/new', headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)![1]!
    const posts = (confirmed: Record<string, string>) => {
      const fields = { csrf, agency, title, topic: 'other', summary: '', ...confirmed }
      const form = asUpload(fields, [{ field: 'files', name: '图.jpg', content }])
      const { payload } = form
      return send(office.app, { method: 'POST', url: '/releases', headers: { ...form.headers, cookie }, payload })
    }
    // A picture cannot be searched: whoever looked at it says so.
    const found = [...(await posts({})).text.matchAll(/name="(confirmed\.[0-9a-f]{12})"/g)].map(([, name]) => name!)
    return posts(Object.fromEntries(found.map((name) => [name, '已核看，没有个人信息。'])))
  }

  beforeAll(async () => {
    filed = await office.caseUntil('secrecyReviewed', application({ applicant: { email: 'reader@example.cn' } }))
    id = filed.id
    const files = await onFile(id, { name: NAME, content: PHOTO }, text('可公开.txt', '仍可公开。'))
    secret = files[0]!
    await office.handler.records(id, giving(...files))
    await signs(id)
    await office.registrar.records(id, SERVED)
    copy = (await lastOf(id, 'replySigned')).given[0].sha256
    await office.theJobsRun()
    expect((await office.citizen.looksAt(filed, `/files/${secret.id}`)).status).toBe(200)
    await office.handler.records(id, { type: 'releaseProposed', why: '多人申请。' })
    const decision = {
      ...{ type: 'releaseDecided', accepted: true, title: '戊字图件', files: files.map((file) => file.id) },
    }
    // A picture cannot be searched: whoever looked at it says so.
    const [{ field }] = (await office.head.tries(id, decision)).json.errors
    const confirmed = { [field.replace('confirmed.', '')]: '已核看，没有个人信息。' }
    await office.head.records(id, { ...decision, confirmed })
    item = await released('戊字图件')
    expect((await send(office.app, { url: item.files[0].url })).status).toBe(200)
    expect((await uploads('己字图件', PHOTO)).status).toBe(303)
    upload = await released('己字图件')
    expect((await uploads('辛字图件', PHOTO, 'yunxi-zjj')).status).toBe(303)
    sisters = await released('辛字图件')
    await office.counsel.records(id, mark(SECRET, secret))
  })

  const leaks = (bytes: Uint8Array) => [sha256(bytes)].some((hash) => hash === copy || hash === secret.sha256)
  const names = (said: string) => said.includes(NAME) || said.includes('戊字第九号图')

  // Every address and every mail by which a file of a case, its copy or its name goes to somebody outside the office.
  test.each<[door: string, fetch: () => Promise<{ status: number; bytes: Buffer; text: string }>, status: number]>([
    ['the file of the reply', () => office.citizen.looksAt(filed, `/files/${secret.id}`), 410],
    ['the case for programs', () => office.citizen.looksAt(filed), 200],
    ['the reading room, for programs', () => send(office.app, { url: '/api/v1/released' }), 200],
    ['the item', () => send(office.app, { url: `/released/${item.id}` }), 200],
    ['the feed', () => send(office.app, { url: '/released.atom' }), 200],
    ['the file of the item', () => send(office.app, { url: item.files[0].url }), 404],
    ['the file of an item that was uploaded', () => send(office.app, { url: upload.files[0].url }), 404],
    ['the file of an item of another agency of the office', () => send(office.app, { url: sisters.files[0].url }), 404],
    ['the packing list', () => office.registrar.gets(`/cases/${id}/packing-list`), 200],
    ['the list of evidence', () => office.counsel.gets(`/api/v1/cases/${id}/evidence-list`), 200],
  ])('%s', async (_, fetch, status) => {
    const answer = await fetch()
    expect(answer.status).toBe(status)
    expect(leaks(answer.bytes)).toBe(false)
    expect(names(answer.text)).toBe(false)
  })

  test.each(['court', 'applicant'])('the bundle for the %s', async (audience) => {
    const { bytes } = await office.counsel.gets(`/api/v1/cases/${id}/evidence?audience=${audience}`)
    expect([...openBag(bytes).payload.values()].filter(leaks)).toEqual([])
  })

  test('a mail that is written after the mark brings the other file alone', async () => {
    const house = overAll(office.house)
    const mail = await givenInMail(house, (await caseById(house.sql, ['yunxi'], id))!)
    expect(mail.attachments.map(({ name }) => name)).toEqual(['可公开.txt'])
    expect(mail.says).toBe('提供的文件共1件，随信附上。')
  })

  test('the applicant is told plainly, by program and on the page, and has the other file', async () => {
    const stopped = await office.citizen.looksAt(filed, `/files/${secret.id}`)
    expect([stopped.json.code, stopped.headers['content-type']]).toEqual([
      ...['FILE_STOPPED', expect.stringContaining('problem+json')],
    ])
    const told = await office.citizen.follows(filed)
    const reply = told.letters.find(({ title }: Json) => title.includes('答复书'))
    const letter = await office.citizen.looksAt(filed, `/letters/${reply.id}`)
    expect([letter.status, letter.json.code, letter.json.title.includes('领取遮盖这一名称的副本')]).toEqual([
      ...[410, 'FILE_STOPPED', true],
    ])
    // Staff and court read it as it was signed; a notice names no file.
    expect((await office.registrar.gets(`/api/v1/cases/${id}/letters/${reply.id}`)).status).toBe(200)
    const receipt = told.letters.find(({ id: other }: Json) => other !== reply.id)
    expect((await office.citizen.looksAt(filed, `/letters/${receipt.id}`)).status).toBe(200)
    expect(told.files.map(({ name }: Json) => name)).toEqual(['可公开.txt'])
    expect(told.stopped).toEqual([{ id: secret.id, message: expect.stringContaining('已经停止提供') }])
    expect((await office.citizen.looksAt(filed, `/files/${told.files[0].id}`)).status).toBe(200)
  })

  test('staff see the incident: fetched, mailed, published, and that withdrawal is to be considered', async () => {
    const { given } = await office.registrar.opens(id)
    const [file, other] = given.files
    expect(file.downloads).toHaveLength(1)
    expect(file.stopped).toEqual({
      by: `本件第${(await lastOf(id, 'evidenceClosed')).position}条记录`,
      mailed: [expect.any(String)],
      items: [
        { id: item.id, withdrawn: false },
        { id: upload.id, withdrawn: false },
        { id: sisters.id, withdrawn: false },
      ],
    })
    expect(other.stopped).toBeUndefined()
    const page = (await office.registrar.gets(`/cases/${id}`)).text
    for (const said of [
      '已经停止提供。此前申请人下载1次',
      '随邮件发出1次',
      `href="/releases/${item.id}"`,
      '请核对，需要的，撤回该信息',
    ])
      expect(page).toContain(said)
    const release = (await office.head.gets(`/releases/${item.id}`)).text
    expect(release).toContain('所附1个文件标注为国家秘密，已经停止公开。')
  })

  test('it is published by no second decision and by no upload', async () => {
    const { position } = await lastOf(id, 'releaseDecided')
    const replacement = { accepted: true, title: '戊字图件', files: [secret.id] }
    const again = { type: 'rectified', position, why: '重新公开。', approvedBy: '主任', replacement }
    expect(refusedAs(await office.head.tries(id, again))).toEqual(REFUSED)
    const answer = await uploads('庚字图件', PHOTO)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('标注为国家秘密')
    expect(await released('庚字图件')).toBeUndefined()
    const elsewhere = await uploads('壬字图件', PHOTO, 'yunxi-jyj')
    expect(elsewhere.status).toBe(422)
    expect(elsewhere.text).toContain('由同一机构统一收件的其他行政机关标注')
    expect(await released('壬字图件')).toBeUndefined()
  })

  test('marked before there was the table of marks, or before its agency was taken in, it comes off with the next sweep', async () => {
    const { id: theirs } = await office.caseUntil('registered', application({ agency: 'yunxi-jyj' }))
    const old = withExif({ place: true, turned: 8 })
    const [file] = (await office.registrar.adds(theirs, [{ name: '旧密.jpg', content: old }])).json.files
    await office.registrar.records(theirs, { type: 'fileAdded', files: [file.id] })
    await office.counsel.records(theirs, mark(SECRET, file!))
    const isPublic = async (title: string) => (await released(title)).files.length === 1
    const mine = 'yunxi-jyj'
    await office.sql`update agencies set taken_in_by = id where id = ${mine}`
    expect((await uploads('癸字纪要', old)).status).toBe(303)
    await bringUpRows(overAll(office.house))
    expect(await isPublic('癸字纪要')).toBe(true)
    // As a migration leaves it; the row of another case cannot be read.
    await office.sql`delete from secret_contents where case_id = ${theirs}`
    await office.sql`
      insert into secret_contents (content, agency_id, case_id) values ('?', ${mine}, ${theirs}), ('?', ${mine}, ${NONE})`
    await office.sql.unsafe(`
      create function unreadable() returns trigger language plpgsql as $$ begin raise 'unreadable'; end $$;
      create trigger unreadable before delete on secret_contents for each row
        when (old.case_id = '${NONE}') execute function unreadable()`)
    await office.sql`update agencies set taken_in_by = 'yunxi' where id = ${mine}`
    await expect(bringUpRows(overAll(office.house))).rejects.toThrow(`${mine} ${NONE}: unreadable`)
    expect(await isPublic('癸字纪要')).toBe(false)
    await office.sql.unsafe('drop trigger unreadable on secret_contents; drop function unreadable')
    await bringUpRows(overAll(office.house))
    const [last] = await office.sql`
      select count(*)::int as n, min("by") as by from release_acts a join released r on r.id = a.released_id
      where r.title = '癸字纪要' and a.act = 'corrected'`
    expect(last).toEqual({ n: 1, by: 'system' })
  })

  test('everything that stands holds together', async () => {
    expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  })
})

describe('a mark that is a mistake', () => {
  test('put right by another one it can still be lifted, by the head with a reason; both stay visible', async () => {
    const { id, ...filed } = await drafting()
    const [file] = await onFile(id, text('误标.txt', '没有秘密。'))
    await office.counsel.records(id, mark('privacy', file!))
    const { type: _, ...stricter } = mark(SECRET, file!)
    await office.head.records(id, await putRight(id, stricter))
    const { position } = await lastOf(id, 'evidenceClosed')
    const refused = await office.handler.tries(id, giving(file!))
    expect(refusedAs(refused)).toEqual(REFUSED)
    // The record that is named is the one that can be put right, not the rectification.
    expect(refused.json.files).toMatchObject([{ mark: { caseId: id, position } }])
    const [weaker] = (await office.counsel.tries(id, mark('privacy', file!))).json.errors
    expect(weaker.message).toContain(`第${position}条记录`)

    for (const who of [office.counsel, office.handler, office.registrar])
      expect((await who.tries(id, await putRight(id))).json.code).toBe('NOT_YOURS')
    expect((await office.head.tries(id, { ...(await putRight(id)), why: '' })).status).toBe(422)
    await office.head.records(id, await putRight(id))
    const { facts } = await office.head.opens(id)
    const righted = facts.filter(({ type }: Json) => type === 'rectified')
    expect(righted.map(({ replacement }: Json) => replacement?.kind)).toEqual([SECRET, undefined])
    // Nothing stands there any more that could be put right.
    expect((await office.head.tries(id, await putRight(id))).json.code).toBe('RECTIFIED_ALREADY')

    await office.handler.records(id, giving(file!))
    await signs(id)
    await office.registrar.records(id, SERVED)
    expect((await office.citizen.looksAt(filed, `/files/${file!.id}`)).status).toBe(200)
    const { bytes } = await office.counsel.gets(`/api/v1/cases/${id}/evidence`)
    expect([...openBag(bytes).payload.values()].map(sha256)).toContain(file!.sha256)
    expect(verifyBundle(bytes)).toMatchObject({ ok: true })
    expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  })

  test('lifted after the reply, the file is handed out again', async () => {
    const { id, ...filed } = await drafting()
    const [file] = await onFile(id, text('又误标.txt', '也没有秘密。'))
    await office.handler.records(id, giving(file!))
    await signs(id)
    await office.registrar.records(id, SERVED)
    await office.counsel.records(id, mark(SECRET, file!))
    expect((await office.citizen.looksAt(filed, `/files/${file!.id}`)).status).toBe(410)
    await office.head.records(id, await putRight(id))
    expect((await office.citizen.looksAt(filed, `/files/${file!.id}`)).status).toBe(200)
    const told = await office.citizen.follows(filed)
    expect(told.stopped).toBeUndefined()
    for (const { id: letter } of told.letters)
      expect((await office.citizen.looksAt(filed, `/letters/${letter}`)).status).toBe(200)
  })
})
