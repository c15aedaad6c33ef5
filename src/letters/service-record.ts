/** 送达回证: what the facts say of the service of one letter to one of those who must have it; the rest is left for the pen. */
import type { Addressee } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { within } from '../db/client.ts'
import { compose, renderPdf } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, countingFacts, lettersOf } from '../ledger/queries.ts'
import { remedyInWords, serviceOf } from './service.ts'

const TEMPLATE = 'serviceRecord'
/** Its row of this name. */
const REMEDY = '救济期限'

/**
 * The form as PDF, made anew each time from `sent`, `received` and `replyServed`; stored nowhere.
 * @throws Refusal NOT_FOUND for a letter that does not count, or that is not served on this person
 */
export async function serviceRecordPdf(
  house: Pick<House, 'sql' | 'lawFor' | 'templatesFor' | 'fonts' | 'time' | 'keys'>,
  row: CaseRow,
  letter: string,
  who: Addressee | undefined,
): Promise<Buffer> {
  const { sql, fonts } = house
  const { agency, facts, letters } = await within(sql, [row.agencyId], async (tx) => ({
    ...(await fileOf(tx, house.keys, row)),
    letters: await lettersOf(tx, keyOf(row)),
  }))
  const of = { row, agency, submitted: currentSubmission(facts) }
  const rows = serviceOf(of, countingFacts(facts), letters, house.lawFor(row.agencyId))
  const service = rows.find((each) => each.letter === letter && (who === undefined || each.who === who))
  const template = house.templatesFor(row.agencyId, house.time.today()).get(TEMPLATE)
  if (!service || !template) throw notFound()
  const { title, number, to, how, sentOn, receivedOn, tracking, proof, remedy, address } = service
  const form = compose(template, {
    agency: { name: agency.name },
    case: { number: row.number ?? row.receipt },
    service: {
      document: number ? `${title}（${number}）` : title,
      recipient: to,
      how: how ?? undefined,
      address: address ?? undefined,
      on: sentOn ? inChinese(sentOn) : undefined,
      received: receivedOn ? inChinese(receivedOn) : undefined,
      tracking: tracking ?? undefined,
      proof: proof ?? undefined,
      remedy: remedy ? remedyInWords(remedy) : undefined,
    },
  })
  // A letter that opens no remedy has no row for its days.
  if (!remedy) form.blocks = form.blocks.filter((block) => block.kind !== 'row' || block.cells[0] !== REMEDY)
  const { madeOn } = letters.find(({ id }) => id === letter)!
  const { bytes } = await renderPdf(form, fonts, { issuedAt: new Date(`${sentOn ?? madeOn}T00:00:00+08:00`) })
  return bytes
}
