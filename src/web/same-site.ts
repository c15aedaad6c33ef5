/** Forms of visitors without a session must come from this site. */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'

/**
 * A preHandler for forms without a session: the browser says where they come from. Programs that send neither
 * Sec-Fetch-Site nor Origin pass.
 * @throws Refusal CSRF for a form of another site.
 */
export async function sameSite(request: FastifyRequest): Promise<void> {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const elsewhere = site
    ? site === 'cross-site'
    : origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === request.host)
  if (elsewhere) throw new Refusal('CSRF')
}
