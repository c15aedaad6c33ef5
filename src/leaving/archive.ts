/** The parts of a document that is a ZIP (OOXML, OFD), read with a limit, and put together again. */
import { unzipSync, zipSync } from '../ground/squeeze.ts'
import { Budget } from './budget.ts'

export type Parts = Record<string, Uint8Array>

/** The time of every part: two copies of one file are the same bytes. */
const WRITTEN = new Date(1980, 0, 1)

/** @throws TooMuch; any error where it cannot be unfolded, or has two parts of one name, of which a reader takes either */
export function partsOf(content: Uint8Array, budget = new Budget()): Parts {
  let listed = 0
  const parts = unzipSync(content, {
    filter({ originalSize }) {
      listed++
      budget.spend(originalSize)
      return true
    },
  })
  if (Object.keys(parts).length !== listed) throw new Error('two parts of one name')
  return parts
}

/** In the order of the parts. */
export const archiveOf = (parts: Parts): Uint8Array => zipSync(parts, { mtime: WRITTEN })

/** A part as text; empty where there is none. */
export const textOf = (part: Uint8Array | undefined): string => (part ? Buffer.from(part).toString('utf8') : '')
