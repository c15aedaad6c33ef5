/** The load in a thread of its own: the client's work is not counted as the server's. */
import { parentPort } from 'node:worker_threads'
import { type Load, sendAll } from './load.ts'

parentPort!.on('message', ({ port, requests, connections, expected, within }: Load) => {
  sendAll(
    port,
    requests.map((bytes) => Buffer.from(bytes)),
    connections,
    expected,
    within,
  ).then(
    (took) => parentPort!.postMessage(took),
    (error: Error) => parentPort!.postMessage({ failed: error.message }),
  )
})
