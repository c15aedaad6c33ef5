/**
 * Files by the hash of their content: what a fact names can be proven years later, and the same file twice is one.
 * Nothing is replaced by other content, and every byte is checked on its way out. On a disk or in a bucket, sealed:
 * `blobs/open.ts`.
 */
import type { Readable } from 'node:stream'

type Blob = { sha256: string; size: number }

export interface Blobs {
  /** Durably in the store, for good: what was put into the store itself is that already. Twice is once. */
  keep(sha256: string): Promise<void>
  /** The same store, which holds back what comes to its `shelf` until it is kept: of a request that may yet be refused. */
  hold(): Held
  /** Durable when it returns. A stream that fails leaves nothing. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<Blob>
  /** A stream that fails before its last bytes if what is stored has changed: nobody receives a wrong file whole. */
  get(sha256: string): Promise<Readable>
  /** The whole content, checked. @param into where it is put, if it fits in there: the memory of what was read before */
  read(sha256: string, into?: Buffer): Promise<Buffer>
  /** Whoever asks is about to name it: as if it were put again, it is young from now on. */
  has(sha256: string): Promise<boolean>
  /** Every hash in the store, or those that begin so, in no order. */
  list(begin?: string): AsyncIterable<string>
  /**
   * Sets aside what was put, or asked for by `has`, before that instant. Whoever reads it brings it back.
   * @returns the bytes that it takes, or undefined where it is younger, or not there
   */
  setAside(sha256: string, before: Date): Promise<number | undefined>
  /** What was set aside, and when; all of it, or what begins so. */
  aside(begin?: string): AsyncIterable<{ sha256: string; size: number; since: Date }>
  /** Removes what was set aside, for good. */
  forget(sha256: string): Promise<void>
  /**
   * Seals it anew where it lies in clear or sealed by another key than the first.
   * @returns whether it did @throws BlobChanged, and leaves what is there
   */
  renew(sha256: string): Promise<boolean>
  /** Removes what processes that died were writing; younger than a day it may still be written by another one. */
  dropOldDrafts(): Promise<void>
  /** `ok`, or what keeps files from coming and going; within a second. */
  standing(): Promise<string>
  close(): void
}

/** What is on its shelf is read here, and by nobody else before it is kept. */
export interface Held extends Blobs {
  readonly shelf: Pick<Blobs, 'put'>
  /** Whatever was not kept is gone. */
  drop(): Promise<void>
}

/** What the ledger names is not in the store. */
export class BlobMissing extends Error {
  readonly sha256: string
  constructor(sha256: string) {
    super(`The file ${sha256} is not in the store. Restore it from the backup.`)
    this.name = 'BlobMissing'
    this.sha256 = sha256
  }
}

/** What is stored is not what was put there. */
export class BlobChanged extends Error {
  readonly sha256: string
  constructor(sha256: string, why: string) {
    super(`The stored file ${sha256} has changed: ${why}. Restore it from the backup.`)
    this.name = 'BlobChanged'
    this.sha256 = sha256
  }
}
