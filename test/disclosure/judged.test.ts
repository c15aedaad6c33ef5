/**
 * What cost an agency its case is refused, shown or warned of on the day on which it happens: every entry of the catalogue
 * of judged losses runs, and the count that is only a warning is printed.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { CATALOGUE, LOSSES, type Loss, type Way, wayOf } from '../../src/drill/losses.ts'
import { replayLoss } from '../../src/drill/replay.ts'
import { unmet } from './judged.ts'

const ways: Record<Way, number> = { refused: 0, shown: 0, warned: 0 }

describe.each(CATALOGUE)('$group', ({ losses }) => {
  test.each(losses)('$id $title', (loss) => {
    expect(unmet(loss)).toBe('')
    ways[wayOf(loss)]++
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

/** Counted from what the procedure and the checker said, not from what the entries expect. */
test('61 are refused, 14 are shown by their dates, 8 are only warned of', () => {
  const counted = LOSSES.map((loss) => {
    const { verdict, letter } = replayLoss(loss)
    return verdict.refused.length > 0 ? 'refused' : letter ? 'warned' : 'shown'
  })
  const of = (way: Way) => counted.filter((one) => one === way).length
  expect({ refused: of('refused'), shown: of('shown'), warned: of('warned') }).toEqual({
    refused: 61,
    shown: 14,
    warned: 8,
  })
  expect(counted).toEqual(LOSSES.map(wayOf))
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

test('where facts cost the case, its drill names the day: of the refusal, or the first one after the period', () => {
  for (const loss of LOSSES.filter(({ did }) => did)) {
    const { wrong } = replayLoss(loss)
    expect(wrong, loss.id).not.toBeNull()
    if (loss.product.refuses) expect(wrong, loss.id).toMatchObject({ how: 'refused', on: loss.on })
    else expect(wrong!.on <= loss.on && wrong!.how !== 'refused', `${loss.id} ${wrong!.on} ${wrong!.how}`).toBe(true)
  }
})

test('the day of an entry about a letter is the last day of its drill', () => {
  const letters = LOSSES.filter(({ letter }) => letter)
  expect(letters.map((loss) => [loss.id, replayLoss(loss).days.at(-1)!.on])).toEqual(
    letters.map(({ id, on }) => [id, on]),
  )
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
