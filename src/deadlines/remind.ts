/**
 * One mail to a member of staff about the limits of several cases: numbers and dates, nothing about applicants. SQL: a
 * job asks.
 */
import { type Day, inChineseWithWeekday } from '../../workflows/statute/days.ts'
import { json } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { zhOf } from '../ledger/limits.ts'

type Line = {
  receipt: string
  number: string | null
  caseId: string
  kind: string
  dueOn: Day
  /** Of the reply: its day by the reading most favourable to the agency; none while receipt is unconfirmed. */
  favourable: Day | null
}

/** The job. Nothing is sent where the person has left, or where every limit was met while the mail waited. */
export async function remind(
  house: Pick<House, 'config' | 'sql' | 'law' | 'post'>,
  { personId, day, limits }: Jobs['remind'],
): Promise<void> {
  const { sql, post, config } = house
  const [person] = await sql<{ name: string; email: string | null }[]>`
    select name, email from people where id = ${personId} and ended_at is null`
  if (!person?.email) return
  // Only what still runs: a reminder may wait behind a mail server that was away.
  const lines = await sql<Line[]>`
    select c.receipt, c.number, c.id as case_id, d.kind, d.due_on, c.due_on as favourable
    from jsonb_to_recordset(${json(limits)}::jsonb) as l ("agencyId" text, "caseId" uuid, kind text)
    join deadlines d on d.agency_id = l."agencyId" and d.case_id = l."caseId" and d.kind = l.kind
    join cases c on c.agency_id = d.agency_id and c.id = d.case_id order by d.due_on, c.receipt`
  if (lines.length === 0) return
  const { calendar } = house.law()
  const base = addressOf(config, config.port)
  const text = [
    `${person.name}：`,
    '',
    '下列申请临近或者超过期限：',
    '',
    ...lines.map((line) => {
      const { number, receipt, kind, dueOn, caseId } = line
      const left = calendar.between(day, dueOn)
      const when = dueOn < day ? `已超期 ${-left} 个工作日` : `还有 ${left} 个工作日`
      return `${number ?? receipt}  ${zhOf(kind)}  ${inChineseWithWeekday(dueOn)}${byReading(line)}  ${when}\n${base}/cases/${caseId}`
    }),
  ].join('\n')
  await post.send({
    to: person.email,
    subject: `${lines.length} 件政府信息公开申请临近或者超过期限`,
    text,
    // By what was asked for, not by what is left of it: a second try of the same mail may find fewer.
    messageId: `<remind.${personId}.${day}.${limits.length}.${limits[0]!.caseId}@${post.domain}>`,
  })
}

/** The reply is named by the careful reading; where the other gives another day, that is said as well. */
function byReading({ kind, dueOn, favourable }: Line): string {
  if (kind !== 'reply' || favourable === dueOn) return ''
  return favourable ? `（从严计算；从宽${inChineseWithWeekday(favourable)}）` : '（从严计算；尚未与申请人确认）'
}
