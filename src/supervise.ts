/**
 * `npm start`: the service in a process of its own, begun again whenever it ends by itself. Under systemd or a container
 * that restarts what ends, `main.ts` alone does as well.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onSignals } from './signals.ts'

const SERVICE = fileURLToPath(new URL('./main.ts', import.meta.url))
const FIRST_WAIT = 500 // ms
const LONGEST_WAIT = 30_000
/** Whoever stood as long as this begins again without delay. */
const STEADY = 60_000

let wait = FIRST_WAIT
let waiting: NodeJS.Timeout | undefined
let child: ChildProcess | undefined
let stopping = false
/** Where it was ready: links in mails name it, and it comes back there. */
let port: number | undefined

function begin() {
  const since = performance.now()
  const env = { ...process.env, ...(port !== undefined && { PORT: String(port) }) }
  child = fork(SERVICE, { env })
  child.on('message', (message: { port?: number }) => {
    port = message.port ?? port
  })
  child.once('exit', (code, signal) => {
    child = undefined
    // What never stood is not begun again: whoever started it reads why.
    if (stopping || code === 0 || port === undefined) process.exit(code ?? 1)
    if (performance.now() - since > STEADY) wait = FIRST_WAIT
    const what = `The service ended (${signal ?? `exit ${code}`}) and begins again in ${wait / 1000} s`
    console.error(JSON.stringify({ at: new Date().toISOString(), what }))
    waiting = setTimeout(begin, wait)
    wait = Math.min(2 * wait, LONGEST_WAIT)
  })
}

onSignals(
  () => {
    stopping = true
    clearTimeout(waiting)
    if (child) child.send('stop', () => {})
    else process.exit(0)
  },
  () => {
    child?.kill('SIGKILL')
  },
)
begin()
