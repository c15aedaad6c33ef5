/** What the door has no more use for: sessions and arrivals that are over, failures that are forgotten. */
import type { House } from '../house.ts'

const [MINUTE, DAY] = [60_000, 86_400_000]

/** Deletes it. What is over opens nothing before that either. */
export async function sweepDoor({ sql, time, config }: Pick<House, 'sql' | 'time' | 'config'>): Promise<void> {
  const now = time.now().getTime()
  const at = (ago: number) => new Date(now - ago).toISOString()
  await sql`delete from sessions where expires_at <= ${at(0)} or used_at <= ${at(config.sessions.idleMinutes * MINUTE)}`
  await sql`delete from arrivals where expires_at <= ${at(0)}`
  await sql`delete from challenges where expires_at <= ${at(0)}`
  await sql`delete from provider_requests where expires_at <= ${at(0)}`
  await sql`delete from tries where since <= ${at(DAY)}`
}
