/**
 * A volume bound in a thread of its own: whoever waits for a page does not wait for its fonts, pictures and PDFs. Parts are
 * handed over one after the other, so that what is large lies in memory once.
 */
import { Worker } from 'node:worker_threads'
import { DocumentFault, type FaultCode } from './fault.ts'
import { type FontSet, openedFile } from './fonts.ts'
import { type Bound, fixedPart, type Lists, listsOf } from './volume.ts'
import type { Counted, FixedPart, Frame, Part, VolumeBlock } from './volume-parts.ts'

/** `bytes`: where whoever starts the thread has them in memory. */
export type FontFiles = {
  manifest: string
  files: { sha256: string; path: string; bytes: SharedArrayBuffer | undefined }[]
}
export type Order = { kind: 'part'; part: FixedPart } | { kind: 'lists'; lists: Lists } | { kind: 'bind'; frame: Frame }
export type Answer =
  | { kind: 'taken' }
  | { kind: 'counted'; counted: Counted }
  | { kind: 'bound'; bound: Bound }
  | { kind: 'fault'; message: string; document: { code: FaultCode; details: string[] } | null }

/** Of its own heap; pictures lie outside that and are counted by whoever hands them over. */
const MEGABYTES = 1_024
/** Of it for what is made and thrown away: more is faster by little, and stays with the process. */
const YOUNG = 8
/** For a part, or for the whole: a volume of a thousand pages takes a minute. */
const SECONDS = 300

export type Binder = {
  /** The next part. Its bytes are gone here when it is taken. @throws DocumentFault, Error */
  take(part: Part): Promise<void>
  /** All parts since the last volume. @throws DocumentFault, Error */
  bind(frame: Frame): Promise<Bound>
  /** Whether a process that has nothing else to do waits for it. */
  keeps(atWork: boolean): void
  /** Ends the thread, whatever it is at. */
  close(): Promise<void>
}

/** Starts the thread, which holds the faces of type that the set names. */
export function openBinder({ manifest, files }: FontSet): Binder {
  const workerData: FontFiles = {
    manifest,
    files: files.map(({ sha256, path }) => ({ sha256, path, bytes: openedFile(sha256) })),
  }
  const worker = new Worker(new URL('./volume-thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: YOUNG },
  })
  let over: Error | undefined
  worker.on('error', (error) => {
    over ??= error
  })
  worker.on('exit', () => {
    over ??= new Error('the thread that binds has ended')
  })
  const lists: Part[] = []

  const ask = (order: Order, transfer: ArrayBuffer[], until: Answer['kind']) =>
    new Promise<Answer>((resolve, reject) => {
      if (over) return reject(over)
      const done = (then: () => void) => {
        clearTimeout(limit)
        worker.off('message', heard).off('error', failed).off('exit', ended)
        then()
      }
      const failed = (error: Error) => done(() => reject(error))
      const ended = () => failed(over ?? new Error('the thread that binds has ended'))
      const limit = setTimeout(() => {
        void worker.terminate()
        failed(new Error(`binding took longer than ${SECONDS} s`))
      }, SECONDS * 1_000)
      const heard = (answer: Answer) => {
        if (answer.kind === 'counted') worker.postMessage({ kind: 'lists', lists: listsOf(lists, answer.counted) })
        else if (answer.kind === 'fault') failed(faultOf(answer))
        else if (answer.kind === until) done(() => resolve(answer))
      }
      worker.on('message', heard).on('error', failed).on('exit', ended)
      worker.postMessage(order, transfer)
    })

  return {
    async take(part) {
      if (typeof part.blocks === 'function') lists.push(part)
      const fixed = fixedPart(part)
      await ask({ kind: 'part', part: fixed }, [...new Set(largeIn(fixed.blocks ?? []))], 'taken')
    },
    async bind(frame) {
      const { bound } = (await ask({ kind: 'bind', frame }, [], 'bound')) as Extract<Answer, { kind: 'bound' }>
      lists.length = 0
      const { bytes } = bound
      return { ...bound, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
    },
    keeps: (atWork) => (atWork ? worker.ref() : worker.unref()),
    close: async () => void (await worker.terminate()),
  }
}

function faultOf({ message, document }: Extract<Answer, { kind: 'fault' }>): Error {
  return document ? new DocumentFault(document.code, message, document.details) : new Error(message)
}

function largeIn(blocks: readonly VolumeBlock[]): ArrayBuffer[] {
  return blocks.flatMap((block): ArrayBuffer[] => {
    if (block.kind === 'sheets') return ownMemory(block.pdf)
    return block.kind === 'picture' || block.kind === 'scan' ? ownMemory(block.picture.bytes) : []
  })
}

const LARGE = 1_048_576
/** Handed over, not copied: what fills a piece of memory of its own. Small buffers share one. */
export const ownMemory = ({ buffer, byteLength }: Buffer): ArrayBuffer[] =>
  byteLength >= LARGE && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer ? [buffer] : []
