/** Under which name a file leaves the house: one that is fetched, and one in a bundle. */
import { endingOf, isEnding, kindOf } from './kinds.ts'

/** Bytes of a name: file systems take 255, and browsers and mail programs put their own beside it. */
const LONGEST = 150

/**
 * The name under which a file is downloaded: with an ending of what it is, and short enough for every system. The name as it
 * came stays on record.
 */
export function downloadName(name: string, type: string): string {
  const { stem, ending } = endedAsItIs(name, type)
  return `${cut(stem, LONGEST - Buffer.byteLength(ending))}${ending}`
}

/** A name with an ending of what the file is, in the place of another kind's or behind what is none; its dot belongs to the ending. */
export function endedAsItIs(name: string, type: string): { stem: string; ending: string } {
  const ending = endingOf(name)
  const kind = kindOf(type)
  const fits = !kind?.endings.length || kind.endings.includes(ending)
  const isMended = !fits && isEnding(ending)
  const stem = ending && (fits || isMended) ? name.slice(0, -ending.length - 1) : name
  const own = fits ? ending && name.slice(-ending.length) : kind.endings[0]!
  return { stem, ending: own && `.${own}` }
}

function cut(text: string, most: number): string {
  let bytes = 0
  let kept = ''
  for (const sign of text) {
    bytes += Buffer.byteLength(sign)
    if (bytes > most) break
    kept += sign
  }
  return kept
}
