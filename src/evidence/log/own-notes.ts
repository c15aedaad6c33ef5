/** Checkpoints of this installation, with whatever cosignatures stand below them. */
import { openedByOffice } from '../../ground/checkpoint.ts'
import { COMMON_ORIGIN } from '../../ground/common-origin.ts'
import type { Keys } from '../../ground/keys.ts'

/** What a note of ours says, if our present key or an earlier one signed it. */
export const openedByHouse = (note: string, keys: Keys): { size: number; root: string } | undefined =>
  openedByOffice(note, keys, originsOf(keys))

/** The names under which this log signs, and signed before it had its own. */
export const originsOf = (keys: Keys): readonly string[] => [keys.origin, COMMON_ORIGIN]
