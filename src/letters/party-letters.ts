/** The letters that go to those who are consulted: to whom each, and how it comes to them. Every other letter is the applicant's, or stays on file. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { letterKind } from '../../workflows/disclosure/letters.ts'
import { overriddenBy } from '../../workflows/disclosure/rules.ts'
import type { Kind } from '../../workflows/statute/letters.ts'

type PartyLetter = {
  to: Kind
  /** The mail that brings it, in templates/party-mails. */
  mail: 'consultation' | 'decision'
  /** The form that a third party may answer on goes with it; an agency answers with a letter of its own. */
  withForm: boolean
  /** It asks: its addressee is the party that its fact names. One that does not goes to each whose refusal is not followed. */
  asks: boolean
}

/** How a letter goes to those who are consulted; undefined for one that does not. */
export function partyLetter(template: string): PartyLetter | undefined {
  const { to, tells } = letterKind(template) ?? {}
  if (!to || to === 'applicant') return undefined
  const asks = tells !== 'replySigned'
  return { to, asks, mail: asks ? 'consultation' : 'decision', withForm: asks && to === 'thirdParty' }
}

/**
 * The consultations that a letter goes to, one letter each; null for one letter: to the applicant, or to the party that
 * its fact names. Each third party whose refusal is not followed is told (Art 32).
 */
export function addressees(template: string, { draft, consultations }: CaseContext): (string | null)[] {
  const letter = partyLetter(template)
  if (!letter || letter.asks) return [null]
  return overriddenBy(draft, consultations).map(({ id }) => id)
}
