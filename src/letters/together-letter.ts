/**
 * 一并答复: the words of one letter for several applications. Each application's own letter is composed as if it were
 * answered alone; what all have alike stands once, and between that, what each has of its own, one after the other.
 */
import { type Block, compose, type Letter, type LetterData, type Template } from '../documents/index.ts'
import type { Issued } from '../seals/issue.ts'

/** What is kept of a letter: what filled its blanks, for each application that it answers. */
export type KeptData = LetterData | { members: LetterData[] }

/** A letter with its bytes, as it was issued. */
export type IssuedLetter = Issued & { number: string | null; data: KeptData; size: number }

/**
 * The letter again from what was stored of it, for one application or for several.
 * @throws DocumentFault BLANK_EMPTY as compose.
 */
export const letterFrom = (template: Template, data: KeptData): Letter => {
  const { members } = data as { members?: LetterData[] }
  const nonce = nonceIn(members?.[0] ?? (data as LetterData))
  const letter = Array.isArray(members) ? ofSeveral(template, members) : compose(template, data as LetterData)
  return nonce === undefined ? letter : { ...letter, nonce }
}

/** Kept with what filled the blanks, under the same seal. */
const nonceIn = ({ letter }: LetterData): string | undefined => {
  const nonce = typeof letter === 'object' && !Array.isArray(letter) ? letter.nonce : undefined
  return typeof nonce === 'string' ? nonce : undefined
}

function ofSeveral(template: Template, members: readonly LetterData[]): Letter {
  return together(members.map((data) => ({ number: data.case?.number ?? '', letter: compose(template, data) })))
}

type Member = {
  /** 登记编号. */
  number: string
  letter: Letter
}

/** One letter of several. A passage that does not name its application is given its number. */
export function together(members: readonly Member[]): Letter {
  const letters = members.map(({ letter }) => letter)
  const [first] = letters as [Letter, ...Letter[]]
  return {
    ...first,
    blocks: merged(members),
    attachments: [...new Set(letters.flatMap(({ attachments }) => attachments))],
    own: [...new Set(letters.map(({ own }) => own).join(''))].sort().join(''),
  }
}

function merged(members: readonly Member[]): Block[] {
  const lists = members.map(({ letter }) => letter.blocks.map((block) => ({ block, key: JSON.stringify(block) })))
  const from = lists.map(() => 0)
  const own = (until: readonly number[]) =>
    lists.flatMap((list, m) =>
      numbered(
        list.slice(from[m], until[m]).map(({ block }) => block),
        members[m]!.number,
      ),
    )
  const blocks: Block[] = []
  for (const { block, key } of lists[0] ?? []) {
    const at = lists.map((list, m) => list.findIndex((each, i) => i >= from[m]! && each.key === key))
    if (at.includes(-1)) continue
    blocks.push(...own(at), block)
    for (const [m, i] of at.entries()) from[m] = i + 1
  }
  return [...blocks, ...own(lists.map(({ length }) => length))]
}

function numbered(blocks: readonly Block[], number: string): Block[] {
  const [first, ...rest] = blocks
  if (!first || blocks.some((block) => 'text' in block && block.text.includes(number))) return [...blocks]
  const of = `关于登记编号${number}的申请：`
  return first.kind === 'paragraph'
    ? [{ ...first, text: of + first.text }, ...rest]
    : [{ kind: 'paragraph', text: of }, ...blocks]
}
