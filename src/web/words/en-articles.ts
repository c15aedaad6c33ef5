/** Articles of law as English cites them: 条例第三十三条第二款 is “Regulations, Article 33, paragraph 2”. */

/** Documents by number keep their name in letters, so that they can be found. */
const ISSUERS: Record<string, string> = {
  国办函: 'State Council General Office, Guo Ban Han',
  国办发明电: 'State Council General Office, Guo Ban Fa Ming Dian',
  国办公开办函: 'State Council General Office, Guo Ban Gong Kai Ban Han',
  苏政办函: 'Jiangsu Provincial People’s Government General Office, Su Zheng Ban Han',
  法释: 'Supreme People’s Court, Fa Shi',
}

const INSTRUMENTS: Record<string, string> = {
  条例: 'Regulations',
  党政机关公文处理工作条例: 'Regulations on Official Documents of Party and Government Organs',
  行政复议法: 'Administrative Reconsideration Law',
  '行政复议法（2017年修正）': 'Administrative Reconsideration Law (as amended in 2017)',
  行政诉讼法: 'Administrative Litigation Law',
  档案法: 'Archives Law',
  '民事诉讼法（2017年修正）': 'Civil Procedure Law (as amended in 2017)',
  民事诉讼法: 'Civil Procedure Law',
  民法典: 'Civil Code',
  '《全国年节及纪念日放假办法》': 'Regulations on Public Holidays for Festivals and Memorial Days',
  国务院办公厅节假日安排通知: 'State Council General Office, holiday notices',
}

const TENS = '一二三四五六七八九十'

/** 三十三 → 33, 一百七十四 → 174, as far as articles and terms go: to 999. */
function whole(chinese: string): number {
  const [hundreds, rest] = chinese.includes('百') ? chinese.split('百') : [undefined, chinese]
  return (hundreds ? (TENS.indexOf(hundreds) + 1) * 100 : 0) + belowHundred((rest ?? '').replace(/^零/, ''))
}

function belowHundred(chinese: string): number {
  const [tens, ones] = chinese.includes('十') ? chinese.split('十') : ['零', chinese]
  const digit = (character: string | undefined, empty: number) => (character ? TENS.indexOf(character) + 1 : empty)
  return digit(tens, 1) * 10 + digit(ones, 0)
}

const NUMBER = `[${TENS}百零]+`
const PLACE = new RegExp(`^第(${NUMBER})条(?:第(${NUMBER})款)?(?:第（(${NUMBER})）项)?$`)
const NUMBERED = /^(\p{Script=Han}+)〔(\d{4})〕(\d+)号/u
const NOTICE = /^国务院办公厅关于(\d{4})年部分节假日安排的通知/

/** The instrument at the beginning of a part, and what is left of it. */
function instrument(part: string): { name: string; rest: string } | null {
  const [notice, year] = NOTICE.exec(part) ?? []
  if (notice)
    return { name: `State Council General Office, holiday notice for ${year}`, rest: part.slice(notice.length) }
  const [number, issuer = '', of, n] = NUMBERED.exec(part) ?? []
  if (number && ISSUERS[issuer]) return { name: `${ISSUERS[issuer]} [${of}] No. ${n}`, rest: part.slice(number.length) }
  const [title] = /^[^第]+/.exec(part) ?? ['']
  return INSTRUMENTS[title] ? { name: INSTRUMENTS[title], rest: part.slice(title.length) } : null
}

function place(text: string): string | null {
  const [, article, paragraph, item] = PLACE.exec(text) ?? []
  if (!article) return null
  const within = [paragraph && `paragraph ${whole(paragraph)}`, item && `item (${whole(item)})`].filter(Boolean)
  return [String(whole(article)), ...within].join(', ')
}

/** 第二十三条至第二十八条 → “23 to 28”. */
function places(text: string): string | null {
  const ends = text.split('至').map(place)
  return ends.includes(null) ? null : ends.join(' to ')
}

const listed = (all: readonly string[]) =>
  all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all.join('')

type Cited = { name: string; articles: string[] }

const inWords = ({ name, articles }: Cited): string => {
  if (articles.length === 0) return name
  if (articles.some((one) => one.includes('paragraph') || one.includes('item')))
    return `${name}, ${articles.map((one) => `Article ${one}`).join('; ')}`
  return `${name}, ${articles.length > 1 || articles[0]!.includes(' to ') ? 'Articles' : 'Article'} ${listed(articles)}`
}

/** A list of articles in English; null where the text is none. */
export function cite(text: string): string | null {
  const all: Cited[] = []
  for (const part of text.split(/[、，]/)) {
    const named = instrument(part)
    if (named) all.push({ name: named.name, articles: [] })
    const rest = named ? named.rest : part
    if (named && rest === '') continue
    const article = places(rest)
    if (article === null || all.length === 0) return null
    all.at(-1)!.articles.push(article)
  }
  return all.map(inWords).join('; ')
}
