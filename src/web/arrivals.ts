/**
 * What comes in and is not answered yet is bounded: connections, bytes of bodies that are held in memory, and how long a
 * body may take. Files that go to the disk as they come are not held, and may take as long as a slow line needs.
 */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { totalmem } from 'node:os'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../ground/config.ts'
import { Refusal } from '../ground/errors.ts'
import { networkOf } from '../ground/network.ts'

const MB = 1024 * 1024
/** Of one process; of one network only where no proxy stands before it, for then all come from the proxy. */
const CONNECTIONS = { all: 4_000, ofOne: 500 }
/**
 * All bodies together hold a quarter of the memory, and this at most; those of one network a quarter of that, those of all
 * strangers three quarters: so many networks cannot keep out whoever is signed in.
 */
const MOST_HELD = 256 * MB
const OF_STRANGERS = 3 / 4
/** Whoever signs in or fills in a form sends less: the connections bound these, and no flood of long bodies keeps them out. */
const SMALL = 16 * 1024
/** A megabyte over a line of 20 kilobytes a second. */
const SLOWEST = 60_000 // ms
const EVERY = 500 // ms
const COME_AGAIN = 10 // s

export type Bounds = { connections: number; connectionsOfOne: number; held: number; slowest: number }

type Body = { raw: IncomingMessage; network: string; isStaff: boolean; held: number; ends: number; late: () => void }

declare module 'fastify' {
  interface FastifyRequest {
    /** Counts bytes that this request keeps in memory until it is answered. @throws Refusal BUSY where they are too many */
    holds(bytes: number): void
  }
}

/**
 * Hooks for all routes, and for the server's connections.
 * @param largest the longest body that is read into memory
 * @param isStaff is somebody signed in who sends this? Asked where strangers would be refused
 * @throws Refusal BUSY, SLOW
 */
export function arrivals(
  app: FastifyInstance,
  { memoryLimit, trustProxy }: Pick<Config, 'memoryLimit' | 'trustProxy'>,
  largest: number,
  isStaff: (request: FastifyRequest) => Promise<boolean>,
  bounds: Partial<Bounds> = {},
): void {
  const {
    connections = CONNECTIONS.all,
    connectionsOfOne = CONNECTIONS.ofOne,
    held: mostHeld = Math.min(MOST_HELD, (memoryLimit ?? totalmem()) / 4),
    slowest = SLOWEST,
  } = bounds
  app.server.maxConnections = connections
  if (trustProxy.length === 0) boundOfOne(app, connectionsOfOne)

  const bodies = new Map<IncomingMessage, Body>()
  const ofOne = new Map<string, number>()
  let all = 0
  const count = (body: Body, bytes: number) => {
    const own = (ofOne.get(body.network) ?? 0) + bytes
    const most = body.isStaff ? mostHeld : mostHeld * OF_STRANGERS
    if (bytes > 0 && (all + bytes > most || own > mostHeld / 4))
      throw new Refusal('BUSY', { more: { retryAfter: COME_AGAIN } })
    all += bytes
    body.held += bytes
    if (own > 0) ofOne.set(body.network, own)
    else ofOne.delete(body.network)
  }

  /** Where strangers are refused, whoever is signed in is not yet; of who has gone meanwhile nothing is counted. */
  const takeFromStaff = async (request: FastifyRequest, body: Body, bytes: number, refused: unknown) => {
    body.isStaff = await isStaff(request)
    if (!body.isStaff || !bodies.has(request.raw)) throw refused
    count(body, bytes)
  }

  app.decorateRequest('holds', function (this: FastifyRequest, bytes: number) {
    const body = bodies.get(this.raw)
    if (body) count(body, bytes)
  })

  app.addHook('onRequest', (request, reply, done) => {
    const { raw, headers } = request
    const length = headers['transfer-encoding'] ? largest : Number(headers['content-length'] ?? 0)
    if (!(length > 0)) return done()
    const files = headers['content-type']?.startsWith('multipart/') ?? false
    const body: Body = {
      raw,
      network: networkOf(request.ip),
      isStaff: false,
      held: 0,
      ends: files ? Number.POSITIVE_INFINITY : Date.now() + slowest,
      late: () => {
        reply.header('connection', 'close')
        // Whoever reads the body hears of it as of a line that broke, and answers.
        raw.emit('error', Object.assign(new Refusal('SLOW'), { statusCode: 408 }))
      },
    }
    bodies.set(raw, body)
    reply.raw.once('close', () => {
      bodies.delete(raw)
      count(body, -body.held)
    })
    // Of a form with files its fields are held; its files say so themselves where they are.
    const bytes = length > SMALL ? Math.min(length, largest) : 0
    try {
      count(body, bytes)
      done()
    } catch (error) {
      takeFromStaff(request, body, bytes, error).then(
        () => done(),
        (refused: Error) => {
          reply.header('connection', 'close')
          done(refused)
        },
      )
    }
  })

  const timer = setInterval(
    () => {
      const now = Date.now()
      for (const { raw, ends, late } of bodies.values())
        if (ends < now && !raw.complete && raw.listenerCount('error') > 0) late()
    },
    Math.min(EVERY, slowest),
  )
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

function boundOfOne(app: FastifyInstance, most: number) {
  const open = new Map<string, number>()
  app.server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '')
    const now = (open.get(network) ?? 0) + 1
    open.set(network, now)
    socket.once('close', () => {
      const left = open.get(network)! - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
    if (now > most) socket.destroy()
  })
}
