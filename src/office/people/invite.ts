/** Inviting somebody, and drawing their one-time link: told once, and kept nowhere. */

import { addressOf } from '../../ground/config.ts'
import { invalid } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { linkOf, newLink } from '../../people/links.ts'
import { administers, type Role } from '../../people/may.ts'
import { addPerson } from '../../people/newcomers.ts'
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
  house: House,
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
    if (added.waits === null) await newLink(tx, house, added.id, token)
    return added
  })
  const { id, waits } = answer.body
  return { ...answer, body: { id, username, ...(waits ? { waits } : { link: address(house, token) }) } }
}

/**
 * A new link for somebody who lost theirs, or their password: their sessions end, and so do older links.
 * @throws Refusal NOT_FOUND, FACT_REFUSED, INVALID ONESELF, KEY_REUSED
 */
export async function drawLink(
  house: House,
  viewer: Viewer,
  id: string,
  { scope, key }: Keyed,
): Promise<Answer<{ link: string }>> {
  const token = tokenFor(house, `${scope} ${id}`, key)
  const answer = await once(house, { scope, key, request: `link ${id}` }, 201, async (tx) => {
    await personFor(tx, viewer, id)
    if (id === viewer.id) throw invalid({ field: 'id', code: 'ONESELF', message: '自己的密码在“我的账号”里更改' })
    await newLink(tx, house, id, token)
    return { id }
  })
  return { ...answer, body: { link: address(house, token) } }
}

/** A repeat of the same request is told the same link: it follows from the key, so that it need not be kept. */
const tokenFor = (house: Pick<House, 'keys'>, scope: string, key: string | undefined) =>
  key ? house.keys.lookup(`link ${scope} ${key}`) : randomToken()

const address = ({ config }: Pick<House, 'config'>, token: string) => addressOf(config, config.port) + linkOf(token)
