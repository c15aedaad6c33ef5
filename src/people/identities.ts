/** Who an identity of the provider is in this house: found by the user name once, and by its own identifier from then on. */
import type { Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordChange } from './changes.ts'
import type { Identity } from './oidc.ts'
import type { From } from './sessions.ts'
import { type Known, knownAs, type Standing, standing } from './sign-in.ts'
import { counted, forgiven, ofPassword } from './tries.ts'

/**
 * The person behind it, who has to be there already: nobody is added, and nothing is given. Counted like a password.
 * @throws Refusal SIGN_IN_DELAYED, PROVIDER_STRANGER
 */
export async function personBehind(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  from: From,
  { issuer, subject, username }: Identity,
): Promise<Known> {
  const tries = ofPassword(house, username, from.address)
  await counted(house, tries)
  const known = await house.sql.begin(async (tx) => {
    const [bound] = await boundTo(tx, issuer, subject)
    // Without a binding: the user name, unless that person is somebody else there.
    const people = await tx<(Standing & { agencyId: string })[]>`
      select p.agency_id, ${standing(tx, house.time.today())} from people p
      where p.ended_at is null and not p.demonstration and case when ${bound !== undefined}
        then p.id = ${bound?.personId ?? null}::uuid
        else lower(p.username) = lower(${username})
          and not exists (select from provider_identities where issuer = ${issuer} and person_id = p.id) end`
    const [person] = people
    if (!person || people.length > 1) throw new Refusal('PROVIDER_STRANGER')
    if (!bound) await bind(tx, house, person, { issuer, subject })
    return knownAs(person)
  })
  await forgiven(house, tries)
  return known
}

const boundTo = (tx: Tx, issuer: string, subject: string) => tx<{ personId: string }[]>`
  select person_id from provider_identities where issuer = ${issuer} and subject = ${subject}`

type Bound = { issuer: string; subject: string }

/** Of two browsers that come for the first time at once, one writes it. @throws Refusal PROVIDER_STRANGER where it is another's by now */
async function bind(
  tx: Tx,
  house: Pick<House, 'time'>,
  { id, username, agencyId }: Standing & { agencyId: string },
  { issuer, subject }: Bound,
): Promise<void> {
  const written = await tx`
    insert into provider_identities (issuer, subject, person_id, at)
    values (${issuer}, ${subject}, ${id}, ${house.time.now().toISOString()}) on conflict do nothing returning 1 as written`
  const [kept] = await boundTo(tx, issuer, subject)
  if (kept?.personId !== id) throw new Refusal('PROVIDER_STRANGER')
  if (written.length === 0) return
  const change = { agencyId, what: 'identity' as const, subject: username, before: null, after: { issuer, subject } }
  await recordChange(tx, house, change, `staff:${username}`)
}

/** Takes from somebody who they are at the provider: the next sign-in there finds them by name again. */
export async function unbind(tx: Tx, house: Pick<House, 'time'>, personId: string, by: string): Promise<void> {
  const gone = await tx<(Bound & { username: string; agencyId: string })[]>`
    delete from provider_identities i using people p where p.id = i.person_id and p.id = ${personId}
    returning i.issuer, i.subject, p.username, p.agency_id`
  for (const { issuer, subject, username, agencyId } of gone) {
    const change = { agencyId, what: 'identity' as const, subject: username, before: { issuer, subject }, after: null }
    await recordChange(tx, house, change, by)
  }
}
