/** The thread in which files are examined: one comes in, what was found goes out. */
import { parentPort } from 'node:worker_threads'
import { leaving } from './index.ts'

parentPort!.on('message', ({ content, type }: { content: Uint8Array; type: string }) =>
  parentPort!.postMessage(leaving(content, type)),
)
