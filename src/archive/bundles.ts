/** What the archive asks of the room of evidence, which is another feature: handed in by whoever composes them (worker.ts). */
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'

export type Bundles = {
  /** The bundle of a case as it stands now; its bytes are read as often as they are asked for, and are the same each time. */
  bundle(house: House, row: CaseRow): Promise<{ size: number; content(): AsyncIterable<Uint8Array> }>
  /** Proves a bundle, apart from what the process does besides. @returns what is wrong with it, in Chinese; undefined for nothing */
  prove(house: House, bundle: Buffer): Promise<string | undefined>
}
