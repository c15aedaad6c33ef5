/** Every template with its sample, as a reader, a screen reader and an archive will find it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { textOf } from '../../src/documents/index.ts'
import { bare, fileOf, letterOf, look, TEMPLATES, templates, textIn } from './samples.ts'

describe.each([...templates.keys()])('%s', (id) => {
  test('has a sample that leaves no blank open', () => {
    expect(existsSync(join(TEMPLATES, 'samples', `${id}.yaml`))).toBe(true)
    expect(textOf(letterOf(id)).join('\n')).not.toMatch(/\{\{|\}\}|undefined/)
  })

  test('says in the PDF what was composed, in sound, embedded and tagged form', async () => {
    const letter = letterOf(id)
    const { path, missing } = await fileOf(letter)
    const [text, fonts, structure, check] = await Promise.all([
      textIn(path),
      look('pdffonts', path),
      look('pdfinfo', '-struct', path),
      look('qpdf', '--check', path),
    ])
    expect(missing).toEqual([])
    expect(text).toBe(bare(textOf(letter).join('')))

    const rows = fonts.trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatch(/ CID (TrueType|Type 0C)\s+Identity-H\s+yes yes yes /)

    expect(structure).toMatch(/^Document/m)
    expect(structure).toMatch(/^\s+H1/m)
    if (letter.attachments.length > 0) expect(structure).toMatch(/^\s+LBody/m)
    expect(check).toContain('No syntax or stream encoding errors found')
  })
})
