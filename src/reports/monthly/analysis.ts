/** The analysis that goes with a return, as the system drafts it: received and settled against the same month of last year (同比), and what waits. Pure. */
import { type Month, monthInChinese } from './months.ts'

/** What it compares, of a month or of a year so far. */
export type Compared = { received: number; results: number; late: number; corrected: number; waiting: number }
export type Comparison = { now: Compared; lastYear: Compared }

/** @param known is anything known of last year? Before the first application a nought would be a claim */
export function monthlyDraft(month: Month, of: { month: Comparison; year: Comparison; known: boolean }): string {
  const upTo = `${month.slice(0, 4)}年1月至${Number(month.slice(5))}月`
  const lines = [sentence(monthInChinese(month), of.month, of.known)]
  if (!month.endsWith('-01')) lines.push(sentence(upTo, of.year, of.known))
  const { waiting } = of.month.now
  lines.push(waiting === 0 ? '期末没有未办结的申请。' : `期末未办结${waiting}件。`)
  return lines.join('\n')
}

function sentence(span: string, { now, lastYear }: Comparison, known: boolean): string {
  const beside = (a: number, b: number) => (known ? `（${changeOf(a, b)}）` : '')
  const { received, results, late, corrected } = now
  return [
    `${span}收到申请${received}件${beside(received, lastYear.received)}`,
    `办结${results}件${beside(results, lastYear.results)}`,
    late === 0 ? '没有超过法定期限办结的' : `其中超过法定期限${late}件`,
    ...(corrected > 0 ? [`在行政复议、行政诉讼中被纠正${corrected}件`] : []),
  ]
    .join('，')
    .concat('。')
}

/** Of small numbers a percentage says nothing; they are given whole. */
function changeOf(now: number, before: number): string {
  if (now === before) return '与上年同期相同'
  const by = Math.abs(now - before)
  const share = before >= 10 ? `，${now > before ? '增长' : '下降'}${((by / before) * 100).toFixed(1)}%` : ''
  return `比上年同期${now > before ? '增加' : '减少'}${by}件${share}`
}
