/** How many versions wait for this person's approval: said on the desk, where everybody's day begins. */
import type { Db } from '../db/client.ts'
import { hasRole } from '../people/may.ts'
import { everyAct, everyVersion } from './queries.ts'
import { mayDo } from './standing.ts'

type Who = { roles: readonly string[]; username: string; agency: { id: string } }

/** The versions of the person's own agency that they may approve; 0 for all but legal staff and heads. */
export async function waitingForApproval(db: Db, who: Who): Promise<number> {
  if (!hasRole(who, 'counsel', 'head')) return 0
  const [versions, acts] = await Promise.all([everyVersion(db, who.agency.id), everyAct(db, who.agency.id)])
  return versions.filter((version) => {
    const own = acts.filter(({ template }) => template === version.template)
    return mayDo(version, own, who).includes('approved')
  }).length
}
