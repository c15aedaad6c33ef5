/** A letter as data. The preview page and the PDF are two readings of it, so what was approved is what is sent. */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string }
  /** A row of a form: 项目, 内容, 项目, 内容 … */
  | { kind: 'row'; cells: string[] }

export type Letter = {
  lang: 'zh-CN'
  /** `letter`: 信函格式, with red mark and rules. `form`: a table for the file, without them. */
  format: 'letter' | 'form'
  organ: string
  /** Whether it bears a 文号 once issued; a draft keeps the room for it. */
  numbered: boolean
  /** 文号. Empty while the letter is a draft. */
  number: string
  title: string
  addressee: string
  blocks: Block[]
  attachments: string[]
  signature: string
  date: string
  /** 附注, without its brackets. */
  note: string
  /** The characters of our own prose. A font that lacks one of them stops the letter; a citizen's rare name does not. */
  own: string
}

/** Everything that a reader of the letter reads, in reading order. Preview, search and tests compare against this. */
export function textOf(letter: Letter): string[] {
  const { attachments } = letter
  return [
    letter.format === 'letter' ? letter.organ : '',
    letter.number,
    letter.title,
    letter.addressee && `${letter.addressee}：`,
    ...letter.blocks.flatMap((block) => (block.kind === 'row' ? block.cells : [block.text])),
    ...attachmentLines(attachments),
    letter.signature,
    letter.date,
    letter.note && `（${letter.note}）`,
  ].filter((line) => line !== '')
}

/** 7.3.4: “附件：” once; numbers only when there are several. */
export const attachmentLines = (attachments: readonly string[]): string[] =>
  attachments.map((name, i) => `${i === 0 ? '附件：' : ''}${attachments.length > 1 ? `${i + 1}.` : ''}${name}`)
