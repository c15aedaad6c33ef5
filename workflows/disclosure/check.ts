/** Is the procedure whole? Asked at start-up and in tests: a hole in it stops the start, never a case. */

import { FACTS, type FactType, OUTCOMES, SYSTEM_FACTS } from '../words.ts'
import { type Place, places } from './graph.ts'
import { letterKind } from './letters.ts'
import { allRules } from './rules.ts'

export type Given = {
  /** Ids of the letter templates at hand. */
  letters: readonly string[]
  /** Outcomes that a template can answer with: what the effect `reply` needs. */
  answers: readonly string[]
  /** Ids of the mail templates at hand. */
  mails: readonly string[]
  /** Facts that some person or the applicant may record. */
  recordable: readonly string[]
  /** The text of workflows/README.md. */
  glossary: string
}

/** Every fault in one sentence; empty when the procedure is whole. */
export function checkWorkflow(given: Given, all: readonly Place[] = places()): string[] {
  return [
    ...unreachable(all),
    ...endless(all),
    ...factFaults(all, given),
    ...effectFaults(all, given),
    ...unaddressed(all),
  ]
}

function reachedFrom(start: string, all: readonly Place[]): Set<string> {
  const reached = new Set([start])
  for (const name of reached) for (const { to } of all.find((p) => p.name === name)?.hears ?? []) reached.add(to)
  return reached
}

function unreachable(all: readonly Place[]): string[] {
  const reached = reachedFrom(all.find((place) => place.initial)!.name, all)
  return all.filter(({ name }) => !reached.has(name)).map(({ name }) => `No fact leads to the state "${name}".`)
}

function endless(all: readonly Place[]): string[] {
  return all
    .filter(({ name }) => !reachedFrom(name, all).has('archive'))
    .map(({ name }) => `A case in the state "${name}" can never be archived.`)
}

function factFaults(all: readonly Place[], { recordable, glossary }: Given): string[] {
  const heard = new Set<string>(all.flatMap(({ hears }) => hears.map((step) => step.fact)))
  return (Object.keys(FACTS) as FactType[]).flatMap((type) => {
    const { zh, article } = FACTS[type]
    const system = SYSTEM_FACTS.includes(type)
    const faults: [boolean, string][] = [
      [
        !article || allRules(type).some((rule) => !rule.article),
        `The fact "${type}" or one of its rules names no article.`,
      ],
      [!glossary.includes(`| ${zh} | \`${type}\` |`), `The fact "${type}" (${zh}) has no entry in the glossary.`],
      [type !== 'submitted' && !heard.has(type), `No state hears the fact "${type}".`],
      [!system && !recordable.includes(type), `Nobody may record the fact "${type}".`],
      [system && recordable.includes(type), `The fact "${type}" is the system's own, yet a person may record it.`],
    ]
    return faults.filter(([broken]) => broken).map(([, says]) => says)
  })
}

function effectFaults(all: readonly Place[], { letters, answers, mails }: Given): string[] {
  const effects = all.flatMap(({ hears }) => hears.flatMap((step) => step.effects))
  const needed = new Set(effects.flatMap((e) => ('letter' in e && e.letter !== 'reply' ? [e.letter] : [])))
  const told = new Set(['submitted', ...effects.flatMap((e) => ('tell' in e ? [e.tell] : []))])
  return [
    ...[...needed].filter((id) => !letters.includes(id)).map((id) => `There is no letter template "${id}".`),
    ...[...told].filter((id) => !mails.includes(id)).map((id) => `There is no mail template "${id}".`),
    ...Object.keys(OUTCOMES)
      .filter((outcome) => !answers.includes(outcome))
      .map((outcome) => `No letter template answers with the outcome "${outcome}".`),
  ]
}

/** Letters that the machine makes and of which `letters.ts` says another fact than it does, or nothing: nobody would be served. */
function unaddressed(all: readonly Place[]): string[] {
  const made = all.flatMap(({ hears }) =>
    hears.flatMap(({ fact, effects }) =>
      effects.flatMap((e) => ('letter' in e && e.letter !== 'reply' ? [{ fact, letter: e.letter }] : [])),
    ),
  )
  const wrong = made.filter(({ fact, letter }) => letterKind(letter)?.tells !== fact)
  return [
    ...new Set(
      wrong.map(({ fact, letter }) => `The letter "${letter}" tells of "${fact}", and letters.ts does not say so.`),
    ),
  ]
}
