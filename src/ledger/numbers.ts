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

/**
 * 文号, given as the letter is made and entered in the register: never given again, whatever becomes of the letter.
 * Six-corner brackets, the year in full, no leading zero (GB/T 9704 7.2.5).
 */
export async function takeDocumentNumber(
  tx: Tx,
  agencyId: string,
  year: number,
  kind: DocumentKind,
  mark: string,
): Promise<string> {
  const value = await takeNumber(tx, agencyId, year, kind)
  const number = `${mark}${SERIES[kind]}〔${year}〕${value}号`
  await tx`insert into document_numbers ${tx({ agencyId, year, kind, value, number })}`
  return number
}

/** Replies and notices count apart. */
export const SERIES = { reply: '复', notice: '告' } as const
export type DocumentKind = keyof typeof SERIES

/** 登记编号: `2026-0012`. */
export const registrationNumber = (year: number, value: number) => `${year}-${String(value).padStart(4, '0')}`
