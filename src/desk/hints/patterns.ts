/**
 * What the words of a request may mean to whoever reads it: suggestions with their article, which decide nothing. The words
 * stand in `patterns.yaml`; what the form tells the applicant while they write is told here too, in the office's words. Pure.
 */
import { readFileSync } from 'node:fs'
import { parseYaml } from '../../ground/yaml.ts'
import { hintsFor } from '../../intake/hints.ts'
import type { HintId } from '../../web/words/hint-ids.ts'

type Words = { words: readonly string[]; unless: readonly string[] }
const PATTERNS = parseYaml(readFileSync(new URL('./patterns.yaml', import.meta.url), 'utf8')) as {
  written: Record<HintId, { says: string; article: string }>
  thirdParty: readonly (Words & { kind: string; says: string; article: string })[]
  otherAgency: readonly (Words & { agency: string; own: string })[]
}

export type ReadingHint = {
  /** What it is about, for programs and tests. */
  about: HintId | 'thirdParty' | 'otherAgency'
  says: string
  article: string
  /** The words of the request that it rests on; none where it is about the whole. */
  because: string[]
}

type Asked = { title: string; description: string }

/** Longer requests say early what they are about. */
const READ = 5_000
/** So many words are shown of what a hint rests on. */
const SHOWN = 4

/**
 * The suggestions on a request, those about its kind first.
 * @param agency the name of the agency that has it: its own business is nobody else's
 * @param earlier title and text of the same applicant's earlier requests
 */
export function readingHints(asked: Asked, agency: string, earlier: readonly string[] = []): ReadingHint[] {
  const text = `${asked.title}\n${asked.description}`.normalize('NFKC').slice(0, READ)
  const written = hintsFor({ ...asked, earlier }).map(
    (about): ReadingHint => ({ about, ...PATTERNS.written[about], because: [] }),
  )
  const thirdParty = PATTERNS.thirdParty.flatMap(({ says, article, ...words }) =>
    about('thirdParty', says, article, foundIn(text, words)),
  )
  const otherAgency = PATTERNS.otherAgency
    .filter(({ own }) => !agency.includes(own))
    .flatMap(({ agency: whose, ...words }) =>
      about(
        'otherAgency',
        `可能由${whose}制作、保存。不由本机关负责公开的，告知申请人；能够确定负责公开的机关的，告知其名称、联系方式。`,
        '条例第三十六条第（五）项',
        foundIn(text, words),
      ),
    )
  return [...written, ...thirdParty, ...otherAgency]
}

const about = (about: ReadingHint['about'], says: string, article: string, because: string[]): ReadingHint[] =>
  because.length > 0 ? [{ about, says, article, because: because.slice(0, SHOWN) }] : []

/** The words that stand in the text, what is excepted taken out first. */
function foundIn(text: string, { words, unless }: Words): string[] {
  const rest = unless.reduce((left, word) => left.replaceAll(word, ' '), text)
  return words.filter((word) => rest.includes(word))
}

const JOINTS =
  /申请公开|依法公开|请求公开|申请|公开|关于|有关|相关|及其|以及|[的和及与等、，。；：“”《》（）()\s]|\d{4}年度?|全部|材料|信息|文件/u
/** So many words narrow enough. */
const MOST = 3
const LEAST = 2

/** The words of a title that name its matter, the longest first: a search for them finds what is like it. */
export const wordsOfMatter = (title: string): string =>
  [...new Set(title.normalize('NFKC').split(JOINTS))]
    .filter((word) => [...word].length >= LEAST)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST)
    .join(' ')
