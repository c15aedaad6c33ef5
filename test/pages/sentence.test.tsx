/** English pages say what the house says in English, and mark what stays Chinese, so that it is read aloud right. */
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { html, Page } from '../../src/web/page.tsx'
import { Sentence, Verbatim } from '../../src/web/parts/sentence.tsx'
import { en } from '../../src/web/words/en.ts'
import { sentence } from '../../src/web/words/sentences.ts'
import { zh } from '../../src/web/words/zh.ts'
import { pages, visitIn } from './every-page.tsx'
import { unmarked } from './markup.ts'

const within = (words: typeof en, what: Parameters<typeof render>[0]): string => {
  const page = render(<Page {...{ title: 'x', visit: visitIn(words) }}>{what}</Page>)
  return page.split('tabindex="-1">')[1]!.split('</main>')[0]!
}

test('a sentence of the house in the language of the page', () => {
  expect(within(en, <Sentence>请填写</Sentence>)).toBe('Please fill this in')
  expect(within(zh, <Sentence>请填写</Sentence>)).toBe('请填写')
  expect(render(<Sentence>请填写</Sentence>), 'without a page').toBe('请填写')
})

test('what people wrote stays and is marked, with the marks that belong to it', () => {
  expect(within(en, <Verbatim>请填写</Verbatim>)).toBe('<span lang="zh-CN">请填写</span>')
  expect(within(en, <Sentence>{sentence('file.empty', { name: '授权书.pdf' })}</Sentence>)).toBe(
    '“<span lang="zh-CN">授权书</span>.pdf” is empty',
  )
  expect(within(en, <Sentence>{sentence('letter.titled', { title: '自订通知' })}</Sentence>)).toBe(
    '“<span lang="zh-CN">自订通知</span>”',
  )
  expect(within(en, <Verbatim>青公开申〔2026〕17号</Verbatim>)).toBe('<span lang="zh-CN">青公开申〔2026〕17号</span>')
  expect(within(en, <Verbatim>2026年学区划分</Verbatim>)).toBe('<span lang="zh-CN">2026年学区划分</span>')
  expect(within(zh, <Verbatim>授权书.pdf</Verbatim>)).toBe('授权书.pdf')
  expect(within(en, <Verbatim>{'<b>甲</b>'}</Verbatim>)).toBe('&lt;b><span lang="zh-CN">甲</span>&lt;/b>')
})

describe('every English page', () => {
  const english = Object.entries(pages(en)).filter(([, page]) => html(page).includes('<html lang="en"'))

  test.each(english)('%s', (_name, page) => {
    expect(unmarked(html(page)).filter((text) => !GIVEN.includes(text))).toEqual([])
  })
})

/** Filters of the reading room: routes give them in the language of the page, samples in Chinese. */
const GIVEN = [...Object.values(zh.released.topics), '2026年']
