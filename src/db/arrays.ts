/**
 * Lists in both directions. The driver would ask each new connection which types are lists of which, and where the
 * connection is lost over that question the process ends (postgres.js 3.4.9: nobody awaits it). The numbers of built-in
 * types are the same in every PostgreSQL. Lists of days and instants come back as text, as drizzle wants them.
 */
import { parse } from 'postgres-array'

const asNumber = Number
const asText = (text: string) => text
/** JSON goes in as text, as everywhere. */
const asJson = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
/** [the list's type, its elements as they are read, as they are written] */
const LISTS: [name: string, list: number, read: (text: string) => unknown, write?: (value: unknown) => string][] = [
  ['bool', 1000, (text) => text === 't'],
  ['bytea', 1001, (text) => Buffer.from(text.slice(2), 'hex')],
  ['int2', 1005, asNumber],
  ['int4', 1007, asNumber],
  ['int8', 1016, asText],
  ['oid', 1028, asNumber],
  ['float4', 1021, asNumber],
  ['float8', 1022, asNumber],
  ['text', 1009, asText],
  ['varchar', 1015, asText],
  ['name', 1003, asText],
  ['uuid', 2951, asText],
  ['json', 199, JSON.parse, asJson],
  ['jsonb', 3807, JSON.parse, asJson],
]

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`

/** @throws TypeError for what is undefined: it would be written as that word */
function literal(value: unknown, write: (value: unknown) => string): string {
  if (value === undefined) throw new TypeError('A list for the database holds an undefined value.')
  if (value === null) return 'null'
  return Array.isArray(value) ? `{${value.map((each) => literal(each, write)).join()}}` : quoted(write(value))
}

/** As the driver takes types: each list by its name. */
export const lists = Object.fromEntries(
  LISTS.map(([name, list, read, write = String]) => [
    `${name}s`,
    {
      ...{ to: list, from: [list] },
      parse: (text: string) => parse(text, read),
      serialize: (values: unknown): string => (Array.isArray(values) ? literal(values, write) : String(values)),
    },
  ]),
)
