/** Longest first, so that the workers end together: in a fresh clone the runner knows sizes alone, and these are small. */
import { existsSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whatever took more than fifteen seconds beside the others, the longest first. */
const LONG = `people/rights journeys/first-day house/supervisor archive/transfer evidence/trusted-key upkeep/drill
  evidence/in-browser archive/checks outward/tokens replies/together journeys/forms journeys/whole-way
  house/day-log evidence/lists journeys/axe-samples consultations/codes replies/approval bench/agree
  evidence/reading-copy archive/transfer-closed journeys/released reports/printed release/by-decision
  evidence/by-sm4 evidence/closed-marks documents/memory house/embedded release/file-text release/office
  evidence/witness archive/items office/import evidence/reading files/secret office/portal house/bucket
  archive/destruction cases/every-way documents/bytes delivery/notices upkeep/bucket documents/letters
  documents/ruler evidence/verify-all journeys/axe seals/house journeys/axe-staff office/agencies intake/floods
  evidence/bundle replies/given intake/hostile-text people/passkeys reports/limits evidence/odd-values
  intake/scanner house/stores journeys/gone-back house/place cases/recorded-later upkeep/doctor
  journeys/axe-english release/readings evidence/by-night upkeep/keys journeys/tracking reports/export
  documents/outside letters/issued documents/broken-fonts letters/found people/passwords journeys/review
  reports/late consultations/access journeys/answering evidence/forgeries journeys/people release/one-decision
  deadlines/worker people/audit documents/compose replies/numbers reports/final journeys/items leaving/attacks
  settings/number-formats house/hostile people/oidc evidence/by-hand seals/pkcs12`
  .split(/\s+/)
  .map((name) => `test/${name}.test.ts`)
  .map((path) => (existsSync(path) ? path : `${path}x`)) // pages

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
