/** `npm run bench [-- NAME…]`: one JSON object a line; each ratio against a baseline measured in the same run, more is better. */
export type Result = {
  bench: string
  value: number
  unit: string
  baseline: string
  baselineValue: number
  ratio: number
}

/** Each is loaded when its turn comes, so that none pays for the memory of another. */
const page = (name: string) => async () => (await import('./page.ts')).benchPage(name)
const benches: Record<string, () => Promise<Result | Result[]>> = {
  accept: async () => (await import('./accept.ts')).benchAccept(),
  clock: async () => (await import('./clock.ts')).benchClock(),
  letter: async () => (await import('./letter.ts')).benchLetter(),
  search: async () => (await import('./search.ts')).benchSearch(),
  'page:home': page('home'),
  'page:guide': page('guide'),
  'page:form': page('form'),
  'page:tracking': page('tracking'),
  'page:released': page('released'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const result of [await bench()].flat()) console.log(JSON.stringify(result))
}
process.exit(0) // browsers and pools that a bench left open
