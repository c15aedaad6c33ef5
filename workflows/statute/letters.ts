/** Which letter was reached, answered or met with silence, and when? Read before the count, which needs a letter's end at its dispatch. */
import { zh } from './course.ts'
import type { Entry } from './entries.ts'
import { ClockFault } from './fault.ts'

export type Kind = 'thirdParty' | 'agency'

export type Consultation = {
  kind: Kind
  name: string
  dispatched: number
  reached: number | null
  closed: number | null
  silent: boolean
}

/** What is recorded of a letter, by whom it asks. */
export const LETTER_FACTS = {
  thirdParty: {
    consulted: 'thirdPartyConsulted',
    reached: 'thirdPartyReached',
    answered: 'thirdPartyAnswered',
    silent: 'thirdPartySilent',
  },
  agency: {
    consulted: 'agencyConsulted',
    reached: 'agencyReached',
    answered: 'agencyAnswered',
    silent: 'agencySilent',
  },
} as const satisfies Record<Kind, Record<string, string>>

type Part = keyof (typeof LETTER_FACTS)[Kind]
/** The same read from the fact: whom its letter asks, and what happened to it; undefined for every other fact. */
export const PARTS: Partial<Record<string, { kind: Kind; part: Part }>> = Object.fromEntries(
  (Object.keys(LETTER_FACTS) as Kind[]).flatMap((kind) =>
    (Object.keys(LETTER_FACTS[kind]) as Part[]).map((part) => [LETTER_FACTS[kind][part], { kind, part }]),
  ),
)

export const WORDS = {
  thirdParty: { party: '第三方', limit: 'thirdPartyAnswer', article: '条例第三十二条、第三十三条第三款' },
  agency: { party: '其他机关', limit: 'agencyAnswer', article: '条例第三十三条第三款、第三十四条' },
} as const

/** In the order of dispatch. */
export function consultationsOf(entries: readonly Entry[]): Consultation[] {
  const all: Consultation[] = []
  let names: Map<string, Consultation> | undefined
  for (const entry of entries) {
    const role = PARTS[entry.type]
    if (!role) continue
    const { kind, part } = role
    const given = nameIn(entry)
    names ??= new Map()
    if (part === 'consulted') {
      const name = given ?? String(entry.position)
      if (names.has(`${kind} ${name}`))
        throw new ClockFault('CONSULTATION_NAME_REUSED', `征求意见的编号“${name.slice(0, 40)}”重复使用。`)
      const consultation = { kind, name, dispatched: entry.on, reached: null, closed: null, silent: false }
      names.set(`${kind} ${name}`, consultation)
      all.push(consultation)
      continue
    }
    const consultation = given === null ? theOnlyOpen(all, kind, entries, entry) : names.get(`${kind} ${given}`)
    if (!consultation) throw missing(entries, entry, kind)
    if (consultation.closed !== null)
      throw new ClockFault(
        'CONSULTATION_CLOSED',
        `该次征求${WORDS[kind].party}意见已于${zh(consultation.closed)}结束，${zh(entry.on)}的记录与之矛盾。`,
      )
    if (part === 'reached') {
      if (consultation.reached !== null)
        throw new ClockFault(
          'CONSULTATION_REACHED_TWICE',
          `该次征求意见书已于${zh(consultation.reached)}送达，不能重复记录。`,
        )
      consultation.reached = entry.on
    } else {
      consultation.closed = entry.on
      consultation.silent = part === 'silent'
    }
  }
  return all
}

/** The name that a fact gives its letter; failing that, the letter is called by the place of its dispatch. */
export function nameIn({ fact, position }: Entry): string | null {
  const name = fact.consultation
  if (name === undefined || name === null) return null
  if (typeof name === 'string') return name
  if (Number.isSafeInteger(name)) return String(name)
  throw new ClockFault('CONSULTATION_UNKNOWN', `第${position}项事实的 consultation 不是文字。`)
}

function theOnlyOpen(all: Consultation[], kind: Kind, entries: readonly Entry[], entry: Entry): Consultation {
  let found: Consultation | undefined
  for (const c of all) {
    if (c.kind !== kind || c.closed !== null) continue
    if (found)
      throw new ClockFault(
        'CONSULTATION_AMBIGUOUS',
        `${zh(entry.on)}有多次征求${WORDS[kind].party}意见尚未结束，须以 consultation 指明是哪一次。`,
      )
    found = c
  }
  if (!found) throw missing(entries, entry, kind)
  return found
}

/** No letter to match: was it dispatched later (a contradiction of days), or never? */
function missing(entries: readonly Entry[], entry: Entry, kind: Kind): ClockFault {
  const later = entries.find((e) => e.type === LETTER_FACTS[kind].consulted && e.on > entry.on)
  const { party } = WORDS[kind]
  return later
    ? new ClockFault('ANSWER_BEFORE_DISPATCH', `${zh(entry.on)}的记录早于${zh(later.on)}发出征求${party}意见书。`)
    : new ClockFault('CONSULTATION_UNKNOWN', `${zh(entry.on)}的记录没有对应的、尚未结束的征求${party}意见。`)
}
