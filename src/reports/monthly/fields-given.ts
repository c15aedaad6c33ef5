/** A definition as the forms of its page change it: the day and the reminders, names and units, a new field. */
import type { z } from 'zod'
import { type FieldError, invalid } from '../../ground/errors.ts'
import { type Definition, definitionSchema, type Field } from './definition.ts'
import type { Every } from './months.ts'

export type Values = Readonly<Record<string, string>>

/**
 * What holds from now on.
 * @param places where a fault of a field stands, by its place among them @throws Refusal INVALID
 */
export function definitionOf(given: unknown, places: (path: readonly PropertyKey[]) => string): Definition {
  const read = definitionSchema.safeParse(given, { reportInput: true })
  if (read.success) return read.data
  throw invalid(...read.error.issues.map((issue) => faultAt(issue, places(issue.path))))
}

const faultAt = (issue: z.core.$ZodIssue, field: string): FieldError => ({
  ...{ field, code: 'UNFIT' },
  message:
    issue.code === 'invalid_type'
      ? '应当是整数'
      : issue.code === 'too_big' || issue.code === 'too_small'
        ? RANGE
        : issue.message,
})
const RANGE = '超出范围：应报日1至28，提前天数0至27，小数位数0至4，指标不超过200项'

const number = (text: string | undefined) => (/^\d{1,3}$/.test(text?.trim() ?? '') ? Number(text) : Number.NaN)

/** `dueDay`, `remindBefore`, `since`. */
export function withDue(now: Definition, { dueDay, remindBefore, since = '' }: Values): Definition {
  const { since: _, ...rest } = now
  const asked = {
    ...{ ...rest, dueDay: number(dueDay), remindBefore: number(remindBefore) },
    ...(since.trim() && { since: since.trim() }),
  }
  return definitionOf(asked, (path) => String(path[0] ?? ''))
}

/** `label.CODE`, `unit.CODE`, and `hidden.CODE` where it is ticked. */
export function withNames(now: Definition, values: Values): Definition {
  const fields = now.fields.map(({ hidden: _, ...field }) => ({
    ...{
      ...field,
      label: values[`label.${field.code}`] ?? field.label,
      unit: values[`unit.${field.code}`] ?? field.unit,
    },
    ...(values[`hidden.${field.code}`] === 'yes' && { hidden: true }),
  }))
  return definitionOf({ ...now, fields }, (path) => `${String(path[2] ?? '')}.${fields[Number(path[1])]?.code ?? ''}`)
}

/** One more field, after the last one below its parent, else at the end. */
export function withField(now: Definition, values: Values): Definition {
  const { code = '', label = '', unit = '', fill, parent, period = 'month', standing, decimals } = values
  const field = {
    ...{ code: code.trim(), label, unit },
    ...(fill && { fill: [fill] }),
    ...(parent && { parent }),
    ...(period !== 'month' && { period: period as Every }),
    ...(standing === 'yes' && { standing: true }),
    ...(decimals && decimals !== '0' && { decimals: number(decimals) }),
  }
  const at = parent ? lastBelow(now.fields, parent) + 1 : now.fields.length
  const asked = { ...now, fields: now.fields.toSpliced(at, 0, field as Field) }
  return definitionOf(asked, (path) => (path[0] === 'fields' && path.length > 2 ? String(path[2]) : 'code'))
}

function lastBelow(fields: readonly Field[], parent: string): number {
  const isBelow = ({ code, parent: above }: Field): boolean => {
    if (code === parent || above === parent) return true
    const upper = fields.find((one) => one.code === above)
    return upper !== undefined && isBelow(upper)
  }
  return fields.findLastIndex(isBelow)
}
