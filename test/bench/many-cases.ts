/**
 * A county's archive of cases. Each is a copy of one of the demonstration's, which came through the one door, with a
 * number, an applicant, a title and days of its own: whatever columns a table has, its rows have their true shape.
 */
import type { Sql } from '../../src/db/client.ts'
import { seed } from '../../src/demo/seed.ts'
import type { OpenHouse } from '../../src/open-house.ts'
import { withoutIndexes } from './indexes.ts'
import { GIVEN, MATTERS, PAPERS, PLACES, ROADS, SURNAMES } from './words.ts'

/** One case in fifty is open, the latest ones; the others were answered and archived over ten years. */
const OPEN_SHARE = 50
const YEARS = 10
/** Of the archived ones so many are whole, with every fact, letter and file, as the open ones are: the cases that are opened. */
const WHOLE = 1_000
/** Of the others the first facts are there: the ledger has a million cases, at a quarter of its size. */
const FIRST_FACTS = 3
const TABLES = ['cases', 'deadlines', 'ledger', 'words', 'letters', 'files']

/** @param n how many cases to add to the demonstration's */
export async function fillWithCases(house: OpenHouse, n: number): Promise<void> {
  await seed(house)
  const { sql } = house
  const making = await sql.reserve() // settings belong to a connection
  try {
    await making`set maintenance_work_mem = '512MB'`
    await making`set work_mem = '64MB'`
    for (const table of TABLES) await making.unsafe(`analyze ${table}`)
    await planCopies(making, n)
    await withoutIndexes(making, 'cases', () =>
      copyRows(making, 'cases', CASE, 'k.agency_of = t.agency_id and k.id_of = t.id'),
    )
    await copyRows(making, 'deadlines', OF_CASE, SAME_CASE)
    const firstFacts = `${SAME_CASE} and (k.whole or t.position <= ${FIRST_FACTS})`
    await copyRows(making, 'ledger', OF_CASE, firstFacts)
    await copyRows(making, 'words', OF_CASE, firstFacts)
    for (const table of ['letters', 'files']) await copyRows(making, table, OF_CASE, `${SAME_CASE} and k.whole`)
    await making`drop table copies`
    for (const table of TABLES) await making.unsafe(`vacuum analyze ${table}`)
  } finally {
    making.release()
  }
}

/** Which case is a copy of which, and what is its own: a row a case. `back`: so many days before its original. */
async function planCopies(sql: Sql, n: number): Promise<void> {
  const open = Math.ceil(n / OPEN_SHARE)
  const step = Math.max(1, Math.floor(n / WHOLE))
  await sql.unsafe(`
    create unlogged table copies as
    with models as (
      select agency_id, id, submitted_on, stage = 'archive' as archived,
        row_number() over (partition by stage = 'archive' order by id) - 1 as at,
        count(*) over (partition by stage = 'archive') as of
      from cases
    ), planned as (
      select n, n <= ${n - open} as archived, n > ${n - open} or n % ${step} = 0 as whole,
        case when n <= ${n - open} then (${n}::bigint - n) * ${YEARS * 365} / ${n} else 0 end::int as back
      from generate_series(1, ${n}) n
    ), dated as (
      select p.*, m.agency_id as agency_of, m.id as id_of, m.submitted_on - p.back as submitted_on
      from planned p join models m on m.archived = p.archived and m.at = p.n % m.of
    )
    select n, whole, back, agency_of, id_of, ${AGENCY} as agency_id, ${ID}::uuid as id, ${RECEIPT} as receipt,
      ${NUMBER} as number, ${NAME} as name, ${TITLE} as title, ${DESCRIPTION} as description
    from dated order by n`)
  await sql`create index on copies (id_of)`
  await sql`analyze copies`
}

const literal = (words: readonly string[]) => `array[${words.map((word) => `'${word}'`).join(',')}]`
const pick = (words: readonly string[], n: string) => `(${literal(words)})[1 + (${n}) % ${words.length}]`

const AGENCY = `(array(select id from agencies order by position))[1 + n % (select count(*) from agencies)::int]`
/** As our identifiers are: the instant first, so that new rows land at the end of an index. */
const ID = `regexp_replace(
  lpad(to_hex(extract(epoch from submitted_on)::bigint * 1000 + n % 86400000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'),
  '(.{8})(.{4})(.{4})(.{4})(.{12})', '\\1-\\2-\\3-\\4-\\5')`
const RECEIPT = `to_char(submitted_on, 'YYYYMMDD') || '-' || lpad((n % 99991)::text, 5, '0') || '-' || lpad(n::text, 7, '0')`
const NUMBER = `to_char(submitted_on, 'YYYY') || '-' || lpad(n::text, 7, '0')`
const NAME = `${pick(SURNAMES, 'n * 7')} || ${pick(GIVEN, 'n / 24')} || ${pick(GIVEN, 'n / 576')}`
const PLACE = `${pick(ROADS, 'n * 7')} || ${pick(PLACES, 'n >> 4')}`
const TITLE = `${PLACE} || ${pick(MATTERS, 'n * 3 + (n >> 5)')} || ${pick(PAPERS, 'n + (n >> 7)')} || '（第' || n || '号）'`
const DESCRIPTION = `'申请公开' || ${PLACE} || ${pick(MATTERS, 'n * 3 + (n >> 5)')} || '项目的' || ${pick(PAPERS, 'n * 11')} || '和' ||
  ${pick(PAPERS, 'n * 13')} || '，以及' || ${pick(ROADS, 'n * 17')} || '片区' || ${pick(MATTERS, 'n * 19')} || '的资金拨付明细。'`

type Own = Record<string, string>

/** Of rows that belong to a case: whose they are, and their days. */
const OF_CASE: Own = {
  agency_id: 'k.agency_id',
  case_id: 'k.id',
  on: 't."on" - k.back',
  due_on: 't.due_on - k.back',
  made_on: 't.made_on - k.back',
}
const SAME_CASE = 'k.agency_of = t.agency_id and k.id_of = t.case_id'

const CASE: Own = {
  agency_id: 'k.agency_id',
  id: 'k.id',
  receipt: 'k.receipt',
  number: 'case when t.number is not null then k.number end',
  submitted_on: 't.submitted_on - k.back',
  submitted_at: `t.submitted_at - k.back * interval '1 day'`,
  received_on: 't.received_on - k.back',
  due_on: 't.due_on - k.back',
  settled_on: 't.settled_on - k.back',
  title: 'k.title',
  applicant_name: 'k.name',
  // One person in three asks again.
  applicant_key: 'md5((k.n * 2 / 3)::text)',
  email: `case when t.email is not null then 'applicant' || k.n || '@example.com' end`,
  search: `concat_ws(E'\\n', case when t.number is not null then k.number end, k.receipt, k.name, k.title, k.description)`,
}

/** Every column as the original has it, but for those that are the copy's own. The originals are few, so the copies come in the order of their days. */
async function copyRows(sql: Sql, table: string, own: Own, on: string): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' order by attnum`
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const values = columns.map(({ name }) => own[name] ?? `t."${name}"`).join(', ')
  await sql.unsafe(`insert into ${table} (${names}) select ${values} from copies k join ${table} t on ${on}`)
}
