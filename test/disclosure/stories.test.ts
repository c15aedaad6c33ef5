import { expect, test } from 'vitest'
import { places } from '../../workflows/disclosure/graph.ts'
import { RECTIFICATION_RULES } from '../../workflows/disclosure/rectify.ts'
import { allRules } from '../../workflows/disclosure/rules.ts'
import { FACTS, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import { outcomeOf, STORIES, tell } from './story.ts'

/** `says` asks for words in the reason, `may` and `warns` for some of a list, `mayNot` for none of it. */
const EXPECT: Record<string, (said: unknown) => unknown> = {
  says: (said) => expect.stringContaining(said as string),
  may: (said) => expect.arrayContaining(said as string[]),
  warns: (said) => expect.arrayContaining(said as string[]),
  mayNot: (said) => expect.not.arrayContaining(said as string[]),
}

test.each(STORIES)('$story', (story) => {
  const told = tell(story)
  const { mayNot = [], ...then } = story.then
  const asked = { refused: null, ...then }
  const expected = Object.fromEntries(Object.entries(asked).map(([k, v]) => [k, EXPECT[k]?.(v) ?? v]))
  const why = told.refused ? `refused ${told.refused.code} (${told.refused.article}): ${told.refused.message}` : ''
  expect(outcomeOf(told, Object.keys(asked)), why).toEqual(expected)
  for (const type of mayNot as string[]) expect(outcomeOf(told, ['may']).may, 'mayNot').not.toContain(type)
})

test('no two stories have the same title', () => {
  const titles = STORIES.map((s) => s.story)
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
  expect(titles.length).toBeGreaterThanOrEqual(60)
})

test('every fact is told, every state is reached, every rule refuses at least once', () => {
  const told = STORIES.map((story) => ({ story, ...tell(story) }))
  const facts = new Set(told.flatMap((t) => [...t.given, t.last].map((f) => f.type)))
  expect((Object.keys(FACTS) as FactType[]).filter((type) => !facts.has(type))).toEqual([])

  const refusals = new Set(told.map((t) => t.refused?.code))
  const codes = (Object.keys(FACTS) as FactType[]).flatMap((type) => allRules(type).map((rule) => rule.code))
  const all = new Set([...codes, ...RECTIFICATION_RULES, 'FACT_NOT_ALLOWED'])
  expect([...all].filter((code) => !refusals.has(code))).toEqual([])

  const reached = new Set(told.map((t) => leaf(t.at.state)))
  expect(places().filter(({ name }) => !reached.has(name))).toEqual([])
})

const leaf = (state: unknown): string =>
  typeof state === 'string' ? state : Object.entries(state as object).map(([k, v]) => `${k}.${leaf(v)}`)[0]!
