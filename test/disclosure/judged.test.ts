/**
 * What cost an agency its case is refused, shown or warned of on the day on which it happens: every entry of the catalogue
 * of judged losses runs, and the count that is only a warning is printed.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { CATALOGUE, LOSSES, type Loss, unmet } from './judged.ts'

const ways = { refused: 0, shown: 0, 'only warned': 0 }

describe.each(CATALOGUE)('$group', ({ losses }) => {
  test.each(losses)('$id $title', (loss) => {
    expect(unmet(loss)).toBe('')
    ways[loss.product.refuses ? 'refused' : loss.product.shows ? 'shown' : 'only warned']++
  })
})

test('at least 60 losses, each with its own number and title, its day, its holding, its source, and one expectation', () => {
  expect(LOSSES.length).toBeGreaterThanOrEqual(60)
  expect(new Set(LOSSES.map(({ title }) => title)).size).toBe(LOSSES.length)
  expect(LOSSES.map(({ id }) => id)).toEqual(LOSSES.map((_, i) => `J${String(i + 1).padStart(2, '0')}`))
  const faults = LOSSES.filter(
    ({ did, letter, on, held, article, source, mark, product }) =>
      !(
        (did === undefined) !== (letter === undefined) &&
        /^\d{4}-\d\d-\d\d$/.test(on) &&
        [held, article, source].every((words) => words.trim() !== '') &&
        ['V', 'V2', 'I'].includes(mark) &&
        Object.keys(product).length === 1 &&
        Object.keys(product.shows ?? { any: true }).length > 0
      ),
  )
  expect(faults.map(({ id }) => id)).toEqual([])
})

/** What is refused is refused for the last fact: the day of the entry is its day. */
test('the day of an entry is that of the act which is refused', () => {
  const acts = LOSSES.filter(({ did, product }) => did && product.refuses)
  const days = acts.map(({ id, did }) => {
    const line = did!.at(-1)!
    return [id, (typeof line === 'string' ? line : Object.keys(line)[0]!).slice(0, 10)]
  })
  expect(days).toEqual(acts.map(({ id, on }) => [id, on]))
})

test('an entry that the product would let through is found', () => {
  const harmless: Loss = {
    ...LOSSES[0]!,
    did: ['2026-03-02 submitted, registered'],
    on: '2026-03-02',
    channel: 'counter',
  }
  expect(unmet({ ...harmless, product: { refuses: 'BAD_DAY' } })).toMatch(/^not refused/)
  expect(unmet({ ...harmless, product: { warns: 'OVERDUE' } })).toMatch(/^no warning/)
  expect(unmet({ ...harmless, product: { shows: { inTime: false } } })).not.toBe('')
  expect(
    unmet({
      ...harmless,
      did: undefined as never,
      letter: { template: 'notHeld' },
      product: { warns: 'REASONS_TOO_SHORT' },
    }),
  ).not.toBe('')
})

afterAll(() => {
  const counts = Object.entries(ways).map(([way, n]) => `${n} ${way}`)
  console.log(`judged losses: ${LOSSES.length}: ${counts.join(', ')}`)
})
