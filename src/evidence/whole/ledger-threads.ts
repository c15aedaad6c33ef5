/** Threads that read parts of the ledger, each on a connection of its own: hashes, seals and replays take all of a core. */
import { Worker } from 'node:worker_threads'
import type { Config } from '../../ground/config.ts'
import type { Checked, Part } from './case-check.ts'
import type { Readers } from './ledger-check.ts'

type Waiting = { resolve(checked: Checked): void; reject(error: unknown): void }

/** Started at once; `close` ends them, whatever they are reading. */
export function openThreads(count: number, config: Config, databaseUrl: string): Readers & { close(): Promise<void> } {
  const threads = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./ledger-thread.ts', import.meta.url), { workerData: { config, databaseUrl } })
    const waiting: Waiting[] = []
    worker.on('message', ({ checked, error }: { checked?: Checked; error?: string }) => {
      const { resolve, reject } = waiting.shift()!
      if (checked) resolve(checked)
      else reject(new Error(error))
    })
    worker.on('error', (error) => {
      for (const { reject } of waiting.splice(0)) reject(error)
    })
    return { worker, waiting }
  })
  return {
    at: count * 2, // one is read, and one waits, so that no thread stands idle
    read: (part: Part) =>
      new Promise((resolve, reject) => {
        const { worker, waiting } = threads.toSorted((a, b) => a.waiting.length - b.waiting.length)[0]!
        waiting.push({ resolve, reject })
        worker.postMessage(part)
      }),
    close: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  }
}
