/** What was marked is nowhere in what was made: asked of the programs that a stranger would use on it. */
import { execFileSync, type StdioOptions } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { found, redacted, sizesOf } from '../../src/redacting/apart.ts'
import type { Mark } from '../../src/redacting/mark.ts'
import { type Program, program } from '../support/programs.ts'
import { FILES, KEPT, type MadeFile, SECRET } from './files.ts'

const FEW = [
  'text',
  'text, cropped and turned',
  'a form',
  'an attachment',
  'behind a black box',
  'a scan with words',
  'saved again',
]
const tried = process.env.PROOF ? FILES : FILES.filter(({ name }) => FEW.includes(name))

test.each(tried)('$name', { timeout: 60_000 }, async (file) => {
  program('pdftoppm')
  const pdf = file.pdf()
  const marks = await marksOf(file, pdf)
  expect(marks.length > 0).toBe(file.isMarked)
  const made = await redacted(pdf, (await sizesOf(pdf)).length, marks, undefined)
  expect(made.verdict.checks.filter(({ result }) => result === 'failed')).toEqual([])
  expect(read('pdftotext', [at, '-'], made.bytes).replace(/\s/g, '')).not.toContain(SECRET)
  if (file.keeps !== false) expect(read('pdftotext', [at, '-'], made.bytes).replace(/\s+/g, ' ')).toContain(KEPT)
  expect(everything(made.bytes)).not.toContain(SECRET)
  expect(read('pdfdetach', ['-list', at], made.bytes)).toContain('0 embedded files')
})

test('there are forty of them', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(40)
})

/** By its words where it has any, by hand where it is a picture. */
async function marksOf({ box, isMarked }: MadeFile, pdf: Buffer): Promise<Mark[]> {
  if (!isMarked) return []
  if (box) return [{ page: 1, box, ground: 'privacy' }]
  const pages = await found(pdf, { names: [], words: [SECRET] })
  return pages.flatMap((page, i) =>
    page.found.flatMap(({ boxes }) => boxes.map((one): Mark => ({ page: i + 1, box: one, ground: 'privacy' }))),
  )
}

const folder = mkdtempSync(join(tmpdir(), 'redacting-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = join(folder, 'made.pdf')

/** What a program says of the file. */
function read(name: Program, args: string[], pdf: Buffer): string {
  writeFileSync(at, pdf)
  const options = { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] satisfies StdioOptions }
  return execFileSync(program(name), args, options).toString('latin1')
}

/** Every stream unpacked, as one program writes it out; digits in hexadecimal, too. */
function everything(pdf: Buffer): string {
  const whole = read('qpdf', ['--qdf', '--object-streams=disable', at, '-'], pdf)
  return `${whole}\n${Buffer.from((whole.match(/[\da-f]{4,}/gi) ?? []).join(''), 'hex').toString('latin1')}`
}
