/**
 * Table 3 counted another way, for the test alone: from the ledger, by asking of each 31 December whether the case had been
 * received by then, and whether it stood finished. Nothing of the product's own counting is used; of the case row only the
 * applicant's kind, which lies among the words.
 */
import type { Sql, TransactionSql } from 'postgres'
import type { Day } from '../../workflows/statute/days.ts'

/** `row column` → how many; cells that are nought are left out. */
export type Cells = Record<string, number>

/** The years from the first to the last, the last as of `today`. Outcomes are mapped to rows by the test's own list. */
export async function cellsOf(sql: Sql, agencies: readonly string[], year: number, today: Day): Promise<Cells> {
  const rows = await sql.begin(async (tx) => {
    await tx`
      create temp table f on commit drop as
      select l.case_id, l.position, l.type, l."on", l.open from ledger l
      where l.agency_id = any(${agencies as string[]})
        and l.type in ('submitted', 'confirmed', 'replyDrafted', 'replyServed', 'withdrawn', 'reopened') and not exists (
        select from ledger r where r.agency_id = l.agency_id and r.case_id = l.case_id and r.type = 'rectified'
          and (r.open ->> 'position')::int = l.position)`
    await tx`create index on f (case_id, type, position)`
    await tx`analyze f`
    return counted(tx, year, today)
  })
  return Object.fromEntries(rows.map(({ row, column, n }) => [`${row} ${column}`, n]))
}

const counted = (tx: TransactionSql, year: number, today: Day) => tx<{ row: string; column: string; n: number }[]>`
    with received as (
      select s.case_id, case when s.open ->> 'channel' in ('counter', 'post') then s."on" else (
        select min(k."on") from f k where k.case_id = s.case_id and k.type = 'confirmed') end as "on"
      from f s where s.type = 'submitted'
    ), year_ends as (
      select y, least(make_date(y, 12, 31), ${today}::date) as day from generate_series(2023, ${year}) y
    ), ends as (
      select distinct on (f.case_id, e.y) f.case_id, e.y, f.type, f.position, f."on"
      from year_ends e join f on f."on" <= e.day and f.type in ('replyServed', 'withdrawn', 'reopened')
      order by f.case_id, e.y, f.position desc
    ), finished as (
      select distinct on (case_id) case_id, y, position, "on", case when type = 'withdrawn' then 'other' else (
        select d.open ->> 'outcome' from f d where d.case_id = ends.case_id and d.type = 'replyDrafted'
          and d.position < ends.position order by d.position desc limit 1) end as outcome
      from ends where type <> 'reopened' order by case_id, y
    ), whole as (
      select c.applicant_column as "column", coalesce(r."on", d."on") as received, d.y as done, d.outcome
      from received r join cases c on c.id = r.case_id left join finished d on d.case_id = r.case_id
    ), counted as (
      select "column", '1' as "row" from whole where extract(year from received) = ${year} and received <= ${today}::date
      union all select "column", '2' from whole where extract(year from received) < ${year} and coalesce(done, 9999) >= ${year}
      union all select "column", case outcome
        when 'alreadyPublic' then '3.1' when 'disclosed' then '3.1' when 'partlyDisclosed' then '3.2'
        when 'stateSecret' then '3.3.1' when 'prohibitedByLaw' then '3.3.2' when 'safetyAndStability' then '3.3.3'
        when 'thirdPartyRights' then '3.3.4' when 'internalAffairs' then '3.3.5' when 'processInformation' then '3.3.6'
        when 'enforcementFile' then '3.3.7' when 'registryEnquiry' then '3.3.8' when 'notHeld' then '3.4.1'
        when 'notThisAgency' then '3.4.1' when 'needsProcessing' then '3.4.2' when 'stillUnclear' then '3.4.3'
        when 'petition' then '3.5.1' when 'repeatRequest' then '3.5.2' when 'publication' then '3.5.3'
        when 'excessive' then '3.5.4' when 'reissue' then '3.5.5' when 'correctionLapsed' then '3.6.1'
        when 'feeLapsed' then '3.6.2' else '3.6.3' end from whole where done = ${year}
      union all select "column", '3.7' from whole where done = ${year}
      union all select "column", '4' from whole where extract(year from received) <= ${year} and coalesce(done, 9999) > ${year}
    )
    select "row", "column", count(*)::int as n from counted group by 1, 2
    union all select "row", 'total', count(*)::int from counted group by 1`
