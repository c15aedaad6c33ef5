/** The facts that count, in the order of their days: rectifications applied, each fact checked before it is read. */
import { FACTS, type FactType } from '../words.ts'
import { parseDay } from './days.ts'
import { ClockFault } from './fault.ts'
import type { ClockFact } from './terms.ts'

export type Entry = {
  type: FactType
  /** Day number. */
  on: number
  fact: ClockFact
  /** 1-based place in the list as given: the name by which `rectified` and, failing another, consultations are called. */
  position: number
}

export function entriesOf(facts: readonly ClockFact[]): Entry[] {
  if (!Array.isArray(facts)) throw new ClockFault('FACTS_MISSING', '缺少事实列表 facts。')
  const counting = hasRectified(facts) ? rectify(facts) : facts
  const entries: Entry[] = []
  let sorted = true
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < counting.length; i++) {
    const fact = counting[i]
    if (fact === struck) continue
    const entry = entryOf(fact, i + 1)
    const key = sortKey(entry)
    if (key < last) sorted = false
    last = key
    entries.push(entry)
  }
  return sorted ? entries : entries.sort((a, b) => sortKey(a) - sortKey(b))
}

function hasRectified(facts: readonly ClockFact[]): boolean {
  for (const fact of facts) if (fact?.type === 'rectified') return true
  return false
}

/** By day; on one day submission and confirmation come first, everything else keeps the order in which it was given. */
const sortKey = (e: Entry): number => e.on * 4 + (e.type === 'submitted' ? 0 : e.type === 'confirmed' ? 1 : 2)

const known: ReadonlySet<string> = new Set(Object.keys(FACTS))

function entryOf(fact: unknown, position: number): Entry {
  if (typeof fact !== 'object' || fact === null || Array.isArray(fact))
    throw new ClockFault('BAD_FACT', `第${position}项事实不是一个对象。`)
  const { type, on } = fact as ClockFact
  if (typeof type !== 'string' || !known.has(type))
    throw new ClockFault('UNKNOWN_FACT', `第${position}项事实的类型无法识别：${shown(type)}。`)
  const number = parseDay(on)
  if (Number.isNaN(number))
    throw new ClockFault(
      'BAD_DAY',
      `第${position}项事实（${FACTS[type as FactType].zh}）的日期不是真实存在的日期：${shown(on)}。`,
    )
  return { type: type as FactType, on: number, fact: fact as ClockFact, position }
}

/** What was given, short enough to print and free of surprises. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value.slice(0, 40)}”`
  return value === null || typeof value !== 'object' ? String(value).slice(0, 40) : typeof value
}

/** A day inside a fact's payload, or null where it is not given. */
export function payloadDay(entry: Entry, field: string): number | null {
  const value = entry.fact[field]
  if (value === undefined || value === null) return null
  const number = parseDay(value)
  if (!Number.isNaN(number)) return number
  throw new ClockFault(
    'BAD_DAY',
    `第${entry.position}项事实（${FACTS[entry.type].zh}）的 ${field} 不是真实存在的日期：${shown(value)}。`,
  )
}

const struck = Symbol('struck')
type Counting = readonly (ClockFact | typeof struck)[]

/** From the last to the first: a rectification that was itself rectified strikes nothing. */
function rectify(facts: readonly ClockFact[]): Counting {
  const counting: (ClockFact | typeof struck)[] = [...facts]
  const done = new Set<number>()
  for (let i = facts.length - 1; i >= 0; i--) {
    const fact = counting[i]
    if (fact === struck || fact?.type !== 'rectified') continue
    const { position, replacement } = fact as ClockFact & { position: unknown; replacement: unknown }
    if (!Number.isInteger(position) || (position as number) < 1 || (position as number) > i)
      throw new ClockFault('RECTIFIED_POSITION', `第${i + 1}项更正所指的位置不存在：${shown(position)}。`)
    const at = (position as number) - 1
    // Rectified twice: the later word holds, and it was met first.
    if (done.has(at)) continue
    done.add(at)
    counting[at] = replacement === undefined || replacement === null ? struck : replaced(facts[at]!, replacement, i + 1)
  }
  return counting
}

/** The replacement stands in the struck fact's place; it inherits type and day where it does not give its own. */
function replaced(original: ClockFact, replacement: unknown, position: number): ClockFact {
  if (typeof replacement !== 'object' || Array.isArray(replacement))
    throw new ClockFault('BAD_FACT', `第${position}项更正的替换事实不是一个对象。`)
  return { type: original?.type, on: original?.on, ...(replacement as Partial<ClockFact>) }
}
