/** Files that were made to be passed as clean, or to stop whoever examines them. */
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { zipSync } from '../../src/ground/squeeze.ts'
import { leavingApart } from '../../src/leaving/apart.ts'
import { leaving } from '../../src/leaving/index.ts'
import { inTurn, some, times } from '../support/proof.ts'
import { docx, pdf, withExif, xlsx } from './files.ts'

const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const OFD = 'application/ofd'
const MB = 1024 * 1024

const packed = (parts: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? Buffer.from(part) : part]),
      ),
    ),
  )
const SIZE = times(MB / 8, MB)
const repeated = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length))
const found = (content: Buffer, type: string) =>
  leaving(content, type).findings.map(({ code, state, n, words }) =>
    [code, state, n ?? words].filter(Boolean).join(' '),
  )

describe('one hostile piece, by the megabyte, is read once, and never clean', () => {
  const OF_DOCUMENTS = [
    ...['<sheet ', '<sheet a="', '<dc:creator ', '<dc:creator>', '<a b=', '<!--', '<?x ', '<![CDATA[', '&', '<a', '< '],
    ...[' ', '<!DOCTYPE x [', '</a>', '<a b="1" ', '<w:p><w:r>', '&#'],
  ]
  test.each(some(OF_DOCUMENTS, 4))('%j in a document', (piece) => {
    for (const hostile of [repeated(piece), `<workbook>${repeated(piece)}`]) {
      expect(found(packed({ 'xl/workbook.xml': hostile }), XLSX)).toEqual(['unreadable heed'])
      expect(found(packed({ 'docProps/core.xml': hostile }), DOCX)).toEqual(['unreadable heed'])
      expect(found(packed({ 'OFD.xml': hostile }), OFD)).toEqual(['unreadable heed'])
    }
  })

  const OF_PDFS = [
    ...['trailer<<', 'trailer<< /Info ', 'trailer', '<x:xmpmeta>', '1 0 obj', '1 0 obj ', '1 0 obj <<', '1 0 obj ['],
    ...['1 0 obj (', '1 0 obj <', '1 0 obj << /A (', '1 0 obj << /A (b) ', '1 0 obj <<>> stream\n', '1 0 obj %'],
    ...['startxref', 'startxref 1 ', '1 0 obj /Type /ObjStm stream\n', '/Author (', '1 ', '(', '<<', '[', '%'],
  ]
  test.each(some(OF_PDFS, 4))('%j in a PDF', (piece) => {
    const content = Buffer.concat([pdf(), Buffer.from(repeated(piece))])
    expect(found(content, PDF).length).toBeGreaterThan(0)
    expect(found(Buffer.from(`%PDF-1.7\n${repeated(piece)}`), PDF)).toContain('unreadable heed')
  })

  test('an element of a million levels, and one with a million attributes', () => {
    const deep = `<a>`.repeat(MB / 8) + '</a>'.repeat(MB / 8)
    expect(found(packed({ 'word/document.xml': `<document>${deep}</document>` }), DOCX)).toEqual([])
    const wide = `<document ${Array.from({ length: 50_000 }, (_, i) => `a${i}="x"`).join(' ')}/>`
    expect(found(packed({ 'word/document.xml': wide }), DOCX)).toEqual([])
  })
})

describe('what a file unfolds to is limited for all that is packed in it', () => {
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * MB)
  inTurn(0, 2)('members that are small one by one', () => {
    const book = Buffer.from(zipSync({ 'xl/media/image1.bmp': zeros(90) }, { level: 1 }))
    const members = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.xlsx`, book]))
    const { findings } = leaving(packed(members), 'application/zip')
    expect(findings.map(({ code, in: name }) => [name, code])).toEqual([
      ...['0.xlsx', '1.xlsx', '2.xlsx'].map((name) => [name, 'data']),
      ...['3.xlsx', '4.xlsx'].map((name) => [name, 'unexamined']),
    ])
  })

  inTurn(1, 2)('streams of a PDF', () => {
    const stream = deflateSync(zeros(80)).toString('latin1')
    const object = `<< /Type /ObjStm /First 0 /N 0 /Filter /FlateDecode >>\nstream\n${stream}\nendstream`
    expect(found(pdf({ more: [object, object, object, object] }), PDF)).toEqual(['unexamined heed'])
  })

  test('ten thousand parts', () => {
    const parts = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}.xml`, new Uint8Array()]))
    expect(found(Buffer.from(zipSync(parts, { level: 0 })), DOCX)).toEqual(['unexamined heed'])
  })
})

describe('a workbook that hides', () => {
  const book = (more: Record<string, string | Uint8Array>) =>
    packed({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook><sheets/></workbook>', ...more })
  const hidden = `<workbook><sheets><sheet name='底稿' state='hidden'/></sheets></workbook>`
  const sheet = (inner: string) => book({ 'xl/worksheets/sheet1.xml': `<worksheet>${inner}</worksheet>` })
  const utf16 = (text: string, mark = '\ufeff') => Buffer.from(mark + text, 'utf16le')

  test.each([
    ['in single quotes', book({ 'xl/workbook.xml': hidden })],
    ['with spaces', book({ 'xl/workbook.xml': hidden.replace('state=', '\n\tstate\n=\n') })],
    ['with entities', book({ 'xl/workbook.xml': hidden.replace("'hidden'", "'hi&#100;den'") })],
    ['under a prefix', book({ 'xl/workbook.xml': hidden.replace(/<(\/?)/g, '<$1x:') })],
    ['in UTF-16', book({ 'xl/workbook.xml': utf16(hidden) })],
    ['in UTF-16 without a mark', book({ 'xl/workbook.xml': utf16(hidden, '') })],
    ['in UTF-16, high byte first', book({ 'xl/workbook.xml': utf16(hidden).swap16() })],
    ['in a part of another name', book({ 'xl/other.bin': hidden })],
  ])('a sheet %s', (_, content) => {
    expect(found(content, XLSX)).toEqual(['hiddenSheets heed 1'])
    expect(leaving(content, XLSX).findings[0]!.words).toBe('底稿')
  })

  test.each([
    `<row r='1' hidden='1'/>`,
    `<row r="1" hidden = "true"/>`,
    `<row ht="0" customHeight="1"/>`,
    `<col min='1' max='1' width='0'/>`,
    `<x:col xmlns:x="x" width="0.1"/>`,
    '<sheetFormatPr zeroHeight="1"/>',
  ])('%s', (line) => {
    expect(found(sheet(line), XLSX)).toEqual(['hiddenRows heed 1'])
  })

  test.each([
    [
      'a target outside',
      {
        'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Type='x/image' Target='file:///C:/Users/zhang/a.png' TargetMode='External'/></Relationships>`,
      },
      'links heed',
    ],
    [
      'a link to a file',
      {
        'word/_rels/document.xml.rels': `<Relationships><Relationship Type="x/hyperlink" Target="file://server/share" TargetMode="External"/></Relationships>`,
      },
      'links heed',
    ],
    ['connections', { 'xl/connections.xml': '<connections><connection/></connections>' }, 'links heed'],
    ['data of its own', { 'customXml/item1.xml': '<root><id>330</id></root>' }, 'data heed customXml/item1.xml'],
    ['people', { 'word/people.xml': "<w15:people><w15:person w15:author='张三'/></w15:people>" }, 'author heed 张三'],
    [
      'persons',
      { 'xl/persons/person.xml': '<personList><person displayName="张三"/></personList>' },
      'author heed 张三',
    ],
    ['a picture that is none', { 'xl/media/image1.png': Buffer.from('x') }, 'unreadable heed'],
    ['a document under another name', { 'xl/a.dat': Buffer.from('504b030400', 'hex') }, 'embedded heed 1'],
    ['bytes of its own', { 'xl/a.dat': Buffer.from('secret') }, 'data heed xl/a.dat'],
  ])('%s', (_, more, finding) => {
    expect(found(book(more as never), XLSX)).toEqual([finding])
  })

  test('a photograph outside of the folder of pictures leaves without its place', () => {
    expect(found(book({ 'xl/a.jpg': withExif({ place: true }) }), XLSX)).toEqual(['place removed', 'camera removed'])
  })

  test('properties under another name are removed, and a link to a page is none that tells', () => {
    const core =
      '<cp:coreProperties xmlns:cp="http://x/core-properties"><dc:creator>李四</dc:creator></cp:coreProperties>'
    const page = `<Relationships><Relationship Type="x/hyperlink" Target="https://www.gov.cn" TargetMode="External"/></Relationships>`
    const content = book({ 'a/b.xml': core, 'xl/_rels/workbook.xml.rels': page })
    expect(found(content, XLSX)).toEqual(['properties removed 李四'])
    expect(found(Buffer.from(leaving(content, XLSX).copy), XLSX)).toEqual([])
  })
})

describe('a paper that keeps what was changed', () => {
  const paper = (inner: string) => packed({ 'word/a.xml': `<w:document xmlns:w='x'>${inner}</w:document>` })
  test.each([
    ["<w:vanish w:val='on' />", 'hiddenText heed 1'],
    ['<w:ins/>', 'changes heed 1'],
    ["<w:rPrChange w:author='李四'/>", 'changes heed 1'],
  ])('%s', (inner, finding) => {
    expect(found(paper(inner), DOCX)).toEqual([finding])
  })
})

describe('a PDF that says more than it shows', () => {
  const packet = (inner: string) =>
    `<?xpacket begin="" id="x"?><x:xmpmeta><rdf:RDF>${inner}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  const described = (inner: string, filter = '') => {
    const plain = Buffer.from(packet(inner))
    const stream = (filter ? deflateSync(plain) : plain).toString('latin1')
    return pdf({ more: [`<< /Type /Metadata /Subtype /XML ${filter} >>\nstream\n${stream}\nendstream`] })
  }
  const byLi = '<rdf:Description><dc:creator><rdf:Seq><rdf:li>Li Si</rdf:li></rdf:Seq></dc:creator></rdf:Description>'

  test.each([
    ['XMP in a packed stream', described(byLi, '/Filter /FlateDecode')],
    ['XMP in a packed stream, filters as a list', described(byLi, '/Filter [ /Fl ]')],
    ['XMP in an attribute', described('<rdf:Description pdf:Keywords="Li Si"/>')],
    ['XMP of a schema of its own', described('<rdf:Description><my:Clerk>Li Si</my:Clerk></rdf:Description>')],
    ['an author by reference', pdf({ more: ['(Li Si)'], info: '/Author 4 0 R' })],
    ['a name with escapes', pdf({ info: '/#41uthor (Li Si)' })],
    ['a title', pdf({ info: '/Title (Li Si)' })],
    ['a key of its own', pdf({ info: '/Clerk (Li Si)' })],
    ['octal and a line that goes on', pdf({ info: '/Author (\\114i \\\nSi)' })],
    ['hexadecimals with spaces', pdf({ info: '/Author <4C 69 20\n53 69>' })],
    ['parentheses and a remark', pdf({ info: '/Author % (Nobody)\n(Li Si)' })],
  ])('%s', (_, content) => {
    expect(found(content, PDF)).toEqual(['author heed Li Si'])
  })

  test('times, programs and the numbers of PDF/A tell nothing of anybody', () => {
    const machinery =
      '<rdf:Description rdf:about="" xmp:CreatorTool="x" pdfaid:part="2"><pdfaid:conformance>A</pdfaid:conformance><xmp:CreateDate>2026</xmp:CreateDate></rdf:Description>'
    expect(found(described(machinery), PDF)).toEqual([])
  })

  test.each([
    ['bytes behind its end', Buffer.concat([pdf(), Buffer.from('secret')]), 'appended heed'],
    ['bytes before its beginning', Buffer.concat([Buffer.from('secret\n'), pdf()]), 'appended heed'],
    ['properties that are not there', pdf({ info: '/Author (a)' }), 'unreadable heed'],
    ['XMP that is none', described('<'), 'unreadable heed'],
    ['XMP packed in another way', described('', '/Filter /LZWDecode'), 'unreadable heed'],
    ['an object that does not end', pdf({ more: ['<< /A (b)'] }), 'unreadable heed'],
    ['a comment with an escaped name', pdf({ more: ['<< /Subtype /#54ext /Rect [0 0 1 1] >>'] }), 'comments heed 1'],
    ['a script of any kind', pdf({ more: ['<< /S /Java#53cript >>'] }), 'scripts heed'],
    ['a file in a nested dictionary', pdf({ more: ['<< /A [ << /EF << /F 9 0 R >> >> ] >>'] }), 'attachments heed 1'],
  ])('%s', (name, content, finding) => {
    const bytes =
      name === 'properties that are not there' ? content.toString('latin1').replace('/Info 4', '/Info 9') : content
    expect(found(Buffer.from(bytes as never, 'latin1'), PDF)).toEqual([finding])
  })
})

describe('apart from the process', () => {
  test('a file is examined as here, and the same bytes come back', async () => {
    for (const [content, type] of [
      [xlsx(), XLSX],
      [docx(), DOCX],
      [withExif({ place: true }), 'image/jpeg'],
    ] as const) {
      const { copy, ...rest } = await leavingApart(content, type)
      const here = leaving(content, type)
      expect(rest).toEqual({ ...here, copy: undefined, ...rest })
      expect(rest.findings).toEqual(here.findings)
      expect(Buffer.from(copy).equals(Buffer.from(here.copy))).toBe(true)
    }
  })

  test('one that takes too long counts as unexamined, and the next is examined', async () => {
    const long = packed({ 'a.xml': `<document>${'<a/>'.repeat(2 * MB)}</document>` })
    const slow = leavingApart(long, XLSX, 0.001)
    const next = leavingApart(xlsx(), XLSX)
    expect((await slow).findings).toEqual([{ code: 'unexamined', state: 'heed' }])
    expect((await next).findings).toEqual(leaving(xlsx(), XLSX).findings)
  })
})
