/** Longest first, so that the workers end together: in a fresh clone the runner knows sizes alone, and these are small. */
import { existsSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whatever takes more than ten seconds, the longest first. */
const LONG = `people/rights cases/every-way journeys/first-day journeys/axe journeys/axe-staff journeys/whole-way
  upkeep/drill house/embedded journeys/answering journeys/forms journeys/released house/supervisor replies/together
  journeys/axe-english journeys/review intake/hostile-text office/import evidence/verify-all office/portal
  leaving/attacks letters/signature cases/refusals house/patterns house/day-log house/programs journeys/tracking
  people/audit people/passkeys replies/reprint cases/service letters/issued replies/numbers letters/check/citizens
  release/by-decision documents/letters documents/memory`
  .split(/\s+/)
  .map((name) => `test/${name}.test.ts`)

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = LONG.filter((path) => !existsSync(path))
    if (gone.length > 0) throw new Error(`test/support/order.ts names ${gone.join()}, which is not there.`)
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex((path) => moduleId.endsWith(`/${path}`))
      return found < 0 ? LONG.length : found
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}
