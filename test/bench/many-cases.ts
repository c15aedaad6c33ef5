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
/** Their triggers ask each row whether it may be written: as good copies as the originals, and a million of them. */
const GUARDED = ['ledger', 'words', 'letters', 'files']

/** Taken in by one office, each with so many units. */
const AGENCIES = 40
const UNITS = 4

/**
 * @param n how many cases to add to the demonstration's
 * @param opens whose words are sealed for their place: of every case, or of the whole ones alone, for no other is opened; of the
 * rest they have their true size
 */
export async function fillWithCases(house: OpenHouse, n: number, opens: 'whole' | 'all' = 'whole'): Promise<void> {
  await seed(house)
  const { sql } = house
  // What is asked is asked of the applications: the SQL beside it cannot open letters and notes. Their marks have their true size.
  await sql`update cases set said = '{}'`
  await sql`
    insert into agencies (id, name, kind, taken_in_by, profile, position)
    select 'bench-' || n, '示例部门' || n, a.kind, a.taken_in_by, a.profile, 100 + n
    from generate_series(1, ${AGENCIES} - (select count(*)::int from agencies)) n,
      (select * from agencies where taken_in_by <> id order by position limit 1) a`
  await sql`
    insert into units (id, agency_id, name, position)
    select a.id || '-unit-' || n, a.id, '业务' || n || '科', n from agencies a, generate_series(1, ${UNITS}) n
    where a.id like 'bench-%'`
  const making = await sql.reserve() // settings belong to a connection
  try {
    await making`set maintenance_work_mem = '512MB'`
    await making`set work_mem = '64MB'`
    for (const table of TABLES) await making.unsafe(`analyze ${table}`)
    await planCopies(making, n)
    await withoutIndexes(making, 'cases', () =>
      copyRows(making, 'cases', CASE, 'k.agency_of = t.agency_id and k.id_of = t.id'),
    )
    for (const table of GUARDED) await making.unsafe(`alter table ${table} disable trigger user`)
    await copyRows(making, 'deadlines', OF_CASE, SAME_CASE)
    const firstFacts = `${SAME_CASE} and (k.whole or t.position <= ${FIRST_FACTS})`
    await copyRows(making, 'ledger', OF_CASE, firstFacts)
    await copyWords(house, making, opens === 'all' ? firstFacts : `${SAME_CASE} and k.whole`)
    if (opens === 'whole') await copyRows(making, 'words', OF_CASE, `${firstFacts} and not k.whole`)
    for (const table of ['letters', 'files']) await copyRows(making, table, OF_CASE, `${SAME_CASE} and k.whole`)
    for (const table of GUARDED) await making.unsafe(`alter table ${table} enable trigger user`)
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
    select n, whole, back, agency_of, id_of, ${AGENCY} as agency_id,
      (array(select id from units where agency_id = ${AGENCY} order by id))[1 + n / 40 % ${UNITS}] as unit_id, ${ID}::uuid as id, ${RECEIPT} as receipt,
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

/** As `searchable` folds it: these words have no blanks, no capitals and one kind of brackets. */
const SEARCH = `translate(concat_ws(E'\\n', case when t.number is not null then k.number end, k.receipt, k.name, k.title, k.description), '（）', '()')`

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
  counted_on: 't.counted_on - k.back',
  title: 'k.title',
  applicant_name: 'k.name',
  // A case that came to another agency lies with a unit there, and nobody in particular.
  unit_id: 'case when t.unit_id is null or k.agency_id = t.agency_id then t.unit_id else k.unit_id end',
  handler_id: 'case when k.agency_id = t.agency_id then t.handler_id end',
  // One person in three asks again.
  found_by: `array['a' || substr(md5((k.n * 2 / 3)::text), 1, 22), 'n' || substr(md5('n' || k.n * 2 / 3), 1, 22), 'p' || substr(md5('p' || k.n), 1, 22)]`,
  said: `array(select hashint4(((k.n::bigint * 7919 + s * s) % 50021)::int) from generate_series(1, 60) s)`,
  email: 'null',
  code: 'null',
  search: SEARCH,
  pairs: `array(select distinct (ascii(c) & 65535) << 16 | (ascii(next) & 65535)
    from (select c, lead(c) over (order by at) as next from string_to_table(${SEARCH}, null) with ordinality as t (c, at)) two
    where c <> E'\\n' and next <> E'\\n')`,
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

type Copied = { agencyId: string; id: string; agencyOf: string; idOf: string; position: number; sealed: Buffer }

/** Words open in their own row alone: each copy is sealed for its place. */
async function copyWords({ keys }: Pick<OpenHouse, 'keys'>, sql: Sql, on: string): Promise<void> {
  const [all] = await sql<{ n: number }[]>`select max(n)::int as n from copies`
  const said = new Map<string, Buffer>()
  for (let from = 0; from < (all?.n ?? 0); from += AT_ONCE) {
    const rows = await sql.unsafe<Copied[]>(
      `select k.agency_id, k.id, k.agency_of, k.id_of, t.position, t.sealed from copies k join words t on ${on}
        where k.n > ${from} and k.n <= ${from + AT_ONCE} order by k.n, t.position`,
    )
    const sealed = rows.map(({ agencyId, id, agencyOf, idOf, position, sealed }) => {
      const name = `${idOf} ${position}`
      const words = said.get(name) ?? keys.open('words', [agencyOf, idOf, position], sealed)
      said.set(name, words)
      return keys.seal('words', [agencyId, id, position], words)
    })
    await sql`
      insert into words (agency_id, case_id, position, sealed)
      select a, c, p, decode(s, 'hex') from unnest(${rows.map((r) => r.agencyId)}::text[], ${rows.map((r) => r.id)}::uuid[],
        ${rows.map((r) => r.position)}::int[], ${sealed.map((s) => s.toString('hex'))}::text[]) as w (a, c, p, s)`
  }
}
const AT_ONCE = 5_000
