/** The figures of one agency's return: from the facts, or as somebody entered them. Pure. */
import type { Kept } from '../annual-scope.ts'
import type { Figures } from './counted.ts'
import type { Definition, Field } from './definition.ts'
import { type Entry, entryOf } from './entered.ts'
import { type Every, isAsked, type Month, monthsOfYear } from './months.ts'

/** A field with its figures (contract: `code`, `label`, `unit`, `month`, `year`, `source`). */
export type FieldFigure = Pick<Field, 'code' | 'label' | 'unit' | 'fill' | 'parent' | 'decimals' | 'hidden'> & {
  period: Every
  /** Of its span, which ends with this month; null where nobody has entered it. */
  month: number | null
  /** From January on, or of what stands at an end the last one; null where nothing is known. */
  year: number | null
  source: 'facts' | 'entered' | 'missing'
  /** Months of the year whose entry is missing, this one not. */
  lacking?: Month[]
}

/** What the facts give of a span of each length, and of the year so far. */
export type Spans = Record<Every, Figures> & { year: Figures }

/** Only fields that are asked for in this month; hidden ones too, for the others may have to agree with them. */
export function figuresOf(
  { fields, since }: Pick<Definition, 'fields' | 'since'>,
  kept: Kept,
  month: Month,
  spans: Spans,
  entries: readonly Entry[],
): FieldFigure[] {
  return fields
    .filter(({ period = 'month' }) => isAsked(period, month))
    .map(({ code, label, unit, fill, parent, decimals, hidden, period = 'month', standing = false }) => {
      const field = {
        ...{ code, label, unit, period },
        ...(fill && { fill }),
        ...(parent !== undefined && { parent }),
        ...(decimals !== undefined && { decimals }),
        ...(hidden && { hidden }),
      }
      if (fill) {
        const sum = (figures: Figures) => fill.reduce((all, measure) => all + figures(kept.agencyId, measure), 0)
        return { ...field, month: sum(spans[period]), year: sum(spans.year), source: 'facts' as const }
      }
      const number = (of: Month) => {
        const entry = entryOf(entries, kept, of, code)
        return entry ? Number(entry.content) : null
      }
      const asked = monthsOfYear(month).filter((one) => isAsked(period, one))
      const known = asked.map(number).filter((one) => one !== null)
      const now = number(month)
      // Of the months before anybody began to enter it nothing was asked.
      const begun = since ?? asked.find((one) => number(one) !== null) ?? month
      const lacking = asked.filter((one) => one >= begun && one !== month && number(one) === null)
      return {
        ...{ ...field, month: now, source: now === null ? ('missing' as const) : ('entered' as const) },
        year: standing ? now : known.length > 0 ? added(known, decimals) : null,
        ...(!standing && lacking.length > 0 && { lacking }),
      }
    })
}

/** By the digits that there are: a tenth has no exact place in a float. */
export const added = (numbers: readonly number[], decimals = 0): number =>
  Number(numbers.reduce((sum, one) => sum + one, 0).toFixed(decimals))

/**
 * The sum of a district: field by field over its agencies, by code. What one of them lacks is missing in the sum, whose
 * figure then is of the others alone.
 */
export function summed(
  { fields }: Pick<Definition, 'fields'>,
  month: Month,
  agencies: readonly (readonly FieldFigure[])[],
): FieldFigure[] {
  const blank = fields
    .filter(({ period = 'month' }) => isAsked(period, month))
    .map(({ standing: _, ...field }) => ({ ...field, period: field.period ?? ('month' as const) }))
  return blank.map((field) => {
    const parts = agencies.map((figures) => figures.find(({ code }) => code === field.code))
    const sum = (of: 'month' | 'year') => {
      const known = parts.map((part) => part?.[of] ?? null).filter((one) => one !== null)
      return known.length > 0 ? added(known, field.decimals) : null
    }
    const sources = parts.map((part) => part?.source ?? 'missing')
    const source = sources.includes('missing') ? 'missing' : sources.includes('entered') ? 'entered' : 'facts'
    return { ...field, month: sum('month'), year: sum('year'), source }
  })
}
