/** The real page before it is issued: same words, same layout, marked 草稿, without a number. */
import { inChinese } from '../../workflows/statute/days.ts'
import { type Tx, within } from '../db/client.ts'
import type { Letter, Template } from '../documents/index.ts'
import { renderPdf, textOf } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseFile, draftIn, fileOf, keyOf } from '../ledger/case-file.ts'
import { type CaseRow, factsOf } from '../ledger/queries.ts'
import { templateFor } from './choose.ts'
import { type Addressing, decisionsFor, findingsOfDecisions } from './decisions.ts'
import { type Checked, draftOf, findingsIn } from './draft.ts'
import { composed, dataFor, wordsTogether } from './make.ts'
import { answers, casesNumbered, numbersOf } from './members.ts'
import { SEVERAL, templateOfSample } from './several.ts'
import { sampleFor } from './templates/shipped.ts'

const templateNamed = (house: Pick<House, 'templatesFor' | 'time'>, agencyId: string, id: string): Template => {
  const template = house.templatesFor(agencyId, house.time.today()).get(id)
  if (!template) throw notFound()
  return template
}

export type CheckedDraft = Checked & {
  /** Characters that no font has; each is printed as 〓. */
  missing: string[]
}

/** The draft on the table, what the checker finds in it and in what third parties would be told of it, and what it lacks: as it would be signed today. */
export function checkedDraft(house: Addressing & Pick<House, 'fonts'>, file: CaseFile): CheckedDraft {
  const on = house.time.today()
  const draft = draftOf(house, file, on)
  const findings = [...findingsOfDecisions(decisionsFor(house, file, on)), ...findingsIn(house, file, on, draft)]
  return withMissing(house, { ...draft, findings })
}

/** With the characters of the letter that no font has. */
export const withMissing = ({ fonts }: Pick<House, 'fonts'>, checked: Checked): CheckedDraft => ({
  ...checked,
  missing: fonts.missing(textOf(checked.letter).join('')),
})

/**
 * The PDF of a template filled from the case as it stands today, marked 草稿; stored nowhere.
 * @throws Refusal NOT_FOUND where the agency has no template of this id in force.
 */
export async function previewOfCase(
  house: Pick<House, 'sql' | 'lawFor' | 'templatesFor' | 'fonts' | 'time' | 'keys'>,
  row: CaseRow,
  id: string,
): Promise<Buffer> {
  const inForce = house.templatesFor(row.agencyId, house.time.today())
  const named = templateNamed(house, row.agencyId, id)
  const numbers = named.kind === 'reply' ? numbersOf(row) : undefined
  const read = <T>(work: (tx: Tx) => Promise<T>) => within(house.sql, [row.agencyId], work)
  if (numbers) return draftPdf(house, composed(await read((tx) => wordsOfAll(tx, house, row, numbers))))
  const file = await read((tx) => fileOf(tx, house.keys, row))
  const drafted = draftIn(file.facts)
  // Of several matters the template is put together from those of their outcomes.
  const template = id === SEVERAL && drafted ? templateFor(inForce, drafted, row.context) : named
  const data = {
    ...dataFor(house, file),
    letter: { number: '', date: inChinese(house.time.today()) },
  }
  return draftPdf(house, composed({ template, data }))
}

/** The one letter of all that the draft answers, whichever of them it is opened from. */
async function wordsOfAll(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'templatesFor' | 'time' | 'keys'>,
  row: CaseRow,
  numbers: readonly string[],
) {
  const rows = (await casesNumbered(tx, row.agencyId, numbers)).filter((each) => answers(each, numbers))
  return wordsTogether(tx, house, rows, draftIn(await factsOf(tx, house.keys, keyOf(row)))!)
}

/** With the template's own sample, which is plainly fictitious. */
export async function previewOfSample(
  house: Pick<House, 'templatesFor' | 'fonts' | 'time'>,
  agencyId: string,
  id: string,
): Promise<Buffer> {
  const named = templateNamed(house, agencyId, id)
  const data = sampleFor(named)
  const template = templateOfSample(named, house.templatesFor(agencyId, house.time.today()), data)
  return draftPdf(house, composed({ template, data }))
}

/** A letter marked 草稿: the same bytes for the same words. */
export async function draftPdf({ fonts }: Pick<House, 'fonts'>, letter: Letter): Promise<Buffer> {
  const { bytes } = await renderPdf(letter, fonts, { issuedAt: null, draft: true })
  return bytes
}
