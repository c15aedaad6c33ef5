/** The real page before it is issued: same words, same layout, marked 草稿, without a number. */
import { inChinese } from '../../workflows/statute/days.ts'
import type { CaseRow } from '../cases/queries.ts'
import type { Letter, Template } from '../documents/index.ts'
import { renderPdf } from '../documents/index.ts'
import { notFound } from '../errors.ts'
import type { House } from '../house.ts'
import { sampleFor } from '../templates/shipped.ts'
import { composed, dataFor } from './make.ts'

const templateNamed = (house: House, agencyId: string, id: string): Template => {
  const template = house.templatesFor(agencyId, house.time.today()).get(id)
  if (!template) throw notFound()
  return template
}

/** The letter as it would read today. */
export async function draftLetter(house: House, row: CaseRow, id: string): Promise<Letter> {
  const template = templateNamed(house, row.agencyId, id)
  const data = await house.sql.begin((tx) => dataFor(tx, house, row))
  return composed({ template, data: { ...data, letter: { number: '', date: inChinese(house.time.today()) } } })
}

export async function previewOfCase(house: House, row: CaseRow, id: string): Promise<Buffer> {
  return draft(house, await draftLetter(house, row, id))
}

/** With the template's own sample, which is plainly fictitious. */
export async function previewOfSample(house: House, agencyId: string, id: string): Promise<Buffer> {
  const template = templateNamed(house, agencyId, id)
  return draft(house, composed({ template, data: sampleFor(template) }))
}

async function draft(house: House, letter: Letter): Promise<Buffer> {
  const { bytes } = await renderPdf(letter, house.fonts, { issuedAt: house.time.now(), draft: true })
  return bytes
}
