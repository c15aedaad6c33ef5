/** Chinese sentences: those that have no English, and those that stand in the code of a route, their blanks filled. */
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { en } from '../../src/web/words/en.ts'
import { CHINESE, say } from '../../src/web/words/say.ts'

/** Those that English does not know whole; dates are of no matter. */
export const unsaid = (sentences: Iterable<string>): string[] => [
  ...new Set([...sentences].filter((one) => CHINESE.test(say(en, one))).map((one) => one.replace(/\d+/g, '0'))),
]

/** A number, a name, a day: one of them fits each blank. */
const SAMPLES = ['7', 'a.pdf', '2026年3月2日']

/** Each sentence with every filling of its blanks: one filling that is understood is enough. */
export type Sentence = { file: string; fillings: string[] }

export function sentencesIn(file: string): Sentence[] {
  const path = new URL(`../../${file}`, import.meta.url)
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const found: Sentence[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && CHINESE.test(node.text)) found.push({ file, fillings: [node.text] })
    if (ts.isTemplateExpression(node)) found.push({ file, fillings: fillings(node) })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.filter(({ fillings: [first = ''] }) => CHINESE.test(first))
}

const fillings = ({ head, templateSpans }: ts.TemplateExpression): string[] =>
  templateSpans.reduce(
    (texts, { literal }) => texts.flatMap((text) => SAMPLES.map((sample) => text + sample + literal.text)),
    [head.text],
  )
