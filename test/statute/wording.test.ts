/**
 * The Chinese of the law stays what it was, to the letter, until somebody means to change it. wording.txt shows every form
 * of sentence once, for a lawyer to read, and a digest of all that was said; `vitest -u` writes it anew.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import type { Channel } from '../../workflows/disclosure/vocabulary.ts'
import { type ClockCase, ClockFault, clock, type Law } from '../../workflows/statute/clock.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import { STORIES, tell } from '../disclosure/story.ts'
import { contradictions } from './contradictions.ts'
import { choices, histories } from './histories.ts'

const law = loadLaw()

/** Each step, warning and refusal with its article, a line each. */
function said(given: ClockCase, under: Law): string[] {
  try {
    const { steps, warnings = [] } = clock(given, under)
    return [
      ...steps.map(({ on, article, text }) => `${on} ${article} ${text}`),
      ...warnings.map(({ code, article, text }) => `${code} ${article} ${text}`),
    ]
  } catch (error) {
    if (error instanceof ClockFault) return [`${error.code} ${error.message}`]
    throw error
  }
}

/** A story on each of its days and long after, and why its last fact was refused. */
function ofStory(story: (typeof STORIES)[number]): string[] {
  const { at, law: under, refused } = tell(story)
  const { channel, clockFacts } = at.context
  const lines = clockFacts.flatMap(({ on }, i) =>
    [on, plusDays(on, 70)].flatMap((asOf) => said({ channel, facts: clockFacts.slice(0, i + 1), asOf }, under)),
  )
  return refused ? [...lines, `${refused.code} ${refused.article} ${refused.message}`] : lines
}

const ofHistories = (runs: number): string[] =>
  fc
    .sample(fc.tuple(histories, choices), { seed: 33, numRuns: runs })
    .flatMap(([history, chosen]) => said(history, { ...law, choices: chosen }))

const ofContradictions = (): string[] =>
  contradictions.flatMap(([, channel, facts]) =>
    said({ channel: channel as Channel, facts: facts as ClockCase['facts'], asOf: '2026-04-10' }, law),
  )

/** The sentence without its days, numbers and holidays; a document keeps its number. */
const form = (line: string): string =>
  line
    .replace(/^(\d{4}-\d\d-\d\d(…\d{4}-\d\d-\d\d)?|[A-Z_]+) /, '')
    .replace(/\d+年\d+月\d+日（星期.）/g, '某日（星期某）')
    .replace(/\d+年\d+月\d+日/g, '某日')
    .replace(/^国办发明电\S+/, '放假通知')
    .replace(/(?<=某日(（星期某）)?因?)(元旦|[^因，。）]+节)(?=放假|调休)/, '某节')
    .replace(/-?\d+(?!\d*[〕号])/g, '几')

const digest = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)

test('every form of sentence, and each word of what was said', async () => {
  const stories = STORIES.map((story) => ({ story: story.story, lines: ofStory(story) }))
  const random = ofHistories(4000)
  const refused = ofContradictions()
  const all = [...stories.flatMap(({ lines }) => lines), ...random, ...refused]
  expect(all.length).toBeGreaterThan(30_000)
  const shown = [
    '# Every form of sentence that the law says.',
    ...[...new Set(all.map(form))].toSorted(),
    '',
    '# Digests of all that was said, word for word: each story, the histories, the contradictions.',
    ...stories.map(({ story, lines }) => `${digest(lines)} ${story}`),
    `${digest(random)} histories`,
    `${digest(refused)} contradictions`,
    '',
  ]
  await expect(shown.join('\n')).toMatchFileSnapshot('wording.txt')
})
