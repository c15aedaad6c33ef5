/** Inviting somebody, and drawing their one-time link: told once, and kept nowhere. */

import { addressOf } from '../../ground/config.ts'
import { invalid } from '../../ground/errors.ts'
import type { House, Serving } from '../../house.ts'
import { hasBeenIn, linkOf, newLink } from '../../people/links.ts'
import { administers, type Role } from '../../people/may.ts'
import { addPerson } from '../../people/newcomers.ts'
import { type Approver, decideIn, proposeLink } from '../../people/recovery.ts'
import { randomToken, type Viewer } from '../../people/sessions.ts'
import { type Answer, once } from '../../web/once.ts'
import { personFor } from './change.ts'

type Keyed = { scope: string; key: string | undefined }
export type Invited = { id: string; username: string; link?: string; waits?: 'security' }
type NewPerson = {
  username: string
  name: string
  agency?: string | undefined
  email?: string | null | undefined
  roles: Role[]
  units?: string[] | undefined
  why?: string | undefined
}

/**
 * A new person of an agency that this administrator looks after, with a link where nothing waits for a security officer.
 * @throws Refusal INVALID, KEY_REUSED
 */
export async function invitePerson(
  house: Serving,
  viewer: Viewer,
  asked: NewPerson,
  { scope, key }: Keyed,
): Promise<Answer<Invited>> {
  const { username, name, email, roles, units = [], agency: agencyId = viewer.agency.id } = asked
  if (!administers(viewer, agencyId))
    throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '没有这个机关，请从列表中选择' })
  const how = { by: `staff:${viewer.username}`, why: asked.why ?? '新进人员' }
  const token = tokenFor(house, scope, key)
  const request = `invite ${JSON.stringify(asked)}`
  const answer = await once(house, { scope, key, request }, 201, async (tx) => {
    const added = await addPerson(tx, house, { username, name, email, agencyId, roles, units }, how)
    if (added.waits === null) await newLink(tx, house, added.id, { by: how.by, token })
    return added
  })
  const { id, waits } = answer.body
  return { ...answer, body: { id, username, ...(waits ? { waits } : { link: address(house, token) }) } }
}

/** A link; or whose word it waits for. */
type Drawn = { link: string } | { waits: Approver }

/**
 * A new link for somebody who lost theirs. For who has been in it is asked for alone: it waits for a second person, who hands
 * it over, and nothing ends before it is used.
 * @throws Refusal NOT_FOUND, FACT_REFUSED, INVALID ONESELF, KEY_REUSED
 */
export async function drawLink(
  house: Serving,
  viewer: Viewer,
  id: string,
  { scope, key }: Keyed,
): Promise<Answer<Drawn>> {
  const token = tokenFor(house, `${scope} ${id}`, key)
  const answer = await once(
    house,
    { scope, key, request: `link ${id}` },
    201,
    async (tx): Promise<{ waits?: Approver }> => {
      await personFor(tx, viewer, id)
      if (id === viewer.id) throw invalid({ field: 'id', code: 'ONESELF', message: '自己的密码在“我的账号”里更改' })
      if (await hasBeenIn(tx, id)) return { waits: await proposeLink(tx, house, viewer, id) }
      await newLink(tx, house, id, { by: `staff:${viewer.username}`, token })
      return {}
    },
  )
  const { waits } = answer.body
  return { ...answer, body: waits ? { waits } : { link: address(house, token) } }
}

/**
 * A second person's word on a link, or on beginning anew, that somebody asked for: the link, to be handed over in person; none
 * where it is turned down.
 * @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED, KEY_REUSED
 */
export async function decideRecovery(
  house: Serving,
  viewer: Viewer,
  { id, approved }: { id: string; approved: boolean },
  { scope, key }: Keyed,
): Promise<Answer<{ recovery: string; approved: boolean; link?: string }>> {
  const token = tokenFor(house, `${scope} ${id}`, key)
  const answer = await once(house, { scope, key, request: `${id} ${approved}` }, 201, async (tx) => {
    await decideIn(tx, house, viewer, { id, approved, token })
    return { recovery: id, approved }
  })
  return approved ? { ...answer, body: { ...answer.body, link: address(house, token) } } : answer
}

/** A repeat of the same request is told the same link: it follows from the key, so that it need not be kept. */
const tokenFor = (house: Pick<House, 'keys'>, scope: string, key: string | undefined) =>
  key ? house.keys.lookup(`link ${scope} ${key}`) : randomToken()

const address = ({ config }: Pick<House, 'config'>, token: string) => addressOf(config, config.port) + linkOf(token)
