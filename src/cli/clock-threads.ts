/** Threads that answer pieces of a long run, started when first needed. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

type Waiting = { resolve: (answer: Uint8Array) => void; reject: (error: unknown) => void }
type Thread = { worker: Worker; waiting: Waiting[] }

/** Beyond this the one reader and writer is what limits the run. */
const MOST = 4

export class ClockThreads {
  readonly #count = Math.min(availableParallelism(), MOST)
  readonly #today: string
  #threads: Thread[] = []
  #next = 0

  constructor(today: string) {
    this.#today = today
  }

  /** Pieces under way at once: one being answered and one waiting for each thread, so that none stands idle. */
  get ahead(): number {
    return this.#count * 2
  }

  answer(lines: Buffer): Promise<Uint8Array> {
    if (this.#threads.length === 0) this.#threads = Array.from({ length: this.#count }, () => this.#start())
    const { worker, waiting } = this.#threads[this.#next++ % this.#count]!
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(lines)
    })
  }

  #start(): Thread {
    const worker = new Worker(new URL('./clock-thread.ts', import.meta.url), { workerData: { today: this.#today } })
    const waiting: Waiting[] = []
    worker.on('message', (answer: Uint8Array) => waiting.shift()!.resolve(answer))
    worker.on('error', (error) => {
      for (const { reject } of waiting.splice(0)) reject(error)
    })
    return { worker, waiting }
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }
}
