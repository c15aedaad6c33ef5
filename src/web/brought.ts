/**
 * Files that strangers bring are bounded while they come: before a byte is written it is counted, for its network and for
 * all, and there must be room for it on the disk. What staff send is theirs to answer for.
 */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import { networkOf } from '../ground/network.ts'
import { type Room, roomOf } from '../ground/room.ts'
import type { House } from '../house.ts'
import { type Answer, sharedCounts } from './shared-counts.ts'

const [KB, MB, GB] = [1024, 1024 ** 2, 1024 ** 3]
/** On their way, of requests that are not answered yet. A form has 400 MB at most; of one network two and a half come at once. */
const ON_THE_WAY = { ofOne: GB, ofAll: 4 * GB }
/** Of one network: 25 forms as large as can be, or two thousand of 5 MB. A whole district may share one address. */
const OF_A_DAY = 10 * GB
const DAY = 86_400_000 // ms
/** An upload takes no longer; what a process that died had under way is forgotten then. */
const SHARED_FOR = 900_000 // ms
/** The disk is looked at so often, and after so many bytes. */
const LOOK = { every: 1_000 /* ms */, after: 64 * MB }
const [COME_AGAIN, WHEN_FULL] = [10, 600] // s

/** `room`: of each folder that files go to. */
export type DiskBounds = { ofOne: number; ofAll: number; ofDay: number; room: () => Promise<Room[]> }

/** So much at a time is told to other processes, in KB: a request of small pieces keeps no long list. */
const STEP = 256

/** `untold`: less than a step. */
type Bringing = { network: string; bytes: number; untold: number; shared: Answer[] }

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Counts bytes of files before they are written; those of strangers only.
     * @throws Refusal BUSY, MUCH_TODAY, DISK_FULL
     */
    brings(bytes: number): Promise<void>
  }
}

/** @returns the hook for routes that nobody has to sign in for */
export function boundFiles(
  app: FastifyInstance,
  house: Pick<House, 'sql' | 'keys' | 'config'>,
  bounds: Partial<DiskBounds> = {},
) {
  const { dataDir, blobDir, filingLimit } = house.config
  const {
    ofOne = ON_THE_WAY.ofOne,
    ofAll = ON_THE_WAY.ofAll,
    ofDay = filingLimit === undefined ? Number.POSITIVE_INFINITY : OF_A_DAY,
    room = () => Promise.all([dataDir, blobDir].map(roomOf)),
  } = bounds
  const counts = sharedCounts(house)
  app.addHook('onClose', () => counts.close())
  const requests = new Map<IncomingMessage, Bringing>()
  const open = new Map<string, number>()
  let all = 0
  const count = (one: Bringing, bytes: number) => {
    all += bytes
    one.bytes += bytes
    const own = (open.get(one.network) ?? 0) + bytes
    if (own > 0) open.set(one.network, own)
    else open.delete(one.network)
    return own
  }

  let looked = { at: Number.NEGATIVE_INFINITY, since: 0, full: Promise.resolve(false) }
  const isFull = (bytes: number) => {
    looked.since += bytes
    if (performance.now() - looked.at > LOOK.every || looked.since > LOOK.after)
      looked = {
        ...{ at: performance.now(), since: bytes },
        full: room().then((rooms) => rooms.some(({ free, floor }) => free < floor)),
      }
    return looked.full
  }

  app.decorateRequest('brings', async function (this: FastifyRequest, bytes: number) {
    const one = requests.get(this.raw)
    if (!one) return
    const own = count(one, bytes)
    one.untold += bytes
    const kilobytes = Math.floor(one.untold / (STEP * KB)) * STEP
    one.untold -= kilobytes * KB
    const [ofThem, ofOthers, today] = [
      counts.add(`on the way of ${one.network}`, SHARED_FOR, kilobytes),
      counts.add('on the way of all', SHARED_FOR, kilobytes),
      counts.add(`brought by ${one.network}`, DAY, kilobytes),
    ]
    if (kilobytes > 0) one.shared.push(ofThem, ofOthers)
    if (own + ofThem.others * KB > ofOne || all + ofOthers.others * KB > ofAll)
      throw new Refusal('BUSY', { more: { retryAfter: COME_AGAIN } })
    if (today.current * KB + one.untold > ofDay)
      throw new Refusal('MUCH_TODAY', { more: { retryAfter: Math.ceil(today.ttl / 1_000) } })
    if (await isFull(bytes)) throw new Refusal('DISK_FULL', { more: { retryAfter: WHEN_FULL } })
  })

  return (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (request.headers['content-type']?.startsWith('multipart/')) {
      const one: Bringing = { network: networkOf(request.ip), bytes: 0, untold: 0, shared: [] }
      requests.set(request.raw, one)
      reply.raw.once('close', () => {
        requests.delete(request.raw)
        count(one, -one.bytes)
        for (const told of one.shared) told.takeBack()
        if (one.untold > 0) counts.add(`brought by ${one.network}`, DAY, Math.ceil(one.untold / KB))
      })
    }
    done()
  }
}
