/** A server that comes back: the kernel may kill it for memory, and our pools find it again on its port. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './place.ts'
import { runningServer, startServer, stopServer } from './server.ts'

const FIRST_WAIT = 500 // ms; what is left of the old server needs a moment to end
const LONGEST_WAIT = 30_000

/**
 * Starts the server and starts it again on the same port whenever it ends, after half a second, then ever more slowly up
 * to half a minute; `stop` ends both.
 * @throws EmbeddedFault where the first two tries fail
 */
export async function tendServer(place: Place, settings: { flags: string[]; log: string }) {
  // The free port may have been taken in between: once more, on another.
  let server = await startServer(place, settings).catch(() => startServer(place, settings))
  const { port, socket } = server
  const end = new AbortController()
  const ending = once(end.signal, 'abort')

  const tending = (async () => {
    for (let wait = FIRST_WAIT; ; ) {
      await Promise.race([server.ended, ending])
      await sleep(wait, undefined, { ref: false, signal: end.signal }).catch(() => {})
      if (end.signal.aborted) return
      try {
        server = await startServer(place, { ...settings, port })
        wait = FIRST_WAIT
      } catch (why) {
        process.stderr.write(`${(why as Error).message}\n`)
        wait = Math.min(2 * wait, LONGEST_WAIT)
      }
    }
  })()

  return {
    port,
    socket,
    async stop() {
      end.abort()
      await tending
      const left = runningServer(place.data)
      if (left) await stopServer(left.pid, place.data)
    },
  }
}
