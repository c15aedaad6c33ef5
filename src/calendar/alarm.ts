/** Alarms the administrators by mail as soon as any open case runs into a year without a notice: once for each year. SQL: a job asks. */
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { provisionalCases } from '../law/recount.ts'

/** Claims each alarm and enqueues it in one transaction: looked for again and again, sent once. */
export async function alarmProvisional(house: Pick<House, 'sql' | 'db' | 'law' | 'time'>): Promise<void> {
  const { cases, years } = await provisionalCases(house)
  if (cases === 0) return
  const on = house.time.today()
  for (const year of years.filter((year) => !house.law().calendar.years.has(year))) {
    await house.sql.begin(async (tx) => {
      const claims = await tx<{ personId: string }[]>`
        insert into calendar_alarms (year, person_id, "on")
        select ${year}, id, ${on} from people where 'admin' = any(roles) and email is not null and ended_at is null
        on conflict do nothing returning person_id`
      for (const { personId } of claims) await enqueue(tx, 'alarm', { personId, year })
    })
  }
}

/** Mails one administrator; to one who has left, nothing. */
export async function sendAlarm(
  { sql, post }: Pick<House, 'sql' | 'post'>,
  { personId, year }: { personId: string; year: number },
): Promise<void> {
  const [person] = await sql<{ name: string; email: string | null }[]>`
    select name, email from people where id = ${personId} and ended_at is null`
  if (!person?.email) return
  await post.send({
    to: person.email,
    subject: `请载入${year}年节假日安排`,
    text: `${person.name}：\n\n已有未结申请的答复期限算到${year}年，该年的节假日安排通知尚未载入，期限为暂定。\n通知公布后，请在“节假日安排”页面载入；载入以前可以先看哪些期限会变。`,
    messageId: `<calendar.${year}.${personId}@${post.domain}>`,
  })
}
