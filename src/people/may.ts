/** The roles of the house (contract, section 6), and what each may open. How far each reaches stands in `sight.ts`. */

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

/** A security officer's word. */
export type Decision = { approved: boolean; why: string }

/** 三员: each of them stands alone, as the database has it (people_separate_duties). */
const EXCLUSIVE: readonly Role[] = ['admin', 'security', 'auditor']
/** Whether nobody may have all of these roles. */
export const areExclusive = (roles: readonly Role[]) =>
  new Set(roles).size > 1 && roles.some((role) => EXCLUSIVE.includes(role))

/** Roles that read cases. Administrators of any kind see none. */
export const READERS: readonly Role[] = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist', 'supervisor']
/** 演练: those who train, and those who learn by it. */
export const DRILLED: readonly Role[] = ['handler', 'head', 'counsel', 'supervisor']
/** 文号簿: those who give numbers, prove them or keep them. */
export const NUMBER_READERS: readonly Role[] = ['registrar', 'counsel', 'head', 'signer', 'archivist', 'supervisor']
/** Roles that look after the reading room of their agency, and of those it is the intake office of. */
export const PUBLISHERS: readonly Role[] = ['registrar', 'head', 'archivist']

/** Who gives rights, watches over them, or signs for the agency shows two factors (GB/T 22239 8.1.4.1 d). */
export const SECURED: readonly Role[] = ['admin', 'security', 'signer']

/** Whether somebody has at least one of these roles. */
export const hasRole = (who: { roles: readonly string[] }, ...roles: Role[]) => roles.some((r) => who.roles.includes(r))
/** Whether somebody looks after the people of this agency: an administrator of it, or of its intake office. */
export const administers = (who: { roles: readonly string[]; agencyIds: readonly string[] }, agencyId: string) =>
  hasRole(who, 'admin') && who.agencyIds.includes(agencyId)
/** Whether somebody has a role that reads cases. */
export const readsCases = (who: { roles: readonly string[] }) => hasRole(who, ...READERS)
