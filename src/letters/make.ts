/** Makes a letter: its words from template and facts, its number, its bytes, its hash; kept as it was issued. */
import { letterKind } from '../../workflows/disclosure/letters.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import type { Letter, Template } from '../documents/index.ts'
import { DocumentFault, type LetterData } from '../documents/index.ts'
import { invalid } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import { randomPiece } from '../ground/random.ts'
import type { House, Recording } from '../house.ts'
import { type CaseFile, draftIn, fileOf, keyOf } from '../ledger/case-file.ts'
import { asChanged } from '../ledger/contact.ts'
import { takeOfficialNumber } from '../ledger/numbers.ts'
import { type CaseRow, countingFacts, type FactRow, heard } from '../ledger/queries.ts'
import { voidedBy } from '../ledger/voided.ts'
import type { Agency } from '../people/queries.ts'
import { issue, recordSeal } from '../seals/issue.ts'
import { accessesOf } from './access.ts'
import { addressedData } from './addressed.ts'
import { blanksOf } from './blanks.ts'
import { decisionFor, templateFor } from './choose.ts'
import { keepFonts } from './kept-fonts.ts'
import type { Together } from './members.ts'
import { type IssuedLetter, type KeptData, letterFrom } from './together-letter.ts'

/** What the dates of a letter follow from. */
type Dated = Pick<House, 'lawFor' | 'time'>
/** And its words. */
export type Worded = Dated & Pick<House, 'templatesFor'>

type Words = { template: Template; data: KeptData }

/** What fills the blanks as the facts stand: for letters, and for mails about the case. Rectified facts do not speak. */
export function dataFor(house: Dated, { row, facts: ledger, agency, unit, given }: CaseFile): LetterData {
  const counted = countingFacts(ledger)
  const facts = [asChanged(counted), ...counted.slice(1)]
  const law = house.lawFor(row.agencyId)
  const moved = row.context.clockFacts
  const asOf = house.time.today()
  const now = clock({ channel: row.channel, facts: moved, asOf }, law)
  const last = moved.findLastIndex((fact) => fact.type === 'extended')
  const unextended = clock({ channel: row.channel, facts: moved.filter((_, i) => i !== last), asOf }, law)
  const { dueOn, receivedOn } = now
  const reckoned = { dueOn, previousDueOn: unextended.dueOn, law, voidedFees: voidFeeNotices(ledger) }
  return blanksOf(agency, { ...row, receivedOn }, facts, unit, reckoned, given)
}

/** The numbers of fee notices of this case that no longer count: a new one names them (国办函〔2020〕109号 Art 6). */
function voidFeeNotices(ledger: readonly FactRow[]): string[] {
  const isVoid = new Set(voidedBy(ledger.map(heard)).map(({ letter }) => letter))
  return ledger.flatMap(({ fact }) =>
    fact.type === 'letterMade' && fact.template === 'fee' && fact.number && isVoid.has(fact.letter)
      ? [fact.number]
      : [],
  )
}

/** @throws Refusal INVALID naming the blanks that nobody filled. */
export function composed({ template, data }: Words): Letter {
  try {
    return letterFrom(template, data)
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error
    const names = error.details.map((name) => ({
      field: fieldOf(name),
      code: error.code,
      message: `“${template.asks[name.slice(4)]?.label ?? name}”没有内容，文书《${template.title}》无法生成`,
    }))
    throw invalid(...names)
  }
}

/** The field of the draft that fills a blank: `ask.2.reasons` is the second matter's, counted from nought in the API. */
function fieldOf(blank: string): string {
  if (!blank.startsWith('ask.')) return blank
  const [, n, name] = /^ask\.(?:(\d+)\.)?(.+)$/.exec(blank)!
  return n === undefined ? `fields.${name}` : `items.${Number(n) - 1}.fields.${name}`
}

/** Would the letter of this draft come out? Asked when it is drafted, not when it is signed. */
export function checkDraft(house: Worded, file: CaseFile, draft: FactOf<'replyDrafted'>): void {
  const template = templateFor(house.templatesFor(file.agency.id, house.time.today()), draft, file.row.context)
  composed({ template, data: dataFor(house, file) })
}

/**
 * Makes the letter that a fact calls for and puts it on file.
 * @param consultation where the letter goes to those who were consulted: to which of them
 * @param together where the reply answers several cases: it is made with the first, and put on file in each
 * @returns the fact that proves it; the caller records it.
 */
export async function makeLetter(
  tx: Tx,
  house: Recording,
  file: CaseFile,
  which: string,
  fact: Fact,
  position: number,
  at: Date,
  consultation: string | null = null,
  together?: Together,
): Promise<FactOf<'letterMade'>> {
  const { row, agency } = file
  const inForce = house.templatesFor(row.agencyId, fact.on)
  const template = templateOf(which, file, inForce, consultation)
  if (!template) throw new Error(`The workflow asks for a letter "${which}"; templates/ has none.`)
  if (template.kind !== 'reply' && !letterKind(template.id))
    throw new Error(
      `The letter "${template.id}" is made, and workflows/disclosure/letters.ts does not say to whom it goes.`,
    )
  const issue = (all: readonly LetterData[]) => issued(tx, house, agency, template, all, fact.on, at)
  const alone = async () => {
    const data = dataFor(house, file)
    if (template.kind !== 'consultation') return issue([data])
    return issue([addressedData(house, file, data, await accessesOf(tx, keyOf(row)), consultation)])
  }
  const shared = which === 'reply' ? together : undefined
  if (shared) shared.issued ??= await issue(await dataOf(tx, house, shared.members, file))
  const pdf = shared?.issued ?? (await alone())
  const { number } = pdf
  const id = newId(at)
  const to = addresseeOf(pdf.data)
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
      sealed: house.keys.seal('letters', [row.agencyId, row.id, id], JSON.stringify(pdf.data)),
      madeOn: fact.on,
      issuedAt: at.toISOString(),
      sha256: pdf.sha256,
      size: pdf.size,
      fonts: house.fonts.digest,
      position,
      consultation: to,
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
    ...(to && { consultation: to }),
  }
}

/** The consultation that a letter went to, as its own blanks name it. */
const addresseeOf = (data: KeptData): string | null => ('members' in data ? null : (data.consultation?.id ?? null))

/** Numbered, composed, made and stored; one letter, whether it answers one case or several. */
async function issued(
  tx: Tx,
  house: Pick<House, 'fonts' | 'blobs' | 'keys'>,
  agency: Agency,
  template: Template,
  all: readonly LetterData[],
  on: Day,
  at: Date,
): Promise<IssuedLetter> {
  const number = await numberFor(tx, template, agency, on)
  const letter = { number: number ?? '', date: inChinese(on), nonce: randomPiece(16).toString('hex') }
  const [first, ...others] = all.map((data): LetterData => ({ ...data, letter }))
  const data: KeptData = others.length > 0 ? { members: [first!, ...others] } : first!
  const pdf = await issue(tx, house, agency.id, composed({ template, data }), at)
  await keepFonts(house)
  const { size } = await house.blobs.put(pdf.bytes)
  return { ...pdf, number, data, size }
}

/** One after the other: they share the transaction's connection. `own` is read already. */
async function dataOf(
  tx: Tx,
  house: Dated & Pick<House, 'keys'>,
  rows: readonly CaseRow[],
  own?: CaseFile,
): Promise<LetterData[]> {
  const all: LetterData[] = []
  for (const row of rows) all.push(dataFor(house, row.id === own?.row.id ? own : await fileOf(tx, house.keys, row)))
  return all
}

/** The one letter of several cases as it would read today, without a number. */
export async function wordsTogether(
  tx: Tx,
  house: Worded & Pick<House, 'keys'>,
  rows: readonly CaseRow[],
  draft: Pick<FactOf<'replyDrafted'>, 'outcome' | 'fields'>,
): Promise<{ template: Template; data: { members: LetterData[] } }> {
  const today = house.time.today()
  const letter = { number: '', date: inChinese(today) }
  const members = (await dataOf(tx, house, rows)).map((data): LetterData => ({ ...data, letter }))
  return {
    template: templateFor(house.templatesFor(rows[0]!.agencyId, today), draft, rows[0]!.context),
    data: { members },
  }
}

/** By the name that the workflow gives a letter; of the reply and of a decision the one that says what happened. */
function templateOf(
  which: string,
  { facts, row: { context } }: CaseFile,
  inForce: ReadonlyMap<string, Template>,
  consultation: string | null,
): Template | undefined {
  if (which === 'reply') return templateFor(inForce, draftIn(facts)!, context)
  return inForce.get(which === 'thirdPartyDecision' ? decisionFor(context, consultation) : which)
}

/** A receipt and a form for the file carry no number. */
async function numberFor(tx: Tx, template: Template, agency: Agency, on: string): Promise<string | null> {
  if (!template.fields.some((field) => field.startsWith('letter.number'))) return null
  return takeOfficialNumber(tx, agency, template.kind === 'reply' ? 'reply' : 'notice', on)
}

async function keepTemplate(tx: Tx, { digest, id, version, title, kind, inForce, source }: Template): Promise<void> {
  await tx`
    insert into templates ${tx({ digest, id, version, title, kind, inForce, source })} on conflict (digest) do nothing`
}
