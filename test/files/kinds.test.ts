/** Files as people really have them: the content is judged, not the name; what an office cannot open is taken with a word, what would run is not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judged, provesType } from '../../src/files/judge.ts'
import { asUpload, send, type Upload } from '../support/api.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import * as of from './inputs.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const OOXML = 'application/vnd.openxmlformats-officedocument'
const ODF = 'application/vnd.oasis.opendocument'
const DOCX = `${OOXML}.wordprocessingml.document`
type Row = [what: string, name: string, content: Uint8Array | string, type: string, download: string, heed?: string]

const TAKEN: Row[] = [
  ['a PNG named JPG', '照片.jpg', of.png, 'image/png', '照片.png'],
  ['a PDF named JPG', '扫描.jpg', of.pdf, 'application/pdf', '扫描.pdf'],
  ['a HEIC named JPG', 'IMG_0001.JPG', of.heic, 'image/heic', 'IMG_0001.heic'],
  ['a picture of a telephone', 'iphone.heic', of.heic, 'image/heic', 'iphone.heic'],
  ['a WebP named PNG', '截图.png', of.webp, 'image/webp', '截图.webp'],
  ['a scan', 'scan.tif', of.tiff, 'image/tiff', 'scan.tif'],
  ['a picture of Paint', '图.bmp', of.bmp, 'image/bmp', '图.bmp'],
  ['a GIF without an ending', '图', of.gif, 'image/gif', '图.gif'],
  ['RTF named Word', '申请.doc', of.rtf, 'application/rtf', '申请.doc'],
  ['a table of a business system: a page named Excel', '名单.xls', of.page, 'text/html; charset=gb18030', '名单.xls'],
  ['a new Word document under the ending of WPS', '申请.wps', of.docx, DOCX, '申请.docx'],
  ['a new workbook under the ending of WPS', '表.et', of.xlsx, `${OOXML}.spreadsheetml.sheet`, '表.xlsx'],
  ['a new Word document under the old ending', '申请.doc', of.docx, DOCX, '申请.docx'],
  ['WPS of old', '申请.wps', of.compound(['WordDocument']), 'application/msword', '申请.wps'],
  ['a table of WPS', '表.et', of.compound(['Workbook']), 'application/vnd.ms-excel', '表.et'],
  [
    'an old Word document under the new ending',
    '申请.docx',
    of.compound(['WordDocument']),
    'application/msword',
    '申请.doc',
  ],
  [
    'a Word document with a table in it',
    '申请.doc',
    of.compound(['Workbook', 'WordDocument']),
    'application/msword',
    '申请.doc',
  ],
  [
    'a table with a document in it',
    '表.xls',
    of.compound(['WordDocument', 'Workbook']),
    'application/vnd.ms-excel',
    '表.xls',
  ],
  ['a text of LibreOffice', '说明.odt', of.odt, `${ODF}.text`, '说明.odt'],
  ['a table of LibreOffice under another ending', '表.xlsx', of.ods, `${ODF}.spreadsheet`, '表.ods'],
  ['a letter of a department', '函.ofd', of.ofd, 'application/ofd', '函.ofd'],
  ['a page that was saved whole', '公告.mht', of.mht, 'application/x-mimearchive', '公告.mht'],
  ['a mail', 'mail.eml', of.eml, 'message/rfc822', 'mail.eml'],
  ['a mail of Outlook', '来信.msg', of.compound(['__properties_version1.0']), 'application/vnd.ms-outlook', '来信.msg'],
  ['blank lines before the header', 'a.pdf', of.blankBefore, 'application/pdf', 'a.pdf'],
  ['what Notepad calls Unicode', '说明.txt', of.utf16, 'text/plain; charset=utf-16le', '说明.txt'],
  ['a text in GBK', '说明.txt', of.gbk, 'text/plain; charset=gb18030', '说明.txt'],
  ['a table in GBK', '表.csv', of.gbkTable, 'text/csv; charset=gb18030', '表.csv'],
  ['a text that begins as a picture would', '说明.txt', 'BMW经销商名单', 'text/plain; charset=utf-8', '说明.txt'],
  ['a text without an ending', 'README', '文字', 'text/plain; charset=utf-8', 'README.txt'],
  ['a text named as a picture', '说明.png', '文字', 'text/plain; charset=utf-8', '说明.txt'],
  ['an ending that every object has', 'a.constructor', '文字', 'text/plain; charset=utf-8', 'a.constructor.txt'],
  [
    'the source of a page',
    '源码.txt',
    '<html><script>alert(1)</script></html>',
    'text/plain; charset=utf-8',
    '源码.txt',
  ],
  ['an electronic invoice', '发票.xml', '<?xml version="1.0"?><EInvoice/>', 'text/xml; charset=utf-8', '发票.xml'],
  ['a recording', 'recording.amr', of.amr, 'audio/amr', 'recording.amr'],
  ['sound', '录音.wav', of.wav, 'audio/wav', '录音.wav'],
  ['a film', '现场.mp4', of.mp4, 'video/mp4', '现场.mp4'],
  ['an archive', '材料.zip', of.zip({ 'a.txt': 'x' }), 'application/zip', '材料.zip'],
  ['RAR', '材料.rar', of.rar, 'application/x-rar-compressed', '材料.rar'],
  ['7z', '材料.7z', of.sevenZip, 'application/x-7z-compressed', '材料.7z'],
  ['Word with a password', '合同.docx', of.compound(['EncryptedPackage']), DOCX, '合同.docx', 'locked'],
  ['the same without its directory', '合同.docx', of.compound([]), DOCX, '合同.docx', 'locked'],
  [
    'old Word with a password',
    '合同.doc',
    of.compound(['WordDocument'], 'eca5c100000000000000 0001'),
    'application/msword',
    '合同.doc',
    'locked',
  ],
  [
    'old Excel with a password',
    '表.xls',
    of.compound(['Workbook'], `0908 1000 ${'00'.repeat(16)} 2f00 3600`),
    'application/vnd.ms-excel',
    '表.xls',
    'locked',
  ],
  [
    'old Excel whose first record is damaged',
    '表.xls',
    of.compound(['Workbook'], '0908 ffff'),
    'application/vnd.ms-excel',
    '表.xls',
  ],
  ['a PDF with a password', '合同.pdf', of.lockedPdf, 'application/pdf', '合同.pdf', 'locked'],
  ['an archive with a password', '材料.zip', of.lockedZip, 'application/zip', '材料.zip', 'locked'],
  ['RAR with a password', '材料.rar', of.lockedRar, 'application/x-rar-compressed', '材料.rar', 'locked'],
  ['7z with a password', '材料.7z', of.lockedSevenZip, 'application/x-7z-compressed', '材料.7z', 'locked'],
  ['what nothing here knows', '图纸.dat', of.unknown, 'application/octet-stream', '图纸.dat', 'unusual'],
  ['a picture that broke off', '照片.png', of.png.subarray(0, 45), 'image/png', '照片.png', 'damaged'],
  ['bytes that call themselves text', '说明.txt', of.unknown, 'application/octet-stream', '说明.txt', 'unusual'],
]

const REFUSED: [what: string, name: string, content: Uint8Array | string, says: string][] = [
  ['a program that calls itself a PDF', '申请书.pdf', of.program, '程序'],
  ['a program', '安装.exe', 'MZ', '程序'],
  ['a program of Linux', '工具', of.elf, '程序'],
  ['a program of Java', '工具.zip', of.jar, '程序'],
  ['an installer', '安装.doc', of.msi, '程序'],
  ['a script', '清理.bat', 'del *.*', '程序'],
  ['a page that calls itself a picture', '照片.png', '<html><script>alert(1)</script></html>', '网页'],
  ['a page', '页.html', '<!DOCTYPE html><p>x', '网页'],
  ['a page with a byte of no text', '页.html', '<html>\x01<script>alert(1)</script>', '网页'],
  ['a page behind a long remark', '页.htm', `<!--${'x'.repeat(9_000)}--><script>alert(1)</script>`, '网页'],
  [
    'data that hold a page',
    '数据.xml',
    `<?xml version="1.0"?><r>${'x'.repeat(9_000)}<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></r>`,
    '网页',
  ],
  ['a console of Windows', '工具.msc', '<?xml version="1.0"?><MMC_ConsoleFile/>', '程序'],
  ['a drawing that can hold script', '图.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', '网页'],
]

type Kept = { id: string; name: string; type: string; url: string; heed?: string }
/** As a clerk gets it: the name of the download, told by the header. */
async function downloaded({ url }: Kept): Promise<string> {
  const { headers } = await office.registrar.gets(url)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-type']).not.toMatch(/html|xml(?!formats)|svg|rfc822/)
  const [, name] = /^attachment; filename\*=UTF-8''([\w%.!~-]+)$/.exec(String(headers['content-disposition']))!
  return decodeURIComponent(name!)
}

test('an applicant files every kind: each is kept as what it is, and what may stay closed is told to both sides', async () => {
  for (let i = 0; i < TAKEN.length; i += 20) {
    const rows = TAKEN.slice(i, i + 20)
    const files = rows.map(([, name, content]) => ({ name, content }))
    const receipt = await office.citizen.files(application(), { files })
    expect(receipt).not.toHaveProperty('refusedFiles')
    const { files: kept }: { files: Kept[] } = await office.registrar.opens(await office.registrar.finds(receipt))
    expect(kept.map(({ name, type, heed }) => ({ name, type, heed }))).toEqual(
      rows.map(([, name, , type, , heed]) => ({ name, type, heed })), // in the order of arrival
    )
    for (const [n, [what, , , , name]] of rows.entries())
      expect([what, await downloaded(kept[n]!)]).toEqual([what, name])
    const told = rows.flatMap(([, name, , , , heed]) => (heed ? [{ name, code: `FILE_${heed.toUpperCase()}` }] : []))
    const { heededFiles = [] } = receipt as { heededFiles?: { name: string; code: string; message: string }[] }
    expect(heededFiles.map(({ name, code }) => ({ name, code }))).toEqual(told)
    for (const { code, message } of heededFiles)
      expect(message).toContain({ FILE_LOCKED: '文件有密码，请告知', FILE_DAMAGED: '图片不完整' }[code] ?? '可能打不开')
    expect((await office.citizen.follows(receipt)).heeded ?? []).toEqual(heededFiles)
  }
})

test('what would run is refused of strangers by name, with what to do; what stands beside it is kept', async () => {
  const files = [
    ...REFUSED.map(([, name, content]) => ({ name, content })),
    { name: '空.pdf', content: '' },
    { name: '好.pdf', content: of.pdf },
  ]
  const receipt = await office.citizen.files(application(), { files })
  const { refusedFiles } = receipt as unknown as { refusedFiles: { name: string; code: string; message: string }[] }
  expect(refusedFiles.map(({ name, code }) => [name, code])).toEqual([
    ...REFUSED.map(([, name]) => [name, 'FILE_TYPE']),
    ['空.pdf', 'FILE_EMPTY'],
  ])
  for (const [i, [, name, , says]] of REFUSED.entries()) {
    expect(refusedFiles[i]!.message).toContain(`“${name}”是${says}`)
    expect(refusedFiles[i]!.message).toContain('PDF')
  }
  const { files: kept } = await office.registrar.opens(await office.registrar.finds(receipt))
  expect(kept.map(({ name }: Kept) => name)).toEqual(['好.pdf'])
})

test('staff put on file whatever came as evidence; nothing of it is run or shown among our pages', async () => {
  const { id } = await office.caseUntil('submitted')
  for (const [what, name, content, says] of REFUSED) {
    const { status, json } = await office.registrar.adds(id, [{ name, content }])
    expect([what, status]).toEqual([what, 201])
    expect(json.files[0]).toMatchObject({ name, heed: says === '程序' ? 'program' : 'page' })
  }
  const { files: kept } = await office.registrar.opens(id)
  for (const file of kept) await downloaded(file)
  const entered = await office.registrar.enters(
    { ...application(), channel: 'post' },
    { files: [{ name: '光盘.exe', content: of.program }] },
  )
  expect(entered.files).toMatchObject([{ name: '光盘.exe', heed: 'program' }])
})

test('the page of the case says which file has a password, and which has no common format', async () => {
  const receipt = await office.citizen.files(application(), {
    files: [
      { name: '合同.pdf', content: of.lockedPdf },
      { name: '图纸.dat', content: of.unknown },
    ],
  })
  const id = await office.registrar.finds(receipt)
  const headers = { cookie: `ysqgk=${await office.registrar.signsIn()}` }
  const { text } = await send(office.app, { url: `/cases/${id}`, headers })
  expect(text).toContain('文件有密码')
  expect(text).toContain('不是常用的文件格式')
})

test('a correction brings kinds as an application does', async () => {
  const waiting = await office.caseUntil('registered')
  await office.registrar.records(waiting.id, CORRECTION)
  const files: Upload[] = [
    { name: '补正.jpg', content: of.heic },
    { name: '合同.pdf', content: of.lockedPdf },
    { name: '页.html', content: '<html></html>' },
  ]
  const seen = await office.citizen.records(waiting, { type: 'corrected', text: '见附件。' }, { files })
  expect(seen.refused).toMatchObject([{ name: '页.html', code: 'FILE_TYPE' }])
  expect(seen.heeded).toMatchObject([{ name: '合同.pdf', code: 'FILE_LOCKED' }])
})

describe('names', () => {
  const names = async (files: Upload[], tampered = (body: Buffer) => body) => {
    const { headers, payload } = asUpload({ application: JSON.stringify(application()) }, files)
    const answer = await send(office.app, {
      method: 'POST',
      url: '/api/v1/applications',
      headers,
      payload: tampered(payload),
    })
    expect(answer.status, answer.text).toBe(201)
    const { files: kept } = await office.registrar.opens(await office.registrar.finds(answer.json))
    return kept as Kept[]
  }
  const swap = (body: Buffer, from: string, to: Buffer) => {
    const at = body.indexOf(from)
    return Buffer.concat([body.subarray(0, at), to, body.subarray(at + Buffer.byteLength(from))])
  }

  test.each([
    ['样例', of.gbk],
    ['乱', of.hex('8179')], // ASCII in its second byte
    ['誠', of.hex('d55c')], // the second byte is that of a backslash
  ])('%s in the bytes of GBK, as old programs on Chinese Windows send it, beside one in UTF-8', async (name, bytes) => {
    const kept = await names(
      [
        { name: '授权.txt', content: 'a' },
        { name: '@@.txt', content: 'b' },
        { name: '\ufffd.txt', content: 'c' },
      ],
      (body) => swap(body, '@@', bytes),
    )
    const read = new TextDecoder('gb18030').decode(bytes)
    expect(kept.map((file) => file.name)).toEqual(['授权.txt', `${read}.txt`, '\ufffd.txt'])
    if (name === '样例') expect(read).toBe(name)
  })

  test('the header is found wherever the pieces of the body end', async () => {
    const { headers, payload } = asUpload({ application: JSON.stringify(application()) }, [
      { name: '@@.txt', content: 'b' },
    ])
    const body = swap(payload, '@@', of.gbk)
    const { Readable } = await import('node:stream')
    const pieces = Array.from({ length: Math.ceil(body.length / 7) }, (_, i) => body.subarray(i * 7, i * 7 + 7))
    const answer = await send(office.app, {
      ...{ method: 'POST', url: '/api/v1/applications', headers },
      payload: Readable.from(pieces, { objectMode: false }),
    })
    const { files: kept } = await office.registrar.opens(await office.registrar.finds(answer.json))
    expect(kept.map(({ name }: Kept) => name)).toEqual(['样例.txt'])
  })

  test('an endless one stays on record, and is cut by bytes where it leaves', async () => {
    const [file] = await names([{ name: `AAA${'样例'.repeat(60)}.pdf`, content: of.pdf }])
    expect(file!.name).toBe(`AAA${'样例'.repeat(60)}.pdf`)
    const name = await downloaded(file!)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150)
    expect(name).toMatch(/^AAA(?:样例)+样?\.pdf$/)
  })

  test.each([
    ['con.txt', '_con.txt'],
    ['LPT1', '_LPT1'],
    ['控制.txt. . ', '控制.txt'],
    ["a(1)'*.txt", "a(1)'_.txt"],
  ])('%s, which opens no file on some systems, is kept as %s', async (name, kept) => {
    const [file] = await names([{ name, content: '文字' }])
    expect(file!.name).toBe(kept)
    await downloaded(file!)
  })

  test('twelve files keep the order in which they came', async () => {
    const called = Array.from({ length: 12 }, (_, i) => `附件${i + 1}.txt`)
    const kept = await names(called.map((name) => ({ name, content: name })))
    expect(kept.map(({ name }) => name)).toEqual(called)
  })
})

describe('JSON in a form', () => {
  test.each([
    ['says that it is JSON', 'Content-Type: application/json; charset=utf-8'],
    ['is a Blob, with a name', 'Content-Type: application/json', '; filename="blob"'],
  ])('%s: accepted (RFC 7578)', async (_, type, named = '') => {
    const { headers, payload } = asUpload({ application: JSON.stringify(application()) }, [
      { name: 'a.txt', content: 'hi' },
    ])
    const body = payload.toString().replace('name="application"', `name="application"${named}\r\n${type}`)
    const answer = await send(office.app, { method: 'POST', url: '/api/v1/applications', headers, payload: body })
    expect(answer.status, answer.text).toBe(201)
    const { files: kept } = await office.registrar.opens(await office.registrar.finds(answer.json))
    expect(kept).toHaveLength(1)
  })
})

test('the four checks: a type is proven by its content, also one that was taken in by its ending before', async () => {
  for (const [what, , content, type] of TAKEN)
    expect([what, await provesType(type, Buffer.from(content))]).toEqual([what, true])
  const proven = await Promise.all([
    provesType('application/vnd.ms-works', of.compound(['WordDocument'])),
    provesType(DOCX, of.zip({ 'a.txt': 'x' })),
    provesType('text/plain; charset=utf-8', of.gbk),
    provesType('image/png', of.pdf),
    provesType('application/pdf', of.png),
    provesType('application/msword', of.docx),
  ])
  expect(proven).toEqual([true, true, true, false, false, false])
})

test('a text is judged to its end, however its pieces fall', async () => {
  const late = Buffer.concat([Buffer.alloc(9_000, 97), of.gbk])
  expect(await judged(late, 'txt')).toMatchObject({ type: 'text/plain; charset=gb18030' })
  expect(await judged(Buffer.concat([Buffer.alloc(9_000, 97), Buffer.from([0])]), 'txt')).toMatchObject({
    heed: 'unusual',
  })
  expect(await judged(Buffer.from('x'), 'txt')).toMatchObject({ type: 'text/plain; charset=utf-8', heed: null })
})
