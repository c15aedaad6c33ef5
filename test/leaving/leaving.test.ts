/** What files carry besides what they show, and the copies that leave without it. */
import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unzipSync, zipSync } from '../../src/ground/squeeze.ts'
import { leaving } from '../../src/leaving/index.ts'
import { times } from '../support/proof.ts'
import { comment, compressedPdf, doc, docx, jpeg, pdf, savedAgain, withExif, xlsx, xmp } from './files.ts'

const PICTURE = 'image/jpeg'
const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const found = (content: Buffer, type: string) => leaving(content, type).findings
const codes = (content: Buffer, type: string) => found(content, type).map(({ code, state }) => `${code} ${state}`)
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

describe('a picture', () => {
  test('from a telephone leaves without place and camera, and the picture itself is byte for byte the same', () => {
    const { copy, findings } = leaving(withExif({ place: true }), PICTURE)
    expect(findings).toEqual([
      { code: 'place', state: 'removed' },
      { code: 'camera', state: 'removed' },
    ])
    expect(Buffer.from(copy).equals(jpeg())).toBe(true)
  })

  test('that is to be turned still says how', () => {
    const { copy } = leaving(withExif({ turned: 6, place: true }), PICTURE)
    expect(text(copy)).not.toContain('Camera X')
    expect(leaving(copy, PICTURE)).toEqual({ copy, findings: [] })
    const at = text(copy).indexOf('Exif\0\0') + 6
    expect(Buffer.from(copy).readUInt16BE(at + 18)).toBe(6)
  })

  test('loses comments, records of editing, and what stands behind it', () => {
    const content = jpeg([comment('内部使用'), xmp()], Buffer.from('a film that a telephone put behind the picture'))
    expect(codes(content, PICTURE)).toEqual(['note removed', 'appended removed'])
    expect(Buffer.from(leaving(content, PICTURE).copy).equals(jpeg())).toBe(true)
  })

  test('with a block of Exif that is written amiss loses it all the same', () => {
    const { copy, findings } = leaving(readFileSync(new URL('inputs/gps-exif.jpg', import.meta.url)), PICTURE)
    expect(findings.map(({ code }) => code)).toContain('place')
    expect(text(copy)).not.toContain('SECRET-CAMERA-OWNER')
  })

  test('that carries nothing leaves as it is', () => {
    const content = jpeg()
    expect(leaving(content, PICTURE)).toEqual({ copy: content, findings: [] })
  })

  test('PNG loses its texts, WebP its Exif, GIF its comments', () => {
    const chunk = (type: string, body: Buffer) => {
      const named = Buffer.concat([Buffer.from(type), body])
      const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
      length.writeUInt32BE(body.length)
      sum.writeUInt32BE(crc32(named))
      return Buffer.concat([length, named, sum])
    }
    const png = (more: Buffer[]) =>
      Buffer.concat([
        Buffer.from('89504e470d0a1a0a', 'hex'),
        chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
        ...more,
        chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
        chunk('IEND', Buffer.alloc(0)),
      ])
    const noted = png([chunk('tEXt', Buffer.from('Author\0Li Si'))])
    expect(codes(noted, 'image/png')).toEqual(['note removed'])
    expect(Buffer.from(leaving(noted, 'image/png').copy).equals(png([]))).toBe(true)

    const riff = (...chunks: Buffer[]) => {
      const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
      const head = Buffer.alloc(8)
      head.write('RIFF')
      head.writeUInt32LE(body.length, 4)
      return Buffer.concat([head, body])
    }
    const part = (type: string, body: Buffer) => {
      const head = Buffer.alloc(8)
      head.write(type)
      head.writeUInt32LE(body.length, 4)
      return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
    }
    const flags = (n: number) => part('VP8X', Buffer.from([n, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    const webp = riff(flags(0x0c), part('VP8 ', Buffer.alloc(4)), part('XMP ', Buffer.from('<x/>')))
    expect(codes(webp, 'image/webp')).toEqual(['note removed'])
    expect(Buffer.from(leaving(webp, 'image/webp').copy).equals(riff(flags(0), part('VP8 ', Buffer.alloc(4))))).toBe(
      true,
    )

    const head = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([1, 0, 1, 0, 0, 0, 0])])
    const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0x44, 0])
    const said = Buffer.from([0x21, 0xfe, 2, 0x68, 0x69, 0])
    const gif = Buffer.concat([head, said, frame, Buffer.from([0x3b])])
    expect(codes(gif, 'image/gif')).toEqual(['note removed'])
    expect(Buffer.from(leaving(gif, 'image/gif').copy).equals(Buffer.concat([head, frame, Buffer.from([0x3b])]))).toBe(
      true,
    )
  })
})

describe('a PDF', () => {
  test('is never rewritten; its author is named, the program that made it is not', () => {
    const content = pdf({ info: '/Author (Li Si) /Producer (Some Program)' })
    expect(leaving(content, PDF)).toEqual({
      copy: content,
      findings: [{ code: 'author', state: 'heed', words: 'Li Si' }],
      pages: 1,
    })
    expect(found(pdf({ info: '/Producer (Some Program)' }), PDF)).toEqual([])
  })

  test('names an author in UTF-16, too, and one in XMP', () => {
    expect(found(pdf({ info: '/Author <FEFF674E56DB>' }), PDF)).toMatchObject([{ words: '李四' }])
    const packet = '<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Wang Wu</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>'
    const more = [`<< /Type /Metadata /Length ${packet.length} >>\nstream\n${packet}\nendstream`]
    expect(found(pdf({ more }), PDF)).toMatchObject([{ code: 'author', words: 'Wang Wu' }])
  })

  test('tells comments, what is only covered, attached files, scripts, hidden layers and earlier revisions', () => {
    const more = [
      '<< /Type /Annot /Subtype /Highlight /Rect [0 0 9 9] /Contents (internal) >>',
      '<< /Type /Annot /Subtype /Redact /Rect [0 0 9 9] >>',
      '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>',
      '<< /Type /Filespec /F (draft.doc) /EF << /F 9 0 R >> >>',
      '<< /S /JavaScript /JS (app.alert) >>',
      '<< /OCProperties << /D << /OFF [7 0 R] >> >> >>',
    ]
    expect(codes(savedAgain(pdf({ more })), PDF)).toEqual([
      ...['comments heed', 'redactMarks heed', 'attachments heed', 'scripts heed', 'layers heed', 'revisions heed'],
    ])
  })

  test('is read into its compressed streams', () => {
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 12>>',
      '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(internal)>>',
      '<</Author(Li Si)>>',
    ]
    const { findings, pages } = leaving(compressedPdf(objects, '/Root 1 0 R /Info 4 0 R'), PDF)
    expect(findings.map(({ code }) => code)).toEqual(['author', 'comments'])
    expect(pages).toBe(12)
  })

  test('that is encrypted is named as one that cannot be examined', () => {
    expect(codes(compressedPdf([], '/Encrypt 7 0 R'), PDF)).toEqual(['encrypted heed'])
  })
})

describe('a document of an office program', () => {
  test('leaves without its properties; hidden sheets, rows and comments are named', () => {
    const { copy, findings } = leaving(xlsx(), XLSX)
    expect(findings).toEqual([
      { code: 'properties', state: 'removed', words: '李四、王五、云溪区某局' },
      { code: 'hiddenSheets', state: 'heed', n: 1, words: '底稿&联系方式' },
      { code: 'hiddenRows', state: 'heed', n: 2 },
      { code: 'comments', state: 'heed', n: 1 },
    ])
    const [before, after] = [unzipSync(xlsx()), unzipSync(copy)]
    expect(Object.keys(after)).toEqual(Object.keys(before))
    const changed = Object.keys(before).filter((name) => text(before[name]!) !== text(after[name]!))
    expect(changed).toEqual(['docProps/core.xml', 'docProps/app.xml'])
    expect(Object.values(after).map(text).join('')).not.toContain(text(Buffer.from('李四')))
  })

  test('gives the same copy each time, and a copy has nothing more to be removed', () => {
    const { copy } = leaving(xlsx(), XLSX)
    expect(Buffer.from(leaving(xlsx(), XLSX).copy).equals(Buffer.from(copy))).toBe(true)
    expect(leaving(copy, XLSX).copy).toBe(copy)
  })

  test('names changes, comments and hidden text, and its photographs leave without their place', () => {
    const { copy, findings, pages } = leaving(docx(), DOCX)
    expect(findings.map(({ code, n }) => [code, n])).toEqual([
      ...[
        ['properties', undefined],
        ['place', undefined],
        ['camera', undefined],
      ],
      ...[
        ['changes', 2],
        ['comments', 1],
        ['hiddenText', 1],
      ],
    ])
    expect(Buffer.from(unzipSync(copy)['word/media/image1.jpeg']!).equals(jpeg())).toBe(true)
    expect(pages).toBe(3)
  })

  test('that is signed is left whole', () => {
    const signed = docx({ '_xmlsignatures/sig1.xml': '<Signature/>' })
    const { copy, findings } = leaving(signed, DOCX)
    expect(copy).toBe(signed)
    expect(findings[0]).toEqual({ code: 'signed', state: 'heed' })
  })
})

test.each(['video/mp4', 'audio/mpeg', 'application/octet-stream'])(
  '%s is named as one that nobody examined',
  (type) => {
    expect(codes(Buffer.from('x'), type)).toEqual(['unexamined heed'])
  },
)

describe('an old document of an office program', () => {
  const WORD = 'application/msword'
  test.each([
    ['in a stream of its own', 4_096],
    ['among the small ones', 0],
  ])('names who wrote it, its summary %s; that its content is unexamined is said', (_, atLeast) => {
    const content = doc({ 4: '李四', 8: '王五' }, atLeast)
    expect(leaving(content, WORD)).toEqual({
      copy: content,
      findings: [
        { code: 'author', state: 'heed', words: '李四、王五' },
        { code: 'oldFormat', state: 'heed' },
      ],
    })
  })

  test('without a summary has nobody to name', () => {
    expect(codes(doc({}), WORD)).toEqual(['oldFormat heed'])
  })

  test('that is none is unreadable', () => {
    expect(codes(Buffer.from('x'), WORD)).toEqual(['unreadable heed'])
  })
})

describe('an archive', () => {
  const ZIP = 'application/zip'
  const zip = (members: Record<string, Uint8Array>) => Buffer.from(zipSync(members))

  test('is examined member by member, and leaves without what its members leave without', () => {
    const content = zip({
      '照片/现场.jpg': withExif({ place: true }),
      '表.xlsx': xlsx(),
      '说明.txt': Buffer.from('甲'),
    })
    const { copy, findings } = leaving(content, ZIP)
    expect(findings.map(({ code, state, in: name }) => [name, code, state])).toEqual([
      ...['place', 'camera'].map((code) => ['照片/现场.jpg', code, 'removed']),
      ['表.xlsx', 'properties', 'removed'],
      ...['hiddenSheets', 'hiddenRows', 'comments'].map((code) => ['表.xlsx', code, 'heed']),
    ])
    const members = unzipSync(copy)
    expect(Object.keys(members)).toEqual(['照片/现场.jpg', '表.xlsx', '说明.txt'])
    expect(Buffer.from(members['照片/现场.jpg']!).equals(jpeg())).toBe(true)
    expect(leaving(copy, ZIP).copy, 'nothing more to be removed').toBe(copy)
  })

  test('one level deep: an archive in it, a film and what has no ending are named as unexamined', () => {
    const content = zip({
      '内.zip': zip({ 'a.txt': Buffer.from('a') }),
      '片.mp4': Buffer.from('x'),
      无: Buffer.from('x'),
    })
    expect(leaving(content, ZIP)).toEqual({
      copy: content,
      findings: ['内.zip', '片.mp4', '无'].map((name) => ({ code: 'unexamined', state: 'heed', in: name })),
    })
  })

  test('a member that is not what its name says is unreadable', () => {
    expect(found(zip({ 'a.pdf': Buffer.from('x') }), ZIP)).toEqual([{ code: 'unreadable', state: 'heed', in: 'a.pdf' }])
  })

  test('with two hundred members and one, or encrypted, or cut off, is not opened', () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}.txt`, Buffer.from('x')]))
    expect(codes(zip(many), ZIP)).toEqual(['unexamined heed'])
    const locked = zip({ 'a.txt': Buffer.from('x') })
    locked.writeUInt16LE(1, locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8)
    expect(codes(locked, ZIP)).toEqual(['encrypted heed'])
    expect(codes(zip({ 'a.txt': Buffer.from('x') }).subarray(0, 40), ZIP)).toEqual(['unreadable heed'])
  })

  test('names its members as a Chinese Windows wrote them', () => {
    const content = zip({ 'AAAA.mp4': Buffer.from('x') })
    const gbk = Buffer.from([0xd5, 0xd5, 0xc6, 0xac]) // 照片
    for (let at = content.indexOf('AAAA'); at >= 0; at = content.indexOf('AAAA')) gbk.copy(content, at)
    expect(found(content, ZIP)).toMatchObject([{ in: '照片.mp4' }])
  })
})

test('plain text carries nothing', () => {
  expect(found(Buffer.from('甲,乙'), 'text/csv; charset=utf-8')).toEqual([])
})

test('no file makes it stumble: cut off or changed anywhere, it is examined or named as unreadable', () => {
  const whole: [Buffer, string][] = [
    [withExif({ place: true, turned: 6 }), PICTURE],
    [pdf({ info: '/Author (Li Si)' }), PDF],
    [docx(), DOCX],
    [xlsx(), XLSX],
    [doc({ 4: '李四' }), 'application/msword'],
    [Buffer.from(zipSync({ 'a.pdf': pdf(), 'b.docx': docx() })), 'application/zip'],
  ]
  fc.assert(
    fc.property(fc.constantFrom(...whole), fc.nat(), fc.nat(255), fc.boolean(), ([content, type], at, byte, cut) => {
      const damaged = Buffer.from(cut ? content.subarray(0, at % content.length) : content)
      if (!cut) damaged[at % damaged.length] = byte
      const { copy, findings } = leaving(damaged, type)
      expect(copy.length).toBeGreaterThanOrEqual(0)
      for (const { code } of findings) expect(code).toMatch(/^[a-zA-Z]+$/)
    }),
    { numRuns: times(200, 10_000) },
  )
})
