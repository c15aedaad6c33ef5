/**
 * Files that take turns. All together take a worker more than an hour, and `npm test` must answer in some ten minutes: of these
 * files it runs another quarter each day, by the number of the sample. They tell the long stories of one room each; whatever
 * holds for all rooms (rights, floors, the ledger, the machine, refusals, pages, words) is in none of them and runs at each
 * change. Whoever names files or folders runs all that they name, so a change of a room is tried by `npm test -- test/ROOM`;
 * CI and `npm run proof` run every file.
 */
import { existsSync } from 'node:fs'
import { PROOF } from './proof.ts'

const OF = 4

/** By how long they take, so that the quarters are alike. */
const TAKE_TURNS =
  `upkeep/drill evidence/trusted-key journeys/forms house/day-log house/embedded journeys/released archive/transfer
  evidence/in-browser mailbox/mailbox archive/destruction archive/checks seals/house replies/together evidence/reading-copy
  evidence/reading release/by-decision office/import office/portal evidence/witness outward/tokens documents/ruler
  files/secret office/agencies archive/transfer-closed house/bucket house/place reports/limits people/passkeys
  upkeep/bucket documents/memory reports/printed documents/letters archive/items evidence/by-sm4 intake/floods
  journeys/answering evidence/verify-all evidence/by-hand documents/outside letters/found replies/approval
  replies/several replies/given letters/signature people/audit journeys/items seals/pkcs12 house/stores release/readings
  journeys/choosing journeys/people journeys/keyboard journeys/tracking journeys/review journeys/given upkeep/doctor
  release/file-text documents/compose leaving/attacks journeys/door documents/bytes replies/numbers reports/final
  documents/broken-fonts settings/number-formats remedies/several consultations/shield evidence/odd-values upkeep/keys
  reports/export evidence/closed-marks intake/scanner delivery/mails letters/check/seeded people/passwords cases/notices
  evidence/by-night consultations/codes people/grants evidence/stamp replies/reprint journeys/gone-back seals/timestamp
  release/office evidence/bundle journeys/notices people/tries people/oidc documents/ofd house/neighbours
  seals/signature release/one-decision release/changes people/leaving letters/check/citizens reports/random-years
  house/lost-connections desk/kept-draft reports/command remedies/documents consultations/access people/audit-chain
  consultations/mail office/xlsx intake/set-aside reports/monthly intake/paper house/blobs office/apart
  reports/filled-by-migration delivery/notices people/factors office/demo-instants reports/beside settings/choices
  reports/late archive/handing-over workbench/versions remedies/table4 journeys/fee archive/catalogue
  evidence/audiences-closed delivery/no-server bench/agree`
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
