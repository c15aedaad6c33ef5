/** What is asked of the programs outside that are told of cases: whether anything to them stands still. SQL: counts. */
import { type Check, doubtful, fine } from './finding.ts'

const DAY = 86_400_000 // ms

export const outsideChecks: readonly Check[] = [
  {
    check: 'exchange',
    title: '逐件交换',
    needs: 'schema',
    async look({ sql, config, now }) {
      if (!config.exchange) return fine('没有设置上级平台')
      const [row] = await sql<[{ stopped: number; late: number }]>`
        select (count(*) filter (where state in ('refused', 'conflict')))::int as stopped,
          (count(*) filter (where state = 'waiting' and made_at < ${new Date(now().getTime() - DAY).toISOString()}))::int as late
        from exchange_messages where agency_id in (select id from agencies) and state not in ('taken', 'gone')`
      const { stopped, late } = row
      if (stopped > 0)
        return doubtful(
          `平台拒绝接收或者编号不符的${stopped}条，同一件以后的各步也在等待`,
          '请管理员在 /exchange 查明原因，然后再次发送',
        )
      if (late > 0)
        return doubtful(
          `超过一天没有送到的${late}条`,
          '请核对 EXCHANGE_URL，并检查平台是否可以接通、后台（worker）是否在运行',
        )
      return fine('没有停下的')
    },
  },
  {
    check: 'webhooks',
    title: '对外通知',
    needs: 'schema',
    async look({ sql }) {
      const off = await sql<
        { name: string }[]
      >`select name from webhooks where off_at is not null and ended_at is null order by name`
      if (off.length === 0) return fine('没有暂停的')
      return doubtful(
        `已经暂停：${off.map(({ name }) => name).join('、')}`,
        '请管理员与接收方查明原因，然后在 /webhooks 再次发送',
      )
    },
  },
]
