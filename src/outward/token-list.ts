/** The access tokens of agencies, as their administrators and security officers read them: never the token itself. */
import { desc, inArray } from 'drizzle-orm'
import type { Day } from '../../workflows/statute/days.ts'
import type { Db } from '../db/client.ts'
import { accessTokens } from './tables.ts'

export type TokenState = 'waits' | 'inForce' | 'refused' | 'revoked' | 'over'

const SHOWN = {
  id: accessTokens.id,
  agency: accessTokens.agencyId,
  name: accessTokens.name,
  scopes: accessTokens.scopes,
  purpose: accessTokens.purpose,
  perMinute: accessTokens.perMinute,
  until: accessTokens.until,
  by: accessTokens.by,
  at: accessTokens.at,
  approved: accessTokens.approved,
  decidedBy: accessTokens.decidedBy,
  decidedAt: accessTokens.decidedAt,
  why: accessTokens.why,
  usedAt: accessTokens.usedAt,
  revokedAt: accessTokens.revokedAt,
  revokedBy: accessTokens.revokedBy,
}

/** The latest first, each with how it stands on this day. */
export async function tokensOf(db: Db, agencyIds: readonly string[], today: Day) {
  const rows = await db
    .select(SHOWN)
    .from(accessTokens)
    .where(inArray(accessTokens.agencyId, [...agencyIds]))
    .orderBy(desc(accessTokens.at), accessTokens.name)
  return rows.map(({ approved, ...row }) => ({ ...row, state: stateOf({ ...row, approved }, today) }))
}
export type TokenView = Awaited<ReturnType<typeof tokensOf>>[number]

type Standing = { approved: boolean | null; revokedAt: string | null; until: string }

function stateOf({ approved, revokedAt, until }: Standing, today: Day): TokenState {
  if (revokedAt) return 'revoked'
  if (approved === false) return 'refused'
  if (until < today) return 'over'
  return approved ? 'inForce' : 'waits'
}
