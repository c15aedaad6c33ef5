/** Which routes each scope of an access token opens. Whatever stands in no scope of a token is shut to it, also what is public. */
import type { Scope } from '../people/programs.ts'

/** Method and address as the routes are registered. HEAD goes with GET. */
export const ROUTES: Readonly<Record<Scope, readonly string[]>> = {
  file: ['GET /api/v1/agencies', 'POST /api/v1/applications', 'POST /api/v1/applications/:receipt/facts'],
  follow: ['GET /api/v1/applications/:receipt'],
  receive: ['GET /api/v1/applications/:receipt/letters/:letter', 'GET /api/v1/applications/:receipt/files/:file'],
  register: ['POST /api/v1/cases'],
  statistics: ['GET /api/v1/reports/annual', 'GET /api/v1/reports/annual.xlsx', 'GET /api/v1/reports/annual.csv'],
}

/** Whether one of these scopes opens the route. */
export const opens = (scopes: readonly Scope[], method: string, route: string | undefined): boolean => {
  const asked = `${method === 'HEAD' ? 'GET' : method} ${route ?? ''}`
  return scopes.some((scope) => ROUTES[scope].includes(asked))
}
