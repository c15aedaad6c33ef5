/** Are two texts about the same words? Compared without case, marks and blanks, by what one holds of the other. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const pairs = (text: string): string[] => {
  const characters = [...text]
  return characters.slice(1).map((character, i) => characters[i]! + character)
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
