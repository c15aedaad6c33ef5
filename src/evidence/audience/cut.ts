/** What a bundle for one audience has in other words, or not at all, beside that of the court: reckoned once, from what is on file. */
import type { CaseFile } from '../../ledger/case-file.ts'
import { currentSubmission, firstServed } from '../../ledger/contact.ts'
import { type CaseRow, type LetterRow, submission } from '../../ledger/queries.ts'
import type { KeptWords } from '../../letters/kept-words.ts'
import { allNamed, type Named, placeOf } from '../bundle/named.ts'
import type { SlipReason, Statement } from '../bundle/statement.ts'
import { type Case, type Extract, extractsFor, othersIn, type Spoken } from './others.ts'
import { type Audience, consultationOfParty, type Party, placeOfParty } from './parties.ts'
import { LEFT_OUT_UNDER, slipFor, slipText } from './slips.ts'

export type Cut = {
  audience: Audience
  /** By the position of each fact whose words are left out. */
  extracts: ReadonlyMap<number, Extract>
  /** What the statement says of it; nothing of a court's. */
  stated: Pick<Statement, 'audience' | 'leftOut'>
  slipOf: (named: Named) => SlipReason | undefined
  slipText: (named: Named) => Buffer
  /** Whether the service of this letter to this addressee is told to them. */
  isTheirService: (letter: string, who: string) => boolean
  /** Whether a text may stand in their index. */
  isTold: (text: string) => boolean
}

export type OnFile = {
  row: CaseRow
  facts: readonly Spoken[]
  letters: readonly LetterRow[]
  file: CaseFile
  /** The words of letters, for a party; what has none is taken to hold somebody else's. */
  kept: readonly KeptWords[]
  /** Letters whose code opens an answer: a slip stands for them, for everybody, as the same facts are the same bundle. */
  coded: ReadonlySet<string>
}

export function cutFor(audience: Audience, on: OnFile): Cut {
  const submissions = [currentSubmission(on.file.facts), submission(on.file.facts)] as const
  const about: Case = {
    submissions,
    servedFirst: placeOfParty({ party: firstServed(submissions[0]), name: '' }),
    letterTo: new Map(on.letters.map(({ id, consultation }) => [id, consultation])),
    facts: on.facts,
  }
  const isOthers = audience === 'court' ? () => false : othersIn(audience, about)
  const slipsFor = {
    ...{ audience, about, letters: on.letters, coded: on.coded },
    formsOfOthers: audience === 'court' ? NONE : formsOfOthers(audience, on, isOthers),
  }
  const titles = new Map(on.letters.map(({ id, title }) => [id, title]))
  const reasons = new Map([...allNamed(on.facts).values()].map((named) => [placeOf(named), slipFor(slipsFor, named)]))
  const slipOf = (named: Named) => reasons.get(placeOf(named))
  const extracts = audience === 'court' ? new Map<number, Extract>() : extractsFor(audience, about)
  return {
    ...{ audience, extracts, slipOf },
    stated: audience === 'court' ? {} : { audience, leftOut: leftOut(extracts) },
    slipText: (named) => slipText(named, slipOf(named)!, titles.get(named.id)),
    isTheirService: (letter, who) => audience === 'court' || isServedTo(audience, about.letterTo.get(letter), who),
    isTold: (text) => !isOthers(text),
  }
}
const NONE: ReadonlySet<string> = new Set()

const leftOut = (extracts: ReadonlyMap<number, Extract>) =>
  [...extracts].map(([position, { fields }]) => ({
    ...{ position, fields, reason: 'others' as const, article: LEFT_OUT_UNDER },
  }))

/** The lines of extracts.jsonl, in the order of the facts. */
export const extractLines = ({ extracts }: Cut) => [...extracts].map(([position, { said }]) => ({ position, said }))

/** A letter to all who applied is served on each: of the others' service theirs says nothing. */
function isServedTo(party: Party, to: string | null | undefined, who: string): boolean {
  const consultation = consultationOfParty(party)
  return consultation === undefined ? (to ?? null) === null && who === party.party : to === consultation
}

/** Forms for the file, such as those by which the office approves, are words like others: one that names somebody else goes as a slip. */
function formsOfOthers(party: Party, { letters, kept }: OnFile, isOthers: (text: string) => boolean): Set<string> {
  const words = new Map(kept.map((each) => [each.id, each]))
  const isTheirs = ({ id, consultation }: LetterRow) =>
    words.get(id)?.letter.format === 'letter' && consultation === (consultationOfParty(party) ?? null)
  return new Set(
    letters
      .filter((letter) => {
        if (isTheirs(letter)) return false
        const said = words.get(letter.id)
        return !said || isOthers(JSON.stringify(said.data))
      })
      .map(({ id }) => id),
  )
}
