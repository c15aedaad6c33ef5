/** What a run of the four checks found: by item, with every fault by its case. It names nobody and quotes nothing, so that it may stay. */
import { ITEMS, type Item, type ItemCode } from './items.ts'

/** `fail`: it does not hold. `confirm`: a person has to judge what was found. `file`: the id of the file it is about, whose name is looked up. */
export type Finding = { item: ItemCode; verdict: 'fail' | 'confirm'; found: string; file?: string }
export type CaseFinding = Finding & { caseId: string; reference: string }

export type Report = {
  cases: number
  files: number
  bytes: number
  /** How many facts each case had when it was looked at. What was checked before this was kept has none, and is checked again. */
  facts?: Record<string, number>
  /** Of how many cases the program looked at each item; of the others it could not. */
  checked: Partial<Record<ItemCode, number>>
  findings: CaseFinding[]
  /** Findings beyond those that are listed; none of them is passed over in the verdicts. */
  unlisted: Partial<Record<ItemCode, { fail: number; confirm: number }>>
}

/** Findings of one item that are listed one by one; beyond, their number is told. */
const MOST_LISTED = 200

export const emptyReport = (): Report => ({
  cases: 0,
  files: 0,
  bytes: 0,
  facts: {},
  checked: {},
  findings: [],
  unlisted: {},
})

/** Adds what was found of one case. */
export function added(report: Report, of: { caseId: string; reference: string }, found: readonly Finding[]): void {
  for (const finding of found) {
    const listed = report.findings.filter(({ item }) => item === finding.item).length
    if (listed < MOST_LISTED) {
      report.findings.push({ ...finding, ...of })
      continue
    }
    const more = report.unlisted[finding.item] ?? { fail: 0, confirm: 0 }
    more[finding.verdict]++
    report.unlisted[finding.item] = more
  }
}

export type Confirmation = { item: string; passed: boolean; by: string; at: string; why: string }

/** `pass`, `fail`: what it came to. `wait`: a person has not confirmed it yet. */
export type Verdict = 'pass' | 'fail' | 'wait'
export type Judged = Item & {
  verdict: Verdict
  found: string
  findings: readonly CaseFinding[]
  confirmation: Confirmation | undefined
  /** A person has to say something. */
  asks: boolean
}

/** Every item with its verdict; one that a person has to confirm is never passed without one, nor one that was not looked at of every case. */
export function judged(report: Report, confirmations: readonly Confirmation[]): Judged[] {
  return ITEMS.map((item): Judged => {
    const findings = report.findings.filter((one) => one.item === item.code)
    const more = report.unlisted[item.code] ?? { fail: 0, confirm: 0 }
    const count = (verdict: Finding['verdict']) =>
      findings.filter((one) => one.verdict === verdict).length + more[verdict]
    const [failed, toConfirm] = [count('fail'), count('confirm')]
    const checked = report.checked[item.code] ?? 0
    const unlooked = item.by === 'person' ? 0 : report.cases - checked
    const asks = item.by === 'person' || toConfirm > 0
    const confirmation = confirmations.find((one) => one.item === item.code)
    const byPerson: Verdict = !confirmation ? 'wait' : confirmation.passed ? 'pass' : 'fail'
    return {
      ...item,
      verdict: failed > 0 || unlooked > 0 ? 'fail' : asks ? byPerson : 'pass',
      found: foundInWords(item, { checked, unlooked, failed, toConfirm }),
      ...{ findings, confirmation, asks },
    }
  })
}

type Counted = { checked: number; unlooked: number; failed: number; toConfirm: number }

function foundInWords({ by }: Item, { checked, unlooked, failed, toConfirm }: Counted): string {
  if (by === 'person') return '系统不能检测，由人工确认'
  const parts = [
    `检测${checked}件`,
    failed > 0 && `${failed}处不合格`,
    toConfirm > 0 && `${toConfirm}处待人工确认`,
    checked > 0 && failed + toConfirm === 0 && '没有发现问题',
    unlooked > 0 && `另有${unlooked}件不能检测`,
  ]
  return parts.filter(Boolean).join('，')
}

/** Of the whole run: may it be handed over? */
export function verdictOf(items: readonly Judged[]): Verdict {
  if (items.some(({ verdict }) => verdict === 'fail')) return 'fail'
  return items.some(({ verdict }) => verdict === 'wait') ? 'wait' : 'pass'
}
export const VERDICTS: Record<Verdict, string> = { pass: '合格', fail: '不合格', wait: '待人工确认' }

/** The verdict of a run in words, with how much of it rests on people. */
export function totalInWords(verdict: Verdict, items: readonly Judged[]): string {
  const theirs = items.filter(({ confirmation }) => confirmation).length
  return verdict === 'pass' && theirs > 0 ? `${VERDICTS.pass}（其中${theirs}项人工确认）` : VERDICTS[verdict]
}

/** The verdict of one item in words: what rests on a person's word says so. */
export const verdictInWords = ({ verdict, confirmation }: Pick<Judged, 'verdict' | 'confirmation'>): string =>
  verdict === 'pass' && confirmation ? '人工确认' : VERDICTS[verdict]
