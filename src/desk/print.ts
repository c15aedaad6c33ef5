/**
 * What of several cases is printed at once: letters that have still to go (else the last one), their 送达回证, and the addresses
 * they go to. Of each case it is said what is in, and what is not and why.
 */
import type { Addressee } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { within } from '../db/client.ts'
import { type Address, inOneFile, renderEnvelopes, renderLabels } from '../documents/index.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import { codedLetters, handsOutLetters } from '../ledger/coded-letters.ts'
import { applicantCalled, currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, countingFacts, type LetterRow, lettersOf } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { isToGo, type ServiceRow, serviceOf } from '../letters/service.ts'
import { serviceRecordPdf } from '../letters/service-record.ts'
import type { Viewer } from '../people/sessions.ts'

/** What may be printed, as the form calls it. */
export const PRINTS = { letters: '文书', records: '送达回证', envelopes: '信封', labels: '地址标签' } as const
export type Print = keyof typeof PRINTS
/** A page of the desk. */
export const MOST_PRINTED = 50

type Record = { letter: string; who: Addressee }
/** One case: its row where whoever asks sees it, what is printed of it, and how that is told. */
export type Planned = {
  id: string
  row?: CaseRow
  letters: LetterRow[]
  records: Record[]
  addresses: Address[]
  /** Nothing of it has still to go: what went last is printed once more. */
  again?: boolean
  /** Lines: what is in, and what is not. */
  says: string[]
  lacks: string[]
}

/** Reads what would be printed of each; prints nothing. */
export async function planned(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>,
  viewer: Viewer,
  ids: readonly string[],
  what: readonly Print[],
) {
  const plans: Planned[] = []
  for (const id of ids) plans.push(await plannedOf(house, viewer, id, what))
  return plans
}

async function plannedOf(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>,
  viewer: Viewer,
  id: string,
  what: readonly Print[],
): Promise<Planned> {
  const plan: Planned = { id, letters: [], records: [], addresses: [], says: [], lacks: [] }
  const row = await theCase(house, viewer, id).catch(unseen)
  if (!row) return { ...plan, lacks: ['不在您办理范围内'] }
  plan.row = row
  if (row.context.erasedOn) return { ...plan, lacks: ['内容已经销毁'] }
  const { agency, facts, letters } = await within(house.sql, [row.agencyId], async (tx) => ({
    ...(await fileOf(tx, house.keys, row)),
    letters: await lettersOf(tx, keyOf(row)),
  }))
  const submitted = currentSubmission(facts)
  const rows = serviceOf({ row, agency, submitted }, countingFacts(facts), letters, house.lawFor(row.agencyId))
  const going = rows.filter(isToGo)
  const chosen = going.length > 0 ? going : rows.filter(({ letter }) => letter === rows.at(-1)?.letter)
  if (chosen.length === 0) return { ...plan, lacks: ['没有文书'] }
  plan.again = going.length === 0
  const coded = handsOutLetters(viewer, row) ? new Set<string>() : codedLetters(house, row, letters)
  for (const one of chosen) {
    const { title, number, to } = one
    const name = `《${title}》${number ?? ''}`
    const letter = letters.find((each) => each.id === one.letter)!
    if (what.includes('letters') && !plan.letters.includes(letter)) {
      if (coded.has(letter.id)) plan.lacks.push(`${name}：含有答复码，由寄发的人员打印`)
      else {
        plan.letters.push(letter)
        plan.says.push(plan.again ? `${name}（${wentOn(one)}，再次打印）` : name)
      }
    }
    if (what.includes('records')) {
      plan.records.push({ letter: one.letter, who: one.who })
      plan.says.push(`送达回证（${to}）`)
    }
    if (!what.includes('envelopes') && !what.includes('labels')) continue
    const address = addressOf(one, applicantCalled(submitted, one.who), { row, agency })
    if (!address) plan.lacks.push(`${to}：没有通信地址`)
    else if (!plan.addresses.some((there) => there.name === address.name && there.address === address.address)) {
      plan.addresses.push(address)
      plan.says.push(`收件人${to}`)
    }
  }
  return plan
}

const wentOn = ({ sentOn, receivedOn }: ServiceRow): string =>
  receivedOn ? `已于${inChinese(receivedOn)}送达` : sentOn ? `已于${inChinese(sentOn)}发出` : '已经处理'

const unseen = (error: unknown): undefined => {
  if (error instanceof Refusal && error.status === 404) return undefined
  throw error
}

type Of = { row: CaseRow; agency: Parameters<typeof serviceOf>[0]['agency'] }

/** Where it goes by post; what goes by mail or through the portal has no envelope unless an address is on record. */
function addressOf(
  { to, address }: ServiceRow,
  applicant: ReturnType<typeof applicantCalled>,
  { row, agency }: Of,
): Address | undefined {
  const isApplicants = applicant?.name === to
  const at = isApplicants ? applicant.address : address
  if (!at) return undefined
  const { office, address: ours, postcode, phone } = agency.profile
  return {
    ...{ address: at, name: to, postcode: (isApplicants ? applicant.postcode : undefined) ?? '' },
    sender: [agency.name, office === agency.name ? '' : office, ours, [postcode, phone].filter(Boolean).join('　')],
    mark: row.number ?? row.receipt,
  }
}

/** All of it as one file, case by case, the addresses last; undefined where there is nothing to print. */
export async function printed(
  house: Pick<House, 'sql' | 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'time' | 'keys'>,
  plans: readonly Planned[],
  what: readonly Print[],
): Promise<Buffer | undefined> {
  const pdfs: Buffer[] = []
  for (const { row, letters, records } of plans) {
    for (const { sha256 } of letters) pdfs.push(await house.blobs.read(sha256))
    for (const { letter, who } of records) pdfs.push(await serviceRecordPdf(house, row!, letter, who))
  }
  const addresses = plans.flatMap((plan) => plan.addresses)
  if (addresses.length > 0 && what.includes('envelopes')) pdfs.push(await renderEnvelopes(addresses, house.fonts))
  if (addresses.length > 0 && what.includes('labels')) pdfs.push(await renderLabels(addresses, house.fonts))
  return pdfs.length > 0 ? inOneFile(pdfs) : undefined
}
