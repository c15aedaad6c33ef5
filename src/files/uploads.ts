/** Takes a file in: what it really is decides, not its name. What is empty or would run is refused by name; the rest is kept. */
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import { enter, type Tx } from '../db/client.ts'
import type { Blobs } from '../ground/blobs.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { Heed } from '../web/shapes.ts'
import { sentence } from '../web/words/sentences.ts'
import { Judge, type Verdict } from './judge.ts'
import { endingOf } from './kinds.ts'
import { safeName } from './safe-name.ts'

export const MB = 1024 * 1024
export const LARGEST = 20 * MB
/** One form takes so many files. */
export const MOST_FILES = 20

/** `type`: what its content proves it to be; `heed`: why an office may not be able to open it. */
export type Taken = { id: string; name: string; size: number; sha256: string; type: string; heed: Heed | null }
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

/** Who brings it: of strangers nothing is taken that would run when it is opened; staff put on file whatever came. */
export type From = 'stranger' | 'staff'

/**
 * Puts a file on a shelf under a new id, and judges what it is by its bytes alone; read to its end either way.
 * @param largest bytes; a mail may bring more than a form
 * @returns what was taken, or why it was not
 */
export async function takeFile(
  shelf: Shelf,
  fileName: string,
  content: Readable,
  at: Date,
  from: From,
  largest = LARGEST,
): Promise<Taken | RefusedFile> {
  const name = safeName(fileName)
  const id = newId(at)
  const refuse = (code: RefusedFile['code'], message: Sentence): RefusedFile => ({ name, code, message })
  const judge = new Judge()
  let size = 0
  let verdict: Verdict | undefined
  async function* checked(): AsyncGenerator<Uint8Array> {
    for await (const piece of content.iterator({ destroyOnReturn: false })) {
      size += piece.length
      if (size > largest) throw new TooLarge()
      judge.add(piece)
      yield piece
    }
    if (size === 0) throw new Empty()
    verdict = await judge.verdict(endingOf(name))
    if (verdict.danger && from === 'stranger') throw new Dangerous(verdict.danger)
  }
  try {
    const blob = await shelf.put(checked(), id)
    const { type, heed } = verdict!
    return { id, name, size: blob.size, sha256: blob.sha256, type, heed: verdict!.danger ?? heed }
  } catch (error) {
    if (error instanceof Empty) return refuse('FILE_EMPTY', sentence('file.empty', { name }))
    if (error instanceof Dangerous) return refuse('FILE_TYPE', sentence(SAID[error.as], { name }))
    if (!(error instanceof TooLarge)) throw error
    await drain(content)
    return refuse('FILE_TOO_LARGE', sentence('file.tooLarge', { name, n: largest / MB }))
  }
}

class TooLarge extends Error {}
class Empty extends Error {}
class Dangerous extends Error {
  readonly as: keyof typeof SAID
  constructor(as: keyof typeof SAID) {
    super(as)
    this.as = as
  }
}
const SAID = { program: 'file.program', page: 'file.page' } as const

/** The parts behind a refused file can only be read when it has been read to its end. */
export async function drain(content: Readable): Promise<void> {
  if (content.readableEnded) return
  content.resume()
  await finished(content)
}

/** One that comes after as many as a form takes: named, so that it is sent in another way. */
export async function oneFileTooMany(fileName: string, content: Readable): Promise<RefusedFile> {
  const name = safeName(fileName)
  await drain(content)
  return { name, code: 'TOO_BIG', message: sentence('file.tooMany', { name, n: MOST_FILES }) }
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

/**
 * Of a fact that is its files (`fileAdded`) and names none of the case: where all that came was refused, that is said, and not that none was chosen.
 * @throws Refusal INVALID with what was wrong with each
 */
export function someTaken(
  fact: unknown,
  { files, refused }: { files: readonly Taken[]; refused: readonly RefusedFile[] },
): void {
  const { type, files: named } = (fact ?? {}) as { type?: unknown; files?: unknown }
  const names = Array.isArray(named) && named.length > 0
  if (type === 'fileAdded' && files.length === 0 && !names) noneRefused(refused)
}

/** A page has no place to name a refused file once the fact is recorded: it is named before, with what was typed. */
export function noneRefused(refused: readonly RefusedFile[], field = 'files'): void {
  if (refused.length > 0) throw invalid(...refused.map(({ code, message }) => ({ field, code, message })))
}
