/** How long a two-page letter takes, warm, beside others that print the same words on the same page with the same font files. */
import { type FontSet, type Letter, openFonts, renderPdf, warmFonts } from '../../src/documents/index.ts'
import { openChromium } from './chromium.ts'
import { otherNumber, otherWords, theLetter } from './letters.ts'
import { openLibreOffice } from './libreoffice.ts'
import { drawnBy } from './printed.ts'
import { lessIsBetter, median, type Result } from './result.ts'
import { openTypst } from './typst.ts'

const ROUNDS = 25
const WARM = 5
/** Batches of twenty letters each. */
const BATCHES = 5
/** Ours is far below the clock's noise on a busy machine; several together are above it. */
const TOGETHER = 8
/** As the files of the packages name it. */
const FONT = 'NotoSerifSC'

type Times = { ours: number; theirs: number }
/** Letter number `n` of a row of letters, each another one. */
type Row = (n: number) => Letter

export async function benchLetter(): Promise<Result[]> {
  const fonts = openFonts({ system: false })
  await warmFonts(fonts)
  const letter = theLetter()
  const words: Row = (n) => otherWords(letter, n)
  const number: Row = (n) => otherNumber(letter, n)
  return [
    told('headless Chromium', await besideChromium(fonts, words)),
    ...(await besideLibreOffice(fonts, letter)),
    told('typst, all paragraphs changed', await besideTypst(fonts, words)),
    told('typst, one number changed', await besideTypst(fonts, number)),
  ]
}

async function ours(fonts: FontSet, row: Row, round: number): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < TOGETHER; i++) await renderPdf(row(round * TOGETHER + i), fonts, { issuedAt: new Date(0) })
  return (performance.now() - start) / TOGETHER
}

async function besideChromium(fonts: FontSet, row: Row): Promise<Times[]> {
  const chromium = await openChromium(fonts)
  try {
    drawnBy(FONT, await chromium.print(row(0)), row(0), 'Chromium')
    return await inTurns(fonts, row, async (letter) => void (await chromium.print(letter)))
  } finally {
    await chromium.close()
  }
}

async function besideTypst(fonts: FontSet, row: Row): Promise<Times[]> {
  const typst = openTypst(fonts)
  drawnBy(FONT, typst.print(row(0)), row(0), 'typst')
  return inTurns(
    fonts,
    row,
    async (letter) => void typst.print(letter),
    () => typst.forget(),
  )
}

async function inTurns(
  fonts: FontSet,
  row: Row,
  theirs: (letter: Letter) => Promise<void>,
  between = () => {},
): Promise<Times[]> {
  const times: Times[] = []
  for (let round = 0; round < WARM + ROUNDS; round++) {
    const mine = await ours(fonts, row, round)
    const letter = row(round)
    const start = performance.now()
    await theirs(letter)
    times.push({ ours: mine, theirs: performance.now() - start })
    between()
  }
  return times.slice(WARM)
}

async function besideLibreOffice(fonts: FontSet, letter: Letter): Promise<Result[]> {
  const libreOffice = await openLibreOffice(letter, fonts)
  if (!libreOffice) {
    console.error('LibreOffice is not installed (Debian: libreoffice-writer-nogui): letters are compared without it.')
    return []
  }
  try {
    const times: Times[] = []
    for (let i = 0; i < BATCHES; i++)
      times.push({ ours: await ours(fonts, () => letter, i), theirs: await libreOffice.batch() })
    return [told('LibreOffice, twenty letters a start', times)]
  } finally {
    libreOffice.close()
  }
}

const told = (baseline: string, times: readonly Times[]): Result =>
  lessIsBetter({
    bench: 'letter',
    value: median(times.map((time) => time.ours)),
    unit: 'ms',
    baseline,
    baselineValue: median(times.map((time) => time.theirs)),
  })
