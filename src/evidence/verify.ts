/** Proves a bundle offline, or the whole ledger and every stored file: any changed byte is found and the fact is named. */

import { sha256 } from '../cases/canonical.ts'
import { type Entry, entryHash } from '../cases/entry.ts'
import { commitment } from '../cases/words.ts'
import { bagFault, openBag } from './bag.ts'
import type { FactInBundle, LogInBundle } from './bundle.ts'
import { opened } from './checkpoint.ts'
import { includes, leafHash } from './merkle.ts'

/** What is wrong first, and in which fact (`position`, `type`), where it can be told. */
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

/** An evidence bundle, with nothing but the file itself. */
export function verifyBundle(zip: Buffer): Verdict {
  let bag: ReturnType<typeof openBag>
  try {
    bag = openBag(zip)
  } catch (error) {
    return {
      ok: false,
      entries: 0,
      files: 0,
      firstFault: { what: `the archive cannot be read: ${(error as Error).message}` },
    }
  }
  const verdict = (entries: number, firstFault?: Fault): Verdict => ({
    ok: firstFault === undefined,
    entries,
    files: bag.payload.size,
    ...(firstFault && { firstFault }),
  })
  let facts: FactInBundle[]
  let log: LogInBundle
  let files: { id: string; name: string; sha256: string }[]
  try {
    facts = text(bag.payload, 'facts.jsonl')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as FactInBundle)
    log = JSON.parse(text(bag.payload, 'log.json')) as LogInBundle
    files = JSON.parse(text(bag.payload, 'files.json')) as typeof files
  } catch (error) {
    return verdict(0, { what: (error as Error).message })
  }
  const chainFault = facts.map((fact, i) => entryFault(fact, facts[i - 1])).find(Boolean)
  const fault = chainFault ?? fileFault(facts, files, bag.payload) ?? logFault(facts, log)
  const rest = fault ?? (bagFault(zip, bag) ? { what: bagFault(zip, bag)! } : undefined)
  return verdict(facts.length, rest)
}

function text(payload: Map<string, Buffer>, name: string): string {
  const bytes = payload.get(name)
  if (!bytes) throw new Error(`${name} is missing`)
  return bytes.toString('utf8')
}

/** Every letter and file that a fact names lies in the bundle, byte for byte. */
function fileFault(
  facts: readonly FactInBundle[],
  files: readonly { id: string; name: string; sha256: string }[],
  payload: Map<string, Buffer>,
): Fault | undefined {
  const found = new Set([...payload.values()].map((bytes) => sha256(bytes)))
  const byId = new Map(files.map((file) => [file.id, file]))
  for (const { type, position, open, said } of facts) {
    const at = { position, type }
    if (type === 'letterMade' && !found.has(String(open.sha256))) {
      return { what: `the letter ${String(open.template)} was changed or is missing`, ...at }
    }
    const evidence = said?.evidence
    const named = [
      ...((open.files as string[] | undefined) ?? []),
      ...(Array.isArray(evidence) ? (evidence as string[]) : []),
    ]
    for (const id of named) {
      const file = byId.get(id)
      if (!file || !found.has(file.sha256))
        return { what: `the file ${file?.name ?? id} was changed or is missing`, ...at }
    }
  }
  return undefined
}

function logFault(facts: readonly FactInBundle[], log: LogInBundle): Fault | undefined {
  const signed = opened(log.checkpoint, log.key)
  if (!signed) return { what: 'the signature of the checkpoint is not valid' }
  for (const [i, { hash, position, type }] of facts.entries()) {
    const { index, proof } = log.proofs[i] ?? { index: -1, proof: [] }
    if (index < 0 || !includes(leafHash(Buffer.from(hash, 'hex')), index, signed.size, proof, signed.root)) {
      return { what: 'the fact is not in the signed log', position, type }
    }
  }
  return undefined
}
