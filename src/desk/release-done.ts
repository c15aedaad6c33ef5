/** What was just done about publishing or putting right, and what comes next: said once, on the page of the case that the act leads back to. */
import { nextReading } from '../../workflows/disclosure/readings.ts'
import { type Fact, READING_STEPS, type ReadingStep } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { CaseRow } from '../ledger/queries.ts'

/** By the word that the address of the page carries. */
const SAYS = {
  proposed: '已经提议转主动公开，等待审核决定。',
  read: '审核意见已经记录，交下一次审核。',
  advised: '意见已经记录，由负责人决定是否公开。',
  released: '已经公布，公众在“已公开信息”中可以查到。',
  refused: '已经记录不同意，这一提议到此结束，没有公布。',
  withdrawn: '已经撤下，原地址只显示已经撤下和理由。',
  corrected: '已经更正。原记录保留并注明不再计入，期限和文书按更正后的内容计算。',
} as const
export type ReleaseDone = keyof typeof SAYS

/** The sentence for what an address says was done; undefined where it says nothing that we know. */
export const releaseDoneSays = (done: string | undefined): string | undefined =>
  done !== undefined && Object.hasOwn(SAYS, done) ? SAYS[done as ReleaseDone] : undefined

/** @param row as it was before the fact */
export function releaseDone(fact: Fact, { context }: CaseRow, mayDecide: boolean, law: Law): ReleaseDone | undefined {
  if (fact.type === 'releaseProposed') return 'proposed'
  if (fact.type === 'releaseWithdrawn') return 'withdrawn'
  if (fact.type !== 'releaseDecided') return undefined
  const reading: ReadingStep | null = nextReading(context, law)
  if (reading === null && !mayDecide) return 'advised'
  if (!fact.accepted) return 'refused'
  return reading === null || reading === LAST ? 'released' : 'read'
}
const LAST = Object.keys(READING_STEPS).at(-1)
