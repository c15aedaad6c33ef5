/** Makes a letter: its words from template and facts, its number, its bytes, its hash; kept as it was issued. */
import type { Fact, FactOf, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { type Fee, fee } from '../../workflows/statute/fees.ts'
import { addressedData } from '../answering/addressed.ts'
import { takeDocumentNumber } from '../cases/numbers.ts'
import { type CaseRow, countingFacts, factsOf } from '../cases/queries.ts'
import type { Tx } from '../db/client.ts'
import type { Letter, Template } from '../documents/index.ts'
import { compose, DocumentFault, type LetterData } from '../documents/index.ts'
import { invalid } from '../errors.ts'
import type { House } from '../house.ts'
import { newId } from '../ids.ts'
import type { LoadedLaw } from '../law.ts'
import { agencyById } from '../people/queries.ts'
import { issue, recordSeal } from '../seals/issue.ts'
import { blanksOf } from './blanks.ts'
import { templateFor } from './choose.ts'

type Words = { template: Template; data: LetterData }

/** What fills the blanks as the facts stand: for letters, and for mails about the case. Rectified facts do not speak. */
export async function dataFor(tx: Tx, house: House, row: CaseRow): Promise<LetterData> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  const [agency, ledger] = await Promise.all([agencyById(tx, row.agencyId), factsOf(tx, key)])
  const facts = countingFacts(ledger)
  const [unit] = row.context.unit
    ? await tx<{ name: string }[]>`select name from units where id = ${row.context.unit}`
    : []
  const law = house.law()
  const moved = row.context.clockFacts
  const asOf = house.time.today()
  const now = clock({ channel: row.channel, facts: moved, asOf }, law)
  const last = moved.findLastIndex((fact) => fact.type === 'extended')
  const unextended = clock({ channel: row.channel, facts: moved.filter((_, i) => i !== last), asOf }, law)
  const reckoned = { dueOn: now.dueOn, previousDueOn: unextended.dueOn, fee: feeOf(facts, law) }
  return blanksOf(agency!, { ...row, receivedOn: now.receivedOn }, facts, unit?.name, reckoned)
}

/** The computation that the fee notice prints; none where the amount is not what the rules give for the quantity alone. */
function feeOf(facts: readonly Fact[], law: LoadedLaw): Fee | undefined {
  const notice = facts.findLast((fact) => fact.type === 'feeNotified')
  if (notice?.type !== 'feeNotified') return undefined
  const { basis, quantity, amount, on } = notice
  const question = basis === 'pages' ? { basis, pages: quantity } : { basis, earlierThisMonth: 0, items: quantity }
  const reckoned = fee(question, law.fees, on)
  return reckoned.amount === amount ? reckoned : undefined
}

/** @throws Refusal INVALID naming the blanks that nobody filled. */
export function composed({ template, data }: Words): Letter {
  try {
    return compose(template, data)
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error
    const names = error.details.map((name) => ({
      field: name.startsWith('ask.') ? `fields.${name.slice(4)}` : name,
      code: error.code,
      message: `“${template.asks[name.slice(4)]?.label ?? name}”没有内容，文书《${template.title}》无法生成`,
    }))
    throw invalid(...names)
  }
}

/** Would the letter of this draft come out? Asked when it is drafted, not when it is signed. */
export async function checkDraft(tx: Tx, house: House, row: CaseRow, draft: FactOf<'replyDrafted'>): Promise<void> {
  const template = templateFor(house.templatesFor(row.agencyId, house.time.today()), draft.outcome, draft.fields)
  composed({ template, data: await dataFor(tx, house, row) })
}

/**
 * Makes the letter that a fact calls for and puts it on file.
 * @param consultation where the letter goes to those who were consulted: to which of them
 * @returns the fact that proves it; the caller records it.
 */
export async function makeLetter(
  tx: Tx,
  house: House,
  row: CaseRow,
  which: string,
  fact: Fact,
  position: number,
  at: Date,
  consultation: string | null = null,
): Promise<FactOf<'letterMade'>> {
  const inForce = house.templatesFor(row.agencyId, fact.on)
  const template = which === 'reply' ? await signedTemplate(tx, row, inForce) : inForce.get(which)
  if (!template) throw new Error(`The workflow asks for a letter "${which}"; templates/ has none.`)
  const said = await dataFor(tx, house, row)
  const data = template.kind === 'consultation' ? await addressed(tx, house, row, said, consultation) : said
  const number = await numberFor(tx, template, row.agencyId, fact.on)
  const dated: LetterData = { ...data, letter: { number: number ?? '', date: inChinese(fact.on) } }
  const pdf = await issue(tx, house, row.agencyId, composed({ template, data: dated }), at)
  const blob = await house.blobs.put(pdf.bytes)
  const id = newId(at)
  await keepTemplate(tx, template)
  await tx`
    insert into letters ${tx({
      agencyId: row.agencyId,
      caseId: row.id,
      id,
      template: template.id,
      digest: template.digest,
      title: template.title,
      kind: template.kind,
      number,
      data: JSON.stringify(dated),
      madeOn: fact.on,
      issuedAt: at.toISOString(),
      sha256: pdf.sha256,
      size: blob.size,
      fonts: house.fonts.digest,
      position,
    })}`
  await recordSeal(tx, { agencyId: row.agencyId, caseId: row.id }, id, pdf)
  return {
    type: 'letterMade',
    on: fact.on,
    letter: id,
    template: template.id,
    version: template.version,
    digest: template.digest,
    ...(number && { number }),
    sha256: pdf.sha256,
    fonts: house.fonts.digest,
  }
}

/** Those who are consulted read nothing of who asked, whatever a template prints. */
async function addressed(tx: Tx, house: House, row: CaseRow, said: LetterData, consultation: string | null) {
  const facts = countingFacts(await factsOf(tx, { agencyId: row.agencyId, caseId: row.id }))
  return addressedData(tx, house, row, said, facts, consultation)
}

/** The template that the draft on the table chose, now to be signed. */
async function signedTemplate(tx: Tx, row: CaseRow, inForce: ReadonlyMap<string, Template>): Promise<Template> {
  const facts = await factsOf(tx, { agencyId: row.agencyId, caseId: row.id })
  const draft = countingFacts(facts).findLast((fact) => fact.type === 'replyDrafted') as FactOf<'replyDrafted'>
  return templateFor(inForce, draft.outcome as Outcome, draft.fields)
}

/** A receipt and a form for the file carry no number. */
async function numberFor(tx: Tx, template: Template, agencyId: string, on: string): Promise<string | null> {
  if (!template.fields.some((field) => field.startsWith('letter.number'))) return null
  const year = Number(on.slice(0, 4))
  const agency = (await agencyById(tx, agencyId))!
  return takeDocumentNumber(tx, agencyId, year, template.kind === 'reply' ? 'reply' : 'notice', agency.profile.mark)
}

async function keepTemplate(tx: Tx, { digest, id, version, title, kind, inForce, source }: Template): Promise<void> {
  await tx`
    insert into templates ${tx({ digest, id, version, title, kind, inForce, source })} on conflict (digest) do nothing`
}
