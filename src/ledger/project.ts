/** What the ledger comes to, for lists: the columns of a case row that follow from its state. */
import { countedResult } from '../../workflows/disclosure/counted.ts'
import { type CaseState, stageOf } from '../../workflows/disclosure/decide.ts'
import { nextForStaff, type Waits } from '../../workflows/disclosure/next-step.ts'
import type { Channel, FactType } from '../../workflows/disclosure/vocabulary.ts'
import { type Clock, clock, type Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { type Limit, leadsDesk, limitsOf } from './limits.ts'

const stepOf = (state: CaseState['state']): string =>
  typeof state === 'string' ? state : String(Object.values(state)[0])

/** As the clock says of the last reply: what had stopped in time is not late, whenever the reply came. Null before there is one. */
const lateBy = (inTime: boolean | null): boolean | null => (inTime === null ? null : !inTime)

/**
 * What a state of the procedure comes to on a day: the columns of the case's row, its clock, and every limit that runs.
 * @param today up to which the clock counts.
 */
export function project(
  { state, context }: CaseState,
  law: Law,
  today: Day,
): { row: Projection; clock: Clock; limits: Limit[] } {
  const dates = clock({ channel: context.channel, facts: context.clockFacts, asOf: today }, law)
  const limits = limitsOf(context, dates, law)
  const next = limits.find(leadsDesk)
  const counted = countedResult(context)
  const [stage, step] = [stageOf(state), stepOf(state)]
  const { waits, act } = nextForStaff({ stage, step, context }, dates, law)
  // 无效件: its row has no day by which anything is counted or due, not even by the careful reading.
  const carefulDueOn = step === 'setAside' ? null : dates.careful.dueOn
  return {
    clock: dates,
    limits,
    row: {
      stage,
      step,
      channel: context.channel,
      submittedOn: context.submittedOn,
      receivedOn: dates.receivedOn,
      dueOn: dates.dueOn,
      carefulDueOn,
      provisional: dates.provisional,
      status: dates.status,
      settledOn: dates.settledOn,
      late: lateBy(dates.inTime),
      lateCarefully: lateBy(dates.careful.inTime),
      nextDueOn: next?.dueOn ?? null,
      nextDueFor: next?.zh ?? null,
      outcome: context.outcome,
      countedOn: counted?.on ?? null,
      countedAs: counted?.outcome ?? null,
      waits,
      waitsFor: waits && act,
      unitId: context.unit,
      handlerId: context.handler,
    },
  }
}

type Projection = {
  stage: ReturnType<typeof stageOf>
  step: string
  channel: Channel
  submittedOn: Day
  receivedOn: Day | null
  dueOn: Day | null
  carefulDueOn: Day | null
  provisional: boolean
  status: Clock['status']
  settledOn: Day | null
  late: boolean | null
  lateCarefully: boolean | null
  nextDueOn: Day | null
  nextDueFor: string | null
  outcome: string | null
  countedOn: Day | null
  countedAs: string | null
  waits: Waits | null
  waitsFor: FactType | null
  unitId: string | null
  handlerId: string | null
}
