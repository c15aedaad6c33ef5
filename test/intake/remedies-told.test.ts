/** The page beside a letter tells its remedies in the letter's own words; its English has the same limits and the same bodies. */
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { remedyFor } from '../../src/intake/last-days.ts'
import { remediesInLetter } from '../../src/letters/several.ts'
import { shippedFor } from '../../src/letters/templates/shipped.ts'
import type { Agency } from '../../src/people/queries.ts'
import { en } from '../../src/web/words/en.ts'
import { say } from '../../src/web/words/say.ts'
import { opening } from '../../workflows/disclosure/context.ts'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { always, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import type { Clock } from '../../workflows/statute/clock.ts'

const NAMES = { body: '青川区人民政府', court: '青川铁路运输法院' }
const ON = '2026-03-30'
const settled = { status: 'settled', dueOn: ON } as Clock
const agency = {
  kind: 'countyDepartment',
  profile: { reconsiderationBody: NAMES.body, court: NAMES.court },
} as Agency
const CHOICES = [
  DEFAULT_CHOICES,
  { ...DEFAULT_CHOICES, partlyDisclosedFirst: false },
  { ...DEFAULT_CHOICES, suitRefusedByCourt: 'omit' },
  { ...DEFAULT_CHOICES, suitRefusedByCourt: 'offer' },
] as const

/** Days and months that a text names, and whom it names. */
const limitsIn = (text: string) =>
  new Set([...text.matchAll(/(\d+)\s*(?:日内|个月内|days|months)/g)].map(([, n]) => Number(n)))
const namesIn = (text: string) => Object.values(NAMES).filter((name) => text.includes(name))

describe.each(CHOICES.map((choices, n) => [n, choices] as const))('choice %i', (_, choices) => {
  const templates = shippedFor(choices)
  const law = { ...loadLaw(), choices: always(choices) }
  test.each(Object.keys(OUTCOMES) as Outcome[])('%s', (outcome) => {
    const template = templates.get(outcome)!
    const way = { to: 'applicant' as const, on: ON }
    const reply = {
      ...{ id: 'reply', tells: 'replySigned' as const, template: outcome, toParty: false, consultation: null },
      ...{ madeOn: ON, sent: [{ ...way, how: 'portal' as const }], received: [way] },
    }
    const context = { ...opening('online', '2026-03-02'), outcome, servedOn: ON, letters: [reply] } as never
    const told = remedyFor({ context }, settled, agency, law as never, '2026-04-01', templates)!
    const letter = remediesInLetter([template], NAMES)
    expect(letter).not.toMatch(/\{\{/)
    expect(letter).toContain(NAMES.body)
    expect(told.text.startsWith(letter), told.text).toBe(true)
    const english = say(en, told)
    expect([...limitsIn(english)].sort()).toEqual([...limitsIn(letter)].sort())
    expect(namesIn(english)).toEqual(expect.arrayContaining(namesIn(letter)))
  })
})
