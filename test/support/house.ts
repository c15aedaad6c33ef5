/** The office of 云溪区 on a database of its own, without a single case: a story begins with its first application. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Logger, runOnce } from 'graphile-worker'
import { Pool } from 'pg'
import { openApp } from '../../src/app.ts'
import { connect } from '../../src/db/client.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { seedDistrict } from '../../src/demo/seed-district.ts'
import { readConfig } from '../../src/ground/config.ts'
import { settableTime } from '../../src/ground/time.ts'
import type { House } from '../../src/house.ts'
import { openHouse } from '../../src/open-house.ts'
import type { Measure } from '../../src/web/pressure.ts'
import { tasksOf } from '../../src/worker.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { MONDAY, morning } from './days.ts'
import { entered } from './entered.ts'
import { linkFonts, withOneFont } from './kept-fonts.ts'
import { citizenAt, type Filed, memberAt } from './people.ts'
import { freshDatabase } from './postgres.ts'

export { MONDAY } from './days.ts'

export async function openOffice({
  on = MONDAY,
  smtpUrl,
  smsUrl,
  timestampAuthorities = [],
  filingLimit = 'off',
  trustProxy = '',
  oidc = {},
  settings = {},
  fonts = {},
  oneFont = false,
  clamdUrl,
  mailLimit = 'off',
  measure = () => ({ memory: 0, delay: 0 }),
  district = true,
  ownPools = false,
  practice = false,
}: {
  /** As a practice space is, but for its database. */
  practice?: boolean
  /**
   * Visitors and readers have pools of their own, as in an office: where a test is about who waits for whom, or for how long.
   * Others ask by the desk's, as the same role behind the same wall: each connection takes 45 ms of a processor.
   */
  ownPools?: boolean
  /** 云溪区 with its staff; without it the office is as empty as on its first start. */
  district?: boolean
  on?: Day
  smtpUrl?: string
  smsUrl?: string
  /** Addresses of time stamp authorities that seals may name. */
  timestampAuthorities?: string[]
  /** FILING_LIMIT: stories file by the hundred within one minute of theirs. */
  filingLimit?: string
  /** MAIL_LIMIT. */
  mailLimit?: string
  /** CLAMD_URL. */
  clamdUrl?: string | undefined
  /** What the process is said to take. */
  measure?: Measure
  /** TRUST_PROXY. */
  trustProxy?: string
  /** Other settings, by their names. */
  settings?: Record<string, string>
  /** Settings of an identity provider. */
  oidc?: Record<`OIDC_${string}`, string>
  /** Files of the agency's own folder. */
  fonts?: Record<string, Buffer>
  /** Letters are drawn with one file: where the whole store is read again and again. */
  oneFont?: boolean
} = {}) {
  const isSeeded = district && on === MONDAY
  const database = await freshDatabase(isSeeded ? 'district' : 'template')
  const folder = await mkdtemp(join(tmpdir(), 'ysqgk-house-'))
  if (Object.keys(fonts).length > 0) await mkdir(join(folder, 'fonts'))
  for (const [name, content] of Object.entries(fonts)) await writeFile(join(folder, 'fonts', name), content)
  const config = readConfig({
    DATA_DIR: folder,
    DATABASE_URL: database.runtimeUrl,
    DATABASE_OWNER_URL: database.url,
    SECRET_KEY: 'a secret of the tests, and of nobody else',
    MAIL_FROM: '云溪区政府信息公开办公室 <noreply@example.gov.cn>',
    PUBLIC_URL: 'https://gk.example.gov.cn',
    FILING_LIMIT: filingLimit,
    MAIL_LIMIT: mailLimit,
    ...(clamdUrl && { CLAMD_URL: clamdUrl }),
    TRUST_PROXY: trustProxy,
    TIMESTAMP_AUTHORITIES: timestampAuthorities.join(','),
    ...oidc,
    ...settings,
    ...(smtpUrl && { SMTP_URL: smtpUrl }),
    ...(smsUrl && { SMS_URL: smsUrl, SMS_TOKEN: 'gateway-token' }),
  })
  const time = settableTime(morning(on))
  // The template is up to date: looking once more as its owner takes four connections. What a start looks at, test/house tells.
  const house = await openHouse({ ...config, databaseOwnerUrl: undefined }, time)
  house.config.databaseOwnerUrl = database.url
  if (practice) house.config.practice = true
  if (!ownPools) Object.assign(house, { visitors: poolOf(house), readers: poolOf(house) })
  await (oneFont ? withOneFont(house) : linkFonts(house))
  // The tester's own hands: the owner, who may tamper with what the service cannot touch.
  const { sql } = connect(database.url, 4)
  if (district && !isSeeded) await seedDistrict(house)
  // The process is the tests' own too: what they take of it drives nobody away.
  const app = await openApp(house, measure)
  await app.ready()

  // A connection costs the server more than what is asked: the queue's stays from call to call.
  const jobs = new Pool({ connectionString: house.databaseUrl, max: 1 })
  jobs.on('error', () => {}) // lost with the database, as some tests have it
  jobs.on('connect', (client) => client.on('error', () => {})) // the statement says so

  const staff = (username: string) => memberAt(app, username, PASSWORD, (who) => entered(house, who))
  const citizen = citizenAt(app)
  const team = {
    registrar: staff('registrar'),
    handler: staff('handler'),
    head: staff('head'),
    counsel: staff('counsel'),
    signer: staff('signer'),
    archivist: staff('archivist'),
    supervisor: staff('supervisor'),
  }

  return {
    house,
    app,
    /** The database as its owner; the house is on it as the service. */
    sql,
    databaseUrl: database.url,
    folder,
    staff,
    citizen,
    ...team,
    /** From now on it is half past nine on this day. */
    itIs: (day: Day) => time.set(morning(day)),
    /** Does the work that waits for a worker, as the worker does it. Failed jobs wait for their next try. */
    theJobsRun: async () => {
      const taskList = tasksOf(house)
      const logger = new Logger(() => () => {}) // what fails is looked up in the table of jobs
      // One connection, in turn: the queue does not wait until a job is taken off before it says that none is left.
      await runOnce({ pgPool: jobs, taskList, noHandleSignals: true, concurrency: 1, logger })
    },
    close: async () => {
      await app.close()
      await jobs.end()
      await house.close()
      await sql.end({ timeout: 5 })
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
    /** How things stand in this case and its agency: equal before and after means that nothing changed. */
    standing: async (id: string) => {
      const [row] = await sql`select * from cases where id = ${id}`
      const rows = await sql`
        select 'ledger' as of, count(*)::int as n from ledger union all
        select 'words', count(*) from words union all
        select 'letters', count(*) from letters union all
        select 'files', count(*) from files union all
        select 'unsequenced', count(*) from unsequenced union all
        select 'deadlines', count(*) from deadlines union all
        select 'answers', count(*) from answers union all
        select 'jobs', count(*) from graphile_worker.jobs`
      const counters = await sql`select * from counters order by agency_id, year, kind`
      return JSON.stringify({ row, rows, counters })
    },
    /** A case brought as far as a story needs it. */
    ...ways(citizen, team),
  }
}
const poolOf = ({ sql, db }: Pick<House, 'sql' | 'db'>) => ({ sql, db })

export type Office = Awaited<ReturnType<typeof openOffice>>

type Team = Record<'registrar' | 'handler' | 'head' | 'counsel' | 'signer' | 'archivist', ReturnType<typeof memberAt>>

export const CONFIRMED = { type: 'confirmed', how: 'phone', note: '与申请人电话确认收到申请。' }
export const ASSIGNED = { type: 'assigned', unit: 'yunxi-gkk', handler: 'handler' }
export const CORRECTION = {
  type: 'correctionRequested',
  matters: ['请写明所需信息的起止年份', '请补充文号或者项目名称'],
  answerBy: '2026-03-20',
}
export const SEARCHED = {
  type: 'searched',
  places: ['公文管理系统', '档案室目录'],
  terms: ['征收补偿', '方案'],
  found: true,
  note: '按题名和关键词逐一检索。',
}
export const SECRECY = {
  type: 'secrecyReviewed',
  conclusion: 'mayDisclose',
  reasons: '不涉及国家秘密、商业秘密和个人隐私。',
}
/** 公开审查: of what is withheld whole, with what Art 16 ¶2 asks for. */
export const EXAMINED = {
  type: 'disclosureExamined',
  severable: false,
  why: '逐页审查，各页内容不能分开，没有可以单独提供的部分。',
  otherLaw: false,
  lookedIn: ['《中华人民共和国政府信息公开条例》', '《示例省行政执法条例》'],
}
/** Given on paper: most stories are not about the files. */
export const ON_PAPER = { paper: '有关批复的复印件1份，共6页，随本答复书交付。' }
export const DRAFTED = { type: 'replyDrafted', outcome: 'disclosed', fields: ON_PAPER }
export const PASSED = { type: 'replyReviewed', passed: true, opinion: '事实清楚，依据准确，同意。' }
export const FAILED = { type: 'replyReviewed', passed: false, opinion: '请补充检索范围的说明。' }
export const SIGNED = { type: 'replySigned' }
export const SERVED = { type: 'replyServed', how: 'portal' }
const POSTED = { type: 'sent', how: 'post', trackingNumber: 'XA00000000000' }
export const ARCHIVED = { type: 'archived', retention: '10年' }

/** Who records which fact on the way to a disclosed reply. */
const WAY: [member: keyof Team, fact: { type: string; [field: string]: unknown }][] = [
  ['registrar', CONFIRMED],
  ['registrar', { type: 'registered' }],
  ['head', ASSIGNED],
  ['handler', SEARCHED],
  ['handler', SECRECY],
  ['handler', DRAFTED],
  ['counsel', PASSED],
  ['signer', SIGNED],
  ['registrar', SERVED],
  ['archivist', ARCHIVED],
]

function ways(citizen: ReturnType<typeof citizenAt>, team: Team) {
  /** What neither the portal nor a mail has brought goes by post. */
  const sends = async (id: string, which: (title: string) => boolean = () => true) => {
    for (const { letter, title, who, missing } of (await team.registrar.opens(id)).service)
      if (missing === '待发出' && which(title)) await team.registrar.records(id, { ...POSTED, letter, addressee: who })
  }
  const goes = async (id: string, from: string, until: string) => {
    const start = from === 'submitted' ? 0 : WAY.findIndex(([, { type }]) => type === from) + 1
    const end = WAY.findIndex(([, { type }]) => type === until)
    for (const [who, fact] of WAY.slice(start, end + 1)) await team[who].records(id, fact)
  }
  return {
    /** From just after one fact until another has been recorded. */
    goes,
    sends,
    /** Files an application and goes on until this fact has been recorded. */
    caseUntil: async (until: string, content?: unknown): Promise<Filed & { id: string }> => {
      const filed = await citizen.files(content)
      const id = await team.registrar.finds(filed)
      if (until !== 'submitted') await goes(id, 'submitted', until)
      return { ...filed, id }
    },
  }
}
