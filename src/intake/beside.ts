/** What stands beside the case on the page that follows it: how news is sent, and the question of satisfaction. */
import { hidden, hiddenAddress, mobileOf } from '../citizens/consents.ts'
import { tokenFor } from '../citizens/quiet.ts'
import { isAskedAbout, satisfactionOf } from '../citizens/satisfaction.ts'
import type { House } from '../house.ts'
import { mailAddressIn } from '../ledger/contact.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { goesOut } from '../sending/goes-out.ts'
import type { Words } from '../web/words/zh.ts'
import type { NoticesView } from './pages/notices.tsx'
import type { SatisfactionView } from './pages/satisfaction.tsx'
import { toldWhere } from './told-where.ts'

type Beside = { notices: NoticesView; satisfaction: SatisfactionView | undefined }

/**
 * Mail address and mobile number are masked. `sms` is null where the office sends no text messages; `satisfaction` is
 * undefined while it is not asked about. `choose` is the address of the page for this applicant's mails.
 */
export async function besideOf(
  house: Pick<House, 'sql' | 'sms' | 'time' | 'keys' | 'post'>,
  row: CaseRow,
  { root }: Words,
): Promise<Beside> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  const [sms, satisfaction, isMailed] = await Promise.all([
    house.sms ? smsOf(house, row) : null,
    isAskedAbout(row) ? satisfactionOf(house, key) : undefined,
    goesOut(house),
  ])
  const address = mailAddressIn(house.keys, row)
  const mail = address && hiddenAddress(address)
  const choose = address && `${root}notices/${tokenFor(house, address)}`
  return { notices: { mail, isMailed, where: toldWhere(row), choose, sms }, satisfaction }
}

/** The number of the application is not proposed: whoever holds the two numbers of a receipt need not know it. */
async function smsOf(house: Pick<House, 'sql' | 'keys'>, row: CaseRow): Promise<NoticesView['sms']> {
  const mobile = await mobileOf(house, { agencyId: row.agencyId, caseId: row.id })
  return { on: mobile === undefined ? null : hidden(mobile) }
}
