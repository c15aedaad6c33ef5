/** What a file that is to be published says, in whatever format, and what in it lays somebody open. */
import { describe, expect, test } from 'vitest'
import { archiveOf } from '../../src/leaving/archive.ts'
import { findIn, foundSays, othersIn } from '../../src/released/file-findings.ts'
import { readText } from '../../src/released/file-text.ts'
import { NOBODY, secretsOf } from '../../src/released/look-over.ts'
import { MOST_TEXT } from '../../src/released/read-in-steps.ts'

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
/** Pages with a line of text each, or none; readers mend the table of places that it lacks. */
const pdfOf = (...lines: string[]) =>
  Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[${lines.map((_, i) => `${10 + 2 * i} 0 R`).join(' ')}]/Count ${lines.length}>>endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
${lines.map(pageOf).join('')}trailer<</Root 1 0 R>>
`)
function pageOf(line: string, i: number): string {
  const drawn = line ? `BT /F 12 Tf 20 200 Td (${line}) Tj ET` : 'q Q'
  return `${10 + 2 * i} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents ${11 + 2 * i} 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
${11 + 2 * i} 0 obj<</Length ${drawn.length}>>stream
${drawn}
endstream endobj
`
}
const pdf = pdfOf('call 13800000000')

const MOBILE = '13800000000'
const cellsOf = (row: string, cell: string, holding: (digit: string) => string) =>
  `<x xmlns:w="w" xmlns:a="a"><${row}>${[...MOBILE].map((one) => `<${cell}>${holding(one)}</${cell}>`).join('')}</${row}></x>`
const file = { id: 'f', name: '合同.txt', sha256: 'a'.repeat(64), findings: [] }

const searchable = (text: string) => ({ text, isCut: false, unread: [] })

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
    for (const words of says) expect(text?.text).toContain(words)
    expect(text).toMatchObject({ isCut: false, unread: [] })
  })

  test.each([
    [
      'of Word',
      'word/document.xml',
      cellsOf('w:tr', 'w:tc', (one) => `<w:p><w:t>${one}</w:t></w:p>`),
      'wordprocessingml',
    ],
    ['of a sheet', 'xl/worksheets/s.xml', cellsOf('row', 'c', (one) => `<v>${one}</v>`), 'spreadsheetml'],
    [
      'of a sheet, as words',
      'xl/worksheets/s.xml',
      cellsOf('row', 'c', (one) => `<is><t>${one}</t></is>`),
      'spreadsheetml',
    ],
    [
      'of slides',
      'ppt/slides/s.xml',
      cellsOf('a:tr', 'a:tc', (one) => `<a:p><a:t>${one}</a:t></a:p>`),
      'presentationml',
    ],
  ])('a number written a digit to a cell %s is one', async (_, name, xml, format) => {
    const text = await readText(zipped({ [name]: part(xml) }), `${OFFICE}${format}.x`)
    expect((await findIn(file, text, NOBODY, othersIn([], []), [])).map(({ kind }) => kind)).toEqual(['mobile'])
  })

  test('a sheet that names its strings by number, an OFD with a piece of text to a digit, a table of commas', async () => {
    const strings = [...'0123456789'].map((one) => `<si><t>${one}</t></si>`).join('')
    const sheet = [...MOBILE].map((one) => `<c t="s"><v>${one}</v></c>`).join('')
    const pieces = [...MOBILE].map(
      (one, i) => `<o:TextObject Boundary="${i} 20.1 1 1"><o:TextCode>${one}</o:TextCode></o:TextObject>`,
    )
    const all: [Buffer, string][] = [
      [
        zipped({
          'xl/worksheets/s.xml': part(`<worksheet><row>${sheet}</row></worksheet>`),
          'xl/sharedStrings.xml': part(`<sst>${strings}</sst>`),
        }),
        `${OFFICE}spreadsheetml.sheet`,
      ],
      [zipped({ 'Doc_0/Content.xml': part(`<o:Page xmlns:o="o">${pieces.join('')}</o:Page>`) }), 'application/ofd'],
      [Buffer.from(`姓名,${[...MOBILE].join(',')}\r\n`), 'text/csv; charset=utf-8'],
    ]
    for (const [content, type] of all) {
      const found = await findIn(file, await readText(content, type), NOBODY, othersIn([], []), [])
      expect(found.map(({ kind }) => kind)).toEqual(['mobile'])
    }
  })

  test('of a PDF is asked of each page: those without are named', async () => {
    const text = await readText(pdfOf('call 13800000000', '', '', 'in words', '- 5 -'), 'application/pdf')
    expect(text?.unread).toEqual([2, 3, 5])
    const found = await findIn(file, text, NOBODY, othersIn([], []), [])
    expect(found.map(foundSays)).toEqual([
      '“合同.txt”含有手机号码1处：138*****000',
      '“合同.txt”第2—3、5页没有能检索的文字（扫描件、图片或者空白页），须逐页核看',
    ])
    expect(await readText(pdfOf('', '2'), 'application/pdf')).toBeUndefined()
  })

  test.each([
    ['text', () => Buffer.from(`13800000000\n${'a.'.repeat(9_000_000)}`), 'text/plain'],
    ['text that grows when it is folded', () => Buffer.from(`13800000000\n${'\ufdfa'.repeat(200_000)}`), 'text/plain'],
    [
      'a Word file that unfolds',
      () =>
        zipped({
          'word/document.xml': part(
            `<w:d xmlns:w="w"><w:t>13800000000</w:t>${'<w:p><w:t>a.a.</w:t></w:p>'.repeat(1_500_000)}</w:d>`,
          ),
        }),
      `${OFFICE}wordprocessingml.document`,
    ],
    [
      'a Word file of nothing but marks',
      () =>
        zipped({
          'word/document.xml': part(`<w:d xmlns:w="w"><w:t>13800000000</w:t>${'<w:b/>'.repeat(6_000_000)}</w:d>`),
        }),
      `${OFFICE}wordprocessingml.document`,
    ],
  ])(
    '%s that is too long is not searched whole, which is told, and others have their turn',
    async (_, content, type) => {
      let [turns, goesOn] = [0, true]
      const other = () => {
        turns++
        if (goesOn) setImmediate(other)
      }
      const bytes = content()
      setImmediate(other)
      const text = await readText(bytes, type)
      const found = await findIn(file, text, NOBODY, othersIn([], []), [])
      goesOn = false
      expect(text!.text.length).toBeLessThanOrEqual(MOST_TEXT + 1)
      expect(turns).toBeGreaterThan(100)
      expect(found.map(foundSays)).toEqual([
        '“合同.txt”含有手机号码1处：138*****000',
        '“合同.txt”文件文字过长，没有全部检索，须逐页核看',
      ])
    },
  )

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
  const submitted = {
    applicant: { kind: 'person', name: '欧阳示例', phone: '0000-1000001', address: '示例市示例路9号' },
    agent: { name: '司马示例' },
  } as never
  const consulted = {
    ...{ type: 'thirdPartyConsulted', on: '2026-03-02', party: '示例建筑有限公司', phone: '00000000009' },
  } as never
  const found = (text: string | undefined, secrets = secretsOf(submitted)) =>
    findIn(
      file,
      text === undefined ? text : searchable(text),
      secrets,
      othersIn([consulted, null], ['010-60000000', '云溪区政务路1号']),
      [],
    )
  const kinds = async (text: string) => (await found(text)).map(({ kind }) => kind)

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
    ['a number with what nobody sees', '1380\u200b000\u00ad00\u206000\u3164', ['mobile']],
    ['a number with dashes of all kinds', '138–00—00‐00‑0－0', ['mobile']],
    ['an identity number with others', '990000−1950·0101─00⁃18', ['identityNumber']],
    ['the applicant, with what nobody sees', '应欧\u200b阳\ufeff示—例申请', ['name']],
    ['a number across steps', `${'字'.repeat(65_530)}13800000000`, ['mobile']],
    ['a number beside another across steps', `${'1 '.repeat(32_767)}1 13800000000`, ['mobile']],
    ['a mail address', 'mail a.b@example.com', ['email']],
    ['a dwelling', '3栋2单元301室', ['address']],
  ])('%s', async (_, text, expected) => {
    expect(await kinds(text)).toEqual(expected)
  })

  test('a file without text, and one that hides something, are told as such', async () => {
    expect(await found(undefined)).toMatchObject([{ kind: 'unread', n: 1 }])
    const hiding = { ...file, findings: [{ code: 'comments', state: 'heed', n: 2 } as const] }
    const [finding] = await findIn(hiding, searchable('正文'), NOBODY, othersIn([], []), [])
    expect(foundSays(finding!)).toBe('“合同.txt”含有文件中不显示的内容：批注、注释2处')
  })

  test('numbers are told with their middle masked, and another finding has another id', async () => {
    const [one] = await found('13800000000')
    expect(foundSays(one!)).toBe('“合同.txt”含有手机号码1处：138*****000')
    const [other] = await found('13800000001')
    expect([one!.id, other!.id, one!.id === other!.id]).toEqual([
      expect.stringMatching(/^[\da-f]{12}$/),
      expect.stringMatching(/^[\da-f]{12}$/),
      false,
    ])
  })
})
