/** The clock once more, as slowly and plainly as one can: day after day, nothing kept, nothing clever. For comparison only. */
import type { LoadedLaw } from '../../src/ground/law.ts'
import { CONFIRMED_CHANNELS } from '../../workflows/disclosure/vocabulary.ts'
import type { ClockCase, ClockFact } from '../../workflows/statute/clock.ts'
import { dayNumber, dayOf, weekday } from '../../workflows/statute/days.ts'

const next = (day: string) => dayOf(dayNumber(day) + 1)

export function worked(day: string, law: LoadedLaw): boolean {
  for (const a of law.arrangements) if (a.work.includes(day)) return true
  for (const a of law.arrangements) if (a.off[day]) return false
  const year = Number(day.slice(0, 4))
  if (!law.arrangements.some((a) => a.year === year)) {
    const date = day.slice(5)
    const fixed = ['01-01', '05-01', '10-01', '10-02', '10-03', ...(year >= 2025 ? ['05-02'] : [])]
    if (fixed.includes(date)) return false
  }
  return weekday(day) !== 0 && weekday(day) !== 6
}

/** Asking the arrangements for each day anew is too slow even for an oracle. */
const memory = new WeakMap<object, Map<string, boolean>>()
function isWorked(day: string, law: LoadedLaw): boolean {
  let known = memory.get(law.arrangements)
  if (!known) {
    known = new Map()
    memory.set(law.arrangements, known)
  }
  const answer = known.get(day) ?? worked(day, law)
  known.set(day, answer)
  return answer
}

const count = (law: LoadedLaw, from: string, to: string, skip: (day: string) => boolean) => {
  let n = 0
  for (let day = next(from); day <= to; day = next(day)) if (isWorked(day, law) && !skip(day)) n++
  return n
}

const walk = (law: LoadedLaw, from: string, n: number, skip: (day: string) => boolean) => {
  let day = from
  for (let left = n; left > 0; ) {
    day = next(day)
    if (isWorked(day, law) && !skip(day)) left--
  }
  return day
}

const never = () => false
const days = (law: LoadedLaw, id: string, on: string) =>
  law.limits.find((l) => l.id === id && l.inForce <= on && (!l.until || on <= l.until))!.days

type Letter = { kind: string; name: string; sent: string; reached: string | null; ended: string | null }

function counting(facts: readonly ClockFact[]): ClockFact[] {
  const live = (i: number): boolean =>
    !facts.some((f, j) => j > i && f.type === 'rectified' && f.position === i + 1 && live(j))
  const out: ClockFact[] = []
  facts.forEach((fact, i) => {
    if (live(i)) out.push(fact)
    else {
      const word = facts.findLast((f, j) => j > i && f.type === 'rectified' && f.position === i + 1 && live(j))!
      if (word.replacement) out.push({ type: fact.type, on: fact.on, ...(word.replacement as object) })
    }
  })
  const rank = (f: ClockFact) => `${f.on}${f.type === 'submitted' ? 0 : f.type === 'confirmed' ? 1 : 2}`
  return out.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
}

export function slowClock({ channel, facts: given, asOf }: ClockCase, law: LoadedLaw) {
  const facts = counting(given)
  const { choices } = law
  const submitted = facts.filter((f) => f.type === 'submitted')
  if (submitted.length !== 1) throw new Error('submitted')
  const roll = (day: string) =>
    choices(day).receiptOnNonWorkingDay === 'nextWorkingDay' && !isWorked(day, law) ? walk(law, day, 1, never) : day
  const confirmed = facts.find((f) => f.type === 'confirmed')?.on ?? null
  const platform = channel === 'online' && choices(submitted[0]!.on).platformReceiptConfirms
  const asks = CONFIRMED_CHANNELS.includes(channel) && !platform
  const moving =
    /Consulted|Reached|Answered|Silent|correct|fee|extended|reply|withdrawn|archived|reopened|reasonsR|reasonsA/
  const moves = facts.filter((f) => moving.test(f.type) && !/replyD|replyR|replySigned/.test(f.type))
  const safe = asks ? roll(submitted[0]!.on) : null
  if (asks && confirmed === null) {
    if (moves.some((f) => f.type !== 'withdrawn' && f.type !== 'archived')) throw new Error('before receipt')
    const allowed = days(law, 'reply', safe!)
    return {
      receivedOn: null,
      correctionNoticeDueOn: null,
      dueOn: null,
      provisional: false,
      status: moves.length > 0 ? 'closed' : 'awaitingConfirmation',
      workingDays: { allowed, used: 0, left: allowed },
      settledOn: null,
      inTime: null,
      consultations: [],
      safeDueOn: walk(law, safe!, allowed, never),
    }
  }
  const seen = asks ? confirmed! : submitted[0]!.on
  if (asks && seen < submitted[0]!.on) throw new Error('confirmed before submitted')
  if (moves.some((f) => f.on < seen)) throw new Error('before receipt')
  const received = roll(seen)

  // The letters, matched by hand.
  const letters: Letter[] = []
  for (const f of moves) {
    const match = /^(thirdParty|agency)(Consulted|Reached|Answered|Silent)$/.exec(f.type)
    if (!match) continue
    const [, kind, part] = match as unknown as [string, string, string]
    const name = f.consultation as string | undefined
    if (part === 'Consulted') {
      letters.push({ kind, name: name ?? String(given.indexOf(f) + 1), sent: f.on, reached: null, ended: null })
      continue
    }
    const open = letters.filter((l) => l.kind === kind && l.ended === null && (name === undefined || l.name === name))
    if (open.length !== 1) throw new Error('which letter?')
    const letter = open[0]!
    if (part === 'Reached') {
      if (letter.reached) throw new Error('reached twice')
      letter.reached = f.on
    } else letter.ended = f.on
  }
  const answerDue = (l: Letter) =>
    l.reached ? walk(law, l.reached, days(law, `${l.kind}Answer`, received), never) : null
  const pauses = letters.map((l) => {
    const due = answerDue(l)
    const assumed = due ?? walk(law, l.sent, days(law, `${l.kind}Answer`, received), never)
    const to = l.ended ? (due && due < l.ended ? due : l.ended) : assumed
    return {
      from: choices(l.sent).consultationFrom === 'dayOfDispatch' ? l.sent : next(l.sent),
      to,
      open: l.ended === null,
    }
  })
  const paused = (day: string) => pauses.some((p) => p.from <= day && day <= p.to)

  let start = received
  let allowed = days(law, 'reply', received)
  let extended = false
  let delayed: string | null = null
  let after = 0
  let waiting: 'correction' | 'fee' | null = null
  let lapsed = false
  let by: string | null = null
  let stopped: string | null = null
  let settled: string | null = null
  let closed: string | null = null
  let restarts = 0
  const due = (from = start) => {
    if (delayed === null) return walk(law, from, allowed, paused)
    return after > 0 ? walk(law, delayed, after, paused0) : delayed
  }
  const paused0 = never
  const again = (from: string, n: number) => {
    start = from
    allowed = n
    extended = false
    delayed = null
    after = 0
    waiting = null
    lapsed = false
    stopped = null
    restarts++
  }
  for (const f of moves) {
    const over = settled !== null || closed !== null
    const must = (holds: boolean, what: string) => {
      if (!holds) throw new Error(what)
    }
    switch (f.type) {
      case 'correctionRequested':
        must(!over, 'over')
        waiting = 'correction'
        by = (f.answerBy as string) ?? null
        stopped ??= f.on
        break
      case 'corrected':
        must(!over && waiting === 'correction' && !lapsed, 'corrected')
        again(roll(f.on), days(law, 'reply', received))
        break
      case 'correctionLapsed':
        must(!over && waiting === 'correction' && (by === null || f.on >= by), 'lapsed')
        lapsed = true
        stopped ??= f.on
        break
      case 'feeNotified':
        must(!over, 'over')
        waiting = 'fee'
        by = walk(law, f.on, days(law, 'feePayment', f.on), never)
        if (choices(f.on).feeWait === 'suspended') stopped ??= f.on
        break
      case 'feePaid':
        must(!over && waiting === 'fee' && !lapsed, 'paid')
        again(f.on, days(law, 'reply', received))
        break
      case 'feeLapsed':
        must(!over && waiting === 'fee' && f.on >= by!, 'lapsed')
        lapsed = true
        stopped ??= f.on
        break
      case 'extended': {
        const n = f.workingDays as number
        must(!over && !extended && stopped === null && f.on <= due() && n >= 1 && n <= 20, 'extended')
        extended = true
        if (delayed === null) allowed += n
        else after = n
        break
      }
      case 'reasonsRequested':
        must(!over, 'over')
        break
      case 'reasonsAssessed':
        must(!over, 'over')
        if (f.reasonable === true && f.delayedUntil) {
          must(stopped === null && f.on <= due() && (f.delayedUntil as string) >= f.on, 'delayed')
          delayed = f.delayedUntil as string
          after = 0
        } else must(!f.delayedUntil, 'delayed')
        break
      case 'thirdPartyConsulted':
      case 'agencyConsulted':
        must(!over, 'over')
        break
      case 'replyServed':
        settled ??= f.on
        break
      case 'withdrawn':
      case 'archived':
        if (!over) {
          closed = f.on
          stopped ??= f.on
        }
        break
      case 'reopened':
        again(f.on, (f.workingDays as number) ?? days(law, 'reopened', f.on))
        settled = null
        closed = null
        break
    }
  }
  const dueOn = due()
  const until = [asOf, settled, stopped].filter((d) => d !== null).sort()[0]!
  const used = count(law, start, until, paused)
  const whole = delayed === null ? allowed : count(law, start, dueOn, paused)
  let provisional = false
  if (delayed === null)
    for (let day = next(start); day <= dueOn; day = next(day))
      if (!law.arrangements.some((a) => a.year === Number(day.slice(0, 4)))) provisional = true
  const running = pauses.some((p) => p.open && asOf <= p.to) ? 'suspended' : 'running'
  return {
    receivedOn: received,
    correctionNoticeDueOn: walk(law, received, days(law, 'correctionNotice', received), never),
    dueOn,
    provisional,
    status: settled ? 'settled' : closed ? 'closed' : stopped ? 'waiting' : running,
    workingDays: { allowed: whole, used, left: whole - used },
    settledOn: settled,
    inTime: settled === null ? null : (stopped !== null && stopped < settled ? stopped : settled) <= dueOn,
    consultations: letters.map((l) => ({ type: l.kind, answerDueOn: answerDue(l) })),
    ...(safe !== null && restarts === 0 && { safeDueOn: due(safe) }),
  }
}
