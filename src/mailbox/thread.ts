/** The thread in which mails are read: bytes come in, what was read or why nothing was goes out. */
import { parentPort } from 'node:worker_threads'
import { readMail } from './read-mail.ts'

parentPort!.on('message', (source: Uint8Array) => {
  readMail(source).then(
    (mail) => parentPort!.postMessage({ mail }),
    (error: Error) => parentPort!.postMessage({ why: error.message }),
  )
})
