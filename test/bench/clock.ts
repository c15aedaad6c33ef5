/** How many explained evaluations a second, beside a plain loop over each day that answers the same questions without a word. */
import { loadLaw } from '../../src/ground/law.ts'
import { type ClockCase, type ClockFact, clock } from '../../workflows/statute/clock.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import type { Arrangement } from '../../workflows/statute/working-days.ts'
import { median, moreIsBetter } from './result.ts'

const ROUNDS = 7
/** Long enough a round that the machine's other work evens out, short enough that the whole stays under a few seconds. */
const ROUND_MS = 150

export async function benchClock() {
  const law = loadLaw()
  const cases = manyCases()
  const loop = dayByDay(law.arrangements)
  const ours = (c: ClockCase) => clock(c, law).workingDays.left
  const theirs = (c: ClockCase) => loop(c).left
  // Two programs that disagree would not be worth timing.
  for (const c of cases) if (ours(c) !== theirs(c)) throw new Error(`The baseline disagrees on ${JSON.stringify(c)}`)
  const rates: { ours: number; theirs: number }[] = []
  // Once unmeasured: the first round of either would time the compiler.
  for (const evaluate of [ours, theirs]) rate(cases, evaluate)
  for (let round = 0; round < ROUNDS; round++) rates.push({ ours: rate(cases, ours), theirs: rate(cases, theirs) })
  return moreIsBetter({
    bench: 'clock',
    value: median(rates.map((r) => r.ours)),
    unit: 'evaluations/s',
    baseline: 'day-by-day loop over a holiday set',
    baselineValue: median(rates.map((r) => r.theirs)),
  })
}

function rate(cases: readonly ClockCase[], evaluate: (c: ClockCase) => number): number {
  const start = process.cpuUsage()
  const until = performance.now() + ROUND_MS
  let done = 0
  let sum = 0
  while (performance.now() < until) {
    for (const c of cases) sum += evaluate(c)
    done += cases.length
  }
  const { user, system } = process.cpuUsage(start)
  if (Number.isNaN(sum)) throw new Error('unreachable: the sum keeps the loop alive')
  return (done / (user + system)) * 1e6
}

/** A year and a half of receipts: plain, extended, consulted once and twice; half of them answered. */
function manyCases(): ClockCase[] {
  const cases: ClockCase[] = []
  for (let i = 0; i < 400; i++) {
    const on = plusDays('2025-02-01', i)
    const facts: ClockFact[] = [{ type: 'submitted', on }]
    if (i % 2 === 0) {
      facts.push({ type: 'thirdPartyConsulted', on: plusDays(on, 5) })
      facts.push({ type: 'thirdPartyReached', on: plusDays(on, 8) })
      facts.push({ type: 'thirdPartyAnswered', on: plusDays(on, 14) })
    }
    if (i % 4 === 0) {
      facts.push({ type: 'agencyConsulted', on: plusDays(on, 15) })
      facts.push({ type: 'agencyReached', on: plusDays(on, 16) })
      facts.push({ type: 'agencyAnswered', on: plusDays(on, 20) })
    }
    if (i % 5 === 0) facts.push({ type: 'extended', on: plusDays(on, 21), workingDays: 20 })
    if (i % 3 === 0) facts.push({ type: 'replyServed', on: plusDays(on, 26), how: 'post' })
    cases.push({ channel: 'counter', facts, asOf: plusDays(on, 25) })
  }
  return cases
}

/** What most systems do: step through the calendar a day at a time and ask two sets about each day. */
function dayByDay(arrangements: readonly Arrangement[]) {
  const off = new Set(arrangements.flatMap((a) => Object.keys(a.off)))
  const work = new Set(arrangements.flatMap((a) => a.work))
  const DAY = 86_400_000
  const text = (at: Date) => at.toISOString().slice(0, 10)

  return ({ facts, asOf }: ClockCase) => {
    const received = facts[0]!.on
    const pauses: { from: string; to: string }[] = []
    let allowed = 20
    let until = asOf
    for (const f of facts) {
      if (f.type.endsWith('Consulted')) pauses.push({ from: f.on, to: f.on })
      if (f.type.endsWith('Answered')) pauses.at(-1)!.to = f.on
      if (f.type === 'extended') allowed += f.workingDays as number
      if (f.type === 'replyServed' && f.on < until) until = f.on
    }
    const counts = (day: string, at: Date) => {
      if (pauses.some((p) => day > p.from && day <= p.to)) return false
      if (work.has(day)) return true
      return !off.has(day) && at.getUTCDay() !== 0 && at.getUTCDay() !== 6
    }
    const after = (n: number) => {
      let at = new Date(`${received}T00:00:00Z`)
      for (let left = n; left > 0; ) {
        at = new Date(at.getTime() + DAY)
        if (counts(text(at), at)) left--
      }
      return text(at)
    }
    const noticeDueOn = after(7)
    const dueOn = after(allowed)
    let used = 0
    for (let at = new Date(`${received}T00:00:00Z`); text(at) < until; ) {
      at = new Date(at.getTime() + DAY)
      if (counts(text(at), at)) used++
    }
    return { noticeDueOn, dueOn, used, left: allowed - used }
  }
}
