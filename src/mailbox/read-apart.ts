/**
 * A large mail is read in a thread of its own, one at a time: thirty megabytes take seconds, in which nobody else's page waits.
 * One that takes a minute, or more memory than a mail may, counts as one that nobody can read.
 */
import { Worker } from 'node:worker_threads'
import { type Mail, readMail } from './read-mail.ts'

/** Smaller ones are read before a thread has started. */
const LARGE = 512 * 1024
const SECONDS = 60
const MEGABYTES = 768

let before: Promise<unknown> = Promise.resolve()

/** As `readMail`. @throws Error where nobody can read it */
export function readApart(source: Buffer): Promise<Mail> {
  if (source.length < LARGE) return readMail(source)
  const read = before.then(() => inThread(source))
  before = read.catch(() => undefined)
  return read
}

async function inThread(source: Buffer): Promise<Mail> {
  // Large mails are rare: a thread for each leaves no memory behind.
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  let limit: NodeJS.Timeout | undefined
  try {
    return await new Promise<Mail>((resolve, reject) => {
      limit = setTimeout(() => reject(new Error('it took too long to read')), SECONDS * 1_000)
      worker.on('message', ({ mail, why }: { mail?: Mail; why?: string }) =>
        mail ? resolve(mail) : reject(new Error(why)),
      )
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('the thread that read it ended')))
      worker.postMessage(source)
    })
  } finally {
    clearTimeout(limit)
    await worker.terminate()
  }
}
