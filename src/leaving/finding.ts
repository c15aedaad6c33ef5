/** What a file carries besides what it shows. Named by a code; said in words in web/words/sentences/leaving.ts. */

/** `removed`: the copy that leaves is without it. `heed`: it stays in the copy, and somebody has to answer for that. */
export type Finding = {
  code: FindingCode
  state: 'removed' | 'heed'
  /** How many, where they can be counted. */
  n?: number
  /** Names of sheets, an author: what was found, as the file has it. */
  words?: string
  /** Of an archive, the member that carries it. */
  in?: string
}

export const FINDING_CODES = [
  'place',
  'camera',
  'note',
  'appended',
  'author',
  'properties',
  'comments',
  'changes',
  'revisions',
  'attachments',
  'scripts',
  'layers',
  'redactMarks',
  'hiddenText',
  'hiddenSheets',
  'hiddenRows',
  'hiddenSlides',
  'speakerNotes',
  'pivotCache',
  'links',
  'embedded',
  'macros',
  'data',
  'signed',
  'encrypted',
  'unexamined',
  'oldFormat',
  'unreadable',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** What was found, and the copy that leaves: the same bytes where nothing was to be removed. */
export type Leaving = {
  copy: Uint8Array
  findings: Finding[]
  /** Pages, where the file says how many it has. */
  pages?: number
}

/** A finding of this code, unless there is none of it. */
export const counted = (code: FindingCode, n: number, state: Finding['state'] = 'heed'): Finding[] =>
  n > 0 ? [{ code, state, n }] : []

/** A finding without a number, where it is so. */
export const noted = (code: FindingCode, is: boolean, state: Finding['state'] = 'heed'): Finding[] =>
  is ? [{ code, state }] : []

/** Names from a file, for a sentence: without control characters, not longer than a line. */
export const inWords = (names: readonly (string | undefined)[]): string =>
  [...new Set(names.map((name) => (name ?? '').replace(/\p{Cc}/gu, ' ').trim()).filter(Boolean))]
    .join('、')
    .slice(0, 100)
