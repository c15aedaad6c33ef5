/** Every fault of a source is said with its line, before anything is kept. */
import { describe, expect, test } from 'vitest'
import { openFonts } from '../../src/documents/index.ts'
import { shipped, shippedSource } from '../../src/letters/templates/shipped.ts'
import { checkSource, LONGEST } from '../../src/workbench/check.ts'

const fonts = openFonts({ system: false })
const source = shippedSource('notHeld')
const faultsOf = (written: string, id = 'notHeld') => checkSource(id, written, 2, fonts).faults
/** The line, from 1, on which these words stand. */
const lineOf = (written: string, words: string) => written.split('\n').findIndex((line) => line.includes(words)) + 1

test.each([...shipped.keys()])('%s as it was shipped is a ground to write on', (id) => {
  const { faults, template } = checkSource(id, shippedSource(id), 2, fonts)
  expect(faults).toEqual([])
  expect(template).toMatchObject({ id, version: 2 })
})

describe('what is wrong', () => {
  const WRONG: [name: string, from: string, to: string, at: string, says: RegExp][] = [
    [
      'an unknown blank',
      '{{search.terms}}',
      '{{search.term}}',
      '{{search.term}}',
      /没有“search\.term”这个空白，是不是“search\.terms”/,
    ],
    ['a field that is not declared', 'case.number, ', '', '{{> opening}}', /正文用了“case\.number”.*条款“申请事实”/],
    [
      'a field that is not used',
      'fields: [',
      'fields: [case.dueOn, ',
      'fields:',
      /fields 写了“case\.dueOn”，正文没有用/,
    ],
    ['a missing clause', '{{> contact}}', '{{> contakt}}', '{{> contakt}}', /没有名为“contakt”的条款；现有：contact/],
    ['front matter that cannot be read', 'articles:', 'articles: [', '政府信息公开条例第二条', /说明部分读不出来/],
    [
      'front matter with an unknown item',
      'remedy: either',
      'remedy: either\nauthor: 某人',
      'author:',
      /不认识“author”/,
    ],
    ['a remedy that does not exist', 'remedy: either', 'remedy: any', 'remedy:', /remedy 应当是/],
    ['an id of another', 'id: notHeld', 'id: disclosed', 'id:', /编号 id 应当与随附版本相同：notHeld/],
    ['a kind of another', 'kind: reply', 'kind: notice', 'kind:', /种类 kind 应当与随附版本相同：reply/],
    [
      'an outcome of another',
      'outcome: notHeld',
      'outcome: disclosed',
      'outcome:',
      /办理结果 outcome 应当与随附版本相同/,
    ],
    ['no addressee', '{{applicant.name}}：', '{{applicant.name}}', '{{applicant.name}}', /第一行应当是主送对象/],
    ['a list', '{{ask.reasons}}', '{{ask.reasons}}\n\n- 甲', '- 甲', /“- 甲”不能照印：列表只能写在/],
    ['a table', '{{ask.reasons}}', '{{ask.reasons}}\n\n| 甲 | 乙 |', '| 甲 | 乙 |', /信函里不能用表格/],
    ['a condition', '{{case.course}}', '{{case.course}}\n\n{{#if x}}如果{{/if}}', '{{#if', /写法不对/],
    ['a blank that may be empty inside a sentence', '{{search.note}}', '另：{{search.note}}。', '另：', /应当单独成段/],
    [
      'a blank that may be empty, declared as always there',
      'case.course?',
      'case.course',
      'fields:',
      /应当写成“case\.course\?”/,
    ],
    ['a mark that turns the direction of reading', '经检索', '经\u202e检索', '经\u202e检索', /看不见的字符（U\+202E）/],
    ['a character that no font has', '经检索', '经\u{323af}检索', '经\u{323af}检索', /没有字形/],
    ['a blank in the title', 'title: 政府', 'title: "{{x}}政府', 'title:', /说明部分不填空白/],
    ['a date that is none', 'inForce: 2026-11-21', 'inForce: 2026-02-30', 'inForce:', /不是有效日期/],
  ]
  test.each(WRONG)('%s', (_, from, to, at, says) => {
    const written = source.replace(from, () => to)
    expect(written).not.toBe(source)
    const faults = faultsOf(written)
    expect(faults.map(({ message }) => message).join('\n')).toMatch(says)
    expect(faults.find(({ message }) => says.test(message))?.line).toBe(lineOf(written, at))
  })

  test('a blank that this kind of case never fills: the sample does not compose', () => {
    const written = source
      .replace('fields: [', 'fields: [fee.amount, ')
      .replace('{{search.note}}', '{{search.note}}\n\n应缴{{fee.amount}}元。')
    expect(faultsOf(written)).toEqual([
      {
        line: lineOf(written, '应缴'),
        message: expect.stringContaining('“fee.amount”（应缴数额（元），只写数字）在这种文书的样例里没有内容'),
      },
    ])
  })

  test('a question that nobody will be asked', () => {
    const written = shippedSource('extensionNotice')
      .replace(/^fields: \[/m, 'fields: [ask.reason, ')
      .replace('\n---\n\n', '\nasks:\n  reason:\n    label: 理由\n    help: 写明理由\n    required: true\n---\n\n')
      .replace(/：\n/, '：\n\n理由是{{ask.reason}}。\n')
    expect(faultsOf(written, 'extensionNotice')).toEqual([
      { line: lineOf(written, '  reason:'), message: expect.stringContaining('没有人填') },
    ])
  })

  test('names that every object has are no questions', () => {
    const written = source
      .replace('fields: [', 'fields: [ask.constructor, ')
      .replace('{{ask.reasons}}', '{{ask.constructor}}\n\n{{ask.reasons}}')
    expect(
      faultsOf(written)
        .map(({ message }) => message)
        .join(),
    ).toContain('没有“ask.constructor”这个空白')
  })

  test('no front matter, nothing at all, far too much', () => {
    expect(faultsOf('正文')).toEqual([{ line: 1, message: expect.stringContaining('---') }])
    expect(faultsOf('')).toEqual([{ line: 1, message: expect.stringContaining('---') }])
    expect(faultsOf(`${source}${'字'.repeat(LONGEST.characters)}`)).toEqual([
      { line: null, message: expect.stringContaining('超过') },
    ])
    expect(faultsOf(`${source}${'字\n'.repeat(LONGEST.lines)}`)).toEqual([
      { line: LONGEST.lines + 1, message: expect.stringContaining('超过') },
    ])
  })
})

test('a question of the agency’s own shows itself in the sample', () => {
  const written = source
    .replace('fields: [', 'fields: [ask.clue, ')
    .replace('asks:\n', 'asks:\n  clue:\n    label: 线索\n    help: 可以另查的去处\n    required: true\n')
    .replace('{{ask.reasons}}', '您（单位）可以查询：{{ask.clue}}。\n\n{{ask.reasons}}')
  const { faults, sample } = checkSource('notHeld', written, 2, fonts)
  expect(faults).toEqual([])
  expect(sample!.blocks.map((block) => 'text' in block && block.text)).toContain('您（单位）可以查询：〔线索〕。')
})

test('the number is the house’s, whatever is written', () => {
  expect(checkSource('notHeld', source.replace('version: 1', 'version: 77'), 5).template?.version).toBe(5)
  expect(checkSource('notHeld', source.replace('version: 1\n', ''), 5).template?.version).toBe(5)
})
