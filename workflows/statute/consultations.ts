/** Consultation of third parties (Art 32) and other agencies (Art 34): its time is not counted (Art 33 ¶3). */
import { addSpan, countedDays, type Span } from './count.ts'
import {
  type Course,
  carefulDay,
  carefullyCounted,
  dueOf,
  exclude,
  type Hears,
  limit,
  nameExcluded,
  nameHolidays,
  requireOpen,
  span,
  step,
  warn,
} from './course.ts'
import { dayOf } from './days.ts'
import type { Entry } from './entries.ts'
import { type Consultation, WORDS } from './letters.ts'
import type { Sentence } from './sentence.ts'
import { sentence } from './sentences.ts'
import { askingSent } from './service.ts'

/** The last day to answer; null until the letter has reached them, for the days run from there. */
export function answerDue(course: Course, { kind, reached }: Consultation): number | null {
  if (reached === null) return null
  return course.law.calendar.nth(course.law.calendar.ordinal(reached) + limit(course, WORDS[kind].limit).days)
}

/**
 * The last day not counted: the answer, or the end of the days to answer if that is sooner. While a letter has neither
 * been proven to arrive nor been answered, the days are reckoned from dispatch, so that the date shown is never too late.
 */
export function excludedTo(course: Course, letter: Consultation): number {
  const c = letter.repliedOn === null ? letter : knownOn(letter, letter.repliedOn)
  const due = answerDue(course, c)
  if (c.closed !== null) return due === null ? c.closed : Math.min(c.closed, due)
  return due ?? answerDue(course, { ...c, reached: c.dispatched })!
}

/** What comes after the reply makes no late reply timely: a letter that was open then is read as it stood on that day. */
const knownOn = (c: Consultation, day: number): Consultation => ({
  ...c,
  reached: c.reached !== null && c.reached <= day ? c.reached : null,
  closed: c.closed !== null && c.closed <= day ? c.closed : null,
})

function dispatchedBy({ consultations }: Course, { position }: Entry): Consultation {
  for (const c of consultations) if (c.position === position) return c
  throw new Error('Every dispatch was matched before the facts were read.')
}

/** Silence and answers wait in the consultation; the count hears of it once, with the dispatch. */
const consulted: Hears = (course, entry) => {
  const c = dispatchedBy(course, entry)
  requireOpen(course, entry)
  const { consultationFrom } = course.law.choices(dayOf(c.dispatched))
  const after = consultationFrom === 'dayOfDispatch' ? 0 : 1
  const from = c.dispatched + after
  const to = excludedTo(course, c)
  const { start, due: before } = course.period
  const days = countedDays(course.law.calendar, Math.max(start, from - 1), to, course.spans)
  const recorded = carefulDay(course, entry)
  const sent = askingSent(course.entries, entry, c)
  const shown = sent === null ? null : Math.max(recorded, sent === 'asGiven' ? recorded : sent) + after
  if (shown === null || shown > from) excludeBeforeSent(course, entry, { from, to }, shown)
  else exclude(course, { from, to })
  if (days > 0) nameExcluded(course, from, to, WHY[c.kind])
  const { due } = course.period
  step(course, days === 0 ? dayOf(c.dispatched) : span(from, to), WORDS[c.kind].article, 'consultation.told', {
    letter: standing(c, answerDue(course, c)),
    excluded: days === 0 ? sentence('excluded.nothing') : sentence('excluded.days', { from, to, n: days }),
    moved: due === before ? sentence('due.stays', { due }) : sentence('due.moves', { before, due }),
  })
  nameHolidays(course, before, due)
}

/**
 * A letter that lies in the office asks nobody: until something on file shows that it went out, the careful reading counts on.
 * @param shown the first day that it leaves out; null where nothing shows it
 */
function excludeBeforeSent(course: Course, { on }: Entry, span: Span, shown: number | null): void {
  if (span.to < span.from) return
  const to = shown === null ? span.to : Math.min(shown - 1, span.to)
  const careful = carefullyCounted(
    course,
    sentence(shown === null ? 'careful.unsent' : 'careful.consultation', { on, to }),
  )
  addSpan(course.spans, span)
  course.period.due = dueOf(course.law, course)
  if (shown !== null) addSpan(careful.spans, { from: shown, to: span.to })
  careful.period.due = dueOf(course.law, careful)
}

const WHY = {
  thirdParty: sentence('excluded.why', { party: WORDS.thirdParty.party }).text,
  agency: sentence('excluded.why', { party: WORDS.agency.party }).text,
}

/** How the letter stands; `due` is null as `reached` is. */
function standing({ kind, dispatched: on, reached, closed, silent }: Consultation, due: number | null): Sentence {
  const { party } = WORDS[kind]
  if (reached === null || due === null) {
    if (closed === null) return sentence('letter.noArrivalOpen', { on, party })
    return sentence(silent ? 'letter.noArrivalSilent' : 'letter.noArrivalAnswered', { on, party, closed })
  }
  if (closed === null) return sentence('letter.open', { on, party, reached, due })
  return sentence(silent ? 'letter.silent' : 'letter.answered', { on, party, reached, due, closed })
}

/** What a careful reader should know of consultations on `asOf`. */
export function consultationWarnings(course: Course, asOf: number): void {
  for (const c of course.consultations) {
    const due = answerDue(course, c)
    if (due === null) unproven(course, c)
    else judge(course, c, due, course.settled === null && asOf > due)
  }
}

/** The days to answer run from arrival; nobody has recorded it. */
function unproven(course: Course, { kind, dispatched, closed, silent }: Consultation): void {
  const { party, article } = WORDS[kind]
  if (closed === null)
    warn(course, 'CONSULTATION_NOT_REACHED', article, 'warning.letterNotReached', { on: dispatched, party })
  else if (silent) warn(course, 'SILENCE_EARLY', article, 'warning.silenceWithoutArrival', { party })
}

function judge(course: Course, { kind, closed, silent }: Consultation, due: number, over: boolean): void {
  const { party, article } = WORDS[kind]
  if (closed === null) {
    if (over) warn(course, 'CONSULTATION_LAPSED', article, 'warning.answerOverdue', { party, due })
  } else if (silent) {
    if (closed <= due) warn(course, 'SILENCE_EARLY', article, 'warning.silenceEarly', { party, due })
  } else if (closed > due) warn(course, 'ANSWER_LATE', article, 'warning.answerLate', { party, on: closed, due })
}

/** What each dispatch does to the count. */
export const consultationFacts = { thirdPartyConsulted: consulted, agencyConsulted: consulted }
