/** The letter that all printers print, as long as a true one: two pages, that nothing was found and where it was sought. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import {
  compose,
  type FontSet,
  type Letter,
  type LetterData,
  readTemplates,
  textOf,
} from '../../src/documents/index.ts'

export function theLetter(): Letter {
  const templates = fileURLToPath(new URL('../../templates', import.meta.url))
  const sample = parse(readFileSync(`${templates}/samples/notHeld.yaml`, 'utf8')) as LetterData
  return compose(readTemplates(templates).get('notHeld')!, sample)
}

/** Another letter of the same length: every paragraph begins elsewhere in its words. */
export function otherWords(letter: Letter, n: number): Letter {
  const turned = (text: string) => {
    const characters = [...text]
    const at = n % characters.length
    return [...characters.slice(at), ...characters.slice(0, at)].join('')
  }
  return {
    ...otherNumber(letter, n),
    blocks: letter.blocks.map((block) => ('text' in block ? { ...block, text: turned(block.text) } : block)),
  }
}

/** The same letter with a 文号 of its own. */
export const otherNumber = (letter: Letter, n: number): Letter => ({
  ...letter,
  number: letter.number.replace(/\d+号$/, `${100 + (n % 900)}号`),
})

/** A letter as its plainest parts. */
export function partsOf(letter: Letter) {
  const [organ = '', number = '', title = '', addressee = '', ...paragraphs] = textOf(letter)
  return { organ, number, title, addressee, paragraphs }
}

/** The very files that ours is made with: one for the text, one for mark and title. */
export function filesOf(fonts: FontSet): { text: string; title: string } {
  const of = (role: string) => fonts.files.find((file) => file.role === role)!.path
  return { text: of('fang'), title: of('title') }
}
