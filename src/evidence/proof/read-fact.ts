/**
 * One line of facts.jsonl, read once: its one form, its hash and the commitment to its words come from the bytes as they stand,
 * where reading them, writing them anew and comparing took five times as long. Of the words nothing is kept.
 */
import { sha256 } from '../../ground/canonical.ts'
import { exactFields, type Span } from '../../ground/canonical-scan.ts'
import { hash, instant, realDay, text, textLike } from '../../ground/shape.ts'
import type { Entry } from '../../ledger/hashed.ts'

/** Whoever recorded it: a kind of actor, and its name. */
const ACTOR = textLike(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u)

const TYPE = textLike(/^[a-z][A-Za-z\d]{0,59}$/)
const BEFORE = textLike(/^(?:[0-9a-f]{64})?$/)
/**
 * Each field in its one form: one that is called or written otherwise is a changed byte, and no two readers differ on it. That
 * there are these and no other is known from where they stand; asked one by one, for a list of shapes took a sixth of all the time.
 */
const isEntry = (it: Record<keyof Entry, unknown>): it is Entry =>
  text(it.agencyId) &&
  text(it.caseId) &&
  Number.isSafeInteger(it.position) &&
  TYPE(it.type) &&
  realDay(it.on) &&
  typeof it.open === 'object' &&
  it.open !== null &&
  !Array.isArray(it.open) &&
  (it.words === null || hash(it.words)) &&
  ACTOR(it.by) &&
  instant(it.at) &&
  BEFORE(it.previousHash)
/** As they stand in a line: the entry's own, and between them four that its hash does not cover. */
const fieldsIn = exactFields([
  ...(['agencyId', 'at', 'by', 'caseId', 'hash', 'index', 'on', 'open', 'position', 'previousHash'] as const),
  ...(['said', 'salt', 'type', 'words'] as const),
])
const HASH = /^"[0-9a-f]{64}"$/
const SALT = /^"[\w-]{1,100}"$/
const INDEX = /^(?:0|[1-9]\d{0,15})$/
const NULL = 'null'
const OBJECT = 0x7b

export type FactRead = {
  entry: Entry
  /** What the line says of itself, and what the entry comes to. */
  hash: string
  entryHash: string
  /** What its salt and its words come to; nothing where it has no words. */
  commitment: string | undefined
  hasSalt: boolean
  index: number
}

/** Reads lines, each in the place of the one before it; nothing where a line is no fact in its one form. */
export function factReader(): (line: Buffer) => FactRead | undefined {
  let joined = Buffer.alloc(4_096)
  let length = 0
  const begin = (most: number) => {
    length = 0
    if (joined.length < most) joined = Buffer.alloc(most * 2)
  }
  const add = (line: Buffer, from: number, to: number) => {
    joined.set(line.subarray(from, to), length)
    length += to - from
  }
  return (line) => {
    const at = fieldsIn(line)
    if (!at) return undefined
    const told = token(line, at.hash)
    const index = token(line, at.index)
    const salt = token(line, at.salt)
    const [, from, to] = at.said
    const isSilent = to - from === NULL.length && line[from] === NULL.charCodeAt(0)
    const isOfOneForm =
      HASH.test(told) &&
      INDEX.test(index) &&
      Number.isSafeInteger(Number(index)) &&
      (salt === NULL || SALT.test(salt)) &&
      (isSilent || line[from] === OBJECT)
    if (!isOfOneForm) return undefined
    begin(line.length)
    add(line, 0, at.caseId[2])
    add(line, at.on[0], at.previousHash[2])
    add(line, at.type[0], line.length)
    const entry = JSON.parse(joined.toString('utf8', 0, length))
    if (!isEntry(entry)) return undefined
    const entryHash = sha256(joined.subarray(0, length))
    if (!isSilent) {
      begin(line.length)
      if (salt !== NULL) add(line, at.salt[1] + 1, at.salt[2] - 1)
      joined[length++] = LINE_FEED
      add(line, from, to)
    }
    return {
      entry,
      hash: told.slice(1, -1),
      entryHash,
      commitment: isSilent ? undefined : sha256(joined.subarray(0, length)),
      hasSalt: salt !== NULL,
      index: Number(index),
    }
  }
}
const LINE_FEED = 10

/** What is plain stands in one byte each; of anything else this much says that it is not. */
const token = (line: Buffer, [, from, to]: Span): string => line.toString('latin1', from, Math.min(to, from + LONGEST))
const LONGEST = 110
