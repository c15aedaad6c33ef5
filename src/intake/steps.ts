/** The five steps of the form on a telephone: which field stands in which. */
import type { FormState } from '../web/shapes.ts'

export const STEPS = [1, 2, 3, 4, 5] as const
export type Step = (typeof STEPS)[number]
export const LAST: Step = 5

const FIELDS: Readonly<Record<Step, RegExp>> = {
  1: /^agency$/,
  2: /^(?:kind|name|idType|idNumber|employer|organisationType|creditCode|representative|contact|receiver|hasAgent|agent[A-Z]\w*|co\d{1,2}-\w+|coApplicants.*)$/,
  3: /^(?:title|description|documentNumber)$/,
  4: /^(?:phone|email|address|postcode|form|delivery|needsHelp|helpWanted|contactWay|contactTimes)$/,
  5: /^(?:files|identity)$/,
}

/** The step of the form in which this field is asked; undefined for what stands nowhere. */
export const placeIn = (field: string): Step | undefined => STEPS.find((n) => FIELDS[n].test(field))
/** The same; the last one for what stands nowhere. */
export const stepOf = (field: string): Step => placeIn(field) ?? LAST

/** The step of an address; undefined where it is none. */
export const stepIn = (text: string): Step | undefined => STEPS.find((n) => String(n) === text)

/**
 * What one step has posted, among what the others had: a box that is not ticked any more is gone. What stands nowhere stays, and
 * what a link asked for at another step (`asked`, carried along) stands where nothing was written.
 */
export function merged(
  before: Readonly<Record<string, string>>,
  n: Step,
  posted: Readonly<Record<string, string>>,
): Record<string, string> {
  const others = Object.entries(before).filter(([name]) => placeIn(name) !== n)
  const isOwn = (name: string) => (placeIn(name) ?? n) === n
  const isCarried = (name: string) => ASKED.some((one) => one === name) && !before[name]?.trim()
  const own = Object.entries(posted).filter(([name]) => isOwn(name) || isCarried(name))
  return Object.fromEntries([...others, ...own])
}

/** What a link to the form may ask for: the words of a search that found nothing, and the agency that it named. */
const ASKED = ['agency', 'title'] as const
export type AskedFor = Partial<Record<(typeof ASKED)[number], string>>

/** The same, as the query of an address names it; nothing else of it is believed. */
export function askedIn({ agency: code, title: words = '' }: Record<string, string>): AskedFor {
  const agency = /^[\w-]{1,60}$/.exec(code ?? '')?.[0]
  const title = words
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
  return { ...(title && { title }), ...(agency && { agency }) }
}

/** The first step that has a fault. */
export const firstFaulty = (errors: FormState['errors']): Step =>
  errors.map(({ field }) => stepOf(field)).toSorted()[0] ?? LAST
