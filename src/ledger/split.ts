/** Splits a fact in two: what the ledger keeps for ever, and the words that can name a person. */
import type { Fact, FactType } from '../../workflows/disclosure/vocabulary.ts'
import { openFieldsOf } from '../acts/catalogue.ts'
import { sha256 } from '../ground/canonical.ts'
import { randomPiece } from '../ground/random.ts'
import { saltedWords } from './hashed.ts'

export type Parts = {
  open: Record<string, unknown>
  said: Record<string, unknown> | null
  /** The salt, and after it the words in their canonical form; their hash is `words`. */
  spoken: string
  words: string | null
}

/** The open fields of a type, each with those of its parts that are open; none where the whole field is. */
function openOf(type: FactType): ReadonlyMap<string, readonly string[]> {
  const known = openFields.get(type)
  if (known) return known
  const fields = new Map<string, string[]>()
  // With any type: `contents`, the hashes of named files, and for whom somebody acted.
  for (const name of ['contents', 'actingFor', ...openFieldsOf(type)]) {
    const [field, part] = name.split('.') as [string, string?]
    fields.set(field, [...(fields.get(field) ?? []), ...(part === undefined ? [] : [part])])
  }
  openFields.set(type, fields)
  return fields
}
const openFields = new Map<FactType, ReadonlyMap<string, readonly string[]>>()

export function split(fact: Fact): Parts {
  const open: Record<string, unknown> = {}
  const words: Record<string, unknown> = {}
  const isOpen = openOf(fact.type)
  for (const [field, value] of Object.entries(fact)) {
    if (field === 'type' || field === 'on' || value === undefined) continue
    const parts = isOpen.get(field)
    if (parts && parts.length > 0) {
      const inside = Object.entries(value as object)
      open[field] = Object.fromEntries(inside.filter(([part]) => parts.includes(part)))
      words[field] = Object.fromEntries(inside.filter(([part]) => !parts.includes(part)))
      continue
    }
    const target = parts ? open : words
    target[field] = value
  }
  if (Object.keys(words).length === 0) return { open, said: null, spoken: '', words: null }
  const spoken = saltedWords(randomPiece(16).toString('base64url'), words)
  return { open, said: words, spoken, words: sha256(spoken) }
}

/** What is shown in the place of a title or a name that was destroyed. */
export const ERASED = '（内容已销毁）'

/** The fact again, as it was recorded. Erased words leave only what the ledger keeps. */
export function join(row: { type: string; on: string; open: object; said: object | null }): Fact {
  const fact: Record<string, unknown> = { type: row.type, on: row.on, ...row.open }
  for (const [field, value] of Object.entries(row.said ?? {})) {
    const open = fact[field]
    fact[field] = open && typeof open === 'object' && !Array.isArray(open) ? { ...open, ...value } : value
  }
  return fact as Fact
}
