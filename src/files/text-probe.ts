/** Whether bytes are text, and in which encoding, as they come by: what Notepad, WPS and old systems save is not always UTF-8. */

export type Charset = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** Where the text of one encoding may still be going on. */
class Attempt {
  #decoder: TextDecoder | undefined
  readonly charset: Charset
  constructor(charset: Charset) {
    this.charset = charset
    this.#decoder = new TextDecoder(charset, { fatal: true })
  }
  /** @param piece the next bytes; undefined at the end, where a character that was cut short is no text */
  read(piece?: Uint8Array): void {
    try {
      const text = this.#decoder?.decode(piece, { stream: piece !== undefined })
      if (text && isBinary(text)) this.#decoder = undefined
    } catch {
      this.#decoder = undefined
    }
  }
  get holds(): boolean {
    return this.#decoder !== undefined
  }
}

/** Controls that no text has: all but tab, line ends, form feed, the end mark of DOS and escape. */
const CONTROLS = /[\0-\x08\x0b\x0e-\x19\x1c-\x1f]/
const isBinary = (text: string) => CONTROLS.test(text)

/** GB 18030 is asked from the first byte beyond ASCII on: before it both read alike. */
export class TextProbe {
  #attempts: Attempt[] | undefined
  #isAscii = true

  /** The next piece of the file; the first has two bytes at least, unless that is all. */
  add(piece: Uint8Array): void {
    this.#attempts ??= [new Attempt(marked(piece) ?? 'utf-8')]
    if (!this.#attempts.some(({ holds }) => holds)) return
    if (this.#isAscii && piece.some((byte) => byte > 0x7f)) {
      this.#isAscii = false
      if (this.#attempts[0]!.charset === 'utf-8' && this.#attempts[0]!.holds)
        this.#attempts.push(new Attempt('gb18030'))
    }
    for (const attempt of this.#attempts) if (attempt.holds) attempt.read(piece)
  }

  /** At the end of the file: its encoding, UTF-8 before others; undefined where it is no text. */
  charset(): Charset | undefined {
    for (const attempt of this.#attempts ?? []) attempt.read()
    return this.#attempts?.find(({ holds }) => holds)?.charset
  }
}

const marked = ([first, second]: Uint8Array): Charset | undefined => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

/** The encoding that a media type tells; UTF-8 where it tells none. */
export const charsetOf = (type: string): string => /charset=([\w-]+)/.exec(type)?.[1] ?? 'utf-8'

/** The text of stored bytes of this media type; one that was taken in before encodings were told is tried as GB 18030, too. */
export function textOf(content: Uint8Array, type: string): string {
  for (const charset of [marked(content) ?? charsetOf(type), 'gb18030'])
    try {
      return new TextDecoder(charset, { fatal: true }).decode(content)
    } catch {} // not this one
  return new TextDecoder('utf-8').decode(content)
}
