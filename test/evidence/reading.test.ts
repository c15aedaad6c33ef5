/** What a judge reads of a case: the list of evidence, the law, the reading copy; looked at by programs that we did not write. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statuteOn, statuteTexts } from '../../src/ground/statute-texts.ts'
import { STATUTES } from '../../src/letters/check/statutes.ts'
import { asFile, look, textIn } from '../documents/samples.ts'
import { openBag } from '../support/bags.ts'
import {
  ARCHIVED,
  ASSIGNED,
  CORRECTION,
  DRAFTED,
  EXAMINED,
  FAILED,
  MONDAY,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SERVED,
  SIGNED,
} from '../support/house.ts'
import { application } from '../support/people.ts'
import { readingCopyOf } from '../support/reading-copy.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** Refused for a third party: asked, it refused; the period was extended; the reply was posted and its receipt put on file. */
async function refused(): Promise<string> {
  const { registrar, handler, head, counsel, signer, archivist } = office
  const { id } = await office.caseUntil('assigned')
  await handler.records(id, { ...SEARCHED, note: '在公文管理系统中检索到所申请的报价文件。' })
  await handler.records(id, { type: 'thirdPartyConsulted', party: '云溪示例建设有限公司', interest: 'tradeSecret' })
  office.itIs('2026-03-05')
  await registrar.records(id, { type: 'thirdPartyReached' })
  office.itIs('2026-03-12')
  await registrar.records(id, { type: 'thirdPartyAnswered', consents: false, reasons: '报价构成属于商业秘密。' })
  await handler.records(id, {
    ...{ type: 'thirdPartyAssessed', reasonable: true, publicInterest: false, interest: 'tradeSecret' },
    why: '报价的构成和计算方法没有公开过，公开后会损害该公司的合法权益；不公开不会对公共利益造成重大影响。',
  })
  await head.records(id, { type: 'extended', workingDays: 10, reason: '需要逐页审查。', approvedBy: '示例·公开办主任' })
  await handler.records(id, EXAMINED)
  await handler.records(id, SECRECY)
  await handler.records(id, {
    ...{ type: 'replyDrafted', outcome: 'thirdPartyRights' },
    fields: { reasons: '该信息涉及第三方的商业秘密，第三方不同意公开，经审查其理由成立。' },
  })
  await counsel.records(id, PASSED)
  await signer.records(id, SIGNED)
  office.itIs('2026-03-16')
  const { files } = (await registrar.adds(id, [{ name: '邮寄凭证.txt', content: '收寄，妥投。' }])).json
  await registrar.records(id, { ...SERVED, how: 'post', trackingNumber: 'XA00000000000', evidence: [files[0].id] })
  await archivist.records(id, ARCHIVED)
  return id
}

const CLOSED = '涉及商业秘密，申请不公开质证（行政诉讼法第四十三条、法释〔2002〕21号第三十七条）。'

describe('refused for a third party, extended', () => {
  let id: string
  beforeAll(async () => {
    id = await refused()
  })

  test('证据清单 names each piece in the order in which a court reads, what it proves and by which article', async () => {
    const { json: list } = await office.signer.gets(`/api/v1/cases/${id}/evidence-list`)
    expect(list.exhibits.map((one: { number: number }) => one.number)).toEqual(
      list.exhibits.map((_: unknown, i: number) => i + 1),
    )
    const groups = [...new Set(list.exhibits.map((one: { group: string }) => one.group))]
    expect(groups).toEqual(['主体与职权', '申请与收到', '检索', '征求意见', '审查', '延期', '答复'])
    const named = (name: string) => list.exhibits.find((one: { name: string }) => one.name === name)
    expect(named('双方确认记录')).toMatchObject({ article: '条例第三十一条', source: '本机关制作' })
    // Typed in by the registrar: a record of theirs, no original of the third party.
    expect(named('第三方意见记录')).toMatchObject({
      ...{ source: '本机关制作', form: '电子记录', article: '条例第三十二条', proves: '第三方不同意公开及其理由' },
      summary: `2026年3月12日；征求意见的对象：云溪示例建设有限公司；是否同意公开：否；意见和理由：报价构成属于商业秘密。${CLOSED}`,
    })
    expect(named('第三方理由审查记录')).toMatchObject({
      article: '条例第十五条、第三十二条',
      proves: '第三方不同意公开的理由合理，不公开不会对公共利益造成重大影响',
      summary: expect.stringMatching(/审查情况和理由：报价的构成.*重大影响。$/),
    })
    expect(named('公开审查记录')).toMatchObject({
      ...{ group: '审查', article: '条例第十六条第二款、第十七条、第三十七条' },
      proves: '不予公开的内容不能作区分处理，没有法律、法规、规章规定应当公开',
    })
    expect(named('延期审批记录').proves).toBe('延期经政府信息公开工作机构负责人同意')
    expect(named('机关和工作机构情况').article).toContain('行政诉讼法第二十六条第一款')
    expect(named('政府信息公开申请登记回执').proves).toBe('已经向申请人出具登记回执')
    // Bare dates that a letter or its service says already.
    for (const name of ['征求意见书送达记录', '政府信息公开申请登记表']) expect(named(name)).toBeUndefined()
    expect(named('电子邮件通知记录（1次）') ?? null).toBeNull()
    expect(named('政府信息公开申请征求意见告知书').article).toBe('条例第三十三条第三款')
    expect(named('政府信息公开申请延期答复告知书')).toMatchObject({
      ...{ article: '条例第三十三条第二款', proves: '延期已在原期限届满前告知申请人' },
    })
    expect(named('政府信息不予公开答复书')).toMatchObject({
      article: '条例第三十六条第（三）项、第十五条',
      proves: '本机关作出的答复（不予公开：保护第三方合法权益）',
    })
    expect(named('邮寄凭证.txt')).toMatchObject({ source: '邮政企业出具', form: '复制件', group: '答复' })
    expect(named('法制审核记录').summary).toContain('（法制审核员）')
    // Right behind the letter whose way they show.
    const at = (name: string) => list.exhibits.indexOf(named(name))
    expect([at('邮寄凭证.txt'), at('送达情况记录（《政府信息不予公开答复书》）')]).toEqual([
      at('政府信息不予公开答复书') + 1,
      at('政府信息不予公开答复书') + 2,
    ])
    const service = list.exhibits.filter((one: { name: string }) => one.name.startsWith('送达情况记录'))
    expect(service.map(({ form }: { form: string }) => form)).toEqual(Array(5).fill('打印件'))
    // No seal is installed: the original of a letter is the paper that was stamped by hand.
    expect(named('政府信息不予公开答复书').form).toBe('打印件')
    const serviceOf = (title: string) =>
      service.find(({ name }: { name: string }) => name === `送达情况记录（《${title}》）`)
    // Posted, by the notice on service; online, by the article of the letter alone.
    expect(serviceOf('政府信息不予公开答复书').article).toBe(
      '条例第三十六条第（三）项、国办公开办函〔2016〕235号第一条、第二条、第四条',
    )
    expect(serviceOf('政府信息公开申请延期答复告知书')).toMatchObject({
      ...{ article: '条例第三十三条第二款', proves: expect.stringContaining('以进入网上查收系统的时间为准') },
    })
    expect(JSON.stringify(list.exhibits)).not.toMatch(/第四十条|SHA-256|哪一件|审核是否通过：否/u)
    for (const { proves } of list.exhibits) expect(proves).not.toContain('是否')
  })

  test('法律依据目录 has the text in force of what the house carries, and says of the rest that it has none', async () => {
    const { json: list } = await office.signer.gets(`/api/v1/cases/${id}/evidence-list`)
    const of = (name: string) => list.basis.find((one: { name: string }) => one.name === name)
    const regulation = of('《中华人民共和国政府信息公开条例》')
    expect(regulation.edition).toContain('国务院令第711号修订，自2019年5月15日起施行')
    const article = (place: string) => regulation.articles.find((one: { place: string }) => one.place === place)
    expect(article('第三十二条').text).toMatch(/^依申请公开的政府信息公开会损害第三方合法权益的/)
    expect(of('《中华人民共和国行政复议法》').articles.map((one: { place: string }) => one.place)).toContain(
      '第二十三条',
    )
    expect(of('法释〔2025〕8号').articles.map((one: { place: string }) => one.place)).toEqual(['第五条'])
    expect(of('《中华人民共和国行政复议法》').articles.map((one: { place: string }) => one.place)).toContain('第二十条')
    expect(of('国办公开办函〔2016〕235号').articles).toEqual([{ place: '第一条、第二条、第四条', text: null }])
    expect(of('法释〔2002〕21号').articles).toEqual([{ place: '第三十七条', text: null }])
  })

  test('as a PDF it is sound, tagged, without missing characters, and the same bytes twice', async () => {
    const url = `/api/v1/cases/${id}/evidence-list.pdf`
    await readingCopyOf(office, id)
    const { bytes, headers } = await office.signer.gets(url)
    expect(headers['content-type']).toBe('application/pdf')
    expect((await office.signer.gets(url)).bytes.equals(bytes)).toBe(true)
    const path = asFile(bytes)
    expect(await look('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found')
    const claims = bytes.toString('latin1')
    for (const claim of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<'])
      expect(claims).toContain(claim)
    const text = await textIn(path)
    for (const words of ['证据清单', '第七组答复', '提交日期：', '法律依据目录', '案由政府信息公开', '其他依据'])
      expect(text).toContain(words)
    expect(text).not.toContain('本系统没有收录')
    // A line without pages of the reading copy would have a dash in their place.
    expect(text).not.toMatch(/1—(原件|复制件|打印件|电子记录)/)
    const structure = await look('pdfinfo', '-struct', path)
    expect(structure).toMatch(/Table[\s\S]*TR[\s\S]*TH[\s\S]*TD/)
    expect(text).not.toContain('〓')
  })

  test('the reading copy: every page numbered, letters as they were issued, codes left out, the same bytes twice', async () => {
    const { bytes, status, state } = await readingCopyOf(office, id)
    expect(status).toBe(200)
    await office.sql`update reading_copies set position = 1 where case_id = ${id}`
    expect((await readingCopyOf(office, id)).state.made.sha256).toBe(state.made.sha256)
    const path = asFile(bytes)
    if (process.env.LOOK) await look('pdftoppm', '-r', '60', '-png', path, '/tmp/reading/copy')
    expect(await look('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found')
    const claims = bytes.toString('latin1')
    for (const claim of ['<pdfaid:part>2<', '<pdfaid:conformance>B<']) expect(claims).toContain(claim)
    const fonts = (await look('pdffonts', path)).trim().split('\n').slice(2)
    for (const row of fonts) expect(row).toMatch(/ CID (TrueType|Type 0C)\s+Identity-H\s+yes yes yes /)
    const pages = (await look('pdftotext', '-raw', path, '-'))
      .split('\f')
      .slice(0, -1)
      .map((page) => page.replace(/\s/g, ''))
    for (const [i, page] of pages.entries()) expect(page).toContain(`第${i + 1}页共${pages.length}页`)
    const all = pages.join('')
    for (const words of [
      '政府信息公开申请案卷',
      '期限计算',
      '逐日计算',
      '报价构成属于商业秘密。',
      '（法制审核员），2026年3月12日 09:30'.replaceAll(' ', ''),
    ])
      expect(all).toContain(words)
    expect(all).toContain('文书盖章的纸质原件由本机关另行提交。')
    for (const words of ['签章原件', '末条校验值', '台账第', '哪一件征求意见', '申请件'])
      expect([words, all.includes(words)]).toEqual([words, false])
    const { exhibits } = (await office.signer.gets(`/api/v1/cases/${id}/evidence-list`)).json
    const reply = exhibits.find((one: { name: string }) => one.name === '政府信息不予公开答复书')
    const [, from] = new RegExp(`证据${reply.number}政府信息不予公开答复书(\\d+)`).exec(pages[1]!.concat(pages[2]!))!
    expect(pages[Number(from) - 1]).toContain('云政依复〔2026〕')
    const { consultations } = await office.handler.opens(id)
    expect(all).toContain('答复码（从略）')
    expect(all).not.toContain(consultations[0].code)
    expect(all).toContain('邮寄凭证.txt')
  })
})

type Listed = { name: string; group: string; proves: string; summary: string; form: string; source: string }
const listOf = async (id: string): Promise<Listed[]> =>
  (await office.signer.gets(`/api/v1/cases/${id}/evidence-list`)).json.exhibits

test('not held: the list says the whole search, where, by which words and with what result, and only the review that passed', async () => {
  office.itIs('2026-03-02')
  const { handler, counsel, signer, registrar } = office
  const { id } = await office.caseUntil('assigned')
  const places = Array.from({ length: 9 }, (_, i) => `示例系统${i + 1}：2019年至2026年的全部目录和全文`)
  await handler.records(id, {
    ...{ type: 'searched', found: false, places, terms: ['征收补偿', '方案'] },
    note: '九处都以两个关键词逐一检索，命中的文件逐件打开核对，没有所申请公开的方案；该方案没有制作过。',
  })
  const draft = { type: 'replyDrafted', outcome: 'notHeld', fields: {} }
  await handler.records(id, draft)
  await counsel.records(id, FAILED)
  await handler.records(id, { ...draft, fields: { reasons: '该项目没有立项，没有制作过征收补偿方案。' } })
  await counsel.records(id, PASSED)
  await signer.records(id, SIGNED)
  await registrar.records(id, SERVED)
  const list = await listOf(id)
  const search = list.find(({ name }) => name === '检索记录')!
  expect(search).toMatchObject({ group: '检索', proves: '本机关已经检索，没有检索到所申请公开的信息' })
  expect(search.summary).toMatch(
    /检索范围：示例系统1.*示例系统9.*；关键词：征收补偿；方案；是否检索到：否；检索情况：.*没有制作过。$/,
  )
  expect(list.filter(({ name }) => name === '法制审核记录').map(({ summary }) => summary)).toEqual([
    expect.stringContaining('是否通过：是'),
  ])
})

test('on paper: what staff typed in is no original, and staff are told which papers are lacking', async () => {
  office.itIs('2026-03-02')
  const { registrar, head, handler, counsel, signer } = office
  const paper = { ...application(), channel: 'counter', on: '2026-03-02' }
  const id = await registrar.finds(await registrar.enters(paper))
  const scanned = await registrar.finds(
    await registrar.enters(paper, { files: [{ name: '申请书.txt', content: '扫描件。' }] }),
  )
  await registrar.records(id, { type: 'registered' })
  await head.records(id, ASSIGNED)
  await handler.records(id, SEARCHED)
  await handler.records(id, { type: 'thirdPartyConsulted', party: '云溪示例建设有限公司' })
  await registrar.records(id, { type: 'thirdPartyAnswered', consents: true, reasons: '同意公开。', evidence: '来函。' })
  await handler.records(id, SECRECY)
  await handler.records(id, DRAFTED)
  await counsel.records(id, PASSED)
  await signer.records(id, SIGNED)
  await registrar.records(id, { ...SERVED, how: 'post', trackingNumber: 'XA00000000001' })
  const list = await listOf(id)
  const named = (name: string) => list.find((one) => one.name === name)
  expect(named('申请登记信息（据纸质申请书录入）')).toMatchObject({ source: '本机关制作', form: '电子记录' })
  expect(named('第三方意见记录')).toMatchObject({ form: '电子记录', proves: '第三方同意公开' })
  expect((await listOf(scanned)).find(({ name }) => name === '申请书.txt')).toMatchObject({
    ...{ source: '申请人提交', form: '复制件', group: '申请与收到' },
  })
  const lacking = async (which: string) =>
    (await registrar.opens(which)).lacking.map(({ what, of }: { what: string; of: string }) => `${what}（${of}）`)
  const all = await lacking(id)
  expect(all.slice(0, 2)).toEqual(['申请书扫描件（政府信息公开申请）', '第三方书面意见（云溪示例建设有限公司）'])
  expect(all).toContain('邮寄凭证（《政府信息公开申请答复书》，张三）')
  expect(await lacking(scanned)).toEqual([])
  const page = (await registrar.gets(`/cases/${id}`)).text
  for (const one of all) expect(page).toContain(one)
})

test('the articles that the house carries are built as letters are checked against them', () => {
  const built = { 政府信息公开条例: 'regulation', 行政复议法: 'reconsideration', 行政诉讼法: 'litigation' } as const
  for (const { cited, articles } of statuteTexts())
    for (const [n, text] of Object.entries(articles)) {
      const statute = STATUTES[built[cited as keyof typeof built]]
      if (statute.partial && !statute.built[Number(n)]) continue
      const [paragraphs, items = {}] = statute.built[Number(n)] ?? [1]
      const lines = text.split('\n')
      const isItem = (line: string) => /^（[一二三四五六七八九十]+）/.test(line)
      expect([cited, n, lines.filter((line) => !isItem(line)).length]).toEqual([cited, n, paragraphs])
      expect([cited, n, lines.filter(isItem).length]).toEqual([
        ...[cited, n],
        Object.values(items).reduce((sum, count) => sum + count, 0),
      ])
    }
})

test('a statute is that of the day', () => {
  expect(statuteOn('行政复议法', '2023-12-31')).toBeUndefined()
  expect(statuteOn('行政复议法', '2024-01-01')?.name).toBe('中华人民共和国行政复议法')
})

test('a case that was corrected has both first days, its steps by their days, and the days that decide by name', async () => {
  const { registrar, handler } = office
  office.itIs(MONDAY)
  const { id } = await office.caseUntil('registered')
  office.itIs('2026-03-04')
  await registrar.records(id, CORRECTION)
  office.itIs('2026-03-10')
  await registrar.records(id, { type: 'corrected', text: '2025年的验收报告。' })
  await office.goes(id, 'registered', 'assigned')
  office.itIs('2026-03-12')
  await office.goes(id, 'assigned', 'replyServed')

  const { bytes } = await readingCopyOf(office, id)
  const path = asFile(bytes)
  if (process.env.LOOK) await look('pdftoppm', '-r', '60', '-png', path, '/tmp/volume/corrected')
  const text = await textIn(path)
  for (const words of ['收到申请之日2026年3月2日收到补正申请之日2026年3月10日', '2收到', '10补正', '第2日答复', '届满'])
    expect(text).toContain(words)
  // Up to the reply the days are counted, and none after it.
  expect(text).not.toContain('第3日')
  const steps = text.slice(text.indexOf('计算步骤'), text.indexOf('逐日计算'))
  const days = [...steps.matchAll(/(?:依据|条|号|款)(\d{4})年(\d+)月(\d+)日/g)].map(([, y, m, d]) =>
    [y, m!.padStart(2, '0'), d!.padStart(2, '0')].join('-'),
  )
  expect(days.length).toBeGreaterThan(3)
  expect(days).toEqual(days.toSorted())

  const { payload } = openBag((await handler.gets(`/api/v1/cases/${id}/evidence`)).bytes)
  const index = payload.get('目录.txt')!.toString()
  expect(index).toMatch(/ {2}签发 {2}签发人 \S+$/m)
  expect(index).not.toContain('staff:')
  for (const field of Object.keys(JSON.parse(payload.get('facts.jsonl')!.toString().split('\n')[0]!)))
    expect(index).toMatch(new RegExp(`^${field} {2}\\S`, 'm'))
  expect(index.indexOf('附：各条记录的校验值')).toBeLessThan(index.search(/^\d+\. [0-9a-f]{64}$/m))
})
