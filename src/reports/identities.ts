/**
 * The arithmetic that tables 3 and 4 of an annual report must keep (勾稽关系): each row and each column of table 3, what was
 * received against what was done and carried over, each 总计 of table 4, and this year's 上年结转 against what last year
 * carried out. Pure. Each identity is a sum that must be nought, so that the same list judges a report and finds which single
 * cell, corrected, makes all of it right again.
 */
import {
  type AnyRow,
  APPLICANTS,
  CATEGORIES,
  type CellName,
  COLUMN_NAMES,
  type Proceeding,
  RESULT_NAMES,
  RESULT_ROWS,
  ROW_CODES,
  type Table3,
  type Table4,
  type Tables,
} from './shape.ts'

/** Each rule as a person reads it. */
export const RULES = {
  rowTotal: '表三各行：总计等于自然人与法人或其他组织各列之和',
  results: '表三各列：（七）总计等于（一）至（六）各行之和',
  category: '表三各列：有小计的，小计等于其各项之和',
  balance: '表三各列：第一项加第二项之和，等于第三项加第四项之和',
  carriedOver: '表三各列：上年结转等于上一年度报告的结转下年度继续办理',
  remedies: '表四：总计等于结果维持、结果纠正、其他结果、尚未审结之和',
} as const
export type Rule = keyof typeof RULES

/** A sum that must be nought. The cell that it determines has the factor −1; `beyond` is a number of another report. */
type Identity = { rule: Rule; cell: CellName; terms: ReadonlyMap<CellName, number>; beyond: number }

/** `expected` is what the cell would be if all others of its identity were right. */
export type Finding = { rule: Rule; cell: CellName; expected: number; found: number }
export type Correction = { cell: CellName; from: number; to: number }
/** Broken identities that hang together by their cells, and each single correction that restores all of them. */
export type Fault = { findings: Finding[]; corrections: Correction[] }

/**
 * Every broken identity. One with a cell that could not be read as a number (NaN) is not judged.
 * @param report a table that is missing is not judged; a row of results that is missing counts as noughts, and an identity
 *   whose other rows are missing is not judged
 * @param lastYear table 3 of the same agency's report of the year before, where it is known
 */
export function brokenIdentities(report: Tables, lastYear?: Table3): Finding[] {
  const values = valuesOf(report)
  return identitiesOf(report, lastYear).flatMap((identity) => finding(identity, values) ?? [])
}

/** The rules of which at least one identity has all its figures. */
export function judgedRules(report: Tables, lastYear?: Table3): Rule[] {
  const values = valuesOf(report)
  const judged = identitiesOf(report, lastYear).filter((identity) => !Number.isNaN(residual(identity, values)))
  return [...new Set(judged.map(({ rule }) => rule))]
}

/** Each rule that can be judged, and whether it holds: what the report itself shows (`checks` of the contract). */
export function checksOf(report: Tables, lastYear?: Table3): { rule: Rule; text: string; holds: boolean }[] {
  const judged = new Set(identitiesOf(report, lastYear).map(({ rule }) => rule))
  const broken = new Set(brokenIdentities(report, lastYear).map(({ rule }) => rule))
  return [...judged].map((rule) => ({ rule, text: RULES[rule], holds: !broken.has(rule) }))
}

/**
 * The broken identities in groups that share no cell, each with the single cells whose correction would restore its whole
 * group and break nothing else. Never fewer than nought: no correction is offered that no count can be.
 */
export function faultsOf(report: Tables, lastYear?: Table3): Fault[] {
  const values = valuesOf(report)
  const identities = identitiesOf(report, lastYear)
  const broken = identities.filter((identity) => finding(identity, values))
  const within = new Map<CellName, Identity[]>()
  for (const identity of identities)
    for (const cell of identity.terms.keys()) within.set(cell, [...(within.get(cell) ?? []), identity])
  return groupsOf(broken).map((group) => ({
    findings: group.flatMap((identity) => finding(identity, values) ?? []),
    corrections: cellsOf(group).flatMap((cell) => {
      const concerned = within.get(cell)!
      // It stands in all that is broken here and in nothing that holds, and all of them ask for the same change.
      if (concerned.length !== group.length || !concerned.every((identity) => group.includes(identity))) return []
      const changes = new Set(group.map((identity) => -residual(identity, values) / identity.terms.get(cell)!))
      const [change] = changes
      const from = values.get(cell)!
      return changes.size === 1 && from + change! >= 0 ? [{ cell, from, to: from + change! }] : []
    }),
  }))
}

function finding(identity: Identity, values: ReadonlyMap<CellName, number>): Finding | undefined {
  const off = residual(identity, values)
  const found = values.get(identity.cell)!
  return off === 0 || Number.isNaN(off)
    ? undefined
    : { rule: identity.rule, cell: identity.cell, expected: found + off, found }
}

function residual({ terms, beyond }: Identity, values: ReadonlyMap<CellName, number>): number {
  let sum = beyond
  for (const [cell, factor] of terms) sum += factor * values.get(cell)!
  return sum
}

function valuesOf({ table3 = [], table4 }: Tables): Map<CellName, number> {
  const values = new Map<CellName, number>()
  for (const figures of table3)
    for (const column of COLUMN_NAMES) values.set(`table3/${figures.row}/${column}`, figures[column])
  for (const [proceeding, results] of Object.entries(table4 ?? {}))
    for (const result of RESULT_NAMES) values.set(`table4/${proceeding as Proceeding}/${result}`, results[result])
  return values
}

function identitiesOf({ table3, table4 }: Tables, lastYear?: Table3): Identity[] {
  return [...(table3 ? ofTable3(table3, lastYear) : []), ...(table4 ? ofTable4(table4) : [])]
}

function ofTable3(table3: Table3, lastYear?: Table3): Identity[] {
  const rows = new Set(table3.map(({ row }) => row))
  const results = resultRowsOf(rows)
  const identities: Identity[] = []
  for (const row of rows)
    identities.push(
      identity('rowTotal', `table3/${row}/total`, [
        [`table3/${row}/total`, -1],
        ...plus(APPLICANTS.map((column) => `table3/${row}/${column}` as const)),
      ]),
    )
  for (const column of COLUMN_NAMES) {
    const at = (row: AnyRow): CellName => `table3/${row}/${column}`
    if (rows.has('3.7')) identities.push(identity('results', at('3.7'), [[at('3.7'), -1], ...plus(results.map(at))]))
    for (const category of Object.keys(CATEGORIES) as AnyRow[]) {
      const parts = ROW_CODES.filter((row) => row.startsWith(`${category}.`) && rows.has(row))
      if (rows.has(category) && parts.length > 0)
        identities.push(identity('category', at(category), [[at(category), -1], ...plus(parts.map(at))]))
    }
    if (['1', '2', '3.7', '4'].every((row) => rows.has(row as AnyRow)))
      identities.push(identity('balance', at('4'), [[at('4'), -1], ...plus([at('1'), at('2')]), [at('3.7'), -1]]))
    const before = lastYear?.find(({ row }) => row === '4')?.[column]
    if (before !== undefined && rows.has('2'))
      identities.push(identity('carriedOver', at('2'), [[at('2'), -1]], before))
  }
  return identities
}

/** The rows that （七） sums up: of a category that is not divided (2019: 其他处理) its own row. */
function resultRowsOf(rows: ReadonlySet<AnyRow>): AnyRow[] {
  const whole = (Object.keys(CATEGORIES) as AnyRow[]).filter(
    (category) => rows.has(category) && !RESULT_ROWS.some((row) => row.startsWith(`${category}.`) && rows.has(row)),
  )
  return [...RESULT_ROWS.filter((row) => rows.has(row)), ...whole]
}

function ofTable4(table4: Table4): Identity[] {
  return (Object.keys(table4) as Proceeding[]).map((proceeding) =>
    identity('remedies', `table4/${proceeding}/total`, [
      [`table4/${proceeding}/total`, -1],
      ...plus(
        RESULT_NAMES.filter((result) => result !== 'total').map((result) => `table4/${proceeding}/${result}` as const),
      ),
    ]),
  )
}

const identity = (rule: Rule, cell: CellName, terms: [CellName, number][], beyond = 0): Identity => ({
  ...{ rule, cell, beyond },
  terms: new Map(terms),
})
const plus = (cells: readonly CellName[]) => cells.map((cell): [CellName, number] => [cell, 1])

const cellsOf = (identities: readonly Identity[]) => [...new Set(identities.flatMap(({ terms }) => [...terms.keys()]))]

/** Identities that share a cell, directly or by way of others, in one group. */
function groupsOf(identities: readonly Identity[]): Identity[][] {
  const groups: Identity[][] = []
  for (const each of identities) {
    const touching = groups.filter((group) =>
      group.some(({ terms }) => [...terms.keys()].some((cell) => each.terms.has(cell))),
    )
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push([...touching.flat(), each])
  }
  return groups
}
