/** The reminders of staff: what the ten minutes bring, and what then arrives. */
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import { tellStaff } from '../../src/deadlines/tell-staff.ts'
import type { settableTime } from '../../src/ground/time.ts'
import type { Office } from './house.ts'
import type { MailServer } from './smtp.ts'

export type Reminded = { to: string | undefined; subject: string; text: string }

/** So often each office looked: a sweep has an instant of its own. */
const looks = new WeakMap<Office, number>()

/** Some minutes later: looks over all limits, makes ready whose reminder is due, and sends it: the mails of staff alone. */
export async function reminded(office: Office, server: MailServer): Promise<Reminded[]> {
  const time = office.house.time as ReturnType<typeof settableTime>
  const minutes = (looks.get(office) ?? 0) + 1
  looks.set(office, minutes)
  time.set(new Date(time.now().getTime() + minutes * 60_000))
  await sweepDeadlines(office.house)
  await tellStaff(office.house)
  server.mails.length = 0
  await office.theJobsRun()
  return server.mails
    .map((mail) => ({ to: mail.to?.[0]?.address, subject: mail.subject ?? '', text: mail.text ?? '' }))
    .filter(({ subject }) => subject.startsWith('政府信息公开：'))
}
