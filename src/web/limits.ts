/** Limits of routes by the network of whoever asks, shared among processes. */

import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'
import { type Answer, type Counts, sharedCounts } from './shared-counts.ts'

/**
 * Registers the limits of all routes with `config.rateLimit`; those of one `groupId` count together.
 * @param isCountedElsewhere who asks has a limit of its own, whatever the network
 */
export async function limits(
  app: FastifyInstance,
  house: Pick<House, 'sql' | 'keys'>,
  isCountedElsewhere: (request: FastifyRequest) => boolean,
): Promise<void> {
  const counts = sharedCounts(house)
  app.addHook('onClose', () => counts.close())
  await app.register(rateLimit, {
    global: false,
    keyGenerator: (request) => networkOf(request.ip),
    allowList: isCountedElsewhere,
    store: storeOf(counts) as never,
  })
}

/** The plugin makes one store and asks it for a child for each route. */
function storeOf(counts: Counts) {
  return class Store implements FastifyRateLimitStore {
    readonly #route: string
    constructor({ routeInfo }: { routeInfo?: { method?: unknown; url?: string } } = {}) {
      // The same page in another language is no second measure.
      const url = (routeInfo?.url ?? '').replace(/^\/en(?=\/|$)/, '')
      this.#route = `${routeInfo?.method ?? ''} ${url}`
    }
    incr(key: string, done: (error: Error | null, answer?: Answer) => void, window: number) {
      // A group's name is part of the key: its routes count together.
      const route = key.includes(GROUP) ? '' : this.#route
      done(null, counts.add(`${route} ${key}`, window))
    }
    child(route: object) {
      return new Store(route)
    }
  }
}

/** Begins the `groupId` of routes that count together. */
export const GROUP = ' of '
