/** Chinese sentences: those that have no English, and those that stand in the code of a route. */
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { en } from '../../src/web/words/en.ts'
import { CHINESE, say } from '../../src/web/words/say.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'

/** Those that English does not know whole; numbers are of no matter. */
export const unsaid = (what: Iterable<string | Sentence>): string[] => [
  ...new Set(
    [...what]
      .map((one) => say(en, one))
      .filter((one) => CHINESE.test(one))
      .map((one) => one.replace(/\d+/g, '0')),
  ),
]

/** A Chinese text in a program; one with a blank is none that could be said: such a sentence belongs into a catalogue. */
export type Text = { file: string; text: string; blank: boolean }

export function textsIn(file: string): Text[] {
  const path = new URL(`../../${file}`, import.meta.url)
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const found: Text[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push({ file, text: node.text, blank: false })
    if (ts.isTemplateExpression(node)) found.push({ file, text: wordsOf(node), blank: true })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.filter(({ text }) => CHINESE.test(text))
}

const wordsOf = ({ head, templateSpans }: ts.TemplateExpression): string =>
  [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('…')
