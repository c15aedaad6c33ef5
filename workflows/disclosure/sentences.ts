/** Why the procedure refuses a fact, each sentence in Chinese and in English. A rule is called by its code. Pure data. */
import { type Catalogue, speaking } from '../statute/sentence.ts'
import { consultation } from './sentences/consultation.ts'
import { correction } from './sentences/correction.ts'
import { extension } from './sentences/extension.ts'
import { notHeld } from './sentences/not-held.ts'
import { outcome } from './sentences/outcome.ts'
import { reasons } from './sentences/reasons.ts'
import { receipt } from './sentences/receipt.ts'
import { refusals } from './sentences/refusals.ts'
import { reply } from './sentences/reply.ts'
import { service } from './sentences/service.ts'
import { withdrawal } from './sentences/withdrawal.ts'

/** All of them by key. A key is stable, and stands in one file only. */
export const DISCLOSURE = {
  ...receipt,
  ...correction,
  ...consultation,
  ...reasons,
  ...extension,
  ...outcome,
  ...notHeld,
  ...reply,
  ...service,
  ...withdrawal,
  ...refusals,
} as const satisfies Catalogue

export type DisclosureKey = keyof typeof DISCLOSURE

/** A sentence of the procedure, by its key, with what fills its blanks. */
export const sentence = speaking(DISCLOSURE)
