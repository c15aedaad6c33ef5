/** What the archive asks of the room of evidence, which is another feature: handed in by whoever composes them (worker.ts). */

import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'

/** What a proof finds out of a bundle, as data. */
export type Proof = {
  /** What is wrong with it first, in Chinese, for people alone; undefined for nothing. */
  fault: string | undefined
  /** The names of its members below the one folder; undefined where it is no archive that can be read. */
  members: readonly string[] | undefined
  /** Those of them that its statement does not name, whatever else is wrong; undefined where no signed statement can be read. */
  foreign: readonly string[] | undefined
}

export type Bundles = {
  /** The bundle of a case as it stands now; its bytes are read as often as they are asked for, and are the same each time. */
  bundle(house: House, row: CaseRow): Promise<{ size: number; content(): AsyncIterable<Uint8Array> }>
  /** Proves a bundle, apart from what the process does besides. */
  prove(house: House, bundle: Buffer): Promise<Proof>
  /** Makes the reading copy of a case, which counts its pages; where the last one holds all that is on file, it does nothing. */
  readingCopy(house: House, key: CaseKey, signal?: AbortSignal): Promise<void>
}
