/** typst's compiler, in this process, as a printer of letters. What has not changed since the last one it does not set again. */
import { dirname } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { FontSet, Letter } from '../../src/documents/index.ts'
import { filesOf, partsOf } from './letters.ts'

/** As `typst watch` does: what ten letters did not use is forgotten. */
const REMEMBERS = 10

export type Typst = {
  print(letter: Letter): Buffer
  /** Between two letters, and not while the watch runs. */
  forget(): void
}

export function openTypst(fonts: FontSet): Typst {
  const { text, title } = filesOf(fonts)
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [dirname(text), dirname(title)] }] })
  return {
    print: (letter) => compiler.pdf({ mainFileContent: source(letter) }),
    forget: () => compiler.evictCache(REMEMBERS),
  }
}

/** A text as a string of the language: nothing in it is markup. */
const said = (text: string) => `#${JSON.stringify(text)}`

/** The same page as plainly as typst can have it: margins, sizes, lines. */
function source(letter: Letter): string {
  const { organ, number, title, addressee, paragraphs } = partsOf(letter)
  return `
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))
#set text(font: "Noto Serif SC", size: 16pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13.6pt, spacing: 13.6pt)
#align(center, text(size: 40pt, weight: "bold", fill: red)[${said(organ)}])
#line(length: 100%, stroke: 3pt + red)
#align(right)[${said(number)}]
#align(center, text(size: 22pt, weight: "bold")[${said(title)}])
#par(first-line-indent: 0pt)[${said(addressee)}]
${paragraphs.map((text) => said(text)).join('\n\n')}
`
}
