/** What people of other scripts write is printed as it is read: shaped, in its direction, and copied out as it was written. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { breakLines } from '../../src/documents/break-lines.ts'
import { cellsOf } from '../../src/documents/cells.ts'
import { readyToShape } from '../../src/documents/harfbuzz.ts'
import { fontsOf, printable, renderOfd } from '../../src/documents/index.ts'
import { program } from '../support/programs.ts'
import { asFile, bare, fileOf, fonts, ISSUED, letterOf, look, textIn } from './samples.ts'

const SCRIPT = fileURLToPath(new URL('./ofd-read.py', import.meta.url))

const WRITTEN = {
  uyghur: 'ئالىم مۇھەممەت ئەركىن',
  kazakh: 'ءبىلىم بەرۋ',
  tibetan: 'བསྒྲུབས་པའི་ཡིག་ཆ།',
  mongolian: 'ᠮᠣᠩᠭᠣᠯ ᠦᠰᠦᠭ',
  yi: 'ꆈꌠꁱꂷ',
  korean: '김영희 자치주',
  zhuang: 'Gvangjsih Bouxcuengh, ƨəƅ',
  kyrgyz: 'Кыргыз үңө',
  emoji: '😀🏠',
}

/** The reader puts them around what runs from right to left. */
const DIRECTION = /[\u202a-\u202e]/g

test('every script that the fonts have is printed', async () => {
  const { missing, path } = await fileOf(
    letterOf('submissionReceipt', { case: { request: Object.values(WRITTEN).join('\n') } }),
  )
  expect(missing).toEqual([])
  expect(await textIn(path)).not.toContain('〓')
  expect(await look('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found')
})

test.each(Object.entries(WRITTEN))('%s is copied out as it was written', async (_, words) => {
  const { path } = await fileOf(letterOf('disclosed', { applicant: { name: words } }))
  const read = await look('pdftotext', '-layout', path, '-')
  expect(bare(read.replace(DIRECTION, ''))).toContain(bare(words))
})

test('a letter takes its form from its neighbours, and signs that stand on each other are one', () => {
  const forms = (text: string) =>
    cellsOf(text, fonts, 'fang', 16).map(({ glyphs }) => glyphs!.map(({ id }) => id).join())
  const [alone, begins, within] = [forms('ب')[0], forms('بب')[0], forms('ببب')[1]]
  expect(new Set([alone, begins, within])).toHaveLength(3)
  expect(cellsOf('བསྒྲུབས', fonts, 'fang', 16)).toHaveLength(4)
})

test('Mongolian: joined letters, vowels set apart, suffixes behind their narrow space; sign by sign where fonts lack it', async () => {
  await readyToShape({ text: ['ᠮᠣᠩᠭᠣᠯ'] })
  const cells = (text: string, set = fonts) => cellsOf(printable(text), set, 'fang', 16)
  const ids = (text: string) => cells(text).map(({ glyphs }) => glyphs?.map(({ id }) => id).join())
  // ᠣᠩᠭᠣ: ng and g are one sign.
  expect(cells('ᠮᠣᠩᠭᠣᠯ').map(({ character }) => character)).toEqual(['ᠮ', 'ᠣ', 'ᠩᠭ', 'ᠣ', 'ᠯ'])
  expect(ids('ᠤᠨ')[0]).not.toBe(ids('ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ')[6])
  expect(ids('ᠪᠠᠶᠢᠭ\u180eᠠ').at(-1)).not.toBe(ids('ᠪᠠᠶᠢᠭᠠ').at(-1))
  expect(cells('甲\u202f乙\u180e').map(({ character }) => character)).toEqual(['甲', ' ', '乙'])
  const without = fontsOf(
    fonts.manifest
      .split('\n')
      .filter((line) => !line.startsWith('shaped'))
      .join('\n'),
    new Map(fonts.files.map(({ sha256, path }) => [sha256, readFileSync(path)])),
  )
  const old = cells('ᠮᠣᠩᠭᠣᠯ\u202fᠤ\u180bᠨ', without)
  expect(old.map(({ character, missing }) => (missing ? '〓' : character)).join('')).toBe('〓〓〓〓〓〓 〓〓')
})

const shownOn = (text: string, width = 1_000) =>
  breakLines(cellsOf(text, fonts, 'fang', 16), { width, size: 16, track: 0 }).map(({ cells }) =>
    cells.map(({ character }) => character).join(''),
  )

test('from right to left within a line that runs from left to right; figures stay as they are', () => {
  expect(shownOn('甲اب جد乙')).toEqual(['甲دج با乙'])
  expect(shownOn('甲اب 123 جد乙')).toEqual(['甲دج 123 با乙'])
  expect(shownOn('甲اب 2026乙')).toEqual(['甲2026 با乙'])
  expect(shownOn('甲乙 12')).toEqual(['甲乙 12'])
})

test('each line has its own words', () => {
  const [first, second] = shownOn('ئالىم مۇھەممەت', 80)
  expect([first, second].map((line) => [...line!.trim()].reverse().join(''))).toEqual(['ئالىم', 'مۇھەممەت'])
})

test('in OFD what is shaped is drawn by its outlines, where the PDF has it', async () => {
  const drawn = async (name: string) => {
    const letter = letterOf('disclosed', { applicant: { name } })
    const { bytes, missing } = await renderOfd(letter, fonts, { issuedAt: ISSUED, original: 'ab'.repeat(32) })
    expect(missing).toEqual([])
    const out = execFileSync(program('python3'), [SCRIPT, asFile(bytes)], { maxBuffer: 1 << 28 }).toString()
    const { faults, pages, paths } = JSON.parse(out)
    expect(faults).toEqual([])
    return {
      texts: pages
        .flat()
        .map(({ text }: { text: string }) => text)
        .join(''),
      paths: paths.flat().length,
    }
  }
  const plain = await drawn('阿力木')
  for (const [word, signs] of [
    ['ئالىم', 4],
    ['བསྒྲུབས', 4],
    ['ᠮᠣᠩᠭᠣᠯ', 5],
  ] as const) {
    const { texts, paths } = await drawn(word)
    expect(texts).not.toContain('〓')
    expect(paths - plain.paths).toBeGreaterThanOrEqual(signs)
  }
})
