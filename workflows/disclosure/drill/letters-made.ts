/** What the office adds by itself to a fact: the letters that it calls for, and what the portal did with them. */

import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import type { Heard } from '../context.ts'
import type { CaseState } from '../decide.ts'
import { letterKind } from '../letters.ts'
import type { Effect } from '../machine.ts'
import { electronicService, letterIn } from '../service.ts'
import { sampleFact } from './sample-facts.ts'

/** A letter is called by its template, the second of one kind `fee2`. */
export function lettersMade({ context }: CaseState, effects: readonly Effect[], on: Day): Heard[] {
  return effects.flatMap((effect) => {
    if (!('letter' in effect)) return []
    const { letter: template } = effect
    const letter = letterIn(context, template) ? `${template}2` : template
    return [sampleFact('letterMade', on, { letter, template, ...addressed(context, template) })]
  })
}

/** A letter that asks goes to whoever is consulted with its fact: in stories the latest. */
function addressed({ consultations }: CaseState['context'], template: string) {
  const { to } = letterKind(template) ?? {}
  const consultation = consultations.at(-1)?.id
  return to && to !== 'applicant' && consultation ? { consultation } : {}
}

/** The portal delivers where the applicant chose it. */
export const portalDelivers = ({ context }: CaseState, law: Law, on: Day): Heard[] =>
  electronicService(
    context,
    law.choices(on),
    'portal',
    on,
    () => true,
    () => '系统记录。',
  ).map((fact) => ({
    ...fact,
    by: 'system',
  }))
