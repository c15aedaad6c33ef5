/** What one file may unfold to, with all that is packed in it: a small file must not become a large one step by step. */

/** A file of 20 MB that unfolds to more is no document. */
const UNFOLDED = 300 * 1024 * 1024
/** Parts of documents and members of archives; a report with many pictures has a few hundred. */
const PARTS = 10_000

/** It is more than anybody examines: not damaged, but not known either. */
export class TooMuch extends Error {}

export class Budget {
  #bytes: number
  #parts: number

  constructor(bytes = UNFOLDED, parts = PARTS) {
    this.#bytes = bytes
    this.#parts = parts
  }

  /** How many bytes the next piece may have. */
  get left(): number {
    return this.#bytes
  }

  /** @throws TooMuch where it was spent before */
  spend(bytes: number, parts = 1): void {
    this.#bytes -= bytes
    this.#parts -= parts
    if (this.#bytes < 0 || this.#parts < 0) throw new TooMuch()
  }
}
