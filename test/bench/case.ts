/** A case as a handler opens it: half of them open, half from the archive, each with all of its facts and letters. */
import type postgres from 'postgres'
import { type Asked, besideSql } from './asked.ts'
import { manyCases } from './million.ts'
import { type Office, signedInAs } from './office.ts'
import { seenByHandler } from './seen.ts'

const WANTED = 100 // ms
/** So many of either kind, so that no case is in every cache. */
const CASES = 100

export async function benchCase() {
  const office = await manyCases()
  return besideSql('case', 'one case', office, await caseQuestions(office), WANTED)
}

export async function caseQuestions({ app, house: { everywhere } }: Office): Promise<Asked> {
  const { sql } = everywhere
  const headers = await signedInAs(app, 'handler')
  const seen = (await seenByHandler(sql))(sql)
  const open = await sql<{ id: string }[]>`
    select id from cases where stage <> 'archive' and ${seen} order by md5(id::text) limit ${CASES}`
  const archived = await sql<{ id: string }[]>`
    select id from cases where stage = 'archive' and ${seen} and (agency_id, id) in (select agency_id, case_id from letters)
    order by md5(id::text) limit ${CASES}`
  return {
    questions: open
      .flatMap((each, i) => [each, archived[i % archived.length]!])
      .map(({ id }) => ({ path: `/cases/${id}`, headers, raw: (sql) => whole(sql, id) })),
    idsIn: (body) => [...new Set([...body.matchAll(/\/letters\/([0-9a-f-]{36})/g)].map(([, id]) => id!))].sort(),
  }
}

/** All that the page shows in one question, each part by its key. */
async function whole(sql: postgres.Sql, id: string) {
  const [found] = await sql<{ letters: { id: string }[] | null }[]>`
    select c.*, row_to_json(a) as agency,
      (select json_agg(f order by f.position) from (
        select l.position, l.type, l."on", l.open, w.sealed, l.by, l.at, l.hash
        from ledger l left join words w using (agency_id, case_id, position)
        where l.agency_id = c.agency_id and l.case_id = c.id) f) as facts,
      (select json_agg(t order by t.position, t.id) from (
        select t.id, t.title, t.kind, t.number, t.made_on, t.sha256, t.position, v.position as voided_by
        from letters t left join voided_letters v on (v.agency_id, v.case_id, v.letter) = (t.agency_id, t.case_id, t.id)
        where t.agency_id = c.agency_id and t.case_id = c.id) t) as letters,
      (select json_agg(f order by f.at, f.id) from (
        select id, name, size, sha256, type, at from files where agency_id = c.agency_id and case_id = c.id) f) as files,
      (select json_agg(u) from (select id, name from units where agency_id = c.agency_id order by position) u) as units,
      (select json_agg(p) from (select id, username, name, roles from people where ended_at is null) p) as people,
      (select json_agg(d) from (
        select occasion, channel, failed_at, failure from deliveries
        where agency_id = c.agency_id and case_id = c.id and failed_at is not null) d) as undelivered,
      (select json_agg(p) from (
        select id, name, size, erased_at from identity_papers where agency_id = c.agency_id and case_id = c.id) p) as papers,
      (select id from released where agency_id = c.agency_id and case_id = c.id) as released,
      (select count(*) from cases o
        where o.agency_id = c.agency_id and o.found_by && array(select f from unnest(c.found_by) f where f like 'a%') and o.id <> c.id and o.stage <> 'archive') as others
    from agencies a join cases c on c.agency_id = a.id where c.id = ${id} and c.agency_id = any(array(select id from agencies))`
  return { ids: (found!.letters ?? []).map((letter) => letter.id).sort() }
}
