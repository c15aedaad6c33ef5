/**
 * Service of every letter (国办公开办函〔2016〕235号): to whom each goes, how it went out, and the day on which it had arrived.
 * The case keeps the letters that count; one whose fact was struck, or whose reply was taken back, is not among them.
 */

import { servedOf } from '../statute/applicants.ts'
import type { Choices } from '../statute/choices.ts'
import type { Day } from '../statute/days.ts'
import type { Channel, FactType } from '../words.ts'
import { type LetterKind, letterKind } from './letters.ts'
import type { Addressee, Applicant, DELIVERIES, Fact, FactOf, FORMS, SERVICES } from './vocabulary.ts'

export type Way = keyof typeof SERVICES
type Delivery = keyof typeof DELIVERIES

/** A letter that counts, and its way. */
export type Letter = {
  id: string
  /** The fact that it tells of. */
  tells: FactType
  /** A letter that asks a third party or an agency, or tells a third party of the decision. */
  toParty: boolean
  /** Its template. */
  template: string
  /** Of a letter to those who are consulted: to which of them. */
  consultation: string | null
  madeOn: Day
  sent: { to: Addressee; how: Way; on: Day }[]
  received: { to: Addressee; on: Day }[]
}

/** How those who apply can be reached, and in which form they want it. */
export type Reach = {
  /** Who must be served: whoever they named to receive for all, else each of them. */
  served: Addressee[]
  /** Those of them whose mail address is on record. */
  mail: Addressee[]
  /** Null where the paper does not say: any form is as asked then. */
  form: keyof typeof FORMS | null
  delivery: Delivery
}

/** What a case remembers of the ways of its letters. */
export type Service = { channel: Channel; reach: Reach; letters: Letter[] }

/** How those who apply can be reached, as their application says. */
export function reachOf(submitted: Partial<FactOf<'submitted'>>): Reach {
  const { applicant, coApplicants = [], request, channel = 'online' } = submitted
  const served = servedOf(submitted as Record<string, unknown>) as Addressee[]
  const who = (to: Addressee): Applicant | undefined =>
    to === 'applicant' ? applicant : coApplicants[Number(to.split(':')[1]) - 1]
  return {
    served,
    mail: served.filter((to) => who(to)?.email),
    form: request ? (request.form ?? null) : 'electronic',
    // Who came on paper and chose no way knows of no portal: nothing is taken as delivered there.
    delivery: request?.delivery ?? (channel === 'online' ? 'portal' : 'post'),
  }
}

/** Contact data that changed concern whoever is served first. */
export function reachAfter({ served, mail, form, delivery }: Reach, changed: FactOf<'contactChanged'>): Reach {
  const first = served[0]!
  return {
    served,
    form,
    mail: changed.email ? [...mail.filter((to) => to !== first), first] : mail,
    delivery: changed.delivery ?? delivery,
  }
}

/** Of whichever template: an agency may have its own. */
const REPLY: LetterKind = { tells: 'replySigned', to: 'applicant' }

/** The letter that was made, unless the fact that it was made for is struck: `making` is the fact before it that counts. */
export function made(letters: readonly Letter[], making: FactType | null, fact: FactOf<'letterMade'>): Letter[] {
  const { letter: id, template, on: madeOn, consultation = null } = fact
  const { tells, to } = letterKind(template) ?? REPLY
  if (making !== tells) return [...letters]
  const letter = { id, tells, toParty: to !== 'applicant', template, consultation, madeOn }
  return [...letters, { ...letter, sent: [], received: [] }]
}

/** To whom a letter goes; one to a third party or an agency has one addressee, whom its consultation names. */
export const addresseesOf = ({ reach }: Pick<Service, 'reach'>, { toParty }: Letter): readonly Addressee[] =>
  toParty ? ['applicant'] : reach.served

/** Whom a fact speaks of: by name, or the first who must be served. */
export const addresseeOf = (context: Pick<Service, 'reach'>, fact: { addressee?: Addressee }): Addressee =>
  fact.addressee ?? context.reach.served[0]!

/** Signed for as it was handed over: the day of service is the day of receipt. */
const isSignedFor = (how: Way) => how === 'counter' || how === 'entrusted'

/** The letters after one of them was sent, served or received. */
export function moved(context: Service, fact: FactOf<'sent'> | FactOf<'received'> | FactOf<'replyServed'>): Letter[] {
  const meant = fact.type === 'replyServed' ? replyIn(context) : letterIn(context, fact.letter)
  const { on } = fact
  return context.letters.map((letter) => {
    if (letter !== meant) return letter
    const to = letter.toParty ? 'applicant' : addresseeOf(context, fact)
    const { sent, received } = letter
    if (fact.type === 'received') return { ...letter, received: [...received, { to, on }] }
    const { how } = fact
    const arrived = isSignedFor(how) ? [{ to, on }] : []
    return { ...letter, sent: [...sent, { to, how, on }], received: [...received, ...arrived] }
  })
}

/** The letter of this id, if it counts. */
export const letterIn = ({ letters }: Pick<Service, 'letters'>, id: string): Letter | undefined =>
  letters.find((letter) => letter.id === id)

/** The reply that counts, once it is signed. */
export const replyIn = ({ letters }: Pick<Service, 'letters'>): Letter | undefined => letters.findLast(isReply)

/** Is this the reply, whose service has a fact of its own? */
export const isReply = ({ tells, toParty }: Letter): boolean => tells === 'replySigned' && !toParty
/** A letter that asks: its arrival is `thirdPartyReached`, `agencyReached`. */
export const isAsking = ({ tells, toParty }: Letter): boolean => toParty && tells !== 'replySigned'

const dayOf = (list: readonly { to: Addressee; on: Day }[], to: Addressee): Day | null =>
  list.find((one) => one.to === to)?.on ?? null
/** The day on which a letter went out to somebody; null until it is on record. */
export const sentTo = (letter: Letter, to: Addressee): Day | null => dayOf(letter.sent, to)
/** The day on which somebody is proven to have it; null until then. */
export const receivedBy = (letter: Letter, to: Addressee): Day | null => dayOf(letter.received, to)

/** Those who must be served and of whom nothing shows that the letter went out to them. */
export const toSend = (context: Service, letter: Letter): Addressee[] =>
  isReply(letter) ? [] : addresseesOf(context, letter).filter((to) => sentTo(letter, to) === null)
/** Those to whom it went out and of whom nothing shows that they have it. */
export const toReceive = (context: Service, letter: Letter): Addressee[] =>
  isAsking(letter)
    ? []
    : addresseesOf(context, letter).filter((to) => sentTo(letter, to) !== null && receivedBy(letter, to) === null)

/** The letters that are made and of which nothing shows that they went out. */
export const unsent = (context: Service): Letter[] =>
  context.letters.filter((letter) => toSend(context, letter).length > 0)

/** The day on which the last of those who must be served had the notice of this fact; null until all have it. */
export function noticeReceivedOn(context: Service, tells: FactType): Day | null {
  const letter = context.letters.findLast((one) => one.tells === tells && !one.toParty)
  if (!letter) return null
  const days = addresseesOf(context, letter).map((to) => receivedBy(letter, to))
  return days.includes(null) ? null : days.toSorted().at(-1)!
}

/** Would this service reach the last of those who must be served? */
export function completesService(context: Service, fact: FactOf<'replyServed'>): boolean {
  const reply = replyIn(context)
  const who = addresseeOf(context, fact)
  return context.reach.served.every((to) => to === who || (reply !== undefined && sentTo(reply, to) !== null))
}

/** Filed there, or asked to be answered there: the number and the code open the file. */
export const hasPortal = ({ channel, reach }: Pick<Service, 'channel' | 'reach'>): boolean =>
  channel === 'online' || reach.delivery === 'portal'

/** The electronic way that they chose: the portal also where they filed there and will come for the information itself. */
export function electronicWay(context: Pick<Service, 'channel' | 'reach'>): 'portal' | 'email' | null {
  const { delivery } = context.reach
  if (delivery === 'post') return null
  if (delivery === 'email') return 'email'
  return hasPortal(context) ? 'portal' : null
}

type Proof = (letter: Letter) => string

/**
 * What the system itself did and therefore records: the letters that became available on the portal, or went out by mail,
 * and, by the choice `entry`, their arrival with it (电子签名法第十一条, by analogy).
 * @param which the letters concerned
 */
export function electronicService(
  context: Service,
  { portalArrival }: Pick<Choices, 'portalArrival'>,
  how: 'portal' | 'email',
  on: Day,
  which: (letter: Letter) => boolean,
  proof: Proof,
): (FactOf<'sent'> | FactOf<'received'>)[] {
  if (electronicWay(context) !== how) return []
  const letters = context.letters.filter((letter) => !letter.toParty && which(letter))
  const reached = (to: Addressee) => how === 'portal' || context.reach.mail[0] === to
  return letters.flatMap((letter) => {
    const sending = toSend(context, letter).filter(reached)
    const servedSo = letter.sent.flatMap((one) => (one.how === how ? [one.to] : [])).filter(reached)
    const waiting = servedSo.filter((to) => receivedBy(letter, to) === null)
    const arriving = portalArrival === 'entry' ? [...sending, ...waiting] : []
    const names = (addressee: Addressee) => (context.reach.served.length > 1 ? { addressee } : {})
    return [
      ...sending.map((to) => ({
        type: 'sent' as const,
        on,
        letter: letter.id,
        how,
        ...names(to),
        evidence: proof(letter),
      })),
      ...arriving.map((to) => ({
        type: 'received' as const,
        on,
        letter: letter.id,
        ...names(to),
        evidence: proof(letter),
      })),
    ]
  })
}

export type ServiceFact = Extract<Fact, { type: 'sent' | 'received' }>
