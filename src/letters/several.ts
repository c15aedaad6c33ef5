/**
 * One letter for several matters. Its words are those of the outcomes' own templates: between the course of the case and
 * the remedies stands the answer, and it is put under the heading of its matter. So no sentence is written twice, and an
 * agency that words an outcome in its own way words it so here, too. The template that comes of it is kept by its digest
 * like any other, and makes the letter again byte for byte.
 */
import type { Item, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { type Ask, blockIn, type LetterData, type Template, templateFrom } from '../documents/index.ts'
import { numeral } from './check/tokens.ts'

/** The template with the two blocks. */
export const SEVERAL = 'severalMatters'

/** How one matter is answered, and the template of its outcome. */
export type Answered = Item & { template: Template }

/** Blanks that each matter fills for itself; all others are filled once, by the case. */
const NUMBERED = ['ask', 'examined', 'assessed', 'search', 'given'] as const
const OWN = new RegExp(`\\{\\{\\s*(${NUMBERED.join('|')})\\.([A-Za-z]+)\\s*\\}\\}`, 'g')
const BLANK = /\{\{\s*([A-Za-z][A-Za-z0-9.]*)\s*\}\}/g

/** The regulations are named in full once, above the first matter. */
const IN_FULL = /《中华人民共和国政府信息公开条例》(?:（以下简称《条例》）)?/g

/** 第二项. */
export const nth = (n: number) => `第${numeral(n)}项`

const linesOf = ({ body }: Template): string[] =>
  body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A template cut into its answer and its remedies. What stands before and after is said once, by the letter of all. */
function cut(template: Template): { answer: string[]; remedies: string[] } {
  const lines = linesOf(template)
  const course = lines.findIndex((line) => line.includes('{{case.course}}') || line.includes('{{case.request}}'))
  const from = Math.max(course, lines.indexOf('{{case.course}}')) + 1
  const to = lines.findIndex((line, i) => i >= from && line.includes('{{remedy.body}}'))
  const end = lines.findIndex((line, i) => i >= from && (line === '附件：' || /^（.*）$/.test(line)))
  const last = end < 0 ? lines.length : end
  return {
    answer: lines.slice(from, to < 0 ? last : to),
    remedies: to < 0 ? [] : lines.slice(to, last).filter((line) => line !== '{{remedy.online}}'),
  }
}

const ofMatter = (text: string, n: number) => text.replace(OWN, (_, group, name) => `{{${group}.${n}.${name}}}`)

/** The answer under the heading of its matter; its own headings come one level lower. */
function section({ template }: Pick<Answered, 'template'>, n: number): string[] {
  const own = cut(template).answer.map((line) => {
    const lower = line.replace(/^# ([一二三四五六七八九十]+)、/, '## （$1）')
    return ofMatter(lower, n).replace(IN_FULL, '《条例》')
  })
  return [`# ${headingOf(`{{items.${n}.matter}}`, n)}`, ...own]
}

/** 二、关于“会议纪要”. */
export const headingOf = (matter: string, n: number) => `${numeral(n)}、关于“${matter}”`

/** What fills the blanks of one matter, by the names that its own template gives them. */
export function dataOf(data: LetterData, n: number): LetterData {
  const own = (blanks: LetterData[string] = {}) =>
    Object.entries(blanks).flatMap(([name, value]) =>
      name.startsWith(`${n}.`) ? [[name.slice(`${n}.`.length), value] as const] : [],
    )
  return { ...data, ...Object.fromEntries(NUMBERED.map((group) => [group, Object.fromEntries(own(data[group]))])) }
}

/** The subject of a remedy clause, and how it reads of some of the matters. */
const SUBJECTS: readonly [RegExp, (matters: string) => string][] = [
  [/^如不服本机关(的上述|不予公开的)处理/, (of) => `如不服本机关对${of}$1处理`],
  [/^如不服本答复中/, (of) => `如不服本答复${of}中`],
]

function remedyOf(clause: string, numbers: readonly number[]): string {
  const matters = numbers.map(nth).join('、')
  const known = SUBJECTS.find(([subject]) => subject.test(clause))
  if (!known) return `关于${matters}：${clause}`
  return clause.replace(known[0], known[1](matters)).replace(`${matters}的上述处理`, `${matters}的处理`)
}

/**
 * What several matters have alike, once, with the numbers of those that have it, in the order in which it first comes: the
 * letter tells its remedies so, and the tracking page the last days.
 * @param all of each matter what it has
 */
export function onceForAll<T>(all: readonly (readonly T[])[], key: (one: T) => string): { is: T; numbers: number[] }[] {
  const once = new Map<string, { is: T; numbers: number[] }>()
  for (const [i, own] of all.entries())
    for (const is of own) {
      const known = once.get(key(is))
      if (known) known.numbers.push(i + 1)
      else once.set(key(is), { is, numbers: [i + 1] })
    }
  return [...once.values()]
}

/**
 * The clauses of a letter that tell remedies, as it prints them: one source for the letter and for the page beside it.
 * @param all the template of each matter; of a simple reply its one template @param names body and court, as the letter has them
 */
export function remediesInLetter(all: readonly Template[], names: { body: string; court: string }): string {
  const clauses = all.length === 1 ? cut(all[0]!).remedies : remedies(all.map((template) => ({ template })))
  return clauses
    .map((clause) =>
      clause.replace(/\{\{\s*remedy\.(body|court)\s*\}\}/g, (_, which: 'body' | 'court') => names[which]),
    )
    .join('')
}

/** Each remedy once, with the numbers of the matters that it is open to. */
const remedies = (all: readonly Pick<Answered, 'template'>[]): string[] =>
  onceForAll(
    all.map(({ template }) => cut(template).remedies),
    (clause) => clause,
  ).map(({ is, numbers }) => remedyOf(is, numbers))

/** The blanks that templates declare, with those of a matter numbered; true where it may be empty in all of them. */
function declared(frame: Template, all: readonly Pick<Answered, 'template'>[]): Map<string, boolean> {
  const fields = new Map<string, boolean>()
  const add = (field: string) => {
    const blank = field.replace(/\?$/, '')
    fields.set(blank, field.endsWith('?') && (fields.get(blank) ?? true))
  }
  for (const field of frame.fields) add(field)
  for (const [i, { template }] of all.entries())
    for (const field of template.fields)
      add(ofMatter(`{{${field.replace(/\?$/, '')}}}`, i + 1).slice(2, -2) + (/\?$/.exec(field)?.[0] ?? ''))
  for (let n = 1; n <= all.length; n++) add(`items.${n}.matter`)
  return fields
}

/**
 * The template of a letter that answers these matters, in their order.
 * @param frame the template in force with `{{items}}` and `{{remedies}}`
 */
export function templateOfSeveral(frame: Template, all: readonly Pick<Answered, 'template'>[]): Template {
  const body = linesOf(frame)
    .flatMap((line) => {
      const block = blockIn(line)
      if (block === 'items') return all.flatMap((one, i) => section(one, i + 1))
      return block === 'remedies' ? remedies(all) : [line]
    })
    .join('\n\n')
  const used = new Set([...body.matchAll(BLANK)].map(([, blank]) => blank!))
  const fields = [...declared(frame, all)].flatMap(([blank, optional]) =>
    used.has(blank) || blank.startsWith('letter.') ? [`${blank}${optional ? '?' : ''}`] : [],
  )
  const asks: Record<string, Ask> = {}
  for (const [i, { template }] of all.entries())
    for (const [name, ask] of Object.entries(template.asks))
      if (used.has(`ask.${i + 1}.${name}`)) asks[`${i + 1}.${name}`] = { ...ask, label: `${nth(i + 1)}：${ask.label}` }
  const { id, title, kind, version, inForce, remedy } = frame
  const articles = [...new Set([frame, ...all.map(({ template }) => template)].flatMap(({ articles }) => articles))]
  // JSON is YAML, and one line a value needs no layout of its own.
  const head = Object.entries({ id, title, kind, version, inForce, articles, remedy, fields, asks })
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n')
  return templateFrom(`---\n${head}\n---\n\n${body}\n`)
}

/** The matters of a sample, which says the outcome of each beside what fills its blanks. */
export const itemsOfSample = (templates: ReadonlyMap<string, Template>, data: LetterData): Answered[] =>
  Object.entries(data.items ?? {}).flatMap(([name, outcome]) => {
    const [, n] = /^(\d+)\.outcome$/.exec(name) ?? []
    const template = templates.get(outcome ?? '')
    if (!n || !template) return []
    const fields = dataOf(data, Number(n)).ask as Record<string, string>
    return [{ matter: data.items?.[`${n}.matter`] ?? '', outcome: template.outcome as Outcome, fields, template }]
  })

/** The letter of several matters as its sample has them; any other template is its own. */
export const templateOfSample = (template: Template, templates: ReadonlyMap<string, Template>, data: LetterData) =>
  template.id === SEVERAL ? templateOfSeveral(template, itemsOfSample(templates, data)) : template
