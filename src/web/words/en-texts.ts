/**
 * Each text without blanks that the house says in Chinese beside its English: labels, titles, faults of fields, names. The
 * Chinese one is the authoritative one. Sentences with blanks stand in sentences.ts, those of the law in workflows.
 */
import { forms } from './en-texts-forms.ts'
import { names } from './en-texts-names.ts'

export const TABLES = { forms, names } satisfies Record<string, Readonly<Record<string, string>>>

export const TEXTS: Readonly<Record<string, string>> = { ...forms, ...names }
