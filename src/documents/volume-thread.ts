/** The thread in which volumes are bound, one after the other: parts come in one by one, the bound volume goes out. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { DocumentFault } from './fault.ts'
import { fontsOf } from './fonts.ts'
import { bindReady, type Lists } from './volume.ts'
import { type Answer, type FontFiles, type Order, ownMemory } from './volume-apart.ts'
import type { Counted } from './volume-parts.ts'
import { type ReadyPart, readyPart } from './volume-ready.ts'

const { manifest, files } = workerData as FontFiles
const bySha256 = new Map(files.map((file) => [file.sha256, file]))
// Most volumes need two or three of the files: 66 MB in all are not read for those.
const fonts = fontsOf(manifest, {
  get(sha256) {
    const { bytes, path } = bySha256.get(sha256)!
    return bytes ? Buffer.from(bytes) : readFileSync(path)
  },
})
const parts: ReadyPart[] = []
let listed: ((lists: Lists) => void) | undefined

const tell = (answer: Answer, transfer: ArrayBuffer[] = []) => parentPort!.postMessage(answer, transfer)

parentPort!.on('message', (order: Order) => {
  if (order.kind === 'lists') return listed?.(order.lists)
  void obey(order).catch((fault: Error) =>
    tell({
      kind: 'fault',
      message: fault.message,
      document: fault instanceof DocumentFault ? { code: fault.code, details: [...fault.details] } : null,
    }),
  )
})

async function obey(order: Exclude<Order, { kind: 'lists' }>) {
  if (order.kind === 'part') {
    parts.push(await readyPart(order.part, fonts))
    return tell({ kind: 'taken' })
  }
  const lists = (counted: Counted) =>
    new Promise<Lists>((resolve) => {
      listed = resolve
      tell({ kind: 'counted', counted })
    })
  const bound = await bindReady(order.frame, parts.splice(0), fonts, lists)
  tell({ kind: 'bound', bound }, ownMemory(bound.bytes))
}
