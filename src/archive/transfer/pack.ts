/**
 * Makes the package of a transfer: one BagIt bag as a ZIP, written into the store piece by piece. For each case its evidence
 * bundle as it was sealed, with one of today where something was recorded since, the reading copy, and its metadata; beside them
 * the list, the report of the four checks and the form of handing over. What was sealed or made before a file in it was marked as
 * not to be shown (行政诉讼法第四十三条) stays here: the bundle of today goes alone, and the list says so. The office signs a
 * statement over all of it. It begins anew where it was broken off. SQL: a job asks.
 */
import { createHash, sign } from 'node:crypto'
import { json } from '../../db/client.ts'
import { handOvers, requireLastKey } from '../../db/keys-in-use.ts'
import { type Bag, type Content, type Digested, makeBag, storedIn, type Tags, tidyName } from '../../ground/bag.ts'
import { canonical, sha256 } from '../../ground/canonical.ts'
import { publicPem, verifierKey } from '../../ground/checkpoint.ts'
import { HAND_OVERS, handOversText } from '../../ground/hand-over.ts'
import { dayIn } from '../../ground/time.ts'
import type { House } from '../../house.ts'
import type { Jobs } from '../../jobs/enqueue.ts'
import { isClosedSince, telling } from '../../ledger/closed-files.ts'
import { type Agency, agencyById } from '../../people/queries.ts'
import type { Bundles } from '../bundles.ts'
import { reportPdf } from '../checks/report-pdf.ts'
import { runIn } from '../checks/runs.ts'
import { type Kept, keptOf } from '../kept.ts'
import { xmlOf } from '../metadata/element.ts'
import { metadataOf } from '../metadata/of-case.ts'
import { formPdf } from './form-pdf.ts'
import { howToCheck } from './how-to-check.ts'
import { csvOf, type Listed, listed, textOf } from './list.ts'
import type { PackageDigests } from './said.ts'
import { type Transfer, transferIn } from './transfers.ts'

export const STATEMENT = 'transfer.json'
export const SIGNATURE = 'transfer.sig'
const LIST = 'data/移交目录.csv'

/** A package that cannot be made, and why, in words that its page shows. */
class Hindered extends Error {}

/** The job, safe to run again: a package that was made stays. @param signal aborted where the worker ends */
export async function packTransfer(
  house: House,
  bundles: Bundles,
  { agencyId, number }: Jobs['packTransfer'],
  lastTry: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const { sql, blobs, time } = house
  const transfer = await transferIn(sql, agencyId, number)
  if (transfer.made.state === 'made') return
  const set = (state: string, trouble: string | null) => sql`
    update transfer_packages set state = ${state}, done = 0, trouble = ${trouble}
    where agency_id = ${agencyId} and number = ${number}`
  try {
    await requireLastKey(sql, house.keys)
    const tell = async (done: number) => {
      signal?.throwIfAborted()
      await sql`update transfer_packages set done = ${done} where agency_id = ${agencyId} and number = ${number}`
    }
    const { bag, digests } = await packageOf(house, bundles, agencyId, transfer, tell, signal)
    const { sha256, size } = await blobs.put(bag.content())
    await sql`
      update transfer_packages set state = 'made', done = ${transfer.items.length}, trouble = null, sha256 = ${sha256},
        size = ${size}, digests = ${json(digests())}::jsonb, made_at = ${time.now().toISOString()}
      where agency_id = ${agencyId} and number = ${number}`
  } catch (fault) {
    if (fault instanceof Hindered || fault instanceof RangeError) {
      await set('failed', fault instanceof Hindered ? fault.message : TOO_LARGE)
      return
    }
    await set(lastTry ? 'failed' : 'waiting', lastTry ? '没有制作成功，原因已经记入运行日志，请联系系统管理员' : null)
    throw fault
  }
}

const TOO_LARGE = '移交包超过4GB，请减少件数，重新检测后分次移交'
/** A ZIP without extensions, with room for its lists (`ground/zip.ts`). */
const LARGEST = 0xffff_ffff - 64 * 1024 * 1024

type Part = { payload: [string, Content][]; line: Listed; bound: object }

async function packageOf(
  house: House,
  bundles: Bundles,
  agencyId: string,
  transfer: Transfer,
  tell: (done: number) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<{ bag: Bag; digests: () => PackageDigests }> {
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
  const payload = new Map<string, Content>([
    ...(await documentsOf(house, agency, agencyId, transfer, parts)),
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
  return { bag, digests: () => ({ statement, list: sha256(payload.get(LIST) as Buffer) }) }
}

/** After archiving these say nothing of the case that an archive would lack. */
const QUIET: readonly string[] = ['transferred', 'mailSent']

/** One case: its folder is named by its 档号. */
async function partOf(
  house: House,
  bundles: Bundles,
  transfer: Transfer,
  kept: Kept,
  sealed: NonNullable<Kept['sealed']>,
): Promise<Part> {
  const { file, stamp } = kept
  const told = file.facts.map(telling)
  const isWithheld = isClosedSince(told, sealed.position)
  const isCopyWithheld = kept.copy !== undefined && isClosedSince(told, kept.copy.position)
  const copy = isCopyWithheld ? undefined : kept.copy
  const folder = `data/案卷/${tidyName(stamp.reference)}`
  const payload: [string, Content][] = [
    [`${folder}/元数据.xml`, xmlOf(metadataOf(kept, transfer.said.archive))],
    ...(isWithheld ? [] : [[`${folder}/证据卷.zip`, storedIn(house.blobs, sealed.sha256)] as [string, Content]]),
    ...(copy ? [[`${folder}/阅读本.pdf`, storedIn(house.blobs, copy.sha256)] as [string, Content]] : []),
  ]
  const later = file.facts.filter(({ position, fact }) => position > sealed.position && !QUIET.includes(fact.type))
  let bundle = { bundle: `${folder.slice(5)}/证据卷.zip`, size: Number(sealed.size), sha256: sealed.sha256 }
  if (later.length > 0) {
    const fresh = await bundles.bundle(house, file.row)
    const hash = createHash('sha256')
    let size = 0
    for await (const piece of fresh.content()) {
      hash.update(piece)
      size += piece.length
    }
    const sha256 = hash.digest('hex')
    payload.push([`${folder}/证据卷（移交时）.zip`, { sha256, read: async () => fresh.content() }])
    if (isWithheld) bundle = { bundle: `${folder.slice(5)}/证据卷（移交时）.zip`, size, sha256 }
  }
  const remark = [
    isWithheld && `归档时封存的证据卷载有后来标注不公开质证的文件，不随包移交，其校验值（SHA-256）为${sealed.sha256}`,
    later.length > 0 && `归档以后又有${later.length}条记录，见“证据卷（移交时）.zip”`,
    copy && copy.position < sealed.position && '阅读本在归档以前生成',
    isCopyWithheld && '阅读本载有后来标注不公开质证的文件，不随包移交',
    !kept.copy && '没有阅读本',
  ]
  return {
    payload,
    line: listed(kept, { ...bundle, remark: remark.filter(Boolean).join('；') }),
    bound: {
      ...{ reference: stamp.reference, receipt: file.row.receipt, number: file.row.number },
      ...{ facts: file.row.length, head: file.row.head, bundle: bundle.sha256 },
      ...(isWithheld && { withheld: sealed.sha256 }),
    },
  }
}

/** What is read before the cases. */
async function documentsOf(
  house: House,
  agency: Agency,
  agencyId: string,
  transfer: Transfer,
  parts: readonly Part[],
): Promise<[string, Content][]> {
  const lines = parts.map(({ line }) => line)
  const run = await runIn(house.sql, agencyId, transfer.checked)
  const at = new Date(transfer.at)
  const bytes = lines.reduce((sum, { size }) => sum + size, 0)
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
