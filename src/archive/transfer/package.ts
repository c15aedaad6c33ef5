/**
 * What the package of a transfer is: one BagIt bag as a ZIP, with a folder for each case; beside them the list, the report of the
 * four checks and the form of handing over. The office signs a statement over all of it. SQL: a job asks.
 */
import { sign } from 'node:crypto'
import { handOvers } from '../../db/keys-in-use.ts'
import { type Bag, type Content, type Digested, makeBag, type Tags } from '../../ground/bag.ts'
import { canonical, sha256 } from '../../ground/canonical.ts'
import { publicPem, verifierKey } from '../../ground/checkpoint.ts'
import { HAND_OVERS, handOversText } from '../../ground/hand-over.ts'
import { dayIn } from '../../ground/time.ts'
import type { House } from '../../house.ts'
import { type Agency, agencyById } from '../../people/queries.ts'
import type { Bundles } from '../bundles.ts'
import { reportPdf } from '../checks/report-pdf.ts'
import { runIn } from '../checks/runs.ts'
import { keptOf } from '../kept.ts'
import { type Part, partOf } from './case-in-package.ts'
import { formPdf } from './form-pdf.ts'
import { howToCheck } from './how-to-check.ts'
import { csvOf, textOf } from './list.ts'
import type { PackageDigests } from './said.ts'
import { QUIET, type Transfer } from './transfers.ts'

const STATEMENT = 'transfer.json'
const SIGNATURE = 'transfer.sig'
const LIST = 'data/移交目录.csv'

/** A package that cannot be made, and why, in words that its page shows. */
export class Hindered extends Error {}

export const TOO_LARGE = '移交包超过4GB，请减少件数，重新检测后分次移交'
/** A ZIP without extensions, with room for its lists (`ground/zip.ts`). */
const LARGEST = 0xffff_ffff - 64 * 1024 * 1024

/** `bytes`: of the bundles that go, as the form tells them. `digests` once the bag was written. @throws Hindered */
export async function packageOf(
  house: House,
  bundles: Bundles,
  agencyId: string,
  transfer: Transfer,
  tell: (done: number) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<{ bag: Bag; bytes: number; digests: () => PackageDigests }> {
  const agency = (await agencyById(house.sql, agencyId))!
  const parts: Part[] = []
  let size = 0
  for (const [i, { caseId, reference, facts }] of transfer.items.entries()) {
    await tell(i)
    const kept = await keptOf(house, agencyId, caseId)
    if (!kept) throw new Hindered(`${reference}已经重新办理或者销毁，请重新检测`)
    if (kept.file.facts.some(({ position, fact }) => position > facts && !QUIET.includes(fact.type)))
      throw new Hindered(`${reference}检测以后又有新的记录，请重新检测`)
    if (!kept.sealed) throw new Hindered(`${reference}没有封存的证据卷`)
    const part = await partOf(house, bundles, transfer, kept, kept.sealed)
    parts.push(part)
    size += part.line.size + (kept.copy?.size ?? 0)
    if (size > LARGEST) throw new Hindered(TOO_LARGE)
  }
  const bytes = parts.reduce((sum, { line }) => sum + line.size, 0)
  const payload = new Map<string, Content>([
    ...(await documentsOf(house, agency, transfer, parts, bytes)),
    ...parts.flatMap((part) => part.payload),
  ])
  let statement = ''
  const seal = (made: readonly Digested[], tags: Tags): Tags => {
    const text = Buffer.from(`${canonical(statementOf(house, agency, transfer, parts, made, tags))}\n`)
    statement = sha256(text)
    return new Map([
      [STATEMENT, text],
      [SIGNATURE, sign(null, text, house.keys.signer)],
    ])
  }
  const base = `ysqgk-transfer-${agencyId}-${transfer.number}`
  const bag = await makeBag(
    { base, payload, info: infoOf(agency, transfer), tags: await trustTags(house, base) },
    seal,
    signal,
  )
  return { bag, bytes, digests: () => ({ statement, list: sha256(payload.get(LIST) as Buffer) }) }
}

/** What is read before the cases. */
async function documentsOf(
  house: Pick<House, 'sql' | 'fonts'>,
  agency: Agency,
  transfer: Transfer,
  parts: readonly Part[],
  bytes: number,
): Promise<[string, Content][]> {
  const lines = parts.map(({ line }) => line)
  const run = await runIn(house.sql, agency.id, transfer.checked)
  const at = new Date(transfer.at)
  return [
    [LIST, csvOf(lines)],
    ['data/移交目录.txt', textOf(transfer.said.work, lines)],
    ['data/四性检测报告.pdf', (await reportPdf(agency.name, run, house.fonts, at)).bytes],
    ['data/交接登记表.pdf', (await formPdf({ agency: agency.name, transfer, run, bytes }, house.fonts)).bytes],
  ]
}

/** What the office signs: to whom, which cases each with its last fact, and every file over the lists of the bag. */
const statementOf = (
  { keys }: Pick<House, 'keys'>,
  agency: Agency,
  { number, said, at }: Transfer,
  parts: readonly Part[],
  made: readonly Digested[],
  tags: Tags,
) => ({
  ...{ format: 'ysqgk-transfer/1', origin: keys.origin, key: verifierKey(keys) },
  agency: { id: agency.id, name: agency.name },
  ...{ number, archive: said.archive, on: dayIn(new Date(at)) },
  cases: parts.map(({ bound }) => bound),
  files: made.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  tags: Object.fromEntries([...tags].map(([name, bytes]) => [name, sha256(bytes)])),
})

const infoOf = (agency: Agency, { number, said, at }: Transfer): Record<string, string> => ({
  'Source-Organization': agency.name,
  'External-Description': `${said.work}（移交${said.archive}）`,
  'External-Identifier': `${agency.id}-${number}`,
  'Bagging-Date': dayIn(new Date(at)),
  'Bagging-Software': 'ysqgk',
})

async function trustTags({ sql, keys }: Pick<House, 'sql' | 'keys'>, base: string): Promise<Tags> {
  const notes = await handOvers(sql)
  return new Map<string, Buffer>([
    ['key.txt', Buffer.from(`${verifierKey(keys)}\n`)],
    ['key.pem', Buffer.from(publicPem(keys.verifier))],
    ...(notes.length > 0 ? [[HAND_OVERS, Buffer.from(handOversText(notes))] as const] : []),
    ['核验说明.txt', Buffer.from(howToCheck(base, keys))],
  ])
}
