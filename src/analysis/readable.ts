/**
 * The report as it is edited: a figure stands there by its name and its number, `{{收到申请=12}}`, and is kept as `[12](received)`.
 * Whoever writes `{{收到申请}}` gets the number of now. Pure.
 */
import { invalid } from '../ground/errors.ts'
import type { Analysis } from './analysis.ts'
import { figureInWords, figureNamed } from './figures.ts'
import { FIGURE, valuesOf } from './linked.ts'

/** A figure by its name in Chinese: how it is called in addresses, and what it comes to now. */
export type Nameable = ReadonlyMap<string, { of: string; now: number }>

/** Every figure of the analysis, and those that the text names already; of two that are called alike the first. */
export function nameable(analysis: Analysis, content: string): Nameable {
  const values = valuesOf(analysis)
  const inText = [...content.matchAll(FIGURE)].map(([, , of = '']) => of)
  const names = new Map<string, { of: string; now: number }>()
  for (const of of [...values.keys(), ...inText]) {
    const figure = figureNamed(of)
    const name = figure && figureInWords(figure)
    if (name && !names.has(name)) names.set(name, { of, now: values.get(of) ?? 0 })
  }
  return names
}

/** For the editor. What has no name of its own stays as it is kept. */
export function readable(content: string, names: Nameable): string {
  return content.replace(FIGURE, (whole, text: string, of: string) => {
    const figure = figureNamed(of)
    const name = figure && figureInWords(figure)
    return name && names.get(name)?.of === of ? `{{${name}=${text}}}` : whole
  })
}

const TOKEN = /\{\{([^{}\n]{1,120})\}\}/g

/** As it is kept. @throws Refusal INVALID (text) naming each figure that there is not */
export function keptFrom(typed: string, names: Nameable): string {
  const unknown: string[] = []
  const content = typed.replace(TOKEN, (whole, inside: string) => {
    const at = inside.lastIndexOf('=')
    const name = (at < 0 ? inside : inside.slice(0, at)).trim()
    const known = names.get(name)
    if (!known) unknown.push(whole)
    return known ? `[${at < 0 ? known.now : inside.slice(at + 1).trim()}](${known.of})` : whole
  })
  if (unknown.length > 0)
    throw invalid({
      ...{ field: 'text', code: 'UNFIT' },
      message: `没有这些数字：${unknown.join('、')}。请从“可以引用的数字”中复制`,
    })
  return content
}
