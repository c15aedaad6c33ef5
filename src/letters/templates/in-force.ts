/**
 * The wording that holds in an agency on a day: the shipped set, overlaid by the agency's own approved versions. SQL:
 * read once at the start, and when a version is decided on.
 */

import type { Choices } from '../../../workflows/statute/choices.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { Sql } from '../../db/client.ts'
import { readOnNotice } from '../../db/read-on-notice.ts'
import { type Message, messageFrom, type Template, templateFrom } from '../../documents/index.ts'
import { report } from '../../ground/log.ts'
import { shippedMessages } from './messages.ts'
import { shippedFor } from './shipped.ts'

export type TemplatesInForce = {
  templatesFor(agencyId: string, on: Day): Templates
  messagesFor(agencyId: string, on: Day): Messages
  reload(): Promise<void>
  close(): Promise<void>
}

/** Says that a version was approved or withdrawn. */
export const CHANNEL = 'templates'

type Templates = ReadonlyMap<string, Template>
type Messages = ReadonlyMap<string, Message>
type Span = { id: string; from: Day; until: Day | null }
type Approved = Span & { template: Template | undefined }
type ApprovedMessage = Span & { message: Message | undefined }
/** The words that each agency approved, in the order of approval. */
type Own = { letters: Map<string, Approved[]>; messages: Map<string, ApprovedMessage[]> }

/** Days asked for lie near today; a history replayed over years would fill the memory. */
const REMEMBERED = 1_000

/**
 * Opens the wording in force in every agency and keeps it so; a missed notice is made up for when the connection comes back.
 * @param choicesOf what an agency has chosen on a day where the law is open: the shipped words tell remedies by it
 */
export async function openTemplates(
  sql: Sql,
  choicesOf: (agencyId: string, on: Day) => Choices,
): Promise<TemplatesInForce> {
  let approved: Own = { letters: new Map(), messages: new Map() }
  const known = new Map<string, { base: Templates; templates: Templates }>()

  const reader = await readOnNotice(sql, CHANNEL, 'The templates', async () => {
    approved = await allApproved(sql)
    known.clear()
  })

  return {
    templatesFor(agencyId, on) {
      const base = shippedFor(choicesOf(agencyId, on))
      const own = approved.letters.get(agencyId)
      if (!own) return base
      const key = `${agencyId} ${on}`
      let last = known.get(key)
      if (last?.base !== base) {
        if (known.size >= REMEMBERED) known.clear()
        last = { base, templates: overlaid(base, own, on) }
        known.set(key, last)
      }
      return last.templates
    },
    messagesFor(agencyId, on) {
      const own = approved.messages.get(agencyId)?.filter((one) => holds(one, on))
      if (!own || own.length === 0) return shippedMessages
      const messages = new Map(shippedMessages)
      // What a later program cannot read is said in the shipped words: an applicant must be told all the same.
      for (const { id, message } of own) if (message) messages.set(id, message)
      return messages
    },
    reload: reader.again,
    close: reader.close,
  }
}

const holds = ({ from, until }: Span, on: Day) => from <= on && (until === null || on < until)

/** Of two that hold on the same day, the one approved later: the rows come in the order of approval. */
function overlaid(base: Templates, own: readonly Approved[], on: Day): Templates {
  const holding = own.filter((one) => holds(one, on))
  if (holding.length === 0) return base
  const templates = new Map(base)
  for (const { id, template } of holding) {
    if (template) templates.set(id, template)
    else templates.delete(id) // no letter goes out with words that nobody approved
  }
  return templates
}

async function allApproved(sql: Sql): Promise<Own> {
  const rows = await sql<
    { agencyId: string; template: string; version: number; resolved: string; from: Day; until: Day | null }[]
  >`
    select v.agency_id, v.template, v.version, v.resolved, a.day as from, w.day as until
    from template_acts a
    join template_versions v using (agency_id, template, version)
    left join template_acts w
      on (w.agency_id, w.template, w.version, w.act) = (a.agency_id, a.template, a.version, 'withdrawn')
    where a.act = 'approved' order by a.agency_id, a.template, a.position`
  const approved: Own = { letters: new Map(), messages: new Map() }
  for (const { agencyId, template: id, version, resolved, from, until } of rows) {
    const span = { id, from, until }
    if (shippedMessages.has(id)) {
      const message = messageFrom(id, resolved, version)
      if (!message) report(`Version ${version} of message ${id} of ${agencyId} cannot be read`)
      approved.messages.set(agencyId, [...(approved.messages.get(agencyId) ?? []), { ...span, message }])
    } else {
      const template = readAgain(resolved, id, version, from, agencyId)
      approved.letters.set(agencyId, [...(approved.letters.get(agencyId) ?? []), { ...span, template }])
    }
  }
  return approved
}

/** A version was whole when it was saved. If a later program reads templates more strictly, it must be written anew. */
function readAgain(resolved: string, id: string, version: number, inForce: Day, agencyId: string) {
  try {
    return { ...templateFrom(resolved), version, inForce }
  } catch (error) {
    report(`Version ${version} of template ${id} of ${agencyId} cannot be read`, error)
    return undefined
  }
}
