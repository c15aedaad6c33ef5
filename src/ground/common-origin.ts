/** The name under which every installation signed before each had its own. What was signed so stays readable. */
export const COMMON_ORIGIN = 'ysqgk/ledger'
