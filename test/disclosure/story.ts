/** Reads the stories of workflows/disclosure/stories.yaml and tells them to the workflow. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, possible, type Refused, stageOf } from '../../workflows/disclosure/decide.ts'
import { datesShown } from '../../workflows/disclosure/drill/dates.ts'
import { type Line, lawOf, ledgerOf, walk } from '../../workflows/disclosure/drill/walk.ts'
import type { Effect } from '../../workflows/disclosure/machine.ts'
import type { Choices } from '../../workflows/statute/choices.ts'
import { clock, type Law } from '../../workflows/statute/clock.ts'

export type Story = {
  story: string
  channel?: string
  choices?: Partial<Choices>
  given: Line[]
  when: Line | Line[]
  then: Record<string, unknown>
}

export const STORIES = parse(
  readFileSync(new URL('../../workflows/disclosure/stories.yaml', import.meta.url), 'utf8'),
) as Story[]

export type Told = {
  at: CaseState
  effects: Effect[]
  refused: Refused | null
  /** The last fact of `when`. */
  last: Heard
  given: Heard[]
}

/** The story as it goes: only its last fact may be refused. */
export function tell({ given, when, ...story }: Omit<Story, 'story' | 'then'>): Told & { law: Law } {
  const shipped = loadLaw()
  const walked = walk({ ...story, did: [...given, ...(Array.isArray(when) ? when : [when])] }, shipped)
  const early = walked.slice(0, -1).find(({ refused }) => refused)
  if (early) throw new Error(`${early.fact.on} ${early.fact.type}：${early.refused!.message}`, { cause: early.refused })
  const { at, effects, refused, fact } = walked.at(-1)!
  return { at, effects, refused, last: fact, given: ledgerOf(walked), law: lawOf(story, shipped) }
}

/** What came of it, in the words of `then`; only what the story asks for. */
export function outcomeOf({ at, effects, refused, last, given, law }: ReturnType<typeof tell>, asked: string[]) {
  const { context, state } = at
  // A refused fact has not happened: the day asked about is then that of the last one on file.
  const asOf = (refused ? given.at(-1)! : last).on
  const dates = clock({ channel: context.channel, facts: context.clockFacts, asOf }, law)
  const all: Record<string, unknown> = {
    stage: stageOf(state),
    step: typeof state === 'string' ? state : Object.values(state)[0],
    ...datesShown(dates),
    outcome: context.outcome,
    letters: effects.flatMap((effect) => ('letter' in effect ? [effect.letter] : [])),
    refused: refused?.code ?? null,
    says: refused?.message ?? null,
    may: possible(at, law, last.on),
    mayNot: possible(at, law, last.on),
  }
  return Object.fromEntries(asked.map((key) => [key, key in all ? all[key] : `没有“${key}”这一栏`]))
}
