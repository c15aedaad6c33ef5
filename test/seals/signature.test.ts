/** A signed letter, looked at by programs that we did not write: pdfsig, openssl, qpdf, pdftotext and a ruler. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type RenderOptions, renderPdf, type SealPlace } from '../../src/documents/index.ts'
import { cmsSigner } from '../../src/seals/cms.ts'
import { around, signatureIn } from '../../src/seals/pdf-signature.ts'
import { drawPicture, readPicture } from '../../src/seals/picture.ts'
import { readKeyStore } from '../../src/seals/pkcs12.ts'
import { pkcs12Seal, type SealProvider } from '../../src/seals/provider.ts'
import { fonts, ISSUED, letterOf, textIn } from '../documents/samples.ts'
import { type Program, program } from '../support/programs.ts'
import { asFile, authority, ec, folder, openssl, PASSWORD, pem, rsa, store } from './certificates.ts'
import { oid } from './der.ts'
import { png, sealPng } from './pictures.ts'

const seals = { rsa: await pkcs12Seal(store(rsa), PASSWORD), ec: await pkcs12Seal(store(ec), PASSWORD) }
const picture = readPicture(sealPng())
const letter = letterOf('disclosed')

const run = (tool: Program, ...args: string[]) => execFileSync(program(tool), args, { encoding: 'utf8', stdio: 'pipe' })
const pdfsig = (pdf: Buffer) => run('pdfsig', '-nocert', asFile(pdf, 'pdf'))

let place: SealPlace
async function made(provider: SealProvider | null, drawn: boolean): Promise<Buffer> {
  const finish: RenderOptions['finish'] = (doc, where) => {
    place = where!
    if (drawn) drawPicture(doc, place, picture, { millimetres: 45, alt: `${letter.signature}印章` })
    provider?.placeholder(doc)
  }
  return (await renderPdf(letter, fonts, { issuedAt: ISSUED, finish })).bytes
}
const signed = async (kind: keyof typeof seals) => seals[kind].sign(await made(seals[kind], true), ISSUED)

test.for(['rsa', 'ec'] as const)('%s: valid to pdfsig, openssl and qpdf; a flipped byte is not', async (kind) => {
  const pdf = await signed(kind)
  const seen = pdfsig(pdf)
  expect(seen).toContain('Signature is Valid')
  expect(seen).toContain('Total document signed')
  expect(seen).toContain('ETSI.CAdES.detached')
  expect(seen).toContain('CN=云溪区人民政府电子印章,O=云溪区人民政府,C=CN')
  expect(run('qpdf', '--check', asFile(pdf, 'pdf'))).toContain('No syntax or stream encoding errors')

  const { gap, cms } = signatureIn(pdf)
  const [content, ca] = [asFile(Buffer.concat(around(pdf, gap))), asFile(pem(authority))]
  // -cades holds the certificate against the hash of it that was signed.
  const how = ['-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', '-attime', String(+ISSUED / 1000)]
  openssl('cms', ...how, '-in', asFile(cms), '-content', content, '-CAfile', ca, '-out', '/dev/null')
  // PAdES: the time stands in the document, never in the CMS; the chain is there.
  expect(cms.includes(oid('1.2.840.113549.1.9.5'))).toBe(false)
  expect(cms.includes(authority.der)).toBe(true)
  expect(pdf.includes('/M (D:20260320010000Z)')).toBe(true)

  for (const at of [100, gap.from - 40, gap.to + 500, pdf.length - 60]) {
    const forged = Buffer.from(pdf)
    forged[at]! ^= 1
    const { stdout } = spawnSync(program('pdfsig'), ['-nocert', asFile(forged, 'pdf')], { encoding: 'utf8' })
    expect(stdout).not.toContain('Signature is Valid')
  }
})

test('RSA gives the same bytes twice; ECDSA the same but for the signature', async () => {
  expect(seals.rsa.repeatable).toBe(true)
  expect((await signed('rsa')).equals(await signed('rsa'))).toBe(true)
  expect(seals.ec.repeatable).toBe(false)
  const [one, other] = [await signed('ec'), await signed('ec')]
  expect(one.equals(other)).toBe(false)
  const rest = (pdf: Buffer) => Buffer.concat(around(pdf, signatureIn(pdf).gap))
  expect(rest(one).equals(rest(other))).toBe(true)
})

test('the bytes of an RSA signature are those of letters that were issued years ago', async () => {
  const { key, certificates } = await readKeyStore(readFileSync('test/seals/agency.p12'), PASSWORD)
  const cms = await cmsSigner(key, certificates)(createHash('sha256').update('文书').digest())
  expect(createHash('sha256').update(cms).digest('hex')).toBe(
    'fb5ceea671e7632dc43de12fe1a7b87c47c84f68eea0b720f66613e1bf4130d9',
  )
})

test('a certificate that does not hold signs nothing', async () => {
  const pdf = await made(seals.rsa, true)
  await expect(seals.rsa.sign(pdf, new Date('2028-01-01'))).rejects.toMatchObject({ code: 'CERTIFICATE_EXPIRED' })
  await expect(seals.rsa.sign(pdf, new Date('2025-01-01'))).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_YET' })
})

test('the file is the archival file it was: one trailer with /ID, metadata, tags, text', async () => {
  const [bare, pdf] = [await made(null, false), await signed('rsa')]
  const text = pdf.toString('latin1')
  expect(text.match(/%%EOF/g)).toHaveLength(1)
  expect(text.match(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/g)).toHaveLength(1)
  for (const sign of ['<pdfaid:part>2', '<pdfaid:conformance>A', '<pdfuaid:part>1', '/Tabs /S', '/SigFlags 3'])
    expect(text).toContain(sign)
  // PDF/A: no interpolation, no form that fills itself, printed annotations.
  expect(text).not.toMatch(/\/Interpolate true|\/NeedAppearances|\/JavaScript \(/)
  expect(text).toMatch(/\/Subtype \/Widget\n(?:\/.*\n)*\/F 132/)
  expect(text).toMatch(/\/S \/Figure\n\/Alt \(/)
  const info = run('pdfinfo', '-struct', asFile(pdf, 'pdf'))
  expect(info).toContain('Figure')
  expect(await textIn(asFile(pdf, 'pdf'))).toBe(await textIn(asFile(bare, 'pdf')))
})

type Raster = { width: number; height: number; pixels: Buffer }
const DPI = 254 // a tenth of a millimetre a pixel
function raster(pdf: Buffer): Raster {
  const name = join(folder, createHash('sha256').update(pdf).digest('hex').slice(0, 16))
  run(
    'pdftoppm',
    '-r',
    String(DPI),
    '-f',
    String(place.page),
    '-l',
    String(place.page),
    '-singlefile',
    asFile(pdf, 'pdf'),
    name,
  )
  const ppm = readFileSync(`${name}.ppm`)
  const [, width = 0, height = 0] = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 30).toString('latin1'))!.map(Number)
  return { width, height, pixels: ppm.subarray(ppm.length - 3 * width * height) }
}

test('7.3.5.1: red, upright, 45 mm, centred over name and date, its top within a line of the text; black stays black', async () => {
  const [without, sealed] = [raster(await made(null, false)), raster(await made(null, true))]
  let [left, right, top, bottom, red, black] = [Infinity, 0, Infinity, 0, 0, 0]
  const before = without.pixels
  const after = sealed.pixels
  for (let i = 0; i < before.length; i += 3) {
    const [r, g, b] = [after[i]!, after[i + 1]!, after[i + 2]!]
    if (before[i]! < 40 && before[i + 1]! < 40 && before[i + 2]! < 40) {
      if (r > 40 || g > 40 || b > 40) throw new Error('Text that the seal has covered.')
      black++
    }
    if (before[i] === r && before[i + 1] === g && before[i + 2] === b) continue
    const [x, y] = [(i / 3) % without.width, Math.floor(i / 3 / without.width)]
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
    if (r > 200 && g < 60 && b < 80) red++
  }
  expect(black).toBeGreaterThan(1_000)
  expect(red).toBeGreaterThan(10_000)
  const mm = (pixels: number) => (pixels * 25.4) / DPI
  expect(mm(right - left + 1)).toBeCloseTo(45, 0)
  expect(mm(bottom - top + 1)).toBeCloseTo(45, 0)
  const centre = { x: (mm(left + right + 1) / 2) * (72 / 25.4), y: (mm(top + bottom + 1) / 2) * (72 / 25.4) }
  expect(Math.abs(centre.x - place.x)).toBeLessThan(0.5)
  expect(Math.abs(centre.y - place.y)).toBeLessThan(0.5)

  // From outside: where pdftotext finds the date, the name above it, and the last line of text.
  const boxes = run(
    'pdftotext',
    '-bbox',
    '-f',
    String(place.page),
    '-l',
    String(place.page),
    asFile(await made(null, false), 'pdf'),
    '-',
  )
  const words = [...boxes.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map(
    ([, x1, y1, x2, y2, word]) => ({
      x: (+x1! + +x2!) / 2,
      top: +y1!,
      bottom: +y2!,
      middle: (+y1! + +y2!) / 2,
      word: word!,
    }),
  )
  const date = words.findLast(({ word }) => word === letter.date)!
  const name = words.findLast(({ word }) => word === letter.signature)!
  expect(Math.abs(date.x - centre.x)).toBeLessThan(2)
  expect(Math.abs(name.x - centre.x)).toBeLessThan(2)
  const radius = (22.5 * 72) / 25.4
  const below = (date.middle + name.middle) / 2 - centre.y
  expect(below).toBeGreaterThan(0) // name and date a little below the middle
  expect(below).toBeLessThan(radius / 4)
  expect(date.bottom).toBeLessThan(centre.y + radius)
  const lastText = Math.max(...words.filter(({ middle }) => middle < name.top).map(({ middle }) => middle)) + 8
  expect(centre.y - radius - lastText).toBeLessThan(29.7)
})

test('pictures that are no seal are refused by name', () => {
  const refused = (file: Buffer) => {
    try {
      readPicture(file)
    } catch (error) {
      return (error as { code: string }).code
    }
    return undefined
  }
  expect(refused(sealPng())).toBeUndefined()
  expect(refused(sealPng([0, 0, 200, 255]))).toBe('PICTURE_COLOUR')
  expect(refused(sealPng([40, 40, 40, 255]))).toBe('PICTURE_COLOUR')
  expect(refused(sealPng([230, 0, 18, 255], 100))).toBe('PICTURE_SIZE')
  expect(refused(png(400, 320, () => [230, 0, 18, 255]))).toBe('PICTURE_SIZE')
  expect(refused(png(400, 400, () => [230, 0, 18, 0]))).toBe('PICTURE_SIZE')
  expect(refused(png(400, 400, () => [255, 255, 255, 255]))).toBe('PICTURE_OPAQUE')
  expect(refused(Buffer.from('GIF89a'))).toBe('PICTURE_KIND')
  expect(refused(sealPng().subarray(0, 500))).toBe('PICTURE_KIND')
  // Cut to its ink: the blank border does not make the seal smaller.
  expect([picture.width, picture.height]).toEqual([320, 320])
})
