/** What the pages of a return and its answers to programs show, gathered. */
import { invalid } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { type ReturnKey, reportEntries } from '../../ledger/frozen-reports.ts'
import { namesOf } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import type { Place } from '../../released/look-over.ts'
import { placesOfPeople } from '../../released/people-of.ts'
import type { FormState } from '../../web/shapes.ts'
import type { Scope } from '../annual-scope.ts'
import { mayKeep } from '../show-annual.ts'
import type { HistoryLine } from '../views.ts'
import { type BehindPage, casesBehind } from './cases-behind.ts'
import { ANALYSIS, type Entry, entriesOf } from './entered.ts'
import type { FieldFigure } from './figures.ts'
import { definitionsIn } from './in-force.ts'
import { type Monthly, monthlyReturn } from './monthly.ts'
import { isOver, type Month, monthOf, plusMonths, spanOf, yearTo } from './months.ts'
import { type Attempt, attemptsOf } from './push.ts'

type Asking = Pick<House, 'sql' | 'keys' | 'time' | 'config'>
/** So many months stand in the head of a page. */
const MONTHS = 6

export type MonthlyFrame = {
  viewer: Viewer
  csrf: string
  month: Month
  months: readonly Month[]
  agency: string
  name: string
  choices: Scope['choices']
}

export type MonthlyView = {
  monthly: Monthly
  mayKeep: boolean
  isOver: boolean
  /** Since when returns are asked for; without it nobody is reminded. */
  since: Month | undefined
  history: HistoryLine[]
  saved: HistoryLine[]
  /** Of a house with a platform above. */
  pushes: Attempt[] | undefined
  /** What of an analysis that somebody wrote may lay somebody open, while it is not reported. */
  places: readonly Place[]
  form: FormState
}

export function frameOf({ time }: Pick<House, 'time'>, viewer: Viewer, scope: Scope, month: Month): MonthlyFrame {
  const running = monthOf(time.today())
  const months = Array.from({ length: MONTHS }, (_, i) => plusMonths(running, -i))
  return {
    ...{ viewer, csrf: viewer.csrf, month, months: months.includes(month) ? months : [...months, month] },
    ...{ agency: scope.agency, name: scope.name, choices: scope.choices },
  }
}

export async function showMonthly(
  { sql, keys, time, config }: Asking,
  viewer: Viewer,
  scope: Scope,
  month: Month,
  form: FormState = { values: {}, errors: [] },
): Promise<MonthlyView> {
  const today = time.today()
  const key = scope.kept && { ...scope.kept, month }
  const [monthly, definitions, acts, saved, pushes] = await Promise.all([
    monthlyReturn(sql, scope, month, today),
    definitionsIn(sql),
    key ? reportEntries(sql, key) : [],
    key ? entriesOf(sql, key) : [],
    key && config.returnsUrl ? attemptsOf(sql, key) : undefined,
  ])
  const { text, source } = monthly.analysis
  const written = monthly.reported === null && source === 'entered' ? text : ''
  const places = await placesOfPeople({ sql, keys }, scope.agencyIds, yearTo(month, today), { 分析说明: written })
  const names = await namesOf(
    sql,
    [...acts, ...saved].map(({ by }) => by),
  )
  const line = ({ at, by }: { at: string; by: string }) => ({ at: new Date(at).toISOString(), by: names.get(by) ?? by })
  return {
    ...{ monthly, mayKeep: mayKeep(viewer, scope.kept), isOver: isOver(month, today), pushes, places, form },
    since: scope.kept ? definitions(scope.kept).since : undefined,
    history: acts
      .map((act) => ({
        ...line(act),
        what: act.act === 'final' ? `报送，校验值${act.digest.slice(0, 12)}……` : '重新打开',
        why: act.why,
      }))
      .toReversed(),
    saved: saved.map((one) => ({ ...line(one), what: savedInWords(one, monthly.fields), why: '' })),
  }
}

function savedInWords({ code, content }: Entry, fields: readonly FieldFigure[]): string {
  if (code === ANALYSIS) return `分析说明：${content || '（恢复为系统拟写的）'}`
  const label = fields.find((field) => field.code === code)?.label
  return `${label ? `${code} ${label}` : code}：${content || '（清空）'}`
}

export type BehindView = BehindPage & {
  field: FieldFigure
  of: 'month' | 'year'
  total: number | null
  /** Reported: the facts may say something else by now. */
  frozen: boolean
  cursor: string | undefined
}

/** The cases of one figure. @throws Refusal INVALID for a field that there is not, or that no facts fill */
export async function showBehind(
  { sql, time }: Asking,
  viewer: Viewer,
  scope: Scope,
  month: Month,
  { field: code, of }: { field: string; of: 'month' | 'year' },
  cursor: string | undefined,
): Promise<BehindView> {
  const today = time.today()
  const { fields, reported } = await monthlyReturn(sql, scope, month, today)
  const field = fields.find((one) => one.code === code)
  if (!field?.fill)
    throw invalid({ field: 'field', code: 'UNFIT', message: '没有这个指标，或者它不是按办理记录统计的' })
  const span = of === 'year' ? yearTo(month, today) : spanOf(field.period, month, today)
  const page = await casesBehind(sql, viewer, scope.agencyIds, span, field.fill, cursor)
  return { ...page, field, of, total: field[of], frozen: reported !== null, cursor }
}

/** Under which key a scope keeps its returns; null of several offices together. */
export const keyOf = ({ kept }: Scope, month: Month): ReturnKey | null => kept && { ...kept, month }
