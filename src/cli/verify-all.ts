/** `verify --all`: everything against itself and against the witnesses, with its progress where it is long. */
import { availableParallelism } from 'node:os'
import { openThreads } from '../evidence/whole/ledger-threads.ts'
import { type Progress, verifyAll } from '../evidence/whole/verify-all.ts'
import { forgetRun, interruptedRun, keepRun, type Run } from '../evidence/whole/verify-place.ts'
import type { OpenHouse } from '../open-house.ts'
import { noteVerify } from '../upkeep/last-verify.ts'
import { visible } from './visible.ts'

const [DONE, FAILED, WRONG_USE, NOT_AUTHENTICATED] = [0, 1, 2, 3]
/** A thread takes a second to begin: what is read in less needs none. */
const PAYS_FROM = 20_000 // facts
/** Beyond this the database is what limits the run. */
const MOST_THREADS = 4
const KEEP_EVERY = 2_000 // ms
const SHOW_EVERY = 5_000 // ms

type Use = { resume: boolean; paths: string[] }

/** Undefined where the arguments are not understood. */
export function readUse(args: readonly string[]): Use | undefined {
  const use: Use = { resume: false, paths: [] }
  for (let i = 0; i < args.length; i++) {
    const path = args[i] === '--witness' ? args[++i] : undefined
    if (path) use.paths.push(path)
    else if (args[i] === '--resume' && !use.resume) use.resume = true
    else return undefined
  }
  return use
}

/** @returns the exit code */
export async function verifyAllCommand(
  house: OpenHouse,
  { resume, paths }: Use,
  out: NodeJS.WritableStream,
  err: NodeJS.WritableStream,
): Promise<number> {
  const { dataDir } = house.config
  const from = resume ? interruptedRun(dataDir) : undefined
  if (resume && !from) err.write('没有中断的核验，从头开始。\n')
  const [{ facts } = { facts: 0 }] = await house.everywhere.sql<{ facts: number }[]>`
    select count(*)::int as facts from ledger` // SQL: how long it will be
  const count = facts < PAYS_FROM ? 0 : Math.min(availableParallelism(), MOST_THREADS)
  const threads = count > 0 ? openThreads(count, house.config, house.databaseUrl) : undefined
  const shown = progressTo(err, from)
  const kept = seldom(KEEP_EVERY, (run: Run) => keepRun(dataDir, run))
  try {
    const verdict = await verifyAll(house, {
      ...{ paths, from, onPlace: kept, onProgress: shown },
      ...(threads && { readers: threads }),
    }).catch((error: Error) => error)
    if (verdict instanceof Error) {
      err.write(`${visible(verdict.message)}\n`)
      return WRONG_USE
    }
    forgetRun(dataDir)
    // A run that went on is no whole one, unless it found something.
    if (!verdict.resumed || !verdict.ok) noteVerify(dataDir, { at: house.time.now().toISOString(), ok: verdict.ok })
    const { firstFault } = verdict
    // Names of files and what the machine says of them come from outside.
    if (firstFault) err.write(`${visible(`不符：${firstFault.says ?? firstFault.what}${whereOf(firstFault)}`)}\n`)
    else if (house.config.witnesses.length === 0)
      err.write('没有设置见证（WITNESS_URL）：只证明与本系统自己的密钥相符。\n')
    else if (verdict.unwitnessed > 0)
      err.write(`最后的${verdict.unwitnessed}条记录还没有见证持有：对它们只证明与本系统自己的密钥相符。\n`)
    if (verdict.unsignedReports)
      err.write(
        `这些年度报告已经定稿，记载定稿的审计记录还没有签名（每十分钟签一次，签名以后再核验）：${visible(verdict.unsignedReports.join('；'))}。\n`,
      )
    if (verdict.resumed) err.write('这一次接着中断处核验，以前读过的没有再读，不算全面核验。\n')
    out.write(`${visible(JSON.stringify(verdict))}\n`)
    if (!verdict.ok) return FAILED
    return verdict.authenticated ? DONE : NOT_AUTHENTICATED
  } finally {
    await threads?.close()
  }
}

const whereOf = ({
  caseId,
  position,
  file,
  line,
}: {
  caseId?: string
  position?: number
  file?: string
  line?: string
}) => {
  const where = [caseId, position && `第${position}条`, line && `审计记录 ${line}`, file].filter(Boolean)
  return where.length > 0 ? `（${where.join('，')}）` : ''
}

/** At most so often, and the first time only after as long. */
function seldom<T>(every: number, work: (told: T) => void): (told: T) => void {
  let last = Date.now()
  return (told) => {
    if (Date.now() - last < every) return
    last = Date.now()
    work(told)
  }
}

function progressTo(err: NodeJS.WritableStream, from: Run | undefined): (progress: Progress) => void {
  const [began, already] = [Date.now(), from?.ledger.facts ?? 0]
  return seldom(SHOW_EVERY, ({ facts, ofFacts, files, leaves, ofLeaves }: Progress) => {
    if (leaves > 0) return void err.write(`核验：签名日志 ${leaves}/${ofLeaves}\n`)
    const perSecond = Math.round(((facts - already) * 1000) / (Date.now() - began))
    const left = perSecond > 0 ? `，约剩 ${Math.ceil((ofFacts - facts) / perSecond)} 秒` : ''
    const share = ofFacts > 0 ? Math.floor((facts * 100) / ofFacts) : 100
    err.write(`核验：台账 ${facts}/${ofFacts} 条（${share}%，每秒 ${perSecond} 条${left}），文件 ${files} 个\n`)
  })
}
