/** A million cases, and ten thousand of the same kind on the same server, each made once a run. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../src/db/client.ts'
import { kept } from './kept.ts'
import { fillWithCases } from './many-cases.ts'
import { openOffice, type Server, startServer } from './office.ts'

/** BENCH_CASES: fewer, for a quick look whose numbers mean nothing. */
export const CASES = Number(process.env.BENCH_CASES ?? 1_000_000)
export const FEW = CASES / 100
if (!(FEW >= 100)) throw new Error('BENCH_CASES must be a number, 10000 or more.')

/** BENCH_KEEP: a folder in which the million and the room's items stay, for further runs on the same day; making them takes minutes. */
export const KEPT = process.env.BENCH_KEEP || undefined

const theServer = kept(async () => {
  const server = await startServer(KEPT)
  return { ...server, close: server.stop }
})

export const manyCases = kept(async () => {
  const server = await theServer()
  return openOffice(server, (house) =>
    madeOnce(server, `${CASES} cases, ${house.time.today()}`, async () => {
      const [any] = await house.sql`select from cases limit 1`
      if (any) throw new Error(`${KEPT} holds other cases: remove it.`)
      await fillWithCases(house, CASES)
    }),
  )
})

/** Makes it, unless the folder that is kept says that it holds just this. */
export async function madeOnce({ folder }: Server, what: string, make: () => Promise<void>): Promise<void> {
  const note = join(folder, 'made')
  if (KEPT && existsSync(note) && readFileSync(note, 'utf8') === what) return
  const began = performance.now()
  await make()
  writeFileSync(note, what)
  console.error(`${what}: made in ${Math.round((performance.now() - began) / 1000)} s.`)
}

export const fewCases = kept(async () => {
  const server = await theServer()
  await manyCases()
  const { sql } = connect(server.url, 1)
  await sql`drop database if exists few`
  await sql`create database few`.finally(() => sql.end())
  const few = (url: string) => url.replace(/[^/]*$/, 'few')
  const at = { ...server, url: few(server.url), runtimeUrl: few(server.runtimeUrl) }
  return openOffice(at, (house) => fillWithCases(house, FEW))
})
