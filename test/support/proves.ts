import { test } from 'vitest'
import { PROOF } from './proof.ts'

/** A story of minutes that others tell in part: in `npm run proof` alone. */
export const proves = (name: string, story: () => Promise<void>): void => {
  if (PROOF) test(name, story)
}
