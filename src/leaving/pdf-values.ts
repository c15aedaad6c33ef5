/** The values of a PDF (ISO 32000, 7.3), read in one pass: names, strings, arrays, dictionaries, references. */
export type Dictionary = ReadonlyMap<string, Value>
export type Value =
  | { name: string }
  /** Bytes, one character each. */
  | { string: string }
  | { number: number }
  | { refers: string }
  | { word: string }
  | Value[]
  | Dictionary

export const isDictionary = (value: Value | undefined): value is Dictionary => value instanceof Map
export const nameOf = (value: Value | undefined): string | undefined =>
  value && 'name' in value ? value.name : undefined
export const numberOf = (value: Value | undefined): number | undefined =>
  value && 'number' in value ? value.number : undefined
export const referred = (value: Value | undefined): string | undefined =>
  value && 'refers' in value ? value.refers : undefined

/** Every dictionary in a value, itself first. */
export function* dictionariesIn(value: Value): Generator<Dictionary> {
  if (isDictionary(value)) {
    yield value
    for (const inner of value.values()) yield* dictionariesIn(inner)
  } else if (Array.isArray(value)) for (const inner of value) yield* dictionariesIn(inner)
}

/** No program nests deeper. */
const DEEPEST = 50
const WORDS = ['true', 'false', 'null']
const REGULAR = /[^\s\0()<>[\]{}/%]+/y
const REFERENCE = /(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}R(?![^\s\0()<>[\]{}/%])/y

export class PdfReader {
  readonly #text: string
  at: number

  constructor(text: string, at = 0) {
    this.#text = text
    this.at = at
  }

  /** @throws where none begins here, or it does not end; `at` is then where that was seen, so that nothing is read twice */
  value(depth = 0): Value {
    this.space()
    const text = this.#text
    if (depth > DEEPEST) throw new Error('too deep')
    switch (text[this.at]) {
      case '/':
        this.at++
        return { name: this.#regular('').replace(/#([0-9a-f]{2})/gi, (_, hex) => byte(hex, 16)) }
      case '(':
        return { string: this.#literal() }
      case '[':
        this.at++
        return this.#upTo(']', () => this.value(depth + 1))
      case '<':
        if (text[this.at + 1] === '<') return this.#dictionary(depth)
        return { string: this.#hexadecimal() }
      default:
        return this.#word(depth)
    }
  }

  /** Goes behind white space and remarks. */
  space(): void {
    const text = this.#text
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at)
      if (code === 0x25) while (this.at + 1 < text.length && !'\r\n'.includes(text[this.at + 1]!)) this.at++
      else if (code !== 0 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 32) return
    }
  }

  #regular(none?: string): string {
    REGULAR.lastIndex = this.at
    const match = REGULAR.exec(this.#text)
    if (match) this.at = REGULAR.lastIndex
    else if (none === undefined) throw new Error('no value begins here')
    return match?.[0] ?? none!
  }

  #word(depth: number): Value {
    REFERENCE.lastIndex = this.at
    const reference = REFERENCE.exec(this.#text)
    if (reference) {
      this.at = REFERENCE.lastIndex
      return { refers: reference[1]! }
    }
    const word = this.#regular()
    const number = Number(word)
    if (!Number.isNaN(number)) return { number }
    // An array or a dictionary that goes on into the next object was never closed.
    if (depth > 0 && !WORDS.includes(word)) throw new Error('not closed')
    return { word }
  }

  #upTo<T>(end: string, next: () => T): T[] {
    const all: T[] = []
    for (this.space(); !this.#text.startsWith(end, this.at); this.space()) all.push(next())
    this.at += end.length
    return all
  }

  #dictionary(depth: number): Dictionary {
    this.at += 2
    const entries = this.#upTo('>>', () => {
      const key = nameOf(this.value(depth + 1))
      if (key === undefined) throw new Error('a key is missing')
      return [key, this.value(depth + 1)] as const
    })
    return new Map(entries)
  }

  #hexadecimal(): string {
    const end = this.#text.indexOf('>', this.at)
    const digits = this.#text.slice(this.at + 1, end < 0 ? undefined : end).replace(/[\s\0]/g, '')
    this.at = end < 0 ? this.#text.length : end + 1
    if (end < 0 || /[^0-9a-f]/i.test(digits)) throw new Error('no hexadecimal string')
    return Buffer.from(digits.padEnd(digits.length + (digits.length % 2), '0'), 'hex').toString('latin1')
  }

  #literal(): string {
    const text = this.#text
    const from = this.at + 1
    let depth = 0
    for (; this.at < text.length; this.at++) {
      const sign = text[this.at]
      if (sign === '\\') this.at++
      else if (sign === '(') depth++
      else if (sign === ')' && --depth === 0) return unescaped(text.slice(from, this.at++))
    }
    throw new Error('a string does not end')
  }
}

const byte = (digits: string, base: number) => String.fromCharCode(Number.parseInt(digits, base) & 0xff)
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }
const unescaped = (literal: string) =>
  literal.replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? byte(code, 8) : code === '\r\n' ? '' : (ESCAPES[code] ?? code),
  )
