/** Templates, their samples, and the tools that look at a PDF from outside. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import {
  compose,
  type Letter,
  type LetterData,
  openFonts,
  readTemplates,
  renderPdf,
} from '../../src/documents/index.ts'
import { templateOfSample } from '../../src/letters/several.ts'
import { type Program, program } from '../support/programs.ts'

export const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))
export const templates = readTemplates(TEMPLATES)
/** Only what npm brings, so that the tests see the same letters on every machine. */
export const fonts = openFonts({ system: false })
export const ISSUED = new Date('2026-03-20T01:00:00Z')

export const sampleOf = (id: string): LetterData =>
  parse(readFileSync(join(TEMPLATES, 'samples', `${id}.yaml`), 'utf8')) as LetterData

export const letterOf = (id: string, more: LetterData = {}): Letter => {
  const sample = sampleOf(id)
  const merged = Object.fromEntries(
    [...new Set([...Object.keys(sample), ...Object.keys(more)])].map((group) => [
      group,
      { ...sample[group], ...more[group] },
    ]),
  )
  return compose(templateOfSample(templates.get(id)!, templates, merged), merged)
}

const dir = mkdtempSync(join(tmpdir(), 'letters-'))
let count = 0
export function asFile(bytes: Buffer): string {
  const path = join(dir, `${count++}.pdf`)
  writeFileSync(path, bytes)
  return path
}

export const fileOf = async (letter: Letter) => {
  const made = await renderPdf(letter, fonts, { issuedAt: ISSUED })
  return { ...made, path: asFile(made.bytes) }
}

const run = promisify(execFile)
export async function look(tool: Program, ...args: string[]): Promise<string> {
  const { stdout } = await run(program(tool), args, { maxBuffer: 1 << 26 })
  return stdout
}

/** What a reader copies out of the file, without the page numbers and without any white space. */
export async function textIn(path: string): Promise<string> {
  const text = await look('pdftotext', '-raw', '-nopgbrk', path, '-')
  return bare(text.replace(/^— ?\d+ ?—$/gm, ''))
}

export const bare = (text: string) => text.replace(/\s/gu, '')
