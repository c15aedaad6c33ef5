/** Who a request without an account comes from, as far as anybody can tell. */
import type { FastifyRequest } from 'fastify'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'

/**
 * Network and program, as a keyed hash: an address is personal data. Whose connection broke asks again from there; a
 * stranger who sends the same Idempotency-Key is another caller, and hears nothing of the first.
 */
export const callerOf = ({ keys }: Pick<House, 'keys'>, { ip, headers }: FastifyRequest): string =>
  keys.lookup(`caller ${networkOf(ip)} ${headers['user-agent'] ?? ''}`)
