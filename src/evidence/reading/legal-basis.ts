/**
 * 法律依据目录 (行政诉讼法第六十七条, 行政复议法第四十八条): each article that the facts, the letters and the reasons rest on, with
 * its text in force on the day of the reply where the house carries it. What it does not carry is named.
 */
import { answersOf } from '../../../workflows/disclosure/answers.ts'
import type { Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { textOf } from '../../documents/index.ts'
import { type StatuteText, statuteOn } from '../../ground/statute-texts.ts'
import { draftIn } from '../../ledger/case-file.ts'
import { citationsIn, type StatuteName } from '../../letters/check/statutes.ts'
import { numeral } from '../../letters/check/tokens.ts'
import { CLOSED_UNDER } from '../audience/slips.ts'
import { clockAt } from './day-count.ts'
import type { Exhibit } from './exhibit.ts'
import type { OnFile } from './on-file.ts'

/** `text` null: the house has none. */
export type Article = { place: string; text: string | null }
export type Basis = {
  /** 《中华人民共和国政府信息公开条例》. */
  name: string
  /** Which edition the text is of; null where there is no text. */
  edition: string | null
  articles: Article[]
}

const CITED: Record<StatuteName, string> = {
  regulation: '政府信息公开条例',
  reconsideration: '行政复议法',
  litigation: '行政诉讼法',
}
const OTHER_NAMES: Record<StatuteName, string> = {
  regulation: '中华人民共和国政府信息公开条例',
  reconsideration: '中华人民共和国行政复议法',
  litigation: '中华人民共和国行政诉讼法',
}

export function legalBasisOf(on: OnFile, exhibits: readonly Exhibit[]): Basis[] {
  const texts = textsOf(on, exhibits)
  const ours = texts.flatMap((text) => citationsIn(text))
  const basis = (Object.keys(CITED) as StatuteName[]).flatMap((statute): Basis[] => {
    const numbers = [...new Set(ours.filter((each) => each.statute === statute).map(({ article }) => article))]
    if (numbers.length === 0) return []
    const edition = statuteOn(CITED[statute], on.lawOn)
    return [
      {
        name: `《${edition?.name ?? OTHER_NAMES[statute]}》`,
        edition: edition ? editionOf(edition) : null,
        articles: numbers
          .toSorted((a, b) => a - b)
          .map((n) => ({ place: placeOf(n), text: edition?.articles[n] ?? null })),
      },
    ]
  })
  return [...basis, ...others(texts)]
}

const placeOf = (n: number) => (n < 100 ? `第${numeral(n)}条` : `第${n}条`)

const editionOf = ({ edition, inForce }: StatuteText) => `${edition}，自${dayOf(inForce)}起施行`
const dayOf = (on: Day) => `${Number(on.slice(0, 4))}年${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`

/** In the lists the Regulations are short for those that every letter names in full. */
const full = (article: string) => article.replace(/(^|[、；，])条例(?=第)/g, '$1政府信息公开条例')

/** Who has to prove what of a reply (法释〔2025〕8号, in force 2025-06-01), and until when it may be complained of. */
function burdens(on: OnFile): string[] {
  if (!on.replied) return []
  const draft = draftIn(on.file.facts)
  const isSecret = draft !== undefined && answersOf(draft).some(({ outcome }) => HARM.includes(outcome))
  const litigation = on.lawOn < '2025-06-01' ? [] : [`法释〔2025〕8号第五条${isSecret ? '、第六条' : ''}`]
  return [...litigation, '行政复议法第二十条']
}
const HARM: readonly Outcome[] = ['stateSecret', 'safetyAndStability']

/** Whatever may cite: the lists' own articles, the count of days, the letters as they were issued, the reasons as they were drafted. */
function textsOf(on: OnFile, exhibits: readonly Exhibit[]): string[] {
  const articles = exhibits.flatMap(({ article, summary }) => [
    full(article),
    ...(summary.includes(CLOSED_UNDER) ? [CLOSED_UNDER] : []),
  ])
  const letters = on.letters
    .filter(({ voidedFor }) => !voidedFor)
    .flatMap(({ id }) => {
      const words = on.words.get(id)
      return words ? [textOf(words.letter).join('\n')] : []
    })
  const counted = clockAt(on).steps.map(({ article }) => full(article))
  const drafts = on.told.flatMap(({ fact }) => (fact.type === 'replyDrafted' ? answersOf(fact) : []))
  const reasons = drafts.flatMap(({ fields }) => Object.values(fields))
  return [...articles, ...counted, ...burdens(on), ...letters, ...reasons].filter(
    (text): text is string => typeof text === 'string',
  )
}

const N = '[一二三四五六七八九十百零〇0-9]+'
const PLACES = `第${N}条(?:(?:之${N})?(?:第${N}款)?(?:第（${N}）项|第${N}项)?)(?:(?:、|和|至)第${N}(?:条|款)(?:第${N}款)?(?:第（${N}）项)?)*`
const NAMED = new RegExp(`《([^《》]{2,60})》(?:（[^（）]{0,60}）)?(${PLACES})`, 'g')
const NUMBERED = new RegExp(`((?:国办函|国办公开办函|国办发明电|法释|苏政办函|国发)〔\\d{4}〕\\d+号)(${PLACES})?`, 'g')
const KNOWN = ['条例', ...Object.values(CITED), ...Object.values(OTHER_NAMES)]

/** Other laws by their names, and documents by their numbers: named, for the house carries no text of them. */
function others(texts: readonly string[]): Basis[] {
  const found = new Map<string, Set<string>>()
  const add = (name: string, place: string) => found.set(name, (found.get(name) ?? new Set()).add(place))
  for (const text of texts) {
    for (const [, name, place] of text.matchAll(NAMED)) if (!KNOWN.includes(name!)) add(`《${name}》`, place!)
    for (const [, number, place] of text.matchAll(NUMBERED)) add(number!, place ?? '')
  }
  return [...found]
    .map(([name, places]): Basis => {
      const said = [...places].filter(Boolean).sort()
      const all = said.length > 0 ? said : ['']
      return { name, edition: null, articles: all.map((place) => ({ place, text: null })) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
