/** Ways that the machine's own graph finds, walked fact by fact through `decide`. */
import { beforeAll, describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open, replay } from '../../workflows/disclosure/decide.ts'
import { places } from '../../workflows/disclosure/graph.ts'
import { type FactOf, OUTCOMES, SYSTEM_FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { answeredPaths, coveringPaths, type Path, paths } from '../support/paths.ts'
import { some } from '../support/proof.ts'

const law = loadLaw()
let all: Path[]
let few: Path[]
beforeAll(() => {
  all = paths(law)
  few = coveringPaths(law)
})

const nameOf = (value: unknown): string =>
  typeof value === 'string' ? value : Object.entries(value as object).map(([k, v]) => `${k}.${nameOf(v)}`)[0]!

const walk = (facts: readonly Heard[]): CaseState => {
  const { state, context } = open(facts[0] as FactOf<'submitted'>)
  return facts.slice(1).reduce<CaseState>(
    (at, fact) => {
      const { state, context } = decide(at, fact, law)
      return { state, context }
    },
    { state, context },
  )
}

test('paths are lawful fact by fact, end where the graph says, and are what their ledgers replay to', () => {
  expect(all.length).toBeGreaterThan(300)
  for (const { name, facts, steps } of some(all, 3)) {
    const at = walk(facts)
    expect(nameOf(at.state), name).toBe(steps.at(-1)?.to ?? 'receive.open')
    expect(replay(facts, law), name).toEqual(at)
  }
})

describe.each([
  ['all paths', () => all],
  ['the few', () => few],
])('%s together', (_, which) => {
  test('walk every arrow of the machine', () => {
    const walked = new Set(which().flatMap(({ steps }) => steps.map(({ from, type, to }) => `${from} ${type} ${to}`)))
    const drawn = places().flatMap(({ name, hears }) =>
      hears
        .filter(({ fact }) => !SYSTEM_FACTS.includes(fact) && fact !== 'rectified')
        .map(({ fact, to }) => `${name} ${fact} ${to}`),
    )
    // Receipt is known before registration, unless the office lets the platform confirm; then a call may still follow.
    // A fee is noticed inside the period, and while it is awaited there is no silence to complain of.
    // Joint applicants are served one after the other: test/cases/service.test.ts.
    // A lesson is drawn, and an order performed, in every place alike, of what was lost: stories.yaml.
    // What was published is taken down in every place alike, for a case may be handled again: stories.yaml.
    // A mark is lifted, and a marked case conferred about, in every place alike; a draft goes back to a step or the review: stories.yaml.
    // Letters arrive in the same way everywhere: it is walked where something waits for them, and after service.
    const otherwise = drawn.filter(
      (arrow) =>
        (/ received /.test(arrow) && !walked.has(arrow)) ||
        / (?:lessonDrawn|remedyPerformed|releaseWithdrawn|sensitivityLifted) /.test(arrow) ||
        /^(?:reply\.\w+|archive) conferred /.test(arrow) ||
        /^reply\.for(?:Approval|Signature) reply(?:Approved|Returned) reply\.forReview$/.test(arrow) ||
        /^reply\.for(?:Approval|Signature) replyReturned reply\.forApproval$/.test(arrow) ||
        (/ confirmed /.test(arrow) && !arrow.startsWith('receive')) ||
        arrow === 'reply.signed replyServed reply.signed' ||
        arrow.startsWith('review.awaitingPayment remedySought'),
    )
    expect(drawn.filter((arrow) => !walked.has(arrow)).sort()).toEqual(otherwise.sort())
  })

  test('draft every outcome and reach every place', () => {
    const drafted = new Set(
      which().flatMap(({ facts }) => facts.map((f) => (f.type === 'replyDrafted' ? f.outcome : ''))),
    )
    expect(Object.keys(OUTCOMES).filter((outcome) => !drafted.has(outcome as never))).toEqual([])
    const reached = new Set(which().flatMap(({ steps }) => steps.map(({ to }) => to)))
    expect(places().filter(({ name, initial }) => !initial && !reached.has(name))).toEqual([])
  })
})

test('the few are few, and rise from day to day, so that an office can live them', () => {
  expect(few.length).toBeLessThan(all.length / 3)
  for (const { name, facts } of few) {
    const days = facts.map((fact) => fact.on)
    expect(days, name).toEqual(days.toSorted())
  }
})

test('each outcome can be answered with, from the submission to the archive', () => {
  for (const { outcome, facts } of answeredPaths(law)) {
    const at = walk(facts)
    expect([outcome, at.state, at.context.outcome]).toEqual([outcome, 'archive', outcome])
  }
})
