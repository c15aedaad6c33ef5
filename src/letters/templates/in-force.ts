/**
 * The wording that holds in an agency on a day: the shipped set, overlaid by the agency's own approved versions. SQL:
 * read once at the start, and when a version is decided on.
 */

import type { Choices } from '../../../workflows/statute/choices.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { Sql } from '../../db/client.ts'
import { readOnNotice } from '../../db/read-on-notice.ts'
import { type Template, templateFrom } from '../../documents/index.ts'
import { report } from '../../ground/log.ts'
import { shippedFor } from './shipped.ts'

export type TemplatesInForce = {
  templatesFor(agencyId: string, on: Day): Templates
  reload(): Promise<void>
  close(): Promise<void>
}

/** Says that a version was approved or withdrawn. */
export const CHANNEL = 'templates'

type Templates = ReadonlyMap<string, Template>
type Approved = { id: string; from: Day; until: Day | null; template: Template | undefined }

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
  let approved = new Map<string, Approved[]>()
  const known = new Map<string, { base: Templates; templates: Templates }>()

  const reader = await readOnNotice(sql, CHANNEL, 'The templates', async () => {
    approved = await allApproved(sql)
    known.clear()
  })

  return {
    templatesFor(agencyId, on) {
      const base = shippedFor(choicesOf(agencyId, on))
      const own = approved.get(agencyId)
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
    reload: reader.again,
    close: reader.close,
  }
}

/** Of two that hold on the same day, the one approved later: the rows come in the order of approval. */
function overlaid(base: Templates, own: readonly Approved[], on: Day): Templates {
  const holding = own.filter(({ from, until }) => from <= on && (until === null || on < until))
  if (holding.length === 0) return base
  const templates = new Map(base)
  for (const { id, template } of holding) {
    if (template) templates.set(id, template)
    else templates.delete(id) // no letter goes out with words that nobody approved
  }
  return templates
}

async function allApproved(sql: Sql): Promise<Map<string, Approved[]>> {
  const rows = await sql<
    { agencyId: string; template: string; version: number; resolved: string; from: Day; until: Day | null }[]
  >`
    select v.agency_id, v.template, v.version, v.resolved, a.day as from, w.day as until
    from template_acts a
    join template_versions v using (agency_id, template, version)
    left join template_acts w
      on (w.agency_id, w.template, w.version, w.act) = (a.agency_id, a.template, a.version, 'withdrawn')
    where a.act = 'approved' order by a.agency_id, a.template, a.position`
  const approved = new Map<string, Approved[]>()
  for (const { agencyId, template: id, version, resolved, from, until } of rows) {
    const each = { id, from, until, template: readAgain(resolved, id, version, from, agencyId) }
    approved.set(agencyId, [...(approved.get(agencyId) ?? []), each])
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
