/**
 * Which words of a fact are somebody else's than a party's: by their field where a field holds nothing else, and everywhere
 * where a text repeats what such a field said. The ledger commits to the words of a fact as a whole (`split.ts`), so what is left
 * of them goes as an extract that the office signs; pure, so that the same facts are the same extracts.
 */
import type { Applicant, FactOf } from '../../../workflows/disclosure/vocabulary.ts'
import { allApplicants } from '../../ledger/applicants.ts'
import { mentioning } from '../../letters/shield.ts'
import { consultationOfParty, type Party, placeOfParty } from './parties.ts'

type Words = Record<string, unknown>
/** A fact as a bundle has it. */
export type Spoken = { position: number; type: string; open: Words; said: Words | null }

/** All that the rules need to know of a case. */
export type Case = {
  /** As it stands now, and as it came: what was put right since names them still. */
  submissions: readonly [Submitted, ...Submitted[]]
  /** Who receives for all, and so whose the changed contact data are: a place among those who applied. */
  servedFirst: number
  /** To which consultation a letter went; null for the applicants. */
  letterTo: ReadonlyMap<string, string | null>
  facts: readonly Spoken[]
}

type Submitted = Pick<FactOf<'submitted'>, 'applicant' | 'coApplicants' | 'agent'>

export type Extract = { said: Words; fields: string[] }

/** What of one of those who applied is left: who they are. */
const OF_A_PERSON = ['idType', 'idNumber', 'employer', 'phone', 'email', 'address', 'postcode']
const OF_APPLICANT = [...OF_A_PERSON, 'contact', 'representative']
const OF_CONSULTED = ['contact', 'phone', 'email', 'address']
/** What applicants wrote: to those who were consulted it is nobody's business who asked, and why. */
const STORIES = ['corrected', 'reasonsGiven', 'confirmed', 'withdrawn', 'contactChanged']
/** Facts of the way of a letter, whose words say how it came to whoever it went to. */
const OF_A_LETTER = ['sent', 'received', 'replyServed', 'mailSent']

/**
 * What a party may read of the words of each fact that has words of others; facts that are not in it are whole.
 * @returns by position
 */
export function extractsFor(party: Party, about: Case): Map<number, Extract> {
  const isOthers = othersIn(party, about)
  const extracts = new Map<number, Extract>()
  for (const fact of about.facts) {
    if (fact.said === null) continue
    const named = fieldsOf(party, about, fact)
    const fields: string[] = []
    const said = without(
      fact.said,
      '',
      (path, value) => named.has(path) || (typeof value === 'string' && isOthers(value)),
      fields,
    )
    if (fields.length > 0) extracts.set(fact.position, { said: said as Words, fields })
  }
  return extracts
}

/** Whether a text names, or leads to, somebody else: names of those who applied together they know from their own application. */
export function othersIn(party: Party, { submissions, servedFirst, facts }: Case): (text: string) => boolean {
  const own = placeOfParty(party)
  const ownConsultation = consultationOfParty(party)
  const applicants = submissions.flatMap((one) => allApplicants(one).filter((_, i) => i !== own))
  const agents = submissions.flatMap((one) => (one.agent && !isOwnAgent(party, one) ? [one.agent] : []))
  const changes = own === servedFirst ? [] : facts.filter(({ type }) => type === 'contactChanged')
  const consulted = facts.filter(
    ({ type, open }) => type === 'thirdPartyConsulted' && open.consultation !== ownConsultation,
  )
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const said = consulted.map(({ said }) => said ?? {})
  const names = [
    ...(own < 0 ? applicants.map(({ name }) => name) : []),
    ...applicants.flatMap((one) => (one.kind === 'organisation' ? [one.representative, one.contact] : [])),
    ...agents.map(({ name }) => name),
    ...said.flatMap(({ party, contact }) => [text(party), text(contact)]),
  ]
  const numbers = [
    ...applicants.flatMap((one) => [...reach(one), numberOf(one, own < 0)]),
    ...agents.flatMap(({ phone, idNumber }) => [phone, idNumber]),
    ...[...said, ...changes.map((fact) => fact.said ?? {})].flatMap(({ phone, email, address }) => [
      ...[text(phone), text(email), text(address)],
    ]),
  ]
  // What two of them share, such as an address, is each one's own.
  const mine = new Set(submissions.flatMap((one) => (own < 0 ? [] : reach(allApplicants(one)[own]))))
  return mentioning(
    names,
    numbers.filter((number) => number !== undefined && !mine.has(number)),
  )
}

const numberOf = (one: Applicant, isThird: boolean) =>
  one.kind === 'person' ? one.idNumber : isThird ? one.creditCode : undefined
const reach = (of: Applicant | undefined) => [of?.phone, of?.email, of?.address].filter((one) => one !== undefined)

/** Of those who apply together nobody can tell whose it is; of one who applies alone it is theirs. */
const isOwnAgent = (party: Party, submitted: Submitted) =>
  party.party === 'applicant' && allApplicants(submitted).length === 1

/** The fields that hold nothing but somebody else's, as paths from the top of the words. */
function fieldsOf(party: Party, about: Case, fact: Pick<Spoken, 'type' | 'open' | 'said'>): ReadonlySet<string> {
  const own = placeOfParty(party)
  const consultation = consultationOfParty(party)
  const { type, open, said } = fact
  const all = new Set(Object.keys(said ?? {}))
  const ofOthers = open.consultation !== consultation
  if (own < 0 && STORIES.includes(type)) return all
  if (type === 'submitted') return new Set(submittedFields(party, said ?? {}))
  if (type === 'contactChanged') return own === about.servedFirst ? NOTHING : all
  if (type === 'codeReissued') return isAlone(about) && own === 0 ? NOTHING : all
  if (type === 'thirdPartyConsulted') return ofOthers ? new Set(['party', ...OF_CONSULTED]) : NOTHING
  if (type === 'agencyConsulted') return new Set(OF_CONSULTED)
  if (type === 'thirdPartyAnswered' || type === 'thirdPartyReached') return ofOthers ? all : NOTHING
  if (type === 'thirdPartySilent') return ofOthers ? new Set(['evidence']) : NOTHING
  // It goes into the reply, which the applicants have; what is written for whoever refused they do not have.
  if (type === 'thirdPartyAssessed')
    return new Set([...(own < 0 ? ['why'] : []), ...(ofOthers ? ['letterReasons'] : [])])
  if (OF_A_LETTER.includes(type)) return isTheirLetter(party, about, fact) ? NOTHING : all
  if (type === 'rectified') return rectifiedFields(party, about, fact)
  return NOTHING
}
const NOTHING: ReadonlySet<string> = new Set()
const isAlone = ({ submissions }: Case) => allApplicants(submissions[0]).length === 1

function* submittedFields(party: Party, said: Words): Generator<string> {
  const own = placeOfParty(party)
  const isThird = own < 0
  const applicants = ['applicant', ...((said.coApplicants ?? []) as unknown[]).map((_, i) => `coApplicants.${i}`)]
  for (const [i, path] of applicants.entries())
    if (i !== own)
      for (const field of [...OF_APPLICANT, ...(isThird ? ['name', 'creditCode'] : [])]) yield `${path}.${field}`
  if (own !== 0 || applicants.length > 1) yield 'agent'
  if (own !== 0 || applicants.length > 1) yield 'unfit'
  if (isThird) yield* ['request.description', 'handover', 'evidence']
}

/** Of a letter to all who applied, each reads what says of its way to themselves. */
function isTheirLetter(
  party: Party,
  { letterTo, servedFirst }: Case,
  { type, open }: Pick<Spoken, 'type' | 'open'>,
): boolean {
  const consultation = consultationOfParty(party)
  const to = type === 'replyServed' ? null : typeof open.letter === 'string' ? letterTo.get(open.letter) : null
  if (consultation !== undefined) return to === consultation
  if (to !== null && to !== undefined) return false
  return open.addressee === undefined ? placeOfParty(party) === servedFirst : open.addressee === party.party
}

/** What stands in the place of a fact follows the rules of that fact. */
function rectifiedFields(
  party: Party,
  about: Case,
  { open, said }: Pick<Spoken, 'open' | 'said'>,
): ReadonlySet<string> {
  const { replacement } = said ?? {}
  const target = about.facts.find(({ position }) => position === open.position)
  if (typeof replacement !== 'object' || replacement === null) return NOTHING
  if (!target) return new Set(['replacement'])
  // A replacement is not split: what stands open in its target stands among its words.
  const words = replacement as Words
  const fields = fieldsOf(party, about, { type: target.type, open: { ...target.open, ...words }, said: words })
  return new Set([...fields].map((field) => `replacement.${field}`))
}

/** A copy without what `leaves` says, whose paths are added to `fields`; a list that loses an element goes as a whole. */
function without(
  value: unknown,
  path: string,
  leaves: (path: string, value: unknown) => boolean,
  fields: string[],
): unknown {
  if (path !== '' && leaves(path, value)) {
    fields.push(path)
    return undefined
  }
  if (typeof value !== 'object' || value === null) return value
  const below = (key: string) => (path === '' ? key : `${path}.${key}`)
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each === 'object' && each !== null))
      return value.map((each, i) => without(each, below(String(i)), leaves, fields))
    if (!value.some((each, i) => leaves(below(String(i)), each))) return value
    fields.push(path)
    return undefined
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const left = without(each, below(key), leaves, fields)
      return left === undefined ? [] : [[key, left]]
    }),
  )
}
