/**
 * How the statutes are built, and how letters cite them. The regulation: 国务院令第711号 as promulgated on 2019-04-03,
 * counted article by article in its full text. 行政复议法 as revised on 2023-09-01; 行政诉讼法 as amended in 2017: the
 * number of articles, and the paragraphs of those that letters cite.
 */
import { numberIn } from './tokens.ts'

/** The number of paragraphs, then the items under a paragraph: `[2, { 2: 3 }]` is two paragraphs, three items under the second. */
type Built = readonly [paragraphs: number, items?: Readonly<Record<number, number>>]

type Statute = {
  zh: string
  articles: number
  /** Articles of one paragraph without items are left out, or, with `partial`, articles that nobody counted. */
  built: Readonly<Record<number, Built>>
  partial?: true
}

const REGULATION: Statute = {
  zh: '《政府信息公开条例》',
  articles: 56,
  built: {
    3: [4],
    4: [2, { 2: 5 }],
    6: [2],
    10: [3],
    11: [2],
    12: [3],
    13: [2],
    16: [2],
    17: [3],
    20: [1, { 1: 15 }],
    25: [3],
    29: [2, { 2: 3 }],
    31: [1, { 1: 3 }],
    33: [3],
    36: [1, { 1: 7 }],
    39: [2],
    42: [2],
    44: [2],
    47: [2],
    49: [2],
    50: [2, { 1: 5 }],
    53: [1, { 1: 3 }],
    55: [2],
  },
}

const RECONSIDERATION: Statute = {
  zh: '《行政复议法》',
  articles: 90,
  partial: true,
  built: {
    11: [1, { 1: 15 }],
    20: [3],
    21: [1],
    22: [4],
    23: [2, { 1: 5 }],
    24: [4, { 1: 4 }],
    25: [1, { 1: 3 }],
    26: [1],
    27: [1],
    28: [1],
    29: [2],
    34: [1],
  },
}

const LITIGATION: Statute = {
  zh: '《行政诉讼法》',
  articles: 103,
  partial: true,
  built: { 14: [1], 15: [1, { 1: 4 }], 44: [2], 45: [1], 46: [2], 47: [2] },
}

export const STATUTES = { regulation: REGULATION, reconsideration: RECONSIDERATION, litigation: LITIGATION } as const
export type StatuteName = keyof typeof STATUTES

export type Citation = {
  statute: StatuteName
  article: number
  paragraph: number | null
  item: number | null
  /** As written, from 第 on. */
  text: string
}

const N = '[一二三四五六七八九十百零〇两0-9０-９]+'
const NAMES: Record<StatuteName, string> = {
  // 广东省政府信息公开条例 is another one, with articles of its own.
  regulation: '《(?:中华人民共和国)?政府信息公开条例》|(?:中华人民共和国)?(?<![省市区州县])政府信息公开条例|《条例》',
  reconsideration: '《(?:中华人民共和国)?行政复议法》|(?:中华人民共和国)?行政复议法',
  litigation: '《(?:中华人民共和国)?行政诉讼法》|(?:中华人民共和国)?行政诉讼法',
}
const PLACE = `第${N}(?:条|款|项)|第?[（(]${N}[）)]项?`
const CHAIN = new RegExp(`^(?:（[^）]*）|\\([^)]*\\))?((?:(?:、|和|及|以及|或者|与|至|，)?(?:${PLACE}))+)`)
const NAME = new RegExp(
  Object.values(NAMES)
    .map((names) => `(${names})`)
    .join('|'),
  'g',
)

/** Every 条、款、项 of the three statutes that a text cites; each enumeration belongs to the name before it. */
export function citationsIn(text: string): Citation[] {
  // 《条例》 may have been introduced for another regulation: then it is not ours.
  const foreign = /《(?![^》]{0,100}政府信息公开条例)[^》]{1,100}》（[^）]{0,100}以下(?:简称|称)《条例》）/.test(text)
  return [...text.matchAll(NAME)].flatMap((match) => {
    const statute = (Object.keys(NAMES) as StatuteName[])[match.slice(1).findIndex((group) => group !== undefined)]!
    if (match[0] === '《条例》' && foreign) return []
    const chain = CHAIN.exec(text.slice(match.index + match[0].length))
    return chain ? placesIn(chain[1]!, statute) : []
  })
}

function placesIn(chain: string, statute: StatuteName): Citation[] {
  const cited: Citation[] = []
  let to = false
  for (const [mark] of chain.matchAll(new RegExp(`${PLACE}|至`, 'g'))) {
    if (mark === '至') {
      to = true
      continue
    }
    const n = numberIn(mark.replace(/[第条款项（）()]/g, ''))
    const before = cited.at(-1)
    if (mark.endsWith('条')) {
      // 第十四条至第十六条: those between are cited as well.
      if (to && before)
        for (let i = before.article + 1; i < n; i++)
          cited.push({ statute, article: i, paragraph: null, item: null, text: `第${i}条` })
      cited.push({ statute, article: n, paragraph: null, item: null, text: mark })
    } else if (before) {
      const paragraph = mark.endsWith('款')
      const deeper = paragraph ? before.paragraph === null && before.item === null : before.item === null
      const next = {
        ...before,
        ...(paragraph ? { paragraph: n, item: null } : { item: n }),
        text: deeper ? before.text + mark : `第${before.article}条…${mark}`,
      }
      if (deeper) cited[cited.length - 1] = next
      else cited.push(next)
    }
    to = false
  }
  return cited
}

/** Why a cited place does not exist, or null. */
export function missing({ statute, article, paragraph, item }: Citation): string | null {
  const { zh, articles, built, partial } = STATUTES[statute]
  if (!(article >= 1 && article <= articles)) return `${zh}共${articles}条，没有第${article}条`
  if (partial && !built[article]) return null
  const [paragraphs, items = {}] = built[article] ?? [1]
  if (paragraph !== null && !(paragraph >= 1 && paragraph <= paragraphs))
    return `${zh}第${article}条共${paragraphs}款，没有第${paragraph}款`
  if (item === null) return null
  const most = paragraph === null ? Math.max(0, ...Object.values(items)) : (items[paragraph] ?? 0)
  if (item >= 1 && item <= most) return null
  const where = `${zh}第${article}条${paragraph === null ? '' : `第${paragraph}款`}`
  return most === 0 ? `${where}不分项，没有第（${item}）项` : `${where}共${most}项，没有第（${item}）项`
}

/** A place as the rules of workflows/statute/outcomes.yaml name it: 条例第三十六条第（三）项. */
export const placeIn = (article: string): Citation | undefined =>
  citationsIn(article.replace(/^条例/, '政府信息公开条例'))[0]

/** Does `cited` name at least what `wanted` asks for? 第三十六条第一款第（三）项 also names 第三十六条第（三）项. */
export const names = (cited: Citation, wanted: Citation): boolean =>
  cited.statute === wanted.statute &&
  cited.article === wanted.article &&
  (wanted.paragraph === null || cited.paragraph === wanted.paragraph) &&
  (wanted.item === null || cited.item === wanted.item)
