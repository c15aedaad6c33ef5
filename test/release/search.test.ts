/** Finding what is public: best first, whatever is typed; pages that hold still; addresses that can be kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bigramsOf, excerpt, fold, gistOf, indexQuestion, marked, wordsOf } from '../../src/ground/fold.ts'
import { publish } from '../../src/released/publish.ts'
import type { Topic } from '../../src/web/words/topics.ts'
import { send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
type Shown = { title: string; number?: string; summary?: string; topic?: Topic; agency?: string; on?: string }
const put = ({ title, number, summary = '', topic = 'other', agency = 'yunxi', on = '2026-01-05' }: Shown) =>
  office.sql.begin((tx) =>
    publish(tx, agency, { title, documentNumber: number ?? null, summary, topic, madeOn: null }, [], {
      ...{ on, by: 'staff:registrar', at: new Date(`${on}T10:00:00+08:00`) },
    }),
  )

const ROOM: Shown[] = [
  {
    title: '示例路危旧房改造补偿方案',
    number: '云政发〔2025〕12号',
    summary: '补偿标准。',
    topic: 'land',
    on: '2025-06-01',
  },
  { title: '危旧房普查汇总表', summary: '与补偿方案一并公布。', topic: 'housing', on: '2025-07-01' },
  { title: '学区划分办法', number: '补偿字〔2024〕3号', topic: 'education', agency: 'yunxi-jyj', on: '2024-05-05' },
  { title: '补偿', summary: '只有两个字的标题。', on: '2023-01-01' },
  { title: '姓名含罕见字的地名𬭎𠮷村规划', summary: '𬭎𠮷村位于区北。', topic: 'planning' },
  { title: '预算执行率 100% 的项目清单', summary: '含下划线 file_name 和 O’Brien 公司。', topic: 'budget' },
  { title: '云溪区 2025 年 ABC 工程', summary: 'Ａｂｃ工程的验收。', topic: 'transport' },
]

beforeAll(async () => {
  office = await openOffice()
  for (const shown of ROOM) await put(shown)
})
afterAll(() => office.close())

const ask = async (query: Record<string, string>) =>
  (await send(office.app, { url: `/api/v1/released?${new URLSearchParams(query)}` })).json
const titles = async (q: string, more: Record<string, string> = {}): Promise<string[]> =>
  (await ask({ q, ...more })).released.map(({ title }: { title: string }) => title)

describe('what is found, best first', () => {
  test.each([
    [
      'the whole title before others; title before 文号 before summary',
      '补偿',
      ['补偿', '示例路危旧房改造补偿方案', '学区划分办法', '危旧房普查汇总表'],
    ],
    ['every word must be found', '危旧房 补偿', ['示例路危旧房改造补偿方案', '危旧房普查汇总表']],
    ['in any order', '方案　示例路', ['示例路危旧房改造补偿方案']],
    ['part of a word', '旧房改', ['示例路危旧房改造补偿方案']],
    ['one sign', '罕', ['姓名含罕见字的地名𬭎𠮷村规划']],
    ['one rare sign', '𬭎', ['姓名含罕见字的地名𬭎𠮷村规划']],
    ['two rare characters', '𬭎𠮷', ['姓名含罕见字的地名𬭎𠮷村规划']],
    ['文号 with the brackets that a keyboard has', '云政发[2025]12号', ['示例路危旧房改造补偿方案']],
    ['文号 with round brackets', '云政发（2025）12', ['示例路危旧房改造补偿方案']],
    ['a title in its own quotes', '《学区划分办法》', ['学区划分办法']],
    ['small for capital, full width for half', 'ＡＢｃ', ['云溪区 2025 年 ABC 工程']],
    ['without the blanks of the layout', '云溪区2025年', ['云溪区 2025 年 ABC 工程']],
    ['what stands in no item', '飞碟', []],
    [
      'characters that stand together nowhere, though each pair does: the nearest',
      '补偿方案示例路',
      ['示例路危旧房改造补偿方案'],
    ],
    ['in a sentence', '请问危旧房怎么补偿？', ['示例路危旧房改造补偿方案', '危旧房普查汇总表']],
    ['by another name', '旧小区的危房普查', ['危旧房普查汇总表']],
    ['in traditional characters', '學區劃分', ['学区划分办法']],
    ['in English', 'school district', ['学区划分办法']],
  ])('%s: %s', async (_, q, expected) => {
    expect(await titles(q)).toEqual(expected)
  })

  test.each([
    ['%', ['预算执行率 100% 的项目清单']],
    ['100%', ['预算执行率 100% 的项目清单']],
    ['file_name', ['预算执行率 100% 的项目清单']],
    ['O’Brien', ['预算执行率 100% 的项目清单']],
    ["O'Brien", ['预算执行率 100% 的项目清单']],
    ['_', ['预算执行率 100% 的项目清单']],
  ])('characters that mean something to a database mean themselves: %s', async (q, expected) => {
    expect(await titles(q)).toEqual(expected)
  })

  test.each([
    "'",
    '"',
    '\\',
    "';--",
    ':*',
    '补:*',
    '!补偿',
    '(补偿',
    '补偿 | 学区',
    '补偿 & !学区',
    '<->',
    '{}',
    '补\u200b偿',
    '🀄',
    '\u{10ffff}',
    'a'.repeat(200),
    '补 '.repeat(99),
  ])('nothing that is typed breaks anything: %s', async (q) => {
    for (const url of [`/api/v1/released`, '/released', '/en/released', '/released.atom']) {
      const answer = await send(office.app, { url: `${url}?${new URLSearchParams({ q })}` })
      expect([200, 422], `${url} ${answer.text.slice(0, 200)}`).toContain(answer.status)
    }
  })

  test('a page leaves out of an address what it cannot mean', async () => {
    for (const query of [
      'topic=gossip',
      'year=soon',
      'agency=%27',
      'cursor=1_2026-02-31_2026-0001',
      'cursor=1_0000-01-01_2026-0001',
      'cursor=x',
      'q=a&q=b',
      'q=%00',
    ])
      expect((await send(office.app, { url: `/released?${query}` })).status, query).toBe(200)
  })
})

describe('filters', () => {
  test('by agency, topic and days', async () => {
    expect(await titles('', { agency: 'yunxi-jyj' })).toEqual(['学区划分办法'])
    expect(await titles('', { topic: 'land' })).toEqual(['示例路危旧房改造补偿方案'])
    expect(await titles('补偿', { from: '2025-01-01', to: '2025-06-30' })).toEqual(['示例路危旧房改造补偿方案'])
    expect(await titles('', { agency: 'nobody' })).toEqual([])
  })

  test('a page counts what each filter would leave, and keeps the others in its links', async () => {
    const { text } = await send(office.app, { url: '/released?q=%E8%A1%A5%E5%81%BF&topic=land' })
    expect(text).toContain('找到 1 条')
    expect(text).toMatch(/href="\/released\?q=%E8%A1%A5%E5%81%BF&amp;topic=education"/)
    expect(text).toContain('href="/released?q=%E8%A1%A5%E5%81%BF"')
    expect(text).toContain('<mark>补偿</mark>')
  })

  test('where nothing is found, the words go into the application', async () => {
    const { text } = await send(office.app, { url: '/released?q=%E9%A3%9E%E7%A2%9F&agency=yunxi-jyj' })
    expect(text).toContain('href="/apply?agency=yunxi-jyj&amp;title=%E9%A3%9E%E7%A2%9F"')
    const form = await send(office.app, { url: '/apply?agency=yunxi-jyj&title=%E9%A3%9E%E7%A2%9F%3Cb%3E' })
    expect(form.text).toMatch(/name="title"[^>]*value="飞碟&lt;b(>|&gt;)"|value="飞碟&lt;b(>|&gt;)"[^>]*name="title"/)
  })
})

describe('pages of a list', () => {
  test('each item once, in order, though something is published between two pages', async () => {
    for (let i = 1; i <= 45; i++)
      await put({ title: `翻页示例第${i}件`, on: `2025-0${(i % 3) + 1}-10`, ...(i % 2 && { summary: '翻页示例' }) })
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; ; page++) {
      const { released, next } = await ask({ q: '翻页', ...(cursor && { cursor }) })
      seen.push(...released.map(({ title }: { title: string }) => title))
      expect(released.length).toBeLessThanOrEqual(20)
      if (!next) break
      if (page === 0) await put({ title: '翻页中新公开的一件', on: '2026-02-01' })
      cursor = next
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })

  test('the page offers the next one and the way back', async () => {
    const first = await send(office.app, { url: '/released?q=%E7%BF%BB%E9%A1%B5' })
    const next = /href="([^"]+)" rel="next"/.exec(first.text)![1]!.replaceAll('&amp;', '&')
    const second = await send(office.app, { url: next })
    expect(second.text).toContain('回到第一页')
    expect(second.text).toContain('href="/released?q=%E7%BF%BB%E9%A1%B5"')
  })
})

describe('what somebody is about to ask', () => {
  const like = async (typed: string): Promise<string[]> =>
    (await ask({ like: typed })).released.map(({ title }: { title: string }) => title)

  test.each([
    ['the thing in other words', '我想申请公开示例路的危旧房改造补偿方案是多少', '示例路危旧房改造补偿方案'],
    ['the beginning of it', '学区划分', '学区划分办法'],
  ])('%s', async (_, typed, first) => {
    expect((await like(typed))[0]).toBe(first)
  })

  test('at most three, and nothing where little is shared or typed', async () => {
    expect(await like('翻页示例')).toHaveLength(3)
    expect(await like('补')).toEqual([])
    expect(await like('夜间施工噪声投诉处理记录')).toEqual([])
  })
})

describe('folding and marking', () => {
  test('what reads alike is alike', () => {
    expect(fold('云政发〔２０２５〕12號')).toBe('云政发(2025)12號')
    expect(fold('A\u200bB  C')).toBe('ab c')
    expect(fold('第 3 号，共 2 页')).toBe('第3号,共2页')
  })

  test('words, bigrams and the question to the index', () => {
    expect(wordsOf(' 《征收》 “补偿”，方案 征收 ')).toEqual(['征收', '补偿', '方案'])
    expect(bigramsOf('补偿 a\n𬭎')).toEqual(['补偿', '偿', 'a', '𬭎'])
    expect(indexQuestion(["a'b\\", '补'])).toBe("'a''' & '''b' & 'b\\\\' & '补':*")
    expect(gistOf('我想要申请公开电梯的补贴')).toEqual(['电梯', '补贴'])
  })

  test('marks stand where the words stood as written', () => {
    const marks = (text: string, q: string) =>
      marked(text, wordsOf(q))
        .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
        .join('')
    expect(marks('云溪区 2025 年 ＡＢＣ工程', '2025年 abc')).toBe('云溪区 [2025 年] [ＡＢＣ]工程')
    expect(marks('危旧房旧房', '旧房 危旧')).toBe('[危旧房旧房]')
    expect(marks('𬭎𠮷村', '𠮷')).toBe('𬭎[𠮷]村')
    expect(marks('云政发〔2025〕12号', '(2025)')).toBe('云政发[〔2025〕]12号')
  })

  test('an excerpt is cut around the hit, between characters', () => {
    const text = `${'前'.repeat(200)}𠮷补偿${'后'.repeat(200)}`
    const pieces = excerpt(text, ['补偿'])
    expect(pieces.map(({ text: piece }) => piece).join('')).toMatch(/^…前+𠮷补偿后+…$/)
    expect([...pieces.map(({ text: piece }) => piece).join('')].length).toBe(112)
  })
})

describe('the feed', () => {
  test('is Atom with ids that stay, links and days; what was withdrawn has left it', async () => {
    const { text, headers } = await send(office.app, { url: '/released.atom?topic=education' })
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const page =
      await office.sql`select xpath('//a:entry/a:id/text()', ${text}::xml, array[array['a','http://www.w3.org/2005/Atom']])::text as ids`
    expect(page[0]!.ids).toMatch(/^\{urn:uuid:[0-9a-f-]{36}\}$/)
    expect(text).toContain('<title>学区划分办法</title>')
    expect(text).toMatch(/<updated>2024-05-05T02:00:00\.000Z<\/updated>/)
    expect(text).toContain('href="https://gk.example.gov.cn/released/2024-0001"')
    expect(text).toContain(
      'rel="self" type="application/atom+xml" href="https://gk.example.gov.cn/released.atom?topic=education"',
    )
  })

  test('titles cannot break it', async () => {
    await put({ title: '<b>]]>&amp;“标题”\'"', summary: '</entry>', topic: 'safety' })
    const { text } = await send(office.app, { url: '/released.atom?topic=safety' })
    const [row] = await office.sql`
      select (xpath('//a:entry/a:title/text()', ${text}::xml, array[array['a','http://www.w3.org/2005/Atom']]))[1]::text as title`
    expect(row!.title).toContain('&lt;b&gt;')
  })

  test('an empty one is whole', async () => {
    const { status, text } = await send(office.app, { url: '/released.atom?topic=welfare' })
    expect([status, text.includes('<entry>')]).toEqual([200, false])
  })
})

describe('kept by readers, asked for again', () => {
  test.each(['/released', '/released/2024-0001', '/api/v1/released', '/released.atom', '/en/released/2024-0001'])(
    '%s',
    async (url) => {
      const first = await send(office.app, { url })
      const { etag, 'cache-control': kept } = first.headers
      expect(kept).toBe('public, no-cache')
      const again = await send(office.app, { url, headers: { 'if-none-match': String(etag) } })
      expect([again.status, again.text]).toEqual([304, ''])
    },
  )

  test('an address that never was', async () => {
    for (const id of ['2026-9999', 'x', '2026-0001%27', '2026-00010000000000'])
      expect((await send(office.app, { url: `/released/${id}` })).status, id).toBe(404)
  })
})

test('where nothing is found, a link leads out of each filter', async () => {
  const url = `/released?${new URLSearchParams({ q: '火星校车线路', topic: 'housing', agency: 'yunxi' })}`
  const { text } = await send(office.app, { url })
  const q = `q=${encodeURIComponent('火星校车线路')}`
  expect(text).toContain(`<a href="/released?${q}&amp;topic=housing">在全部机关中查找</a>`)
  expect(text).toContain(`<a href="/released?${q}&amp;agency=yunxi">在全部主题中查找</a>`)
})
