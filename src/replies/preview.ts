/** The real page before it is issued: same words, same layout, marked 草稿, without a number. */
import { clock } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { type CaseRow, countingFacts, factsOf } from '../cases/queries.ts'
import type { Letter, Template } from '../documents/index.ts'
import { renderPdf } from '../documents/index.ts'
import { notFound } from '../errors.ts'
import type { House } from '../house.ts'
import { agencyById } from '../people/queries.ts'
import { sampleFor } from '../templates/shipped.ts'
import { checkLetter, type Finding } from './check/index.ts'
import { composed, dataFor } from './make.ts'

const templateNamed = (house: House, agencyId: string, id: string): Template => {
  const template = house.templatesFor(agencyId, house.time.today()).get(id)
  if (!template) throw notFound()
  return template
}

/** The letter as it would read today, with what fills it. */
async function drafted(house: House, row: CaseRow, id: string) {
  const template = templateNamed(house, row.agencyId, id)
  const filled = await house.sql.begin((tx) => dataFor(tx, house, row))
  const data = { ...filled, letter: { number: '', date: inChinese(house.time.today()) } }
  return { template, data, letter: composed({ template, data }) }
}

/** The draft on the table and what the checker finds in it, each finding with its article and line. */
export async function checkedDraft(
  house: House,
  row: CaseRow,
  id: string,
): Promise<{ letter: Letter; findings: Finding[] }> {
  const { template, data, letter } = await drafted(house, row, id)
  const law = house.law()
  const on = house.time.today()
  const [agency, facts] = await Promise.all([
    agencyById(house.sql, row.agencyId),
    factsOf(house.sql, { agencyId: row.agencyId, caseId: row.id }),
  ])
  const { context, channel } = row
  const findings = checkLetter({
    letter,
    template,
    data,
    outcome: context.draft?.outcome ?? null,
    agency: agency!,
    context,
    clock: clock({ channel, facts: context.clockFacts, asOf: on }, law),
    law,
    facts: countingFacts(facts),
    on,
  })
  return { letter, findings }
}

export async function previewOfCase(house: House, row: CaseRow, id: string): Promise<Buffer> {
  return draft(house, (await drafted(house, row, id)).letter)
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
