/** A version as the real page: with its sample, or with a case on file, what that lacks shown as 〔 〕. */
import { inChinese } from '../../workflows/statute/days.ts'
import { within } from '../db/client.ts'
import { compose, type Letter, renderPdf, type Template } from '../documents/index.ts'
import type { House } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { withOpenBlanks } from '../letters/draft.ts'
import { dataFor } from '../letters/make.ts'
import { sampleFor } from '../letters/templates/shipped.ts'

/** The letter filled with the sample of its template. @throws DocumentFault BLANK_EMPTY */
export const sampleLetter = (template: Template): Letter => compose(template, sampleFor(template))

/** @returns the letter as it would read today, and the blanks that the case cannot fill. */
export async function letterOfCase(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>,
  template: Template,
  row: CaseRow,
): Promise<{ letter: Letter; missing: string[] }> {
  const facts = dataFor(house, await within(house.sql, [row.agencyId], (tx) => fileOf(tx, house.keys, row)))
  const data = { ...facts, letter: { number: '', date: inChinese(house.time.today()) } }
  const { letter, open } = withOpenBlanks(template, data)
  return { letter, missing: open }
}

/** The PDF of a letter, marked 草稿 on each page. @throws DocumentFault */
export async function draftPdf({ fonts }: Pick<House, 'fonts'>, letter: Letter): Promise<Buffer> {
  const { bytes } = await renderPdf(letter, fonts, { issuedAt: null, draft: true })
  return bytes
}
