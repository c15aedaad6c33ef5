/** What fills the blanks of mails and text messages: all that letters know, and the last day to pay. */
import { missingNow } from '../../workflows/disclosure/missing.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { within } from '../db/client.ts'
import type { LetterData } from '../documents/index.ts'
import type { House } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { cameFrom } from '../ledger/moved.ts'
import { type CaseRow, countingFacts } from '../ledger/queries.ts'
import { dataFor } from '../letters/make.ts'

/** The blanks as the facts stand now; `fee.payBy` is a day in Chinese, undefined where no fee is due; `transfer` where it came from. */
export async function noticeData(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>,
  row: CaseRow,
): Promise<LetterData> {
  const { file, came } = await within(house.sql, [row.agencyId], async (tx) => ({
    file: await fileOf(tx, house.keys, row),
    came: await cameFrom(tx, keyOf(row)),
  }))
  const data = dataFor(house, file)
  const missing = missingNow(currentSubmission(file.facts), countingFacts(file.facts))
  const asOf = house.time.today()
  const { feeDueOn } = clock({ channel: row.channel, facts: row.context.clockFacts, asOf }, house.lawFor(row.agencyId))
  return {
    ...data,
    application: { missing: missingSays(missing.map(({ name }) => name)) },
    ...(came && { transfer: { agency: came.agency, receipt: came.receipt } }),
    fee: { ...data.fee, payBy: feeDueOn ? inChinese(feeDueOn) : undefined },
  }
}

/** Asked for in one sentence, and at once (Art 30): what comes of it is no correction yet, whose notice has a date. */
const missingSays = (names: readonly string[]): string =>
  names.length === 0
    ? '申请的内容齐全。'
    : `申请还缺少以下内容，请一并补充（条例第二十九条）：${[...new Set(names)].join('、')}。`
