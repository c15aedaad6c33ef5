/** The evidence of a heavy case, asked for through HTTP and received whole; and the memory that it takes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { theEvidence } from './evidence.ts'
import { lessIsBetter, median, type Result } from './result.ts'

const ROUNDS = 5
const WANTED = 2_000 // ms
const MEMORY = 150 // MB
/** After which a process that was asked nothing is idle. */
const IDLE = 3_000 // ms

export async function benchBundle(): Promise<Result[]> {
  const { service, heavy } = await theEvidence()
  await fetch(service.address)
  await sleep(IDLE)
  const idle = service.memory().now
  service.fromHere()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const zip = await heavy.bundle()
    times.push(performance.now() - started)
    if (zip.length < heavy.files * heavy.bytes) throw new Error(`The bundle has ${zip.length} bytes.`)
  }
  const what = `asked for ${heavy.facts} facts, ${heavy.files} files, ${(heavy.files * heavy.bytes) / 1e6} MB`
  return [
    lessIsBetter({ bench: 'bundle', value: median(times), unit: 'ms', baseline: what, baselineValue: WANTED }),
    lessIsBetter({
      bench: 'bundle',
      value: service.memory().most - idle,
      unit: 'MB above idle',
      baseline: what,
      baselineValue: MEMORY,
    }),
  ]
}
