/** What a bundle for one audience has in other words, or not at all, beside that of the court: reckoned once, from what is on file. */
import type { CaseFile } from '../../ledger/case-file.ts'
import { closedIn, STATE_SECRET } from '../../ledger/closed-files.ts'
import { currentSubmission, firstServed } from '../../ledger/contact.ts'
import { type CaseRow, type FileRow, type LetterRow, submission } from '../../ledger/queries.ts'
import type { KeptWords } from '../../letters/kept-words.ts'
import { allNamed, type Named, placeOf } from '../bundle/named.ts'
import type { SlipReason, Statement } from '../bundle/statement.ts'
import { type Extract, extractsFor } from './extracts.ts'
import { type Case, namingAny, othersIn, type Spoken, theirOwnIn } from './others.ts'
import { type Audience, consultationOfParty, type Party, placeOfParty } from './parties.ts'
import { slipFor, slipText, WORDS_UNDER } from './slips.ts'
import { whoseIn } from './whose.ts'

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
  /** Whether a text that the office wrote names somebody else, whoever was consulted among them, or a state secret. */
  namesOthers: (text: string) => boolean
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
  files: readonly FileRow[]
  /** Replies that name a file which is a state secret by now; asked for a party alone. */
  naming: ReadonlySet<string>
}

export function cutFor(audience: Audience, on: OnFile): Cut {
  const closed = closedIn(on.facts)
  const submissions = [currentSubmission(on.file.facts), submission(on.file.facts)] as const
  const about: Case = {
    ...whoseIn(on.file.facts),
    submissions,
    servedFirst: placeOfParty({ party: firstServed(submissions[0]), name: '' }),
    namesSecret: namingAny(on.files.filter((file) => closed(file)?.kind === STATE_SECRET)),
    letterTo: new Map(on.letters.map(({ id, consultation }) => [id, consultation])),
    facts: on.facts,
  }
  const isOthers = audience === 'court' ? () => false : othersIn(audience, about)
  const slipsFor = {
    ...{ audience, about, row: on.row, letters: on.letters, coded: on.coded, naming: on.naming, closed },
    formsOfOthers: audience === 'court' ? NONE : formsOfOthers(audience, on, isOthers),
  }
  const isThird = audience !== 'court' && placeOfParty(audience) < 0
  const theirOwn = audience === 'court' || isThird ? isOthers : theirOwnIn(audience, about)
  const titles = new Map(on.letters.map(({ id, title }) => [id, title]))
  const titleTold = (id: string) => [titles.get(id)].find((title) => title !== undefined && !isOthers(title))
  const reasons = new Map([...allNamed(on.facts).values()].map((named) => [placeOf(named), slipFor(slipsFor, named)]))
  const slipOf = (named: Named) => reasons.get(placeOf(named))
  const extracts = audience === 'court' ? new Map<number, Extract>() : extractsFor(audience, about)
  return {
    ...{ audience, extracts, slipOf },
    stated: audience === 'court' ? {} : { audience, leftOut: leftOut(extracts) },
    slipText: (named) => slipText(named, slipOf(named)!, titleTold(named.id)),
    isTheirService: (letter, who) => audience === 'court' || isServedTo(audience, about.letterTo.get(letter), who),
    // The index names those who applied, and what they asked for, in their own words.
    isTold: (text) => audience === 'court' || !(theirOwn(text) || (isThird && about.namesSecret(text))),
    namesOthers: (text) => audience !== 'court' && (isOthers(text) || about.namesSecret(text)),
  }
}
const NONE: ReadonlySet<string> = new Set()

const leftOut = (extracts: ReadonlyMap<number, Extract>) =>
  [...extracts].map(([position, { fields, reason }]) => ({ position, fields, reason, article: WORDS_UNDER[reason] }))

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
