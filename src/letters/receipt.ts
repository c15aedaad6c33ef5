/** The applicant's receipt as a file: made again at any time from the first fact, the same bytes each time. */
import { CHANNELS, type FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { within } from '../db/client.ts'
import { compose, renderPdf } from '../documents/index.ts'
import type { House } from '../house.ts'
import { applicantsInALetter, requestBlanks } from '../ledger/applicants.ts'
import { keyOf } from '../ledger/case-file.ts'
import { type CaseRow, factsOf, filesOf, instant, submission } from '../ledger/queries.ts'
import { agencyById } from '../people/queries.ts'
import { onDayAt, size } from '../web/parts/format.ts'
import { zh } from '../web/words/zh.ts'
import { unprintedNote, unprintedOf } from './unprinted.ts'

const TEMPLATE = 'submissionReceipt'
/** A mail travels in the open and is kept by others: the key to the case is no part of it. */
const NOT_BY_MAIL = '见提交后的页面，不以邮件发送'

/** The application as it was filed. */
export const submissionOf = ({ sql, keys }: Pick<House, 'sql' | 'keys'>, row: CaseRow): Promise<FactOf<'submitted'>> =>
  within(sql, [row.agencyId], async (tx) => submission(await factsOf(tx, keys, keyOf(row))))

/** @param withCode for the browser that filed it; a mail goes without. */
export async function receiptPdf(
  house: Pick<House, 'sql' | 'templatesFor' | 'fonts' | 'keys'>,
  row: CaseRow,
  { withCode }: { withCode: boolean },
): Promise<Buffer> {
  const { sql, keys, fonts } = house
  const key = keyOf(row)
  const { facts, files, agency } = await within(sql, [row.agencyId], async (tx) => ({
    facts: await factsOf(tx, house.keys, key),
    files: await filesOf(tx, key),
    agency: await agencyById(tx, row.agencyId),
  }))
  const template = house.templatesFor(row.agencyId, row.submittedOn).get(TEMPLATE)
  if (!template) throw new Error(`templates/internal has no ${TEMPLATE}.`)
  const submitted = submission(facts)
  const { agent, request, channel } = submitted
  const attached = files.filter(({ id }) => submitted.files?.includes(id))
  const letter = compose(template, {
    agency: { name: agency!.name, ...agency!.profile },
    applicant: { name: applicantsInALetter(submitted), agent: agent?.name },
    case: {
      receipt: row.receipt,
      channel: CHANNELS[channel],
      ...requestBlanks(request),
      documentNumber: request.documentNumber,
    },
    submission: {
      at: onDayAt(instant(row.submittedAt), inChinese),
      code: withCode ? keys.enquiryCode(row.receipt, row) : NOT_BY_MAIL,
      files: attached
        .map((file, i) => `${i + 1}.${file.name}（${size(file.size)}，校验值 ${file.sha256.slice(0, 8)}）`)
        .join('\n'),
      unprinted: unprintedNote(zh, unprintedOf(fonts, submitted)),
    },
  })
  const { bytes } = await renderPdf(letter, fonts, { issuedAt: new Date(row.submittedAt) })
  return bytes
}
