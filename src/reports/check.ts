/** One published report held to the arithmetic of its tables: what is wrong, and which single cell would put it right. */

import { type Fault, faultsOf, RULES, type Rule } from './identities.ts'
import type { ReadReport } from './reading/read-report.ts'
import { type CellName, cellInWords, type Table3 } from './shape.ts'
import { isJudged, type Unjudged, unjudgedIn, unjudgedInWords } from './unjudged.ts'

/** A line of `check-report` (contract, section 5). Of a cell that is no count, nobody can say what was expected. */
export type ReportFinding = { rule: Rule | 'count'; cell: CellName; expected: number | null; found: number | string }
export type CheckedReport = {
  findings: ReportFinding[]
  faults: Fault[]
  /** False where no identity had all its figures: nothing is known of the report. */
  isJudged: boolean
  unjudged: Unjudged[]
}

/** @param lastYear table 3 of the year before, where it is at hand and the report does not bring it */
export function checkedReport({ tables, unread, lastYear: own }: ReadReport, lastYear?: Table3): CheckedReport {
  const before = own ?? lastYear
  const faults = faultsOf(tables, before)
  return {
    ...{ isJudged: isJudged(tables, before), unjudged: unjudgedIn(tables, before) },
    findings: [
      ...unread.map(({ cell, found }) => ({ rule: 'count' as const, cell, expected: null, found })),
      ...faults.flatMap(({ findings }) => findings),
    ],
    faults,
  }
}

/** For people: one line for each finding, and behind each group what would put it right. */
export function checkInWords({ findings, faults, isJudged, unjudged }: CheckedReport): string[] {
  const without = unjudgedInWords(unjudged)
  if (findings.length === 0) return [isJudged ? '核对过的勾稽关系全部成立' : '没有核对任何勾稽关系', ...without]
  const lines = [`有${findings.length}处不成立：`]
  for (const { rule, cell, found } of findings)
    if (rule === 'count') lines.push(`  ${cellInWords(cell)}：“${found}”不是件数，请改为整数`)
  for (const fault of faults) {
    for (const { rule, cell, expected, found } of fault.findings)
      lines.push(`  ${cellInWords(cell)}：按勾稽关系应为 ${expected}，现为 ${found}（${RULES[rule]}）`)
    const corrections = fault.corrections.map(({ cell, from, to }) => `${cellInWords(cell)} ${from} 改为 ${to}`)
    lines.push(
      corrections.length === 0
        ? '  没有哪一格单独改正就能使以上各处成立，请逐格核对'
        : `  以下任何一格单独改正，以上各处即成立：${corrections.join('；')}`,
    )
  }
  return [...lines, ...(isJudged ? [] : ['没有核对任何勾稽关系']), ...without]
}
