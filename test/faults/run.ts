/**
 * `npm run faults [-- NAME… --rounds N]`: a house is harmed under load, again and again. One JSON object a line: what was
 * filed and acknowledged, what of it was lost and what stands twice (cases, mails), how long it took until the house was
 * ready and until every mail was sent, and whether `verify --all` still proves it. Exit code 1 where anything was lost,
 * doubled or unproven.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { compare, startFiling, untilQuiet, untilReady } from './load.ts'
import { mailFaults } from './mails.ts'
import { type Office, openOffice } from './office.ts'
import { mayMount } from './room.ts'

/** Jobs go on within a minute of a crash, however many wait. */
const PATIENCE = 60 // s

type Harm = {
  kind: 'apart' | 'whole'
  env?: Record<string, string>
  /** More settings of an outside database. */
  flags?: string[]
  /** What lies on a file system that can run full. */
  room?: 'all' | 'blobs'
  harm(office: Office): Promise<void>
  /** Files lie in a bucket of a stand-in for S3, and each filing brings one. */
  s3?: boolean
  /** Where harm takes long, its load ends with it all the same. */
  rounds?: number
}

const killed = (pid: number) => process.kill(pid, 'SIGKILL')

/** Some session of the service, of those of the pools. */
async function aBackend(office: Office): Promise<number> {
  const rows = await office.ask(
    (sql) => sql<{ pid: number }[]>`
    select pid from pg_stat_activity where backend_type = 'client backend' and datname = 'ysqgk' and pid <> pg_backend_pid()
    order by random() limit 1`,
  )
  return rows[0]!.pid
}
const postmaster = async (office: Office): Promise<number> => {
  const [row] = await office.ask((sql) => sql<{ folder: string }[]>`select current_setting('data_directory') as folder`)
  const { readFile } = await import('node:fs/promises')
  return Number((await readFile(`${row!.folder}/postmaster.pid`, 'utf8')).split('\n')[0])
}

async function runFull({ room }: Office) {
  await room!.fill()
  await sleep(8_000)
  await room!.empty()
}

/** In turn: nobody answers, nobody says anything, faults, half of what is sent is kept, half of what is asked for comes. */
const HARMS = ['down', 'hang', 'errors', 'swallows', 'breaks-off'] as const
let harmed = 0
async function storeAway({ store }: Office) {
  store!.harm(HARMS[harmed++ % HARMS.length]!)
  await sleep(6_000)
  store!.harm('none')
}

const DAY = 86_400_000
const faults: Record<string, Harm> = {
  'kill-web': { kind: 'apart', harm: async ({ web }) => web.kill() },
  'kill-worker': { kind: 'apart', harm: async ({ worker }) => worker.kill() },
  'kill-backend': { kind: 'apart', harm: async (office) => void killed(await aBackend(office)) },
  'kill-backend-embedded': { kind: 'whole', harm: async (office) => void killed(await aBackend(office)) },
  'kill-postmaster': { kind: 'whole', harm: async (office) => void killed(await postmaster(office)) },
  'kill-all': { kind: 'whole', harm: async ({ web }) => web.kill() },
  'restart-database': {
    kind: 'apart',
    async harm({ database }) {
      await database!.stop()
      await database!.start()
    },
  },
  'database-away': {
    kind: 'apart',
    async harm({ database }) {
      await database!.stop()
      await sleep(8_000)
      await database!.start()
    },
  },
  'clock-forward': { kind: 'whole', harm: async ({ web }) => web.tell({ ahead: DAY }) },
  'clock-back': { kind: 'whole', env: { AHEAD: String(DAY) }, harm: async ({ web }) => web.tell({ ahead: 0 }) },
  ...mailFaults,
  /** Each flush of the database's journal waits 100 ms, the most that it can be told to. */
  'slow-disk': { kind: 'apart', flags: ['commit_delay=100000', 'commit_siblings=0'], harm: () => sleep(4_000) },
  'blobs-full': { kind: 'apart', room: 'blobs', harm: runFull },
  's3-down': { kind: 'apart', s3: true, harm: storeAway },
  'database-full': { kind: 'whole', room: 'all', harm: runFull },
}
/** Faults that the issue names and nothing here brings about, each with what it would take. */
const NOT_TRIED: Record<string, string> = {}
if (!(await mayMount()))
  for (const [name, { room }] of Object.entries(faults))
    if (room) {
      NOT_TRIED[name] = 'a file system of its own, which this user may not mount'
      delete faults[name]
    }

const { names, rounds } = asked(process.argv.slice(2))
const unknown = names.filter((name) => !Object.hasOwn(faults, name) && !Object.hasOwn(NOT_TRIED, name))
if (unknown.length > 0) {
  console.error(`No such fault: ${unknown.join(', ')}. There are: ${Object.keys(faults).join(', ')}.`)
  process.exit(2)
}
let bad = 0
for (const [name, harm] of Object.entries(faults)) {
  if (names.length > 0 && !names.includes(name)) continue
  const line = await tried(name, harm).catch((error: Error) => ({ fault: name, error: error.message }))
  console.log(JSON.stringify(line))
  if (!('ok' in line) || !line.ok) bad++
}
for (const [name, lacking] of Object.entries(NOT_TRIED))
  if (names.length === 0 || names.includes(name))
    console.log(JSON.stringify({ fault: name, notTried: `needs ${lacking}` }))
process.exit(bad > 0 ? 1 : 0)

async function tried(fault: string, { harm, kind, rounds: own, ...more }: Harm) {
  const office = await openOffice(kind, more)
  try {
    const turns = Math.min(rounds, own ?? rounds)
    const filing = startFiling(office, fault, more.room !== undefined || more.s3 === true)
    const back: number[] = []
    for (let round = 0; round < turns; round++) {
      await sleep(500 + 2_000 * Math.random())
      await harm(office)
      back.push(await untilReady(office))
    }
    const filed = await filing.stop()
    const quiet = await untilQuiet(office, PATIENCE)
    const found = await compare(office, filed)
    const verified = await office.verify()
    const ends = { web: office.web.ends(), ...(office.worker !== office.web && { worker: office.worker.ends() }) }
    const ok =
      found.lost + found.doubled + found.mails.lost + found.mails.doubled + quiet.left.length === 0 && verified.ok
    return {
      ...{ fault, ok, rounds: turns, filed: found.filed, lost: found.lost, doubled: found.doubled, mails: found.mails },
      seconds: {
        back: round2(Math.max(0, ...back)),
        filing: round2(filed.longest / 1_000),
        mails: round2(quiet.seconds),
      },
      ...{
        jobsLeft: quiet.left.length && { of: quiet.left.length, first: quiet.left.slice(0, 3) },
        answers: Object.fromEntries(filed.answers),
        processesEnded: ends,
        verify: verified.ok || verified.said,
      },
    }
  } finally {
    await office.close()
  }
}

function round2(n: number): number {
  return Math.round(n * 100) / 100
}

function asked(words: string[]): { names: string[]; rounds: number } {
  const at = words.indexOf('--rounds')
  const rounds = at < 0 ? 5 : Number(words[at + 1])
  if (!Number.isInteger(rounds) || rounds < 1) {
    console.error('--rounds takes a whole number from 1')
    process.exit(2)
  }
  return { names: words.filter((_, i) => at < 0 || (i !== at && i !== at + 1)), rounds }
}
