/** Marks of Markdown for which official documents have no form: printed as they are typed, they would stand in the letter. */
import type { Format } from './front-matter.ts'
import { ATTACHMENTS, CLOSING } from './skeleton.ts'

const FOREIGN: readonly [RegExp, string][] = [
  [/^[-*_](\s*[-*_]){2,}$/, '文书里没有分隔线'],
  [/\*\*|__|~~|`/, '文书里不用粗体、下划线等标记'],
  [/^[-*+•]/, `列表只能写在“${ATTACHMENTS}”之下；正文分条请写“1.”“（1）”，一条一段`],
  [/^#{3,}/, '标题只有“# 一、”和“## （一）”两级'],
  [/^##?[^#\s]/, '标题的“#”之后空一格'],
  [/^>/, '引文请写在“”之内'],
  [/\]\(/, '网址请直接写出'],
]
/** Between the head of a table and its rows. */
const DELIMITER = /^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$/

/** Each line that would be printed literally, with what to write instead; the line itself tells where it is. */
export function markdownIn(body: string, format: Format): string[] {
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  let inAttachments = false
  return lines.flatMap((line) => {
    const attachment = inAttachments && line.startsWith('- ')
    const instead = attachment ? undefined : insteadOf(line, format, inAttachments)
    inAttachments = line === ATTACHMENTS || (format === 'pleading' && line === CLOSING) || attachment
    return instead === undefined ? [] : [`“${line}”不能照印：${instead}`]
  })
}

function insteadOf(line: string, format: Format, afterAttachments: boolean): string | undefined {
  const [, instead] = FOREIGN.find(([mark]) => mark.test(line)) ?? []
  if (line.includes('|')) {
    if (format === 'letter') return '信函里不能用表格'
    if (DELIMITER.test(line)) return '表格没有表头，直接写各行'
    if (!line.startsWith('|')) return '表格的一行以竖线开头'
  }
  if (instead) return instead
  if (afterAttachments && /^\d+[.．、]/.test(line)) return `“${ATTACHMENTS}”之下每行以“- ”开头，序号自动编`
  return undefined
}
