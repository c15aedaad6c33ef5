/** The register of a hundred thousand applications, fetched through HTTP to its end: how long, and what memory it takes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { PASSWORD } from '../../src/demo/district.ts'
import { rawConnections } from './asked.ts'
import { fillWithCases } from './many-cases.ts'
import { openOffice, startServer } from './office.ts'
import { startService } from './office-process.ts'
import { lessIsBetter, median, moreIsBetter, type Result } from './result.ts'

/** BENCH_CASES: a tenth of it, as of the million. */
const ROWS = Number(process.env.BENCH_CASES ?? 1_000_000) / 10
const ROUNDS = 3
const MEMORY = 64 // MB
/** After which a process that was asked nothing is idle. */
const IDLE = 3_000 // ms

export async function benchExport(): Promise<Result[]> {
  const server = await startServer()
  const office = await openOffice(server, (house) => fillWithCases(house, ROWS, 'all'))
  const { ownerUrl } = office
  await office.close()
  const service = await startService(server)
  const raw = rawConnections(ownerUrl)
  try {
    const authorization = await signedIn(service.address)
    await rowsOf(service.address, authorization, 'csv') // warm
    await sleep(IDLE)
    const idle = service.memory().now
    service.fromHere()
    const results: Result[] = []
    for (const ending of ['xlsx', 'csv']) {
      const [ours, theirs] = [[], []] as [number[], number[]]
      for (let round = 0; round < ROUNDS; round++) {
        ours.push((await rowsOf(service.address, authorization, ending)) / ROWS)
        theirs.push((await copied(raw)) / ROWS)
      }
      results.push(
        moreIsBetter({
          ...{ bench: 'export', value: 1_000 / median(ours), unit: `rows/s ${ending}` },
          ...{ baseline: 'plain COPY of the same rows', baselineValue: 1_000 / median(theirs) },
        }),
      )
    }
    const value = service.memory().most - idle
    const memory = { value, unit: 'MB above idle', baseline: `asked for ${ROWS} rows`, baselineValue: MEMORY }
    return [lessIsBetter({ bench: 'export', ...memory }), ...results]
  } finally {
    await raw.end()
    await service.close()
    await server.stop()
  }
}

/** @returns ms until the last byte was here */
async function rowsOf(address: string, authorization: string, ending: string): Promise<number> {
  const started = performance.now()
  const answer = await fetch(`${address}/api/v1/cases.${ending}`, { headers: { authorization } })
  if (answer.status !== 200) throw new Error(`no register: ${answer.status} ${await answer.text()}`)
  let [bytes, lines] = [0, 0]
  for await (const piece of answer.body!) {
    bytes += piece.length
    if (ending === 'csv') for (const byte of piece) if (byte === 10) lines++
  }
  const took = performance.now() - started
  if (ending === 'csv' && lines <= ROWS) throw new Error(`${lines} lines of ${ROWS} applications`)
  if (bytes < ROWS * 50) throw new Error(`The register has ${bytes} bytes.`)
  return took
}

/** What the register is made from, as the database gives it away fastest. @returns ms */
async function copied(sql: ReturnType<typeof rawConnections>): Promise<number> {
  const started = performance.now()
  const rows = await sql`
    copy (select c.*, w.sealed, u.name, p.name, a.name from cases c
      join words w on (w.agency_id, w.case_id, w.position) = (c.agency_id, c.id, 1) join agencies a on a.id = c.agency_id
      left join units u on u.id = c.unit_id left join people p on p.id = c.handler_id) to stdout (format csv)`.readable()
  let bytes = 0
  for await (const piece of rows) bytes += (piece as Buffer).length
  if (bytes < ROWS * 100) throw new Error(`COPY gave ${bytes} bytes.`)
  return performance.now() - started
}

async function signedIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'supervisor', password: PASSWORD }),
  })
  const { token } = (await answer.json()) as { token: string }
  return `Bearer ${token}`
}
