/** The reply on the table, as it would read on a day: one reading for the page, for the review and for the signature. */
import { clock } from '../../workflows/statute/clock.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import {
  compose,
  DocumentFault,
  type Letter,
  type LetterData,
  placeOf,
  type Template,
  textOf,
} from '../documents/index.ts'
import { sha256 } from '../ground/canonical.ts'
import type { House } from '../house.ts'
import { type CaseFile, draftIn } from '../ledger/case-file.ts'
import type { GivenFile } from '../ledger/given.ts'
import { countingFacts } from '../ledger/queries.ts'
import { checkLetter, type Finding } from './check/index.ts'
import { answeredIn, templateFor } from './choose.ts'
import { dataFor, type Worded } from './make.ts'
import { outdatedLetters } from './outdated.ts'
import type { Answered } from './several.ts'
import { nameOf } from './templates/reading.ts'

export type Draft = {
  template: Template
  /** Where it answers several matters. */
  items?: readonly Answered[]
  data: LetterData
  letter: Letter
  /** Labels of the blanks that nothing fills; the letter shows each as 〔label〕 and cannot be made. */
  open: string[]
}

/** And what the checker found in it. */
export type Checked = Draft & { findings: Finding[] }

/** The draft that counts, in the words that are in force on that day. A draft that was rectified is the one that it was rectified to. */
export function draftOf(house: Worded, file: CaseFile, on: Day): Draft {
  const inForce = house.templatesFor(file.agency.id, on)
  const draft = draftIn(file.facts)!
  const template = templateFor(inForce, draft, file.row.context)
  const items = draft.items && answeredIn(inForce, draft.items, file.row.context)
  // The number comes with the signature.
  const data = { ...dataFor(house, file), letter: { number: '', date: inChinese(on) } }
  return { template, data, ...(items && { items }), ...withOpenBlanks(template, data) }
}

/** The letter all the same where a blank is empty: who drafts has to see where. */
export function withOpenBlanks(template: Template, data: LetterData): Pick<Draft, 'letter' | 'open'> {
  try {
    return { letter: compose(template, data), open: [] }
  } catch (error) {
    if (!(error instanceof DocumentFault) || error.code !== 'BLANK_EMPTY') throw error
    const filled: Record<string, Record<string, string | undefined>> = {}
    for (const [group, values] of Object.entries(data)) filled[group] = { ...values }
    for (const blank of error.details) {
      const [group, name] = placeOf(blank)
      filled[group] = { ...filled[group], [name]: `〔${nameOf(blank, template.asks)}〕` }
    }
    return { letter: compose(template, filled), open: error.details.map((blank) => nameOf(blank, template.asks)) }
  }
}

/** What the checker finds in the draft, held against its case as it stands. */
export function findingsIn(
  house: Pick<House, 'lawFor'>,
  { row, facts, agency }: CaseFile,
  on: Day,
  { letter, template, data, items }: Draft,
): Finding[] {
  const law = house.lawFor(row.agencyId)
  const { context, channel } = row
  return checkLetter({
    letter,
    template,
    data,
    outcome: context.draft?.outcome ?? null,
    ...(items && { items }),
    agency,
    context,
    clock: clock({ channel, facts: context.clockFacts, asOf: on }, law),
    law,
    facts: countingFacts(facts),
    outdated: outdatedLetters(facts, law),
    on,
  })
}

/**
 * What was read, as one figure: the text, and the files that go with it, as they are on file and as they leave. Without number and date, which come with the signature, and without the sentence on the
 * course of the case, which the ledger writes: an extension in the meantime does not make another answer.
 */
export function digestOf({ template, data }: Draft, given: readonly GivenFile[]): string {
  const answer = { ...data, case: { ...data.case, course: '' }, letter: { number: '', date: '' } }
  const files = given.map(({ original, sha256: copy }) => `${original} ${copy}`)
  return sha256([...textOf(withOpenBlanks(template, answer).letter), ...files].join('\n'))
}
