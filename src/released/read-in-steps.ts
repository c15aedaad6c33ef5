/** A file is read and searched in steps, so that nobody else who asks waits for one that is long; what is too long is not read whole. */

/** So much text of one file is searched, in characters: some two thousand pages. */
export const MOST_TEXT = 2 * 1024 * 1024
/** What a document of that much text is marked up with is less. */
const MOST_TOKENS = 3_000_000
/** A few milliseconds of work. */
const STEP = 5_000

/** Counts the tokens of one file. */
export class Steps {
  #n = 0

  /** One more: after it somebody else may have a turn. */
  isDue(): boolean {
    return ++this.#n % STEP === 0
  }

  get areTooMany(): boolean {
    return this.#n > MOST_TOKENS
  }
}
