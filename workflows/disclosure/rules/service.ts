/** 送达 (国办公开办函〔2016〕235号): each letter to each who must have it, once, with the proof that its way leaves. */
import type { CaseContext, Heard } from '../context.ts'
import {
  addresseeOf,
  addresseesOf,
  hasPortal,
  isAsking,
  isReply,
  type Letter,
  letterIn,
  receivedBy,
  replyIn,
  sentTo,
  toReceive,
  toSend,
} from '../service.ts'
import type { FactOf } from '../vocabulary.ts'
import { COURIER_IS_NO_POST } from './courier.ts'
import { notBefore, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '国办公开办函〔2016〕235号'

type Dispatch = FactOf<'sent'> | FactOf<'replyServed'>
type Moving = Dispatch | FactOf<'received'>

const isDispatch = (fact: Heard): fact is Heard & Dispatch => fact.type === 'sent' || fact.type === 'replyServed'
const isMoving = (fact: Heard): fact is Heard & Moving => isDispatch(fact) || fact.type === 'received'

/** The letter that a fact speaks of, and to whom. */
function meant(context: CaseContext, fact: Moving): { letter: Letter; to: ReturnType<typeof addresseeOf> } | null {
  const letter = fact.type === 'replyServed' ? replyIn(context) : letterIn(context, fact.letter)
  return letter ? { letter, to: letter.toParty ? 'applicant' : addresseeOf(context, fact) } : null
}

/** Asked of a fact whose letter is known. */
const ofLetter =
  (
    kept: (letter: Letter, to: ReturnType<typeof addresseeOf>, fact: Moving, context: CaseContext) => boolean,
  ): Rule['kept'] =>
  (context, fact) => {
    if (!fact || !isMoving(fact)) return true
    const about = meant(context, fact)
    return !about || kept(about.letter, about.to, fact, context)
  }

/** Without the letter being named: is there one that waits for it at all? */
const letterCounts = (waits: (context: CaseContext, letter: Letter) => readonly unknown[]): Rule => ({
  code: 'LETTER_VOID',
  article: ARTICLE,
  kept: (context, fact) =>
    fact && isMoving(fact)
      ? meant(context, fact) !== null
      : context.letters.some((letter) => waits(context, letter).length > 0),
})

/** The reply has its own fact, and so has the arrival of a letter that asks. */
const RECORDED_OTHERWISE: Rule = {
  code: 'RECORDED_OTHERWISE',
  article: '国办公开办函〔2016〕235号、条例第三十二条、第三十四条',
  kept: ofLetter((letter, _to, fact) => (fact.type === 'sent' ? !isReply(letter) : !isAsking(letter))),
}

const NOT_TO_BE_SERVED: Rule = {
  code: 'NOT_TO_BE_SERVED',
  article: ARTICLE,
  kept: (context, fact) => {
    if (!fact || !isMoving(fact) || fact.addressee === undefined) return true
    const letter = meant(context, fact)?.letter
    return (letter ? addresseesOf(context, letter) : context.reach.served).includes(fact.addressee)
  },
}

/** 邮寄: a number; handed over: what was signed; by mail: an address; on the portal: whoever can open it. */
const PROVEN: Rule = {
  code: 'SERVICE_WITHOUT_PROOF',
  article: ARTICLE,
  kept: (context, fact) => {
    if (!fact || !isDispatch(fact)) return true
    if (fact.how === 'post') return Boolean(fact.trackingNumber)
    if (fact.how === 'counter' || fact.how === 'entrusted') return Boolean(fact.evidence?.length)
    const letter = meant(context, fact)?.letter
    if (letter?.toParty) return Boolean(fact.evidence?.length)
    return fact.how === 'email'
      ? context.reach.mail.includes(addresseeOf(context, fact))
      : fact.by === 'system' || hasPortal(context)
  },
}

export const SENT: Rule[] = [
  letterCounts(toSend),
  RECORDED_OTHERWISE,
  NOT_TO_BE_SERVED,
  {
    code: 'SENT_BEFORE_MADE',
    article: ARTICLE,
    kept: ofLetter(({ madeOn }, _to, fact) => fact.on >= madeOn),
    because: (context, fact) => onDay(meant(context, fact as never)?.letter.madeOn, 'day.made'),
  },
  { code: 'SENT_TWICE', article: ARTICLE, kept: ofLetter((letter, to) => sentTo(letter, to) === null) },
  PROVEN,
  COURIER_IS_NO_POST,
]

/** A letter that is to arrive, whether or not it went out: one that did not is not sent yet, which is not to be void. */
const toArrive = (context: CaseContext, letter: Letter) =>
  isAsking(letter) ? [] : addresseesOf(context, letter).filter((to) => receivedBy(letter, to) === null)

const wasSentBefore = ofLetter((letter, to, fact) => {
  const sent = sentTo(letter, to)
  return sent !== null && fact.on >= sent
})

export const RECEIVED_LETTER: Rule[] = [
  letterCounts(toArrive),
  RECORDED_OTHERWISE,
  NOT_TO_BE_SERVED,
  {
    code: 'RECEIVED_BEFORE_SENT',
    article: ARTICLE,
    kept: (context, fact, law) =>
      fact && 'letter' in fact
        ? wasSentBefore(context, fact, law)
        : context.letters.some((letter) => toReceive(context, letter).length > 0),
    because: (context, fact) => {
      const about = meant(context, fact as never)
      return onDay(about && sentTo(about.letter, about.to), 'day.sent')
    },
  },
  { code: 'RECEIVED_TWICE', article: ARTICLE, kept: ofLetter((letter, to) => receivedBy(letter, to) === null) },
  {
    code: 'RECEIPT_WITHOUT_PROOF',
    article: ARTICLE,
    kept: of('received', (_context, fact) => Boolean(fact.evidence?.length)),
  },
]

export const SERVED: Rule[] = [
  {
    code: 'SERVED_BEFORE_SIGNED',
    article: ARTICLE,
    kept: notBefore((context) => context.signedOn),
    because: (context) => onDay(context.signedOn, 'day.signed'),
  },
  NOT_TO_BE_SERVED,
  { code: 'SENT_TWICE', article: ARTICLE, kept: ofLetter((letter, to) => sentTo(letter, to) === null) },
  PROVEN,
  COURIER_IS_NO_POST,
]

export const CONTACT_CHANGED: Rule[] = [
  {
    code: 'NOTHING_CHANGED',
    article: '条例第二十九条',
    kept: of('contactChanged', (_context, { phone, email, address, postcode, delivery }) =>
      [phone, email, address, postcode, delivery].some(Boolean),
    ),
  },
  {
    code: 'NO_ADDRESS_FOR_DELIVERY',
    article: '条例第二十九条',
    kept: of(
      'contactChanged',
      ({ reach }, { delivery, email }) =>
        delivery !== 'email' || Boolean(email) || reach.mail.includes(reach.served[0]!),
    ),
  },
]
