/** 文书送达: each letter that counts, to whom it goes, how it went, what proves it, and what is still missing. */
import {
  addresseeOf,
  addresseesOf,
  isAsking,
  isReply,
  type Letter,
  receivedBy,
  replyIn,
  sentTo,
  toReceive,
  toSend,
  type Way,
} from '../../workflows/disclosure/service.ts'
import { type Addressee, type Fact, type FactOf, SERVICES } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import type { LoadedLaw } from '../ground/law.ts'
import { applicantCalled } from '../ledger/contact.ts'
import type { CaseRow, LetterRow } from '../ledger/queries.ts'
import type { Agency } from '../people/queries.ts'
import { remedyDaysOf } from './remedy-days.ts'

export type ServiceRow = {
  letter: string
  title: string
  number: string | null
  who: Addressee
  to: string
  /** Where it goes: by post or by hand an address, online the portal; null where none is on record. */
  address: string | null
  how: string | null
  sentOn: Day | null
  receivedOn: Day | null
  tracking: string | null
  proof: string | null
  /** Papers of its way that nobody put on file: 邮寄凭证, 签收凭证, 送达地址. */
  lacks: string[]
  missing: string | null
  /** Of the reply: until when this applicant may seek a remedy; reckoned once its arrival is proven. */
  remedy: { reconsiderBy: Day; sueBy: Day | null } | null
}

type Case = { row: CaseRow; agency: Agency; submitted: FactOf<'submitted'> }

/** One row for each letter and each who must have it, in the order in which the letters were made. */
export function serviceOf(
  { row, agency, submitted }: Case,
  facts: readonly Fact[],
  rows: readonly LetterRow[],
  law: LoadedLaw,
): ServiceRow[] {
  const { context } = row
  const names = new Map(rows.map((letter) => [letter.id, letter]))
  const party = (id: string) => context.consultations.find((one) => one.id === names.get(id)?.consultation)
  return context.letters.flatMap((letter) =>
    addresseesOf(context, letter).map((who): ServiceRow => {
      const { title, number } = names.get(letter.id)!
      const sending = factsOf(facts, row, letter, who)
      const arrival = facts.find((fact) => fact.type === 'received' && isOf(fact, row, letter, who))
      const asked = isAsking(letter) ? party(letter.id) : undefined
      const receivedOn = asked ? asked.reachedOn : receivedBy(letter, who)
      const days = isReply(letter) ? remedyDaysOf(row, agency, law, who) : null
      const applicant = letter.toParty ? undefined : applicantCalled(submitted, who)
      const to = letter.toParty ? party(letter.id)?.party : applicant?.name
      const address = addressOf(sending?.how, letter.toParty ? consultedAt(facts, to) : applicant)
      const lacks = lackedBy([sending, arrival], address)
      return {
        ...{ letter: letter.id, title, number, who, to: to ?? '—', address, lacks },
        how: sending ? SERVICES[sending.how] : null,
        ...{ sentOn: sentTo(letter, who), receivedOn },
        tracking: sending?.trackingNumber ?? null,
        proof: inOne([proofOf(sending), proofOf(arrival)]),
        missing: missing(row, letter, who, receivedOn),
        remedy: days && { reconsiderBy: days.reconsiderBy, sueBy: days.sueBy },
      }
    }),
  )
}

type Sending = FactOf<'sent'> | FactOf<'replyServed'>

const isOf = (fact: FactOf<'sent'> | FactOf<'received'>, { context }: CaseRow, letter: Letter, who: Addressee) =>
  fact.letter === letter.id && (letter.toParty || addresseeOf(context, fact) === who)

const factsOf = (facts: readonly Fact[], row: CaseRow, letter: Letter, who: Addressee): Sending | undefined =>
  facts.findLast((fact): fact is Sending => {
    if (fact.type === 'sent') return isOf(fact, row, letter, who)
    return fact.type === 'replyServed' && letter === replyIn(row.context) && addresseeOf(row.context, fact) === who
  })

const proofOf = (fact: Fact | undefined): string | undefined =>
  Array.isArray(fact?.evidence) ? `附件${fact.evidence.length}份` : fact?.evidence

/** What was said of sending and of arrival; the same words once, and one full stop. */
function inOne(said: readonly (string | undefined)[]): string | null {
  const proofs = [...new Set(said.filter((one) => one !== undefined && one !== ''))] as string[]
  return proofs.map((one, i) => (i < proofs.length - 1 ? one.replace(/[。；]$/, '') : one)).join('；') || null
}

/** Those who are consulted, as the latest letter to them says where they are. */
const consultedAt = (facts: readonly Fact[], party: string | undefined) =>
  facts.findLast(
    (fact): fact is FactOf<'thirdPartyConsulted' | 'agencyConsulted'> =>
      (fact.type === 'thirdPartyConsulted' || fact.type === 'agencyConsulted') && fact.party === party,
  )

function addressOf(how: Way | undefined, where: { address?: string; email?: string } | undefined): string | null {
  if (how === 'portal') return '网上查收系统'
  return (how === 'email' ? where?.email : where?.address) ?? null
}

/** Which paper proves each way; what goes online is proven by what the system records. */
const PAPERS: Partial<Record<Way, string>> = { post: '邮寄凭证', counter: '签收凭证', entrusted: '签收凭证' }

/** What was written of it is no paper. Handed over at the counter, it needs no address. */
function lackedBy([sending, arrival]: [Sending | undefined, Fact | undefined], address: string | null): string[] {
  const paper = sending && PAPERS[sending.how]
  if (!paper) return []
  const onFile = [sending, arrival].some((fact) => Array.isArray(fact?.evidence))
  return [...(onFile ? [] : [paper]), ...(address === null && sending.how !== 'counter' ? ['送达地址'] : [])]
}

function missing({ context }: CaseRow, letter: Letter, who: Addressee, receivedOn: Day | null): string | null {
  if (isReply(letter) && sentTo(letter, who) === null) return TO_SERVE
  if (toSend(context, letter).includes(who)) return TO_SEND
  if (toReceive(context, letter).includes(who)) return UNSIGNED
  return receivedOn === null ? '待对方收到' : null
}
const UNSIGNED = '缺签收凭证'
const [TO_SERVE, TO_SEND] = ['待送达', '待发出']

/** It has not left the house yet. */
export const isToGo = ({ missing }: Pick<ServiceRow, 'missing'>): boolean => missing === TO_SERVE || missing === TO_SEND

/** For staff: what is missing, and every paper that a court will ask for. */
export function missingInWords({ missing, lacks }: ServiceRow): string | null {
  if (lacks.length === 0) return missing
  const all = [...new Set([...lacks, ...(missing === UNSIGNED ? [UNSIGNED.slice(1)] : [])])]
  return [`缺${all.join('、')}`, missing === UNSIGNED ? null : missing].filter(Boolean).join('，')
}

/** Until when, as a sentence of a record. */
export const remedyInWords = ({ reconsiderBy, sueBy }: NonNullable<ServiceRow['remedy']>): string =>
  `复议最迟${inChinese(reconsiderBy)}${sueBy ? `，起诉最迟${inChinese(sueBy)}` : ''}`
