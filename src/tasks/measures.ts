/** What a task of the year may be judged by: figures that the system knows, and when such a figure says that a task is done. Pure. */
import type { Day } from '../../workflows/statute/days.ts'

/**
 * `reach`: done as soon as the figure has come to the target. `hold`: judged when the day has passed, for until then it may turn.
 * `better`: which figures meet the target.
 */
type Told = { zh: string; unit: string; aim: 'reach' | 'hold'; better: 'more' | 'less'; most: number; says: string }

export const MEASURES = {
  annualFinal: {
    ...{ zh: '上一年度的年度报告定稿', unit: '份', aim: 'reach', better: 'more', most: 1 },
    says: '条例第四十九条：本机关上一年度的政府信息公开工作年度报告已经定稿的份数。',
  },
  monthlyReported: {
    ...{ zh: '本年度已报送的月度数据', unit: '个月', aim: 'reach', better: 'more', most: 12 },
    says: '本年度各月的月度数据，已经报送、没有重新打开的月数。',
  },
  converted: {
    ...{ zh: '依申请公开转为主动公开', unit: '条', aim: 'reach', better: 'more', most: 100_000 },
    says: '条例第四十四条：本年度由申请转为主动公开、没有撤下的信息条数。',
  },
  withheldLooked: {
    ...{ zh: '不予公开信息的自查率', unit: '%', aim: 'reach', better: 'more', most: 100 },
    says: '条例第十八条：本年度不予公开、部分公开的申请，已经再次审查的所占比例，舍去一位小数以下。',
  },
  inTime: {
    ...{ zh: '按期答复率', unit: '%', aim: 'hold', better: 'more', most: 100 },
    says: '条例第三十三条：本年度答复的申请，没有超过法定期限的所占比例，舍去一位小数以下。',
  },
  late: {
    ...{ zh: '逾期答复', unit: '件', aim: 'hold', better: 'less', most: 100_000 },
    says: '条例第三十三条：本年度答复的申请，超过法定期限的件数。',
  },
  lost: {
    ...{ zh: '复议、诉讼被纠正', unit: '件', aim: 'hold', better: 'less', most: 100_000 },
    says: '本年度审结的行政复议、行政诉讼，结果为纠正的件数；一件经过几个审级的，按最后一次。',
  },
} as const satisfies Record<string, Told>
export type MeasureName = keyof typeof MEASURES

export const MEASURE_NAMES = Object.fromEntries(
  Object.entries(MEASURES).map(([name, { zh, unit }]) => [name, `${zh}（${unit}）`]),
)

/** Does a figure meet the target? */
export const meets = (measure: MeasureName, figure: number, target: number): boolean =>
  MEASURES[measure].better === 'more' ? figure >= target : figure <= target

/** 至少95%, 至多0件. */
export const targetInWords = (measure: MeasureName, target: number): string =>
  `${MEASURES[measure].better === 'more' ? '至少' : '至多'}${target}${MEASURES[measure].unit}`

export type State = 'notBegun' | 'underWay' | 'done' | 'undone' | 'dropped'
export const STATES: Record<State, string> = {
  undone: '逾期未完成',
  underWay: '进行中',
  notBegun: '未开始',
  done: '已完成',
  dropped: '已取消',
}

/** `now`: as of the day of asking; `atDue`: as of the last day, or of the day of asking before it. Null: there is nothing to count. */
export type Measured = { measure: MeasureName; target: number; now: number | null; atDue: number | null }
type Standing = {
  dueOn: Day
  isDropped: boolean
  /** The last word of a person, and its day; null where nobody has said anything. */
  said: { done: boolean; on: Day } | null
  measured: Measured | null
}

/**
 * How a task stands, and whether it was done after its day. A figure goes before what a person says of it; where there is nothing
 * to count, the person's word holds.
 * @param today YYYY-MM-DD; the last day itself is in time
 */
export function standing({ dueOn, isDropped, said, measured }: Standing, today: Day): { state: State; late: boolean } {
  const isPast = dueOn < today
  const open = (): State => (isPast ? 'undone' : said || measured ? 'underWay' : 'notBegun')
  if (isDropped) return { state: 'dropped', late: false }
  if (!measured || measured.now === null || measured.atDue === null) {
    if (said?.done) return { state: 'done', late: said.on > dueOn }
    return { state: open(), late: false }
  }
  const { measure, target, now, atDue } = measured
  if (MEASURES[measure].aim === 'reach') {
    if (!meets(measure, now, target)) return { state: open(), late: false }
    return { state: 'done', late: isPast && !meets(measure, atDue, target) }
  }
  return { state: isPast && meets(measure, atDue, target) ? 'done' : open(), late: false }
}
