/**
 * Files are examined in a thread of their own, one after another: whoever waits for a page does not wait for them. A file
 * that takes too long, or more memory than a document may, ends the thread and counts as one that nobody examined.
 */
import { Worker } from 'node:worker_threads'
import { type Leaving, unexamined } from './index.ts'

const SECONDS = 30
const MEGABYTES = 768
/** Started when first needed, again after it was ended; it keeps no process alive. */
let thread: Worker | undefined
let before: Promise<unknown> = Promise.resolve()

/** As `leaving`, apart from what the process does besides. */
export function leavingApart(content: Uint8Array, type: string, seconds = SECONDS): Promise<Leaving> {
  const examined = before.then(() => inThread(content, type, seconds))
  before = examined.catch(() => undefined)
  return examined
}

function started(): Worker {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  worker.on('error', () => undefined) // whoever waits is told below; nobody else has to end for it
  return worker
}

function inThread(content: Uint8Array, type: string, seconds: number): Promise<Leaving> {
  thread ??= started()
  const worker = thread
  worker.ref()
  return new Promise((resolve) => {
    const done = (found: Leaving) => {
      clearTimeout(limit)
      worker.off('message', done).off('error', ended).off('exit', ended)
      worker.unref()
      resolve(found)
    }
    const ended = () => {
      thread = undefined
      void worker.terminate()
      done(unexamined(content))
    }
    const limit = setTimeout(ended, seconds * 1_000)
    worker.on('message', done).on('error', ended).on('exit', ended)
    worker.postMessage({ content, type })
  })
}
