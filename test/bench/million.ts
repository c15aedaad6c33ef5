/** A million cases, and ten thousand of the same kind on the same server, each made once a run. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../src/db/client.ts'
import { kept } from './kept.ts'
import { fillWithCases } from './many-cases.ts'
import { openOffice, startServer } from './office.ts'

/** BENCH_CASES: fewer, for a quick look whose numbers mean nothing. */
export const CASES = Number(process.env.BENCH_CASES ?? 1_000_000)
export const FEW = CASES / 100
if (!(FEW >= 100)) throw new Error('BENCH_CASES must be a number, 10000 or more.')

/** BENCH_KEEP: a folder in which the million stays, for further runs on the same day; making it takes minutes. */
const KEPT = process.env.BENCH_KEEP

const theServer = kept(async () => {
  const server = await startServer(KEPT)
  return { ...server, close: server.stop }
})

export const manyCases = kept(async () => {
  const server = await theServer()
  const began = performance.now()
  const office = await openOffice(server, async (house) => {
    const note = join(server.folder, 'made')
    const what = `${CASES} cases, ${house.time.today()}`
    if (KEPT && existsSync(note) && readFileSync(note, 'utf8') === what) return
    const [any] = await house.sql`select from cases limit 1`
    if (any) throw new Error(`${KEPT} holds other cases than ${what}: remove it.`)
    await fillWithCases(house, CASES)
    writeFileSync(note, what)
    console.error(`${CASES} cases were made in ${Math.round((performance.now() - began) / 1000)} s.`)
  })
  return office
})

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
