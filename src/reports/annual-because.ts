/** Why a case is counted in a row of table 3, as one sentence for whoever checks the figure. */
import type { Ended } from '../../workflows/disclosure/counted.ts'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import type { Period } from './annual-year.ts'
import { type Row, rowInWords } from './shape.ts'

/** What of a case says it. */
export type Counting = {
  receivedOn: Day | null
  countedOn: Day | null
  countedAs: Outcome | null
  withdrawnOn: Day | null
  status: Clock['status']
  ended: readonly Ended[] | null
  /** Those who apply together with the first, where each is served. */
  together: number | null
}

/** @param row the one that is asked about; the period is its report's */
export function becauseOf(kase: Counting, row: Row, period: Period): string {
  const parts = row === '1' || row === '2' ? received(kase, row) : row === '4' ? waits(kase, period) : result(kase)
  return [...parts, ...joint(kase)].join('')
}

/** Art 31. */
function received({ receivedOn, countedOn }: Counting, row: '1' | '2'): string[] {
  if (row === '2')
    return [`${inChinese(receivedOn ?? countedOn!)}收到，上年12月31日未办结${countedOn ? '' : '，至今未办结'}。`]
  return receivedOn
    ? [`${inChinese(receivedOn)}收到（条例第三十一条），计入收到的年度。`]
    : [`没有确认收到即于${inChinese(countedOn!)}撤回，撤回之日计为收到。`]
}

function waits({ receivedOn, countedOn, ended, status }: Counting, { to }: Period): string[] {
  const taken = ended?.findLast(({ on }) => on <= to)
  const now = countedOn ? `${inChinese(countedOn)}办结` : WAITS[status]
  const before = taken
    ? `${inChinese(taken.on)}以“${OUTCOMES[taken.outcome].zh}”答复，${inChinese(taken.reopenedOn)}重新办理；`
    : ''
  return [`${inChinese(receivedOn ?? countedOn!)}收到，${before}至${inChinese(to)}未办结；现在：${now}。`]
}

const WAITS: Record<Clock['status'], string> = {
  awaitingConfirmation: '等待双方确认收到',
  running: '正在办理',
  suspended: '正在征求意见',
  waiting: '等待申请人补正或者缴费',
  settled: '已经答复',
  closed: '已经终结',
}

function result({ countedOn, countedAs, withdrawnOn, ended }: Counting): string[] {
  const [on, outcome] = [countedOn!, countedAs!]
  const again = ended?.find((one) => one.on === on && one.outcome === outcome)
  // Of an end that was taken back nothing says whether `other` was a withdrawal.
  const happened =
    withdrawnOn === on
      ? '申请人撤回'
      : again && outcome === 'other'
        ? '以“其他”办结'
        : `以“${OUTCOMES[outcome].zh}”答复送达`
  const taken = ended?.filter((one) => one.on < on) ?? []
  return [
    `${inChinese(on)}${happened}，计入“${rowInWords(OUTCOMES[outcome].row)}”。`,
    ...(taken.length > 0 ? [`此前的${taken.length}次答复在当年重新办理，不计。`] : []),
    ...(again ? [`${inChinese(again.reopenedOn)}重新办理：本年度的结果已经统计，以后年度不再计。`] : []),
  ]
}

const joint = ({ together }: Counting) => (together ? [`${together + 1}名申请人共同申请，按第一申请人计一件。`] : [])
