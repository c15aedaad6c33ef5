/** A version as it stands in an address. */
import { notFound } from '../ground/errors.ts'
import { decimal } from '../web/decimal.ts'
import type { Which } from './views.ts'

/** Its number, or null for the shipped one. @throws Refusal NOT_FOUND for what is neither */
export function whichOf(word: unknown): Which {
  if (word === undefined || word === '' || word === 'shipped') return null
  const n = decimal(word)
  if (n === undefined || n > 1_000_000) throw notFound()
  return n
}
