/** What would go wrong in a letter is found in the template, before anyone drafts with it. */
import { BLANKS, unnumbered } from './blanks.ts'
import type { FrontMatter } from './front-matter.ts'
import { markdownIn } from './markdown.ts'
import { type Frame, framesOf, onlyBlank, partsIn } from './skeleton.ts'

const blanksIn = (body: string): string[] => [
  ...new Set(
    framesOf(body).flatMap((frame) => partsIn(frame).flatMap((part) => ('blank' in part ? [part.blank] : []))),
  ),
]

/** Put on every letter beside its text: a template with letter.number bears a 文号, one without bears none. */
const FRAME = new Set(['agency.name', 'letter.number', 'letter.date'])

export function checkBody(body: string, { fields, asks, format }: FrontMatter): string[] {
  const faults: string[] = []
  const declared = new Map(fields.map((field) => [field.replace(/\?$/, ''), field.endsWith('?')]))
  const frames = framesOf(body)
  const used = new Set(blanksIn(body))

  for (const blank of used) if (!declared.has(blank)) faults.push(`正文用了“${blank}”，fields 里没有写`)
  for (const [blank, optional] of declared) {
    if (!used.has(blank) && !FRAME.has(blank)) faults.push(`fields 写了“${blank}”，正文没有用`)
    if (!isKnown(blank, asks)) faults.push(`没有“${blank}”这个空白`)
    const ask = blank.startsWith('ask.') ? asks[blank.slice(4)] : undefined
    if (ask && optional) faults.push(`“${blank}”是填写项，可否为空由 required 决定，不用问号`)
    if ((optional || (ask && !ask.required && ask.default === undefined)) && !standsAlone(blank, frames))
      faults.push(`“${blank}”可以为空，应当单独成段，或者给出 default，以免留下空洞`)
  }
  for (const key of Object.keys(asks)) if (!used.has(`ask.${key}`)) faults.push(`填写项“${key}”没有用到`)

  const stray = body.replace(/\{\{\s*[A-Za-z][A-Za-z0-9.]*\s*\}\}/g, '').match(/\{\{[^\n]*|\}\}/g)
  for (const piece of stray ?? []) faults.push(`“${piece.slice(0, 20)}”写法不对`)
  faults.push(...markdownIn(body, format))
  const heading = frames.find(({ kind }) => kind === 'heading')
  if (heading?.kind === 'heading' && heading.level === 2) faults.push('“## （一）”之前应当先有“# 一、”')
  if (format === 'letter') {
    if (frames[0]?.kind !== 'addressee') faults.push('第一行应当是主送对象，以“：”结尾')
  }
  return faults
}

const isKnown = (blank: string, asks: FrontMatter['asks']) =>
  blank.startsWith('ask.') ? blank.slice(4) in asks : Object.hasOwn(BLANKS, unnumbered(blank))

/** In a cell of a form an empty value is an empty cell, which is what forms are for. */
const standsAlone = (blank: string, frames: readonly Frame[]) =>
  frames.every((frame) => {
    if (!partsIn(frame).some((part) => 'blank' in part && part.blank === blank)) return true
    return frame.kind === 'row' || onlyBlank(partsIn(frame)) === blank
  })
