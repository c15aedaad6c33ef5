/** Workbooks cell by cell where no program for offices is installed; what only such a program can print is refused by name. */
import { afterAll, expect, test } from 'vitest'
import { archiveOf } from '../../src/leaving/archive.ts'
import { found, redacted, sizesOf } from '../../src/redacting/apart.ts'
import { numberShown } from '../../src/redacting/cell-text.ts'
import { intoPdf } from '../../src/redacting/into-pdf.ts'
import type { Mark } from '../../src/redacting/mark.ts'
import { program } from '../support/programs.ts'
import { SECRET } from './built.ts'
import { stands, strangers } from './strangers.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
const XLSX = `${OFFICE}spreadsheetml.sheet`
const DOCX = `${OFFICE}wordprocessingml.document`
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const zipped = (parts: Record<string, string>) =>
  Buffer.from(archiveOf(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]))))
const row = (n: number, cells: string, more = '') => `<row r="${n}"${more}>${cells}</row>`

/** The secret lies in all that a workbook keeps besides what its sheets show. */
const HIDING = zipped({
  'xl/workbook.xml': `<workbook ${MAIN} ${LINKS}><sheets><sheet name="户主" sheetId="1" r:id="r1"/><sheet name="底稿" sheetId="2" state="hidden" r:id="r2"/><sheet name="更深" sheetId="3" state="veryHidden" r:id="r3"/></sheets><definedNames><definedName name="old">"${SECRET}"</definedName></definedNames></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships>${[1, 2, 3].map((n) => `<Relationship Id="r${n}" Target="worksheets/sheet${n}.xml"/>`).join('')}</Relationships>`,
  'xl/styles.xml': `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="4"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
  'xl/sharedStrings.xml': `<sst ${MAIN}><si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh><t>${SECRET}</t></rPh></si><si><t>${SECRET}</t></si></sst>`,
  'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><cols><col min="6" max="6" hidden="1"/></cols><sheetData>${[
    row(1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>登记日期</t></is></c>'),
    row(
      2,
      `<c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>43895</v></c><c r="C2" s="2"><f>"${SECRET}"</f><v>1234567.5</v></c><c r="D2" s="3"><v>0.125</v></c><c r="E2" t="str"><v>13800138000</v></c><c r="F2" t="str"><v>${SECRET}</v></c>`,
    ),
    row(3, `<c r="A3" t="str"><v>${SECRET}</v></c>`, ' hidden="1"'),
  ].join('')}</sheetData></worksheet>`,
  'xl/worksheets/sheet2.xml': `<worksheet ${MAIN}><sheetData>${row(1, `<c r="A1" t="str"><v>${SECRET}</v></c>`)}</sheetData></worksheet>`,
  'xl/worksheets/sheet3.xml': `<worksheet ${MAIN}><sheetData/></worksheet>`,
  'xl/comments1.xml': `<comments ${MAIN}><commentList><comment ref="A1"><text><t>${SECRET}</t></text></comment></commentList></comments>`,
  'xl/pivotCache/pivotCacheRecords1.xml': `<pivotCacheRecords ${MAIN}><r><s v="${SECRET}"/></r></pivotCacheRecords>`,
})

const seen = strangers()
afterAll(() => seen.close())

test('a workbook is set cell by cell: what its sheets show, and by name what it hides', async () => {
  program('pdftoppm')
  const pdf = await intoPdf(HIDING, XLSX, 'no-such-office')
  const words = seen.words(pdf).replace(/\s/g, '')
  for (const shown of ['工作表：户主', '姓名', '张三', '2020-03-05', '1,234,567.50', '12.50%', '13800138000'])
    expect(words).toContain(shown)
  expect(words).toContain('未列入：隐藏的工作表（底稿、更深）、批注、数据透视表的缓存、定义的名称。')
  expect(words).toContain('隐藏的1行、1处列未列入')
  expect(stands(SECRET, seen.everything(pdf))).toBe(false)
  expect(words).not.toContain(SECRET)
  // And marked as any other file.
  const pages = await found(pdf, { names: ['张三'] })
  const marks = pages.flatMap((page, i) =>
    page.found.flatMap(({ boxes }) => boxes.map((box): Mark => ({ page: i + 1, box, ground: 'privacy' }))),
  )
  expect(pages.flatMap((page) => page.found.map(({ kind }) => kind)).sort()).toEqual(['mobile', 'name'])
  const made = await redacted(pdf, (await sizesOf(pdf)).length, marks, undefined)
  expect(made.verdict.passed).toBe(true)
  const left = seen.words(made.bytes).replace(/\s/g, '')
  expect([left.includes('张三'), left.includes('13800138000'), left.includes('登记日期')]).toEqual([false, false, true])
})

test('numbers are shown as the workbook formats them', () => {
  expect(numberShown('43895.75', 'yyyy/m/d h:mm', 1900)).toBe('2020-03-05 18:00')
  expect(numberShown('42433', 'm/d/yy', 1904)).toBe('2020-03-05')
  expect(numberShown('0.5', 'h:mm:ss', 1900)).toBe('12:00:00')
  expect(numberShown('-1234.5', '#,##0.00_);[Red](#,##0.00)', 1900)).toBe('-1,234.50')
  expect(numberShown('0.1', '', 1900)).toBe('0.1')
  expect(numberShown('12345678901234567', '', 1900)).toBe('12345678901234600')
  expect(numberShown('7', '0"天"', 1900)).toBe('7')
  expect(numberShown('', 'yyyy', 1900)).toBe('')
})

test('documents are printed by the program of offices, or refused by its name; a damaged workbook is one', async () => {
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const changed = `<w:p><w:r><w:t>Kept</w:t></w:r><w:del w:author="Li Si"><w:r><w:delText>${SECRET}</w:delText></w:r></w:del></w:p>`
  const docx = zipped({ 'word/document.xml': `<w:document ${word}><w:body>${changed}</w:body></w:document>` })
  await expect(intoPdf(docx, DOCX, 'no-such-office')).rejects.toMatchObject({ why: 'libreoffice' })
  await expect(intoPdf(Buffer.from('x'), XLSX, 'no-such-office')).rejects.toMatchObject({ why: 'unreadable' })
  await expect(intoPdf(zipped({ a: 'x' }), XLSX, 'no-such-office')).rejects.toMatchObject({ why: 'unreadable' })
})
