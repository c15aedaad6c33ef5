/** The Chinese sentences that stand in the code of a route, blanks filled by what may stand there. */
import { readFileSync } from 'node:fs'
import ts from 'typescript'

const HAN = /\p{Script=Han}/u
/** A number, a name, a day: one of them fits each blank. */
const SAMPLES = ['7', 'a.pdf', '2026年3月2日']

/** Each sentence with every filling of its blanks: one filling that is understood is enough. */
export type Sentence = { file: string; fillings: string[] }

export function sentencesIn(file: string): Sentence[] {
  const path = new URL(`../../${file}`, import.meta.url)
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const found: Sentence[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && HAN.test(node.text)) found.push({ file, fillings: [node.text] })
    if (ts.isTemplateExpression(node)) found.push({ file, fillings: fillings(node) })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.filter(({ fillings: [first = ''] }) => HAN.test(first))
}

const fillings = ({ head, templateSpans }: ts.TemplateExpression): string[] =>
  templateSpans.reduce(
    (texts, { literal }) => texts.flatMap((text) => SAMPLES.map((sample) => text + sample + literal.text)),
    [head.text],
  )
