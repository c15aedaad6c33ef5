/** What is asked of the audit, of signatures, and of the door. SQL: samples, and what the night would ask. */
import { checkNewest } from '../audit/by-night.ts'
import { openKeys } from '../ground/keys.ts'
import { dayIn } from '../ground/time.ts'
import { withoutLock } from './doctor-store.ts'
import { type Check, doubtful, faulty, fine } from './finding.ts'
import { lastVerify } from './last-verify.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]
/** Days after which a whole verification is called old. */
const OLD = 31
/** A fact is signed within seconds by the clock of the database, where the worker runs. */
const UNSIGNED = HOUR
/** A place in the queue of the log. */
type Waiting = { at: string; case: string; position: number; fact: boolean }
/** So many accounts are named. */
const NAMED = 3

/** The clock on the wall in China. */
const shown = (at: string | Date) => {
  const instant = new Date(at)
  return `${dayIn(instant)} ${new Date(instant.getTime() + 8 * HOUR).toISOString().slice(11, 16)}`
}

export const auditChecks: readonly Check[] = [
  {
    check: 'audit',
    title: '审计记录',
    needs: 'schema',
    async look({ sql, config }) {
      const chains = await checkNewest({ sql, keys: openKeys(config) })
      const found = [...chains].flatMap(([agency, { fault, more }]) => (fault ? [{ ...fault, agency, more }] : []))
      const bad = found.filter(({ what }) => !what.includes('longer than an hour'))
      if (bad.length > 0)
        return faulty(
          bad
            .map(({ agency, position, line, what, more }) => {
              const where = position ? `第 ${position} 行` : (line ?? '')
              return `${agency} 的记录与散列链或者签名不符（${where}：${what}${more > 0 ? `；另有 ${more} 处` : ''}）`
            })
            .join('；'),
          '请保护现场，不要改动数据库，运行 verify --all 查明范围，与最近的备份和导出的审计记录比对，并报告安全管理员',
        )
      if (found[0])
        return doubtful(`${found[0].agency} 的记录等待接入散列链已超过一小时`, '请检查后台（worker）是否在运行')
      const lines = [...chains.values()].reduce((sum, { position }) => sum + position, 0)
      return fine(`新增的都与散列链和签名相符，共 ${lines} 行`)
    },
  },
  {
    check: 'verified',
    title: '核验和签名',
    needs: 'schema',
    async look({ sql, config, now }) {
      const [signed] = await sql<{ at: string | null; waiting: Waiting | null }[]>`
        select (select max(at) from checkpoints) as at, (
          select to_jsonb(w) from (
            select u.since as at, u.case_id as case, u.position, l.hash is not null as fact
            from unsequenced u left join ledger l
              on (l.agency_id, l.case_id, l.position, l.hash) = (u.agency_id, u.case_id, u.position, u.hash)
            where l.hash is null or u.since < clock_timestamp() - make_interval(secs => ${UNSIGNED / 1_000})
            order by l.hash is not null, u.id limit 1) w) as waiting`
      const last = lastVerify(config.dataDir)
      const says = [
        signed!.at ? `台账最近一次签名在 ${shown(signed!.at)}` : '台账还没有签名',
        last ? `最近一次全面核验在 ${shown(last.at)}，${last.ok ? '完好' : '有不符'}` : '还没有全面核验过',
      ].join('；')
      if (last && !last.ok) return faulty(says, '请再运行一次 verify --all，按其中的 firstFault 查明原因')
      const waits = signed!.waiting
      const named = waits && `${waits.case} 第 ${waits.position} 项（${shown(waits.at)} 起）`
      if (waits && !waits.fact)
        return faulty(
          `${says}；等待签名的有一项不在台账中：${named}`,
          '请保护现场，不要改动数据库，运行 verify --all 查明范围，并报告安全管理员',
        )
      if (waits) return doubtful(`${says}；等待签名已超过一小时：${named}`, '请检查后台（worker）是否在运行')
      const isOld = !last || now().getTime() - Date.parse(last.at) > OLD * DAY
      return isOld ? doubtful(says, '请在空闲时运行 verify --all；建议每月一次') : fine(says)
    },
  },
  {
    check: 'witness',
    title: '见证',
    needs: 'schema',
    async look({ sql, config }) {
      if (config.witnesses.length === 0)
        return doubtful(
          '没有设置见证，能够改写数据库又持有签名密钥的人，可以改写台账而不留痕迹',
          '请设置 WITNESS_URL，把检查点送到本机关不能改动的地方（共享文件夹、开启对象锁定的桶、邮件，或者另一套系统）',
        )
      const troubles = await sql<{ witness: string; what: string; contradicts: boolean; since: string }[]>`
        select witness, what, contradicts, since from witness_troubles
        where witness = any(${config.witnesses.map(({ name }) => name)}::text[]) order by not contradicts, since`
      const named = troubles.map(({ witness, what, since }) => `${witness}（${shown(since)} 起：${what}）`).join('；')
      if (troubles.some(({ contradicts }) => contradicts))
        return faulty(
          `见证所存的与本系统的台账不符：${named}`,
          '请保护现场，不要改动数据库，运行 verify --all 查明范围，并报告安全管理员和审计员',
        )
      if (troubles.length > 0)
        return doubtful(`检查点没有送到：${named}`, '请核对 WITNESS_URL、共享文件夹、邮件和网络；系统会继续重试')
      const unlocked = await withoutLock(config.witnesses)
      if (unlocked.length > 0)
        return doubtful(
          `${unlocked.join('、')} 没有开启对象锁定，能够改动桶的人可以改动检查点，不是见证`,
          '请换用建立时开启对象锁定（object lock）的桶；不要给本系统的访问密钥以删除版本、绕过保留期的权限',
        )
      const had = await sql<{ witness: string; size: string; at: string }[]>`
        select distinct on (witness) witness, size, at from witnessed
        where witness = any(${config.witnesses.map(({ name }) => name)}::text[]) order by witness, size desc`
      return fine(
        config.witnesses
          .map(({ name }) => {
            const last = had.find(({ witness }) => witness === name)
            return last ? `${name} 最近一次在 ${shown(last.at)}，${last.size} 条` : `${name} 还没有送过`
          })
          .join('；'),
      )
    },
  },
  {
    check: 'door',
    title: '登录',
    needs: 'schema',
    async look({ sql, now }) {
      // By the clock of whoever tells the lines: ids begin with its milliseconds.
      const since = (now().getTime() - DAY).toString(16).padStart(12, '0')
      const rows = await sql<{ by: string; unseen: number }[]>`
        select by, max((detail ->> 'unseen')::int) as unseen from audit_lines
        where agency_id in (select id from agencies union select '-') and not succeeded
          and id >= ${`${since.slice(0, 8)}-${since.slice(8)}-0000-0000-000000000000`}
          and what = 'signIn' and detail ->> 'reason' = 'SIGN_IN_DELAYED'
        group by by order by by desc`
      const own = rows.filter(({ by }) => by.startsWith('staff:')).map(({ by }) => by.slice(6))
      const others = rows.some(({ by }) => by === 'nobody')
      if (rows.length === 0) return fine('一天之内没有因连续失败而暂缓的')
      const named = own.length > NAMED ? `${own.slice(0, NAMED).join('、')} 等 ${own.length} 个账号` : own.join('、')
      const says = [named, others ? '没有这个用户的名称' : ''].filter(Boolean).join('，以及') || '一个网络'
      return doubtful(
        `一天之内因连续失败而暂缓的：${says}`,
        '请向本人核实；不是本人的，由审计员在审计记录中查看来源（事项选“登录”，只看没有完成的），必要时重新设置其登录',
      )
    },
  },
]
