/** Every stored file, read to its last byte. SQL: verification alone asks, by cursor. */
import { namedIn } from '../../documents/index.ts'
import type { House } from '../../house.ts'
import type { Fault } from '../verify.ts'
import type { Place } from './table-check.ts'

type Stored = Partial<Place> & { sha256: string; file: string; size: string | null }
/** Where a run has come to: the hash that is read next or again, and how many were named before it. */
export type Read = { done: string; files: number }

/**
 * In the order of their hashes; a fault names the fact that made or named it, where one does.
 * @param from where an earlier run came to @param onRead told after each page
 */
export async function blobFault(
  house: Pick<House, 'sql' | 'blobs'>,
  from: Read,
  onRead: (read: Read) => void = () => {},
): Promise<{ count: number; fault?: Fault }> {
  const stored = house.sql<Stored[]>`
    select * from (
      select t.sha256, t.title as file, null::bigint as size, t.agency_id, l.case_id, l.position, l.type
      from letters t join ledger l on l.agency_id = t.agency_id and l.case_id = t.case_id
        and l.type = 'letterMade' and l.open->>'letter' = t.id::text
      union all
      select f.sha256, f.name, f.size, f.agency_id, f.case_id, named.position, named.type
      from files f left join lateral (
        select l.position, l.type from ledger l
        where l.agency_id = f.agency_id and l.case_id = f.case_id and jsonb_exists(l.open->'contents', f.id::text)
        order by l.position limit 1) named on true
      union all
      select g->>'sha256', f.name, null, l.agency_id, l.case_id, l.position, l.type
      from ledger l cross join lateral jsonb_array_elements(coalesce(l.open->'given', '[]')) g
        left join files f on f.agency_id = l.agency_id and f.case_id = l.case_id and f.id::text = g->>'file'
      where l.type = 'replySigned'
      union all
      select p.sha256, p.name, null, null, r.case_id, r.position, null
      from released_files p join released r on r.id = p.released_id
      union all
      select s.sha256, '加盖时间戳的文书', null, s.agency_id, s.case_id, null, null from letter_timestamps s
      union all
      select p.sha256, '移交包', p.size, p.agency_id, null, null, null from transfer_packages p
      where p.sha256 is not null and not exists (
        select from transfer_items i join ledger e on (e.agency_id, e.case_id, e.type) = (i.agency_id, i.case_id, 'wordsErased')
        where (i.agency_id, i.number) = (p.agency_id, p.number) and jsonb_exists(e.open->'hashes', p.sha256))
      union all
      select c.sha256, '提供给申请人的副本', null, null, null, null, null from leaving_copies c where c.sha256 <> ''
      union all
      select a.picture, '印章图样', null, null, null, null, null from agency_seals a where a.picture is not null
    ) stored where sha256 >= ${from.done} and not exists (
      select from ledger e where (e.agency_id, e.case_id, e.type) = (stored.agency_id, stored.case_id, 'wordsErased')
        and jsonb_exists(e.open->'hashes', stored.sha256))
    order by sha256`.cursor(200)
  let at = from
  let [count, size] = [from.files, -1]
  for await (const page of stored) {
    for (const { sha256, caseId, position, type, file, size: told } of page) {
      const place = { file, ...(caseId && { caseId }), ...(position && type && { position, type }) }
      if (sha256 !== at.done || size < 0) {
        at = { done: sha256, files: count }
        const length = await lengthOf(house, sha256).catch((error: Error) => error)
        if (length instanceof Error) return { count, fault: { what: length.message, ...place } }
        size = length
      }
      if (told !== null && Number(told) !== size)
        return { count, fault: { what: 'the file has another size', ...place } }
      count++
    }
    onRead(at)
  }
  return { count }
}

/** Read piece by piece; the store holds it to its hash. */
async function lengthOf({ blobs }: Pick<House, 'blobs'>, sha256: string): Promise<number> {
  let size = 0
  for await (const piece of await blobs.get(sha256)) size += (piece as Buffer).length
  return size
}

/** The fonts of every letter ever issued: the list that the letter names, and each file of the list. */
export async function fontFault({ sql, blobs }: Pick<House, 'sql' | 'blobs'>): Promise<Fault | undefined> {
  const read = new Set<string>()
  for (const { fonts } of await sql<{ fonts: string }[]>`select distinct fonts from letters`)
    try {
      for (const { sha256 } of namedIn((await blobs.read(fonts)).toString('utf8'))) {
        if (!read.has(sha256)) await blobs.read(sha256)
        read.add(sha256)
      }
    } catch (error) {
      return { what: (error as Error).message, file: '字库' }
    }
  return undefined
}

type Seal = Place & { agencyId: string; sha256: string; size: string; hash: string | null }

/** Each archiving has its sealed bundle or its job waits to run within a day (one that was given up is told by the doctor), each of them is there, and is of this ledger: the fact that it seals is in it. */
export async function sealFault({ sql, blobs }: Pick<House, 'sql' | 'blobs'>): Promise<Fault | undefined> {
  const seals = sql<Seal[]>`
    select s.agency_id, s.case_id, s.position, s.sha256, s.size, coalesce(l.type, '') as type, l.hash
    from seals s left join ledger l using (agency_id, case_id, position)
    where not exists (
      select from ledger e where (e.agency_id, e.case_id, e.type) = (s.agency_id, s.case_id, 'wordsErased')
        and jsonb_exists(e.open->'hashes', s.sha256))
    order by 1, 2, 3`.cursor(200)
  for await (const page of seals)
    for (const { sha256, size, hash, caseId, position, type } of page) {
      const at = { caseId, position, type }
      if (hash === null || type !== 'archived') return { what: 'the sealed bundle is of no archived case', ...at }
      try {
        const found = await lookedFor(await blobs.get(sha256), hash)
        if (found.size !== Number(size)) return { what: 'the sealed bundle has another size', ...at }
        if (!found.is)
          return { what: 'the sealed bundle is of another ledger: the fact that it seals is not in it', ...at }
      } catch (error) {
        return { what: `the sealed bundle: ${(error as Error).message}`, ...at }
      }
    }
  const [unsealed] = await sql<Place[]>`
    select l.case_id, l.position, l.type from ledger l
    where l.type = 'archived' and not exists (
      select from seals s where (s.agency_id, s.case_id, s.position) = (l.agency_id, l.case_id, l.position))
      and not exists (
        select from graphile_worker._private_jobs j
        where j.run_at < now() + interval '1 day' and j.payload->>'caseId' = l.case_id::text and j.payload->>'position' = l.position::text) limit 1`
  return unsealed && { what: 'the sealed bundle of this archiving is missing', ...unsealed }
}

/** Bundles are stored, not compressed: their facts stand in them as text. */
async function lookedFor(content: AsyncIterable<Buffer>, text: string): Promise<{ size: number; is: boolean }> {
  let [size, is, rest] = [0, false, Buffer.alloc(0)]
  for await (const piece of content) {
    size += piece.length
    if (is) continue
    const seen = Buffer.concat([rest, piece])
    is = seen.includes(text)
    rest = seen.subarray(-text.length)
  }
  return { size, is }
}
