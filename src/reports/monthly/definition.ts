/**
 * Which fields a return has, by when it is due, and how its figures must agree: as shipped (`templates/returns/monthly.yaml`),
 * or as an agency or the office of a district has set it.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { read } from '../../ground/law.ts'
import { TEMPLATES_FOLDER } from '../../letters/templates/folder.ts'
import { text } from '../../web/given.ts'
import { MEASURES, overlap } from './measures.ts'
import { EVERY, type Every } from './months.ts'

export const MOST_FIELDS = 200
/** In front of what the analysis is kept under, so that no field has its name. */
const CODE = /^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/

const measure = z.string().refine((name) => Object.hasOwn(MEASURES, name), { error: '没有这个统计口径' })
const code = z.string().regex(CODE, { error: '代码用字母、数字、点和短横，不超过20个' })
const field = z.strictObject({
  code,
  label: text(60),
  unit: text(10),
  /** The measures whose sum it is; without them somebody enters it. */
  fill: z
    .union([measure.transform((one) => [one]), z.array(measure).min(1).max(10)], { error: '没有这个统计口径' })
    .exactOptional(),
  parent: code.exactOptional(),
  period: z.enum(Object.keys(EVERY) as [Every, ...Every[]]).exactOptional(),
  standing: z.boolean().exactOptional(),
  decimals: z.number().int().min(0).max(4).exactOptional(),
  hidden: z.boolean().exactOptional(),
})
const check = z.strictObject({ left: z.array(code).min(1), right: z.array(code).min(1), text: text(100) })
const definition = z.strictObject({
  /** Of the following month. */
  dueDay: z.number().int().min(1).max(28),
  /** Calendar days before it from which reminders go out. */
  remindBefore: z.number().int().min(0).max(27),
  /** The first month that is to be reported; without it nobody is reminded, and nobody is told to be late. */
  since: z
    .string()
    .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/, { error: '月份写成 2026-03' })
    .exactOptional(),
  fields: z.array(field).min(1).max(MOST_FIELDS),
  checks: z.array(check).max(MOST_FIELDS),
})

export type Field = z.infer<typeof field>
export type Definition = z.infer<typeof definition>

/** What is wrong with the fields among themselves; `field` names its code. */
export function faultsOf({
  fields,
  checks,
}: Pick<Definition, 'fields' | 'checks'>): { code: string; message: string }[] {
  const codes = new Set<string>()
  const faults: { code: string; message: string }[] = []
  for (const { code } of fields) {
    if (codes.has(code)) faults.push({ code, message: '代码重复' })
    codes.add(code)
  }
  for (const { code, parent, fill = [] } of fields) {
    if (parent === code || (parent && !codes.has(parent))) faults.push({ code, message: `没有上级指标“${parent}”` })
    else if (parent && isBelowItself(fields, code)) faults.push({ code, message: '上级指标循环' })
    if (overlap(fill)) faults.push({ code, message: '相加的统计口径有重复，或者不是同一类' })
  }
  for (const { left, right, text } of checks)
    for (const code of [...left, ...right])
      if (!codes.has(code)) faults.push({ code, message: `勾稽关系“${text}”中的指标不存在` })
  return faults
}

function isBelowItself(fields: readonly Field[], code: string): boolean {
  const seen = new Set<string>()
  for (let at: string | undefined = code; at; at = fields.find((one) => one.code === at)?.parent) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

/** A definition from outside this process, whole. @throws Error naming what does not fit */
export const definitionSchema = definition.superRefine((given, context) => {
  for (const { code, message } of faultsOf(given)) context.addIssue({ code: 'custom', message: `${code}：${message}` })
})

let known: Definition | undefined
/** As shipped; read once. */
export function shippedDefinition(): Definition {
  known ??= read(join(TEMPLATES_FOLDER, 'returns'), 'monthly.yaml', definitionSchema)
  return known
}
