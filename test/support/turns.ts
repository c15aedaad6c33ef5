/**
 * Files that take turns. All together take a worker more than an hour, and `npm test` must answer in some ten minutes: of these
 * files it runs another third each day, by the number of the sample. They tell the long stories of one room each; whatever
 * holds for all rooms (rights, floors, the ledger, the machine, refusals, pages, words) is in none of them and runs at each
 * change. Whoever names files or folders runs all that they name, so a change of a room is tried by `npm test -- test/ROOM`;
 * CI and `npm run proof` run every file.
 */
import { existsSync } from 'node:fs'
import { PROOF } from './proof.ts'

const OF = 3

/** By how long they take, so that the thirds are alike. */
const TAKE_TURNS =
  `evidence/trusted-key evidence/witness archive/destruction seals/house evidence/reading-copy upkeep/drill
  archive/checks replies/together evidence/in-browser house/embedded release/by-decision house/day-log journeys/released
  office/portal office/import people/passkeys evidence/reading archive/transfer evidence/by-hand archive/items house/bucket
  journeys/answering upkeep/bucket journeys/people journeys/items replies/given office/agencies archive/transfer-closed
  reports/printed house/place evidence/odd-values documents/ruler documents/bytes upkeep/doctor documents/outside
  upkeep/keys journeys/tracking reports/limits people/audit journeys/review journeys/door intake/floods
  evidence/closed-marks seals/pkcs12 outward/tokens leaving/attacks replies/numbers journeys/keyboard replies/reprint
  intake/paper desk/kept-draft reports/export intake/set-aside letters/signature settings/number-formats
  documents/broken-fonts journeys/given delivery/notices evidence/stamp replies/several release/one-decision
  house/neighbours house/stores release/office evidence/by-sm4 reports/final people/tries consultations/shield
  delivery/mails consultations/codes remedies/several people/passwords journeys/choosing journeys/gone-back
  journeys/notices people/leaving reports/command house/lost-connections consultations/mail settings/choices
  evidence/audiences-closed delivery/no-server people/oidc seals/timestamp seals/signature consultations/access
  journeys/fee bench/agree`
    .split(/\s+/)
    .map((name) => `test/${name}.test.ts`)

/**
 * Which of them wait in this run.
 * @param named arguments of the runner, behind its name
 */
export function waiting(sample: number, named: readonly string[] = process.argv.slice(2)): string[] {
  const gone = TAKE_TURNS.filter((path) => !existsSync(path))
  if (gone.length > 0) throw new Error(`test/support/turns.ts names ${gone.join()}, which is not there.`)
  if (PROOF || process.env.FILES === 'all' || namesFiles(named)) return []
  return TAKE_TURNS.filter((_, i) => i % OF !== sample % OF)
}

/** Beside the runner's word and its options somebody has named files. */
const namesFiles = (args: readonly string[]): boolean =>
  args.some((arg, i) => !arg.startsWith('-') && arg !== 'run' && args[i - 1] !== '--config')
