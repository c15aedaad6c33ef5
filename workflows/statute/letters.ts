/**
 * Which letter of consultation does a fact mean? One answer for the procedure, the clock and those who were asked. The clock
 * reads the letters before the count, which needs a letter's end at its dispatch.
 */
import { carefulOn, type Entry } from './entries.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'

/** Art 32 asks third parties, Art 34 other agencies. */
export type Kind = 'thirdParty' | 'agency'

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

type Letter = { id: string; kind: Kind }

/** The letter that a fact means: the one that it names; without a name the only one of its kind that is open. */
export function meantBy<T extends Letter>(
  kind: Kind,
  name: string | null | undefined,
  letters: readonly T[],
  isOpen: (letter: T) => boolean,
): T | undefined {
  let found: T | undefined
  for (const letter of letters) {
    if (letter.kind !== kind) continue
    if (typeof name === 'string') {
      if (letter.id === name) return letter
    } else if (isOpen(letter)) {
      if (found) return undefined
      found = letter
    }
  }
  return found
}

/** What the next letter is called where nobody names it: never as one that is on file. */
export const nextName = (letters: readonly { id: string }[]): string =>
  String(1 + Math.max(0, ...letters.map(({ id }) => Number.parseInt(id, 10) || 0)))

type Said = { type: string; on: string; consultation?: unknown }

/**
 * Of each fact, in the order of recording, the letter that it means; null where it means none, or where none that was
 * recorded before could be meant. Struck facts are null.
 * @throws ClockFault CONSULTATION_UNKNOWN where `consultation` is no name
 */
export function lettersMeant(facts: readonly (Said | null)[]): (string | null)[] {
  const letters: (Letter & { sentOn: string; open: boolean })[] = []
  return facts.map((fact, i) => {
    const { kind, part } = (fact && PARTS[fact.type]) ?? {}
    if (!fact || !kind) return null
    const given = nameIn(fact, i + 1)
    if (part === 'consulted') {
      const id = given ?? nextName(letters)
      letters.push({ id, kind, sentOn: fact.on, open: true })
      return id
    }
    const letter = meantBy(kind, given, letters, ({ open, sentOn }) => open && sentOn <= fact.on)
    if (letter && part !== 'reached') letter.open = false
    return letter?.id ?? given
  })
}

/** The name that a fact gives its letter, or null. */
function nameIn({ consultation: name }: Said, position: number): string | null {
  if (name === undefined || name === null) return null
  if (typeof name === 'string') return name
  if (Number.isSafeInteger(name)) return String(name)
  throw new ClockFault('CONSULTATION_UNKNOWN', sentence('fault.letterNameUnfit', { position }))
}

/** A letter with its days, as numbers: what the count needs of it. */
export type Consultation = Letter & {
  /** Where it was dispatched: the position of that fact. */
  position: number
  dispatched: number
  reached: number | null
  closed: number | null
  silent: boolean
  /** The first day on which its arrival or an answer shows that it had gone out. */
  shown: number | null
  /** A reply was served while it was open: the first such day. */
  repliedOn: number | null
}

/** By kind: whom the letter asks, the limit to answer (time-limits.yaml), the articles. */
export const WORDS = {
  thirdParty: {
    party: sentence('party.thirdParty'),
    limit: 'thirdPartyAnswer',
    article: '条例第三十二条、第三十三条第三款',
  },
  agency: {
    party: sentence('party.agency'),
    limit: 'agencyAnswer',
    article: '条例第三十三条第三款、第三十四条',
  },
} as const

const isOpen = ({ closed }: Consultation): boolean => closed === null

/** The letters of a case, in the order of dispatch, each with what became of it. */
export function consultationsOf(entries: readonly Entry[]): Consultation[] {
  const all: Consultation[] = []
  let meant: Map<number, string | null> | undefined
  for (const entry of entries) {
    const { kind, part } = PARTS[entry.type] ?? {}
    if (!kind) {
      if (entry.type === 'replyServed') for (const c of all) if (isOpen(c)) c.repliedOn ??= entry.on
      continue
    }
    meant ??= isRecordedInOrder(entries) ? NOTHING : byRecording(entries)
    const given = meant.get(entry.position) ?? nameIn(entry.fact, entry.position)
    if (part === 'consulted') {
      const id = given ?? nextName(all)
      if (all.some((letter) => letter.kind === kind && letter.id === id))
        throw new ClockFault('CONSULTATION_NAME_REUSED', sentence('fault.letterNameReused', { name: id.slice(0, 40) }))
      const { on: dispatched, position } = entry
      all.push({
        id,
        kind,
        position,
        dispatched,
        reached: null,
        closed: null,
        silent: false,
        shown: null,
        repliedOn: null,
      })
      continue
    }
    const letter = meantBy(kind, given, all, isOpen)
    if (!letter) throw missing(entries, entry, kind, given, all)
    if (letter.closed !== null)
      throw new ClockFault(
        'CONSULTATION_CLOSED',
        sentence('fault.letterClosed', { party: WORDS[kind].party, closed: letter.closed, on: entry.on }),
      )
    // That it arrived, on the office's word alone, does not show that it ever left.
    if (part !== 'silent' && entry.fact.unshown !== true)
      letter.shown = Math.min(letter.shown ?? Number.POSITIVE_INFINITY, carefulOn(entry))
    if (part === 'reached') {
      if (letter.reached !== null)
        throw new ClockFault(
          'CONSULTATION_REACHED_TWICE',
          sentence('fault.letterReachedTwice', { reached: letter.reached }),
        )
      letter.reached = entry.on
    } else {
      letter.closed = entry.on
      letter.silent = part === 'silent'
    }
  }
  return all
}

const NOTHING: Map<number, string | null> = new Map()

function isRecordedInOrder(entries: readonly Entry[]): boolean {
  for (let i = 1; i < entries.length; i++) if (entries[i]!.position < entries[i - 1]!.position) return false
  return true
}

/**
 * What was recorded later than it happened still means the letter that was open when it was recorded. Where that tells none,
 * as in a list that somebody wrote in no order, the order of days decides.
 */
function byRecording(entries: readonly Entry[]): Map<number, string | null> {
  const recorded = entries.toSorted((a, b) => a.position - b.position)
  const names = lettersMeant(recorded.map(({ fact }) => fact))
  return new Map(recorded.map(({ position }, i) => [position, names[i]!]))
}

/** No letter to match: several that could be meant, one that was dispatched later (a contradiction of days), or none. */
function missing(
  entries: readonly Entry[],
  entry: Entry,
  kind: Kind,
  given: string | null,
  all: readonly Consultation[],
): ClockFault {
  const { party } = WORDS[kind]
  if (given === null && all.some((letter) => letter.kind === kind && isOpen(letter)))
    return new ClockFault('CONSULTATION_AMBIGUOUS', sentence('fault.letterAmbiguous', { on: entry.on, party }))
  const later = entries.find((e) => e.type === `${kind}Consulted` && e.on > entry.on)
  return later
    ? new ClockFault(
        'ANSWER_BEFORE_DISPATCH',
        sentence('fault.answerBeforeDispatch', { on: entry.on, sent: later.on, party }),
      )
    : new ClockFault('CONSULTATION_UNKNOWN', sentence('fault.letterUnknown', { on: entry.on, party }))
}
