/** One request to a server outside, once: bounded in time and in what is read of its answer; no redirection is followed. */
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Config } from './config.ts'
import { requireWayOut, type WayOut } from './ways-out.ts'

export type AskedOutside = {
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body?: string
  /** Milliseconds for all of it. */
  patience: number
  /** Ends it earlier, where the worker stops. */
  signal?: AbortSignal | undefined
  /** In place of the system's: what it gives is what is connected to. */
  lookup?: LookupFunction
}
export type AnswerOutside = { status: number; said: string }

/** Bytes of an answer that are read: of a longer one the beginning. */
const READ = 64 * 1024

/** @throws Error where no answer came; StaysInside in a practice space */
export async function askOutside(
  from: Pick<Config, 'practice'>,
  way: WayOut,
  url: string,
  { method, headers, body, patience, signal, lookup }: AskedOutside,
): Promise<AnswerOutside> {
  requireWayOut(from, way)
  const until = AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])])
  return new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? overHttps : overHttp
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const options = {
      method,
      headers: { ...headers, ...length },
      agent: false,
      signal: until,
      ...(lookup && { lookup }),
    }
    const asked = open(url, options, (answer) => {
      beginningOf(answer).then((said) => resolve({ status: answer.statusCode!, said }), reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Leaving the loop early closes the connection. */
async function beginningOf(answer: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer) {
    pieces.push(piece)
    size += piece.length
    if (size >= READ) break
  }
  return Buffer.concat(pieces).subarray(0, READ).toString('utf8')
}

/** Controls and line ends of an answer as spaces, and no more of it than `most` characters. */
export const plainly = (said: string, most: number): string =>
  said
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
