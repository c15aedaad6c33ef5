/**
 * The OFD beside a letter, read by rules of GB/T 33190 that are written out apart from what makes it (ofd-read.py): no independent
 * reader of OFD is to be had from npm or Debian.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type Letter, renderOfd, textOf } from '../../src/documents/index.ts'
import { layOut } from '../../src/documents/layout.ts'
import { program } from '../support/programs.ts'
import { asFile, fonts, ISSUED, letterOf, templates } from './samples.ts'

type Text = { text: string; x: number; y: number; size: number; steps: number[] }
type Read = { faults: string[]; title: string; pages: Text[][] }

const SCRIPT = fileURLToPath(new URL('./ofd-read.py', import.meta.url))
const ORIGINAL = 'ab'.repeat(32)

const made = (letter: Letter) => renderOfd(letter, fonts, { issuedAt: ISSUED, original: ORIGINAL })
const read = (...files: Buffer[]): Read[] =>
  execFileSync(program('python3'), [SCRIPT, ...files.map((bytes) => asFile(bytes))], { maxBuffer: 1 << 28 })
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const solid = (text: string) => text.replace(/\s/g, '')
/** What only the OFD says is set smaller than anything of a letter, in millimetres. */
const isNote = ({ size }: Text) => size < 3
/** Below the 版心, in millimetres, and no note. */
const isPageNumber = ({ y, size }: Text) => y > 265 && size > 4 && size < 5
const wordsOn = (page: Text[]) => page.filter((one) => !isNote(one) && !isPageNumber(one))
const noteOn = (page: Text[]) => page.filter(isNote)
const joined = (texts: Text[]) => solid(texts.map(({ text }) => text).join(''))

describe('the OFD of a letter', () => {
  test('every template: by the rules, with the words of the letter in their order, where the PDF has them', async () => {
    const letters = [...templates.keys()].map((id) => letterOf(id))
    const all = read(...(await Promise.all(letters.map(made))).map(({ bytes }) => bytes))
    for (const [i, letter] of letters.entries()) {
      const { faults, title, pages } = all[i]!
      expect([letter.title, faults]).toEqual([title, []])
      expect(joined(pages.flatMap(wordsOn))).toBe(solid(textOf(letter).join('')))
      const lines = layOut(letter, fonts).pieces.flatMap((piece) => piece.lines)
      for (const [at, page] of pages.entries()) {
        // Written in thousandths of a millimetre: a place between two hundredths may be told either way.
        const tops = (of: number[]) => [...new Set(of.map((y) => y.toFixed(3)))].map(Number).sort((a, b) => a - b)
        const here = lines.filter((line) => line.page === at + 1 && line.line.cells.length > 0)
        const [shown, laid] = [tops(wordsOn(page).map(({ y }) => y)), tops(here.map(({ y }) => (y * 25.4) / 72))]
        expect(shown.length).toBe(laid.length)
        for (const [n, top] of shown.entries()) expect(Math.abs(top - laid[n]!)).toBeLessThan(0.002)
        expect(joined(page.filter(isPageNumber))).toBe(at === 0 ? '' : `—${at + 1}—`)
      }
    }
  })

  test('names its original on each page, and is the same bytes twice', async () => {
    const letter = letterOf('disclosed')
    const { bytes } = await made(letter)
    expect((await made(letter)).bytes.equals(bytes)).toBe(true)
    for (const page of read(bytes)[0]!.pages)
      expect(joined(noteOn(page))).toBe(`本页为OFD版式转换件，正本为PDF文件（SHA-256：${ORIGINAL}）。`)
  })

  test('beyond the basic plane each character stands alone; what no font has is the printers’ mark, and named', async () => {
    const [rare, unknown] = ['\u{20164}', '\u{2ffff}']
    const { bytes, missing } = await made(letterOf('disclosed', { applicant: { name: `王${rare}${unknown}` } }))
    const [{ faults, pages }] = read(bytes) as [Read]
    expect(faults).toEqual([])
    const texts = pages.flat().map(({ text }) => text)
    expect(missing).toContain(unknown)
    if (!missing.includes(rare)) expect(texts).toContain(rare)
    expect(texts.join('')).toContain('〓')
  })

  test('the reader names each rule that is broken', async () => {
    const files = unzipSync((await made(letterOf('disclosed'))).bytes)
    const PAGE = 'Doc_0/Pages/Page_0/Content.xml'
    const withText = (name: string, change: (xml: string) => string) => {
      const before = Buffer.from(files[name]!).toString()
      expect(change(before)).not.toBe(before)
      return Buffer.from(zipSync({ ...files, [name]: Buffer.from(change(before)) }))
    }
    const broken: [Buffer, RegExp][] = [
      [withText(PAGE, (xml) => xml.replace(/ DeltaX="\S+ /, ' DeltaX="')), /steps between/],
      [withText(PAGE, (xml) => xml.replace('ID="2"', 'ID="1"')), /one number/],
      [withText(PAGE, (xml) => xml.replace(/Boundary="\S+/, 'Boundary="209')), /leaves the page/],
      [withText(PAGE, (xml) => xml.replace(/Font="\d+"/, 'Font="9999"')), /font that is not there/],
      [withText(PAGE, (xml) => xml.replace(/(<ofd:TextCode[^>]*>)./, '$1Ω')), /no glyph of Ω/],
      [
        withText(PAGE, (xml) => xml.replace(/(<ofd:FillColor[^>]*>)(<ofd:TextCode.*?<\/ofd:TextCode>)/, '$2$1')),
        /out of order/,
      ],
      [withText('Doc_0/Document.xml', (xml) => xml.replace(/<ofd:MaxUnitID>\d+/, '<ofd:MaxUnitID>3')), /too small/],
      [Buffer.from(zipSync({ ...files, 'Doc_0/more.txt': Buffer.from('x') })), /nothing names/],
    ]
    const all = read(...broken.map(([bytes]) => bytes))
    for (const [i, [, named]] of broken.entries()) expect(all[i]!.faults.join('; ')).toMatch(named)
  })
})
