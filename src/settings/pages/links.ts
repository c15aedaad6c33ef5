/** Addresses of the settings of one agency. */
export const at = (path: string, agencyId: string): string => `${path}?agency=${encodeURIComponent(agencyId)}`
