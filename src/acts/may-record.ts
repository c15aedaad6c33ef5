/** Who may record what. The workflow says whether it is possible; this says whether it is yours to do (contract, section 6). */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { hasRole, type Role } from '../people/may.ts'
import { ACTS, isRecordable, RECORDABLE } from './catalogue.ts'

export type Who = { roles: readonly string[]; unit: { id: string } | null; id: string }
export type Named = Who & { username: string }

/** Those who enter what came on paper or at the counter: their route asks them. */
const rolesFor = (type: FactType): readonly Role[] =>
  type === 'submitted' ? ['registrar'] : isRecordable(type) ? ACTS[type].may : []

/** May this person record a fact of this type in this case? A handler acts in the cases of its unit. */
export function mayRecord(who: Who, type: FactType, context: CaseContext): boolean {
  const asRole = rolesFor(type).filter((role) => who.roles.includes(role))
  if (asRole.some((role) => role !== 'handler')) return true
  return asRole.length > 0 && (context.unit === null || context.unit === who.unit?.id || context.handler === who.id)
}

/** Those who approve what others prepared. */
export const APPROVERS: readonly Role[] = ['counsel', 'head', 'signer']

/** May this person approve a notice that `staff:NAME` prepared? Nobody approves their own. */
export const mayApprove = (who: Pick<Named, 'roles' | 'username'>, preparedBy: string): boolean =>
  hasRole(who, ...APPROVERS) && preparedBy !== `staff:${who.username}`

const outside = (who: 'applicant' | 'party'): readonly FactType[] =>
  RECORDABLE.filter((type) => ACTS[type].outside === who)

/** What the applicant may record with receipt number and enquiry code. */
export const APPLICANT_MAY = outside('applicant')

/** What those who are consulted may record with answer number and code, each in their own consultation. */
export const PARTY_MAY = outside('party')
