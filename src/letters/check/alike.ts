/** Are two texts about the same words? Compared without case, marks and blanks, by what one holds of the other. */
/** Letters and figures alone, in one form. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const pairs = (text: string): string[] => {
  const characters = [...text]
  return characters.slice(1).map((character, i) => characters[i]! + character)
}

/** What every request says, whatever it asks for. */
const COMMON =
  /政府信息公开|政府信息|信息公开|依法|申请人?|公开|提供|获取|复制|查阅|请|关于|有关|相关|全部|所有|贵机关|本机关|的|和|及|与|或者|信息|文件|材料|资料|内容|情况/g

/**
 * How much of what one request asks for stands in the other: the share of its pairs of characters, from 0 to 1; null where
 * it holds nothing but what every request says.
 */
export function sharedBy(one: string, other: string): number | null {
  const own = pairs(folded(one.replace(COMMON, '')))
  const all = new Set(pairs(folded(other.replace(COMMON, ''))))
  return own.length === 0 || all.size === 0 ? null : own.filter((pair) => all.has(pair)).length / own.length
}

/** Of a term that people shorten or turn around, so much is still found in the request. */
const MOST_OF = 0.5

/**
 * Does a search term occur in the request? It stands in one of its texts, holds a whole one (the title with a word
 * more), or most of its pairs of characters do.
 */
export function occursIn(term: string, texts: readonly string[]): boolean {
  const sought = folded(term)
  const known = texts.map(folded).filter((text) => text !== '')
  if (sought === '' || known.length === 0) return true // nothing that could be compared
  if (known.some((text) => text.includes(sought) || (text.length > 1 && sought.includes(text)))) return true
  const own = pairs(sought)
  const all = new Set(known.flatMap(pairs))
  return own.length > 1 && own.filter((pair) => all.has(pair)).length / own.length >= MOST_OF
}
