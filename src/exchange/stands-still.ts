/**
 * Messages that stand still: administrators are told by mail, once on each working day on which any does. What the platform
 * refused waits for a person; what did not get through for a day does so, too. SQL: a nightly job asks, and a job.
 */
import type { Sql } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'

type Still = { stopped: number; late: number }

/** @param now what has not got through for a day before it is late */
async function still(sql: Sql, agencyIds: readonly string[], now: Date): Promise<Still> {
  const [row] = await sql<[Still]>`
    select (count(*) filter (where state in ('refused', 'conflict')))::int as stopped,
      (count(*) filter (where state = 'waiting' and tries > 0
        and made_at < ${now.toISOString()}::timestamptz - interval '1 day'))::int as late
    from exchange_messages where agency_id = any(${agencyIds as string[]}) and state not in ('taken', 'gone')`
  return row
}

const administrators = (sql: Sql, personId: string | null) => sql<
  { id: string; name: string; email: string; agencyIds: string[] }[]
>`
  select p.id, p.name, p.email, array(select a.id from agencies a where a.taken_in_by = p.agency_id) as agency_ids
  from people p where 'admin' = any(p.roles) and p.email is not null and p.ended_at is null
    and (${personId}::uuid is null or p.id = ${personId})`

/** By night. @returns how many are told */
export async function remindOfExchange({ sql, config, law, time }: Pick<House, 'sql' | 'config' | 'law' | 'time'>) {
  const today = time.today()
  if (!config.exchange || !law().calendar.isWorkingDay(today)) return 0
  let told = 0
  for (const { id, agencyIds } of await administrators(sql, null)) {
    const { stopped, late } = await still(sql, agencyIds, time.now())
    if (stopped + late === 0) continue
    await enqueue(sql, 'exchangeStill', { personId: id, day: today })
    told++
  }
  return told
}

/** The job. Nothing to who has left, nor where all of it went over by now. */
export async function mailExchangeStill(
  { sql, post, config, time }: Pick<House, 'sql' | 'post' | 'config' | 'time'>,
  { personId, day }: Jobs['exchangeStill'],
): Promise<void> {
  const [person] = await administrators(sql, personId)
  if (!person) return
  const { stopped, late } = await still(sql, person.agencyIds, time.now())
  if (stopped + late === 0) return
  await post.send({
    to: person.email,
    subject: `逐件交换有${stopped + late}条没有送到上级平台`,
    text: [
      `${person.name}：`,
      '',
      ...(stopped > 0
        ? [`平台拒绝接收或者编号不符的${stopped}条，同一件以后的各步也在等待，需要查明原因以后再次发送。`]
        : []),
      ...(late > 0 ? [`超过一天没有送到的${late}条，系统仍在重试，请查明平台是否可以接通。`] : []),
      '',
      `${addressOf(config, config.port)}/exchange`,
    ].join('\n'),
    messageId: `<exchange.${personId}.${day}@${post.domain}>`,
  })
}
