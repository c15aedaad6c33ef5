/** Reads a source while it is written and names every fault with its line and what to do about it. */
import { isDay } from '../../workflows/statute/days.ts'
import {
  BLANKS,
  compose,
  DocumentFault,
  type FontSet,
  type Letter,
  type Template,
  templateFrom,
} from '../documents/index.ts'
import { clauses, sampleFor, shipped } from '../letters/templates/shipped.ts'
import { placeOf, type Source, sourceOf } from './places.ts'

/** `line` counts from 1 in the source as it stands in the editor; null where nothing there is to blame. */
export type Fault = { line: number | null; message: string }

export type Checked = { source: string; faults: Fault[]; template?: Template; sample?: Letter }

/** The longest shipped one has 2,600 characters. Comparing and laying out must stay quick, whatever is pasted. */
export const LONGEST = { characters: 20_000, lines: 500, title: 60 }

/** Controls, marks that turn the direction of reading, invisible joiners: a lawyer must see all that is there. */
const UNSEEN = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufffe\uffff]/u

const CLAUSE = /\{\{>\s*([A-Za-z0-9-]+)\s*\}\}/g

/** @param version the number that the next version gets; whatever the source says of it is replaced. */
export function checkSource(id: string, written: string, version: number, fonts?: FontSet): Checked {
  const text = withVersion(`${written.replace(/\r\n?/g, '\n').trimEnd()}\n`, version)
  const source = sourceOf(text)
  const faults = faultsOfText(source)
  if (faults.length > 0) return { source: text, faults }
  const resolved = withClauses(source, faults)
  if (faults.length > 0) return { source: text, faults }
  try {
    const template = templateFrom(resolved)
    faults.push(...faultsOfTemplate(template, shipped.get(id)!, version, source))
    if (faults.length > 0) return { source: text, faults }
    const sample = compose(template, sampleFor(template))
    const missing = fonts?.missing(sample.own) ?? []
    for (const each of missing)
      faults.push({
        line: source.find(each),
        message: `“${each}”在现有字库中没有字形，印不出来，请换字或者补充字库`,
      })
    return faults.length > 0 ? { source: text, faults } : { source: text, faults, template, sample }
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error
    return { source: text, faults: named(error, source) }
  }
}

/** Versions are numbered here: two people who edit at once must not both be number two. */
function withVersion(text: string, version: number): string {
  const [, head] = /^---\n(.*?)\n---\n/s.exec(text) ?? []
  if (head === undefined) return text
  const line = `version: ${version}`
  const numbered = /^version:.*$/m.test(head) ? head.replace(/^version:.*$/m, line) : `${head}\n${line}`
  return `---\n${numbered}\n---\n${text.slice(head.length + 9)}`
}

function faultsOfText(source: Source): Fault[] {
  const { text, lines, bodyFrom } = source
  if (text.length > LONGEST.characters)
    return [{ line: null, message: `超过${LONGEST.characters}字，一份文书不会这样长` }]
  if (lines.length > LONGEST.lines)
    return [{ line: LONGEST.lines + 1, message: `超过${LONGEST.lines}行，一份文书不会这样长` }]
  const unseen = lines.flatMap((line, i): Fault[] => {
    const character = UNSEEN.exec(line)?.[0]
    if (!character) return []
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return [
      { line: i + 1, message: `有看不见的字符（U+${code}），请删除${character === '\t' ? '制表符，用空格' : ''}` },
    ]
  })
  if (unseen.length > 0) return unseen
  if (bodyFrom === null) return [{ line: 1, message: '开头缺少用 --- 围起来的说明部分：第一行和说明之后各有一行 ---' }]
  return lines
    .slice(0, bodyFrom)
    .flatMap((line, i) =>
      line.includes('{{') ? [{ line: i + 1, message: '说明部分不填空白，“{{”只能写在正文里' }] : [],
    )
}

/** Clauses go in as the program's own reader puts them in: only into the body, only once. */
function withClauses({ head, lines, bodyFrom }: Source, faults: Fault[]): string {
  const body = lines.slice(bodyFrom!).map((line, i) =>
    line.replace(CLAUSE, (whole, id: string) => {
      const clause = clauses.get(id)
      if (clause) return clause.body
      const names = [...clauses.values()].map((each) => `${each.id}（${each.title}）`).join('、')
      faults.push({ line: bodyFrom! + i + 1, message: `没有名为“${id}”的条款；现有：${names}` })
      return whole
    }),
  )
  return `---\n${head}\n---\n\n${body.join('\n').replace(/^\n+|(?<!\n)\n+$/g, '')}\n`
}

const FIXED = { id: '编号 id', kind: '种类 kind', outcome: '办理结果 outcome', format: '版式 format' } as const

/** What holds for an agency's own version beside what holds for every template. */
function faultsOfTemplate(template: Template, ground: Template, version: number, source: Source): Fault[] {
  const faults: Fault[] = []
  const fault = (line: number | null, message: string) => faults.push({ line, message })
  for (const [key, name] of Object.entries(FIXED)) {
    const fixed = ground[key as keyof typeof FIXED]
    if (template[key as keyof typeof FIXED] !== fixed)
      fault(source.key(key), fixed ? `${name} 应当与随附版本相同：${fixed}` : `随附版本没有${name} 一项，这里也不能有`)
  }
  if (template.version !== version) fault(source.key('version'), `版本号由系统编，请单独写一行“version: ${version}”`)
  if (!isDay(template.inForce)) fault(source.key('inForce'), `“${template.inForce}”不是有效日期`)
  if ([...template.title].length > LONGEST.title) fault(source.key('title'), `标题超过${LONGEST.title}字`)
  if (template.articles.length === 0) fault(source.key('articles'), '没有写依据：articles 至少一条')
  for (const field of template.fields.map((each) => each.replace(/\?$/, ''))) {
    if (field.startsWith('ask.') && !Object.hasOwn(template.asks, field.slice(4)))
      fault(source.blank(field), `没有“${field}”这个空白${near(field, template)}`)
    if (ground.fields.includes(`${field}?`) && template.fields.includes(field))
      fault(source.key('fields'), `“${field}”可能为空，fields 里应当写成“${field}?”`)
  }
  // Only the drafter of a reply fills in fields; a notice goes out by itself.
  if (template.kind !== 'reply')
    for (const [name, { required }] of Object.entries(template.asks))
      if (required && !ground.asks[name]?.required)
        fault(source.key(name), `这份文书没有拟稿环节，填写项“${name}”没有人填，不能必填`)
  return faults
}

const UNREAD = '说明部分读不出来'

function named(error: DocumentFault, source: Source): Fault[] {
  if (error.code === 'BLANK_EMPTY')
    return error.details.map((name) => ({
      line: source.blank(name),
      message: `“${name}”（${meaning(name)}）在这种文书的样例里没有内容：这类案件不产生它，请去掉或者写成可以为空`,
    }))
  const all = error.details.length > 0 ? error.details : [error.message]
  // What cannot be read lacks everything; what is lacking has no shape either. The first fault says it.
  const unread = all.filter((detail) => detail.startsWith(UNREAD))
  const lacking = all.flatMap((detail) => /^缺少 (\w+)$/.exec(detail)?.[1] ?? [])
  const details = unread.length > 0 ? unread : all.filter((detail) => !lacking.includes(detail.split(' 应当')[0]!))
  const faults = details.map((detail) => {
    const { line, clause } = placeOf(detail, source, clauses)
    const name = /^(?:没有|正文用了)“(.+?)”/.exec(detail)?.[1] ?? ''
    const unknown = name !== '' && !name.startsWith('ask.') && !Object.hasOwn(BLANKS, name)
    if (detail.startsWith(UNREAD))
      return { line, message: '说明部分读不出来：这一行前后的缩进、冒号、括号或者引号不对' }
    const message = unknown ? `没有“${name}”这个空白${near(name)}` : detail
    return { line, message: clause ? `${message}（在条款“${clause.title}”里）` : message }
  })
  return faults.filter(({ message }, i) => faults.findIndex((other) => other.message === message) === i)
}

export const meaning = (blank: string): string => BLANKS[blank as keyof typeof BLANKS] ?? '填写项'

/** The blank that was probably meant: the one that shares most letters in order, if they are nearly all. */
function near(name: string, template?: Template): string {
  const blanks = [...Object.keys(BLANKS), ...Object.keys(template?.asks ?? {}).map((key) => `ask.${key}`)]
  const distance = (other: string) => {
    let row = Array.from({ length: other.length + 1 }, (_, i) => i)
    for (const [i, letter] of [...name].entries()) {
      const above = row
      row = [i + 1]
      for (let j = 0; j < other.length; j++)
        row.push(Math.min(row[j]! + 1, above[j + 1]! + 1, above[j]! + (letter === other[j] ? 0 : 1)))
    }
    return row.at(-1)!
  }
  const best = blanks.map((each) => ({ each, far: distance(each) })).sort((a, b) => a.far - b.far)[0]
  return best && best.far > 0 && best.far <= 4 ? `，是不是“${best.each}”（${meaning(best.each)}）？` : ''
}
