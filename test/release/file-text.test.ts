/** What a file that is to be published says, in whatever format, and what in it lays somebody open. */
import { describe, expect, test } from 'vitest'
import { archiveOf } from '../../src/leaving/archive.ts'
import { findIn, foundSays, othersIn } from '../../src/released/file-findings.ts'
import { readText } from '../../src/released/file-text.ts'
import { NOBODY, secretsOf } from '../../src/released/look-over.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
const part = (xml: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)
const zipped = (parts: Record<string, Uint8Array>) => Buffer.from(archiveOf(parts))

const docx = zipped({
  'word/document.xml': part(
    '<w:document xmlns:w="w"><w:p><w:r><w:t>电话138</w:t></w:r><w:r><w:t>00000000</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:t>1</w:t></w:p></w:tc><w:tc><w:p><w:t>2</w:t></w:p></w:tc></w:tr></w:tbl></w:document>',
  ),
  'word/footer1.xml': part('<w:ftr xmlns:w="w"><w:p><w:t>经办人欧阳示例</w:t></w:p></w:ftr>'),
})
const xlsx = zipped({
  'xl/sharedStrings.xml': part('<sst><si><t>姓名</t></si><si><t>欧阳示例</t></si></sst>'),
  'xl/worksheets/sheet1.xml': part(
    '<worksheet><sheetData><row><c><v>1</v></c><c><v>13800000000</v></c></row></sheetData></worksheet>',
  ),
})
const ofd = zipped({
  'OFD.xml': part('<ofd:OFD xmlns:ofd="o"/>'),
  'Doc_0/Pages/Page_0/Content.xml': part(
    '<ofd:Page xmlns:ofd="o"><ofd:TextObject><ofd:TextCode>示例路1号楼2单元301室</ofd:TextCode></ofd:TextObject></ofd:Page>',
  ),
})
/** One page with a line of text; readers mend the table of places that it lacks. */
const pdf = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F 12 Tf 20 200 Td (call 13800000000) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`)

describe('the text', () => {
  test.each([
    [
      'a Word file, runs together and the footer',
      docx,
      `${OFFICE}wordprocessingml.document`,
      ['电话13800000000', '欧阳示例'],
    ],
    ['a workbook, strings and numbers apart', xlsx, `${OFFICE}spreadsheetml.sheet`, ['欧阳示例', '1 13800000000']],
    ['an OFD', ofd, 'application/ofd', ['示例路1号楼2单元301室']],
    ['a PDF', pdf, 'application/pdf', ['call 13800000000']],
    ['plain text in UTF-8', Buffer.from('甲乙'), 'text/plain; charset=utf-8', ['甲乙']],
    ['plain text in GB 18030', Buffer.from([0xbc, 0xd7]), 'text/plain', ['甲']],
  ])('of %s', async (_, content, type, says) => {
    const text = await readText(content, type)
    for (const words of says) expect(text).toContain(words)
  })

  test.each([
    ['a picture', Buffer.from('\x89PNG'), 'image/png'],
    ['an old Word file', Buffer.from('doc'), 'application/msword'],
    ['a damaged Word file', Buffer.from('PK'), `${OFFICE}wordprocessingml.document`],
    ['a damaged PDF', Buffer.from('%PDF-1.4'), 'application/pdf'],
  ])('of %s is none', async (_, content, type) => {
    expect(await readText(content, type)).toBeUndefined()
  })
})

describe('what is found', () => {
  const file = { id: 'f', name: '合同.txt', sha256: 'a'.repeat(64), findings: [] }
  const submitted = {
    applicant: { kind: 'person', name: '欧阳示例', phone: '0000-1000001', address: '示例市示例路9号' },
    agent: { name: '司马示例' },
  } as never
  const consulted = {
    ...{ type: 'thirdPartyConsulted', on: '2026-03-02', party: '示例建筑有限公司', phone: '00000000009' },
  } as never
  const found = (text: string | undefined, secrets = secretsOf(submitted)) =>
    findIn(file, text, secrets, othersIn([consulted, null], ['010-60000000', '云溪区政务路1号']), [])
  const kinds = (text: string) => found(text).map(({ kind }) => kind)

  test.each([
    ['nothing', '同意按每小时2元收费，2026年3月2日。', []],
    ['the applicant', '应欧 阳·示例申请', ['name']],
    ['who acts for them', '代理人：司马示例', ['name']],
    ['how they are reached', '电话0000 1000001', ['contact']],
    ['where they live', '住示例市示例路9号', ['contact']],
    ['a third party', '由示例建筑有限公司承建', ['thirdParty']],
    ['an identity number beside another number', '1 990000195001010018 2', ['identityNumber']],
    ['an identity number in blocks', '990000 19500101 0018', ['identityNumber']],
    ['a long number that is none', '合同编号 123456789012345678', []],
    ['a mobile number beside another number', '1 13800000000', ['mobile']],
    ['a telephone', '电话 010-61234567', ['telephone']],
    ['the agency’s own telephone', '电话 010-60000000', []],
    ['a bank card', '账号 6222000000000000000', ['bankCard']],
    ['a mail address', 'mail a.b@example.com', ['email']],
    ['a dwelling', '3栋2单元301室', ['address']],
  ])('%s', (_, text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })

  test('a file without text, and one that hides something, are told as such', () => {
    expect(found(undefined)).toMatchObject([{ kind: 'unread', n: 1 }])
    const hiding = { ...file, findings: [{ code: 'comments', state: 'heed', n: 2 } as const] }
    const [finding] = findIn(hiding, '正文', NOBODY, othersIn([], []), [])
    expect(foundSays(finding!)).toBe('“合同.txt”含有文件中不显示的内容：批注、注释2处')
  })

  test('numbers are told with their middle masked, and another finding has another id', () => {
    const [one] = found('13800000000')
    expect(foundSays(one!)).toBe('“合同.txt”含有手机号码1处：138*****000')
    const [other] = found('13800000001')
    expect([one!.id, other!.id, one!.id === other!.id]).toEqual([
      expect.stringMatching(/^[\da-f]{12}$/),
      expect.stringMatching(/^[\da-f]{12}$/),
      false,
    ])
  })
})
