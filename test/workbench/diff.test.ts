/** The comparison that a lawyer relies on: nothing that changed is hidden, and both texts can be read back from it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, type DiffLine, difference, diffLines } from '../../src/ground/diff.ts'

const side = (lines: DiffLine[], mine: 'gone' | 'new') =>
  lines
    .filter(({ kind }) => kind === 'same' || kind === mine)
    .map((line) => (line.kind === 'same' ? line.text : line.pieces.map(({ text }) => text).join('')))
    .join('\n')

describe('lines', () => {
  test('equal texts have no change', () => {
    expect(diffLines('甲\n乙', '甲\n乙').every(({ kind }) => kind === 'same')).toBe(true)
  })

  test('a changed item in a citation is the only thing marked', () => {
    const [before, after] = diffLines('依照第三十六条第（四）项。', '依照第三十六条第（五）项。')
    expect(before).toEqual({
      kind: 'gone',
      at: 1,
      pieces: [
        { text: '依照第三十六条第（', changed: false },
        { text: '四', changed: true },
        { text: '）项。', changed: false },
      ],
    })
    expect(after).toMatchObject({ kind: 'new', at: 1, pieces: [{}, { text: '五', changed: true }, {}] })
  })

  test('a blank is one word', () => {
    const [before] = diffLines('检索范围：{{search.places}}。', '检索范围：{{search.terms}}。')
    expect(before).toMatchObject({ pieces: [{}, { text: '{{search.places}}', changed: true }, {}] })
  })

  test('a line put in between is new, and the numbers go on', () => {
    expect(diffLines('甲\n丙', '甲\n乙\n丙')).toEqual([
      { kind: 'same', text: '甲', before: 1, after: 1 },
      { kind: 'new', at: 2, pieces: [{ text: '乙', changed: true }] },
      { kind: 'same', text: '丙', before: 2, after: 3 },
    ])
  })

  test('the number of the version is no change of the words', () => {
    expect(
      changesBetween('id: a\nversion: 1\n正文', 'id: a\nversion: 2\n正文').every(({ kind }) => kind === 'same'),
    ).toBe(true)
  })
})

const text = fc.array(fc.constantFrom('甲', '乙', '{{a.b}}', '', '甲乙丙', '丙12', '<b>'), { maxLength: 12 })

test('both texts can be read back, whatever they are', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const lines = diffLines(a.join('\n'), b.join('\n'))
      expect(side(lines, 'gone')).toBe(a.join('\n'))
      expect(side(lines, 'new')).toBe(b.join('\n'))
    }),
    { numRuns: 500 },
  )
})

test('what is common is the longest that can be', () => {
  const longest = (a: string[], b: string[]): number => {
    if (a.length === 0 || b.length === 0) return 0
    const [x, ...restA] = a
    const [y, ...restB] = b
    return x === y ? 1 + longest(restA, restB) : Math.max(longest(restA, b), longest(a, restB))
  }
  const few = fc.array(fc.constantFrom('甲', '乙', '丙'), { maxLength: 7 })
  fc.assert(
    fc.property(few, few, (a, b) => {
      expect(difference(a, b).filter(({ kind }) => kind === 'same').length).toBe(longest(a, b))
    }),
    { numRuns: 300 },
  )
})

test('two texts that share next to nothing are not searched for it beyond two thousand edits', () => {
  const lines = (mark: string, length: number) => [...Array.from({ length }, (_, i) => `${mark}${i}`), 'common']
  const kinds = (length: number) => difference(lines('a', length), lines('b', length)).map(({ kind }) => kind)
  expect(kinds(1_000).at(-1)).toBe('same')
  expect(kinds(1_001)).toEqual([...Array(1_002).fill('gone'), ...Array(1_002).fill('new')])
})

describe('Chinese is compared by characters', () => {
  const marked = (line: DiffLine | undefined) =>
    line?.kind === 'same' ? line.text : line?.pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('')

  test.each([
    [
      '自收到本答复之日起六十日内',
      '自收到本答复之日起六个月内',
      '自收到本答复之日起六[十日]内',
      '自收到本答复之日起六[个月]内',
    ],
    ['逾期不补正的，视为放弃', '逾期未补正的，视为放弃', '逾期[不]补正的，视为放弃', '逾期[未]补正的，视为放弃'],
    ['期限为7个工作日', '期限为15个工作日', '期限为[7]个工作日', '期限为[15]个工作日'],
    ['本机关予以公开。', '本机关决定予以公开。', '本机关予以公开。', '本机关[决定]予以公开。'],
  ])('%s', (before, after, gone, now) => {
    expect(diffLines(before, after).map(marked)).toEqual([gone, now])
  })

  test('lines that share too little are marked whole', () => {
    expect(diffLines('同意公开', '请说明理由').map(marked)).toEqual(['[同意公开]', '[请说明理由]'])
  })
})
