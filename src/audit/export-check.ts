/** An export of the audit against itself and its signatures, with nothing but the file: line by line, in fixed memory. */
import { createHash } from 'node:crypto'
import { isTooDeep } from '../ground/canonical.ts'
import { opened } from '../ground/checkpoint.ts'
import { bareKey, readHandOvers, type Trust, vouchesFor } from '../ground/hand-over.ts'
import { dayIn } from '../ground/time.ts'
import { byteLines } from './byte-lines.ts'
import { type Entry, isInstant, lineHash, originOf } from './chain.ts'

export const FORMAT = 'ysqgk-audit/2'
/** What was exported before was not signed as a whole: what was cut from it, or has no place, is proven by nothing. */
const UNSIGNED_FORMAT = 'ysqgk-audit/1'
/** Whose note stands at the end of an export: how many lines, and the digest of all that stands before. */
export const EXPORT_ORIGIN = 'ysqgk/audit-export'

/** The first line of an export. */
export type ExportHead = {
  format: typeof FORMAT
  at: string
  /** What was asked for; where it is more than days, lines between those that are there are left out. */
  asked: Record<string, unknown>
  isWhole: boolean
  /** The signed head up to which the lines of each agency reach; without one nothing of it has been signed yet. */
  chains: { agencyId: string; size: number; note: string; key: string }[]
  /** Notes by which the keys were handed over, where they were: heads may be signed by an earlier one. */
  handOvers?: string
}
export type ExportLine = { line: Entry; position: number | null; previousHash: string | null; hash: string | null }
/** The last line: SHA-256 of the lines before it, each with its line feed, signed. A file without it was cut. */
export type ExportEnd = { end: { note: string; key: string } }

export type ExportVerdict = {
  ok: boolean
  /** By the key that was given as trusted. */
  authenticated: boolean
  lines: number
  /** Lines in an unbroken chain that ends in a signature. */
  signed: number
  /** Lines later than the last signature, or that are not in the chain yet: proven by the signature at the end alone. */
  unsigned: number
  /** By which keys: compare them with what the office says its keys are. */
  keys: string[]
  from?: string
  to?: string
  firstFault?: { line: number; what: string }
}

type Chain = { at: number; hash: string; from: number; waits?: true }
/** `signed`: the signed heads, by agency and size. */
type Reading = {
  head: ExportHead
  signed: ReadonlyMap<string, ExportHead['chains'][number]>
  chains: Map<string, Chain>
  verdict: ExportVerdict
}
const placeOf = (agencyId: string, size: number) => `${size} ${agencyId}`

/** A line of the audit has some hundred bytes; the head has the notes of every agency. */
const LONGEST_LINE = 2 ** 20
/** A mark of UTF-8 is a changed byte as any other. */
const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * @param pieces the bytes of the file, in its order: lines end at line feeds alone, and what is signed are their bytes. A fault is
 * never thrown; `line` counts from 1.
 * @param trust a verifier key of the office, under whatever name
 */
export async function verifyExport(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  trust?: Trust,
): Promise<ExportVerdict> {
  const verdict: ExportVerdict = { ok: false, authenticated: false, lines: 0, signed: 0, unsigned: 0, keys: [] }
  const digest = createHash('sha256')
  let reading: Reading | undefined
  let end: ExportEnd['end'] | undefined
  let number = 0
  const faulty = (what: string) => ({ ...verdict, firstFault: { line: number, what } })
  for await (const bytes of byteLines(pieces, LONGEST_LINE)) {
    number++
    if (end) return faulty('a line stands behind the end')
    if (!bytes) return faulty('the line is longer than any of an export')
    const read = parsed(bytes)
    if (!read) return faulty('the line is no JSON in UTF-8, in the one form in which it is exported')
    if (hasOnly(read, ['end'])) {
      end = read.end as ExportEnd['end']
      continue
    }
    digest.update(bytes).update('\n')
    if (!reading) {
      if (read.format === UNSIGNED_FORMAT)
        return faulty('an export of an earlier version, which is not signed as a whole: export it again')
      if (read.format !== FORMAT || !areChains(read.chains) || !hasNotes(read))
        return faulty('the first line is not that of an export')
      const head = read as ExportHead
      const signed = new Map(head.chains.map((chain) => [placeOf(chain.agencyId, chain.size), chain]))
      reading = { head, signed, chains: new Map(), verdict }
      continue
    }
    const fault = lineFault(reading, read)
    if (fault) return faulty(fault)
  }
  if (!reading) return faulty('the file is empty')
  if (!end) return faulty('the end is missing: the file was cut')
  verdict.unsigned = verdict.lines - verdict.signed
  const fault = endFault(reading, end, digest.digest('hex'))
  if (fault) return faulty(fault)
  if (trust && !isTrusted(reading.head, end.key, trust))
    return faulty('the export is signed by another key than the one that is trusted')
  return { ...verdict, ok: true, authenticated: trust !== undefined }
}

type Said = Record<string, unknown>

/** As `JSON.stringify` writes it: neither a space nor a key that is there twice goes in unseen. */
function parsed(bytes: Buffer): Said | undefined {
  try {
    const text = strictly.decode(bytes)
    const read = isTooDeep(text) ? undefined : JSON.parse(text)
    return read && typeof read === 'object' && JSON.stringify(read) === text ? read : undefined
  } catch {
    return undefined
  }
}

const hasOnly = (read: Said, names: readonly string[]) =>
  names.every((name) => Object.hasOwn(read, name)) && Object.keys(read).length === names.length

const hasNotes = ({ handOvers }: Said) => handOvers === undefined || typeof handOvers === 'string'
const areChains = (said: unknown) =>
  Array.isArray(said) && said.every((one) => typeof one?.note === 'string' && typeof one.key === 'string')

function isTrusted(head: ExportHead, signer: string, { key, handOvers = [] }: Trust): boolean {
  const told = readHandOvers(head.handOvers ?? '')
  const on = isInstant(head.at) ? dayIn(new Date(head.at)) : ''
  return vouchesFor({ key, handOvers: [...('what' in told ? [] : told), ...handOvers] }, signer, on)
}

/** A line against those before it. */
function lineFault({ head, signed: heads, chains, verdict }: Reading, read: Said): string | undefined {
  const { line, position, previousHash, hash } = read as ExportLine
  if (typeof line?.agencyId !== 'string' || typeof line.at !== 'string') return 'the line is none of the audit'
  if (!hasOnly(read, ['line', 'position', 'previousHash', 'hash'])) return 'beside the line stands what is not of it'
  verdict.lines++
  if (!verdict.from || line.at < verdict.from) verdict.from = line.at
  if (!verdict.to || line.at > verdict.to) verdict.to = line.at
  const before = chains.get(line.agencyId)
  if (position === null || hash === null || previousHash === null) {
    if (position !== null || hash !== null || previousHash !== null) return 'the line has half a place'
    if (head.isWhole) chains.set(line.agencyId, { at: 0, hash: '', from: 1, ...before, waits: true })
    return undefined
  }
  if (before?.waits) return 'a line that waits for the chain stands before one that is in it'
  if (lineHash(line, position, previousHash) !== hash) return 'the line was changed, or stands in another place'
  const isNext = before && position === before.at + 1
  if (before && position <= before.at) return 'the line stands out of its order'
  if (isNext && previousHash !== before.hash) return 'the line does not follow the one before it'
  if (before && !isNext && head.isWhole) return 'a line is missing before this one'
  const from = isNext ? before.from : position
  chains.set(line.agencyId, { at: position, hash, from })
  const signed = heads.get(placeOf(line.agencyId, position))
  if (!signed) return undefined
  const said = signed.note.startsWith(`${originOf(line.agencyId)}\n`) ? opened(signed.note, signed.key) : undefined
  if (said?.size !== position || said.root !== hash) return 'what was signed is not this chain'
  verdict.signed += position - from + 1
  verdict.keys.push(signed.key)
  return undefined
}

/** The whole against what was signed of it: nothing was taken away, put in or said otherwise, the question included. */
function endFault({ head, chains, verdict }: Reading, end: ExportEnd['end'], digest: string): string | undefined {
  const lacking =
    head.isWhole &&
    head.chains.find(({ agencyId, size }) => (chains.get(agencyId)?.at ?? 0) < size && chains.has(agencyId))
  if (lacking) return `lines of ${lacking.agencyId} are missing at the end, up to what was signed`
  if (typeof end?.note !== 'string' || typeof end.key !== 'string') return 'the end is not signed'
  const said = end.note.startsWith(`${EXPORT_ORIGIN}\n`) ? opened(end.note, end.key) : undefined
  if (said?.size !== verdict.lines || said.root !== digest) return 'what was signed is not this export'
  const handOvers = readHandOvers(head.handOvers ?? '')
  if ('what' in handOvers) return handOvers.what
  const last = handOvers.at(-1)?.to ?? end.key
  if (bareKey(last) !== bareKey(end.key)) return 'the notes of hand-over do not lead to the key of the end'
  const before = [end.key, ...handOvers.map(({ from }) => from)].map(bareKey)
  if (head.chains.some(({ key }) => !before.includes(bareKey(key)))) return 'a chain is signed by another key'
  verdict.keys.push(end.key)
  return undefined
}
