import type { Tx } from '../db/client.ts'

/**
 * The next number of a kind, for an agency and a year. One counter row, taken in the transaction that uses it:
 * a rollback gives it back, so there is neither a gap nor a repeat; only signatures inside one agency wait for each other.
 */
export async function takeNumber(tx: Tx, agencyId: string, year: number, kind: string): Promise<number> {
  const [row] = await tx<{ value: number }[]>`
    insert into counters (agency_id, year, kind, value) values (${agencyId}, ${year}, ${kind}, 1)
    on conflict (agency_id, year, kind) do update set value = counters.value + 1
    returning value`
  return row!.value
}

/** 登记编号: `2026-0012`. */
export const registrationNumber = (year: number, value: number) => `${year}-${String(value).padStart(4, '0')}`

/** 文号: six-corner brackets, the year in full, no leading zero (GB/T 9704 7.2.5). */
export const documentNumber = (mark: string, year: number, value: number) => `${mark}〔${year}〕${value}号`
