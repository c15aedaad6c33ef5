/** What a file would change: judged whole before anything is written, by the rules of the forms. */
import { z } from 'zod'
import { AGENCY_KINDS } from '../../../workflows/statute/remedies.ts'
import type { FieldError } from '../../ground/errors.ts'
import { invalid, type Message, Refusal } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { PLACEHOLDER } from '../../people/first-administrator.ts'
import { areExclusive, ROLES, type Role } from '../../people/may.ts'
import type { Agency } from '../../people/queries.ts'
import { given, mailAddress, text } from '../../web/given.ts'
import { changed } from '../agencies.ts'
import {
  AGENCY,
  AGENCY_CHANGE,
  type AgencyChange,
  agencyFrom,
  code,
  faultsAmong,
  type GivenAgency,
  givenOf,
  type MarkUsed,
} from '../agency.ts'
import { isFree, OWN } from '../people/bodies.ts'
import type { Unit } from '../units.ts'
import { COLUMNS, fault, kindOf, listOf, type Row, type Rows, roleOf, type SheetName } from './rows.ts'

export type PersonBefore = {
  id: string
  username: string
  name: string
  email: string | null
  agencyId: string
  roles: Role[]
  units: string[]
  ended: boolean
}

/** The office as it stands. */
export type Before = {
  agencies: readonly Agency[]
  units: readonly Unit[]
  people: readonly PersonBefore[]
  marks: readonly MarkUsed[]
}

export type Change = {
  sheet: SheetName
  /** Code, id or user name. */
  key: string
  name: string
  act: 'new' | 'changed' | 'same'
  /** What changes, by the headings of the columns. */
  fields: { label: string; from: string; to: string }[]
}

export type Plan = {
  changes: Change[]
  agencies: { before: Agency | undefined; given: AgencyChange | GivenAgency; after: Agency; at: Row['at'] }[]
  units: { before: Unit | undefined; after: Unit }[]
  people: { before: PersonBefore | undefined; after: Omit<PersonBefore, 'id' | 'ended'>; at: Row['at'] }[]
  /** What is lawful and may be meant, and is worth a look. */
  notes: string[]
}

const UNIT_ROW = z.strictObject({ agency: text(100), id: code, name: text(60) })
const USERNAME = text(40)
  .refine((value) => /^[A-Za-z][\w.-]+$/.test(value), {
    error: '用户名由字母、数字、点、连字符和下划线组成，以字母开头，不少于两个字符',
  })
  .refine(isFree, OWN)
const PERSON_ROW = z.strictObject({
  username: USERNAME,
  name: text(60).optional(),
  agency: text(100).optional(),
  units: text(500, 0).optional(),
  roles: text(200, 0).optional(),
  email: mailAddress.optional(),
})

/** @throws Refusal INVALID with every fault of the file, each with its row and column */
export function planOf(rows: Rows, before: Before, house: Pick<House, 'law' | 'time'>): Plan {
  const faults: FieldError[] = []
  const plan: Plan = { changes: [], agencies: [], units: [], people: [], notes: [] }
  const said = (row: Row, errors: readonly { field: string; code: string; message: Message }[]) => {
    for (const { field, code, message } of errors) faults.push({ field: row.at(field || undefined), code, message })
  }
  /** Runs one row; what is refused is said of it. */
  const each = (some: readonly Row[], key: string, read: (row: Row) => void) => {
    const seen = new Map<string, Row>()
    for (const row of some) {
      const name = row.values[key]
      const earlier = name === undefined ? undefined : seen.get(name)
      if (earlier) {
        said(row, [fault(key, 'TAKEN', `与${earlier.at()}重复，请删去一行`)])
        continue
      }
      if (name !== undefined) seen.set(name, row)
      try {
        read(row)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
        said(row, error.errors)
      }
    }
  }
  const change = (sheet: SheetName, key: string, name: string, from: Fields | undefined, to: Fields) => {
    const fields = differences(sheet, from ?? {}, to)
    const act = from === undefined ? 'new' : fields.length > 0 ? 'changed' : 'same'
    plan.changes.push({ sheet, key, name, act, fields })
  }

  const known = before.agencies.filter(({ name }) => name !== PLACEHOLDER)
  each(rows.agencies, 'code', (row) => {
    const values = withKeys(row.values, rows, known)
    const was = known.find(({ id }) => id === values.code)
    const given_ = was ? given(AGENCY_CHANGE, without(values, 'code')) : given(AGENCY, values)
    const after = was ? changed(was, given_) : agencyFrom(given_ as GivenAgency)
    plan.agencies.push({ before: was, given: given_, after, at: row.at })
    change('agencies', after.id, after.name, was && fieldsOf(was), fieldsOf(after))
  })
  const agencies = [
    ...known.filter(({ id }) => !plan.agencies.some(({ after }) => after.id === id)),
    ...plan.agencies.map(({ after }) => after),
  ]
  for (const { after } of plan.agencies) {
    const row = rows.agencies.find(({ values }) => values.code === after.id)!
    const others = agencies.filter(({ id }) => id !== after.id)
    said(row, faultsAmong(after, others, house.law(), house.time.today(), before.marks))
  }
  const agencyNamed = (name: string): Agency => {
    const agency = agencies.find(({ id }) => id === name) ?? agencies.find((each) => each.name === name)
    if (!agency)
      throw invalid(fault('agency', 'NO_SUCH_AGENCY', `没有机关“${name}”，请核对代码，或者先写在 agencies 里`))
    return agency
  }

  each(rows.units, 'id', (row) => {
    const { agency: named, id, name } = given(UNIT_ROW, row.values)
    const agency = agencyNamed(named)
    const was = before.units.find((unit) => unit.id === id)
    if (was && was.agencyId !== agency.id)
      throw invalid(fault('id', 'TAKEN', '编号已经用于另一机关的承办机构；编号在各机关之间不能重复，请改用另一个'))
    if (was?.closed) throw invalid(fault('id', 'UNFIT', '这一承办机构已经撤销，请先在机关页面恢复'))
    const others = [...before.units, ...plan.units.map(({ after }) => after)]
    if (others.some((unit) => unit.agencyId === agency.id && unit.id !== id && unit.name === name && !unit.closed))
      throw invalid(fault('name', 'TAKEN', '本机关已有同名的承办机构，请改用另一个名称'))
    const after = { id, agencyId: agency.id, name, closed: false }
    plan.units.push({ before: was, after })
    change('units', id, name, was && { name: was.name }, { name, ...(was ? {} : { agency: agency.name }) })
  })
  const units = [...before.units.filter(({ closed }) => !closed), ...plan.units.map(({ after }) => after)]

  each(rows.people, 'username', (row) => {
    const { username, email, ...read } = given(PERSON_ROW, row.values)
    const was = before.people.find((person) => person.username.toLowerCase() === username.toLowerCase())
    if (was?.ended)
      throw invalid(fault('username', 'TAKEN', `用户名曾由已离任的“${was.name}”使用，请换一个，或者先恢复该人员`))
    const agency = read.agency === undefined && was ? { id: was.agencyId, name: '' } : agencyNamed(read.agency ?? '')
    if (
      was &&
      was.agencyId !== agency.id &&
      before.agencies.some((a) => a.id === was.agencyId && a.name !== PLACEHOLDER)
    )
      throw invalid(fault('username', 'TAKEN', `用户名已由另一机关的“${was.name}”使用，请换一个`))
    const name = read.name ?? was?.name
    if (!name) throw invalid(fault('name', 'MISSING', '请填写'))
    const roles = read.roles === undefined ? (was?.roles ?? []) : rolesIn(read.roles)
    const own = units.filter(({ agencyId }) => agencyId === agency.id)
    const work = read.units === undefined ? (was?.units ?? []) : unitsIn(read.units, own)
    if (!was && roles.length === 0) throw invalid(fault('roles', 'MISSING', '请填写岗位'))
    if (roles.includes('handler') && work.length === 0)
      plan.notes.push(`${row.at('units')}：承办人${name}没有承办机构，只能办理直接指定的申请`)
    const after = {
      username: was?.username ?? username,
      name,
      email: email ?? was?.email ?? null,
      agencyId: agency.id,
      roles,
      units: work,
    }
    plan.people.push({ before: was, after, at: row.at })
    change('people', after.username, name, was && personFields(was), personFields(after))
  })
  if (faults.length > 0) throw invalid(...faults)
  return plan
}

type Fields = Record<string, unknown>

const fieldsOf = (agency: Agency): Fields => {
  const { kind, ...said } = without(givenOf(agency), 'code')
  return { ...said, kind: AGENCY_KINDS[kind] }
}
const personFields = ({
  name,
  email,
  roles,
  units,
}: Omit<PersonBefore, 'id' | 'ended' | 'username' | 'agencyId'>): Fields => ({
  name,
  email: email ?? '',
  roles: roles
    .map((role) => ROLES[role])
    .toSorted()
    .join('、'),
  units: units.toSorted().join('、'),
})

function differences(sheet: SheetName, from: Fields, to: Fields): Change['fields'] {
  const word = (value: unknown) => (value === undefined || value === null ? '' : String(value))
  return Object.entries(to)
    .map(([column, value]) => ({ label: COLUMNS[sheet][column] ?? column, from: word(from[column]), to: word(value) }))
    .filter(({ from, to }) => from !== to)
}

const without = <T extends object, K extends string>(of: T, key: K) =>
  Object.fromEntries(Object.entries(of).filter(([name]) => name !== key)) as Omit<T, K>

/** Kinds in Chinese become their words, an intake office that is named becomes its code. */
function withKeys(values: Record<string, string>, rows: Rows, known: readonly Agency[]): Record<string, string> {
  const { kind, takenInBy } = values
  const named =
    rows.agencies.find((row) => row.values.name === takenInBy)?.values.code ??
    known.find(({ name }) => name === takenInBy)?.id
  return {
    ...values,
    ...(kind !== undefined && { kind: kindOf(kind) }),
    ...(named !== undefined && { takenInBy: named }),
  }
}

function rolesIn(said: string): Role[] {
  const roles = [...new Set(listOf(said).map(roleOf))] as Role[]
  const unknown = roles.filter((role) => !Object.hasOwn(ROLES, role))
  if (unknown.length > 0)
    throw invalid(
      fault(
        'roles',
        'NO_SUCH_ROLE',
        `没有岗位“${unknown.join('、')}”，可以用：${Object.entries(ROLES)
          .map(([role, zh]) => `${role}（${zh}）`)
          .join('、')}`,
      ),
    )
  if (areExclusive(roles))
    throw invalid(
      fault(
        'roles',
        'EXCLUSIVE_DUTIES',
        '系统管理员、安全管理员、审计员应当由专人担任，不能兼任其他岗位；请分别指定人员',
      ),
    )
  return roles
}

function unitsIn(said: string, own: readonly Unit[]): string[] {
  return [...new Set(listOf(said))].map((named) => {
    const unit = own.find(({ id }) => id === named) ?? own.find(({ name }) => name === named)
    if (!unit)
      throw invalid(fault('units', 'NO_SUCH_UNIT', `本机关没有承办机构“${named}”，请核对编号，或者先写在 units 里`))
    return unit.id
  })
}
