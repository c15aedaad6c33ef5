/** The text of a file, to be searched for people: what its pages show and what an Office file keeps beside them. */
import { setImmediate as turn } from 'node:timers/promises'
import { wordsInPdf } from '../documents/index.ts'
import { textOf } from '../files/text-probe.ts'
import type { Blobs } from '../ground/blobs.ts'
import { tokensOf } from '../leaving/xml.ts'
import { textOfParts } from './office-text.ts'
import { MOST_TEXT, Steps } from './read-in-steps.ts'

/**
 * `isCut`: it holds more than is searched. `unread`: the pages of a PDF, from 1, on which no words stand. Undefined: of a scan, a
 * picture, an old format or a damaged file nothing can be searched, and only eyes tell what it shows.
 */
export type FileText = { text: string; isCut: boolean; unread: readonly number[] } | undefined

const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/** The files that were read last: a decision reads them before its case is locked, and again behind the lock. */
const KEPT = 24
const MOST_KEPT = 4 * MOST_TEXT
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
  const sum = () => [...kept.values()].reduce((n, one) => n + (one?.text.length ?? 0), 0)
  while (kept.size > 1 && (kept.size > KEPT || sum() > MOST_KEPT)) kept.delete(kept.keys().next().value!)
  return text
}

/** The same of bytes in hand. */
export async function readText(content: Buffer, type: string): Promise<FileText> {
  try {
    if (type.startsWith('text/')) return plainText(textOf(content, type), type)
    if (type === 'application/pdf') return await textOfPdf(await wordsInPdf(content))
    if (type.startsWith(OFFICE) || type === 'application/ofd') {
      const { text, isCut } = await textOfParts(content)
      return text.trim() || isCut ? { text, isCut, unread: [] } : undefined
    }
  } catch {
    // Damaged, locked, too large, or no poppler here: told as a file that nobody could search.
  }
  return undefined
}

/** A comma between two cells of one character each: a number is written one digit to a cell. */
const ONE_EACH = /(?<=(?:^|,)\w),(?=\w(?:,|\r?$))/gm

function plainText(whole: string, type: string): FileText {
  const text = whole.slice(0, MOST_TEXT)
  const isCut = whole.length > MOST_TEXT
  return { text: type.startsWith('text/csv') ? text.replace(ONE_EACH, ' ') : text, isCut, unread: [] }
}

/** Words that stand in one line of the page are one line; so much, in points, two lines of small print are apart. */
const APART = 3

async function textOfPdf(bbox: string): Promise<FileText> {
  const steps = new Steps()
  const unread: number[] = []
  let [text, page, word, inWord, y, n] = ['', '', '', false, Number.NEGATIVE_INFINITY, 0]
  let isCut = false
  for (const token of tokensOf(Buffer.from(bbox.slice(bbox.indexOf('<html'))))) {
    if (steps.isDue()) await turn()
    isCut = text.length + page.length + word.length > MOST_TEXT || steps.areTooMany
    if (isCut) break
    if ('text' in token) {
      if (inWord) word += token.text
    } else if ('open' in token) {
      if (token.open.name !== 'word') continue
      const top = Number(token.open.attributes.get('yMin'))
      if (Math.abs(top - y) > APART) page += '\n'
      y = top
      word = ''
      inWord = true
    } else if (token.close === 'word') {
      page += `${word} `
      inWord = false
    } else if (token.close === 'page') {
      n++
      if (saysNothing(page)) unread.push(n)
      text += `${page}\n`
      page = ''
      y = Number.NEGATIVE_INFINITY
    }
  }
  text = (text + page).slice(0, MOST_TEXT)
  return isCut || unread.length < n ? { text, isCut, unread } : undefined
}

/** What stands on a scanned page that was numbered afterwards: 第2页 共12页. */
const NUMBERING = /[第共总页\p{P}\p{S}\s]/gu
const MOST_NUMBERING = 8
const saysNothing = (page: string) => {
  const left = page.slice(0, 1_000).replace(NUMBERING, '')
  return left.length <= MOST_NUMBERING && !/\D/.test(left)
}
