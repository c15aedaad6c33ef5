/** What fills the blanks of mails and text messages: all that letters know, and the last day to pay. */
import { clock } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import type { CaseRow } from '../cases/queries.ts'
import type { LetterData } from '../documents/index.ts'
import type { House } from '../house.ts'
import { dataFor } from '../replies/make.ts'

/** As the facts stand now. */
export async function noticeData(house: House, row: CaseRow): Promise<LetterData> {
  const data = await house.sql.begin((tx) => dataFor(tx, house, row))
  const asOf = house.time.today()
  const { feeDueOn } = clock({ channel: row.channel, facts: row.context.clockFacts, asOf }, house.law())
  return { ...data, fee: { ...data.fee, payBy: feeDueOn ? inChinese(feeDueOn) : undefined } }
}
