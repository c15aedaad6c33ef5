/** Holds what a judged loss comes to, replayed as its drill replays it, against what its entry expects of the product. */
import type { Loss } from '../../src/drill/losses.ts'
import { replayLoss } from '../../src/drill/replay.ts'

/** The whole of what the entry expects, as one sentence about the product; empty where it holds. */
export function unmet(loss: Loss): string {
  const { days, verdict } = replayLoss(loss)
  const { refused, warned, shown } = verdict
  const early = days.flatMap(({ facts }) => facts.filter((one) => one.refused)).filter(({ fact }) => fact.on < loss.on)
  if (early.length > 0) return `${early[0]!.fact.type} refused before as ${early[0]!.refused!.code}`
  const { refuses, warns, shows } = loss.product
  if (refuses) return refused.includes(refuses) ? '' : `not refused as ${refuses}, but [${[...refused, ...warned]}]`
  if (refused.length > 0) return `refused as ${refused}`
  if (warns) return warned.includes(warns) ? '' : `no warning ${warns}, but [${warned}]`
  const differ = Object.entries(shows!).filter(([key, value]) => !contains(shown[key], value))
  return differ.map(([key]) => `${key}: ${JSON.stringify(shown[key])}`).join('; ')
}

const contains = (said: unknown, wanted: unknown): boolean =>
  wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)
    ? Object.entries(wanted).every(([key, value]) => contains((said as Record<string, unknown> | null)?.[key], value))
    : JSON.stringify(said) === JSON.stringify(wanted)
