/** Makes a letter: its words from template and facts, its number, its bytes, its hash; kept as it was issued. */
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { type Fee, fee } from '../../workflows/statute/fees.ts'
import { addressedData } from '../answering/addressed.ts'
import { takeDocumentNumber } from '../cases/numbers.ts'
import { type CaseRow, countingFacts, factsOf } from '../cases/queries.ts'
import type { Tx } from '../db/client.ts'
import type { Letter, Template } from '../documents/index.ts'
import { DocumentFault, type LetterData } from '../documents/index.ts'
import { invalid } from '../errors.ts'
import type { House } from '../house.ts'
import { newId } from '../ids.ts'
import type { LoadedLaw } from '../law.ts'
import { agencyById } from '../people/queries.ts'
import { type Issued, issue, recordSeal } from '../seals/issue.ts'
import { blanksOf } from './blanks.ts'
import { templateFor } from './choose.ts'
import type { Together } from './members.ts'
import { type KeptData, letterFrom } from './together-letter.ts'

type Words = { template: Template; data: KeptData }

export type IssuedLetter = Issued & { number: string | null; data: KeptData; size: number }

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
    return letterFrom(template, data)
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
 * @param together where the reply answers several cases: it is made with the first, and put on file in each
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
  together?: Together,
): Promise<FactOf<'letterMade'>> {
  const inForce = house.templatesFor(row.agencyId, fact.on)
  const template = which === 'reply' ? await signedTemplate(tx, row, inForce) : inForce.get(which)
  if (!template) throw new Error(`The workflow asks for a letter "${which}"; templates/ has none.`)
  const made = (all: readonly LetterData[]) => issued(tx, house, row.agencyId, template, all, fact.on, at)
  const alone = async () => {
    const said = await dataFor(tx, house, row)
    return made([template.kind === 'consultation' ? await addressed(tx, house, row, said, consultation) : said])
  }
  const shared = which === 'reply' ? together : undefined
  if (shared) shared.issued ??= await made(await dataOf(tx, house, shared.members))
  const pdf = shared?.issued ?? (await alone())
  const { number } = pdf
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
      data: JSON.stringify(pdf.data),
      madeOn: fact.on,
      issuedAt: at.toISOString(),
      sha256: pdf.sha256,
      size: pdf.size,
      fonts: house.fonts.digest,
      position,
      consultation: addresseeOf(pdf.data),
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

/** The consultation that a letter went to, as its own blanks name it. */
const addresseeOf = (data: KeptData): string | null => ('members' in data ? null : (data.consultation?.id ?? null))

/** Those who are consulted read nothing of who asked, whatever a template prints. */
async function addressed(tx: Tx, house: House, row: CaseRow, said: LetterData, consultation: string | null) {
  const facts = countingFacts(await factsOf(tx, { agencyId: row.agencyId, caseId: row.id }))
  return addressedData(tx, house, row, said, facts, consultation)
}

/** Numbered, composed, made and stored; one letter, whether it answers one case or several. */
async function issued(
  tx: Tx,
  house: House,
  agencyId: string,
  template: Template,
  all: readonly LetterData[],
  on: Day,
  at: Date,
): Promise<IssuedLetter> {
  const number = await numberFor(tx, template, agencyId, on)
  const letter = { number: number ?? '', date: inChinese(on) }
  const [first, ...others] = all.map((data): LetterData => ({ ...data, letter }))
  const data: KeptData = others.length > 0 ? { members: [first!, ...others] } : first!
  const pdf = await issue(tx, house, agencyId, composed({ template, data }), at)
  const { size } = await house.blobs.put(pdf.bytes)
  return { ...pdf, number, data, size }
}

/** One after the other: they share the transaction's connection. */
async function dataOf(tx: Tx, house: House, rows: readonly CaseRow[]): Promise<LetterData[]> {
  const all: LetterData[] = []
  for (const row of rows) all.push(await dataFor(tx, house, row))
  return all
}

/** The one letter of several cases as it would read today, without a number. */
export async function wordsTogether(
  tx: Tx,
  house: House,
  rows: readonly CaseRow[],
  { outcome, fields }: Pick<FactOf<'replyDrafted'>, 'outcome' | 'fields'>,
): Promise<{ template: Template; data: { members: LetterData[] } }> {
  const today = house.time.today()
  const letter = { number: '', date: inChinese(today) }
  const members = (await dataOf(tx, house, rows)).map((data): LetterData => ({ ...data, letter }))
  return { template: templateFor(house.templatesFor(rows[0]!.agencyId, today), outcome, fields), data: { members } }
}

/** The template that the draft on the table chose, now to be signed. */
async function signedTemplate(tx: Tx, row: CaseRow, inForce: ReadonlyMap<string, Template>): Promise<Template> {
  const { outcome, fields } = await draftedIn(tx, row)
  return templateFor(inForce, outcome, fields)
}

/** The draft that counts: the last one, as it was rectified. */
export async function draftedIn(tx: Tx, row: CaseRow): Promise<FactOf<'replyDrafted'>> {
  const facts = countingFacts(await factsOf(tx, { agencyId: row.agencyId, caseId: row.id }))
  return facts.findLast((fact) => fact.type === 'replyDrafted') as FactOf<'replyDrafted'>
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
