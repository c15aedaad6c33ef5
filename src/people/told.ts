/** The mail to somebody for whom a new link was asked for, or let through: if it was not them, they say so. SQL: a job asks. */
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'

type Row = {
  name: string
  email: string | null
  linkOnly: boolean
  why: string
  proposer: string
  decider: string | null
}

/** The job. To who has no address, or has left, nothing. */
export async function tellOfRecovery(
  { sql, post }: Pick<House, 'sql' | 'post'>,
  { recovery, approved }: Jobs['recovery'],
): Promise<void> {
  const [row] = await sql<Row[]>`
    select p.name, p.email, r.link_only, r.why,
      coalesce((select name || '（' || username || '）' from people where 'staff:' || username = r.by), r.by) as proposer,
      coalesce((select name || '（' || username || '）' from people where 'staff:' || username = r.decided_by), r.decided_by) as decider
    from recoveries r join people p on p.id = r.person_id where r.id = ${recovery} and p.ended_at is null`
  if (!row?.email) return
  const { name, email, linkOnly, why, proposer, decider } = row
  const said = approved
    ? `${decider}已经批准${proposer}的申请，为您重新设置登录。一次性链接由批准人当面交给您，24小时内有效。`
    : `${proposer}申请为您重新设置登录，理由：${why}。申请由另一人批准，批准以前什么也不变。`
  const then = linkOnly
    ? '您原来的密码和登录在新链接使用以前继续有效，使用以后失效。'
    : '批准以后，您原来的密码、验证器、恢复码和登录全部作废。'
  await post.send({
    to: email,
    subject: approved ? '您的登录已经批准重新设置' : '有人申请为您重新设置登录',
    text: `${name}：\n\n${said}\n${then}\n\n不是您要求的，请立即告诉本机关的安全管理员和审计员。`,
    messageId: `<recovery.${recovery}.${approved ? 'approved' : 'proposed'}@${post.domain}>`,
  })
}
