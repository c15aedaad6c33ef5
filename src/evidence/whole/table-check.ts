/** What facts say of letters, files and numbers is what the tables hold. SQL: verification alone asks, whole tables at a time. */
import type { House } from '../../house.ts'
import type { Fault } from '../verify.ts'

/** What facts say of letters and files is what the tables hold; no case, letter or fact stands alone. */
export async function tableFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const [letter] = await sql<(Place & { file: string })[]>`
    select l.case_id, l.position, l.type, coalesce(t.title, l.open->>'template') as file
    from ledger l left join letters t
      on t.agency_id = l.agency_id and t.case_id = l.case_id and t.id::text = l.open->>'letter'
    where l.type = 'letterMade' and (t.sha256 is distinct from l.open->>'sha256'
      or t.number is distinct from l.open->>'number' or t.digest is distinct from l.open->>'digest') limit 1`
  if (letter) return { what: 'the letter is not the one that this fact made', ...letter }
  const [file] = await sql<(Place & { file: string })[]>`
    select l.case_id, l.position, l.type, coalesce(f.name, c.key) as file
    from ledger l cross join lateral jsonb_each_text(coalesce(l.open->'contents', '{}')) c
      left join files f on f.agency_id = l.agency_id and f.case_id = l.case_id and f.id::text = c.key
    where f.sha256 is distinct from c.value limit 1`
  if (file) return { what: 'the file is not the one that this fact names', ...file }
  const [copy] = await sql<(Place & { file: string })[]>`
    select l.case_id, l.position, l.type, coalesce(f.name, g->>'file') as file
    from ledger l cross join lateral jsonb_array_elements(coalesce(l.open->'given', '[]')) g
      left join files f on f.agency_id = l.agency_id and f.case_id = l.case_id and f.id::text = g->>'file'
    where l.type = 'replySigned' and f.sha256 is distinct from g->>'original' limit 1`
  if (copy) return { what: 'the file is not the one that this signature gave', ...copy }
  const [undecided] = await sql<{ caseId: string; file: string }[]>`
    select r.case_id, r.id as file from released r
      left join cases c on c.agency_id = r.agency_id and c.id = r.case_id
    where r.case_id is not null and r.withdrawn_on is null and c.context->>'released' is distinct from 'true' limit 1`
  if (undecided) return { what: 'what is public rests on no decision of its case', ...undecided }
  const [alone] = await sql<{ caseId: string; what: string }[]>`
    select c.id as case_id, 'the facts of this case are missing' as what from cases c
    where not exists (select 1 from ledger l where l.agency_id = c.agency_id and l.case_id = c.id)
    union all
    select t.case_id, 'no fact made the letter ' || t.title from letters t
    where not exists (select 1 from ledger l where l.agency_id = t.agency_id and l.case_id = t.case_id
      and l.type = 'letterMade' and l.open->>'letter' = t.id::text) limit 1`
  return alone ?? (await numberFault({ sql }))
}

/** Every number on a letter or a case stands in the register, no 文号 twice, every series is whole to where its counter has come. */
async function numberFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const [odd] = await sql<Fault[]>`
    select 'the register lacks the number of this letter: ' || t.number as what, t.case_id, t.position, l.type
    from letters t join ledger l using (agency_id, case_id, position)
    where t.number is not null and not exists (
      select from document_numbers n where (n.agency_id, n.number) = (t.agency_id, t.number))
    limit 1`
  if (odd) return odd
  const [unlisted] = await sql<Fault[]>`
    select 'the register lacks the number of this case: ' || number as what, id as case_id from cases c
    where number is not null and not exists (
      select from document_numbers n
      where (n.agency_id, n.number, n.kind) = (c.agency_id, c.number, 'registration'))
    limit 1`
  if (unlisted) return unlisted
  const [twice] = await sql<Fault[]>`
    select 'two agencies gave one number: ' || number as what from document_numbers
    where kind <> 'registration' group by number having count(*) > 1 limit 1`
  if (twice) return twice
  const [gap] = await sql<Fault[]>`
    select 'the register of numbers has a gap: ' || agency_id || ' ' || kind || ' ' || year as what
    from (select agency_id, year, kind, value from counters where kind <> 'released' and kind not like 'archive:%') c
    full join (
      select agency_id, year, kind, count(*)::int as given, max(value) as last from document_numbers group by 1, 2, 3
    ) n using (agency_id, year, kind)
    where c.value is distinct from n.given or c.value is distinct from n.last
    union all
    select 'the register has a number that no letter bears: ' || n.number from document_numbers n
    where kind <> 'registration' and (n.number not like '%〔' || n.year || '〕' || n.value || '号' or not exists (
      select from letters t where (t.agency_id, t.number) = (n.agency_id, n.number)))
    union all
    select 'the register has a number that no case bears: ' || n.number from document_numbers n
    where kind = 'registration' and (position(n.value::text in n.number) = 0 or not exists (
      select from cases c where (c.agency_id, c.number) = (n.agency_id, n.number)))
    limit 1`
  return gap ?? (await archiveFault({ sql }))
}

/** Every archived case has its 件号, and each series of them is whole to where its counter has come. */
async function archiveFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const [fault] = await sql<Fault[]>`
    select 'the archived case has no number in the archive' as what, c.id as case_id from cases c
    where c.stage = 'archive' and not exists (select from archive_items i where (i.agency_id, i.case_id) = (c.agency_id, c.id))
    union all
    select 'the numbers of the archive have a gap: ' || agency_id || ' ' || year || ' ' || kind, null
    from (select agency_id, year, kind, value from counters where kind like 'archive:%') c
    full join (
      select agency_id, year, 'archive:' || retention as kind, count(*)::int as given, max(value) as last
      from archive_items group by 1, 2, 3
    ) n using (agency_id, year, kind)
    where c.value is distinct from n.given or c.value is distinct from n.last
    limit 1`
  return fault
}

export type Place = { caseId: string; position: number; type: string }
