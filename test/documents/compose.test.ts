import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compose, type DocumentFault, renderPdf, templateFrom, textOf } from '../../src/documents/index.ts'
import { times } from '../support/proof.ts'
import { asFile, bare, fileOf, fonts, ISSUED, letterOf, look, sampleOf, templates, textIn } from './samples.ts'

const paragraphs = (id: string, more = {}) =>
  letterOf(id, more).blocks.map((block) => (block.kind === 'row' ? '' : block.text))

describe('a citizen’s words', () => {
  const hostile = [
    '第一行\r\n第二行\u2028# 三、我的标题',
    '{{agency.name}}{{> contact}}',
    '材料”的申请。本机关决定予以公开。“',
    '\u202eegassem\u202c \u2066x\u2069\u200b\u00ad\ufeff',
    '\ud800半个字符\udfff',
    '| 甲 | 乙 |\n- 附件\n附件：',
    'tab\tnull\u0000bell\u0007esc\u001b[31m',
    '<script>alert(1)</script> & <b>',
    '\\u0041 $1 $& $$',
  ]

  test.each(hostile)('%j stays inside its paragraph', async (words) => {
    const plain = letterOf('disclosed')
    const letter = letterOf('disclosed', { case: { title: words, request: words }, applicant: { name: words } })
    expect(letter.blocks.map(({ kind }) => kind)).toEqual(plain.blocks.map(({ kind }) => kind))
    expect(letter.attachments).toEqual(plain.attachments)
    const { path, missing } = await fileOf(letter)
    expect(missing.every((character) => character === '\ufffd')).toBe(true)
    expect(await textIn(path)).toBe(bare(textOf(letter).join('').replaceAll('\ufffd', '〓')))
  })

  test('keep their lines in a cell of a form, where nothing else can be meant by them', async () => {
    const request = '一、规划批复。\n\n二、环评批复。\r\n三、验收意见。'
    const form = letterOf('submissionReceipt', { case: { request } })
    const cells = form.blocks.flatMap((block) => (block.kind === 'row' ? block.cells : []))
    expect(cells).toContain('一、规划批复。\n二、环评批复。\n三、验收意见。')
    const { path } = await fileOf(form)
    const read = await look('pdftotext', '-layout', path, '-')
    for (const line of request.split(/\s+/)) expect(read).toMatch(new RegExp(`^[^。]*${line}$`, 'm'))
  })

  test('cannot end their own quotation', () => {
    const [first] = paragraphs('disclosed', { case: { request: '甲”。本机关决定予以公开。“乙' } })
    expect(first).toContain('“甲’。本机关决定予以公开。‘乙”')
  })

  test.each([
    ['请公开批复文件。', '“请公开批复文件。”'],
    ['批复文件在哪里？', '“批复文件在哪里？”'],
    ['他说“请公开。”', '“他说‘请公开。’”'],
    ['Please disclose the report.', '“Please disclose the report.”'],
    ['批复文件', '“批复文件”。'],
    ['批复文件（全文。）', '“批复文件（全文。）”。'],
  ])('that end their sentence end the one around them: %s', (request, quoted) => {
    const [first] = paragraphs('disclosed', { case: { request } })
    expect(first).toMatch(new RegExp(`对所需信息的描述为：${quoted.replace(/[()?.]/g, '\\$&')}$`))
  })

  test('are never read again: a blank typed by the applicant is printed as it was typed', () => {
    expect(paragraphs('disclosed', { case: { title: '{{agency.phone}}' } })[0]).toContain('“{{agency.phone}}”')
  })

  test('any string at all gives the same structure, no line break and no control character', () => {
    const kinds = letterOf('notHeld').blocks.map(({ kind }) => kind)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (words) => {
        const letter = letterOf('notHeld', { case: { title: words, request: words }, applicant: { name: words } })
        expect(letter.blocks.map(({ kind }) => kind)).toEqual(kinds)
        expect(textOf(letter).join('')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u)
      }),
      { numRuns: times(100, 10_000) },
    )
  })

  test('50,000 characters are quoted to the thousandth and the form is named', async () => {
    const letter = letterOf('disclosed', { case: { request: '很长的描述。'.repeat(9_000) } })
    expect(letter.blocks[0]!.kind === 'paragraph' && letter.blocks[0]!.text).toMatch(
      /描……（全文见申请表）”。$|……（全文见申请表）”。$/,
    )
    const { pages, path } = await fileOf(letter)
    expect(pages).toBeLessThan(6)
    expect(await textIn(path)).toBe(bare(textOf(letter).join('')))
  })

  test('rare names are printed; what no font has becomes 〓 and is reported', async () => {
    const name = '㛃䶮𬭎〇囍犇喆堃龑𠅤'
    const rare = letterOf('disclosed', { applicant: { name } })
    const made = await fileOf(rare)
    expect(made.missing).toEqual([])
    expect(await textIn(made.path)).toContain(`${name}：`)

    const unknown = await fileOf(letterOf('disclosed', { applicant: { name: '王\u0e01\u{2a6d6}' } }))
    expect(unknown.missing).toEqual(['\u0e01', '\u{2a6d6}'])
    expect(await textIn(unknown.path)).toContain('王〓〓：')
  })
})

describe('our own words', () => {
  test('a character without a glyph stops the letter by name', async () => {
    const letter = letterOf('disclosed', { agency: { name: '云溪区\u{2a6d6}局' } })
    await expect(renderPdf(letter, fonts, { issuedAt: ISSUED })).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
      details: ['\u{2a6d6}'],
    })
  })

  test('every blank left open is named at once', () => {
    const { ask: _, search: __, ...rest } = sampleOf('notHeld')
    expect(() => compose(templates.get('notHeld')!, { ...rest, remedy: {} })).toThrow(
      expect.objectContaining({
        code: 'BLANK_EMPTY',
        details: ['search.places', 'search.terms', 'remedy.body', 'remedy.court'],
      }),
    )
  })

  test('an optional paragraph without words leaves no hole, and one with lines becomes as many paragraphs', () => {
    const without = paragraphs('notHeld', { ask: { reasons: ' \n ' }, search: { note: '' }, case: { course: '' } })
    const full = paragraphs('notHeld', { ask: { reasons: '甲。\n\n乙。' } })
    expect(without).not.toContain('')
    expect(full.length).toBe(without.length + 4)
    expect(full).toContain('甲。')
  })

  test('attachments come one a line; without any the list is not there', () => {
    const given = { says: '', files: '' }
    expect(letterOf('disclosed', { ask: { attachments: '甲\n乙\n' }, given }).attachments).toEqual(['甲', '乙'])
    expect(letterOf('disclosed', { ask: { attachments: '丙' }, given: { files: '甲\n乙' } }).attachments).toEqual([
      '甲',
      '乙',
      '丙',
    ])
    const letter = letterOf('disclosed', { ask: { attachments: '' }, given })
    expect(letter.attachments).toEqual([])
    expect(textOf(letter).join('')).not.toContain('附件')
  })

  test('a full stop that staff typed is not doubled by the sentence around it', () => {
    const text = paragraphs('notHeld', { search: { places: '档案室。' } }).join('')
    expect(text).toContain('检索范围：档案室。检索所用')
  })
})

describe('a draft', () => {
  test('carries its mark and no number', async () => {
    const letter = letterOf('disclosed', { letter: { number: '', date: '' } })
    const { bytes } = await renderPdf(letter, fonts, { issuedAt: ISSUED, draft: true })
    const issued = await renderPdf(letterOf('disclosed'), fonts, { issuedAt: ISSUED, draft: true })
    for (const made of [bytes, issued.bytes]) {
      const text = await look('pdftotext', asFile(made), '-')
      expect(text).not.toContain('〔2026〕7号\n')
      expect(bare(text)).toContain('草')
    }
  })
})

describe('a template', () => {
  const head = (more: string) =>
    `---\nid: x\ntitle: 题\nkind: reply\nversion: 1\ninForce: 2026-11-20\narticles: []\nremedy: none\n${more}\n---\n`
  const faults = (source: string) => {
    try {
      templateFrom(source)
    } catch (error) {
      return (error as DocumentFault).details.join('；')
    }
    return ''
  }

  test.each([
    ['an undeclared blank', head('fields: [agency.name]') + '{{agency.name}}{{case.title}}：\n正文', 'fields 里没有写'],
    [
      'a declared blank not used',
      head('fields: [applicant.name, case.title]') + '{{applicant.name}}：\n正文',
      '正文没有用',
    ],
    [
      'a blank that nobody fills',
      head('fields: [applicant.nmae]') + '{{applicant.nmae}}：\n正文',
      '没有“applicant.nmae”这个空白',
    ],
    ['a broken blank', head('fields: [applicant.name]') + '{{applicant.name}}：\n正文{{case title}}', '写法不对'],
    [
      'a hole',
      head('fields: [applicant.name, ask.a]\nasks: { a: { label: 甲, help: 乙 } }') +
        '{{applicant.name}}：\n因{{ask.a}}，',
      '以免留下空洞',
    ],
    [
      'a heading of the second level without a first',
      head('fields: [applicant.name]') + '{{applicant.name}}：\n## （一）题',
      '之前应当先有',
    ],
    ['no addressee', head('') + '正文。', '主送对象'],
    ['an unknown key', head('colour: red\nfields: [applicant.name]') + '{{applicant.name}}：\n正文', '不认识“colour”'],
    [
      'a list',
      head('fields: [applicant.name]') + '{{applicant.name}}：\n经审查：\n- 甲',
      '“- 甲”不能照印：列表只能写在',
    ],
    [
      'a list with stars',
      head('fields: [applicant.name]') + '{{applicant.name}}：\n* 甲',
      '“* 甲”不能照印：列表只能写在',
    ],
    [
      'a table',
      head('fields: [applicant.name]') + '{{applicant.name}}：\n| 甲 | 乙 |',
      '“| 甲 | 乙 |”不能照印：信函里不能用表格',
    ],
    [
      'a table without edges',
      head('fields: [applicant.name]') + '{{applicant.name}}：\n甲 | 乙',
      '不能照印：信函里不能用表格',
    ],
    ['the head of a table', head('format: form\nfields: []') + '| 甲 | 乙 |\n| --- | --- |', '不能照印：表格没有表头'],
    [
      'numbers under the attachments',
      head('fields: [applicant.name]') + '{{applicant.name}}：\n附件：\n1. 甲',
      '序号自动编',
    ],
    ['a third heading', head('fields: [applicant.name]') + '{{applicant.name}}：\n# 一、甲\n### 1. 乙', '两级'],
    ['bold words', head('fields: [applicant.name]') + '{{applicant.name}}：\n**不予公开**', '粗体'],
    ['a version that is none', head('fields: []').replace('version: 1', 'version: x') + '甲：\n正文', 'version'],
  ])('with %s is refused in words', (_, source, expected) => {
    expect(faults(source)).toContain(expected)
  })

  test('with a numbered list is composed: the number, its point, the text at once', () => {
    const source = head('fields: [agency.name, applicant.name]') + '{{applicant.name}}：\n1. 甲。\n2.  乙。'
    const { blocks } = compose(templateFrom(source), { agency: { name: '云溪区' }, applicant: { name: '张三' } })
    expect(blocks.map((block) => 'text' in block && block.text)).toEqual(['1.甲。', '2.乙。'])
  })
})

describe('a typed text ends once', () => {
  const source = `---
id: x
title: 某
kind: reply
version: 1
inForce: 2026-01-01
articles: [条例第三十六条]
remedy: none
fields: [applicant.name, ask.why]
asks:
  why: { label: 理由, help: 写理由, required: true, long: true }
---
{{applicant.name}}：

{{ask.why}}

理由如下：{{ask.why}}

因{{ask.why}}，不予公开。

附件：
- {{ask.why}}
`
  test.each([
    ['甲', '甲。'],
    ['甲。', '甲。'],
    ['甲。。', '甲。'],
    ['甲；', '甲。'],
    ['甲，', '甲。'],
    ['甲（乙）', '甲（乙）。'],
    ['甲（乙。）', '甲（乙。）'],
    ['甲“乙”', '甲“乙”。'],
    ['甲！', '甲！'],
  ])('%s', (typed, whole) => {
    const { blocks, attachments } = compose(templateFrom(source), {
      ...{ agency: { name: '云溪区' }, applicant: { name: '张三' } },
      ask: { why: typed },
    })
    const inside = typed.replace(/[。；，]+$/, '')
    const texts = blocks.map((block) => 'text' in block && block.text)
    expect(texts).toEqual([whole, `理由如下：${whole}`, `因${inside}，不予公开。`])
    expect(attachments).toEqual([typed]) // a name is no sentence
  })

  test('of several lines the last: those before may be a list', () => {
    const { blocks } = compose(templateFrom(source), {
      ...{ agency: { name: '云溪区' }, applicant: { name: '张三' } },
      ask: { why: '1.甲；\n2.乙' },
    })
    expect(blocks.slice(0, 2)).toMatchObject([{ text: '1.甲；' }, { text: '2.乙。' }])
  })
})
