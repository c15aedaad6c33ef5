/** What lists of cases in any order, the work ledger, webhooks, the exchange, spot checks and supervision ask goes by an index, however much lies with others or is done with. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handedBack, helpAsked, helpAwaited, invitations, mentions, moved } from '../../src/cooperation/waiting.ts'
import { digestFor, urgentFor } from '../../src/deadlines/digest.ts'
import { tellStaff } from '../../src/deadlines/tell-staff.ts'
import { awaitedBeside } from '../../src/desk/awaited.ts'
import { deskPage } from '../../src/desk/desk.ts'
import { cursorAt, SORTS, type Sort } from '../../src/desk/order.ts'
import { heapCounts, messagesIn } from '../../src/exchange/list.ts'
import { messagesOf, openOf } from '../../src/outward/hook-list.ts'
import type { Viewer } from '../../src/people/sessions.ts'
import { changesOf } from '../../src/responsible/changes.ts'
import { checkedInYear, checkedOf, owedOf, spotNumbers } from '../../src/spot-checks/checked.ts'
import { findingsAwaited } from '../../src/spot-checks/waiting.ts'
import { byAgency, byGround, byUnit, together, unreckoned } from '../../src/supervision/figures.ts'
import { casesOf } from '../../src/supervision/list.ts'
import { sumUpCourses } from '../../src/supervision/sums.ts'
import { answeredUrgings, answersCome, openByAgency, openUrgings, urgedOf } from '../../src/supervision/urgings.ts'
import { counted } from '../../src/tasks/counted.ts'
import { MEASURES, type MeasureName } from '../../src/tasks/measures.ts'
import { type Office, openOffice } from '../support/house.ts'
import { inOne } from '../support/in-one.ts'
import { seatOf } from '../support/seat.ts'

const MANY = 10_000
/** Each with its index of words: as many as tell a pass over all from a look at some. */
const CASES = 6_000
const MINE = 'agency-7'
const HOOK = '00000000-0000-7000-8000-000000000007'
/** Whose every row is old, done with, or somebody else's, but for a few. */
const GROWING = [
  ...['cases', 'webhook_messages', 'exchange_messages', 'responsible_changes'],
  ...['spot_cases', 'spot_lines', 'case_courses', 'course_sums', 'urgings', 'deadlines', 'reminders'],
  ...['assistances', 'case_moves', 'remarks', 'remark_mentions', 'conference_seats', 'conferences', 'problems'],
]
/** Ten years of draws, each of hundreds of cases of forty agencies. */
const DRAWS = 120
const DRAW = '00000000-0000-7000-8000-000000000042'
const TODAY = '2026-03-10'

let office: Office
const sent: { query: string; parameters: unknown[] }[] = []
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  const { id } = await office.caseUntil('replyServed')
  const { sql } = office
  await sql`insert into agencies select (jsonb_populate_record(a, jsonb_build_object('id', 'agency-' || n, 'name', '机关' || n,
    'position', 100 + n))).* from agencies a, generate_series(0, 39) n where a.id = 'yunxi-zjj'`
  await sql`
    insert into cases select (jsonb_populate_record(c, jsonb_build_object(
      'id', gen_random_uuid(), 'receipt', 'R' || n, 'number', 'N' || n, 'agency_id', 'agency-' || n % 40,
      'title', '第' || n || '号', 'applicant_name', '示例' || n % 997, 'stage', case when n % 49 < 2 then 'reply' else 'archive' end,
      'settled_on', '2016-01-20'::date + n % 3700, 'counted_on', '2016-01-20'::date + n % 3700))).*
    from cases c, generate_series(1, ${CASES}) n where c.id = ${id}`
  await sql`
    insert into webhooks (id, agency_id, name, url, events, purpose, secret, by, at)
    select ('00000000-0000-7000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid, 'agency-' || n, '系统' || n,
      'https://example.com', '{case.filed}', '', '', 'staff:admin', now() from generate_series(0, 39) n`
  await sql`
    insert into webhook_messages (id, webhook_id, event, body, state, tries, next_at, made_at)
    select gen_random_uuid(), ('00000000-0000-7000-8000-0000000000' || lpad((n % 40)::text, 2, '0'))::uuid, 'case.filed', '{}',
      case when n % 997 = 0 then 'waiting' else 'taken' end, 1, now(), now() - make_interval(mins => n)
    from generate_series(1, ${MANY}) n`
  await sql`
    insert into exchange_messages (agency_id, case_id, n, position, type, kind, state, tries, next_at, made_at, taken_at)
    select 'agency-' || n % 40, gen_random_uuid(), 1, 1, 'submitted', 'application',
      case when n % 997 = 0 then 'waiting' else 'taken' end, 0, now(), now(), now() from generate_series(1, ${MANY}) n`
  await sql`
    insert into responsible_changes (agency_id, what) select 'agency-' || n % 40, 'head' from generate_series(1, ${MANY}) n`
  await sql`
    insert into case_courses (agency_id, case_id, length, settled_on, unit_id, outcome, draft, returns, first_time)
    select agency_id, id, 9, settled_on, unit_id, outcome, 9, 0, true from cases where agency_id like 'agency-%'`
  await sumUpCourses(sql)
  await sql`insert into course_sums select (jsonb_populate_record(s, jsonb_build_object('unit_id', 'unit-' || n))).*
    from course_sums s, generate_series(1, 20) n`
  await sql`
    insert into urgings (agency_id, case_id, position, due_on, by, at, answer)
    select agency_id, id, 9, '2026-03-20', 'staff:a', now(), case when substr(id::text, 1, 2) = '00' then null else 10 end
    from cases where agency_id like 'agency-%'`
  await sql`
    insert into problems (agency_id, case_id, position, to_agency, due_on, by, at, answer, answered_by, answered_at)
    select agency_id, id, 9, agency_id, '2026-03-20', 'staff:a', now(), case when few then null else 10 end,
      case when few then null else 'staff:b' end, case when few then null else now() end
    from (select *, substr(id::text, 1, 2) = '00' as few from cases) c where agency_id like 'agency-%'`
  await sql`
    insert into assistances (agency_id, case_id, position, unit_id, due_on, files, by, at, ended)
    select agency_id, id, 9, 'yunxi-gkk', '2026-03-20', '{}', 'staff:a', now(), case when substr(id::text, 1, 2) = '00' then null else 'answered' end
    from cases where agency_id like 'agency-%'`
  await sql`
    insert into case_moves (agency_id, case_id, position, kind, unit_id, by, at, settled)
    select agency_id, id, 9, 'handedBack', 'yunxi-dck', 'staff:a', now() - interval '1 year', case when substr(id::text, 1, 2) = '00' then null else 10 end
    from cases where agency_id like 'agency-%'`
  await sql`
    insert into deadlines (agency_id, case_id, kind, due_on, because, provisional)
    select agency_id, id, 'reply', due, '', false
    from (select agency_id, id, '2026-03-03'::date + (row_number() over ())::int % 90 as due from cases where agency_id like 'agency-%') c`
  await sql`
    insert into reminders (agency_id, case_id, kind, due_on, mark, "on", at)
    select agency_id, case_id, kind, due_on, m.mark, ${TODAY}::date - m.ago, ${TODAY}::date - m.ago + time '01:00'
    from deadlines, (values ('before:5', 0), ('before:10', 5), ('before:15', 10)) m (mark, ago) where agency_id like 'agency-%'`
  await sql`
    insert into remarks (agency_id, case_id, id, by, at)
    select agency_id, id, id, 'staff:a', now() from cases where agency_id like 'agency-%'`
  await sql`
    insert into remark_mentions (agency_id, case_id, remark_id, person_id, read_at)
    select agency_id, id, id, id, case when substr(id::text, 1, 2) = '00' then null else now() end from cases where agency_id like 'agency-%'`
  await sql`
    insert into conferences (agency_id, case_id, n, by, at) select agency_id, id, 1, 'staff:a', now() from cases where agency_id like 'agency-%'`
  await sql`
    insert into conference_seats (agency_id, case_id, conference, n, person_id, capacity)
    select agency_id, id, 1, 1, id, 'business' from cases where agency_id like 'agency-%'`
  await sql`
    insert into spot_draws (id, agency_id, month, seed, rules, by, at)
    select ('00000000-0000-7000-8000-0000000000' || lpad(to_hex(n), 2, '0'))::uuid, 'agency-0',
      '2026-02-01'::date - make_interval(months => n), '', '{"perStratum":1,"title":"","items":[{"name":"","points":100,"help":""}]}',
      'staff:head', now() from generate_series(0, ${DRAWS - 1}) n`
  await sql`
    insert into spot_cases (draw_id, agency_id, case_id, row, counted_on, place, drawn)
    select d.id, 'agency-' || n % 40, gen_random_uuid(), '1', d.month, n / 40, n < 80
    from spot_draws d, generate_series(0, 399) n`
  for (const [n, kind] of [
    [1, 'scored'],
    [2, 'found'],
    [3, 'answered'],
    [4, 'settled'],
  ] as const)
    await sql`
      insert into spot_lines (draw_id, agency_id, case_id, n, kind, finding, scores, due_on, says, by, at)
      select draw_id, agency_id, case_id, ${n}, ${kind}, ${n === 1 ? null : 2}::int, ${n === 1 ? '{90}' : null}::int[],
        ${n === 2 ? TODAY : null}::date, '', 'staff:head', now() from spot_cases where drawn`
  for (const table of GROWING) await sql.unsafe(`vacuum analyze ${table}`)
  office.itIs(TODAY)
  office.house.sql.options.debug = (_, query, parameters) =>
    void sent.push({ query, parameters: parameters as unknown[] })
})
afterAll(() => office.close())

const SPAN = { span: { since: '2026-03-09T00:00:00Z', until: '2026-03-10T08:00:00Z' }, told: '2026-03-10T01:30:00Z' }
const COURSE = { agencyIds: [MINE], year: 2025 }
const head = { seats: [seatOf('head', { agencyIds: [MINE] })], roles: ['head'], agencyIds: [MINE] } as unknown as Viewer
const supervisor = { ...head, username: 'supervisor', seats: [seatOf('supervisor', { agencyIds: [MINE] })] }

const helper = {
  ...{ id: HOOK, username: 'helper', roles: ['handler', 'head'], agencyIds: [MINE] },
  seats: [
    seatOf('handler', { id: HOOK, agencyIds: [MINE], units: [{ id: 'yunxi-gkk', name: '科' }] }),
    seatOf('head', { id: HOOK, agencyIds: [MINE] }),
  ],
} as unknown as Viewer
/** A page of a list, the first or one further down. */
const listed = (sort: Sort, stage: 'archive' | undefined) => async () => {
  const { calendar } = office.house.law()
  const ask = { who: { seats: [seatOf('head', { agencyIds: [MINE] })] }, today: TODAY as never, sort, stage }
  const [row] = await office.sql`
    select * from cases where agency_id = ${MINE} and (stage = 'archive') = ${stage === 'archive'} order by id limit 1`
  const cursor = cursorAt(row as never, sort)
  for (const at of [undefined, cursor]) await deskPage(inOne(office.house.sql), calendar, { ...ask, cursor: at })
}

const QUESTIONS: [string, () => PromiseLike<unknown>][] = [
  ['the messages of a webhook', () => messagesOf(office.house.sql, [HOOK])],
  ['how many of them are open', () => openOf(office.house.sql, [HOOK])],
  ['what the exchange has not handed over', () => messagesIn(office.house.sql, [MINE], 'waiting')],
  ['how many that is', () => heapCounts(office.house.sql, [MINE])],
  ['what the digest of a person says', () => digestFor(office.house, { ...helper, name: '某人' } as never, SPAN, [])],
  ['what is urgent for a person', () => urgentFor(office.house, { ...helper, name: '某人' } as never, SPAN.span)],
  ['whose reminder is due', () => tellStaff(office.house)],
  ['how cases of a year went, by agency', () => byAgency(office.house.sql, COURSE)],
  ['of all of them', () => together(office.house.sql, COURSE)],
  ['by unit', () => byUnit(office.house.sql, COURSE)],
  ['by result', () => byGround(office.house.sql, COURSE)],
  ['the cases that were sent back', () => casesOf(office.house.sql, { seats: [] }, 'returned', COURSE, 1)],
  ['what nobody has answered of 督办', () => openUrgings(office.house.sql, { agencyIds: [MINE], seats: [] } as never)],
  ['what was answered of 督办', () => answeredUrgings(office.house.sql, { agencyIds: [MINE], seats: [] } as never)],
  ['how many nobody has answered', () => openByAgency(office.house.sql, [MINE])],
  ['which of some cases were urged', () => urgedOf(office.house.sql, [MINE], [DRAW], TODAY)],
  ['what waits on the desk besides cases', () => awaitedBeside(office.house, helper)],
  ['what a unit is asked', () => helpAwaited(office.house.sql, helper)],
  ['what others were asked', () => helpAsked(office.house.sql, helper)],
  ['what was handed back', () => handedBack(office.house.sql, helper)],
  ['where cases went', () => moved(office.house.sql, helper, TODAY)],
  ['conferences that wait for an opinion', () => invitations(office.house.sql, helper)],
  ['remarks that mention somebody', () => mentions(office.house.sql, helper)],
  ['which answers came lately', () => answersCome(office.house, supervisor)],
  ['what is not reckoned yet of a year', () => unreckoned(office.house.sql, COURSE)],
  ['the cases behind what 抽查 of a year came to', () => checkedInYear(inOne(office.house.sql), [MINE], 2025, TODAY)],
  ['the latest changes of who is responsible', () => changesOf(office.house.sql, [MINE], { waiting: false })],
  ['what 抽查 of a year came to', () => spotNumbers(inOne(office.house.sql), [MINE], 2025, TODAY)],
  ['findings that wait for an answer', () => findingsAwaited(inOne(office.house.sql), head)],
  ['findings that are not settled', () => owedOf(inOne(office.house.sql), head, [MINE], TODAY)],
  ['the cases of a draw', () => checkedOf(inOne(office.house.sql), DRAW, TODAY)],
  ...SORTS.flatMap((sort) => [
    [`what is open by ${sort}`, listed(sort, undefined)] as [string, () => PromiseLike<unknown>],
    [`the archive by ${sort}`, listed(sort, 'archive')] as [string, () => PromiseLike<unknown>],
  ]),
  ...(Object.keys(MEASURES) as MeasureName[]).map((measure): [string, () => PromiseLike<unknown>] => [
    `the figure ${measure} of a year`,
    () => counted(office.house.sql, measure, { agencyIds: [MINE], year: 2025, to: '2025-12-31' }),
  ]),
]

test.each(QUESTIONS)('%s', async (_, ask) => {
  sent.length = 0
  await ask()
  const asked = sent.splice(0).filter(({ query }) => /^\s*(?:select|with)/.test(query))
  expect(asked.length).toBeGreaterThan(0)
  for (const { query, parameters } of asked) {
    const rows = await office.sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain ${query}`, parameters as never[])
    const plan = rows.map((row) => Object.values(row)[0]).join('\n')
    for (const table of GROWING) expect(plan).not.toMatch(new RegExp(`Seq Scan on ${table}`))
  }
})
