/** An issued letter can be made again, byte for byte, in another process, from what its fact names. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { renderPdf, templateFrom } from '../../src/documents/index.ts'
import { fileOf, fonts, ISSUED, letterOf, templates } from './samples.ts'

const SCRIPT = `
import { fonts, ISSUED, letterOf, templates } from './test/documents/samples.ts'
import { renderPdf } from './src/documents/index.ts'
const [made, previews] = [{}, {}]
for (const id of [...templates.keys()].reverse()) {
  made[id] = (await renderPdf(letterOf(id), fonts, { issuedAt: ISSUED })).sha256
  previews[id] = (await renderPdf(letterOf(id), fonts, { issuedAt: null, draft: true })).sha256
}
console.log(JSON.stringify({ fonts: fonts.digest, made, previews }))
`

test('another process, another order, another time zone: the same bytes, of every letter and of its preview', async () => {
  const here: Record<string, string> = {}
  const previews: typeof here = {}
  for (const id of templates.keys()) {
    here[id] = (await fileOf(letterOf(id))).sha256
    previews[id] = (await renderPdf(letterOf(id), fonts, { issuedAt: null, draft: true })).sha256
    expect(previews[id]).not.toBe(here[id])
  }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT],
    { env: { ...process.env, TZ: 'Asia/Shanghai' } },
  )
  const there = JSON.parse(stdout) as { fonts: string; made: typeof here; previews: typeof here }
  expect(there.fonts).toBe(fonts.digest)
  expect(there.made).toEqual(here)
  expect(there.previews).toEqual(previews)
})

test('a letter does not depend on the letters made before it', async () => {
  const letter = letterOf('disclosed')
  const alone = (await renderPdf(letter, fonts, { issuedAt: ISSUED })).sha256
  // Compatibility forms share their glyph with the ordinary character.
  await renderPdf(letterOf('disclosed', { case: { title: '\uf9d8\ufa0a\u2f00' } }), fonts, { issuedAt: ISSUED })
  expect((await renderPdf(letter, fonts, { issuedAt: ISSUED })).sha256).toBe(alone)
})

test('the stored source is all that a template needs', () => {
  for (const template of templates.values()) {
    const again = templateFrom(template.source)
    expect(again).toEqual(template)
    expect(template.source).not.toContain('{{>')
  }
})

test('another day of issue is another file', async () => {
  const letter = letterOf('disclosed')
  const [one, other] = await Promise.all(
    [ISSUED, new Date('2026-03-21T01:00:00Z')].map((issuedAt) => renderPdf(letter, fonts, { issuedAt })),
  )
  expect(one!.sha256).not.toBe(other!.sha256)
})
