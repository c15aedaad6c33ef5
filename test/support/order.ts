/** Longest first, so that the workers end together: in a fresh clone the runner knows sizes alone, and these are small. */
import { existsSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whatever took more than fifteen seconds beside the others, the longest first. */
const LONG = `house/embedded people/rights upkeep/drill journeys/axe journeys/whole-way journeys/axe-staff
  evidence/in-browser evidence/verify-all evidence/reading-copy journeys/first-day cases/every-way upkeep/bucket
  journeys/released journeys/answering journeys/forms house/supervisor evidence/trusted-key journeys/axe-english
  house/programs house/day-log evidence/witness archive/destruction evidence/by-hand seals/house evidence/reading
  office/import replies/together journeys/tracking archive/items office/portal upkeep/keys journeys/review
  replies/given letters/signature intake/hostile-text archive/catalogue upkeep/doctor house/place upkeep/in-clear
  people/leaving settings/number-formats journeys/door people/audit documents/outside intake/scanner journeys/items
  people/grants house/bucket evidence/audiences-closed cases/service people/sight-in-lists people/passkeys
  evidence/stamp release/by-decision cases/at-once evidence/forgeries journeys/choosing journeys/people
  evidence/odd-values journeys/fee letters/found evidence/by-night leaving/attacks deadlines/worker cases/refusals
  replies/reprint upkeep/unnamed house/patterns replies/numbers intake/floods cases/notices evidence/runtime-role
  cases/path seals/timestamp seals/two-persons journeys/keyboard letters/issued delivery/mails replies/several
  journeys/given documents/ruler people/sight house/schema consultations/mail office/agencies consultations/shield
  journeys/notices seals/signature remedies/documents documents/broken-fonts seals/pkcs12 evidence/bundle`
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
