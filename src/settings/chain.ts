/** 审批环节 as an agency proposes them: read line by line, and only taken where different people can take all steps one after the other. */
import {
  type ChainFault,
  type ChainStep,
  chainOf,
  MOST_STEPS,
  readChain,
  writeChain,
} from '../../workflows/statute/chain.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import { type Approver, approversOf } from '../people/approvers.ts'
import { sentence } from '../web/words/sentences.ts'

/** The one way of writing what was given. @throws Refusal INVALID with the line that is no step */
export function chainGiven(given: unknown): string {
  const read = readChain(String(given ?? ''))
  if ('steps' in read) return writeChain(read.steps)
  throw invalid({
    field: 'value',
    code: 'UNFIT',
    message: sentence(SAYS[read.fault], { line: read.line, most: MOST_STEPS }),
  })
}

const SAYS = {
  tooMany: 'chain.tooMany',
  noColon: 'chain.noColon',
  name: 'chain.name',
  twice: 'chain.twice',
  who: 'chain.who',
  crowd: 'chain.crowd',
} as const satisfies Record<ChainFault, string>

/**
 * Each step, the draft and the review before them are another person's: a chain that the agency's people cannot walk would hold up
 * every reply.
 * @throws Refusal INVALID naming who is none of them, the step that nobody can take, or that there are too few
 */
export async function requireWalkable(tx: Tx, agencyId: string, value: string): Promise<void> {
  const fault = chainFault(chainOf(value), await approversOf(tx, agencyId))
  if (fault) throw invalid({ field: 'value', code: 'UNFIT', message: fault })
}

/** Why these people cannot walk these steps, for whoever proposes them or looks at them later; undefined where they can. */
export function chainFault(steps: readonly ChainStep[], people: readonly Approver[]): Sentence | undefined {
  if (steps.length === 0) return undefined
  const unknown = steps
    .flatMap((step) => ('people' in step ? step.people : []))
    .filter((username) => !people.some((one) => one.username === username))
  if (unknown.length > 0) return sentence('chain.unknown', { names: unknown.map((one) => `@${one}`).join('、') })
  const empty = steps.find((step) => asked(step, people).length === 0)
  if (empty) return sentence('chain.nobody', { step: empty.name })
  const before: ChainStep[] = [
    { name: '', role: 'handler' },
    { name: '', role: 'counsel' },
  ]
  return canBeDistinct([...before, ...steps].map((step) => asked(step, people))) ? undefined : sentence('chain.tooFew')
}

const asked = (step: ChainStep, people: readonly Approver[]): string[] =>
  people
    .filter((one) => ('role' in step ? one.roles.includes(step.role) : step.people.includes(one.username)))
    .map(({ username }) => username)

/** Whether everybody can be another: each place takes somebody, who makes room where somebody else will do there. */
function canBeDistinct(places: readonly (readonly string[])[]): boolean {
  const taken = new Map<string, number>()
  const seat = (place: number, tried: Set<string>): boolean =>
    places[place]!.some((one) => {
      if (tried.has(one)) return false
      tried.add(one)
      const other = taken.get(one)
      if (other !== undefined && !seat(other, tried)) return false
      taken.set(one, place)
      return true
    })
  return places.every((_, place) => seat(place, new Set()))
}
