/** What fills the blanks of mails and text messages: all that letters know, and the last day to pay. */
import { clock } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { within } from '../db/client.ts'
import type { LetterData } from '../documents/index.ts'
import type { House } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { dataFor } from '../letters/make.ts'

/** The blanks as the facts stand now; `fee.payBy` is a day in Chinese, undefined where no fee is due. */
export async function noticeData(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>,
  row: CaseRow,
): Promise<LetterData> {
  const data = dataFor(house, await within(house.sql, [row.agencyId], (tx) => fileOf(tx, house.keys, row)))
  const asOf = house.time.today()
  const { feeDueOn } = clock({ channel: row.channel, facts: row.context.clockFacts, asOf }, house.lawFor(row.agencyId))
  return { ...data, fee: { ...data.fee, payBy: feeDueOn ? inChinese(feeDueOn) : undefined } }
}
