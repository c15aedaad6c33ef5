/** What the door has no more use for: sessions and arrivals that are over, failures that are forgotten. */
import { tell } from '../audit/write.ts'
import type { House } from '../house.ts'

const [MINUTE, DAY] = [60_000, 86_400_000]

/** Deletes it. What is over opens nothing before that either; tries without a line of their own are told in one. */
export async function sweepDoor(house: Pick<House, 'sql' | 'time' | 'config'>): Promise<void> {
  const { sql, time, config } = house
  const now = time.now().getTime()
  const at = (ago: number) => new Date(now - ago).toISOString()
  await sql`delete from sessions where expires_at <= ${at(0)} or used_at <= ${at(config.sessions.idleMinutes * MINUTE)}`
  await sql`delete from arrivals where expires_at <= ${at(0)}`
  await sql`delete from challenges where expires_at <= ${at(0)}`
  await sql`delete from provider_requests where expires_at <= ${at(0)}`
  await sql.begin(async (tx) => {
    const gone = await tx<{ refused: number }[]>`delete from tries where since <= ${at(DAY)} returning refused`
    const unseen = gone.reduce((sum, { refused }) => sum + refused, 0)
    // Counted by keyed hashes, which name nobody: the first of each kind was told with its name.
    const told = {
      by: 'system',
      what: 'signIn',
      succeeded: false,
      detail: { reason: 'SIGN_IN_DELAYED', unseen },
    } as const
    if (unseen > 0) await tell(tx, house, told)
  })
}
