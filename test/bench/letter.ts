/** How long a two-page letter takes, warm, beside a warm headless browser and LibreOffice that print the same words with the same page. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import {
  compose,
  type Letter,
  type LetterData,
  openFonts,
  readTemplates,
  renderPdf,
  textOf,
  warmFonts,
} from '../../src/documents/index.ts'
import { launchBrowser } from '../support/browser.ts'
import { openLibreOffice } from './libreoffice.ts'
import type { Result } from './run.ts'

const ROUNDS = 25
/** Batches of twenty letters each. */
const BATCHES = 5
/** Ours is far below the clock's noise on a busy machine; several together are above it. */
const TOGETHER = 8

type Times = { ours: number; theirs: number }

export async function benchLetter(): Promise<Result[]> {
  const letter = theLetter()
  const fonts = openFonts({ system: false })
  await warmFonts(fonts)
  const ours = async () => {
    const start = performance.now()
    for (let i = 0; i < TOGETHER; i++) await renderPdf(letter, fonts, { issuedAt: new Date(0) })
    return (performance.now() - start) / TOGETHER
  }
  const results = [told('headless Chromium printing the same letter', await besideChromium(letter, ours))]

  const libreOffice = await openLibreOffice(letter, fonts)
  if (!libreOffice) {
    console.error('LibreOffice is not installed (Debian: libreoffice-writer-nogui): letters are compared without it.')
    return results
  }
  try {
    const times: Times[] = []
    for (let i = 0; i < BATCHES; i++) times.push({ ours: await ours(), theirs: await libreOffice.batch() })
    results.push(told('LibreOffice printing the same letter, twenty a start', times))
  } finally {
    libreOffice.close()
  }
  return results
}

async function besideChromium(letter: Letter, ours: () => Promise<number>): Promise<Times[]> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const html = asHtml(letter)
    const theirs = async () => {
      const start = performance.now()
      await page.setContent(html)
      await page.pdf({ format: 'A4' })
      return performance.now() - start
    }
    for (let i = 0; i < 5; i++) {
      await ours()
      await theirs()
    }
    const times: Times[] = []
    for (let round = 0; round < ROUNDS; round++) times.push({ ours: await ours(), theirs: await theirs() })
    return times
  } finally {
    await browser.close()
  }
}

function told(baseline: string, times: readonly Times[]): Result {
  const value = median(times.map((time) => time.ours))
  const baselineValue = median(times.map((time) => time.theirs))
  return {
    bench: 'letter',
    value: Number(value.toFixed(2)),
    unit: 'ms',
    baseline,
    baselineValue: Number(baselineValue.toFixed(2)),
    ratio: Number((baselineValue / value).toFixed(2)),
  }
}

function theLetter(): Letter {
  const templates = fileURLToPath(new URL('../../templates', import.meta.url))
  const sample = parse(readFileSync(`${templates}/samples/notHeld.yaml`, 'utf8')) as LetterData
  return compose(readTemplates(templates).get('notHeld')!, sample)
}

/** The same page as plainly as a browser can have it: margins, sizes, lines. */
function asHtml(letter: Letter): string {
  const [organ, number, title, addressee, ...rest] = textOf(letter)
  const paragraphs = rest.map((text) => `<p>${text}</p>`).join('')
  return `<!doctype html><html lang="zh-CN"><style>
    @page { size: A4; margin: 37mm 26mm 35mm 28mm }
    body { font: 16pt/29.6pt serif; margin: 0 }
    h1 { font-size: 22pt; text-align: center } .organ { color: red; font-size: 40pt; text-align: center; border-bottom: 3px double red }
    p { text-indent: 2em; margin: 0; text-align: justify } .number { text-align: right }
  </style><div class="organ">${organ}</div><div class="number">${number}</div><h1>${title}</h1><div>${addressee}</div>${paragraphs}`
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0
