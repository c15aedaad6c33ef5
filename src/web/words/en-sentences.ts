/**
 * Each sentence that the house composes in Chinese beside its English, by subject and in the order of the law.
 * `{due:day}` is a blank: its name, and what may stand there (say.ts); the English takes it up as `{due}`. A number may
 * bring its noun: `{n working days}`. The Chinese sentence is the authoritative one.
 */
import { ofCases } from './en-sentences-case.ts'
import { clock } from './en-sentences-clock.ts'
import { ofForms } from './en-sentences-forms.ts'
import { names } from './en-sentences-names.ts'

export const TABLES = { clock, ofCases, ofForms, names } satisfies Record<string, Readonly<Record<string, string>>>

export const SENTENCES: Readonly<Record<string, string>> = { ...clock, ...ofCases, ...ofForms, ...names }
