/** 审批环节 as an agency proposes them: read line by line, and only taken where different people can take all steps one after the other. */
import {
  type ChainFault,
  type ChainStep,
  chainOf,
  MOST_STEPS,
  REPLY_KINDS,
  readChain,
  writeChain,
} from '../../workflows/statute/chain.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import { type Approver, approversOf, draftingUnits } from '../people/approvers.ts'
import { OF_AGENCY } from '../people/sight.ts'
import { sentence } from '../web/words/sentences.ts'

/** The one way of writing what was given. @throws Refusal INVALID with the line that is no step */
export function chainGiven(given: unknown): string {
  const read = readChain(String(given ?? ''))
  if ('steps' in read) return writeChain(read.steps)
  throw invalid({
    field: 'value',
    code: 'UNFIT',
    message: sentence(SAYS[read.fault], { line: read.line, most: MOST_STEPS, kinds: KINDS }),
  })
}

const KINDS = Object.values(REPLY_KINDS)
  .map(({ zh }) => zh)
  .join('、')

const SAYS = {
  tooMany: 'chain.tooMany',
  noColon: 'chain.noColon',
  name: 'chain.name',
  kind: 'chain.kind',
  twice: 'chain.twice',
  who: 'chain.who',
  crowd: 'chain.crowd',
} as const satisfies Record<ChainFault, string>

/**
 * Each step, the draft and the review before them are another person's: a chain that the people of an agency cannot walk for each
 * of its units would hold up the replies of those for which they cannot.
 * @throws Refusal INVALID naming who is none of them, the step that nobody can take and in which unit, or that there are too few
 */
export async function requireWalkable(sql: Sql | Tx, agencyId: string, value: string): Promise<void> {
  const fault = await whatStops(sql, agencyId, value)
  if (fault) throw invalid({ field: 'value', code: 'UNFIT', message: fault })
}

/** Why an agency's people cannot walk these steps, for whoever proposes them or looks at them later; undefined where they can. */
export async function whatStops(sql: Sql | Tx, agencyId: string, value: string): Promise<Sentence | undefined> {
  const steps = chainOf(value)
  if (steps.length === 0) return undefined
  const [people, units] = await Promise.all([approversOf(sql, agencyId), draftingUnits(sql, agencyId)])
  return chainFault(steps, people, units)
}

type Unit = { id: string; name: string }

function chainFault(
  steps: readonly ChainStep[],
  people: readonly Approver[],
  units: readonly Unit[],
): Sentence | undefined {
  const unknown = steps
    .flatMap((step) => ('people' in step ? step.people : []))
    .filter((username) => !people.some((one) => one.username === username))
  if (unknown.length > 0) return sentence('chain.unknown', { names: unknown.map((one) => `@${one}`).join('、') })
  const empty = steps.find((step) => asked(step, people).length === 0)
  if (empty) return sentence('chain.nobody', { step: empty.name })
  if (!canBeDistinct(placesFor(steps, people))) return sentence('chain.tooFew')
  for (const unit of units) {
    const none = steps.find((step) => asked(step, people, unit).length === 0)
    if (none) return sentence('chain.nobodyInUnit', { step: none.name, unit: unit.name })
    if (!canBeDistinct(placesFor(steps, people, unit))) return sentence('chain.tooFewInUnit', { unit: unit.name })
  }
  return undefined
}

const BEFORE: readonly ChainStep[] = [
  { name: '', role: 'handler' },
  { name: '', role: 'counsel' },
]

/** Who can take the draft, the review and each step; @param unit of its cases alone */
const placesFor = (steps: readonly ChainStep[], people: readonly Approver[], unit?: Unit) =>
  [...BEFORE, ...steps].map((step) => asked(step, people, unit))

/** A role of the agency reaches the cases of all units, a handler those of their own (`people/sight.ts`). */
const asked = (step: ChainStep, people: readonly Approver[], unit?: Unit): string[] =>
  people.filter((one) => roleIn(step, one, unit)).map(({ username }) => username)

function roleIn(step: ChainStep, { username, roles, units }: Approver, unit: Unit | undefined): boolean {
  const asks = 'role' in step ? roles.filter((role) => role === step.role) : step.people.includes(username) ? roles : []
  const isThere = !unit || units.some(({ id }) => id === unit.id)
  return asks.some((role) => OF_AGENCY.includes(role) || (role === 'handler' && isThere))
}

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
