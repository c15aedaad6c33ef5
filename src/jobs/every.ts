import { report } from '../ground/log.ts'

export type Repeated = { stop(): Promise<void> }

/** Runs, waits, runs again: never twice at once, and stops between two runs. */
export function every(milliseconds: number, what: string, work: () => Promise<unknown>): Repeated {
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false
  const turn = () => {
    running = work()
      .catch((error: Error) => report(`${what} failed and will be tried again`, error))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, milliseconds)
      })
  }
  timer = setTimeout(turn, 0)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
