/**
 * Small volumes, bound in one thread that stays for the next ones: starting it and opening its fonts takes longer than a list of some
 * pages. One after the other, for whoever asks; ended where nobody has asked for a while.
 */
import type { FontSet } from './fonts.ts'
import type { Bound } from './volume.ts'
import { type Binder, openBinder } from './volume-apart.ts'
import type { Volume } from './volume-parts.ts'

/** Of idleness, after which the memory is given back. */
const STAYS = 20_000 // ms

let kept: { digest: string; binder: Binder } | undefined
let ending: NodeJS.Timeout | undefined
let turn: Promise<unknown> = Promise.resolve()

/** In the order of `volumes`, whose blocks are no lists of pages. @throws DocumentFault, Error: then the thread has ended, and the next one begins anew */
export function bindInTurn(fonts: FontSet, volumes: readonly Volume[]): Promise<Bound[]> {
  const mine = turn.then(() => bindAll(fonts, volumes))
  turn = mine.catch(() => {})
  return mine
}

async function bindAll(fonts: FontSet, volumes: readonly Volume[]): Promise<Bound[]> {
  clearTimeout(ending)
  if (kept && kept.digest !== fonts.digest) await end()
  kept ??= { digest: fonts.digest, binder: openBinder(fonts) }
  const { binder } = kept
  binder.keeps(true)
  try {
    const bound: Bound[] = []
    for (const { parts, ...frame } of volumes) {
      for (const part of parts) await binder.take(part)
      bound.push(await binder.bind(frame))
    }
    binder.keeps(false)
    ending = setTimeout(() => void end(), STAYS)
    ending.unref()
    return bound
  } catch (fault) {
    await end()
    throw fault
  }
}

async function end(): Promise<void> {
  const { binder } = kept ?? {}
  kept = undefined
  await binder?.close()
}
