import type { Sql, Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { Agency } from '../people/queries.ts'
import { DEFAULT_FORMATS, inFormat, type NumberKind } from './number-formats.ts'

type Of = { agencyId: string; year: number; kind: string }

/** One counter row, taken in the transaction that uses it: a rollback gives it back, so there is neither a gap nor a repeat. */
const counted = (tx: Tx, { agencyId, year, kind }: Of) => tx`
  insert into counters (agency_id, year, kind, value) values (${agencyId}, ${year}, ${kind}, 1)
  on conflict (agency_id, year, kind) do update set value = counters.value + 1`

/** The next number of a kind, for an agency and a year; whoever numbers inside one agency waits for one another. */
export async function takeNumber(tx: Tx, of: Of): Promise<number> {
  const [row] = await tx<{ value: number }[]>`${counted(tx, of)} returning value`
  return row!.value
}

/**
 * 登记编号 or 文号, in the format that the agency has on that day, entered in the register: never given again, whatever
 * becomes of what bears it. The count of the year goes on when the format changes.
 * @throws Refusal NUMBER_TAKEN where the format, with this 机关代字, writes a number that was given before; a 文号 by any
 *   agency
 */
export async function takeOfficialNumber(
  tx: Tx,
  { id: agencyId, profile: { mark } }: Pick<Agency, 'id' | 'profile'>,
  kind: NumberKind,
  on: string,
): Promise<string> {
  const year = Number(on.slice(0, 4))
  const [row] = await tx<{ value: number; format: string | null }[]>`
    ${counted(tx, { agencyId, year, kind })}
    returning value, (
      select format from number_formats f where f.agency_id = ${agencyId} and f.kind = ${kind} and from_day <= ${on}
      order by from_day desc, id desc limit 1) as format`
  const { value, format } = row!
  const number = inFormat(format ?? DEFAULT_FORMATS[kind], { mark, year, value })
  const given = await tx`
    insert into document_numbers
      ${tx({ agencyId, year, kind, value, number, mark: kind === 'registration' ? null : mark })}
    on conflict do nothing returning 1`
  if (given.length === 0)
    throw new Refusal('NUMBER_TAKEN', {
      message: `编号“${number}”已经用过，没有编定。请管理员在“设置”中调整编号的格式`,
    })
  return number
}

/** 登记编号 as this agency writes its first of the year, for samples; nothing is taken. SQL: the mark lies inside the profile. */
export async function sampleNumber(sql: Sql, agencyId: string, on: string): Promise<string> {
  const [row] = await sql<{ mark: string | null; format: string | null }[]>`
    select profile->>'mark' as mark, (
      select format from number_formats f where f.agency_id = a.id and f.kind = 'registration' and from_day <= ${on}
      order by from_day desc, id desc limit 1) as format
    from agencies a where a.id = ${agencyId}`
  const { mark, format } = row!
  return inFormat(format ?? DEFAULT_FORMATS.registration, { mark: mark ?? '', year: Number(on.slice(0, 4)), value: 1 })
}
