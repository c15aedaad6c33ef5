/** Who may do what. The workflow says whether it is possible; this says whether it is yours to do (contract, section 6). */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'

export const ROLES = {
  registrar: '登记员',
  handler: '承办人',
  head: '公开机构负责人',
  counsel: '法制审核员',
  signer: '签发人',
  archivist: '档案员',
  supervisor: '监督员',
  admin: '系统管理员',
  security: '安全管理员',
  auditor: '审计员',
} as const
export type Role = keyof typeof ROLES

/** Roles that read cases. Administrators of any kind see none. */
export const READERS: readonly Role[] = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist', 'supervisor']
/** 文号簿: those who give numbers, prove them or keep them. */
export const NUMBER_READERS: readonly Role[] = ['registrar', 'counsel', 'head', 'signer', 'archivist', 'supervisor']
const DESK: readonly Role[] = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist']

const MAY: Partial<Record<FactType, readonly Role[]>> = {
  submitted: ['registrar'],
  confirmed: ['registrar'],
  registered: ['registrar'],
  assigned: ['head'],
  correctionRequested: ['registrar', 'handler', 'head'],
  corrected: ['registrar', 'handler'],
  correctionLapsed: ['handler', 'head'],
  thirdPartyConsulted: ['handler', 'head'],
  thirdPartyReached: ['registrar', 'handler'],
  thirdPartyAnswered: ['registrar', 'handler'],
  thirdPartySilent: ['handler', 'head'],
  agencyConsulted: ['handler', 'head'],
  agencyReached: ['registrar', 'handler'],
  agencyAnswered: ['registrar', 'handler'],
  agencySilent: ['handler', 'head'],
  reasonsRequested: ['handler', 'head'],
  reasonsGiven: ['registrar', 'handler'],
  reasonsAssessed: ['handler', 'head'],
  extended: ['head'], // Art 33: approved by the head of the disclosure office
  feeNotified: ['handler', 'head'],
  feePaid: ['registrar', 'handler'],
  feeLapsed: ['handler', 'head'],
  searched: ['handler'],
  secrecyReviewed: ['handler', 'counsel'],
  conferred: ['handler', 'head'],
  replyDrafted: ['handler'],
  replyReviewed: ['counsel'],
  replySigned: ['signer'],
  replyReturned: ['counsel', 'signer'],
  replyServed: ['registrar'],
  archived: ['archivist'],
  withdrawn: ['registrar'],
  remedySought: ['counsel', 'registrar'],
  remedyDecided: ['counsel'],
  reopened: ['counsel', 'head'],
  releaseProposed: ['handler', 'head'],
  releaseDecided: ['head'],
  rectified: ['head'],
  noted: DESK,
  fileAdded: DESK,
}

/** Roles that look after the reading room of their agency, and of those it takes in for. */
export const PUBLISHERS: readonly Role[] = ['registrar', 'head', 'archivist']

/** What the applicant may record with receipt number and enquiry code. */
export const APPLICANT_MAY: readonly FactType[] = ['corrected', 'withdrawn', 'reasonsGiven']

/** What those who are consulted may record with answer number and code, each in their own consultation. */
export const PARTY_MAY: readonly FactType[] = [
  'thirdPartyReached',
  'thirdPartyAnswered',
  'agencyReached',
  'agencyAnswered',
]

type Who = { roles: readonly string[]; unit: { id: string } | null; id: string }

/** May this person record a fact of this type in this case? A handler acts in the cases of its unit. */
export function mayRecord(who: Who, type: FactType, context: CaseContext): boolean {
  const asRole = MAY[type]?.filter((role) => who.roles.includes(role)) ?? []
  if (asRole.some((role) => role !== 'handler')) return true
  return asRole.length > 0 && (context.unit === null || context.unit === who.unit?.id || context.handler === who.id)
}

export const hasRole = (who: { roles: readonly string[] }, ...roles: Role[]) => roles.some((r) => who.roles.includes(r))
export const mayPublish = (who: { roles: readonly string[]; agencyIds: readonly string[] }, agencyId: string) =>
  hasRole(who, ...PUBLISHERS) && who.agencyIds.includes(agencyId)
export const readsCases = (who: { roles: readonly string[] }) => hasRole(who, ...READERS)
