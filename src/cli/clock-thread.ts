/** One thread of a long run: whole lines come in, their answers go out as bytes. */
import { parentPort, workerData } from 'node:worker_threads'
import { clockAnswer } from './clock.ts'
import { answered } from './json-lines.ts'

const answer = clockAnswer(workerData.today)
const encoder = new TextEncoder()

parentPort!.on('message', (lines: Uint8Array) => {
  const bytes = encoder.encode(answered(Buffer.from(lines), answer))
  parentPort!.postMessage(bytes, [bytes.buffer])
})
