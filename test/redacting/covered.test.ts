/** Words that somebody had hidden in the file already, by whatever is painted over or among them, are not kept under the picture; and a page that two programs turn otherwise is not made. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { madeAnew, PagesDiffer } from '../../src/redacting/make.ts'
import type { Mark } from '../../src/redacting/mark.ts'
import { program } from '../support/programs.ts'
import { line, pdfOf } from './built.ts'

const MARK: Mark = { page: 1, box: { x0: 40, y0: 200, x1: 120, y1: 216 }, ground: 'privacy' }
const HIDDEN = 'HIDDENSECRET'
const under = line(HIDDEN, 40, 150)
/** 1×1, stretched over the words. */
const PICTURE = 'q 120 0 0 16 36 145 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n'

test.each([
  ['a thick line', `${under}q 16 w 36 153 m 160 153 l S Q\n`],
  ['a picture', `${under}${PICTURE}`],
  ['a shape with round corners', `${under}40 145 m 150 145 l 158 145 160 150 160 153 c 160 162 l 36 162 l h f\n`],
  ['white words beside visible ones', `1 g ${under}0 g ${line('visible words', 40, 150)}`],
  ['words that paint nothing under visible ones', `3 Tr ${under}0 Tr ${line('visible words', 40, 150)}`],
  ['what follows words that cut away', `q 7 Tr ${line('.', 300, 20)}0 Tr ${under}Q\n`],
])('hidden by %s', async (_, content) => {
  program('pdftoppm')
  const { bytes } = await madeAnew(
    pdfOf(() => ({ content: line('Public heading', 40, 250) + content })),
    [MARK],
  )
  const text = execFileSync(program('pdftotext'), ['-', '-'], { input: bytes }).toString()
  expect([text.includes(HIDDEN), text.includes('Public heading')]).toEqual([false, true])
})

test('a table’s thin lines, and what is drawn before words, hide none', async () => {
  program('pdftoppm')
  const content = `0.9 g 30 140 200 40 re f 0 g ${PICTURE.replace('\x00', '\xff')}${under}0.5 w 30 140 200 40 re S 30 152 m 230 152 l S\n`
  const { bytes } = await madeAnew(
    pdfOf(() => ({ content })),
    [MARK],
  )
  expect(execFileSync(program('pdftotext'), ['-', '-'], { input: bytes }).toString()).toContain(HIDDEN)
})

test('a page that is turned by a number which only one of the programs reads is not made', async () => {
  program('pdftoppm')
  const file = pdfOf(() => ({ content: under }), { rotate: '180.0' as never })
  await expect(madeAnew(file, [MARK])).rejects.toBeInstanceOf(PagesDiffer)
})
