/** Who has to do with the seal of an agency: of one's own agency, and of those that it takes in for. */
import { hasRole, type Role } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'

const INSTALLERS: readonly Role[] = ['admin']
/** They approve what another uploaded, and ask or approve that a seal be revoked. */
const DECIDERS: readonly Role[] = ['admin', 'head', 'security']

/** May open the page. */
export const reachesSeals = (viewer: Viewer): boolean => hasRole(viewer, ...DECIDERS)
/** May upload anywhere. */
export const isInstaller = (viewer: Viewer): boolean => hasRole(viewer, ...INSTALLERS)
/** The agencies whose seals they install and try. */
export const installsFor = (viewer: Viewer): string[] => agenciesAs(viewer, INSTALLERS)
/** The agencies whose seals they see and decide on. */
export const decidesFor = (viewer: Viewer): string[] => agenciesAs(viewer, DECIDERS)
