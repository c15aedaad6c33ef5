/**
 * How somebody is reminded: by which way, at which hour, when not at all. Their mobile number, its code and the address of their robot are
 * sealed together, for the address has its password in it. SQL: a sweep and its jobs ask too; the rest writes.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import type { WayName } from './tables.ts'

export type OwnSettings = {
  way: WayName
  /** Empty where there is none. */
  mobile: string
  hook: string
  /** Whoever sets the mobile number has told the code that was sent to it; before that nothing else goes there. */
  proven: boolean
  /** That code, and how often another one was told; empty where there is none, or no more tries. */
  code: string
  tries: number
  /** Hours of Asia/Shanghai, 0 to 23. */
  hour: number
  quietFrom: number
  quietTo: number
}

/** Of who has set nothing: as office hours are. */
export const USUAL: OwnSettings = {
  way: 'mail',
  mobile: '',
  hook: '',
  proven: false,
  code: '',
  tries: 0,
  hour: 8,
  quietFrom: 20,
  quietTo: 8,
}

type Sealed = Pick<OwnSettings, 'mobile' | 'hook' | 'proven' | 'code' | 'tries'>
type Row = Omit<OwnSettings, keyof Sealed> & { sealed: Buffer }

/** Those of one person. */
export async function settingsOf(
  { sql, keys }: { sql: Sql | Tx; keys: House['keys'] },
  personId: string,
): Promise<OwnSettings> {
  const [row] = await sql<Row[]>`
    select way, hour, quiet_from, quiet_to, sealed from own_reminders where person_id = ${personId}`
  if (!row) return USUAL
  const { sealed, ...open } = row
  // What was kept before there were codes has none of them.
  const kept = JSON.parse(keys.open('ways', [personId], sealed).toString('utf8')) as Partial<Sealed>
  const { mobile = '', hook = '', proven = false, code = '', tries = 0 } = kept
  return { ...open, mobile, hook, proven, code, tries }
}

/** Takes the place of what was set before. */
export async function keepSettings(
  tx: Tx,
  { keys, time }: Pick<House, 'keys' | 'time'>,
  personId: string,
  { way, hour, quietFrom, quietTo, mobile, hook, proven, code, tries }: OwnSettings,
): Promise<void> {
  const sealed = keys.seal('ways', [personId], JSON.stringify({ mobile, hook, proven, code, tries } satisfies Sealed))
  const row = { personId, way, sealed, hour, quietFrom, quietTo, at: time.now().toISOString() }
  await tx`
    insert into own_reminders ${tx(row)} on conflict (person_id) do update set way = excluded.way, sealed = excluded.sealed,
      hour = excluded.hour, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, at = excluded.at`
}

/** Whether nothing goes at this hour; equal ends: there are no quiet hours. */
export const isQuietAt = ({ quietFrom, quietTo }: Pick<OwnSettings, 'quietFrom' | 'quietTo'>, hour: number): boolean =>
  quietFrom < quietTo
    ? hour >= quietFrom && hour < quietTo
    : quietFrom > quietTo && (hour >= quietFrom || hour < quietTo)

/** Hosts of robots that an administrator of this agency, or of its intake office, allowed. */
export async function hostsFor(sql: Sql | Tx, agencyId: string): Promise<string[]> {
  const rows = await sql<{ host: string }[]>`
    select distinct h.host from reminder_hosts h join agencies a on a.id = ${agencyId} and h.agency_id in (a.id, a.taken_in_by)
    order by 1`
  return rows.map(({ host }) => host)
}

/** What reminders may go by in this agency: text messages where the office has a gateway, robots once a host is allowed. */
export async function waysOffered({ sql, sms }: Pick<House, 'sql' | 'sms'>, agencyId: string): Promise<WayName[]> {
  const hosts = await hostsFor(sql, agencyId)
  return ['mail', ...(sms ? (['sms'] as const) : []), ...(hosts.length > 0 ? (['webhook'] as const) : [])]
}
