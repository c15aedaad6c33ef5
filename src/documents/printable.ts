/** Makes words from outside fit to print. Same input, same output; nothing in them can become layout or a blank. */

/** A quotation this long fills a page and a half; the application form in the file has the rest. */
export const QUOTE_LIMIT = 1000
const REST = '……（全文见申请表）'

const LINE_ENDS = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g

/** Before a suffix of Mongolian: a narrow space that is no end of a word. */
export const SUFFIX = '\u202f'
const SPACES = /(?!(?<=\p{Script=Mongolian})\u202f(?=\p{Script=Mongolian}))\s+/gu
/** Behind a letter of Mongolian, variation selectors and the separator of vowels say which form it has. */
const UNSEEN = /(?!(?<=\p{Script=Mongolian})[\u180b-\u180f])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/**
 * Gone: control characters, marks that reverse the direction of reading, invisible joiners and variation selectors.
 * Visible as U+FFFD: half of a surrogate pair. One space: any run of spaces and tabs, the full-width one included. Within words of
 * Mongolian what gives its letters their form stays.
 */
export function printableLines(words: string): string[] {
  return words
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .split('\n')
    .map((line) =>
      line
        .replace(SPACES, ' ')
        .replace(UNSEEN, '')
        .replace(/[^\p{M}]\p{M}+/gu, (marked) => marked.normalize('NFC'))
        .trim(),
    )
    .filter((line) => line !== '')
}

/** Words of Mongolian for fonts that lack its letters: as they were printed before any had them, sign by sign. */
export const unformed = (words: string): string => words.replace(/[\u180b-\u180f]/g, '').replaceAll(SUFFIX, ' ')

/** On one line: a citizen's line break stays inside its paragraph. */
export const printable = (words: string): string => printableLines(words).join(' ')

/** Between “ and ”: the inner marks become single ones (GB/T 15834), so that no quotation can end itself. */
export const quoted = (words: string): string => words.replaceAll('“', '‘').replaceAll('”', '’')

/** What closes a sentence, with the quotation or bracket around it. */
const CLOSED = /[。！？!?.…：:][”’」』）)]*$/u

/** A text that stands for itself ends its last sentence, once: whoever typed it may have left a comma there, or nothing. */
export function ended(words: string): string {
  const text = words
    .trim()
    .replace(/(?<![，、；,;\s])[，、；,;\s]+$/u, '')
    .replace(/(?<!。)。{2,}$/u, '。')
  return text === '' || CLOSED.test(text) ? text : `${text}。`
}

export function shortened(words: string, limit = QUOTE_LIMIT): string {
  const characters = Array.from(words)
  return characters.length > limit ? characters.slice(0, limit).join('') + REST : words
}
