/**
 * Everything there is against itself: the ledger and its case rows, tables, numbers, stored files and sealed bundles, the
 * signed log, the audit; and the log against what witnesses hold. SQL: verification alone asks.
 */
import { type AuditVerdict, checkAudit } from '../../audit/check.ts'
import { verifierKey } from '../../ground/checkpoint.ts'
import { type House, overAll } from '../../house.ts'
import { EMPTY_ROOT } from '../log/merkle.ts'
import type { Fault } from '../verify.ts'
import { askWitnesses, claimFault, claimsHeld, type Witnessed } from '../witness/witness-check.ts'
import { blobFault, fontFault, type Read, sealFault } from './blob-check.ts'
import { erasureFault } from './erasure-check.ts'
import { handOverFault } from './hand-over-check.ts'
import { inChinese } from './in-chinese.ts'
import { BEGINNING, checkLedger, checkSince, inThisProcess, type Place, type Readers } from './ledger-check.ts'
import { checkLog } from './log-check.ts'
import { frozenFault, unsignedReports } from './report-check.ts'
import { secretFault } from './secret-check.ts'
import { tableFault } from './table-check.ts'
import { transferFault } from './transfer-check.ts'
import type { Run } from './verify-place.ts'

export type VerdictOfAll = {
  ok: boolean
  /**
   * No fault in a whole run, and every witness that is set agrees, those aside that cannot be read back (mails); without one,
   * by the key of this house alone.
   */
  authenticated: boolean
  /** Of the log, and the id of the key that signs it. */
  origin: string
  key: string
  agency: null
  case: null
  entries: number
  files: number
  /** Facts whose words are gone: the ledger keeps their commitment. */
  erased: number
  /** Facts in the log. */
  size: number
  witnesses: Witnessed[]
  /** Facts behind the furthest checkpoint that a witness was seen to hold: of these nobody else knows; without witnesses all. */
  unwitnessed: number
  /** It went on from where an interrupted one had come to: what that had read was not read again. */
  resumed: boolean
  audit: Omit<AuditVerdict, 'fault'>
  /** Entries of final reports, the newest, whose audit line is not signed yet; left out where there are none. */
  unsignedReports?: string[]
  /** `says`: the same for people, in Chinese. */
  firstFault?: Fault & { says?: string }
}

export type Progress = { facts: number; ofFacts: number; files: number; leaves: number; ofLeaves: number }
export type Options = {
  readers?: Readers
  /** What an auditor holds: folders and files. */
  paths?: readonly string[]
  /** Where an interrupted run had come to. */
  from?: Run | undefined
  /** Told again and again of where it is, so that it can be gone on from. */
  onPlace?: (run: Run) => void
  onProgress?: (progress: Progress) => void
}

type Verifying = Pick<House, 'sql' | 'everywhere' | 'lawFor' | 'blobs' | 'time' | 'keys' | 'config' | 'post'>

/**
 * Names the first fault; a fault is never thrown. Of what an interrupted run has read, ledger and files are not read again;
 * cases that got facts since are, and everything else is.
 * @throws Error where what an auditor names holds no checkpoint
 */
export async function verifyAll(of: Verifying, options: Options = {}): Promise<VerdictOfAll> {
  const house = overAll(of)
  const { paths = [], onProgress = () => {}, onPlace = () => {} } = options
  const held = await claimsHeld(house, paths)
  const log = await logNow(house)
  const from = options.from && (await isSameLog(house, options.from)) ? options.from : undefined
  const run: Run = from ?? { log, ledger: BEGINNING, blobs: { done: '', files: 0 }, blobsRead: 0 }
  const progress: Progress = { facts: 0, ofFacts: await factsNow(house), files: 0, leaves: 0, ofLeaves: 0 }
  const moved = (to: Partial<Run>, now: Partial<Progress>) => {
    onPlace(Object.assign(run, to))
    onProgress(Object.assign(progress, now))
  }
  const files: Promise<{ count: number; fault?: Fault }> =
    run.blobs === 'whole'
      ? Promise.resolve({ count: run.blobsRead })
      : blobFault(house, run.blobs, (read: Read) => moved({ blobs: read }, { files: read.files })).then((read) => {
          if (!read.fault) moved({ blobs: 'whole', blobsRead: read.count }, { files: read.count })
          return read
        })
  const [ledger, blobs] = await Promise.all([
    checkLedger(house, options.readers ?? inThisProcess(house), run.ledger, (place: Place) =>
      moved({ ledger: place }, { facts: place.facts }),
    ),
    files,
  ])
  const sinceFault = ledger.fault ?? (await checkSince(house, run.log.size))
  const tables =
    (await tableFault(house)) ??
    (await erasureFault(house)) ??
    (await frozenFault(house)) ??
    (await transferFault(house)) ??
    (await secretFault(house))
  const unsigned = await unsignedReports(house)
  const fonts = await fontFault(house)
  const seals = await sealFault(house)
  const handedOver = await handOverFault(house)
  const whole = await checkLog(house, new Set(held.claims.map(({ size }) => size)), (leaves, ofLeaves) =>
    onProgress(Object.assign(progress, { leaves, ofLeaves })),
  )
  const claims = await claimFault(house, held.claims, whole)
  const asked = await askWitnesses(house)
  const { fault: auditFault, ...audit } = await checkAudit(house)
  const fault =
    sinceFault ??
    tables ??
    blobs.fault ??
    fonts ??
    seals ??
    handedOver ??
    whole.fault ??
    claims ??
    held.fault ??
    asked.fault ??
    auditFault
  const witnesses = [...held.read, ...asked.read].map((one) =>
    claims?.file?.startsWith(pathOf(house, one.witness)) ? { ...one, agrees: false } : one,
  )
  const [origin = '', key = ''] = verifierKey(house.keys).split('+')
  const agreed = witnesses.filter(({ agrees }) => agrees === true)
  const read = witnesses.filter(({ witness }) => !witness.startsWith('mailto:'))
  return {
    ok: !fault,
    authenticated: !fault && !from && read.every(({ agrees }) => agrees === true),
    ...{ origin, key, agency: null, case: null },
    ...{ entries: ledger.facts, files: blobs.count, erased: ledger.erased, size: whole.size, witnesses, audit },
    ...{ unwitnessed: whole.size - Math.max(0, ...agreed.map(({ size }) => size ?? 0)), resumed: from !== undefined },
    ...(unsigned.length > 0 && { unsignedReports: unsigned }),
    ...(fault && { firstFault: { ...fault, ...inChinese(fault.what) } }),
  }
}

/** Where a witness's files lie; a claim names its file. */
function pathOf({ config }: Pick<House, 'config'>, witness: string): string {
  const set = config.witnesses.find(({ name }) => name === witness)
  return set?.kind === 'folder' ? set.folder : witness
}

async function logNow({ sql }: Pick<House, 'sql'>): Promise<Run['log']> {
  const [last] = await sql<{ size: string; root: string }[]>`
    select size, root from checkpoints order by size desc limit 1`
  return last ? { size: Number(last.size), root: last.root } : { size: 0, root: EMPTY_ROOT }
}

/** A place of another database, or of one that was rolled back since, is none of this one. */
async function isSameLog({ sql }: Pick<House, 'sql'>, { log }: Run): Promise<boolean> {
  if (log.size === 0) return true
  const rows = await sql`select from checkpoints where size = ${log.size} and root = ${log.root}`
  return rows.length === 1
}

async function factsNow({ sql }: Pick<House, 'sql'>): Promise<number> {
  const [row] = await sql<{ n: string }[]>`select count(*) as n from ledger`
  return Number(row!.n)
}
