/** Tells an administrator that a receiver took nothing for a day and was turned off. SQL: a job asks. */
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'

/** The job. To one who has left, nothing; nor where it is on again by now. */
export async function mailWebhookOff(
  { sql, post, config }: Pick<House, 'sql' | 'post' | 'config'>,
  { personId, webhook, at }: Jobs['webhookOff'],
): Promise<void> {
  const [person] = await sql<{ name: string; email: string }[]>`
    select name, email from people where id = ${personId} and email is not null and ended_at is null`
  const [hook] = await sql<{ name: string }[]>`select name from webhooks where id = ${webhook} and off_at = ${at}`
  if (!person || !hook) return
  await post.send({
    to: person.email,
    subject: `对外通知“${hook.name}”已经暂停`,
    text: [
      `${person.name}：`,
      '',
      `对外通知“${hook.name}”连续一天没有送到，系统已经暂停发送。`,
      '期间的通知都已保留。请与接收方查明原因，恢复以后在页面上再次发送：',
      '',
      `${addressOf(config, config.port)}/webhooks`,
    ].join('\n'),
    messageId: `<webhook.${webhook}.${Date.parse(at)}.${personId}@${post.domain}>`,
  })
}
