/** What the office adds by itself to a fact: the letters that it calls for, and what the portal did with them. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import type { CaseState } from '../../workflows/disclosure/decide.ts'
import type { Effect } from '../../workflows/disclosure/machine.ts'
import { electronicService, letterIn } from '../../workflows/disclosure/service.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { sampleFact } from './sample-facts.ts'

const ASKING = { thirdParty: true, agency: true, agencyOpinion: true }

/** A letter is called by its template, the second of one kind `fee2`. */
export function lettersMade({ context }: CaseState, effects: readonly Effect[], on: Day): Heard[] {
  return effects.flatMap((effect) => {
    if (!('letter' in effect)) return []
    const { letter: template } = effect
    const letter = letterIn(context, template) ? `${template}2` : template
    const asked = context.clockFacts.findLast(({ type }) => /Consulted$/.test(type))?.consultation
    return [sampleFact('letterMade', on, { letter, template, ...(template in ASKING && { consultation: asked }) })]
  })
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
