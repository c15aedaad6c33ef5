/** An act's form as the fact of the API: texts become lists, numbers and yes or no, as the labels say. */

import { isNoticeType } from '../../workflows/disclosure/vocabulary.ts'
import { isId } from '../ground/ids.ts'
import type { Field } from '../web/shapes.ts'
import { askedOf, isRecordable } from './catalogue.ts'

/**
 * The fact that a page's form sends, in the shape of the API; not checked yet. Fields left empty are left out.
 * @param form by field name; `fields.NAME`, `override.NAME` and `decision.NAME` go into objects of their own.
 * @param files already taken in, in the order of the form.
 */
export function fromFactForm(form: Record<string, string>, files: readonly { id: string }[]): Record<string, unknown> {
  const type = form.type ?? ''
  const fact: Record<string, unknown> = { type }
  if (!isRecordable(type)) return fact
  for (const [name, { kind, numeric }] of Object.entries(askedOf(type))) {
    const value =
      kind === 'files'
        ? fileIds(files)
        : kind === 'several'
          ? someOf(chosen(form, name))
          : fromText(form[name]?.trim() ?? '', numeric ? 'number' : kind)
    if (value !== undefined) put(fact, name, value)
  }
  for (const name of ['on', 'evidence']) if (form[name]?.trim()) fact[name] = form[name].trim()
  // 文件编号: one or several, and nothing else, name files of the case.
  const named = form.evidence?.split(/[\s,，、;；]+/).filter(Boolean) ?? []
  if (named.length > 0 && named.every(isId)) fact.evidence = named
  if (type === 'replyDrafted') {
    const fields = Object.entries(form).filter(([name, value]) => name.startsWith('fields.') && value.trim())
    fact.fields = Object.fromEntries(fields.map(([name, value]) => [name.slice('fields.'.length), value]))
  }
  if (type === 'releaseDecided') {
    // What was ticked is all: a reading that leaves out every file of the one before says so.
    if (fact.accepted === true) fact.files = chosen(form, 'files')
    const reasons = Object.entries(form).filter(([name, value]) => name.startsWith('confirmed.') && value.trim())
    if (reasons.length > 0)
      fact.confirmed = Object.fromEntries(reasons.map(([name, value]) => [name.slice('confirmed.'.length), value]))
  }
  if (['replyReviewed', 'replyApproved', 'replySigned'].includes(type) && form.draft)
    fact.draft = fromText(form.draft, 'number')
  if (type === 'replyReviewed' && form.acknowledged) fact.acknowledged = form.acknowledged === 'true'
  if (type === 'replySigned' || isNoticeType(type)) {
    const override = Object.fromEntries(
      OVERRIDE.map((name) => [name, form[`override.${name}`]?.trim()]).filter(([, value]) => value),
    )
    if (Object.keys(override).length > 0) fact.override = override
  }
  return fact
}

/** A fact's fields as the form that would send them: the other way round. */
export const toFactForm = (fact: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fact).map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : String(value)]),
  )

function put(fact: Record<string, unknown>, name: string, value: unknown): void {
  const [whole, part] = name.split('.') as [string, string | undefined]
  fact[whole] = part === undefined ? value : { ...(fact[whole] as object | undefined), [part]: value }
}

const OVERRIDE = ['approvedBy', 'reason']

/** Of what was listed or waits, what was ticked or is named: `files.ID`. */
export const chosen = (form: Record<string, string>, name: string): string[] =>
  Object.keys(form).flatMap((key) => (key.startsWith(`${name}.`) ? [key.slice(name.length + 1)] : []))

const someOf = (ids: string[]) => (ids.length > 0 ? ids : undefined)
const fileIds = (files: readonly { id: string }[]) => someOf(files.map((file) => file.id))

function fromText(text: string, kind: Field['kind']): unknown {
  if (text === '') return undefined
  if (kind === 'lines')
    return text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)
  if (kind === 'yesNo') return text === 'true'
  if (kind === 'number') return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : text
  return text
}
