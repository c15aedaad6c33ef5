/**
 * Every mail is read in a thread of its own, one at a time: thirty megabytes take seconds, and a few kilobytes can be written so
 * that a reader takes hours over them; meanwhile nobody else's page waits. What takes too long, or more memory than a mail may,
 * counts as what nobody can read.
 */
import { Worker } from 'node:worker_threads'
import type { Mail } from './read-mail.ts'

/** The thread that read a larger one goes with the memory that it took. */
const LARGE = 512 * 1024
/** An honest mail below that takes a hundredth of a second: many evil ones must not keep others waiting for long. */
const SECONDS = { small: 20, large: 60 }
const MEGABYTES = 768
/** A thread without work ends after so long, and keeps no process from ending. */
const IDLE = 10_000 // ms

let before: Promise<unknown> = Promise.resolve()
let spare: Worker | undefined
let ending: NodeJS.Timeout | undefined

/** As `readMail`. @throws Error where nobody can read it */
export function readApart(source: Buffer): Promise<Mail> {
  const read = before.then(() => inThread(source))
  before = read.catch(() => undefined)
  return read
}

type Answer = { mail?: Mail; why?: string }

async function inThread(source: Buffer): Promise<Mail> {
  const isLarge = source.length >= LARGE
  const worker = taken()
  let limit: NodeJS.Timeout | undefined
  let answer: Answer | undefined
  try {
    answer = await new Promise<Answer>((resolve, reject) => {
      const most = isLarge ? SECONDS.large : SECONDS.small
      limit = setTimeout(() => reject(new Error('it took too long to read')), most * 1_000)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the thread that read it ended')))
      worker.postMessage(source)
    })
  } finally {
    clearTimeout(limit)
    worker.removeAllListeners().on('error', () => {}) // what it says from now on is nobody's
    if (answer && !isLarge) keep(worker)
    else await worker.terminate()
  }
  if (!answer.mail) throw new Error(answer.why)
  return answer.mail
}

function taken(): Worker {
  clearTimeout(ending)
  const worker =
    spare ??
    new Worker(new URL('./thread.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } })
  spare = undefined
  worker.removeAllListeners()
  worker.ref()
  return worker
}

function keep(worker: Worker): void {
  const drop = () => {
    if (spare === worker) spare = undefined
  }
  worker.once('error', drop).once('exit', drop)
  worker.unref()
  spare = worker
  ending = setTimeout(() => {
    drop()
    void worker.terminate()
  }, IDLE).unref()
}
