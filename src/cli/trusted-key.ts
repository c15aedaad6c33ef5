/**
 * The key that a reader trusts, from a file or from where the office publishes it, with the notes of hand-over from beside it.
 * What comes from outside is bounded in time and length and never led elsewhere: a redirect is refused, and its goal named.
 */
import { readFile } from 'node:fs/promises'
import { type Trust, trustOf, trustText } from '../ground/hand-over.ts'

const PATIENCE = 10_000 // ms, for all of it
/** Bytes; a key has a hundred, a note six hundred. */
const LONGEST = { key: 1_024, notes: 262_144 }

/** @throws Error that says in Chinese why it cannot be used */
export async function trustFrom(where: string): Promise<Trust> {
  const isAddress = /^https?:\/\//i.test(where)
  const trust = trustOf(isAddress ? await fromAddress(where) : trustText(await readFile(where, 'utf8')))
  if ('what' in trust) throw new Error(trust.what)
  return trust
}

async function fromAddress(where: string): Promise<{ key: string; notes: string }> {
  const address = new URL(where)
  const beside = new URL(address)
  beside.pathname = `${address.pathname}/handovers`
  const signal = AbortSignal.timeout(PATIENCE)
  const key = await fetched(address, LONGEST.key, signal)
  // Who publishes the one line elsewhere has no notes beside it.
  const notes = await fetched(beside, LONGEST.notes, signal, true)
  return { key: key.trim(), notes }
}

async function fetched(address: URL, longest: number, signal: AbortSignal, mayLack = false): Promise<string> {
  const answer = await fetch(address, { signal, redirect: 'manual' }).catch((error: Error) => {
    const why =
      error.name === 'TimeoutError' ? '十秒内没有应答' : ((error.cause as Error | undefined)?.message ?? error.message)
    throw new Error(`${address} 不能访问（${why}）`)
  })
  const to = answer.headers.get('location')
  if (to) throw new Error(`${address} 转到 ${new URL(to, address)}：请核对后直接给出那个地址`)
  if (mayLack && answer.status === 404) return ''
  if (!answer.ok) throw new Error(`${address} 应答 ${answer.status}`)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body ?? []) {
    size += piece.byteLength
    if (size > longest) throw new Error(`${address} 的内容超过 ${longest} 字节，不是公钥`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
