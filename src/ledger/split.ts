/** Splits a fact in two: what the ledger keeps for ever, and the words that can name a person. */
import { randomBytes } from 'node:crypto'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { openFieldsOf } from '../acts/catalogue.ts'
import { canonical, sha256 } from '../ground/canonical.ts'

export type Parts = {
  open: Record<string, unknown>
  said: Record<string, unknown> | null
  salt: string
  words: string | null
}

/** The words are committed to with a salt: kept, they can be proven; erased, they cannot be guessed. */
export const commitment = (salt: string, said: Record<string, unknown>) => sha256(`${salt}\n${canonical(said)}`)

export function split(fact: Fact): Parts {
  const open: Record<string, unknown> = {}
  const words: Record<string, unknown> = {}
  // With any type: `contents`, the hashes of named files, and for whom somebody acted.
  const isOpen = ['contents', 'actingFor', ...openFieldsOf(fact.type)]
  for (const [field, value] of Object.entries(fact)) {
    if (field === 'type' || field === 'on' || value === undefined) continue
    const parts = isOpen.filter((name) => name.startsWith(`${field}.`)).map((name) => name.slice(field.length + 1))
    if (parts.length > 0) {
      const inside = Object.entries(value as object)
      open[field] = Object.fromEntries(inside.filter(([part]) => parts.includes(part)))
      words[field] = Object.fromEntries(inside.filter(([part]) => !parts.includes(part)))
      continue
    }
    const target = isOpen.includes(field) ? open : words
    target[field] = value
  }
  if (Object.keys(words).length === 0) return { open, said: null, salt: '', words: null }
  const salt = randomBytes(16).toString('base64url')
  return { open, said: words, salt, words: commitment(salt, words) }
}

/** The fact again, as it was recorded. Erased words leave only what the ledger keeps. */
export function join(row: { type: string; on: string; open: object; said: object | null }): Fact {
  const fact: Record<string, unknown> = { type: row.type, on: row.on, ...row.open }
  for (const [field, value] of Object.entries(row.said ?? {})) {
    const open = fact[field]
    fact[field] = open && typeof open === 'object' && !Array.isArray(open) ? { ...open, ...value } : value
  }
  return fact as Fact
}
