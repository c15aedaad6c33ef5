/** `npm run bench [-- NAME…]`: one JSON object a line; each ratio against a baseline measured in the same run, more is better. */
import { closeKept } from './kept.ts'
import type { Result } from './result.ts'

/** Each is loaded when its turn comes, so that none pays for the memory of another. */
const page = (name: string) => async () => (await import('./page.ts')).benchPage(name)
const benches: Record<string, () => Promise<Result | Result[]>> = {
  accept: async () => (await import('./accept.ts')).benchAccept(),
  clock: async () => (await import('./clock.ts')).benchClock(),
  letter: async () => (await import('./letter.ts')).benchLetter(),
  verify: async () => (await import('./verify.ts')).benchVerify(),
  export: async () => (await import('./export.ts')).benchExport(),
  bundle: async () => (await import('./bundle.ts')).benchBundle(),
  mixed: async () => (await import('./mixed.ts')).benchMixed(),
  'page:home': page('home'),
  'page:guide': page('guide'),
  'page:form': page('form'),
  'page:tracking': page('tracking'),
  'page:released': page('released'),
  search: async () => (await import('./search.ts')).benchSearch(),
  room: async () => (await import('./room.ts')).benchRoom(),
  desk: async () => (await import('./desk.ts')).benchDesk(),
  'desk:filters': async () => (await import('./desk-filters.ts')).benchDeskFilters(),
  'search:desk': async () => (await import('./search-desk.ts')).benchSearchDesk(),
  case: async () => (await import('./case.ts')).benchCase(),
  supervision: async () => (await import('./supervision.ts')).benchSupervision(),
  'supervision:course': async () => (await import('./supervision.ts')).benchCourse(),
  sweep: async () => (await import('./sweep.ts')).benchSweep(),
  annual: async () => (await import('./annual.ts')).benchAnnual(),
  redact: async () => (await import('./redact.ts')).benchRedact(),
  growth: async () => (await import('./growth.ts')).benchGrowth(),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0)
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
if (unknown.length > 0) process.exit(2)

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code)) // what was opened is cleared away on exit

let failed = 0
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  try {
    for (const result of [await bench()].flat()) console.log(JSON.stringify(result))
  } catch (error) {
    console.error(`${name} could not be measured:`, error)
    failed++
  }
}
await closeKept()
process.exit(failed > 0 ? 1 : 0) // browsers and pools that a bench left open
