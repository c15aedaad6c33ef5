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

type Letter = {
  kind: string
  name: string
  sent: string
  reached: string | null
  ended: string | null
  /** The first reply that was served while it was open. */
  replied: string | null
  fact: ClockFact
  /** What shows that it went out: its arrival, its answer. */
  shownBy: ClockFact[]
}

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
    /Consulted|Reached|Answered|Silent|correct|fee|extended|replyServed|withdrawn|archived|reopened|reasonsR|reasonsA|obstacle/
  const moves = facts.filter((f) => moving.test(f.type))
  const bound = moves.filter((f) => f.type !== 'obstacle')
  const earliest = [submitted[0]!.on, (submitted[0]!.movedFrom as string) ?? '9999'].sort()[0]!
  const safe = asks || earliest < submitted[0]!.on ? roll(earliest) : null
  if (asks && confirmed === null) {
    if (bound.some((f) => f.type !== 'withdrawn' && f.type !== 'archived')) throw new Error('before receipt')
    const allowed = days(law, 'reply', safe!)
    return {
      receivedOn: null,
      correctionNoticeDueOn: null,
      dueOn: null,
      provisional: false,
      status: bound.length > 0 ? 'closed' : 'awaitingConfirmation',
      workingDays: { allowed, used: 0, left: allowed },
      settledOn: null,
      inTime: null,
      careful: { dueOn: walk(law, safe!, allowed, never), inTime: null },
      replies: [],
      consultations: [],
    }
  }
  const seen = asks ? confirmed! : submitted[0]!.on
  if (asks && seen < submitted[0]!.on) throw new Error('confirmed before submitted')
  if (bound.some((f) => f.on < seen)) throw new Error('before receipt')
  const received = roll(seen)

  // The letters, matched by hand.
  const letters: Letter[] = []
  for (const f of moves) {
    if (f.type === 'replyServed') for (const l of letters) if (l.ended === null) l.replied ??= f.on
    const match = /^(thirdParty|agency)(Consulted|Reached|Answered|Silent)$/.exec(f.type)
    if (!match) continue
    const [, kind, part] = match as unknown as [string, string, string]
    const name = f.consultation as string | undefined
    if (part === 'Consulted') {
      letters.push({
        kind,
        name: name ?? String(given.indexOf(f) + 1),
        sent: f.on,
        reached: null,
        ended: null,
        replied: null,
        fact: f,
        shownBy: [],
      })
      continue
    }
    const open = letters.filter((l) => l.kind === kind && l.ended === null && (name === undefined || l.name === name))
    if (open.length !== 1) throw new Error('which letter?')
    const letter = open[0]!
    if (part !== 'Silent') letter.shownBy.push(f)
    if (part === 'Reached') {
      if (letter.reached) throw new Error('reached twice')
      letter.reached = f.on
    } else letter.ended = f.on
  }
  /** What was recorded later, without a paper that shows its day, counts for a strict reader from then. */
  const held = (f: ClockFact): string => [f.on, (f.recordedOn as string) ?? ''].sort()[1]!
  const answerDue = (l: Letter) =>
    l.reached ? walk(law, l.reached, days(law, `${l.kind}Answer`, received), never) : null
  const pauses = letters.map((letter) => {
    // After the reply nothing that is heard of a letter changes how that reply was timed.
    const until = letter.replied ?? '9999'
    const l = {
      ...letter,
      reached: letter.reached && letter.reached <= until ? letter.reached : null,
      ended: letter.ended && letter.ended <= until ? letter.ended : null,
    }
    const due = answerDue(l)
    const assumed = due ?? walk(law, l.sent, days(law, `${l.kind}Answer`, received), never)
    const to = l.ended ? (due && due < l.ended ? due : l.ended) : assumed
    const counted = (day: string) => (choices(l.sent).consultationFrom === 'dayOfDispatch' ? day : next(day))
    const from = counted(l.sent)
    const recorded = counted(held(letter.fact))
    // A strict reader asks what shows that the letter went out.
    const asks = letter.kind === 'thirdParty' ? /^thirdParty$/ : /^agency(Opinion)?$/
    const made = facts.find(
      (f) => f.type === 'letterMade' && asks.test(f.template as string) && f.consultation === letter.name,
    )
    const proofs = facts.filter(
      (f) =>
        (made && /^(sent|received|mailSent)$/.test(f.type) && f.letter === made.letter) || letter.shownBy.includes(f),
    )
    const shown = proofs.map((f) => counted(held(f))).sort()[0] ?? '9999'
    return { from, to, open: letter.ended === null, strictlyFrom: made && shown > recorded ? shown : recorded }
  })

  /** The first day, from that of a fact on, on which its letter is proven to be where these facts put it. */
  const proven = (fact: ClockFact, template: string, by: RegExp, day = (f: ClockFact) => f.on): string | null => {
    const made = facts.filter((f) => f.type === 'letterMade')
    const proofs = facts.filter((f) => {
      if (!by.test(f.type) || f.on < fact.on) return false
      const known = made.filter((m) => m.letter === f.letter)
      const notice = known.some((m) => m.template === template && m.on >= fact.on)
      return notice || (known.length === 0 && f.type !== 'mailSent')
    })
    return proofs.map(day).sort()[0] ?? null
  }

  /** The whole history once, by one of the two readings; each knows only what happened up to where it stands. */
  const read = (careful: boolean) => {
    const r = {
      start: careful && safe !== null ? safe : received,
      allowed: days(law, 'reply', received),
      extended: false,
      delayed: null as string | null,
      after: 0,
      awaits: null as 'correction' | 'fee' | null,
      stopped: null as string | null,
      off: [] as { from: string; to: string }[],
    }
    const paused = (day: string) => r.off.some((p) => p.from <= day && day <= p.to)
    const due = () => {
      if (r.delayed === null) return walk(law, r.start, r.allowed, paused)
      return r.after > 0 ? walk(law, r.delayed, r.after, never) : r.delayed
    }
    const over = (on: string) => r.stopped === null && on > due()
    const again = (from: string, n: number) =>
      Object.assign(r, {
        start: from,
        allowed: n,
        extended: false,
        delayed: null,
        after: 0,
        awaits: null,
        stopped: null,
      })
    return { r, paused, due, over, again }
  }
  const kind = read(false)
  const strict = read(true)
  const both = [kind, strict]
  const dueOf = { kind: () => kind.due(), strict: () => [kind.due(), strict.due()].sort()[0]! }

  let waiting: 'correction' | 'fee' | null = null
  let lapsed = false
  let by: string | null = null
  let settled: string | null = null
  let closed: string | null = null
  const replies: { settledOn: string; inTime: boolean; strictly: boolean }[] = []
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(what)
  }
  const answered = (from: string, n: number) => {
    const what = waiting
    waiting = null
    if (kind.r.awaits !== what) return
    const follows = strict.r.awaits === what
    kind.again(from, n)
    if (follows) strict.again(from, n)
    lapsed = false
    by = null
  }
  for (const f of moves) {
    const ended = settled !== null || closed !== null
    switch (f.type) {
      case 'correctionRequested':
        must(!ended, 'over')
        for (const one of both) {
          const on = one === strict ? held(f) : f.on
          const late = on > walk(law, one.r.start, days(law, 'correctionNotice', received), never)
          if (one === strict && late) continue
          if (one.over(on)) one.r.awaits = null
          else {
            one.r.awaits = 'correction'
            one.r.stopped ??= f.on
          }
        }
        waiting = 'correction'
        by = (f.answerBy as string) ?? null
        break
      case 'corrected':
        must(!ended && waiting === 'correction' && !lapsed, 'corrected')
        answered(roll(f.on), days(law, 'reply', received))
        break
      case 'feeNotified':
        must(!ended, 'over')
        for (const one of both) {
          const on = one === strict ? held(f) : f.on
          if (one.over(on)) {
            if (one === kind) one.r.awaits = null
            continue
          }
          one.r.awaits = 'fee'
          if (choices(f.on).feeWait === 'suspended') one.r.stopped ??= f.on
        }
        waiting = 'fee'
        by = walk(law, proven(f, 'fee', /^received$/) ?? f.on, days(law, 'feePayment', f.on), never)
        break
      case 'feePaid':
        must(!ended && waiting === 'fee' && !lapsed, 'paid')
        answered(f.on, days(law, 'reply', received))
        break
      case 'correctionLapsed':
      case 'feeLapsed':
        must(!ended && waiting === (f.type === 'feeLapsed' ? 'fee' : 'correction'), 'lapsed')
        must(by === null || f.on >= by, 'lapsed')
        lapsed = true
        for (const { r } of both) if (r.awaits === waiting) r.stopped ??= f.on
        break
      case 'extended': {
        const n = f.workingDays as number
        must(
          !ended && !kind.r.extended && kind.r.stopped === null && f.on <= kind.due() && n >= 1 && n <= 20,
          'extended',
        )
        const told = proven(f, 'extensionNotice', /^(sent|received|mailSent)$/, held)
        const counts = told !== null && told <= strict.due() && held(f) <= strict.due() && !strict.r.extended
        for (const { r } of counts ? both : [kind]) {
          r.extended = true
          if (r.delayed === null) r.allowed += n
          else r.after = n
        }
        break
      }
      case 'reasonsRequested':
        must(!ended, 'over')
        break
      case 'reasonsAssessed':
        must(!ended, 'over')
        if (f.reasonable === true && f.delayedUntil) {
          must(kind.r.stopped === null && f.on <= kind.due() && (f.delayedUntil as string) >= f.on, 'delayed')
          for (const one of both)
            if (one === kind || !one.over(held(f))) Object.assign(one.r, { delayed: f.delayedUntil, after: 0 })
        } else must(!f.delayedUntil, 'delayed')
        break
      case 'thirdPartyConsulted':
      case 'agencyConsulted': {
        must(!ended, 'over')
        const pause = pauses[letters.findIndex((l) => l.fact === f)]!
        kind.r.off.push(pause)
        strict.r.off.push({ ...pause, from: pause.strictlyFrom })
        break
      }
      case 'obstacle':
        must(!f.to || (f.to as string) >= (f.from as string), 'obstacle')
        if (choices(f.from as string).obstacleSuspends && f.to && !ended)
          kind.r.off.push({ from: f.from as string, to: f.to as string })
        break
      case 'replyServed': {
        if (settled !== null) break
        settled = f.on
        const inTime = (kind.r.stopped ?? f.on) <= kind.due()
        replies.push({
          settledOn: f.on,
          inTime,
          strictly: inTime && (strict.r.stopped ?? held(f)) <= dueOf.strict(),
        })
        break
      }
      case 'withdrawn':
      case 'archived':
        if (ended) break
        closed = f.on
        for (const { r } of both) r.stopped ??= f.on
        break
      case 'reopened': {
        settled = null
        closed = null
        waiting = null
        lapsed = false
        for (const { r } of both) {
          r.awaits = null
          r.stopped = null
        }
        const { on: made, receivedOn: from } = (f.decision ?? {}) as { on?: string; receivedOn?: string }
        if (from === undefined) break
        must(from <= f.on && from >= received, 'received')
        const n = (f.workingDays as number) ?? days(law, 'reopened', from)
        kind.again(from, n)
        strict.again(f.unshown && made !== undefined && made < from ? made : from, n)
        break
      }
    }
  }
  const { start, allowed, delayed, stopped } = kind.r
  const { paused } = kind
  const dueOn = kind.due()
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
    inTime: settled === null ? null : replies.at(-1)!.inTime,
    careful: { dueOn: dueOf.strict(), inTime: settled === null ? null : replies.at(-1)!.strictly },
    replies: replies.map(({ settledOn, inTime }) => ({ settledOn, inTime })),
    consultations: letters.map((l) => ({ type: l.kind, answerDueOn: answerDue(l) })),
  }
}
