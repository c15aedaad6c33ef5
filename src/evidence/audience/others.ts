/** Which texts name somebody else than the reader: names, numbers and addresses as the facts have them, wherever they are repeated. */
import type { Applicant, FactOf } from '../../../workflows/disclosure/vocabulary.ts'
import { allApplicants } from '../../ledger/applicants.ts'
import { mentioning } from '../../letters/shield.ts'
import { consultationOfParty, type Party, placeOfParty } from './parties.ts'
import type { Whose } from './whose.ts'

export type Words = Record<string, unknown>
/** A fact as a bundle has it. */
export type Spoken = { position: number; type: string; open: Words; said: Words | null }

/** All that the rules need to know of a case. */
export type Case = Whose & {
  /** As it stands now, and as it came: what was put right since names them still. */
  submissions: readonly [Submitted, ...Submitted[]]
  /** Who receives for all, and so whose the changed contact data are: a place among those who applied. */
  servedFirst: number
  /** Whether a text names a file that is a state secret by the marks of the case. */
  namesSecret: (text: string) => boolean
  /** To which consultation a letter went; null for the applicants. */
  letterTo: ReadonlyMap<string, string | null>
  facts: readonly Spoken[]
}

type Submitted = Pick<FactOf<'submitted'>, 'applicant' | 'coApplicants' | 'agent'>
type Texts = (string | undefined)[]
type Named = { names: Texts; numbers: Texts }

export const isAlone = ({ submissions }: Pick<Case, 'submissions'>) => allApplicants(submissions[0]).length === 1

/** Whether a text names, or leads to, somebody else: names of those who applied together they know from their own application. */
export const othersIn = (party: Party, about: Case): ((text: string) => boolean) =>
  naming(party, about, [applied(party, about), consulted(party, about)])

/** The same of what the reader wrote or was written: whoever was consulted is named there by the reader, or knowingly to them. */
export const theirOwnIn = (party: Party, about: Case): ((text: string) => boolean) =>
  placeOfParty(party) < 0 ? () => false : naming(party, about, [applied(party, about)])

function naming(party: Party, about: Case, all: readonly Named[]): (text: string) => boolean {
  // What two of them share, such as an address, is each one's own.
  const mine = new Set(ownTexts(party, about))
  const others = (texts: Texts) => texts.filter((each) => each !== undefined && !mine.has(each))
  return mentioning(others(all.flatMap(({ names }) => names)), others(all.flatMap(({ numbers }) => numbers)))
}

/** Those who applied, but for the reader, and who acts for them. */
function applied(party: Party, about: Case): Named {
  const own = placeOfParty(party)
  const { submissions, servedFirst } = about
  const applicants = submissions.flatMap((one) => allApplicants(one).filter((_, i) => i !== own))
  // Of those who apply together nobody can tell whose agent it is; of one who applies alone it is theirs.
  const agents = own === 0 && isAlone(about) ? [] : submissions.flatMap(({ agent }) => agent ?? [])
  const changes = own === servedFirst ? [] : saidIn(about, 'contactChanged').map(({ said }) => said)
  return {
    names: [
      ...(own < 0 ? applicants.map(({ name }) => name) : []),
      ...applicants.flatMap((one) => (one.kind === 'organisation' ? [one.representative, one.contact] : [])),
      ...agents.map(({ name }) => name),
    ],
    numbers: [
      ...applicants.flatMap((one) => [...reach(one), numberOf(one, own < 0)]),
      ...agents.flatMap(({ phone, idNumber }) => [phone, idNumber]),
      ...changes.flatMap(reachIn),
    ],
  }
}

/** Third parties, but for the reader, and whom the office asked at other agencies: an agency itself is nobody's secret. */
function consulted(party: Party, about: Case): Named {
  const own = consultationOfParty(party)
  const third = saidIn(about, 'thirdPartyConsulted')
    .filter(({ position }) => own === undefined || about.meant.get(position) !== own)
    .map(({ said }) => said)
  const agencies = saidIn(about, 'agencyConsulted').map(({ said }) => said)
  return {
    names: [...third.map((said) => textIn(said.party)), ...[...third, ...agencies].map((said) => textIn(said.contact))],
    numbers: [...third.flatMap(reachIn), ...agencies.flatMap((said) => [textIn(said.phone), textIn(said.email)])],
  }
}

function ownTexts(party: Party, about: Case): Texts {
  const own = placeOfParty(party)
  if (own >= 0)
    return about.submissions.flatMap((one) => {
      const me = allApplicants(one)[own]
      return [me?.name, ...reach(me)]
    })
  const asked = saidIn(about, 'thirdPartyConsulted').filter(
    ({ position }) => about.meant.get(position) === consultationOfParty(party),
  )
  return [party.name, ...asked.flatMap(({ said }) => [textIn(said.party), textIn(said.contact), ...reachIn(said)])]
}

/** The words of all facts of a type, and what was put in their place. */
function saidIn({ facts }: Case, type: string): { position: number; said: Words }[] {
  const ofType = new Set(facts.flatMap((fact) => (fact.type === type ? [fact.position] : [])))
  return facts.flatMap(({ position, type: own, open, said }) => {
    const replacement = own === 'rectified' ? said?.replacement : undefined
    const isOne = (replacement as Words | undefined)?.type === type || ofType.has(Number(open.position))
    if (own === type) return [{ position, said: said ?? {} }]
    return replacement && isOne ? [{ position, said: replacement as Words }] : []
  })
}

/** As an attachment is called in a letter, and as it lies on file. A shorter title is a word like any other. */
export function namingAny(files: readonly { name: string }[]): (text: string) => boolean {
  const titles = files.flatMap(({ name }) => [name, /^(.{4,})\.[^.]{1,8}$/.exec(name)?.[1]])
  return mentioning(titles, [])
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined)
const reachIn = ({ phone, email, address }: Words) => [textIn(phone), textIn(email), textIn(address)]
const numberOf = (one: Applicant, isThird: boolean) =>
  one.kind === 'person' ? one.idNumber : isThird ? one.creditCode : undefined
const reach = (of: Applicant | undefined) => [of?.phone, of?.email, of?.address]
