/** The register (台账) leaves the house: all cases that somebody sees, by the filters of the desk, masked unless a reason is on record. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COLUMNS } from '../../src/desk/register/columns.ts'
import { maskedAddress, maskedEmail, maskedName, maskedPhone } from '../../src/desk/register/masked.ts'
import { maskedText } from '../../src/desk/register/masked-text.ts'
import { csvRow } from '../../src/workbooks/csv.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { rowBook } from '../../src/workbooks/row-book.ts'
import { CORRECTION, type Office, openOffice, PASSED, SIGNED } from '../support/house.ts'
import { application, organisation } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Row = Record<string, string>
const rowsIn = (csv: string): Row[] => {
  expect(csv.startsWith('\ufeff')).toBe(true)
  const [heads, ...rows] = csv.slice(1).trimEnd().split('\r\n').map(fieldsOf)
  return rows.map((fields) => Object.fromEntries(heads!.map((head, i) => [head, fields[i] ?? ''])))
}
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)]
    .slice(0, COLUMNS.length)
    .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
const csvOf = async (who: Office['registrar'], query = '') => rowsIn((await who.gets(`/api/v1/cases.csv${query}`)).text)

test('every application, archived ones too, with what Art 45 asks to be kept', async () => {
  const filed = await office.citizen.files(application({ request: { ...application().request, title: '榆钱款' } }))
  const { id } = await office.caseUntil('archived')
  const rows = await csvOf(office.registrar)
  expect(Object.keys(rows[0]!)).toEqual(COLUMNS.map(({ head }) => head))
  const open = rows.find((row) => row.受理编号 === filed.receipt)!
  expect(open).toMatchObject({
    所需信息名称: '榆钱款',
    办理状态: '收件',
    申请人类型: '自然人',
    申请方式: '网络提交',
    是否超期: '否',
  })
  const shown = await office.registrar.opens(id)
  const archived = rows.find((row) => row.登记编号 === shown.number)!
  expect(archived).toMatchObject({ 办理状态: '归档', 办理结果: '予以公开', 年度报告表三行次: '3.1' })
  expect(archived.答复文号).toMatch(/〔2026〕\d+号/)
  expect(archived.送达日期).toMatch(/^2026-/)
})

test('the filters of the desk, and what is open alone', async () => {
  const { cases } = (await office.registrar.gets('/api/v1/cases?stage=archive')).json
  const archived = await csvOf(office.registrar, '?stage=archive')
  expect(archived.map((row) => row.受理编号).toSorted()).toEqual(cases.map(({ receipt }: Row) => receipt).toSorted())
  const open = await csvOf(office.registrar, '?open=yes')
  expect(open.length).toBeGreaterThan(0)
  expect(open.filter((row) => row.办理状态 === '归档')).toEqual([])
  expect((await csvOf(office.registrar, '?q=榆钱款')).map((row) => row.所需信息名称)).toEqual(['榆钱款'])
  expect((await office.registrar.gets('/api/v1/cases.csv?stage=nowhere')).status).toBe(422)
})

describe('personal data', () => {
  const person = {
    kind: 'person',
    name: '欧阳小榆',
    phone: '13912345678',
    email: 'xiaoyu@example.cn',
    address: '云溪区榆钱路100号3单元',
  }

  test('is masked, and organisations are not', async () => {
    const { receipt } = await office.citizen.files(
      application({ applicant: { ...application().applicant, ...person } }),
    )
    const firm = await office.citizen.files(
      application({ applicant: { ...organisation().applicant, representative: '司马小榆' } }),
    )
    const rows = await csvOf(office.registrar)
    const row = rows.find((each) => each.受理编号 === receipt)!
    expect(row).toMatchObject({
      申请人: '欧***',
      联系电话: '139****5678',
      电子邮箱: 'x***@example.cn',
      通信地址: '云溪区榆钱路****',
    })
    expect(row.证件号码).toMatch(/^\d{6}\*{8}[\dX]{4}$/)
    expect(rows.find((each) => each.受理编号 === firm.receipt)).toMatchObject({
      申请人: organisation().applicant.name,
      法定代表人: '司***',
    })
  })

  test('is whole for whoever may have it and says why; the reason is on the audit first', async () => {
    const url = '/api/v1/cases.csv?q=欧阳小榆'
    const refused = await office.registrar.posts(url, '', { reason: '？' })
    expect(refused.status).toBe(422)
    for (const reason of [
      '\u200b\u200b\u200b\u200b',
      '....',
      '\u3164\u3164\u3164\u3164',
      '调阅。。。',
      'aaaa',
      '啊啊啊啊啊',
      'aaaa\u3164',
    ])
      expect((await office.registrar.posts(url, '', { reason })).status).toBe(422)
    expect((await office.handler.posts(url, '', { reason: '市级检查组调阅台账' })).status).toBe(403)
    const answer = await office.registrar.posts(url, '', { reason: '市级检查组调阅台账' })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('含个人信息'))
    const [row] = rowsIn(answer.text)
    expect(row).toMatchObject({ 申请人: '欧阳小榆', 联系电话: '13912345678', 通信地址: person.address })
    expect(row!.证件号码).toMatch(/\*{8}/)
    const lines = await office.sql`
      select what, detail from audit_lines where what = 'export' and detail->>'reason' is not null order by at`
    expect(lines).toMatchObject([{ what: 'export', detail: { unmasked: true, reason: '市级检查组调阅台账' } }])
    const auditor = office.staff('auditor')
    const page = (await auditor.gets('/audit?what=export')).text
    for (const said of ['含个人信息的台账（CSV）', '理由：市级检查组调阅台账']) expect(page).toContain(said)
    expect((await auditor.gets('/audit.csv?what=export')).text).toContain('理由：市级检查组调阅台账')
  })

  test('is masked in the title and the description, too; whole in the register that says why', async () => {
    const title = '欧阳小榆反映榆钱路100号的批复'
    const description =
      '本人欧阳小榆，身份证号110101199003071234，电话139-1234-5678，住云溪区榆钱路100号3单元，邻居电话 13800001234。要云政发〔2026〕12号。'
    const { receipt } = await office.citizen.files(
      application({ applicant: { ...application().applicant, ...person }, request: { title, description } }),
    )
    const rowOf = (rows: Row[]) => rows.find((each) => each.受理编号 === receipt)!
    expect(rowOf(await csvOf(office.registrar))).toMatchObject({
      所需信息名称: '欧***反映榆钱路100号的批复',
      所需信息内容描述:
        '本人欧***，身份证号110101********1234，电话139****5678，住云溪区榆钱路****，邻居电话 138****1234。要云政发〔2026〕12号。',
    })
    const whole = await office.registrar.posts('/api/v1/cases.csv', '', { reason: '市级检查组调阅' })
    expect(rowOf(rowsIn(whole.text))).toMatchObject({ 所需信息名称: title, 所需信息内容描述: description })
  })

  test.each([
    ['证号１１０１０１１９９００３０７１２３Ｘ。', '证号110101********123X。'],
    ['卡号6222 0200 1234 5678 901', '卡号622202*********8901'],
    ['1101 0119 9003 0712 34的人', '110101********1234的人'],
    ['护照E12345678、EA1234567', '护照E1*****78、EA*****67'],
    ['座机0571-88123456或（010）62345678', '座机057******3456或（01******5678'],
    ['寄 xiao.yu+1@mail.example.cn 收', '寄 x***@mail.example.cn 收'],
    ['李找李四', '李找李*'],
    ['2026年1至12月第20260130001号，合同额123456789012元', '2026年1至12月第20260130001号，合同额123456789012元'],
  ])('%s is written as %s', (text, masked) => {
    expect(maskedText(text, { names: ['李', '李四', undefined], phones: ['110'], addresses: ['云溪区'] })).toBe(masked)
  })

  test.each([
    [maskedName, '张三', '张*'],
    [maskedName, '李', '李*'],
    [maskedName, '（内容已销毁）', '（内容已销毁）'],
    [maskedPhone, '13800001234', '138****1234'],
    [maskedPhone, '8812345', '*****45'],
    [maskedEmail, 'a@b.cn', 'a***@b.cn'],
    [maskedEmail, 'no address', '***'],
    [maskedAddress, '云溪区', '***'],
  ])('%o masks %s', (mask, text, masked) => {
    expect(mask(text)).toBe(masked)
  })
})

test('as a workbook: the same rows, texts and no formula', async () => {
  const formula = '=HYPERLINK("http://x.example/","点这里")'
  const { receipt } = await office.citizen.files(application({ request: { ...application().request, title: formula } }))
  const answer = await office.registrar.gets('/api/v1/cases.xlsx')
  expect(answer.headers['content-disposition']).toContain('.xlsx')
  const [sheet] = sheetsOf(answer.bytes)
  const csv = await csvOf(office.registrar)
  expect(sheet!.rows).toHaveLength(csv.length + 1)
  const row = sheet!.rows.find(({ cells }) => Object.values(cells).includes(receipt))!
  expect(Object.values(row.cells)).toContain(formula)
  expect(answer.bytes.includes('<f>')).toBe(false)
  expect(csv.find((each) => each.受理编号 === receipt)!.所需信息名称).toBe(`'${formula}`)
})

test('nobody sees more of it than on the desk', async () => {
  await office.citizen.files(application({ agency: 'yunxi-zjj' }))
  const mine = (await csvOf(office.handler)).map((row) => row.受理编号)
  const { cases } = (await office.handler.gets('/api/v1/cases?limit=200')).json
  expect(mine).toEqual(expect.arrayContaining(cases.map(({ receipt }: Row) => receipt)))
  expect(mine.length).toBeLessThan((await csvOf(office.registrar)).length)
})

test('the register ties with table 3: what was received in the year, one withdrawn before its receipt was confirmed too', async () => {
  const gone = await office.citizen.files()
  await office.citizen.records(gone, { type: 'withdrawn', why: '不再需要。' })
  const rows = await csvOf(office.head)
  expect(rows.find((row) => row.受理编号 === gone.receipt)).toMatchObject({
    ...{ 收到日期: '2026-03-02', 办理状态: '已办结（撤回）', 年度报告表三行次: '3.6.3' },
  })
  const { table3 } = (await office.head.gets('/api/v1/reports/annual?year=2026')).json
  const first = table3.find(({ row }: Row) => row === '1')
  expect(rows.filter((row) => row.收到日期!.startsWith('2026-'))).toHaveLength(first.total)
})

test('late is a reply after its day, or none by then: no case that was withdrawn, that waits, or whose count had stopped', async () => {
  const { citizen, handler, counsel, signer, registrar } = office
  office.itIs('2026-03-04')
  const [withdrawn, waiting, lapsed, unanswered, answeredLate] = [
    await office.caseUntil('assigned'),
    await office.caseUntil('assigned'),
    await office.caseUntil('assigned'),
    await office.caseUntil('assigned'),
    await office.caseUntil('searched'),
  ]
  await citizen.records(withdrawn, { type: 'withdrawn', why: '不再需要。' })
  for (const { id } of [waiting, lapsed]) await handler.records(id, CORRECTION)
  office.itIs('2026-04-20')
  await handler.records(lapsed.id, {
    type: 'correctionLapsed',
    finding: '申请人收到补正告知后，无正当理由逾期未补正。',
  })
  await handler.records(lapsed.id, { type: 'replyDrafted', outcome: 'correctionLapsed', fields: {} })
  await office.goes(answeredLate.id, 'searched', 'replyReviewed')
  await counsel.records(lapsed.id, PASSED)
  for (const { id } of [lapsed, answeredLate]) {
    await signer.records(id, SIGNED)
    await registrar.records(id, { type: 'replyServed', how: 'post', trackingNumber: 'XA000000000' })
  }
  const late = new Map((await csvOf(office.head)).map((row) => [row.受理编号, row]))
  const saidOf = ({ receipt }: { receipt: string }) => {
    const { 答复期限, 答复日期, 是否超期 } = late.get(receipt)!
    return [答复期限! < '2026-04-20', 答复日期, 是否超期]
  }
  expect(saidOf(withdrawn)).toEqual([true, '', '否'])
  expect(saidOf(waiting)).toEqual([true, '', '否'])
  expect(saidOf(lapsed)).toEqual([true, '2026-04-20', '否'])
  expect(saidOf(unanswered)).toEqual([true, '', '是'])
  expect(saidOf(answeredLate)).toEqual([true, '2026-04-20', '是'])
})

test('what a spreadsheet would run is a text in CSV', () => {
  expect(csvRow(['=1+1', '+1', '-2', '@x', '\tx', 'a"b', '1,2', '-5', '＝1'])).toBe(
    `'=1+1,'+1,-2,'@x,'\tx,"a""b","1,2",-5,'＝1\r\n`,
  )
})

test('more rows than a sheet holds go on in the next one', async () => {
  async function* rows() {
    for (let i = 0; i < 5; i++)
      yield [
        [i * 2, `甲${i}`],
        [i * 2 + 1, null],
      ]
  }
  const pieces: Buffer[] = []
  const book = { name: '台账', heads: ['序号', '名称'], widths: [8, 20], rows: rows() }
  for await (const piece of rowBook(book, 4)) pieces.push(piece)
  const sheets = sheetsOf(Buffer.concat(pieces))
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['台账', 5],
    ['台账2', 5],
    ['台账3', 3],
  ])
  expect(sheets[2]!.rows.at(-1)!.cells).toEqual({ A: '9' })
})
