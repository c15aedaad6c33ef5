/** Who takes the time of the processors while a load is answered: the thread of the product, the bench's client, the database. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Took } from './load.ts'

const TICK = 10 // ms: USER_HZ is 100 on every Linux that Node runs on

/** Of every server process there is, ms so far. */
function ofPostgres(): number {
  let ticks = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      if (!stat.includes('(postgres)')) continue
      const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      ticks += Number(user) + Number(system)
    } catch {} // it has ended meanwhile
  }
  return ticks * TICK
}

const ms = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000

/** Does the work, and says on standard error what a request of it took of each. */
export async function withShares(bench: string, work: () => Promise<Took>): Promise<Took> {
  const [thread, all, database] = [process.threadCpuUsage(), process.cpuUsage(), ofPostgres()]
  const took = await work()
  const mine = ms(process.threadCpuUsage(thread))
  const parts = {
    thread: mine,
    'its helpers': ms(process.cpuUsage(all)) - mine - took.cpu,
    client: took.cpu,
    PostgreSQL: ofPostgres() - database,
  }
  const of = took.waits.length
  const told = Object.entries(parts).map(([name, cpu]) => `${name} ${(cpu / of).toFixed(2)}`)
  console.error(
    `${bench}: ${(of / took.seconds).toFixed(0)} a second; ms of a processor a request: ${told.join(', ')}; load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`,
  )
  return took
}
