/** A letter as data. The preview page and the PDF are two readings of it, so what was approved is what is sent. */
import type { Format } from './front-matter.ts'

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string }
  /** A row of a form: 项目, 内容, 项目, 内容 …, where a 内容 may have several lines; of a pleading the cells of a table, below its head. */
  | { kind: 'row'; cells: string[]; head?: true }

export type Letter = {
  /** `en`: the rendering of a form beside its Chinese, with wider labels. */
  lang: 'zh-CN' | 'en'
  /** `letter`: 信函格式, with red mark and rules. `form`: a table for the file. `pleading`: for a court or a review body. */
  format: Format
  organ: string
  /** Whether it bears a 文号 once issued; a draft keeps the room for it. */
  numbered: boolean
  /** 文号. Empty while the letter is a draft. */
  number: string
  title: string
  addressee: string
  blocks: Block[]
  attachments: string[]
  /** Of a pleading: who signs it, and its day, line by line. */
  closing?: string[]
  signature: string
  date: string
  /** 附注, without its brackets. */
  note: string
  /** The characters of our own prose. A font that lacks one of them stops the letter; a citizen's rare name does not. */
  own: string
  /**
   * 32 hexadecimals that are nobody's to guess, the identifier of the file: without them whoever knows what a letter must say
   * could make it again, and find out by its published hash. A draft, and a letter of before, has none.
   */
  nonce?: string
}

/** Everything that a reader of the letter reads, in reading order. Preview, search and tests compare against this. */
export function textOf(letter: Letter): string[] {
  const { attachments, closing } = letter
  const attached = letter.format === 'pleading' ? pleadingAttachments(attachments) : attachmentLines(attachments)
  return [
    letter.format === 'letter' ? letter.organ : '',
    letter.number,
    letter.title,
    letter.addressee && `${letter.addressee}：`,
    ...letter.blocks.flatMap((block) =>
      block.kind === 'row' ? block.cells.flatMap((cell) => cell.split('\n')) : [block.text],
    ),
    ...(closing ?? []),
    ...attached,
    letter.signature,
    letter.date,
    letter.note && `（${letter.note}）`,
  ].filter((line) => line !== '')
}

/** 7.3.4: “附件：” once; numbers only when there are several. */
export const attachmentLines = (attachments: readonly string[]): string[] =>
  attachments.map((name, i) => `${i === 0 ? '附件：' : ''}${attachments.length > 1 ? `${i + 1}.` : ''}${name}`)

/** Below the signature of a pleading: “附：” once; numbers only when there are several. */
export const pleadingAttachments = (attachments: readonly string[]): string[] =>
  attachments.map((name, i) => `${i === 0 ? '附：' : ''}${attachments.length > 1 ? `${i + 1}.` : ''}${name}`)
