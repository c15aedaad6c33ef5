/** The thread in which files are read, made anew and proven: one order comes in, its answer goes out. */
import { parentPort } from 'node:worker_threads'
import { NoPicture } from '../documents/index.ts'
import type { Answer, Order } from './apart.ts'
import { intoPdf, NoPdf } from './into-pdf.ts'
import { madeAnew, PagesDiffer } from './make.ts'
import { foundOn, wordsOf } from './patterns.ts'
import { openGlyphs } from './read-glyphs.ts'
import { verified } from './verify.ts'

const tell = (answer: Answer) => parentPort!.postMessage(answer)

parentPort!.on('message', (order: Order) => {
  void obey(order).catch((fault: Error) => tell({ kind: 'fault', why: whyOf(fault), message: fault.message }))
})

function whyOf(fault: Error) {
  if (fault instanceof NoPdf) return fault.why
  if (fault instanceof NoPicture) return fault.why
  if (fault instanceof PagesDiffer) return 'differ'
  return fault.name === 'PasswordException' ? 'locked' : 'unreadable'
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'convert':
      return tell({ kind: 'done', value: await intoPdf(Buffer.from(order.content), order.type) })
    case 'look':
      return tell({ kind: 'done', value: await look(order.pdf) })
    case 'find':
      return tell({ kind: 'done', value: await find(order) })
    case 'make': {
      const pdf = Buffer.from(order.pdf)
      const made = await madeAnew(pdf, order.marks, order.face, (page) => tell({ kind: 'page', page }))
      const value = { bytes: made.bytes, pages: made.pages, verdict: await verified(made) }
      // Handed over, not copied: nothing here needs it any more.
      return parentPort!.postMessage({ kind: 'done', value } satisfies Answer, [made.bytes.buffer as ArrayBuffer])
    }
  }
}

async function look(pdf: Uint8Array) {
  const source = await openGlyphs(pdf)
  try {
    return await source.sizes()
  } finally {
    await source.close()
  }
}

async function find({ pdf, wanted, marks, only }: Extract<Order, { kind: 'find' }>) {
  const source = await openGlyphs(pdf)
  try {
    const pages = []
    for (let page = 1; page <= source.pages; page++) {
      if (only !== undefined && page !== only) continue
      const { glyphs } = await source.page(page)
      const here = marks.filter((mark) => mark.page === page)
      pages.push({ found: foundOn(glyphs, wanted), isBlank: glyphs.length === 0, under: wordsOf(glyphs, here) })
    }
    return pages
  } finally {
    await source.close()
  }
}
