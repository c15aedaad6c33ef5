/** Facts that contradict each other are never computed over in silence: a stable code, and a sentence for the person at the desk. */
import { type Sentence, sentenceOf } from './sentence.ts'

/** Why something cannot be counted. Everything else that is thrown here is a fault of ours. */
export class ClockFault extends Error {
  override name = 'ClockFault'
  readonly code: string
  /** The message, as the sentence that it is. */
  readonly sentence: Sentence

  /** @param says a sentence of the statute, or the Chinese of one that stands nowhere else */
  constructor(code: string, says: Sentence | string) {
    const sentence = typeof says === 'string' ? sentenceOf(code, { zh: says }) : says
    super(sentence.text)
    this.code = code
    this.sentence = sentence
  }
}

/** What was given, short enough to print and free of surprises. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value.slice(0, 40)}”`
  return value === null || typeof value !== 'object' ? String(value).slice(0, 40) : typeof value
}
