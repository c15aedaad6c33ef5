/** `sweep`: what the night does with files that no fact names, now; what came of it as one line of JSON. */
import type { Writable } from 'node:stream'
import type { OpenHouse } from '../open-house.ts'
import { UpkeepFault } from '../upkeep/fault.ts'
import { sweepUnnamed } from '../upkeep/unnamed.ts'

/** @returns the exit code: 0; 1 where the database is not the store's own */
export async function sweepCommand(house: OpenHouse, output: Writable, errors: Writable): Promise<number> {
  try {
    output.write(`${JSON.stringify(await sweepUnnamed(house))}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof UpkeepFault)) throw error
    errors.write(`${error.code} ${error.message}。${error.remedy}\n`)
    return 1
  }
}
