/** 对账: a day's counts as the platform has them, beside ours. It is asked for the whole installation, whose secret it knows. */
import type { Day } from '../../workflows/statute/days.ts'
import { Refusal } from '../ground/errors.ts'
import { askOutside } from '../ground/outside.ts'
import type { House } from '../house.ts'
import { countsOf, type DayCounts } from './days.ts'
import { signedHeaders } from './signature.ts'

const PATIENCE = 10_000 // ms

/** `theirs`: undefined where it did not say. Their `received` is what we sent. */
export type Compared = { day: Day; ours: DayCounts; theirs?: DayCounts }

/** @throws Refusal EXCHANGE_NOWHERE */
export async function compareDay(
  { sql, config, time }: Pick<House, 'sql' | 'config' | 'time'>,
  day: Day,
): Promise<Compared> {
  if (!config.exchange) throw new Refusal('EXCHANGE_NOWHERE')
  const ours = await countsOf(sql, day)
  const { url, secrets } = config.exchange
  const address = `${url}/days/${day}`
  try {
    const headers = signedHeaders(secrets[0], { method: 'GET', path: new URL(address).pathname, body: '' }, time.now())
    const { status, said } = await askOutside(config, 'exchange', address, {
      method: 'GET',
      headers,
      patience: PATIENCE,
    })
    const theirs = status === 200 ? countsIn(said) : undefined
    return { day, ours, ...(theirs && { theirs }) }
  } catch {
    return { day, ours }
  }
}

function countsIn(said: string): DayCounts | undefined {
  try {
    const { sent, received } = JSON.parse(said) as Record<'sent' | 'received', Record<string, unknown>>
    const counts = [sent.applications, sent.steps, received.applications, received.steps]
    if (!counts.every((one): one is number => Number.isSafeInteger(one))) return undefined
    const [a, b, c, d] = counts as [number, number, number, number]
    return { sent: { applications: a, steps: b }, received: { applications: c, steps: d } }
  } catch {
    return undefined
  }
}
