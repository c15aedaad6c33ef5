/** What fills a letter that answers several matters: the blanks of each, by its number. */
import type { Answer } from '../../workflows/disclosure/answers.ts'
import type { LetterData } from '../documents/index.ts'
import type { GivenFile } from '../ledger/given.ts'
import { givenBlanks } from './given-blanks.ts'

type Blanks = Record<string, string | undefined>
type Groups = Readonly<Record<string, Blanks>>

/** `{ reasons }` of the second matter as `{ '2.reasons' }`. */
const numbered = (n: number, blanks: Blanks): Blanks =>
  Object.fromEntries(Object.entries(blanks).map(([name, value]) => [`${n}.${name}`, value]))

/**
 * @param found what was found of one matter, by group
 * @param given the files that the draft gives, of all matters
 */
export function severalBlanks(
  items: readonly Answer[],
  found: (answer: Answer) => Groups,
  given: readonly GivenFile[],
): LetterData {
  const data: Record<string, Blanks> = {}
  const put = (group: string, blanks: Blanks) => {
    data[group] = { ...data[group], ...blanks }
  }
  for (const [i, item] of items.entries()) {
    const n = i + 1
    put('ask', numbered(n, item.fields))
    put('items', numbered(n, { matter: item.matter ?? undefined }))
    put('given', numbered(n, givenBlanks(given.filter(({ id }) => item.files?.includes(id)))))
    for (const [group, blanks] of Object.entries(found(item))) put(group, numbered(n, blanks))
  }
  const paper = items.flatMap(({ fields }) => fields.attachments?.split('\n') ?? [])
  put('items', { attachments: paper.join('\n') })
  put('given', { files: givenBlanks(given).files })
  return data
}
