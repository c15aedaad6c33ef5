/** The parts of a document that is a ZIP (OOXML, OFD), read with a limit, and put together again. */
import { unzipSync, zipSync } from '../ground/squeeze.ts'

export type Parts = Record<string, Uint8Array>

/** A file of 20 MB that unfolds to more is no document. */
const UNFOLDED = 300 * 1024 * 1024
/** The time of every part: two copies of one file are the same bytes. */
const WRITTEN = new Date(1980, 0, 1)

/** @throws where it cannot be unfolded, or unfolds to too much */
export function partsOf(content: Uint8Array): Parts {
  let sum = 0
  return unzipSync(content, {
    filter({ originalSize }) {
      sum += originalSize
      if (sum > UNFOLDED) throw new Error('too much')
      return true
    },
  })
}

/** In the order of the parts. */
export const archiveOf = (parts: Parts): Uint8Array => zipSync(parts, { mtime: WRITTEN })

/** A part as text; empty where there is none. */
export const textOf = (part: Uint8Array | undefined): string => (part ? Buffer.from(part).toString('utf8') : '')

/** What a simple element holds, entities resolved; of every one with this local name. */
export const valuesOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`, 'g'))].map(([, value]) => plain(value!))

/** The characters behind the five entities of XML. */
export const plain = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!).trim()
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
