/**
 * The table of fields and codes, as shipped (`mapping.yaml`) or as EXCHANGE_MAPPING names it: read once and checked whole, so
 * that a name that nobody knows stops the start and never a case.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import {
  CHANNELS,
  DELIVERIES,
  FACTS,
  type FactType,
  FORMS,
  ID_TYPES,
  ORGANISATION_TYPES,
  OUTCOMES,
} from '../../workflows/disclosure/vocabulary.ts'
import { APPLICANT_MAY } from '../acts/may-record.ts'
import { type Config, ConfigFault } from '../ground/config.ts'
import { parseYaml } from '../ground/yaml.ts'
import { VALUES, type Value } from './values.ts'

const SHIPPED = fileURLToPath(new URL('mapping.yaml', import.meta.url))

const code = z.string().min(1).max(40)
const codesOf = (words: object) =>
  z.strictObject(Object.fromEntries(Object.keys(words).map((word) => [word, code])) as Record<string, typeof code>)
const value = z.string().refine((name): name is Value => Object.hasOwn(VALUES, name), {
  error: (issue) => `no value of ours is called ${String(issue.input)}`,
})
const fact = z.string().refine((name): name is FactType => Object.hasOwn(FACTS, name), {
  error: (issue) => `no fact is called ${String(issue.input)}`,
})
/** A name of theirs. */
const field = z.string().min(1).max(60)
const message = z.strictObject({
  code,
  path: z.string().regex(/^\/[A-Za-z0-9/_-]{1,100}$/),
  fields: z.record(field, value),
})
const MAPPING = z
  .strictObject({
    district: code,
    departments: z.record(z.string(), code),
    codes: z.strictObject({
      channel: codesOf(CHANNELS),
      idType: codesOf(ID_TYPES),
      organisationType: codesOf(ORGANISATION_TYPES),
      form: codesOf(FORMS),
      delivery: codesOf(DELIVERIES),
      outcome: codesOf(OUTCOMES),
    }),
    messages: z.record(z.string(), message),
    steps: z.record(fact, z.strictObject({ as: z.string(), state: code })),
    received: z.strictObject({
      ...{ number: field, step: field, word: field, text: field, at: field },
      ignored: z.array(field),
      facts: z.record(
        field,
        z.strictObject({
          fact: fact.refine((name) => APPLICANT_MAY.includes(name as FactType), {
            error: 'only what an applicant may record is taken from a platform',
          }),
          text: z.string().min(1).max(40),
        }),
      ),
    }),
  })
  .superRefine(({ messages, steps, departments, codes }, context) => {
    const wrong = (path: string[], text: string) => context.addIssue({ code: 'custom', path, message: text })
    if (!messages.application) wrong(['messages'], 'there is no message `application`, by which a case begins')
    for (const [type, { as }] of Object.entries(steps))
      if (!messages[as]) wrong(['steps', type], `there is no message called ${as}`)
    if (steps.submitted) wrong(['steps', 'submitted'], 'a case begins with the message `application`')
    // What comes in is read by the same codes: two words by one code could not be told apart.
    for (const [name, all] of Object.entries({ departments, ...codes }))
      if (new Set(Object.values(all)).size < Object.keys(all).length) wrong([name], 'two words have one code')
  })

export type Mapping = z.output<typeof MAPPING>

const read = new Map<string, Mapping>()

/**
 * The table in force in this process; undefined where no platform is set.
 * @throws ConfigFault that names the file and every fault of it
 */
export function mappingOf({ exchange }: Pick<Config, 'exchange'>): Mapping | undefined {
  if (!exchange) return undefined
  const path = exchange.mapping ?? SHIPPED
  const known = read.get(path) ?? readMapping(path)
  read.set(path, known)
  return known
}

/** @throws ConfigFault that names the file and every fault of it */
export function readMapping(path: string): Mapping {
  let table: unknown
  try {
    table = parseYaml(readFileSync(path, 'utf8'), { merge: true })
  } catch (error) {
    throw new ConfigFault([faultAt(path, '', (error as Error).message)])
  }
  const { data, error } = MAPPING.safeParse(table)
  if (data) return data
  throw new ConfigFault(error.issues.map(({ path: at, message }) => faultAt(path, at.join('.'), message)))
}

/** @param at of the field in the table; empty where it is the table as a whole */
const faultAt = (path: string, at: string, message: string) => ({
  name: 'EXCHANGE_MAPPING',
  problem: `names ${path}, which is wrong${at && ` at ${at}`}: ${message.split('\n')[0]}`,
  remedy: 'Mend it there, or leave EXCHANGE_MAPPING unset: then the shipped table holds',
  zh: `EXCHANGE_MAPPING 所指的字段和代码对照表（${path}）${at ? `中 ${at} 一项` : ''}有误（原文见下）。请改正该处，或者不设 EXCHANGE_MAPPING，使用随软件的对照表。`,
})

/** 部门编号 of an agency of ours. */
export const departmentOf = ({ departments }: Pick<Mapping, 'departments'>, agencyId: string): string =>
  departments[agencyId] ?? agencyId

/** The agency that goes by this 部门编号. */
export const agencyBehind = ({ departments }: Pick<Mapping, 'departments'>, department: string): string =>
  Object.keys(departments).find((agency) => departments[agency] === department) ?? department
