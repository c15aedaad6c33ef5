/** Cells of workbooks as Excel, WPS and libraries write them: shared and inline texts, runs, 拼音, gaps, prefixes. */
import { describe, expect, test } from 'vitest'
import { sheetsOf, WorkbookFault } from '../../src/workbooks/read.ts'
import { workbookOf } from '../../src/workbooks/write.ts'
import { times } from '../support/proof.ts'
import { workbookWith } from './workbooks.ts'

const rowsIn = (sheet: string, shared?: string) => sheetsOf(workbookWith({ sheet, ...(shared && { shared }) }))[0]!.rows

describe('what a cell says', () => {
  test('shared texts, with runs and without their 拼音', () => {
    const shared = `<sst><si><t>用户名</t></si><si><r><t>张</t></r><r><t xml:space="preserve">  </t></r><r><rPr><b/></rPr><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si><si><t/></si></sst>`
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3"><c r="B3" s="4" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c></row></sheetData></worksheet>`
    expect(rowsIn(sheet, shared)).toEqual([
      { number: 1, cells: { A: '用户名' } },
      { number: 3, cells: { B: '张 三' } },
    ])
  })

  test('inline texts, results of formulas, numbers, truth', () => {
    const sheet = `<worksheet><sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>甲&amp;乙 &#x4E19;&#19969;</t></is></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>x</v></c><c r="C2"><v>42</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" s="1"/></row></sheetData></worksheet>`
    expect(rowsIn(sheet)).toEqual([{ number: 2, cells: { A: '甲&乙 丙丁', B: 'x', C: '42', D: '1' } }])
  })

  test('cells and rows without their addresses, elements with a prefix', () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>一</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c/><x:c t="inlineStr"><x:is><x:t>三</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`
    expect(rowsIn(sheet)).toEqual([
      { number: 1, cells: { A: '一', B: '2' } },
      { number: 2, cells: { B: '三' } },
    ])
  })

  test('columns beyond Z, escapes of Excel, CDATA, comments', () => {
    const sheet = `<worksheet><sheetData><!-- <row r="9"/> --><row r="1"><c r="Z1" t="inlineStr"><is><t>a_x000A_b</t></is></c><c t="inlineStr"><is><t><![CDATA[<&amp;>]]></t></is></c><c r="BA1" t="inlineStr"><is><t>末</t></is></c></row></sheetData></worksheet>`
    expect(rowsIn(sheet)).toEqual([{ number: 1, cells: { Z: 'a\nb', AA: '<&amp;>', BA: '末' } }])
  })
})

test('what we write reads the same', () => {
  const rows = [
    ['用户名', '', '姓名'],
    ['a<&>"b"', ' ', "'"],
  ]
  const [sheet] = sheetsOf(workbookOf({ '人员"<&>': rows }))
  expect(sheet).toEqual({
    name: '人员"<&>',
    rows: [
      { number: 1, cells: { A: '用户名', C: '姓名' } },
      { number: 2, cells: { A: 'a<&>"b"', C: "'" } },
    ],
  })
})

describe('a hostile file is read once, and refused', () => {
  const MB = 1024 * 1024
  const size = times(MB / 2, 4 * MB)
  const repeated = (piece: string) => piece.repeat(Math.ceil(size / piece.length))
  const SHEET = '<worksheet><sheetData>'

  test.each([
    ...['<row>', '<row ', '<c', '<c r="', '<v>', '<t>', '<!--', '<rPh>', '&#', '<a b="1" ', '<![CDATA[', '<x:row>'],
    ...['<row><c><v>', ' ', '<si><t>'],
  ])('%j, by the megabyte', (piece) => {
    // Linear, it takes a fraction of a second; with a look back from each tag it would be hours, and the runner ends it.
    for (const hostile of [repeated(piece), SHEET + repeated(piece)]) {
      expect(() => sheetsOf(workbookWith({ sheet: hostile }))).toThrow(WorkbookFault)
      expect(() => sheetsOf(workbookWith({ sheet: `${SHEET}</sheetData></worksheet>`, shared: hostile }))).toThrow(
        WorkbookFault,
      )
    }
  })

  test('columns and rows out of all bounds', () => {
    const cell = (r: string) => `<row r="${'9'.repeat(400)}"><c r="${r}" t="str"><v>x</v></c></row>`
    const sheet = `${SHEET}${cell(`${'Z'.repeat(MB)}1`)}${cell('B7')}</sheetData></worksheet>`
    expect(sheetsOf(workbookWith({ sheet }))[0]!.rows).toEqual([
      { number: 1, cells: { A: 'x' } },
      { number: 2, cells: { B: 'x' } },
    ])
  })

  test('a little file that unfolds to much, says one long text many times, or shows one sheet many times', () => {
    const whole = (inside: string) => `${SHEET}${inside}</sheetData></worksheet>`
    expect(() => sheetsOf(workbookWith({ sheet: whole(' '.repeat(11 * MB)) }))).toThrow('展开后超过')
    const shared = `<sst><si><t>${'长'.repeat(30_000)}</t></si></sst>`
    const cells = '<row><c t="s"><v>0</v></c></row>'.repeat(1_000)
    expect(() => sheetsOf(workbookWith({ sheet: whole(cells), shared }))).toThrow('文字过多')
    expect(() => sheetsOf(workbookWith({ sheet: whole('<row/>'.repeat(20_001)) }))).toThrow('超过 20000 行')
    expect(() => sheetsOf(workbookWith({ sheet: whole(''), times: 2 }))).toThrow('同一内容')
  })
})

test.each([
  ['no ZIP', new Uint8Array([0x50, 0x4b, 1, 2, 3])],
  ['no workbook in it', workbookOf({}).slice(0, 40)],
  ['a document type', workbookWith({ sheet: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' })],
  [
    'an error in a cell',
    workbookWith({ sheet: '<worksheet><row r="1"><c r="A1" t="e"><v>#REF!</v></c></row></worksheet>' }),
  ],
])('%s is refused', (_, content) => {
  expect(() => sheetsOf(content)).toThrow(WorkbookFault)
})
