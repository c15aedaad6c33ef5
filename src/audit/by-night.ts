/**
 * By night, and when the doctor looks: what was told since the last night, against its chain and signatures. All of it from
 * the first line is for `verify --all`. SQL: the night asks, and the doctor.
 */
import { openedByOffice } from '../ground/checkpoint.ts'
import { report } from '../ground/log.ts'
import { type House, overAll } from '../house.ts'
import { type Acknowledgements, acknowledgements } from './acknowledged.ts'
import { originOf } from './chain.ts'
import { type AuditFault, agenciesWithChain, asideFaults, type Found, oneChain, type Place } from './check.ts'

type Checking = Pick<House, 'sql' | 'keys'>
/** `more`: faults behind the first. */
type Checked = Place & { fault?: AuditFault; more: number }

/** @param house over all agencies @returns of each chain how far it is whole, the first fault behind that, and how many more */
export async function checkNewest(house: Checking): Promise<Map<string, Checked>> {
  const { sql } = house
  const checked = await sql<{ agencyId: string; position: string; hash: string }[]>`
    select agency_id, position, hash from audit_checked`
  const known = await acknowledgements(sql)
  const before = new Map(
    checked.map(({ agencyId, position, hash }) => [agencyId, { position: Number(position), hash }]),
  )
  const chains = new Map<string, Checked>()
  const waiting = await sql<{ agencyId: string }[]>`select distinct agency_id from audit_unchained`
  const ofWaiting = waiting.map(({ agencyId }) => agencyId)
  for (const agency of new Set([...(await agenciesWithChain(sql)), ...before.keys(), ...ofWaiting])) {
    const place = before.get(agency)
    const fault = place && (await placeFault(house, agency, place))
    const chain = await oneChain(house, agency, { after: place, known })
    const aside = await asideFaults(house, agency)
    const late = aside.faults.length > 0 ? undefined : await waitingFault(house, agency)
    const [first, ...rest] = [fault, ...chain.faults, ...aside.faults, late].filter((one) => one !== undefined)
    const { position, hash } = fault ? place! : chain.end
    chains.set(agency, {
      ...{ position, hash, more: rest.length + chain.unlisted + aside.unlisted },
      ...(first && { fault: first }),
    })
  }
  return chains
}

/** What is wrong with one chain behind the place up to which the last night found it whole. @param house over all agencies */
export async function faultsBehind(
  house: Checking,
  agency: string,
  known: Acknowledgements,
): Promise<Pick<Found, 'faulty'>> {
  const [place] = await house.sql<{ position: string; hash: string }[]>`
    select position, hash from audit_checked where agency_id = ${agency}`
  const after = place && { position: Number(place.position), hash: place.hash }
  return oneChain(house, agency, { after, known })
}

/** The chain still stands where it stood, and goes on to what was signed of it last. */
async function placeFault({ sql, keys }: Checking, agency: string, place: Place): Promise<AuditFault | undefined> {
  const [link] = await sql<{ hash: string }[]>`
    select encode(hash, 'hex') as hash from audit_chain where agency_id = ${agency} and position = ${place.position}`
  const named = (what: string) => ({ what, agency, position: place.position })
  if (place.position > 0 && link?.hash !== place.hash)
    return named('the chain is not the one that was verified the night before')
  const [head] = await sql<{ size: string; note: string; linked: boolean }[]>`
    select size, note, exists (select from audit_chain c where c.agency_id = h.agency_id and c.position = h.size) as linked
    from audit_heads h where agency_id = ${agency} order by size desc limit 1`
  if (!head) return undefined
  if (!head.linked) return named('lines that were signed are missing from the end of the chain')
  const origin = originOf(agency)
  return openedByOffice(head.note, keys, [origin]) ? undefined : named('what was signed is not this chain')
}

/** What waits: without its line, or longer than the worker takes. */
async function waitingFault({ sql }: Checking, agency: string): Promise<AuditFault | undefined> {
  const [fault] = await sql<AuditFault[]>`
    select case when l.id is null then 'a line that waits for the chain is missing'
      else 'lines wait for the chain longer than an hour: does the worker run?' end as what, u.agency_id as agency, u.id as line
    from audit_unchained u left join audit_lines l on l.agency_id = u.agency_id and l.id = u.id
    where u.agency_id = ${agency} and (l.id is null or u.since < clock_timestamp() - interval '1 hour')
    order by u.since limit 1`
  return fault
}

/** Keeps how far each chain is whole; what is not is written to stderr, and stays until it is mended. */
export async function checkAuditByNight(of: Pick<House, 'sql' | 'everywhere' | 'time' | 'keys'>): Promise<void> {
  const house = overAll(of)
  const chains = await checkNewest(house)
  for (const { fault, more } of chains.values())
    if (fault) report(`The audit of ${fault.agency} is not whole: ${inWords(fault, more)}`)
  const at = house.time.now().toISOString()
  const rows = [...chains].map(([agencyId, { fault, more, ...place }]) => ({
    ...{ agencyId, ...place, at },
    fault: fault ? inWords(fault, more) : null,
  }))
  for (const row of rows)
    await house.sql`
      insert into audit_checked ${house.sql(row)} on conflict (agency_id) do update
      set position = excluded.position, hash = excluded.hash, at = excluded.at, fault = excluded.fault`
}

const inWords = ({ what, line, position }: AuditFault, more: number) =>
  what +
  (line ? ` (line ${line}${position ? `, place ${position}` : ''})` : '') +
  (more > 0 ? `, and ${more} more` : '')

/** For the operator: `ok`, or what the last night found. */
export async function auditReport(sql: House['sql']): Promise<string> {
  const bad = await sql<{ agencyId: string; fault: string }[]>`
    select agency_id, fault from audit_checked where fault is not null order by agency_id`
  if (bad.length === 0) return 'ok'
  const { size } = await acknowledgements(sql)
  const known = size > 0 ? ` (${size} acknowledged)` : ''
  return bad.map(({ agencyId, fault }) => `the audit of ${agencyId} is not whole: ${fault}${known}`).join('; ')
}
