/** A version as the real page: with its sample, or with a case on file, what that lacks shown as 〔 〕. */
import { inChinese } from '../../workflows/statute/days.ts'
import type { CaseRow } from '../cases/queries.ts'
import { compose, DocumentFault, type Letter, type LetterData, renderPdf, type Template } from '../documents/index.ts'
import type { House } from '../house.ts'
import { dataFor } from '../replies/make.ts'
import { nameOf } from './reading.ts'
import { sampleFor } from './shipped.ts'

export const sampleLetter = (template: Template): Letter => compose(template, sampleFor(template))

/** @returns the letter as it would read today, and the blanks that the case cannot fill. */
export async function letterOfCase(
  house: House,
  template: Template,
  row: CaseRow,
): Promise<{ letter: Letter; missing: string[] }> {
  const facts = await house.sql.begin((tx) => dataFor(tx, house, row))
  const data = { ...facts, letter: { number: '', date: inChinese(house.time.today()) } }
  try {
    return { letter: compose(template, data), missing: [] }
  } catch (error) {
    if (!(error instanceof DocumentFault) || error.code !== 'BLANK_EMPTY') throw error
    const missing = error.details.map((blank) => nameOf(blank, template.asks))
    return { letter: compose(template, withPlaces(data, error.details, template)), missing }
  }
}

function withPlaces(data: LetterData, blanks: readonly string[], template: Template): LetterData {
  const filled: Record<string, Record<string, string | undefined>> = {}
  for (const [group, values] of Object.entries(data)) filled[group] = { ...values }
  for (const blank of blanks) {
    const [group = '', name = ''] = blank.split('.')
    filled[group] = { ...filled[group], [name]: `〔${nameOf(blank, template.asks)}〕` }
  }
  return filled
}

export async function draftPdf(house: House, letter: Letter): Promise<Buffer> {
  const { bytes } = await renderPdf(letter, house.fonts, { issuedAt: house.time.now(), draft: true })
  return bytes
}
