/** The reading copy as its page shows it: none, being made, made and outdone by newer facts, failed. */
import type { ReadingCopyView } from '../../src/evidence/reading/pages/reading-copy.tsx'

const of = (copy: ReadingCopyView['copy']): ReadingCopyView => ({
  ...{ id: '01900000-0000-7000-8000-000000000000', number: '2026-0012', records: 21 },
  copy,
})
const last = {
  ...{ position: 18, sha256: 'ab12'.repeat(16), size: 1_234_567, pages: 64, places: {} },
  ...{ madeAt: '2026-03-20T01:30:00Z', current: false },
}

export const none = of({ state: 'none', done: 0, total: null, made: null })
export const making = of({ state: 'making', done: 12, total: 64, made: last })
export const made = of({ state: 'made', done: 64, total: 64, made: last })
export const failed = of({ state: 'failed', done: 0, total: null, made: null })
