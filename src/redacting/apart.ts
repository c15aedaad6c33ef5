/**
 * Files are opened, made anew and proven in a thread of their own with a heap that is bounded: what others wrote into them
 * takes neither the memory nor the time of whoever waits for a page. One order after the other.
 */
import { Worker } from 'node:worker_threads'
import type { Unpictured } from '../documents/index.ts'
import type { NotPdf } from './into-pdf.ts'
import type { Mark } from './mark.ts'
import type { Found, Wanted } from './patterns.ts'
import type { Verdict } from './verify.ts'

export type Order =
  | { kind: 'convert'; content: Uint8Array; type: string }
  | { kind: 'look'; pdf: Uint8Array }
  | { kind: 'find'; pdf: Uint8Array; wanted: Wanted; marks: readonly Placed[]; only: number | undefined }
  | { kind: 'make'; pdf: Uint8Array; marks: readonly Mark[]; face: string | undefined }
export type Answer =
  | { kind: 'done'; value: unknown }
  | { kind: 'page'; page: number }
  | { kind: 'fault'; why: WhyNot; message: string }

type Placed = Pick<Mark, 'page' | 'box'>

/** Why it is not redacted: of what kind it is, what is not installed, what is wrong with it, how long it took. */
export type WhyNot = NotPdf | Unpictured | 'differ' | 'ended'
export class NotRedacted extends Error {
  readonly why: WhyNot
  constructor(why: WhyNot, message: string) {
    super(message)
    this.name = 'NotRedacted'
    this.why = why
  }
}

/** Of one page: what may lead to a person, whether no word can be read there, what stands under each mark. */
export type PageFound = { found: Found[]; isBlank: boolean; under: string[] }
export type MadeFile = { bytes: Buffer; pages: number; verdict: Verdict }

/** Of its own heap; pixels lie outside, two pages at a time. */
const [MEGABYTES, YOUNG] = [132, 4]
const SECONDS = 180
/** Of a file of so many pages that is made anew and proven. */
const SECONDS_A_PAGE = 5

let thread: Worker | undefined
let before: Promise<unknown> = Promise.resolve()

/** As a PDF. @throws NotRedacted */
export const converted = async (content: Uint8Array, type: string): Promise<Buffer> =>
  Buffer.from((await inTurn({ kind: 'convert', content, type }, SECONDS)) as Uint8Array)

/** The size of each page, in points. @throws NotRedacted */
export const sizesOf = (pdf: Uint8Array) =>
  inTurn({ kind: 'look', pdf }, SECONDS) as Promise<{ width: number; height: number }[]>

/** What may lead to a person, page by page, and what stands under these marks; of one page alone where `only` names it. @throws NotRedacted */
export const found = (pdf: Uint8Array, wanted: Wanted, marks: readonly Placed[] = [], only?: number) =>
  inTurn({ kind: 'find', pdf, wanted, marks, only }, SECONDS) as Promise<PageFound[]>

/**
 * Made anew without what is marked, and proven.
 * @param face path of a font for what stands instead of names
 * @throws NotRedacted
 */
export async function redacted(
  pdf: Uint8Array,
  pages: number,
  marks: readonly Mark[],
  face: string | undefined,
  tell?: (page: number) => void,
): Promise<MadeFile> {
  const made = await inTurn({ kind: 'make', pdf, marks, face }, SECONDS + pages * SECONDS_A_PAGE, tell)
  const { bytes, ...more } = made as MadeFile
  return { ...more, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

function inTurn(order: Order, seconds: number, tell?: (page: number) => void): Promise<unknown> {
  const done = before.then(() => inThread(order, seconds, tell))
  before = done.catch(() => undefined)
  return done
}

function started(): Worker {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: YOUNG },
  })
  worker.on('error', () => undefined) // whoever waits is told below
  return worker
}

function inThread(order: Order, seconds: number, tell?: (page: number) => void): Promise<unknown> {
  thread ??= started()
  const worker = thread
  worker.ref()
  return new Promise((resolve, reject) => {
    const done = (then: () => void) => {
      clearTimeout(limit)
      worker.off('message', heard).off('error', ended).off('exit', ended)
      worker.unref()
      then()
    }
    const ended = () => {
      if (thread === worker) thread = undefined
      void worker.terminate()
      done(() => reject(new NotRedacted('ended', 'the thread that redacts has ended')))
    }
    const limit = setTimeout(ended, seconds * 1_000)
    const heard = (answer: Answer) => {
      if (answer.kind === 'page') tell?.(answer.page)
      else if (answer.kind === 'done') done(() => resolve(answer.value))
      else done(() => reject(new NotRedacted(answer.why, answer.message)))
    }
    worker.on('message', heard).on('error', ended).on('exit', ended)
    worker.postMessage(order)
  })
}
