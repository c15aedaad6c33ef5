/** The retention table of an agency: the archivist proposes it, with its 全宗号 and approval; the head or the security officer decides. */
import { json, type Sql, type Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { RetentionClass } from '../ledger/retention.ts'
import { hasRole } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import type { TableView } from './views.ts'

/** Classes of a table at most. */
const MOST = 30
const LONGEST = 60

/**
 * The classes as they are written, a line each: name, years or 永久, basis. A name never lies: 永久 has no years, and 30年 has thirty.
 * @throws Refusal INVALID that names the line
 */
export function classesIn(text: string): RetentionClass[] {
  const unfit = (n: number, message: string) =>
    invalid({ field: 'classes', code: 'UNFIT', message: `第${n}行：${message}` })
  const lines = text.split('\n').flatMap((line) => (line.trim() ? [line.trim()] : []))
  if (lines.length === 0 || lines.length > MOST)
    throw invalid({ field: 'classes', code: 'UNFIT', message: `请填写1至${MOST}类，每类一行` })
  const classes = lines.map((line, i): RetentionClass => {
    const [name = '', period = '', ...basis] = line.split(/[，,]/).map((part) => part.trim())
    if (!name || [...name].length > LONGEST || basis.join('') === '')
      throw unfit(i + 1, '写作“名称，年数（或者永久），依据”')
    const years = period === '永久' ? null : Number(/^(\d{1,3})年?$/.exec(period)?.[1] ?? Number.NaN)
    if (years !== null && !(years >= 1)) throw unfit(i + 1, '年限写年数，或者写“永久”')
    const [, own] = /^(\d{1,3})年$/.exec(name) ?? []
    if ((name === '永久' && years !== null) || (own && Number(own) !== years))
      throw unfit(i + 1, `“${name}”的年限与名称不符`)
    return { name, years, basis: basis.join('，') }
  })
  const twice = classes.find(({ name }, i) => classes.findIndex((one) => one.name === name) !== i)
  if (twice) throw invalid({ field: 'classes', code: 'UNFIT', message: `“${twice.name}”写了两次` })
  return classes
}

/** Classes as a form shows them. */
export const classesText = (classes: readonly RetentionClass[]): string =>
  classes.map(({ name, years, basis }) => `${name}，${years ?? '永久'}，${basis}`).join('\n')

export type Proposed = { fonds: string; basis: string; classes: readonly RetentionClass[]; why: string }

/** Puts a table on record; it changes nothing yet. @throws Refusal NOT_YOURS; FACT_REFUSED while another one waits */
export async function proposeTable(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  agencyId: string,
  { classes, ...said }: Proposed,
  viewer: Viewer,
): Promise<number> {
  if (!agenciesAs(viewer, ['archivist']).includes(agencyId)) throw new Refusal('NOT_YOURS')
  await lock(tx, agencyId)
  const [last] = await tx<{ version: number; decided: boolean }[]>`
    select t.version, exists (select from retention_decisions d
      where (d.agency_id, d.version) = (t.agency_id, t.version)) as decided
    from retention_tables t where t.agency_id = ${agencyId} order by t.version desc limit 1`
  if (last && !last.decided) throw new Refusal('FACT_REFUSED', { message: '已有一份保管期限表等待批准，请先决定' })
  const version = (last?.version ?? 0) + 1
  const row = { agencyId, version, ...said, by: `staff:${viewer.username}`, at: time.now().toISOString() }
  await tx`
    insert into retention_tables (agency_id, version, fonds, classes, basis, "by", at, why)
    values (${row.agencyId}, ${version}, ${row.fonds}, ${json(classes)}, ${row.basis}, ${row.by}, ${row.at}, ${row.why})`
  return version
}

const mayDecide = (viewer: Viewer, agencyId: string, by: string): boolean =>
  hasRole(viewer, 'head', 'security') &&
  agenciesAs(viewer, ['head', 'security']).includes(agencyId) &&
  by !== `staff:${viewer.username}`

/** Approved, it is in force at once. @throws Refusal NOT_FOUND; NOT_YOURS for whoever proposed it; FACT_REFUSED where it was decided */
export async function decideTable(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  { agencyId, version }: { agencyId: string; version: number },
  { approved, why }: { approved: boolean; why: string },
  viewer: Viewer,
): Promise<void> {
  await lock(tx, agencyId)
  const [table] = await tx<{ by: string; decided: boolean }[]>`
    select t."by", exists (select from retention_decisions d
      where (d.agency_id, d.version) = (t.agency_id, t.version)) as decided
    from retention_tables t where t.agency_id = ${agencyId} and t.version = ${version}`
  if (!table) throw notFound()
  if (!mayDecide(viewer, agencyId, table.by))
    throw new Refusal('NOT_YOURS', { message: '提议人不能批准自己的提议，请由公开机构负责人或者安全管理员决定' })
  if (table.decided) throw new Refusal('FACT_REFUSED', { message: '这一提议已经决定，请刷新页面查看' })
  await tx`
    insert into retention_decisions (agency_id, version, approved, "by", at, why)
    values (${agencyId}, ${version}, ${approved}, ${`staff:${viewer.username}`}, ${time.now().toISOString()}, ${why})`
}

type Row = Omit<TableView, 'decision' | 'forYou'> & {
  approved: boolean | null
  decidedBy: string
  decidedAt: string
  said: string
}

/** Every table that was proposed, the newest first; fifty at most. SQL: two tables joined, for a page. */
export async function tablesOf(sql: Sql, agencyId: string, viewer: Viewer): Promise<TableView[]> {
  const rows = await sql<Row[]>`
    select t.version, t.fonds, t.classes, t.basis, t."by", t.at, t.why,
      d.approved, d."by" as decided_by, d.at as decided_at, d.why as said
    from retention_tables t left join retention_decisions d using (agency_id, version)
    where t.agency_id = ${agencyId} order by t.version desc limit 50`
  const names = await namesOf(
    sql,
    rows.flatMap(({ by, decidedBy }) => [by, ...(decidedBy ? [decidedBy] : [])]),
  )
  return rows.map(({ approved, decidedBy, decidedAt, said, by, at, ...table }) => ({
    ...{ ...table, by: names.get(by) ?? by, at: new Date(at).toISOString() },
    decision:
      approved === null
        ? null
        : { approved, by: names.get(decidedBy) ?? decidedBy, at: new Date(decidedAt).toISOString(), why: said },
    forYou: approved === null && mayDecide(viewer, agencyId, by),
  }))
}

const lock = (tx: Tx, agencyId: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`retention ${agencyId}`}, 0))`
