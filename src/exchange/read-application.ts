/** An application of the platform in the words of the contract: their names and codes read backwards, each fault by their name. */
import { isDay } from '../../workflows/statute/days.ts'
import { readAsItCame } from '../acts/entered.ts'
import { type FieldError, invalid, Refusal } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import { isPlatformNumber } from '../ledger/platform-numbers.ts'
import { agencyBehind, type Mapping } from './mapping.ts'
import type { Codes, Value } from './values.ts'

/** A clock of theirs may be ahead of ours by as much. */
const AHEAD = 300_000 // ms

export type Handed = Record<string, unknown>

/** Where a value of the message stands in an application, and by which codes it is written. */
const READ: Partial<Record<Value, { at: string; codes?: keyof Codes }>> = {
  'person.name': { at: 'person.name' },
  'person.idType': { at: 'person.idType', codes: 'idType' },
  'person.idNumber': { at: 'person.idNumber' },
  'person.address': { at: 'person.address' },
  'person.postcode': { at: 'person.postcode' },
  'person.phone': { at: 'person.phone' },
  'person.email': { at: 'person.email' },
  'organisation.name': { at: 'organisation.name' },
  'organisation.type': { at: 'organisation.organisationType', codes: 'organisationType' },
  'organisation.creditCode': { at: 'organisation.creditCode' },
  'organisation.representative': { at: 'organisation.representative' },
  'organisation.contact': { at: 'organisation.contact' },
  'organisation.address': { at: 'organisation.address' },
  'organisation.postcode': { at: 'organisation.postcode' },
  'organisation.phone': { at: 'organisation.phone' },
  'organisation.email': { at: 'organisation.email' },
  'agent.name': { at: 'agent.name' },
  'request.title': { at: 'request.title' },
  'request.description': { at: 'request.description' },
  'request.documentNumber': { at: 'request.documentNumber' },
  'request.form': { at: 'request.form', codes: 'form' },
  'request.delivery': { at: 'request.delivery', codes: 'delivery' },
}
/** Theirs to send, and read otherwise or not at all: the channel is the web, the numbers of ours are not theirs to give. */
const BESIDE: readonly Value[] = [
  'code',
  'district',
  'department',
  'channel',
  'submittedAt',
  'unit',
  'receipt',
  'number',
]

const fault = (field: string, message: string, code = 'UNFIT'): FieldError => ({ field, code, message })

/** @throws Refusal INVALID: MISSING, UNFIT */
export function numberIn({ received }: Mapping, handed: Handed): string {
  const number = handed[received.number]
  if (isPlatformNumber(number)) return number
  throw invalid(fault(received.number, '应当是平台的23位数字编号', number === undefined ? 'MISSING' : 'UNFIT'))
}

/** Before it nobody could ask under the Regulations (2008 text, Art 38). */
const IN_FORCE = '2008-05-01'

const INSTANT = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

/** @throws Refusal INVALID: MISSING, UNFIT (also a time that there is not, or before the Regulations), IN_FUTURE */
export function instantIn(field: string, value: unknown, now: Date): Date {
  const [written, day = ''] = (typeof value === 'string' && INSTANT.exec(value)) || []
  // What reads dates moves 30 February into March, and a day ends at 24:00 on the next one.
  const at = written && isDay(day) ? Date.parse(written) : Number.NaN
  if (Number.isNaN(at))
    throw invalid(
      fault(field, '请给出带时区的时间，如 2026-03-02T09:30:00+08:00', value === undefined ? 'MISSING' : 'UNFIT'),
    )
  if (at > now.getTime() + AHEAD) throw invalid(fault(field, '不能晚于现在', 'IN_FUTURE'))
  if (dayIn(new Date(at)) < IN_FORCE)
    throw invalid(fault(field, '早于《政府信息公开条例》施行的2008年5月1日，请核对时间'))
  return new Date(Math.min(at, now.getTime()))
}

/** Given with what happened on an earlier day: what the platform proved by its signature. */
export const proofOf = (number: string, at: Date): string =>
  `上级平台按约定签名交来，平台编号${number}，平台记录的时间${at.toISOString()}。`

/**
 * @returns what `submitted` is made of, on the day that the platform had it
 * @throws Refusal INVALID naming each field by the platform's name for it
 */
export function readApplication(mapping: Mapping, handed: Handed, now: Date) {
  const { fields } = mapping.messages.application!
  const theirs = (ours: Value) => Object.keys(fields).find((name) => fields[name] === ours)
  const number = numberIn(mapping, handed)
  const faults: FieldError[] = []
  const parts: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(handed)) {
    if (name === mapping.received.number || mapping.received.ignored.includes(name)) continue
    const ours = fields[name]
    const read = ours && READ[ours]
    if (!ours || (!read && !BESIDE.includes(ours))) {
      faults.push(fault(name, '没有这个字段，请核对字段对照表', 'UNKNOWN_FIELD'))
      continue
    }
    if (typeof value === 'object' && value !== null) {
      faults.push(fault(name, '应当是一项文字或者数字，不能是列表或者对象'))
      continue
    }
    if (!read || value === null || value === '') continue
    const [part, field] = read.at.split('.') as [string, string]
    const word = read.codes ? wordOf(mapping.codes[read.codes], value) : value
    if (word === undefined) faults.push(fault(name, `代码“${String(value).slice(0, 40)}”不在字段对照表中`))
    parts[part] = { ...parts[part], [field]: word }
  }
  const { person, organisation, agent, request } = parts
  if (person?.name && organisation?.name)
    faults.push(fault(theirs('organisation.name')!, '个人和组织的名称都有，不能判断谁是申请人'))
  const department = theirs('department')
  const sent = department && handed[department]
  if ((typeof sent !== 'string' || sent === '') && !faults.some(({ field }) => field === department))
    faults.push(fault(department ?? 'department', '请写明部门编号', 'MISSING'))
  if (faults.length > 0) throw invalid(...faults)
  const submitted = theirs('submittedAt') ?? 'submittedAt'
  const at = instantIn(submitted, handed[submitted], now)
  const on = dayIn(at)
  const isOrganisation = Boolean(organisation?.name) || (!person && organisation !== undefined)
  const asTheirs = (error: unknown) =>
    renamed(error, (ours) => theirs(ours), isOrganisation ? 'organisation' : 'person')
  const read = inTheirWords(asTheirs, () =>
    readAsItCame({
      ...{ agency: agencyBehind(mapping, String(sent)), channel: 'online', on },
      applicant: isOrganisation ? { kind: 'organisation', ...organisation } : { kind: 'person', ...person },
      // Who may be called for the applicant is no agent by itself: only a name stands there.
      ...(agent && { agent }),
      ...(request && { request }),
    }),
  )
  return { ...read, number, at, on, isEarlier: on < dayIn(now) }
}

function wordOf(codes: Record<string, string>, code: unknown): string | undefined {
  return Object.keys(codes).find((word) => codes[word] === String(code))
}

function inTheirWords<T>(asTheirs: (error: unknown) => unknown, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw asTheirs(error)
  }
}

/** A fault of the application at the name that the platform has for the field; at our own where it has none. */
function renamed(
  error: unknown,
  theirs: (ours: Value) => string | undefined,
  kind: 'person' | 'organisation',
): unknown {
  if (!(error instanceof Refusal) || error.code !== 'INVALID') return error
  const named = (field: string) => {
    const at = field.replace(/^applicant\./, `${kind}.`)
    const ours = (Object.keys(READ) as Value[]).find((value) => READ[value]!.at === at)
    return (ours && theirs(ours)) ?? field
  }
  return invalid(...error.errors.map((one) => ({ ...one, field: named(one.field) })))
}
