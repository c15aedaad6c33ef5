/** Every template with its sample, as a reader, a screen reader and an archive will find it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BLANKS, textOf } from '../../src/documents/index.ts'
import { some } from '../support/proof.ts'
import { bare, fileOf, letterOf, look, TEMPLATES, templates, textIn } from './samples.ts'

test.each([...templates.keys()])('%s has a sample that leaves no blank open', (id) => {
  expect(existsSync(join(TEMPLATES, 'samples', `${id}.yaml`))).toBe(true)
  expect(textOf(letterOf(id)).join('\n')).not.toMatch(/\{\{|\}\}|undefined/)
})

describe.each(some([...templates.keys()], 3))('%s', (id) => {
  test('says in the PDF what was composed, in sound, embedded and tagged form', async () => {
    const letter = letterOf(id)
    const { path, missing, bytes } = await fileOf(letter)
    const [text, fonts, check] = await Promise.all([
      textIn(path),
      look('pdffonts', path),
      look('qpdf', '--check', path),
    ])
    expect(missing).toEqual([])
    expect(text).toBe(bare(textOf(letter).join('')))

    const rows = fonts.trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatch(/ CID (TrueType|Type 0C)\s+Identity-H\s+yes yes yes /)

    expect(check).toContain('No syntax or stream encoding errors found')

    const file = bytes.toString('latin1')
    for (const claim of [
      '/Lang (zh-CN)',
      '/Marked true',
      '<pdfaid:part>2<',
      '<pdfaid:conformance>A<',
      '<pdfuaid:part>1<',
    ])
      expect(file).toContain(claim)
  })
})

// Reading the structure takes poppler a second a letter.
test.each(some([...templates.keys()], 12))(
  '%s is said by a screen reader in the order in which it is read',
  async (id) => {
    const letter = letterOf(id)
    const { path } = await fileOf(letter)
    const structure = await look('pdfinfo', '-struct-text', path)
    const spoken = Array.from(structure.matchAll(/^\s*"(.*)"$/gm), ([, line]) => line).join('')
    expect(bare(spoken)).toBe(bare(textOf(letter).join('')))
    expect(structure).toMatch(/^Document/m)
    expect(structure).toMatch(/^\s+H1/m)
    if (letter.format === 'form') expect(structure).toMatch(/Table[\s\S]*TR[\s\S]*TH[\s\S]*TD/)
    if (letter.attachments.length > 0) expect(structure).toMatch(/^\s+LBody/m)
  },
)

describe('the set', () => {
  const letters = [...templates.values()]

  test('answers every outcome of the annual report', async () => {
    const { OUTCOMES } = await import('../../workflows/disclosure/vocabulary.ts')
    const answered = new Set(letters.flatMap(({ outcome }) => (outcome ? [outcome] : [])))
    expect([...answered].sort()).toEqual(Object.keys(OUTCOMES).sort())
  })

  test('tells the remedy that its front matter names, in the words of the law in force', () => {
    for (const { id, remedy, body } of letters.filter(({ remedy, kind }) => remedy !== 'ofEach' && kind !== 'remedy')) {
      const first = body.includes('应当先自收到本文书之日起60日内向{{remedy.body}}申请行政复议')
      const suit = body.includes('直接向{{remedy.court}}提起行政诉讼')
      const any = body.includes('申请行政复议')
      expect([id, any]).toEqual([id, remedy !== 'none'])
      expect([id, first]).toEqual([id, remedy === 'first'])
      if (remedy !== 'first') expect([id, suit]).toEqual([id, remedy === 'either' || remedy === 'cautioned'])
    }
  })

  test('is explained to its readers: every blank stands in templates/README.md', () => {
    const readme = readFileSync(join(TEMPLATES, 'README.md'), 'utf8')
    for (const [blank, meaning] of Object.entries(BLANKS)) expect(readme).toContain(`| \`{{${blank}}}\` | ${meaning} |`)
  })

  test('cites the regulation as numbered since 2019, and nothing repealed', () => {
    for (const { source } of letters)
      expect(source).not.toMatch(/法释〔2011〕17号|第二十一条|十五个工作日内予以答复|第八条/)
  })
})
