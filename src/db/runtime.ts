/** The name of the role that the service signs in as, where we make it; what it may do stands in `rights.ts`. */
export const RUNTIME = 'ysqgk_app'
