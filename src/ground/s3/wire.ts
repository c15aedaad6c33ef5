/**
 * One signed request to an S3-compatible store, tried again where that may help. A store that does not answer is away: until
 * one trial gets through, whoever asks hears so at once and holds nothing meanwhile, no connection of the database above all.
 */
import { createReadStream } from 'node:fs'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent, request as safeRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { Refusal } from '../errors.ts'
import { report } from '../log.ts'
import type { BucketSet } from './bucket-set.ts'

/** The store does not answer, or refuses us: whoever needs a file comes again. */
export class StoreAway extends Refusal {
  /** For the operator; who asked from outside is not told. */
  readonly why: string
  constructor(store: string, why: string) {
    super('STORE_AWAY', { more: { retryAfter: COME_AGAIN } })
    this.why = `the store ${store} ${why}`
    this.cause = new Error(this.why)
    this.name = 'StoreAway'
  }
}

const COME_AGAIN = 10 // s
/** Neither connected, nor a byte taken, nor an answer begun. */
const SILENCE = 8_000 // ms
/** A body that is waited for. */
const STALL = 15_000 // ms
const TRIES = 3
/** Longer than that nobody waits for another try. */
const NO_MORE_AFTER = 4_000 // ms
const PAUSE = 150 // ms, doubled each time, and half of it by chance
/** After which one request tries whether it is back. */
const AWAY_FOR = 2_000 // ms
const CONNECTIONS = 32
/** Of what the store says besides objects: lists of a thousand names, faults. */
const LONGEST_TEXT = 8 * 1024 * 1024

export type Body = { bytes: Buffer } | { path: string; size: number }
export type Asked = {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Of the bucket where it is left out. */
  key?: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  body?: Body
  /** Of the body, in hexadecimals: the store holds it to that. */
  sha256?: string
}
export type Answered = { status: number; headers: IncomingHttpHeaders; body: IncomingMessage }

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
/** What may be better the next time; of anything else the answer is the answer. */
const PASSING = new Set([409, 429, 500, 502, 503, 504])

export type Wire = {
  /** The answer of the store, whatever it is; its body has to be read, or destroyed. @throws StoreAway */
  ask(asked: Asked): Promise<Answered>
  /** The same with its body as text. @throws StoreAway */
  askText(asked: Asked): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>
  /** `ok`, or since when it has been away, and why. */
  standing(): string
  close(): void
}

/** The way to the store of a bucket, kept open between requests; whoever opens it closes it. */
export function openWire(set: BucketSet): Wire {
  const isSafe = set.endpoint.startsWith('https:')
  const agent = isSafe
    ? new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
    : new PlainAgent({ keepAlive: true, maxSockets: CONNECTIONS })
  const signing = new Map<string, ArrayBuffer>()
  const base = new URL(set.endpoint)
  if (set.style === 'host') base.hostname = `${set.bucket}.${base.hostname}`
  let away: { since: string; why: string; until: number; tried: boolean } | undefined

  const addressOf = ({ key, query = {} }: Asked) => {
    const url = new URL(base)
    url.pathname = [set.style === 'path' ? `/${set.bucket}` : '', key === undefined ? '' : `/${key}`].join('') || '/'
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url
  }

  const once = async (asked: Asked): Promise<Answered> => {
    const url = addressOf(asked)
    const { accessKeyId, secretAccessKey, sessionToken, region } = set
    const signer = new AwsV4Signer({
      ...{ method: asked.method, url: url.href, service: 's3', region, accessKeyId, secretAccessKey, cache: signing },
      ...(sessionToken && { sessionToken }),
      headers: { ...asked.headers, 'x-amz-content-sha256': asked.sha256 ?? EMPTY },
    })
    const { headers } = await signer.sign()
    return sent(url, asked, Object.fromEntries(headers as unknown as Iterable<[string, string]>), agent)
  }

  const ask = async (asked: Asked): Promise<Answered> => {
    if (away && (performance.now() < away.until || away.tried)) throw new StoreAway(set.name, away.why)
    if (away) away.tried = true
    const since = performance.now()
    let why = ''
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      if (attempt > 1) await sleep(PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random() / 2))
      const answer = await once(asked).catch((error: Error) => error)
      if (!(answer instanceof Error) && !PASSING.has(answer.status)) {
        if (away) report('The store of files is back', undefined, { store: set.name })
        away = undefined
        return answer
      }
      why =
        answer instanceof Error
          ? `does not answer (${answer.message})`
          : `answers ${answer.status} ${codeIn(await textOf(answer.body).catch(() => ''))}`.trim()
      if (performance.now() - since > NO_MORE_AFTER) break
    }
    if (!away) report(`The store of files ${why}`, undefined, { store: set.name })
    away = {
      ...{ since: away?.since ?? new Date().toISOString(), why },
      ...{ until: performance.now() + AWAY_FOR, tried: false },
    }
    throw new StoreAway(set.name, why)
  }

  return {
    ask,
    async askText(asked) {
      const { status, headers, body } = await ask(asked)
      // Half a list is none: whoever takes it for whole believes that the rest is not there.
      const text = await textOf(body).catch((error: Error) => {
        throw new StoreAway(set.name, `broke off its answer (${error.message})`)
      })
      return { status, headers, text }
    },
    standing: () => (away ? `${set.name} has been away since ${away.since}: it ${away.why}` : 'ok'),
    close: () => agent.destroy(),
  }
}

/** Sends it, piece by piece where it lies in a file. Nobody waits longer for the store than it is silent. */
function sent(
  url: URL,
  { method, body }: Asked,
  headers: Record<string, string>,
  agent: Agent | PlainAgent,
): Promise<Answered> {
  const size = body && ('bytes' in body ? body.bytes.length : body.size)
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? safeRequest : plainRequest)(url, {
      ...{ method, agent },
      headers: { ...headers, ...(method === 'PUT' && { 'content-length': size ?? 0 }) },
    })
    request.setTimeout(SILENCE, () => request.destroy(new Error(`silent for ${SILENCE / 1_000} s`)))
    request.on('error', reject)
    request.once('response', (answer) => {
      request.setTimeout(0) // from here on whoever reads the body looks at the clock
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer })
    })
    if (body && 'path' in body) pipeline(createReadStream(body.path), request).catch(reject)
    else request.end(body?.bytes)
  })
}

/** A body as it comes. Only while it is waited for the store must not be silent: a slow reader may take his time. */
export async function* arriving(body: IncomingMessage): AsyncGenerator<Buffer> {
  const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  try {
    while (true) {
      const late = setTimeout(() => body.destroy(new Error(`the store was silent for ${STALL / 1_000} s`)), STALL)
      const { done, value } = await pieces.next().finally(() => clearTimeout(late))
      if (done) return
      yield value
    }
  } finally {
    body.destroy()
  }
}

async function textOf(body: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of arriving(body)) {
    size += piece.length
    if (size > LONGEST_TEXT) throw new Error('it is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** What the store says of a fault; an answer to HEAD says nothing. */
export const codeIn = (text: string): string => /<Code>([^<]{1,200})<\/Code>/.exec(text)?.[1] ?? ''
