/** The numbers in an address: which assistance or which conference of a case. */
import { notFound } from '../ground/errors.ts'
import { decimal } from '../web/decimal.ts'
import type { At } from './acts.ts'

/** @throws Refusal NOT_FOUND for what is no number */
export function atIn(params: { position?: string; n?: string }): At {
  const at = { position: 0, n: 0 }
  for (const name of ['position', 'n'] as const) {
    if (params[name] === undefined) continue
    const number = decimal(params[name])
    if (number === undefined) throw notFound()
    at[name] = number
  }
  return at
}
