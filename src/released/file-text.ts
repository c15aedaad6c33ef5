/** The text of a file, to be searched for people: what its pages show and what an Office file keeps beside them. */
import { wordsInPdf } from '../documents/index.ts'
import { textOf } from '../files/text-probe.ts'
import type { Blobs } from '../ground/blobs.ts'
import { partsOf } from '../leaving/archive.ts'
import { Budget } from '../leaving/budget.ts'
import { isXml, tokensOf } from '../leaving/xml.ts'

/** Of a scan, a picture, an old format or a damaged file nothing can be searched: only eyes tell what it shows. */
export type FileText = string | undefined

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
/** What a document of the office unfolds to; what is larger is left to people. */
const UNFOLDED = 64 * 1024 * 1024
const PARTS = 5_000

/** The files that were read last: a decision reads them before its case is locked, and again behind the lock. */
const KEPT = 24
const MOST_KEPT = 8 * 1024 * 1024
const kept = new Map<string, FileText>()

/**
 * The text of a stored file, a line for each of its lines.
 * @param type as taking in has proven it
 * @returns undefined where it has none that can be read
 */
export async function textOfFile(blobs: Pick<Blobs, 'read'>, sha256: string, type: string): Promise<FileText> {
  const key = `${sha256} ${type}`
  if (kept.has(key)) return kept.get(key)
  const text = await readText(await blobs.read(sha256), type)
  kept.set(key, text)
  const sum = () => [...kept.values()].reduce((n, one) => n + (one?.length ?? 0), 0)
  while (kept.size > 1 && (kept.size > KEPT || sum() > MOST_KEPT)) kept.delete(kept.keys().next().value!)
  return text
}

/** The same of bytes in hand. */
export async function readText(content: Buffer, type: string): Promise<FileText> {
  try {
    if (type.startsWith('text/')) return textOf(content, type)
    if (type === 'application/pdf') return textOfPdf(await wordsInPdf(content))
    if (type.startsWith(OFFICE) || type === 'application/ofd') return textOfParts(content)
  } catch {
    // Damaged, locked, too large, or no poppler here: told as a file that nobody could search.
  }
  return undefined
}

/** Words that stand in one line of the page are one line; so much, in points, two lines of small print are apart. */
const APART = 3

function textOfPdf(bbox: string): FileText {
  let [text, word, inWord, y] = ['', '', false, Number.NEGATIVE_INFINITY]
  for (const token of tokensOf(Buffer.from(bbox.slice(bbox.indexOf('<html'))))) {
    if ('text' in token) {
      if (inWord) word += token.text
    } else if ('close' in token) {
      if (token.close !== 'word') continue
      text += `${word} `
      inWord = false
    } else if (token.open.name === 'word') {
      const top = Number(token.open.attributes.get('yMin'))
      if (Math.abs(top - y) > APART) text += '\n'
      y = top
      word = ''
      inWord = true
    }
  }
  return text.trim() ? text : undefined
}

/** Elements that hold what is read: runs of Word and of slides, strings and values of a sheet, text of an OFD page. */
const HOLDS = new Set(['t', 'v', 'TextCode', 'delText', 'instrText'])
/** After which another line begins, or another cell. */
const ENDS: Record<string, string> = { p: '\n', si: '\n', row: '\n', TextObject: '\n', tc: ' ', v: ' ', comment: '\n' }

function textOfParts(content: Buffer): FileText {
  let text = ''
  for (const [name, part] of Object.entries(partsOf(content, new Budget(UNFOLDED, PARTS)))) {
    if (!name.endsWith('.xml') || !isXml(part)) continue
    let within = 0
    for (const token of tokensOf(part)) {
      if ('text' in token) {
        if (within > 0) text += token.text
      } else if ('open' in token) {
        if (HOLDS.has(token.open.name)) within++
      } else {
        if (HOLDS.has(token.close)) within--
        text += ENDS[token.close] ?? ''
      }
    }
    text += '\n'
  }
  return text.trim() ? text : undefined
}
