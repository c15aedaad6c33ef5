/**
 * What an office lacks before the public may file online: without somebody for each step, an application would lie where
 * nobody sees it. SQL: read at the start and on notice, for filing waits for the answer.
 */
import type { Sql, Tx } from '../db/client.ts'
import { readOnNotice } from '../db/read-on-notice.ts'
import type { Site } from '../ground/site.ts'
import type { House, Portal } from '../house.ts'
import { PLACEHOLDER } from './first-administrator.ts'
import type { Role } from './may.ts'

/** Who must be there; people who were invited and have not signed in yet count. */
export const NEEDED = ['registrar', 'head', 'handler', 'counsel', 'signer', 'archivist'] as const satisfies Role[]

export type Missing = {
  what: 'agency' | (typeof NEEDED)[number] | 'calendar' | 'mail'
  why: string
  /** The page where it is done. */
  where: string
}

const WHY = {
  agency: '答复书上印机关名称、文号、联系方式和救济途径，没有设置就不能答复。',
  registrar: '登记员收件、确认、登记、送达；没有登记员，收到的申请无人登记。',
  head: '公开机构负责人分办、批准延期；没有负责人，登记以后无人分办。',
  handler: '承办人检索、审查、拟写答复；没有承办人，申请无人办理。',
  counsel: '法制审核员审核答复；没有审核，答复不能签发。',
  signer: '签发人签发答复；没有签发人，答复不能生效。',
  archivist: '档案员归档；没有档案员，办结的申请不能归档。',
} as const

export type Setup = {
  /** May the public file online? */
  open: boolean
  missing: Missing[]
}

/**
 * How the office stands today: the agency that lacks least speaks for the house. Calendar and mail are named where they
 * lack and close nothing.
 */
export async function setupOf({
  sql,
  law,
  config,
  time,
}: Pick<House, 'sql' | 'law' | 'config' | 'time'>): Promise<Setup> {
  const [first] = (await lackingOf(sql)).toSorted((a, b) => a.lacking.length - b.lacking.length)
  const lacking = first?.lacking ?? NEEDED
  const missing: Missing[] = first ? [] : [{ what: 'agency', why: WHY.agency, where: '/setup' }]
  for (const what of lacking) missing.push({ what, why: WHY[what], where: '/people' })
  const year = Number(time.today().slice(0, 4))
  if (!law().calendar.years.has(year))
    missing.push({
      what: 'calendar',
      why: `${year}年的节假日安排没有载入，期限是暂定的；不影响开通。`,
      where: '/calendar',
    })
  if (!config.smtpUrl)
    missing.push({
      what: 'mail',
      why: '没有设置邮件服务器（SMTP_URL），邮件存入待发目录（DATA_DIR/outbox），尚未发出，申请人收不到，也不记为送达；设置以后自动补发。不影响开通。',
      where: '/setup#mail',
    })
  return { open: first !== undefined && lacking.length === 0, missing }
}

type Lacking = { id: string; lacking: (typeof NEEDED)[number][] }

/** For each agency that has a name, the intake office first: the roles that nobody has there, nor in its intake office. */
const lackingOf = (sql: Sql | Tx) => sql<Lacking[]>`
  select a.id, array(
    select needed from unnest(${[...NEEDED]}::text[]) needed where not exists (
      select from people p
      where p.ended_at is null and p.agency_id in (a.id, a.taken_in_by) and needed = any(p.roles))) as lacking
  from agencies a where a.name <> ${PLACEHOLDER} order by a.taken_in_by <> a.id, a.position`

/** As the first intake office has entered it. */
async function siteOf(sql: Sql): Promise<Site> {
  const [row] = await sql<{ site: Site | null }[]>`
    select site from agencies where taken_in_by = id order by position limit 1`
  return row?.site ?? {}
}

/** Said by triggers on people and agencies, whoever changes them. */
const CHANNEL = 'office'

/**
 * Keeps in mind which agencies can be filed with online and whose site this is, so that neither filing nor a page costs a question. Who has just finished the
 * set-up need not wait for the notice: a no is asked of the database once more.
 */
export async function openPortal(sql: Sql): Promise<Portal & { close(): Promise<void> }> {
  let known = new Map<string, boolean>()
  let site: Site = {}
  const reader = await readOnNotice(sql, CHANNEL, 'The set-up', async () => {
    known = new Map((await lackingOf(sql)).map(({ id, lacking }) => [id, lacking.length === 0]))
    site = await siteOf(sql)
  })
  const any = () => [...known.values()].includes(true)
  const open = (id: string | undefined) => (id === undefined ? any() : (known.get(id) ?? any()))
  return {
    async isOpen(id) {
      if (open(id)) return true
      await reader.again()
      return open(id)
    },
    shows: (id) => known.get(id) === true,
    site: () => site,
    close: reader.close,
  }
}
