/** The law as data, read once: a wrong line stops the start with its file and line, never a case. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { NEED_REFUSALS, ON_FILE } from '../../workflows/disclosure/rules/outcome.ts'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { always, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { isDay } from '../../workflows/statute/days.ts'
import { AGENCY_KINDS, REMEDY_BLANKS, type RemedyRegime } from '../../workflows/statute/remedies.ts'
import { cut } from '../../workflows/statute/sentence.ts'
import { type Arrangement, calendarOf, type FixedHoliday } from '../../workflows/statute/working-days.ts'
import { isNode, LineCounter, parseDocument } from './yaml.ts'

/** What the clock needs, and the rest of the law beside it. */
export type LoadedLaw = Law & {
  arrangements: readonly Arrangement[]
  fixedHolidays: readonly FixedHoliday[]
  remedies: readonly RemedyRegime[]
  /** What the office sets for itself, in working days. */
  office: { soon: number; remindApplicant: number; earliestReminder: number; guideChange: number }
}

/** The law alike for every agency: without what an agency chooses, nothing can be counted by it. */
export type Statute = Omit<LoadedLaw, 'choices'>

const day = z.string().refine(isDay, 'not a real day')
const text = z.string().min(1)
const whole = z.number().int().positive()
export const dated = { inForce: day, until: day.exactOptional() }

const limits = z.array(
  z.strictObject({ id: text, days: whole, unit: z.enum(['workingDay', 'calendarDay']), ...dated, article: text }),
)
const fixedHolidays = z.array(
  z.strictObject({ day: z.string().regex(/^\d\d-\d\d$/), holiday: text, ...dated, article: text }),
)
const tier = z.strictObject({
  from: whole,
  to: whole.exactOptional(),
  rate: z.number().int().min(0),
  every: whole.exactOptional(),
  step: whole.exactOptional(),
})
const fees = z.array(
  z.strictObject({ basis: z.enum(['items', 'pages']), ...dated, article: text, tiers: z.array(tier).min(1) }),
)

const bodies = z.enum([
  'sameLevelGovernment',
  'nextHigherGovernment',
  'establishingGovernment',
  'managingGovernment',
  'higherDepartment',
  'sameLevelGovernmentOrHigherDepartment',
  'sameLevelOrLocalGovernment',
  'itself',
])
const names = <T extends object>(of: T) => z.enum(Object.keys(of) as [keyof T & string])
const kinds = ['first', 'either', 'reconsiderationOnly'] as const
/** Every blank is one that the law fills. */
const isFillable = (zh: string): boolean =>
  cut(zh).blanks.every(({ name, kind }) => REMEDY_BLANKS[name as keyof typeof REMEDY_BLANKS] === kind)
const paragraph = z.strictObject({ zh: text.refine(isFillable, 'has a blank that nothing fills'), en: text })
const remedies = z.array(
  z.strictObject({
    ...dated,
    article: text,
    reconsiderDays: whole,
    sueMonths: whole,
    sueDaysAfterReconsideration: whole,
    bodies: z.record(
      names(AGENCY_KINDS),
      z.strictObject({ body: bodies, name: text, final: z.boolean().exactOptional() }),
    ),
    texts: z.record(z.enum([...kinds, 'cautioned', 'partly', 'final', 'channel']), paragraph),
  }),
)
const need = z.strictObject({
  anyOf: z.array(names(ON_FILE)).min(1),
  orField: text.exactOptional(),
  refusal: names(NEED_REFUSALS),
})
const outcomes = z.strictObject({
  remedies: z.record(z.string(), z.unknown()),
  outcomes: z.record(
    z.enum(Object.keys(OUTCOMES) as Outcome[]),
    z.strictObject({
      ...dated,
      row: text,
      articles: z.array(text),
      remedy: z.array(z.strictObject({ kind: z.enum(kinds), ...dated, article: text })).min(1),
      needs: z.array(need),
    }),
  ),
})
const office = z.strictObject({ soon: whole, remindApplicant: whole, earliestReminder: whole, guideChange: whole })
const calendarYear = z.strictObject({
  year: z.number().int(),
  version: whole,
  notice: z.array(text).min(1),
  published: day.exactOptional(),
  url: z.array(z.url()).min(1),
  off: z.record(day, text),
  work: z.record(day, text),
})

/** A file of the law, checked whole; a fault names the file, the line and the field. */
export function read<T>(folder: string, name: string, shape: z.ZodType<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { lineCounter: lines })
  const at = (offset: number | undefined) => (offset === undefined ? '' : `:${lines.linePos(offset).line}`)
  const [broken] = document.errors
  if (broken) throw new Error(`${name}${at(broken.pos[0])}: ${broken.message}`)
  const parsed = shape.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => {
    const near = path.map((_, i) => document.getIn(path.slice(0, path.length - i), true)).find(isNode)
    return `${name}${at(near?.range?.[0])}: ${path.join('.')}: ${message}`
  })
  throw new Error(faults.join('\n'))
}

function readYear(folder: string, name: string): Arrangement {
  const { work, ...year } = read(folder, join('calendar', name), calendarYear)
  return { ...year, work: Object.keys(work), workFor: work }
}

const STATUTE = fileURLToPath(new URL('../../workflows/statute', import.meta.url))

let loaded: LoadedLaw | undefined

/**
 * The law in workflows/statute, read once a process; calendars imported later are not in it.
 * @throws Error as readLaw.
 */
export function loadLaw(): LoadedLaw {
  loaded ??= readLaw(STATUTE)
  return loaded
}

/**
 * Limits, calendars, fees, remedies, outcomes and the office's own periods from a folder as workflows/statute.
 * @throws Error naming file, line and field where one does not have its shape.
 */
export function readLaw(folder: string): LoadedLaw {
  const arrangements = readdirSync(join(folder, 'calendar'))
    .sort()
    .map((name) => readYear(folder, name))
  const holidays = read(folder, 'fixed-holidays.yaml', fixedHolidays)
  return {
    limits: read(folder, 'time-limits.yaml', limits),
    calendar: calendarOf(arrangements, holidays),
    choices: always(DEFAULT_CHOICES),
    arrangements,
    fixedHolidays: holidays,
    fees: read(folder, 'fees.yaml', fees),
    remedies: read(folder, 'remedies.yaml', remedies),
    outcomes: read(folder, 'outcomes.yaml', outcomes).outcomes,
    office: read(folder, 'office.yaml', office),
  }
}

/** The most days that any row of this limit has given: what a form may bring at all. The workflow judges by the case's own day. */
export const longest = (id: string): number =>
  Math.max(...loadLaw().limits.flatMap((limit) => (limit.id === id ? limit.days : [])))

/** The days that the law gives now, for what is said to whoever fills in a form. */
export const daysNow = (id: string): number =>
  loadLaw().limits.find((limit) => limit.id === id && limit.until === undefined)!.days

/** The law with calendars that were imported later: for each year the highest version holds, of equals the imported one. */
export function withArrangements<T extends Statute>(law: T, extra: readonly Arrangement[]): T {
  const byYear = new Map<number, Arrangement>()
  for (const a of [...law.arrangements, ...extra]) {
    const known = byYear.get(a.year)
    if (!known || a.version >= known.version) byYear.set(a.year, a)
  }
  const arrangements = [...byYear.values()].sort((a, b) => a.year - b.year)
  return { ...law, arrangements, calendar: calendarOf(arrangements, law.fixedHolidays) }
}
