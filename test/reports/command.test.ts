/** `check-report` as offices run it: one file, standard input, a folder of a district; what cannot be read is said, never guessed. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkReportCommand } from '../../src/cli/check-report.ts'
import { archiveOf } from '../../src/leaving/archive.ts'
import type { Tables } from '../../src/reports/shape.ts'
import { changed, rightReport, totalsLeftOut } from './made.ts'
import { asDocx, asHtml, asJson, formed, plainly } from './published.ts'

class Kept extends Writable {
  text = ''
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.text += chunk
    done()
  }
}

async function check(args: string[], input: string | Buffer = '') {
  const [output, errors] = [new Kept(), new Kept()]
  const code = await checkReportCommand(args, Readable.from([input]), output, errors)
  const lines = output.text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return { code, lines, said: errors.text }
}

const folder = mkdtempSync(join(tmpdir(), 'check-report-'))
const kept = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const page = (report: Required<Tables>) => {
  const { three, four } = formed(report, plainly)
  return asHtml(three, four)
}

test('a right report on standard input: nothing, and 0', async () => {
  const { code, lines, said } = await check([], asJson(rightReport(1)))
  expect({ code, lines }).toEqual({ code: 0, lines: [] })
  expect(said).toContain('表三：读到175个数字')
  expect(said).toContain('核对过的勾稽关系全部成立')
})

test('what is no plain file, a pipe or a device, is said and not waited for', async () => {
  const pipe = join(folder, 'pipe.json')
  execFileSync('mkfifo', [pipe])
  const endless = join(folder, 'endless.json')
  symlinkSync('/dev/zero', endless)
  for (const path of [pipe, endless]) {
    const { code, said } = await check([path])
    expect(code).toBe(2)
    expect(said).toContain('没有读取：不是普通文件')
  }
  for (const path of [pipe, endless]) rmSync(path)
})

test('a wrong one: a line for each broken identity, 1, and what would put it right', async () => {
  const wrong = changed(rightReport(1), 'table3/3.4.1/person', 1)
  const { code, lines, said } = await check([], asJson(wrong))
  expect(code).toBe(1)
  expect(lines.map(({ rule, cell }) => [rule, cell])).toEqual([
    ['rowTotal', 'table3/3.4.1/total'],
    ['results', 'table3/3.7/person'],
  ])
  for (const line of lines) expect(Object.keys(line)).toEqual(['rule', 'cell', 'expected', 'found'])
  const [row] = wrong.table3.filter(({ row }) => row === '3.4.1')
  expect(said).toContain(`表三（四）无法提供1.本机关不掌握相关政府信息·自然人 ${row!.person} 改为 ${row!.person - 1}`)
})

test('where nothing was judged it says so, with 2, and never that all hold', async () => {
  for (const nothing of ['{}', '{"table3":[]}', '<p>没有表格</p>']) {
    const { code, lines, said } = await check([], nothing)
    expect({ code, lines }).toEqual({ code: 2, lines: [] })
    expect(said).toContain('没有核对任何勾稽关系')
    expect(said).not.toContain('成立')
  }
})

test('rows that are missing: each rule that could not be judged is named, with what it lacks', async () => {
  const { table3, table4 } = rightReport(1)
  const without = { table3: table3.filter(({ row }) => row !== '2' && row !== '3.7'), table4 }
  const { code, said } = await check([], asJson(without as Required<Tables>))
  expect(code).toBe(0)
  expect(said).toMatch(/没有核对“表三各列：（七）总计等于[^\n]+”：表三没有“（七）总计”这一行/)
  expect(said).toMatch(/没有核对“表三各列：第一项加第二项[^\n]+”：表三没有“二、上年结转[^\n]+”、“（七）总计”这些行/)
})

test.each(['4 6', '1 2345', '12 34 件'])('a blank is no part of a number: “%s” is no count', async (written) => {
  const report = rightReport(1)
  const { three, four } = formed(report, plainly)
  three[3]!.splice(-7, 1, { text: written })
  const { lines } = await check([kept(`blank${written.length}.html`, asHtml(three, four))])
  expect(lines).toContainEqual({ rule: 'count', cell: 'table3/1/person', expected: null, found: written })
})

test('last year beside it: what was carried in is held to what was carried out', async () => {
  const last = kept('last.json', asJson(rightReport(2)))
  const { lines } = await check([kept('now.json', asJson(rightReport(3))), '--last-year', last])
  expect(lines.some(({ rule }) => rule === 'carriedOver')).toBe(true)
})

describe('a folder of a district', () => {
  const district = join(folder, 'district')
  beforeAll(() => {
    mkdirSync(join(district, '2024'), { recursive: true })
    writeFileSync(join(district, '2024', '甲.html'), page(rightReport(4)))
    writeFileSync(
      join(district, '2024', '乙.docx'),
      (({ three, four }) => asDocx(three, four))(formed(totalsLeftOut(), plainly)),
    )
    writeFileSync(join(district, '2024', '丙.pdf'), 'no PDF')
    writeFileSync(join(district, '2024', '~$乙.docx'), 'lock')
    writeFileSync(join(district, 'notes.txt'), 'no report')
  })

  test('is checked in one run, with a table of what was found', async () => {
    const { code, lines, said } = await check([district])
    expect(code).toBe(1)
    expect(lines.map(({ file, cell }) => [file.split('/').at(-1), cell])).toEqual([
      ['乙.docx', 'table4/reconsideration/total'],
      ['乙.docx', 'table4/litigationAfterReconsideration/total'],
    ])
    const table = said.split('\n').filter((line) => line.startsWith('|'))
    expect(table).toHaveLength(4)
    expect(said).toContain('乙.docx　DOCX')
    expect(table.find((line) => line.includes('甲.html'))).toMatch(/云溪区人民政府 \| 2024 \| 成立 \|/)
    expect(table.find((line) => line.includes('乙.docx'))).toContain('不成立 2 处')
    expect(table.find((line) => line.includes('丙.pdf'))).toContain('没有读取')
  })

  test('two years of one agency are held to each other', async () => {
    const years = join(folder, 'years')
    mkdirSync(years)
    for (const [year, seed] of [
      [2023, 5],
      [2024, 6],
    ])
      writeFileSync(join(years, `${year}.json`), JSON.stringify({ year, agency: 'yunxi', ...rightReport(seed!) }))
    const { lines } = await check([years])
    expect(new Set(lines.map(({ file, rule }) => `${file.split('/').at(-1)} ${rule}`))).toEqual(
      new Set(['2024.json carriedOver']),
    )
  })
})

describe('what cannot be read is said, with 2', () => {
  const bomb = () => {
    const nought = new Uint8Array(140 * 1024 * 1024)
    return archiveOf({ 'word/document.xml': nought })
  }
  const entities = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i || ''};`.repeat(10)}">`).join('')}]><w:document xmlns:w="x"><w:body>&a8;</w:body></w:document>`
  test.each<[string, () => string | Uint8Array, RegExp]>([
    ['bomb.docx', bomb, /展开后超过 128 MB/],
    ['entities.docx', () => archiveOf({ 'word/document.xml': Buffer.from(entities) }), /不能接收的内容/],
    ['cut.docx', () => asDocx(formed(rightReport(1), plainly).three).subarray(0, 400), /不是完整的 ZIP/],
    ['wide.html', () => `<table><tr>${'<td colspan=1000>自然人</td>'.repeat(2_000)}</tr></table>`, /过大/],
    ['tall.html', () => `<table>${'<tr><td rowspan=65000>1</td></tr>'.repeat(40_000)}</table>`, /过大/],
    ['deep.html', () => '<div>'.repeat(100_000), /层次过多/],
    ['many.html', () => `<p>${'<b>'.repeat(1_100_000)}`, /过多/],
    ['old.doc', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), /另存为 DOCX/],
    ['empty.json', () => '', /空的/],
    ['no.json', () => '{"table3":[{"row":"9.9"}]}', /没有“9.9”这一行/],
    ['shape.json', () => '{"table3":[{"row":"1","person":{"toString":1}}]}', /table3\.0\.person 不符合要求/],
    ['deep.json', () => `{"table3":[{"row":"1","person":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`, /层次过多/],
    ['half.json', () => '{"table3":', /不是合法的 JSON/],
    ['no.pdf', () => '%PDF-1.4 nothing', /已经损坏/],
  ])('%s', async (name, content, why) => {
    const { code, lines, said } = await check([kept(name, content())])
    expect({ code, lines }).toEqual({ code: 2, lines: [] })
    expect(said).toMatch(why)
  })

  test('and ends no run of others: each stands in the table, a missing path too', async () => {
    const hostile = kept('hostile.json', '{"table3":[{"row":"1","person":{"toString":1}}]}')
    const right = kept('right.json', asJson(rightReport(1)))
    const { code, said } = await check([join(folder, 'gone.json'), hostile, right])
    expect(code).toBe(2)
    const table = said.split('\n').filter((line) => line.startsWith('|'))
    expect(table.map((line) => line.split(' | ').at(-1))).toEqual(['结果 |', '没有读取 |', '没有读取 |', '成立 |'])
    expect(said).toContain('没有这个文件')
  })

  test('no such file, no such option', async () => {
    expect((await check([join(folder, 'none.json')])).code).toBe(2)
    expect((await check(['--all'])).code).toBeUndefined()
    expect((await check(['--last-year'])).code).toBeUndefined()
  })

  test('what others wrote steers no terminal', async () => {
    const { said, lines } = await check([
      kept('signs.html', page(rightReport(1)).replace('（七）总计', '\u001b[2J\u202e')),
    ])
    expect(said + JSON.stringify(lines)).not.toMatch(/[\u001b\u202e]/)
  })
})
