/** The letters that ask third parties (Art 32) and other agencies (Art 34): which one a fact speaks of, and how it stands. */
import type { Day } from '../statute/days.ts'
import { type Kind, PARTS } from '../statute/letters.ts'
import type { Fact, FactOf } from './vocabulary.ts'

export type Consultation = {
  id: string
  kind: Kind
  party: string
  state: 'sent' | 'reached' | 'answered' | 'silent'
  consents: boolean | null
  sentOn: Day
  reachedOn: Day | null
  /** The day of the answer, or of the finding that there was none. */
  closedOn: Day | null
}

export const isOpen = (c: Consultation): boolean => c.state === 'sent' || c.state === 'reached'

/** The name of a case's next consultation: never one that a letter on file already bears. */
export const nextConsultation = ({ consultations }: { consultations: readonly Consultation[] }): string =>
  String(1 + Math.max(0, ...consultations.map((c) => Number.parseInt(c.id, 10) || 0)))

export function sent(
  before: readonly Consultation[],
  fact: FactOf<'thirdPartyConsulted'> | FactOf<'agencyConsulted'>,
): Consultation {
  const id = fact.consultation ?? nextConsultation({ consultations: before })
  const unanswered = { state: 'sent', consents: null, reachedOn: null, closedOn: null } as const
  return { id, kind: PARTS[fact.type]!.kind, party: fact.party, sentOn: fact.on, ...unanswered }
}

/** By day of dispatch, then by recording. */
export const inOrder = (all: Consultation[]): Consultation[] =>
  all.toSorted((a, b) => (a.sentOn < b.sentOn ? -1 : a.sentOn > b.sentOn ? 1 : 0))

/**
 * The consultation that a fact speaks of. Several may run at once; the name may be left out while only one is open.
 * Proof of arrival may come after the answer: then it must name its letter.
 */
export function meantBy(fact: Fact, all: readonly Consultation[]): Consultation | undefined {
  const { kind, part } = PARTS[fact.type] ?? {}
  const ofKind = all.filter((c) => c.kind === kind)
  const open = ofKind.filter(isOpen)
  const named = 'consultation' in fact ? fact.consultation : undefined
  if (named === undefined) return open.length === 1 ? open[0] : undefined
  return (part === 'reached' ? ofKind : open).find((c) => c.id === named)
}

export function changed(
  before: readonly Consultation[],
  fact: Fact,
  change: (meant: Consultation) => Partial<Consultation>,
): { consultations: Consultation[] } {
  const meant = meantBy(fact, before)
  return { consultations: before.map((c) => (c === meant ? { ...c, ...change(c) } : c)) }
}
