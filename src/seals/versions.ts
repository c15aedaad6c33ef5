/** The versions of the agencies' seals as people read them: what was uploaded, asked and decided, and how each stands. */
import { and, asc, desc, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { agencySealDecisions, agencySealRevocations, agencySeals } from './tables.ts'

/** What a second person said. Instants in ISO 8601. */
export type Decision = { approved: boolean; by: string; at: string; why: string }

/** That a version is to end. */
export type Revocation = { request: number; reason: string; by: string; at: string; decision: Decision | null }

/** How a version stands: `earlier` was in force until a later one was approved. */
export type Standing = 'waiting' | 'refused' | 'inForce' | 'earlier' | 'revoked'

/** One version of an agency's seal, without its key. */
export type SealVersion = {
  agencyId: string
  version: number
  subject: string
  issuer: string
  serial: string
  notBefore: string
  notAfter: string
  fingerprint: string | null
  chain: string[]
  selfSigned: boolean
  picture: string | null
  diameter: number
  authority: string | null
  by: string
  at: string
  decision: Decision | null
  revocations: Revocation[]
  standing: Standing
}

/** Every version of these agencies, the newest first. Not the keys. */
export async function sealsOf(db: Db, agencyIds: readonly string[]): Promise<SealVersion[]> {
  const ids = [...agencyIds]
  const { encrypted: _, provider: __, ...shown } = getTableColumns(agencySeals)
  const [rows, asked, decided] = await Promise.all([
    db
      .select(shown)
      .from(agencySeals)
      .where(inArray(agencySeals.agencyId, ids))
      .orderBy(asc(agencySeals.agencyId), desc(agencySeals.version)),
    db
      .select()
      .from(agencySealRevocations)
      .where(inArray(agencySealRevocations.agencyId, ids))
      .orderBy(asc(agencySealRevocations.request)),
    db.select().from(agencySealDecisions).where(inArray(agencySealDecisions.agencyId, ids)),
  ])
  const newest = new Set<string>()
  return rows.map((row) => {
    const ofIt = (each: { agencyId: string; version: number }) =>
      each.agencyId === row.agencyId && each.version === row.version
    const decisionOn = (request: number) => {
      const found = decided.find((each) => ofIt(each) && each.request === request)
      return found ? { approved: found.approved, by: found.by, at: iso(found.at), why: found.why } : null
    }
    const decision = decisionOn(0)
    const revocations = asked.filter(ofIt).map(({ request, reason, by, at }) => ({
      ...{ request, reason, by, at: iso(at), decision: decisionOn(request) },
    }))
    const isNewest = decision?.approved === true && !newest.has(row.agencyId)
    if (isNewest) newest.add(row.agencyId)
    const version = { ...row, at: iso(row.at), decision, revocations }
    return { ...version, standing: standingOf(version, isNewest) }
  })
}

const iso = (at: string) => new Date(at).toISOString()

function standingOf({ decision, revocations }: Pick<SealVersion, 'decision' | 'revocations'>, isNewest: boolean) {
  if (!decision) return 'waiting'
  if (!decision.approved) return 'refused'
  if (revocations.some((each) => each.decision?.approved)) return 'revoked'
  return isNewest ? 'inForce' : 'earlier'
}

/** SHA-256 of the picture of a version; undefined where there is no such version, or none on it. */
export async function pictureOf(db: Db, agencyId: string, version: number): Promise<string | undefined> {
  const [row] = await db
    .select({ picture: agencySeals.picture })
    .from(agencySeals)
    .where(and(eq(agencySeals.agencyId, agencyId), eq(agencySeals.version, version)))
  return row?.picture ?? undefined
}
