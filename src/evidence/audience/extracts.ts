/**
 * What of the words of each fact a party reads: what `reads.ts` names, less the texts that name somebody else. The ledger commits to
 * the words of a fact as a whole (`split.ts`), so what is left of them goes as an extract that the office signs; pure, so that the
 * same facts are the same extracts.
 */
import { allApplicants } from '../../ledger/applicants.ts'
import type { WordReason } from '../bundle/statement.ts'
import { type Case, isAlone, othersIn, type Spoken, theirOwnIn, type Words } from './others.ts'
import { consultationOfParty, type Party, placeOfParty } from './parties.ts'
import { readsOf } from './reads.ts'

export type Extract = { said: Words; fields: string[]; reason: WordReason }
type Fact = Pick<Spoken, 'type' | 'open' | 'position'> & { said: Words }

/** What everybody who applied knows of the others from their common application. */
const OF_OTHERS = ['kind', 'name', 'organisationType', 'creditCode']
/** `idProof` is the same for a person in all cases: it is nobody's but that person's. */
const OF_AGENT = ['name', 'idType', 'idNumber', 'phone']

/**
 * What a party may read of the words of each fact of which it may not read all; facts that are not in it are whole.
 * @returns by position
 */
export function extractsFor(party: Party, about: Case): Map<number, Extract> {
  const [isOthers, isOthersStill] = [othersIn(party, about), theirOwnIn(party, about)]
  const extracts = new Map<number, Extract>()
  for (const fact of about.facts) {
    if (fact.said === null) continue
    const { paths, own, reason } = readIn(party, about, { ...fact, said: fact.said })
    const fields: string[] = []
    let [names, isSecret] = [false, false]
    // Who applied has named in their own words what they asked for.
    const maySay = placeOfParty(party) >= 0 && THEIRS.includes(fact.type)
    const leaves = (text: string) => {
      const [left, secret] = [own ? isOthersStill(text) : isOthers(text), !maySay && about.namesSecret(text)]
      names ||= left
      isSecret ||= secret
      return left || secret
    }
    const said = without(fact.said, '', paths, leaves, fields) as Words
    if (fields.length > 0)
      extracts.set(fact.position, { said, fields, reason: isSecret ? 'stateSecret' : names ? 'others' : reason })
  }
  return extracts
}

/** Brought by those who applied. */
export const THEIRS: readonly string[] = ['submitted', 'corrected', 'reasonsGiven', 'withdrawn']

type Read = { paths: ReadonlySet<string>; own: boolean; reason: WordReason }

function readIn(party: Party, about: Case, fact: Fact): Read {
  if (fact.type === 'rectified') return readInReplacement(party, about, fact)
  const { applicants, thirdParty, reason, own = false } = readsOf(fact.type)
  if (!isReadBy(party, about, fact)) return { paths: new Set(), own, reason }
  const fields = placeOfParty(party) < 0 ? thirdParty : applicants
  return {
    paths: new Set(fact.type === 'submitted' ? [...fields, ...personsIn(party, fact.said)] : fields),
    own,
    reason,
  }
}

/** Whether the fact is one of the reader's, beside its kind. */
function isReadBy(party: Party, about: Case, fact: Fact): boolean {
  const { only } = readsOf(fact.type)
  if (only === undefined) return true
  switch (only) {
    case 'theirConsultation':
      return isOfTheirs(party, about, fact)
    case 'theirLetter':
      return isTheirLetter(party, about, fact)
    case 'receives':
      return placeOfParty(party) === about.servedFirst
    case 'alone':
      return isAlone(about)
    case 'onlyParty':
      return isOnlyParty(about)
    case 'served':
      return about.served.has(fact.position)
  }
}

/** Whether a fact speaks of the consultation of this party. */
export const isOfTheirs = (party: Party, { meant }: Case, { position }: Pick<Spoken, 'position'>): boolean => {
  const own = consultationOfParty(party)
  return own !== undefined && meant.get(position) === own
}

/** Whether nobody else can have sought a remedy: one applies alone, and no third party was asked. */
export const isOnlyParty = (about: Case): boolean =>
  isAlone(about) && !about.facts.some(({ type }) => type === 'thirdPartyConsulted')

/** Of one's own person all, of the others who they are; an agent only to who applies alone. */
function* personsIn(party: Party, said: Words): Generator<string> {
  const own = placeOfParty(party)
  if (own < 0) return
  const all = ['applicant', ...((said.coApplicants ?? []) as unknown[]).map((_, i) => `coApplicants.${i}`)]
  for (const [i, path] of all.entries())
    if (i === own) yield path
    else for (const field of OF_OTHERS) yield `${path}.${field}`
  if (all.length > 1) return
  yield 'unfit'
  for (const field of OF_AGENT) yield `agent.${field}`
}

/** Of a letter to all who applied, each reads what says of its way to themselves. */
function isTheirLetter(party: Party, about: Case, { type, open, said }: Fact): boolean {
  const { letterTo, servedFirst, submissions } = about
  const own = placeOfParty(party)
  if (type === 'mailSent' && open.letter === undefined)
    return own >= 0 && submissions.some((one) => allApplicants(one)[own]?.email === said.to)
  // What is not on file is nobody's.
  const to = type === 'replyServed' ? null : letterTo.get(String(open.letter))
  if (to !== (consultationOfParty(party) ?? null)) return false
  return own < 0 || (open.addressee === undefined ? own === servedFirst : open.addressee === party.party)
}

/** What stands in the place of a fact follows the rules of that fact; why it was put right is the office's own. */
function readInReplacement(party: Party, about: Case, fact: Fact): Read {
  const { replacement } = fact.said
  const target = about.facts.find(({ position }) => position === fact.open.position)
  const none: Read = { paths: new Set(), own: false, reason: 'internal' }
  if (typeof replacement !== 'object' || replacement === null || !target) return none
  // A replacement is not split: what stands open in its target stands among its words.
  const words = replacement as Words
  const type = typeof words.type === 'string' ? words.type : target.type
  const position = fact.position
  if (type === 'rectified') return none
  const read = readIn(party, about, { position, type, open: { ...target.open, ...words }, said: words })
  return { ...read, paths: new Set([...read.paths].map((path) => `replacement.${path}`)) }
}

/** A copy of what stands at these paths, less the texts that `leaves` says; what goes is added to `fields`. A list goes as a whole. */
function without(
  value: unknown,
  path: string,
  paths: ReadonlySet<string>,
  leaves: (text: string) => boolean,
  fields: string[],
  isRead = false,
): unknown {
  const mayRead = isRead || paths.has(path)
  const left = typeof value === 'string' && leaves(value)
  if (left || (!mayRead && path !== '' && ![...paths].some((each) => each.startsWith(`${path}.`)))) {
    fields.push(path)
    return undefined
  }
  if (typeof value !== 'object' || value === null) return value
  const within = (key: string, each: unknown, into: string[]) =>
    without(each, path === '' ? key : `${path}.${key}`, paths, leaves, into, mayRead)
  if (Array.isArray(value)) {
    const gone: string[] = []
    const rest = value.map((each, i) => within(String(i), each, gone))
    const isBroken = rest.includes(undefined)
    fields.push(...(isBroken ? [path] : gone))
    return isBroken ? undefined : rest
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const rest = within(key, each, fields)
      return rest === undefined ? [] : [[key, rest]]
    }),
  )
}
