/**
 * 敏感事项: kinds of cases in which an agency confers before it signs or publishes, and the words that suggest each. No law lists them
 * (Art 14 speaks of public and social security); an agency keeps its own list, one line a kind. Words suggest; people mark.
 */

export type SensitiveKind = { name: string; words: readonly string[] }

const MOST_KINDS = 30
const MOST_WORDS = 60
const LONGEST = 30

/** Why a line is no kind. */
export type SensitiveFault = 'tooMany' | 'noName' | 'twice' | 'words'

/**
 * Reads the lines that people write: `突发公共卫生事件：疫情、传染病`. A kind without words is marked by people alone. Empty lines are left out.
 * @returns the kinds in their order, or the first fault with the line (from 1) in which it lies
 */
export function readKinds(text: string): { kinds: SensitiveKind[] } | { fault: SensitiveFault; line: number } {
  const lines = text.split('\n').flatMap((line, i) => (line.trim() ? [{ said: line.trim(), line: i + 1 }] : []))
  if (lines.length > MOST_KINDS) return { fault: 'tooMany', line: lines[MOST_KINDS]!.line }
  const kinds: SensitiveKind[] = []
  for (const { said, line } of lines) {
    const [before = '', ...after] = said.split(/[：:]/)
    const name = before.trim()
    const words = [
      ...new Set(
        after
          .join('：')
          .split(/[、，,；;\s]+/)
          .filter(Boolean),
      ),
    ]
    if (!name || [...name].length > LONGEST) return { fault: 'noName', line }
    if (kinds.some((kind) => kind.name === name)) return { fault: 'twice', line }
    // One sign stands in nearly every text.
    if (words.length > MOST_WORDS || words.some((word) => [...word].length < 2 || [...word].length > LONGEST))
      return { fault: 'words', line }
    kinds.push({ name, words })
  }
  return { kinds }
}

/** The one way of writing these kinds, in which a choice is kept and compared. */
export const writeKinds = (kinds: readonly SensitiveKind[]): string =>
  kinds.map(({ name, words }) => (words.length > 0 ? `${name}：${words.join('、')}` : name)).join('\n')

/** The kinds of a choice as it is kept; none where it is not written in that way. */
export function kindsOf(text: string): readonly SensitiveKind[] {
  const read = readKinds(text)
  return 'kinds' in read ? read.kinds : []
}

/** Whether a choice is written in the one way. */
export const isKinds = (text: string): boolean => {
  const read = readKinds(text)
  return 'kinds' in read && writeKinds(read.kinds) === text
}

/** The kinds that a text suggests, each with the words found. */
export const kindsSuggested = (kinds: readonly SensitiveKind[], text: string): { name: string; found: string[] }[] =>
  kinds.flatMap(({ name, words }) => {
    const found = words.filter((word) => text.includes(word))
    return found.length > 0 ? [{ name, found }] : []
  })
