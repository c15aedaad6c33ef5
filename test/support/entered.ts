/**
 * Sessions of the demonstration's people, as their door opens them once the password is found right. To find it right takes
 * 30 ms of a core each time, and the people of a story sign in anew on each of its days: a tenth of the whole suite. What is
 * asked at the door is asked in test/people.
 */

import type { House } from '../../src/house.ts'
import { enter } from '../../src/people/sign-in.ts'
import { newAddress } from './api.ts'

/** @returns the token; nothing for whoever is not there, has a password of their own, or shows something besides it */
export async function entered(house: House, username: string): Promise<string | undefined> {
  const [person] = await house.sql<{ id: string }[]>`
    select id from people where username = ${username} and ended_at is null and demonstration
      and password like '$argon2id$m=64,t=1,%'`
  if (!person) return undefined
  const from = { address: newAddress(), program: 'lightMyRequest' } // as a request through the whole application is told
  return (await enter(house, from, { personId: person.id, username, factor: null })).token
}
