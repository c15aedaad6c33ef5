/** What is asked of the database: what it is, whom it lets in, whether what is kept can be opened. SQL: of the server, and samples. */
import { EDITION } from '../db/edition.ts'
import { signsAs, unfitKeys } from '../db/keys-in-use.ts'
import { isMigrated, lastMigration, migrationsKnown } from '../db/migrate.ts'
import { ownsTables, rightsLacking } from '../db/rights.ts'
import { openBlobs, storeName } from '../ground/blobs/open.ts'
import { openedByOffice } from '../ground/checkpoint.ts'
import { COMMON_ORIGIN } from '../ground/common-origin.ts'
import { openKeys } from '../ground/keys.ts'
import { loadLaw, withArrangements } from '../ground/law.ts'
import { isThisMachine } from '../ground/network.ts'
import { dayIn } from '../ground/time.ts'
import { givenUp } from '../jobs/given-up.ts'
import { loadedSince } from '../law/in-force.ts'
import { type Check, doubtful, faulty, fine, type Seen } from './finding.ts'

/** The least that is tried: what a migration of ours needs. */
const LEAST_SERVER = 15
/** Milliseconds between two clocks that a reader may see, and that falsify the order of facts. */
const DOUBTFUL_CLOCK = 2_000
const FALSE_CLOCK = 60_000
const MB = 1_048_576
/** Stored files that are read. */
const SAMPLE = 20

export const databaseChecks: readonly Check[] = [
  {
    check: 'database',
    title: '数据库',
    async look({ sql, config }) {
      const asked = await sql<{ version: string; number: string; encrypted: boolean | null }[]>`
        select current_setting('server_version') as version, current_setting('server_version_num') as number,
          (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as encrypted`.catch((error: Error) => error)
      if (asked instanceof Error)
        return faulty(`连接不上（${asked.message}）`, '请核对 DATABASE_URL 的地址、用户名和密码，以及数据库是否在运行')
      const [server] = asked
      const says = `PostgreSQL ${server!.version}${config.databaseUrl ? '' : '（随软件包）'}，可以连接`
      if (Number(server!.number) < LEAST_SERVER * 10_000)
        return faulty(says, `请换用 PostgreSQL ${LEAST_SERVER} 或者更新的版本`)
      return config.databaseUrl && !isThisMachine(new URL(config.databaseUrl).hostname) && !server!.encrypted
        ? doubtful(`${says}，连接没有加密`, '请在 DATABASE_URL 末尾加上 ?sslmode=verify-full，并让数据库支持 TLS')
        : fine(says)
    },
  },
  {
    check: 'schema',
    title: '数据版本',
    needs: 'database',
    async look({ sql }) {
      const [there] = await sql<{ there: boolean }[]>`select to_regclass('public.data_editions') is not null as there`
      if (!there!.there) return faulty('数据库中还没有本系统的表', '请启动一次服务（npm start），表会自动建立')
      const [data] = await sql<{ edition: string }[]>`select edition from data_editions`
      const says = `数据 ${data!.edition}，程序 ${EDITION}`
      if (data!.edition !== EDITION)
        return faulty(says, `请用 ysqgk ${data!.edition} 打开这些数据，或者换一个空的数据库`)
      if (!migrationsKnown().includes(await lastMigration(sql)))
        return faulty(`${says}，表结构由更新的版本建立`, '请升级程序')
      return (await isMigrated(sql))
        ? fine(`${says}，表结构是最新的`)
        : doubtful(`${says}，表结构待更新`, '请重新启动服务，表结构会自动更新')
    },
  },
  {
    check: 'roles',
    title: '数据库角色',
    needs: 'schema',
    async look({ sql }) {
      const [who] = await sql<{ name: string; strong: boolean }[]>`
        select rolname as name, rolsuper or rolbypassrls or rolcreaterole as strong from pg_roles where rolname = current_user`
      const { name, strong } = who!
      if (strong) return doubtful(`${name} 是数据库的管理角色`, GIVE_ROLE)
      if (await ownsTables(sql)) return doubtful(`${name} 拥有表，能够改写台账`, GIVE_ROLE)
      const lacking = await rightsLacking(sql, name)
      return lacking.length === 0
        ? fine(`${name} 不拥有任何表，权限不多不少`)
        : faulty(
            `${name} 的权限与应有的不符`,
            '请重新启动服务，或者运行 npm run -s ysqgk -- db roles，由所有者执行列出的语句',
          )
    },
  },
  {
    check: 'guide',
    title: '公开指南',
    needs: 'schema',
    async look({ sql }) {
      const lacking = await sql<{ name: string }[]>`
        select name from agencies a where not exists (
          select from guide_versions g where g.agency_id = a.id and g.state = 'approved') order by position`
      if (lacking.length === 0) return fine('每个机关都已经公布')
      const names = lacking.slice(0, 3).map(({ name }) => name)
      return doubtful(
        `${names.join('、')}${lacking.length > 3 ? `等${lacking.length}个机关` : ''}还没有公布公开指南（条例第十二条）`,
        '请公开机构负责人或者管理员在“公开指南”（/guides）填写，由另一人批准；不影响网上申请',
      )
    },
  },
  {
    check: 'keys',
    title: '密钥',
    needs: 'schema',
    async look({ sql, config }) {
      const keys = { ...openKeys(config), origin: (await signsAs(sql))?.origin ?? COMMON_ORIGIN }
      const unfit = await unfitKeys(sql, keys)
      const [last] = await sql<{ note: string }[]>`select note from checkpoints order by size desc limit 1`
      if (unfit.length > 0 || (last && !openedByOffice(last.note, keys)))
        return faulty(
          `不是这个数据库所用的密钥（${[...new Set(unfit.map(({ name }) => name))].join('、')}）：已有的号码、电话、地址和文字不能解密，或者台账的签名不符`,
          '请从单独保管的密钥中找回 secret-key 和 signing.key，放回 DATA_DIR，或者写入 SECRET_KEYS、SECRET_KEY',
        )
      return fine(`加密用 ${keys.ids[0]}，${last ? '与台账最近一次签名所用的相同' : '台账还没有签名'}`)
    },
  },
  {
    check: 'files',
    title: '文件',
    needs: 'schema',
    async look({ sql, config }) {
      const blobs = await openBlobs(config)
      const named = await sql<{ sha256: string; name: string }[]>`
        (select sha256, title as name from letters order by made_on desc, id desc limit ${SAMPLE / 2})
        union all (select sha256, name from files order by at desc limit ${SAMPLE / 2})`
      const remedy = `请核对 BLOB_URL（现在是 ${storeName(config)}），从备份恢复这个文件，然后运行 verify --all 核验全部文件`
      try {
        for (const { sha256, name } of named) {
          const fault = await blobs.read(sha256).catch((error: Error & { why?: string }) => error)
          if (fault instanceof Error) return faulty(`“${name}”读不出来（${fault.why ?? fault.message}）`, remedy)
        }
      } finally {
        blobs.close()
      }
      return fine(named.length === 0 ? '还没有文件' : `抽查最近的 ${named.length} 个，都完好`)
    },
  },
  {
    check: 'aside',
    title: '没有登记的文件',
    needs: 'schema',
    async look({ config }) {
      const blobs = await openBlobs(config)
      let [files, bytes] = [0, 0]
      for await (const { size } of blobs.aside()) {
        files++
        bytes += size
      }
      blobs.close()
      if (files === 0) return fine('没有')
      return fine(`已移开 ${files} 个，共 ${Math.ceil(bytes / MB)} MB，满30天后删除；有人读取的自动移回`)
    },
  },
  {
    check: 'calendars',
    title: '节假日安排',
    needs: 'schema',
    async look({ sql, now }) {
      const { years } = withArrangements(loadLaw(), await loadedSince(sql)).calendar
      const year = Number(dayIn(now()).slice(0, 4))
      const remedy = (of: number) => `国务院办公厅公布${of}年的通知以后，用 calendar import 或者在“节假日安排”页面载入`
      if (!years.has(year)) return faulty(`${year}年的没有载入，期限只能暂定`, remedy(year))
      return years.has(year + 1)
        ? fine(`${year}年、${year + 1}年的都已载入`)
        : doubtful(`${year}年的已载入，${year + 1}年的没有，跨年的期限是暂定的`, remedy(year + 1))
    },
  },
  {
    check: 'databaseClock',
    title: '数据库时钟',
    needs: 'database',
    async look({ sql, now }) {
      await sql`select 1` // the connection is not counted
      const before = now().getTime()
      const [server] = await sql<{ at: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as at`
      return clockSays('数据库', Number(server!.at) - (before + now().getTime()) / 2)
    },
  },
  {
    check: 'jobs',
    title: '后台任务',
    needs: 'schema',
    async look({ sql }) {
      const report = await givenUp(sql)
      return report === 'ok'
        ? fine('没有放弃的任务')
        : doubtful(
            `有多次失败后放弃的任务（${report}）`,
            '请查看服务的日志，排除原因（多为邮件或者短信），再由系统管理员在“运行检查”页面重试',
          )
    },
  },
]

const GIVE_ROLE = '请运行 npm run -s ysqgk -- db roles，由所有者执行列出的语句，让服务使用不拥有任何表的角色'

/** @param ahead milliseconds that the other clock is before ours */
export function clockSays(whose: string, ahead: number): Seen {
  const seconds = (Math.abs(ahead) / 1000).toFixed(1)
  const says = `与${whose}相差 ${seconds} 秒`
  const remedy = '请让每台机器都由 NTP 校时（timedatectl set-ntp true）：收到申请的日期和期限以时钟为准'
  if (Math.abs(ahead) < DOUBTFUL_CLOCK) return fine(says)
  return Math.abs(ahead) < FALSE_CLOCK ? doubtful(says, remedy) : faulty(says, remedy)
}
