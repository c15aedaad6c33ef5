/** What the statute says, each sentence in Chinese and in English, by subject and in the order of the law. Pure data. */
import { type Catalogue, speaking } from './sentence.ts'
import { careful } from './sentences/careful.ts'
import { consultation } from './sentences/consultation.ts'
import { count } from './sentences/count.ts'
import { endings } from './sentences/endings.ts'
import { faults } from './sentences/faults.ts'
import { prolong } from './sentences/prolong.ts'
import { receipt } from './sentences/receipt.ts'
import { remedies } from './sentences/remedies.ts'
import { remedyAnswers } from './sentences/remedy-answers.ts'
import { waits } from './sentences/waits.ts'

/** All of them by key. A key is stable, and stands in one file only. */
export const STATUTE = {
  ...receipt,
  ...count,
  ...waits,
  ...consultation,
  ...prolong,
  ...endings,
  ...careful,
  ...remedies,
  ...remedyAnswers,
  ...faults,
} as const satisfies Catalogue

export type StatuteKey = keyof typeof STATUTE

/** A sentence of the statute, by its key, with what fills its blanks. */
export const sentence = speaking(STATUTE)
