/** Puts the data into the structure. Structure first, data second: nothing that was filled in is read again. */
import { isCitizens, isForAPen, isOwn, isTyped, placeOf } from './blanks.ts'
import { DocumentFault } from './fault.ts'
import type { Block, Letter } from './letter.ts'
import { ended, printable, printableLines, quoted, shortened } from './printable.ts'
import { framesOf, onlyBlank, type Part, partsIn } from './skeleton.ts'
import type { Template } from './template.ts'

/** In a form, what is not there is said; only a cell that the template left empty waits for a pen. */
const NOTHING = '无'

/** By group and name: { agency: { name }, case: { title }, ask: { reasons } }. */
export type LetterData = { readonly [group: string]: { readonly [name: string]: string | undefined } | undefined }

/** The title of a work someone typed: longer ones are no titles. */
const TITLE_LIMIT = 200
/** What a citizen typed so that nothing of it can be printed. */
const UNREADABLE = '（无可显示的文字）'

/**
 * The letter that a template and its data make. Optional blanks may be without a value.
 * @throws DocumentFault BLANK_EMPTY, naming every required blank that has no printable value.
 */
export function compose(template: Template, data: LetterData): Letter {
  const words = wordsFor(template, data)
  const text = (parts: readonly Part[]) =>
    parts.reduce((before, part, i) => joined(before, fillPart(part, parts, i, words)), '')
  const numbered = template.fields.includes('letter.number')
  const isLetter = template.format === 'letter'

  const letter: Letter = {
    lang: 'zh-CN',
    format: template.format,
    organ: words.one('agency.name'),
    numbered,
    number: numbered ? words.maybe('letter.number') : '',
    title: template.title,
    addressee: '',
    blocks: [],
    attachments: [],
    signature: isLetter ? words.one('agency.name') : '',
    date: isLetter ? words.maybe('letter.date') : '',
    note: '',
    own: '',
  }
  for (const frame of framesOf(template.body)) {
    if (frame.kind === 'addressee') letter.addressee = text(frame.parts)
    else if (frame.kind === 'note') letter.note = text(frame.parts)
    else if (frame.kind === 'attachment') letter.attachments.push(...paragraphs(frame.parts, words, text))
    else if (frame.kind === 'block') continue
    else if (frame.kind === 'closing') letter.closing = [...(letter.closing ?? []), text(frame.parts)]
    else if (frame.kind === 'row' && template.format === 'pleading')
      letter.blocks.push(...tableRows(frame.cells, words, text))
    else if (frame.kind === 'row')
      letter.blocks.push({
        kind: 'row',
        cells: frame.cells.map((cell) => (cell.length > 0 ? cellText(cell, words, text) || nothingIn(cell) : '')),
      })
    else if (frame.kind === 'heading')
      letter.blocks.push({ kind: 'heading', level: frame.level, text: text(frame.parts) })
    else
      letter.blocks.push(
        ...closed(paragraphs(frame.parts, words, text), frame.parts).map(
          (each): Block => ({ kind: 'paragraph', text: each }),
        ),
      )
  }
  letter.own = ownCharacters(template, letter, words)
  words.complain()
  return letter
}

const nothingIn = (cell: readonly Part[]) => {
  const blank = onlyBlank(cell)
  return blank !== null && isForAPen(blank) ? '' : NOTHING
}

/** A blank standing alone is left out when empty; typed by staff, each of its lines is a paragraph of its own. */
function paragraphs(parts: readonly Part[], words: Words, text: (parts: readonly Part[]) => string): string[] {
  const blank = onlyBlank(parts)
  if (blank === null) return [text(parts)]
  return isCitizens(blank) ? [text(parts)].filter((line) => line !== '') : words.lines(blank)
}

/** A blank that fills a cell of a form keeps its lines: within its frame, they can be taken for nobody else's. */
function cellText(parts: readonly Part[], words: Words, text: (parts: readonly Part[]) => string): string {
  const blank = onlyBlank(parts)
  return blank === null ? text(parts) : words.whole(blank)
}

/** A table: a row of words heads it; below, a row of blanks is repeated for each line that these have. */
function tableRows(cells: readonly Part[][], words: Words, text: (parts: readonly Part[]) => string): Block[] {
  const columns = cells.map((parts) => {
    const blank = onlyBlank(parts)
    return blank === null ? [text(parts)] : words.lines(blank)
  })
  const head = cells.every((parts) => parts.every((part) => 'text' in part))
  const count = Math.max(...columns.map((lines) => lines.length))
  return Array.from({ length: count }, (_, i) => ({
    kind: 'row' as const,
    cells: columns.map((lines) => lines[i] ?? NOTHING),
    ...(head && { head: true as const }),
  }))
}

/** Of a paragraph that a typed text ends, the end; of several lines the last: those before it may be a list. */
function closed(lines: string[], parts: readonly Part[]): string[] {
  const last = parts.at(-1)
  if (!last || !('blank' in last) || !isTyped(last.blank)) return lines
  return lines.map((line, i) => (i === lines.length - 1 ? ended(line) : line))
}

function fillPart(part: Part, parts: readonly Part[], i: number, words: Words): string {
  if ('text' in part) return part.text
  const value = words.one(part.blank)
  const [before, after] = [parts[i - 1], parts[i + 1]]
  const [left, right] = [before && 'text' in before ? before.text : '', after && 'text' in after ? after.text : '']
  if (left.endsWith('“') && right.startsWith('”')) return quoted(value)
  // Staff end a reason with a full stop as often as not; the sentence around it has its own.
  return !isCitizens(part.blank) && /^[，。；、]/.test(right) ? value.replace(/(?<![，。；、])[，。；、]+$/, '') : value
}

/** GB/T 15834: a quotation that ends its own sentence ends the one around it, too. What the citizen wrote stays as it is. */
const joined = (before: string, after: string): string =>
  after.startsWith('”。') && /[。！？!?.]’*$/u.test(before) ? before + after.replace('。', '') : before + after

type Words = ReturnType<typeof wordsFor>

/** Looks blanks up, cleans what it finds, and remembers every one that should not have been empty. */
function wordsFor(template: Template, data: LetterData) {
  const empty: string[] = []
  const optional = new Set(template.fields.filter((field) => field.endsWith('?')).map((field) => field.slice(0, -1)))

  const typed = (blank: string): string => {
    const [group, name] = placeOf(blank)
    const values = Object.hasOwn(data, group) ? data[group] : undefined
    return (values && Object.hasOwn(values, name) ? values[name] : undefined) ?? ''
  }
  const lines = (blank: string): string[] => {
    const printed = printableLines(typed(blank))
    if (printed.length > 0) return printed
    const ask = blank.startsWith('ask.') ? template.asks[blank.slice(4)] : undefined
    if (ask?.default !== undefined) return [ask.default]
    if (isCitizens(blank) && typed(blank) !== '') return [UNREADABLE]
    if (!optional.has(blank) && (!ask || ask.required)) empty.push(blank)
    return []
  }
  const joinedBy = (between: string, blank: string): string => {
    const value = lines(blank).join(between)
    if (blank === 'case.request') return shortened(value)
    return isCitizens(blank) ? shortened(value, TITLE_LIMIT) : value
  }
  return {
    lines,
    /** On one line. */
    one: (blank: string) => joinedBy(' ', blank),
    /** With its lines. */
    whole: (blank: string) => joinedBy('\n', blank),
    /** Known only once the letter is signed. */
    maybe: (blank: string) => printable(typed(blank)),
    complain() {
      if (empty.length === 0) return
      const names = [...new Set(empty)]
      throw new DocumentFault('BLANK_EMPTY', `“${template.title}”还缺：${names.join('、')}。`, names)
    },
  }
}

/** The prose of the template and of the agency: what must be printable to the last character. */
function ownCharacters(template: Template, letter: Letter, words: Words): string {
  const prose = framesOf(template.body).flatMap(partsIn)
  const pieces = prose.map((part) => ('text' in part ? part.text : isOwn(part.blank) ? words.one(part.blank) : ''))
  return [...new Set([letter.organ, letter.number, letter.title, letter.date, ...pieces].join(''))].sort().join('')
}
