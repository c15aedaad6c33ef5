/**
 * A file of 200 pages made anew without what is marked and proven, beside poppler drawing the same pages into pictures that are
 * kept (PNG, as our pages are: without loss); beside 1.5 s a page, and 300 MB above what the process has at rest.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inOneFile, openFonts, renderPdf } from '../../src/documents/index.ts'
import { found, redacted } from '../../src/redacting/apart.ts'
import type { Mark } from '../../src/redacting/mark.ts'
import { theLetter } from './letters.ts'
import { lessIsBetter, moreIsBetter, type Result } from './result.ts'

const PAGES = 200
const [WANTED_MS, WANTED_MB] = [1_500, 300]
const DPI = 150
/** Stands on each page of the letter. */
const NAME = '信息'
const MB = 1024 * 1024

export async function benchRedact(): Promise<Result[]> {
  const letter = await renderPdf(theLetter(), openFonts({ system: false }), { issuedAt: new Date(0) })
  const pdf = await inOneFile(Array.from({ length: PAGES / letter.pages }, () => letter.bytes))
  const folder = await mkdtemp(join(tmpdir(), 'bench-redact-'))
  try {
    await writeFile(join(folder, 'file.pdf'), pdf)
    const baselineMs = await drawn(folder)
    const rest = process.memoryUsage().rss
    let most = rest
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 50)
    const pages = await found(pdf, { names: [NAME] })
    const marks = pages.flatMap((page, i) =>
      page.found.flatMap(({ boxes }) => boxes.map((box): Mark => ({ page: i + 1, box, ground: 'privacy' }))),
    )
    if (marks.length < PAGES) throw new Error(`Only ${marks.length} places were found.`)
    const began = performance.now()
    const made = await redacted(pdf, PAGES, marks, undefined)
    const ms = performance.now() - began
    clearInterval(watch)
    if (!made.verdict.passed) throw new Error(`The file did not pass: ${JSON.stringify(made.verdict)}`)
    const told = { bench: 'redact', value: (PAGES * 1_000) / ms, unit: 'pages/s' }
    return [
      moreIsBetter({
        ...told,
        baseline: 'pdftoppm of the same pages, as PNG',
        baselineValue: (PAGES * 1_000) / baselineMs,
      }),
      lessIsBetter({
        bench: 'redact',
        value: ms / PAGES,
        unit: 'ms/page',
        baseline: `${WANTED_MS} ms a page`,
        baselineValue: WANTED_MS,
      }),
      lessIsBetter({
        bench: 'redact',
        value: (most - rest) / MB,
        unit: 'MB',
        baseline: `${WANTED_MB} MB above idle`,
        baselineValue: WANTED_MB,
      }),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function drawn(folder: string): Promise<number> {
  const began = performance.now()
  await promisify(execFile)('pdftoppm', ['-r', String(DPI), '-cropbox', '-png', 'file.pdf', 'page'], { cwd: folder })
  return performance.now() - began
}
