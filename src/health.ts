/**
 * Whether the house can work, for whoever watches over it. SQL: of the queue and of the server; nothing is read of a row.
 *
 * 503 only for what stops work: no database, no ledger, no room on the disk, all refused for lack of memory, closing. What
 * somebody must look into besides (`files`, `mail`, `jobs`, `clock`, `calendar`, `night`, `witness`, `signing`) stands in the same answer, and takes no
 * working service from its users.
 */
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { auditReport } from './audit/by-night.ts'
import { databaseFault, type Sql } from './db/client.ts'
import { signsAs } from './db/keys-in-use.ts'
import { nightReport } from './evidence/by-night.ts'
import { witnessReport } from './evidence/witness/witnesses.ts'
import { roomOf } from './ground/room.ts'
import type { House } from './house.ts'
import { givenUp, leftWaiting, mailsTriedAgain } from './jobs/given-up.ts'
import { mailsKept } from './sending/goes-out.ts'
import type { Pressure } from './web/pressure.ts'

/** The answer comes within a second, whatever is away. */
const LIMIT = 800 // ms
const MB = 1_048_576
/** Less is none: PostgreSQL and the store write ahead. */
const NO_ROOM = 32 * MB
/** Of which readers see nothing. */
const CLOCKS_DIFFER = 2_000 // ms

/**
 * GET /health/live: 200 as long as the process answers. GET /health/ready: 200, or 503 for what stops work; JSON, each
 * `ok` or what is wrong.
 * @param pressure of a process that serves pages
 */
export async function health(
  app: FastifyInstance,
  {
    house,
    pressure,
  }: { house: Pick<House, 'config' | 'probe' | 'law' | 'blobs' | 'post' | 'time' | 'keys'>; pressure?: Pressure },
): Promise<void> {
  const { probe, time, config } = house
  const asked = (look: (sql: Sql) => Promise<string>) => said(() => probe.ask(LIMIT, look))

  app.get('/health/live', { schema: { hide: true } }, () => ({ live: true }))

  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    const [database, ledger, disk, files, jobs, mail, clock, night, witness, signing] = await Promise.all([
      asked(async (sql) => ok(await sql`select 1`)),
      asked(async (sql) => ok(await sql`select 1 from ledger limit 0`)),
      said(() => roomIn([config.dataDir, config.blobDir])),
      said(() => house.blobs.standing()),
      asked(async (sql) => firstOf(await givenUp(sql), await leftWaiting(sql))),
      asked(async (sql) => firstOf(await mailsTriedAgain(sql), await mailsKept(sql, house.post.sends))),
      asked(clockOf),
      asked(async (sql) => firstOf(await nightReport(sql, time.now()), await auditReport(sql))),
      asked(witnessReport),
      asked((sql) => signingOf(sql, house.keys)),
    ])
    const pressed = pressure?.state() ?? 'ok'
    const stops = [database, ledger].some((result) => result !== 'ok') || disk.startsWith('full')
    const ready = !stops && !pressed.startsWith('full')
    const calendar = house.law().calendar.years.has(Number(time.today().slice(0, 4)))
      ? 'ok'
      : 'the holiday notice of this year is not loaded'
    // What needs no file goes on while the store is away: it takes no service from its users.
    const besides = { files, mail, jobs, clock, calendar, night, witness, signing, pressure: pressed }
    return reply.code(ready ? 200 : 503).send({ ready, database, ledger, disk, ...besides })
  })
}

const ok = (_rows: unknown) => 'ok'
const firstOf = (...said: string[]) => said.find((one) => one !== 'ok') ?? 'ok'

async function said(check: () => Promise<string>): Promise<string> {
  try {
    return await check()
  } catch (error) {
    const fault = databaseFault(error) // whose address is nobody's business
    return fault ? `the database is ${fault}` : (error as Error).message
  }
}

async function roomIn(folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    const { free, floor } = await roomOf(folder)
    const left = `${Math.floor(free / MB)} MB left in ${folder}`
    if (free < NO_ROOM) return `full: ${left}`
    if (free < floor) return `${left}: files of visitors are refused`
    const closed = await access(folder, constants.W_OK).catch((error: Error) => error)
    if (closed) return `full: nothing can be written in ${folder}`
  }
  return 'ok'
}

/** Whether this process still signs: after a hand-over it does not, until it is started again. */
async function signingOf(sql: Sql, { verifier }: House['keys']): Promise<string> {
  const last = await signsAs(sql)
  return !last || last.verifier.equals(verifier) ? 'ok' : 'the signing key was handed over: start this process again'
}

/** Beside that of the database: which of them is wrong nobody here can say. */
async function clockOf(sql: Sql): Promise<string> {
  const before = Date.now()
  const [row] = await sql<{ at: number }[]>`select extract(epoch from clock_timestamp())::float8 * 1000 as at`
  const differs = Math.round(row!.at - (before + Date.now()) / 2)
  return Math.abs(differs) < CLOCKS_DIFFER
    ? 'ok'
    : `the database is ${Math.abs(differs) / 1_000} s ${differs > 0 ? 'ahead' : 'behind'}`
}
