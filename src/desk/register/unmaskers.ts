/** Who may take the register out as it is, with personal data: those who answer for it as a whole. */
import type { Role } from '../../people/may.ts'

export const UNMASKERS: readonly Role[] = ['registrar', 'head']
