/** Whose site this is, as the first intake office sets it: at the foot of each public page, and in both statements. */
import { z } from 'zod'
import { json, type Sql, type Tx } from '../db/client.ts'
import type { Site } from '../ground/site.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import type { Viewer } from '../people/sessions.ts'
import { text } from '../web/given.ts'

const LINE = 200
const STATEMENT = 5_000

export const SITE = z.object({
  host: text(LINE, 0),
  operator: text(LINE, 0),
  code: text(40, 0).refine((code) => /^(?:[0-9A-Za-z]{10})?$/.test(code), { error: '网站标识码是十位字母或者数字' }),
  icp: text(LINE, 0),
  police: text(LINE, 0),
  contact: text(LINE, 0),
  privacy: text(STATEMENT, 0),
  accessibility: text(STATEMENT, 0),
} satisfies Record<keyof Site, z.ZodType>)

/** What was left empty is not kept: its line is not shown. */
export const filledIn = (site: z.infer<typeof SITE>): Site =>
  Object.fromEntries(Object.entries(site).filter(([, value]) => value !== ''))

/** The agency that speaks for the site. SQL: a change asks it in its transaction. */
export async function siteAgency(sql: Sql | Tx): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`select id from agencies where taken_in_by = id order by position limit 1`
  return row?.id
}

/** Sets it, with what was there before on record. SQL: a change, in its transaction. */
export async function setSite(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  site: Site,
  by: Pick<Viewer, 'username'>,
) {
  const [row] = await tx<{ site: Site | null }[]>`select site from agencies where id = ${agencyId} for update`
  await tx`update agencies set site = ${json(site)}::jsonb where id = ${agencyId}`
  const change = { agencyId, what: 'agency' as const, subject: agencyId, before: row!.site ?? {}, after: site }
  await recordChange(tx, house, change, `staff:${by.username}`)
}
