/** What stands beside the case on the page that follows it: how news is sent, and the question of satisfaction. */
import { type CaseRow, factsOf, submission } from '../cases/queries.ts'
import { hidden, hiddenAddress, mainlandMobile, mobileOf } from '../delivery/consents.ts'
import { tokenFor } from '../delivery/quiet.ts'
import type { House } from '../house.ts'
import { isAskedAbout, satisfactionOf } from '../satisfaction/queries.ts'
import type { Words } from '../web/words/zh.ts'
import type { NoticesView } from './pages/notices.tsx'
import type { SatisfactionView } from './pages/satisfaction.tsx'

type Beside = { notices: NoticesView; satisfaction: SatisfactionView | undefined }

export async function besideOf(house: House, row: CaseRow, { root }: Words): Promise<Beside> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  const [sms, satisfaction] = await Promise.all([
    house.sms ? smsOf(house, row) : null,
    isAskedAbout(row) ? satisfactionOf(house, key) : undefined,
  ])
  const mail = row.email && hiddenAddress(row.email)
  const choose = row.email && `${root}notices/${tokenFor(house, row.email)}`
  return { notices: { mail, choose, sms }, satisfaction }
}

/** The number to write to, or the one in the application for the applicant to confirm. */
async function smsOf({ sql }: House, row: CaseRow): Promise<NoticesView['sms']> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  const mobile = await mobileOf(sql, key)
  if (mobile) return { on: hidden(mobile), proposed: '' }
  const { applicant } = submission(await factsOf(sql, key))
  return { on: null, proposed: mainlandMobile(applicant?.phone ?? '') ?? '' }
}
