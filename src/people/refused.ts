/** Who was refused at the door, in the audit. */
import { tell } from '../audit/write.ts'
import { Refusal, type RefusalCode } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { From } from './sessions.ts'
import { type Counter, counted, Delayed, ofLines } from './tries.ts'

type Who = {
  /** Of somebody who is there; undefined where the name is nobody's. */
  username?: string | undefined
  /** What was typed as a name: it may be a password, so that only a keyed hash of it is kept. */
  typed?: string
  /** How many tries before this one were refused without being looked at. */
  unseen?: number
}

/**
 * The same as `counted`; the first try that is refused unseen is told at once, so that whoever watches sees an account
 * delayed, and then each tenth, hundredth and so on.
 * @throws Refusal SIGN_IN_DELAYED
 */
export async function countedAtTheDoor(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  from: From,
  counters: readonly Counter[],
  username: string,
): Promise<number> {
  try {
    return await counted(house, counters)
  } catch (error) {
    if (error instanceof Delayed && Number.isInteger(Math.log10(error.unseen))) {
      // SQL: beside the statement that counted.
      const [person] = await house.sql`select 1 from people where username = ${username} and ended_at is null`
      const who = { username: person && username, typed: username, unseen: error.unseen }
      await refusedAtTheDoor(house, from, who, 'SIGN_IN_DELAYED')
    }
    throw error
  }
}

/** One line, as long as there are few: a flood is counted, and told by the next line that there is room for. */
export async function refusedAtTheDoor(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  from: From,
  { username, typed, unseen = 0 }: Who,
  reason: RefusalCode,
): Promise<void> {
  let left: number
  try {
    left = await counted(house, ofLines(house, username))
  } catch (error) {
    if (error instanceof Refusal) return
    throw error
  }
  await tell(house.sql, house, {
    by: username ? `staff:${username}` : 'nobody',
    ...{ what: 'signIn', succeeded: false, address: from.address },
    // Eight characters tell one name from another in a list; the same name gives the same.
    subject: username || !typed ? undefined : `#${house.keys.lookup(`name ${typed}`).slice(0, 8)}`,
    detail: { reason, program: from.program, ...(unseen > 0 && { unseen }), ...(left > 0 && { left }) },
  })
}
