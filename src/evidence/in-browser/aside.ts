/** The proof beside the page: in a worker, which may read a file piece by piece while the page stays at hand. */
import type { Source } from '../proof/unzip.ts'
import { over } from './bytes.ts'
import { type Answer, judge } from './judge.ts'

export type Asked = { file: Blob; key: string }
export type Told = { done: Answer } | { read: number }

/** Of workers alone; the types of pages lack it. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer
}

/** Headers lie side by side: so much is read at once. */
const WINDOW = 2 ** 18
const EVERY = 100 // ms

/** @param onRead told how many bytes were read so far, some of them twice */
function sourceOfFile(file: Blob, onRead: (bytes: number) => void): Source {
  const reader = new FileReaderSync()
  const window = { from: 0, bytes: over(new Uint8Array(0)) }
  const read = (from: number, length: number) =>
    over(new Uint8Array(reader.readAsArrayBuffer(file.slice(from, from + length))))
  let total = 0
  return {
    size: file.size,
    read(at, length) {
      total += length
      onRead(total)
      if (length > WINDOW / 4) return read(at, length) as unknown as Buffer
      if (at < window.from || at + length > window.from + window.bytes.length) {
        window.from = at
        window.bytes = read(at, WINDOW)
      }
      return window.bytes.subarray(at - window.from, at - window.from + length) as unknown as Buffer
    },
    close() {},
  }
}

/** Answers whatever the page asks, one after the other. */
export function answerThePage(): void {
  const tell = (told: Told) => globalThis.postMessage(told)
  globalThis.addEventListener('message', ({ data: { file, key } }: MessageEvent<Asked>) => {
    let last = 0
    const source = () =>
      sourceOfFile(file, (read) => {
        if (Date.now() - last < EVERY) return
        last = Date.now()
        tell({ read })
      })
    try {
      tell({ done: judge(source(), key) })
    } catch (error) {
      tell({ done: { unreadable: String(error) } })
    }
  })
}
