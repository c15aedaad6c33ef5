/** `npm start` comes back by itself, and leaves nothing behind. That it ends when it is told to:
 * test/journeys/first-day, which takes turns with the first of these: one run begins a service here, the next one there. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { freshDatabase } from '../support/postgres.ts'
import { inTurn } from '../support/proof.ts'

const PATIENCE = { timeout: 120_000, interval: 100 } // ms; a service begins in seconds, but beside busy neighbours in many more

let database: Awaited<ReturnType<typeof freshDatabase>>
let folder: string
const open: ChildProcess[] = []
beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'ysqgk-supervised-'))
})
afterAll(async () => {
  for (const child of open) child.kill('SIGKILL')
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function start(settings = {}) {
  const env = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, PORT: '0' },
    ...{ DATABASE_URL: database.runtimeUrl, DATABASE_OWNER_URL: database.url, ...settings },
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/supervise.ts'], { env })
  open.push(child)
  let printed = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (printed += text))
  const addresses = () => [...printed.matchAll(/^ready (\S+)$/gm)].map(([, address]) => address!)
  return { child, addresses, printed: () => printed }
}

const service = async (supervisor: ChildProcess) =>
  Number((await readFile(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, 'utf8')).trim())
const lives = async (address: string) =>
  fetch(`${address}/health/live`).then(
    ({ status }) => status,
    () => 'gone',
  )

inTurn(1, 2)('a service that is killed is there again at the same address, and ends with its supervisor', async () => {
  const { child, addresses, printed } = await start()
  await expect.poll(() => addresses().length, PATIENCE).toBe(1)
  process.kill(await service(child), 'SIGKILL')
  await expect.poll(() => addresses().length, PATIENCE).toBe(2)
  const [address, again] = addresses() as [string, string]
  expect(again).toBe(address)
  expect(printed()).toMatch(/The service ended \(SIGKILL\) and begins again/)
  expect(await lives(address)).toBe(200)

  child.kill('SIGKILL')
  await expect.poll(() => lives(address), PATIENCE).toBe('gone')
})

inTurn(0, 2)('what never stood is not begun again: its fault is read, and its code is handed on', async () => {
  const { child, printed } = await start({ ROLE: 'captain' })
  expect(await once(child, 'exit')).toEqual([1, null])
  // Once, in either language.
  expect(printed().match(/ROLE 有误/g)).toHaveLength(1)
})
