/** A letter to those who are consulted, made again from its words without the code that opens their answer: a copy to be read, never evidence. */
import { renderPdf } from '../documents/index.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { keptWords } from './kept-words.ts'
import { letterFrom } from './together-letter.ts'

/** What stands in the place of the code. */
const LEFT_OUT = '（从略）'

/**
 * The PDF, without seal or time stamp. Undefined where the words of the letter are not kept, so that no copy can be made.
 * @throws Unopened, DocumentFault
 */
export async function letterWithoutCode(
  { db, keys, fonts }: Pick<House, 'db' | 'keys' | 'fonts'>,
  { letter, ...key }: CaseKey & { letter: string },
): Promise<Buffer | undefined> {
  const words = (await keptWords(db, keys, key)).find(({ id }) => id === letter)
  if (!words || 'members' in words.data) return undefined
  const { consultation } = words.data
  const data = { ...words.data, ...(consultation && { consultation: { ...consultation, answerCode: LEFT_OUT } }) }
  // Without the nonce of the letter, too: who has the copy would else have all of it but the code to guess.
  const { nonce: _, ...shown } = letterFrom(words.template, data)
  const { bytes } = await renderPdf(shown, fonts, { issuedAt: new Date(words.issuedAt) })
  return bytes
}
