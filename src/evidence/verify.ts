/** Proves a bundle offline, or the whole ledger and every stored file: any changed byte is found and the fact is named. */
import { z } from 'zod'
import { sha256 } from '../ground/canonical.ts'
import { opened } from '../ground/checkpoint.ts'
import { type Entry, entryHash } from '../ledger/entry.ts'
import { commitment } from '../ledger/split.ts'
import { bagFault, openBag } from './bag.ts'
import type { FactInBundle, LogInBundle } from './bundle.ts'
import { includes, leafHash } from './merkle.ts'

/** The first thing wrong, and in which fact (`position`, `type`), where that is known. */
export type Fault = { what: string; caseId?: string; position?: number; type?: string; file?: string }
export type Verdict = { ok: boolean; entries: number; files: number; firstFault?: Fault }

type Stored = Entry & { hash: string; salt: string | null; said: Record<string, unknown> | null }

/** The fault of an entry after the one before it: chain, hash, words. */
export function entryFault(stored: Stored, before: { position: number; hash: string } | undefined): Fault | undefined {
  const { hash, salt, said, ...rest } = stored
  const entry: Entry = {
    agencyId: rest.agencyId,
    caseId: rest.caseId,
    position: rest.position,
    type: rest.type,
    on: rest.on,
    open: rest.open,
    words: rest.words,
    by: rest.by,
    at: rest.at,
    previousHash: rest.previousHash,
  }
  const fault = (what: string): Fault => ({ what, caseId: entry.caseId, position: entry.position, type: entry.type })
  if (entry.position !== (before?.position ?? 0) + 1) return fault('a fact is missing before this one')
  if (entry.previousHash !== (before?.hash ?? '')) return fault('does not follow from the fact before it')
  if (entryHash(entry) !== hash) return fault('the fact was changed')
  if (said !== null && entry.words !== commitment(salt ?? '', said)) return fault('the words of the fact were changed')
  return undefined
}

/** Verifies an evidence bundle with nothing but the file itself. Whatever is wrong is a fault in the verdict, never thrown. */
export function verifyBundle(zip: Buffer): Verdict {
  let bag: ReturnType<typeof openBag>
  try {
    bag = openBag(zip)
  } catch (error) {
    return faulty(0, 0, { what: `the archive cannot be read: ${(error as Error).message}` })
  }
  const { facts, fault: unread } = readFacts(bag.payload)
  const firstFault = unread ?? chainFault(facts) ?? contentFault(facts, bag.payload) ?? outerFault(zip, bag)
  return firstFault
    ? faulty(facts.length, bag.payload.size, firstFault)
    : { ok: true, entries: facts.length, files: bag.payload.size }
}

const faulty = (entries: number, files: number, firstFault: Fault): Verdict => ({
  ok: false,
  entries,
  files,
  firstFault,
})

const outerFault = (zip: Buffer, bag: ReturnType<typeof openBag>): Fault | undefined => {
  const what = bagFault(zip, bag)
  return what ? { what } : undefined
}

/** Line n of facts.jsonl is fact n: a line that cannot be read names it. */
function readFacts(payload: Map<string, Buffer>): { facts: FactInBundle[]; fault?: Fault } {
  const facts: FactInBundle[] = []
  const lines = payload.get('facts.jsonl')?.toString('utf8').split('\n').filter(Boolean) ?? []
  if (lines.length === 0) return { facts, fault: { what: 'facts.jsonl is missing or empty' } }
  for (const [i, line] of lines.entries()) {
    const fact = parsed(FACT, line)
    if (!fact) return { facts, fault: { what: 'the fact cannot be read', position: i + 1 } }
    facts.push(fact)
  }
  return { facts }
}

function chainFault(facts: readonly FactInBundle[]): Fault | undefined {
  for (const [i, fact] of facts.entries()) {
    const fault = entryFault(fact, facts[i - 1])
    if (fault) return { ...fault, position: i + 1 }
  }
  return undefined
}

function contentFault(facts: readonly FactInBundle[], payload: Map<string, Buffer>): Fault | undefined {
  const files = parsed(FILES, payload.get('files.json')?.toString('utf8'))
  const log = parsed(LOG, payload.get('log.json')?.toString('utf8'))
  if (!files) return { what: 'files.json is missing or cannot be read' }
  if (!log) return { what: 'log.json is missing or cannot be read' }
  return fileFault(facts, files, payload) ?? logFault(facts, log)
}

/** Exactly so: a field that is called otherwise is a changed byte. */
const FACT = z.strictObject({
  agencyId: z.string(),
  caseId: z.string(),
  position: z.int(),
  type: z.string(),
  on: z.string(),
  open: z.record(z.string(), z.unknown()),
  words: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  salt: z.string().nullable(),
  said: z.record(z.string(), z.unknown()).nullable(),
  index: z.int(),
})
const FILES = z.array(z.object({ id: z.string(), name: z.string(), sha256: z.string() }))
const GIVEN = z.array(z.object({ file: z.string(), sha256: z.string() }))
const LOG = z.object({
  checkpoint: z.string(),
  key: z.string(),
  proofs: z.array(z.object({ index: z.int(), proof: z.array(z.string()) })),
})

function parsed<T>(shape: z.ZodType<T>, json: string | undefined): T | undefined {
  try {
    return shape.parse(JSON.parse(json ?? ''))
  } catch {
    return undefined
  }
}

/** Every letter and file that a fact names lies in the bundle, byte for byte as the fact has its hash. */
function fileFault(
  facts: readonly FactInBundle[],
  files: readonly { id: string; name: string; sha256: string }[],
  payload: Map<string, Buffer>,
): Fault | undefined {
  const hashes = new Set([...payload.values()].map((bytes) => sha256(bytes)))
  const names = new Map(files.map(({ id, name }) => [id, name]))
  for (const { type, position, open, said } of facts) {
    const at = { position, type }
    if (type === 'letterMade' && !hashes.has(String(open.sha256))) {
      return { what: `the letter ${String(open.template)} was changed or is missing`, ...at }
    }
    const lacking = parsed(GIVEN, JSON.stringify(open.given ?? []))?.find(({ sha256: copy }) => !hashes.has(copy))
    if (lacking) {
      const file = names.get(lacking.file) ?? lacking.file
      return { what: `the copy of ${file} that was given was changed or is missing`, file, ...at }
    }
    const contents = new Map(Object.entries((open.contents ?? {}) as Record<string, unknown>))
    for (const id of filesNamedBy(open, said)) {
      const file = names.get(id) ?? id
      if (!hashes.has(String(contents.get(id))))
        return { what: `the file ${file} was changed or is missing`, file, ...at }
    }
  }
  return undefined
}

/** The ids of the files that a fact names, as its own or as its evidence. */
export const filesNamedBy = (
  open: Record<string, unknown>,
  said: Record<string, unknown> | null | undefined,
): string[] => [open.files, said?.evidence].flatMap((ids) => (Array.isArray(ids) ? (ids as string[]) : []))

function logFault(facts: readonly FactInBundle[], log: LogInBundle): Fault | undefined {
  const signed = opened(log.checkpoint, log.key)
  if (!signed) return { what: 'the signature of the checkpoint is not valid' }
  for (const [i, { hash, position, type, index: told }] of facts.entries()) {
    const { index, proof } = log.proofs[i] ?? { index: -1, proof: [] }
    const leaf = leafHash(Buffer.from(hash, 'hex'))
    if (index < 0 || index !== told || !includes(leaf, index, signed.size, proof, signed.root)) {
      return { what: 'the fact is not in the signed log', position, type }
    }
  }
  return undefined
}
