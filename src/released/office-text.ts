/** The text in the parts of an Office file or an OFD: the cells of a row are one line, for numbers are written a digit to a cell. */
import { setImmediate as turn } from 'node:timers/promises'
import { partsOf } from '../leaving/archive.ts'
import { Budget } from '../leaving/budget.ts'
import { isXml, type Opening, tokensOf } from '../leaving/xml.ts'
import { MOST_TEXT, Steps } from './read-in-steps.ts'

/** What a document of the office unfolds to; what is larger is left to people. */
const UNFOLDED = 64 * 1024 * 1024
const PARTS = 5_000
/** So many bytes of its XML are read, all parts together. */
const MOST_XML = 24 * 1024 * 1024

/** Elements that hold what is read: runs of Word and of slides, strings and values of a sheet, text of an OFD page. */
const HOLDS = new Set(['t', 'v', 'TextCode', 'delText', 'instrText'])
/** After which another line begins, or another cell. */
const ENDS: Record<string, string> = {
  ...{ p: '\n', br: '\n', cr: '\n', tr: '\n', si: '\n', row: '\n', comment: '\n' },
  ...{ tab: ' ', tc: ' ', v: ' ', is: ' ' },
}

/** @throws where it is damaged, or unfolds to more than a document */
export async function textOfParts(content: Buffer): Promise<{ text: string; isCut: boolean }> {
  const reader = new Reader()
  const parts = Object.entries(partsOf(content, new Budget(UNFOLDED, PARTS)))
  // A sheet names its strings by their number, so they are read before it.
  const isStrings = ([name]: [string, unknown]) => name.endsWith('/sharedStrings.xml')
  for (const [name, part] of [...parts.filter(isStrings), ...parts.filter((one) => !isStrings(one))])
    if (name.endsWith('.xml') && isXml(part)) await reader.read(part, isStrings([name, part]))
  return { text: reader.text, isCut: reader.isCut }
}

class Reader {
  text = ''
  isCut = false
  #steps = new Steps()
  #left = MOST_XML
  #strings: string[] = []

  async read(whole: Uint8Array, areStrings: boolean): Promise<void> {
    if (this.isCut) return
    const isLong = whole.length > this.#left
    const part = isLong ? whole.subarray(0, Math.max(0, whole.lastIndexOf(0x3c, this.#left))) : whole
    this.#left -= part.length
    try {
      await this.#words(part, areStrings)
    } catch (error) {
      if (!isLong) throw error // of one that is long no end was read
    }
    this.isCut ||= isLong
    this.text += '\n'
  }

  async #words(part: Uint8Array, areStrings: boolean): Promise<void> {
    let [within, cells, isNumbered, row, began] = [0, 0, false, '', this.text.length]
    for (const token of tokensOf(part)) {
      if (this.#steps.isDue()) await turn()
      if (this.text.length > MOST_TEXT || this.#steps.areTooMany) {
        this.isCut = true
        this.text = this.text.slice(0, MOST_TEXT)
        return
      }
      if ('text' in token) {
        if (within > 0) this.text += (isNumbered && this.#strings[Number(token.text)]) || token.text
      } else if ('open' in token) {
        const { name, attributes } = token.open
        if (HOLDS.has(name)) within++
        if (name === 'tc') cells++
        if (name === 'c') isNumbered = attributes.get('t') === 's'
        if (name === 'TextObject') {
          const top = topOf(attributes)
          this.text += top === row ? ' ' : '\n'
          row = top
        }
      } else {
        if (HOLDS.has(token.close)) within--
        if (token.close === 'tc') cells--
        if (token.close === 'c') isNumbered = false
        this.text += cells > 0 && token.close === 'p' ? ' ' : (ENDS[token.close] ?? '')
        if (areStrings && token.close === 'si') {
          this.#strings.push(this.text.slice(began).trim())
          began = this.text.length
        }
      }
    }
  }
}

/** Where a piece of text of an OFD page stands: those of one height are of one line. */
const topOf = (attributes: Opening['attributes']) =>
  (attributes.get('Boundary') ?? '').trim().split(' ', 2)[1]?.split('.')[0] ?? ''
