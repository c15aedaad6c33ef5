/** The letters that ask third parties (Art 32) and other agencies (Art 34): which one a fact speaks of, and how it stands. */
import type { Day } from '../statute/days.ts'
import { type Kind, meantBy as letterMeantBy, nextName, PARTS } from '../statute/letters.ts'
import type { Fact, FactOf } from './vocabulary.ts'

export type Consultation = {
  id: string
  kind: Kind
  party: string
  state: 'sent' | 'reached' | 'answered' | 'silent'
  consents: boolean | null
  /** It consents to a part. */
  partly: boolean
  /** Made together with this agency, which led: its silence is consent (Art 34). */
  coMaker: boolean
  /** What was found of the reasons that it gave against disclosure. */
  assessed: { reasonable: boolean; publicInterest: boolean; matter: string | null } | null
  /** Art 32: withholding the whole would gravely affect the public interest; stands until the whole is assessed anew. */
  outweighed?: true
  sentOn: Day
  reachedOn: Day | null
  /** The day of the answer, or of the finding that there was none. */
  closedOn: Day | null
}

/** Does the letter still await an answer? */
export const isOpen = (c: Consultation): boolean => c.state === 'sent' || c.state === 'reached'

/** The consultation that a dispatch begins; without a name of its own it gets the next number. */
export function sent(
  before: readonly Consultation[],
  fact: FactOf<'thirdPartyConsulted'> | FactOf<'agencyConsulted'>,
): Consultation {
  const id = fact.consultation ?? nextName(before)
  const unanswered = {
    state: 'sent',
    consents: null,
    partly: false,
    assessed: null,
    reachedOn: null,
    closedOn: null,
  } as const
  const coMaker = fact.type === 'agencyConsulted' && fact.coMaker
  return { id, kind: PARTS[fact.type]!.kind, party: fact.party, sentOn: fact.on, coMaker, ...unanswered }
}

/** By day of dispatch, then by recording. */
export const inOrder = (all: Consultation[]): Consultation[] =>
  all.toSorted((a, b) => (a.sentOn < b.sentOn ? -1 : a.sentOn > b.sentOn ? 1 : 0))

/**
 * The consultation that a fact speaks of. Several may run at once; the name may be left out while only one is open.
 * What is closed can no longer be answered. Proof of arrival may come after the answer: then it must name its letter.
 */
export function meantBy(fact: Fact, all: readonly Consultation[]): Consultation | undefined {
  const { kind, part } = PARTS[fact.type] ?? {}
  if (!kind) return undefined
  const meant = letterMeantBy(kind, 'consultation' in fact ? fact.consultation : undefined, all, isOpen)
  return meant && (isOpen(meant) || part === 'reached') ? meant : undefined
}

/** The consultations with what this fact changes of the one that it speaks of; unchanged where it speaks of none. */
export function changed(
  before: readonly Consultation[],
  fact: Fact,
  change: (meant: Consultation) => Partial<Consultation>,
): { consultations: Consultation[] } {
  const meant = meantBy(fact, before)
  return { consultations: before.map((c) => (c === meant ? { ...c, ...change(c) } : c)) }
}

/** The refusal that an assessment speaks of: the one that it names, or the only one that nobody has assessed. */
export const refusalMeant = (
  fact: Pick<FactOf<'thirdPartyAssessed'>, 'consultation'>,
  all: readonly Consultation[],
): Consultation | undefined => {
  const meant = letterMeantBy('thirdParty', fact.consultation, all, (c) => c.consents === false && c.assessed === null)
  return meant?.consents === false ? meant : undefined
}

/** The consultations with what was found of the reasons of one refusal. */
export const assessed = (before: Consultation[], fact: FactOf<'thirdPartyAssessed'>): Consultation[] => {
  const meant = refusalMeant(fact, before)
  const { reasonable, publicInterest, matter = null } = fact
  return before.map((c) => {
    if (c !== meant) return c
    const { outweighed, ...rest } = c
    const stands = matter === null ? publicInterest : outweighed === true
    return { ...rest, assessed: { reasonable, publicInterest, matter }, ...(stands && { outweighed: true }) }
  })
}

const isRefusal = ({ kind, consents }: Consultation): boolean => kind === 'thirdParty' && consents === false

/** Third parties that refused, wholly or in part. */
export const refusals = (all: readonly Consultation[]): Consultation[] => all.filter(isRefusal)

/** Art 32: a refusal that protects what it speaks of: its reasons are reasonable, and no public interest outweighs them. */
export const isFollowed = ({ assessed }: Consultation): boolean =>
  assessed?.reasonable === true && !assessed.publicInterest

/** Art 32: a refusal that was assessed and is not followed; whoever refused is told in writing what is disclosed, and why. */
export const isOverridden = (c: Consultation): boolean => isRefusal(c) && c.assessed !== null && !isFollowed(c)
