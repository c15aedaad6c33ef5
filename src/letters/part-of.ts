/** What a line of a letter is, for pages that show its text. */
import type { Letter } from '../documents/index.ts'

export type Part = 'organ' | 'title' | 'addressee' | 'heading' | 'body' | 'end'

/** What a line of the letter is, so that the text reads as the page does. */
export function partOf(letter: Letter, text: string, index: number): Part {
  if (index === 0 && letter.format === 'letter' && text === letter.organ) return 'organ'
  if (text === letter.title) return 'title'
  if (text === `${letter.addressee}：`) return 'addressee'
  if (text === letter.signature || text === letter.date) return 'end'
  return letter.blocks.some((block) => block.kind === 'heading' && block.text === text) ? 'heading' : 'body'
}
