/** What carries a virus is filed and kept apart; what could not be scanned is filed, and opened by nobody's single click. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { ScannerAway } from '../../src/ground/scanner.ts'
import { asked } from '../consultations/parties.ts'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { openBag } from '../support/bags.ts'
import { NAME, startClamd, VIRUS } from '../support/clamd.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let clamd: Awaited<ReturnType<typeof startClamd>>
let office: Office
beforeAll(async () => {
  clamd = await startClamd()
  office = await openOffice({ clamdUrl: clamd.url })
})
afterAll(async () => {
  await office.close()
  await clamd.close()
})

const ILL = { name: '病.txt', content: VIRUS }
const WELL = { name: '好.txt', content: '没有病毒的材料' }
const fileOf = async (id: string, name: string) =>
  (await office.registrar.opens(id)).files.find((file: { name: string }) => file.name === name)
const opens = async (url: string) => {
  const { status, json } = await office.registrar.gets(url).then((answer) => ({
    status: answer.status,
    json: answer.status === 200 ? { code: undefined } : answer.json,
  }))
  return [status, json.code]
}

describe('the scanner itself', () => {
  const of = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)))

  test('finds the virus however it is cut, and nothing in anything else', async () => {
    expect(await clamd.scanner.scan(of(VIRUS))).toBe(NAME)
    expect(await clamd.scanner.scan(of(VIRUS.slice(0, 5), '', VIRUS.slice(5)))).toBe(NAME)
    expect(await clamd.scanner.scan(of(`${VIRUS} `))).toBeUndefined()
    expect(await clamd.scanner.scan(of())).toBeUndefined()
  })

  test('what is larger than it takes is not told clean', async () => {
    const much = Readable.from(Array.from({ length: 64 }, () => Buffer.alloc(65_536, 1)))
    await expect(clamd.scanner.scan(much)).rejects.toThrow(ScannerAway)
  })
})

describe('an infected file', () => {
  test('of an application: the day stands, the applicant hears of it by name, and nobody gets it', async () => {
    const filed = await office.citizen.triesToFile(application(), { files: [ILL, WELL] })
    expect(filed.status).toBe(201)
    expect(filed.json.refusedFiles).toEqual([
      { name: ILL.name, code: 'FILE_INFECTED', message: expect.stringContaining(NAME) },
    ])
    const id = await office.registrar.finds(filed.json)
    const kase = await office.registrar.opens(id)
    expect(kase.facts[0]).toMatchObject({ type: 'submitted', on: '2026-03-02' })
    const [ill, well] = [await fileOf(id, ILL.name), await fileOf(id, WELL.name)]
    expect([ill.scan, ill.virus, well.scan, well.virus]).toEqual(['infected', NAME, 'clean', undefined])
    expect(await opens(ill.url)).toEqual([409, 'FILE_INFECTED'])
    expect(await opens(`${ill.url}?unscanned=open`)).toEqual([409, 'FILE_INFECTED'])
    expect(await opens(well.url)).toEqual([200, undefined])

    const follows = await office.citizen.follows(filed.json)
    expect(follows.infected).toEqual([{ name: ILL.name, virus: NAME, message: expect.stringContaining(ILL.name) }])
    const signedIn = await send(office.app, {
      ...{ method: 'POST', url: '/en/track' },
      ...asForm({ receipt: filed.json.receipt, enquiryCode: filed.json.enquiryCode }),
    })
    const page = await send(office.app, {
      url: `/en/track/${filed.json.receipt}`,
      headers: { cookie: cookiesOf(signedIn) },
    })
    expect(page.text).toContain('carries a virus')
  })

  test('is in the bundle, for it is evidence, under a name that no program opens', async () => {
    const filed = await office.citizen.files(application(), { files: [ILL] })
    const id = await office.registrar.finds(filed)
    const { bytes } = await office.registrar.gets(`/api/v1/cases/${id}/evidence`)
    expect(verifyBundle(bytes).ok).toBe(true)
    const names = [...openBag(bytes).payload.keys()].filter((name) => name.startsWith('files/'))
    expect(names).toEqual([expect.stringMatching(/病\.txt\.infected$/)])
    expect(openBag(bytes).payload.get('目录.txt')!.toString()).toContain('请勿打开')
  })

  test('is kept once with its answer: the same application again says the same', async () => {
    const body = application()
    const first = await office.citizen.triesToFile(body, { files: [ILL], key: 'the same' })
    const again = await office.citizen.triesToFile(body, { files: [ILL], key: 'the same' })
    expect(again.json).toEqual(first.json)
  })

  test('of staff cannot be given with a reply', async () => {
    const { id } = await office.caseUntil('secrecyReviewed')
    const added = await office.handler.adds(id, [ILL])
    expect([added.status, added.json.refused[0].code]).toEqual([201, 'FILE_INFECTED'])
    const draft = { type: 'replyDrafted', outcome: 'disclosed', fields: {}, files: [added.json.files[0].id] }
    const answer = await office.handler.tries(id, draft)
    expect([answer.status, answer.json.code]).toEqual([409, 'FILE_INFECTED'])
    const page = await office.handler.gets(`/cases/${id}`)
    expect(page.text).toContain(`含有病毒（${NAME}）`)
  })

  test('of somebody who is consulted is no different', async () => {
    const { id, party } = await asked(office)
    const said = { type: 'thirdPartyAnswered', consents: false, reasons: '涉及商业秘密。' }
    await party.records(said, { files: [ILL] })
    const ill = await fileOf(id, ILL.name)
    expect([ill.scan, await opens(ill.url)]).toEqual(['infected', [409, 'FILE_INFECTED']])
  })

  test('a picture of an identity document that carries one is not kept, and the application is', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.alloc(200)])
    const scanner = office.house.scanner!
    const { scan } = scanner
    scanner.scan = async () => NAME
    const files = [{ name: '身份证.jpg', content: jpeg, field: 'identity' }]
    const filed = await office.citizen.triesToFile(application(), { files })
    scanner.scan = scan
    expect([filed.status, filed.json.refusedFiles[0].code]).toEqual([201, 'FILE_INFECTED'])
    const kase = await office.registrar.opens(await office.registrar.finds(filed.json))
    expect(kase.papers).toBeUndefined()
  })
})

describe('while the scanner is away', () => {
  const sweeps = async () => {
    await office.sql`select graphile_worker.add_job('scanWaiting')`
    await office.theJobsRun()
  }

  test('files are taken, opened with knowledge alone, and told when it is back', async () => {
    const { id: drafted } = await office.caseUntil('secrecyReviewed')
    await clamd.stop()
    const added = (await office.handler.adds(drafted, [{ name: '答复.txt', content: '当时没有扫描的答复' }])).json
      .files[0]
    await office.handler.records(drafted, { type: 'replyDrafted', outcome: 'disclosed', fields: {}, files: [added.id] })
    const [given] = (await office.handler.opens(drafted)).given.files
    expect(await opens(given.url)).toEqual([409, 'FILE_UNSCANNED'])
    expect(await opens(`${given.url}?unscanned=open`)).toEqual([200, undefined])
    const other = { name: '另.txt', content: '当时没有扫描的材料' }
    const filed = await office.citizen.files(application(), { files: [other, { ...ILL, content: `${VIRUS}` }] })
    const id = await office.registrar.finds(filed)
    const file = await fileOf(id, other.name)
    expect(file.scan).toBe('unscanned')
    expect(await opens(file.url)).toEqual([409, 'FILE_UNSCANNED'])
    expect(await opens(`${file.url}?unscanned=open`)).toEqual([200, undefined])
    // Known already: the same bytes were told infected before.
    expect((await fileOf(id, ILL.name)).scan).toBe('infected')
    const afterSweep = async () => {
      await sweeps()
      return (await fileOf(id, other.name)).scan
    }
    expect(await afterSweep()).toBe('unscanned')
    await clamd.start()
    expect(await afterSweep()).toBe('clean')
    expect(await opens(file.url)).toEqual([200, undefined])
  })

  test('pictures of identity documents are opened with knowledge alone, and scanned when it is back', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.alloc(300)])
    await clamd.stop()
    const filed = await office.citizen.files(application(), {
      files: [{ name: '身份证.jpg', content: jpeg, field: 'identity' }],
    })
    const id = await office.registrar.finds(filed)
    const paper = async () => (await office.registrar.opens(id)).papers.papers[0]
    const looks = async (query = '') =>
      (await office.registrar.posts(`/api/v1/cases/${id}/papers/${(await paper()).id}${query}`, '', {})).status
    expect((await paper()).scan).toBe('unscanned')
    expect([await looks(), await looks('?unscanned=open')]).toEqual([409, 200])
    expect((await office.registrar.gets(`/cases/${id}`)).text).toContain('?unscanned=open"')
    await clamd.start()
    await sweeps()
    expect([(await paper()).scan, await looks()]).toEqual([undefined, 200])
    // Found later, it is opened for nobody.
    await office.sql`update file_scans set result = 'infected', virus = ${NAME} where length(sha256) < 64`
    expect([(await paper()).scan, await looks('?unscanned=open')]).toEqual(['infected', 409])
  })

  test('what is not scanned bears that name in the bundle, and so does a virus that is found later', async () => {
    await clamd.stop()
    const late = { name: '迟.txt', content: '后来才查出病毒的材料' }
    const id = await office.registrar.finds(await office.citizen.files(application(), { files: [late] }))
    const named = async () => {
      const { payload } = openBag((await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes)
      return [...payload.keys()].find((name) => name.startsWith('files/'))
    }
    expect(await named()).toMatch(/迟\.txt\.unscanned$/)
    await office.sql`delete from file_scans where sha256 = ${(await fileOf(id, late.name)).sha256}`
    expect(await named(), 'it came before there was a scanner').toMatch(/迟\.txt\.unscanned$/)
    await office.sql`insert into file_scans (sha256, result, virus, at) values (${(await fileOf(id, late.name)).sha256}, 'infected', ${NAME}, now())`
    expect(await named()).toMatch(/迟\.txt\.infected$/)
    await clamd.start()
  })

  test('what was published before there was a scanner is scanned by itself; a virus found late is told to whoever is responsible', async () => {
    await clamd.stop()
    const late = { name: '张三的材料.txt', content: VIRUS }
    const id = await office.registrar.finds(await office.citizen.files(application(), { files: [late] }))
    await clamd.start()
    const { number, receipt } = await office.registrar.opens(id)
    const { sha256, id: file } = await fileOf(id, late.name)
    await office.sql`
      insert into released (id, uid, agency_id, title, summary, topic, released_on, updated_at, version, search, pairs)
      values ('2026-9002', gen_random_uuid(), 'yunxi', '壬号文件', '', 'other', '2026-03-02', now(), 1, '', '')`
    await office.sql`
      insert into released_files (released_id, id, position, name, size, sha256, type)
      values ('2026-9002', ${file}, 1, '公开.txt', 1, ${sha256}, 'text/plain')`
    await office.sql`delete from file_scans where sha256 = ${sha256}`
    await office.sql`update people set email = username || '@example.cn' where username in ('head', 'registrar')`
    await sweeps()
    await sweeps()
    const [scan] = await office.sql`select result from file_scans where sha256 = ${sha256}`
    expect(scan).toMatchObject({ result: 'infected' })
    await office.theJobsRun()
    const folder = join(office.house.config.dataDir, 'outbox')
    const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    const decoded = (mail: string) =>
      Buffer.from(/\r?\n\r?\n([\s\S]+)$/.exec(mail)?.[1] ?? '', 'base64').toString('utf8')
    const told = mails.filter((mail) => /^Message-ID:\s+<virus\./im.test(mail))
    for (const place of [`/cases/${id}`, '/releases/2026-9002']) {
      const those = told.filter((mail) => decoded(mail).includes(place))
      expect(those.map((mail) => /^To: (.+)$/m.exec(mail)?.[1]?.trim()).toSorted(), 'once for each').toEqual([
        'head@example.cn',
        'registrar@example.cn',
      ])
    }
    const said = told.map(decoded).join('\n')
    for (const word of [number ?? receipt, '2026-9002', NAME]) expect(said).toContain(word)
    expect(said).not.toContain('张三')
  })

  test('what is published is fetched by nobody until it was told clean', async () => {
    const { id } = await office.caseUntil('archived', application({ request: { title: '辛号文件' } }))
    const added = await office.registrar.adds(id, [{ name: '公开.txt', content: '公开的文件，当时没有扫描' }])
    const [{ sha256, id: file }] = added.json.files
    await office.sql`
      insert into released (id, uid, agency_id, title, summary, topic, released_on, updated_at, version, search, pairs)
      values ('2026-9001', gen_random_uuid(), 'yunxi', '辛号文件', '', 'other', '2026-03-02', now(), 1, '', '')`
    await office.sql`
      insert into released_files (released_id, id, position, name, size, sha256, type)
      values ('2026-9001', ${file}, 1, '公开.txt', 1, ${sha256}, 'text/plain')`
    await office.sql`delete from file_scans where sha256 = ${sha256}`
    const fetched = async () => (await send(office.app, { url: `/released/2026-9001/files/${file}` })).status
    expect([await fetched(), await fetched()], 'never asked about, then waiting').toEqual([503, 503])
    await sweeps()
    expect(await fetched()).toBe(200)
    await office.sql`update file_scans set result = 'infected', virus = ${NAME} where sha256 = ${sha256}`
    expect(await fetched()).toBe(409)
  })
})
