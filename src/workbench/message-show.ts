/** Puts together what the pages of mails and text messages show. */
import { type Message, messageFrom } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { folderOf, type MessageFolder, shippedMessages } from '../letters/templates/messages.ts'
import { everyAct, everyVersion, sourceOfVersion } from './queries.ts'
import { holding, mayDo, standingOf } from './standing.ts'
import type { Frame, Row, Which } from './views.ts'

export type MessageRow = Pick<Row, 'id' | 'version' | 'isOwn' | 'pending'> & {
  folder: MessageFolder
  title: string
  statutory: boolean | null
}

/** One row a message: what holds today, and the agency's versions on the way. */
export async function messagesOf(
  house: Pick<House, 'db' | 'messagesFor'>,
  { viewer, scope, today }: Frame,
): Promise<MessageRow[]> {
  const agencyId = scope.agency.id
  const inForce = house.messagesFor(agencyId, today)
  const [versions, acts] = await Promise.all([everyVersion(house.db, agencyId), everyAct(house.db, agencyId)])
  return [...shippedMessages.values()].map((ground) => {
    const ownActs = acts.filter(({ template }) => template === ground.id)
    const message = inForce.get(ground.id)!
    const pending = versions
      .filter(({ template }) => template === ground.id)
      .flatMap(({ version, by }) => {
        const standing = standingOf(version, ownActs, today)
        if (standing !== 'draft' && standing !== 'submitted' && standing !== 'coming') return []
        const day = ownActs.find((each) => each.version === version && each.act === 'approved')?.day ?? null
        return [{ version, standing, by, day, forYou: mayDo({ version, by }, ownActs, viewer).includes('approved') }]
      })
    return {
      ...{ id: ground.id, folder: folderOf(ground), title: titleOf(ground), statutory: ground.statutory },
      ...{ version: message.version, isOwn: holding(ownActs, today) !== null, pending },
    }
  })
}

/** How many wait for this person's approval: of all versions, those of messages. */
export const waitingForYou = (rows: readonly MessageRow[]): number =>
  rows.reduce((sum, { pending }) => sum + pending.filter(({ forYou }) => forYou).length, 0)

/** Of those that have no subject of their own, or one that is filled as a whole. */
const NAMES: Readonly<Record<string, string>> = { digest: '每日汇总', urgent: '紧急提醒' }

/** What it is called: by its shipped subject without the number at its end; a text message as the mail that says the same. */
export function titleOf({ id }: Pick<Message, 'id'>): string {
  const name = id.split('.')[1]!
  const { subject } = shippedMessages.get(id)!
  const said = NAMES[name] ?? subject ?? shippedMessages.get(`mails.${name}`)?.subject ?? name
  return said.replace(/（[^（]*$/, '').replace(/\{\{[^{}]*\}\}/g, '您')
}

/** The words of a version. @throws Refusal NOT_FOUND */
export async function messageOfVersion(
  house: Pick<House, 'sql'>,
  { scope }: Frame,
  id: string,
  which: Which,
): Promise<Message> {
  if (which === null) return shippedMessages.get(id)!
  const row = await sourceOfVersion(house.sql, { agencyId: scope.agency.id, template: id }, which)
  const message = row && messageFrom(id, row.source, which)
  if (!message) throw notFound()
  return message
}
