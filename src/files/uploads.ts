/** Takes a file in: what it really is decides, not its name. Refused files are named; the rest is kept. */
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { fileTypeFromBuffer } from 'file-type'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import { enter, type Tx } from '../db/client.ts'
import type { Blobs } from '../ground/blobs.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import { sentence } from '../web/words/sentences.ts'

export const MB = 1024 * 1024
export const LARGEST = 20 * MB

export type Taken = { id: string; name: string; size: number; sha256: string; type: string }
export type RefusedFile = {
  name: string
  code: 'FILE_TOO_LARGE' | 'FILE_TYPE' | 'FILE_EMPTY' | 'FILE_INFECTED' | 'TOO_BIG'
  message: Sentence
}
/** Where a file goes: the store of evidence, which names it by its content, or the folder of those that wait. */
export type Shelf = {
  put(content: AsyncIterable<Uint8Array>, id: string): Promise<{ sha256: string; size: number }>
  /** Takes back what was put under that id; a store that holds files back drops all at once. */
  takeBack?(id: string): Promise<void>
}

/** Name's ending → what the content may prove to be. Anything else is refused. */
const KINDS: Record<string, { type: string; proves: readonly string[] }> = {
  pdf: { type: 'application/pdf', proves: ['pdf'] },
  png: { type: 'image/png', proves: ['png', 'apng'] },
  jpg: { type: 'image/jpeg', proves: ['jpg'] },
  jpeg: { type: 'image/jpeg', proves: ['jpg'] },
  gif: { type: 'image/gif', proves: ['gif'] },
  webp: { type: 'image/webp', proves: ['webp'] },
  doc: { type: 'application/msword', proves: ['cfb'] },
  xls: { type: 'application/vnd.ms-excel', proves: ['cfb'] },
  ppt: { type: 'application/vnd.ms-powerpoint', proves: ['cfb'] },
  wps: { type: 'application/vnd.ms-works', proves: ['cfb'] },
  et: { type: 'application/octet-stream', proves: ['cfb'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', proves: ['docx', 'zip'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', proves: ['xlsx', 'zip'] },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', proves: ['pptx', 'zip'] },
  ofd: { type: 'application/ofd', proves: ['zip'] },
  zip: { type: 'application/zip', proves: ['zip'] },
  mp3: { type: 'audio/mpeg', proves: ['mp3'] },
  mp4: { type: 'video/mp4', proves: ['mp4', 'm4v'] },
  txt: { type: 'text/plain; charset=utf-8', proves: ['text'] },
  csv: { type: 'text/csv; charset=utf-8', proves: ['text'] },
}
/** Enough for every signature of the list. */
const HEAD = 4_100

/**
 * Puts a file on a shelf under a new id, after its head proves what its name's ending says; read to its end either way.
 * @returns what was taken, or why it was not
 */
export async function takeFile(
  shelf: Shelf,
  fileName: string,
  content: Readable,
  at: Date,
): Promise<Taken | RefusedFile> {
  const name = safeName(fileName)
  const id = newId(at)
  const refuse = (code: RefusedFile['code'], message: Sentence): RefusedFile => ({ name, code, message })
  const ending = name.split('.').at(-1)!.toLowerCase()
  const kind = Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined
  if (!kind) {
    await drain(content)
    return refuse('FILE_TYPE', sentence('file.unfitType', { name }))
  }
  let size = 0
  async function* checked(): AsyncGenerator<Uint8Array> {
    let head: Buffer | null = Buffer.alloc(0)
    for await (const chunk of content.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > LARGEST) throw new TooLarge()
      if (head) {
        head = Buffer.concat([head, chunk])
        if (head.length < HEAD) continue
        if (!kind!.proves.includes(await whatItIs(head))) throw new Lying()
        yield head
        head = null
      } else yield chunk
    }
    if (head) {
      if (head.length > 0 && !kind!.proves.includes(await whatItIs(head))) throw new Lying()
      yield head
    }
  }
  try {
    const blob = await shelf.put(checked(), id)
    if (blob.size === 0) {
      await shelf.takeBack?.(id)
      return refuse('FILE_EMPTY', sentence('file.empty', { name }))
    }
    return { id, name, size: blob.size, sha256: blob.sha256, type: kind.type }
  } catch (error) {
    if (!(error instanceof TooLarge || error instanceof Lying)) throw error
    await drain(content)
    return error instanceof TooLarge
      ? refuse('FILE_TOO_LARGE', sentence('file.tooLarge', { name, n: LARGEST / MB }))
      : refuse('FILE_TYPE', sentence('file.notItsType', { name }))
  }
}

/** Does the head of a stored file prove the type that it was taken in as? */
export async function provesType(type: string, head: Buffer): Promise<boolean> {
  const is = await whatItIs(head)
  return Object.values(KINDS).some((kind) => kind.type === type && kind.proves.includes(is))
}

class TooLarge extends Error {}
class Lying extends Error {}

export async function whatItIs(head: Buffer): Promise<string> {
  const detected = await fileTypeFromBuffer(head)
  if (detected) return detected.ext
  return head.includes(0) ? 'unknown' : 'text'
}

/** The last part of the name, without characters that no file system or archive takes. `%` breaks BagIt readers. */
export function safeName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1)!
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*%]/gu, '_')
    .replace(/^\.+/, '_')
    .trim()
  const [ending] = /\.[^.]{1,8}$/.exec(clean) ?? ['']
  return [...clean.slice(0, clean.length - ending.length)].slice(0, 100).join('') + ending || '未命名'
}

/** The parts behind a refused file can only be read when it has been read to its end. */
export async function drain(content: Readable): Promise<void> {
  if (content.readableEnded) return
  content.resume()
  await finished(content)
}

/** Was it taken, or refused? */
export const isTaken = (file: Taken | RefusedFile): file is Taken => 'sha256' in file

/** Enters files that are on the shelf already into a case; `by` as in the ledger, as `staff:NAME` or `applicant`. */
export async function putOnFile(
  tx: Tx,
  { agencyId, caseId }: CaseKey,
  files: readonly Taken[],
  by: string,
  at: Date,
): Promise<void> {
  if (files.length > 0) await enter(tx, [agencyId]) // not locked yet, or opened just now
  for (const file of files) {
    await tx`insert into files ${tx({ agencyId, caseId, ...file, by, at: at.toISOString() })}`
  }
}

/** Their content for good, once nothing refuses them any more: the last thing in the transaction that enters them. */
export async function keepContent(blobs: Pick<Blobs, 'keep'>, files: readonly Taken[]): Promise<void> {
  for (const { sha256 } of files) await blobs.keep(sha256)
}

/** A page has no place to name a refused file once the fact is recorded: it is named before, with what was typed. */
export function noneRefused(refused: readonly RefusedFile[], field = 'files'): void {
  if (refused.length > 0) throw invalid(...refused.map(({ code, message }) => ({ field, code, message })))
}
