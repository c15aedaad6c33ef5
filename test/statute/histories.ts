/** Random histories: mostly lawful ones, so that the count gets somewhere, and now and then one that contradicts itself. */
import fc from 'fast-check'
import { CHANNELS, type Channel } from '../../workflows/disclosure/vocabulary.ts'
import { type ChoicesInForce, type Chosen, choicesInForce } from '../../workflows/statute/choices.ts'
import type { ClockCase, ClockFact } from '../../workflows/statute/clock.ts'
import { dayNumber, plusDays } from '../../workflows/statute/days.ts'

type Move = { gap: number; pick: number; n: number }

const NAMES = ['a', 'b', 'c']

/** What may come next, roughly as the machine would allow it. */
function nextFact(
  facts: ClockFact[],
  on: string,
  { pick, n }: Move,
  open: { kind: string; name: string }[],
): ClockFact {
  const kind = n % 2 === 0 ? 'thirdParty' : 'agency'
  const letter = open.length > 0 ? open[n % open.length] : undefined
  const choices: (() => ClockFact)[] = [
    () => ({ type: `${kind}Consulted`, on, party: '某单位', consultation: `c${facts.length}` }),
    () =>
      letter ? { type: `${letter.kind}Reached`, on, consultation: letter.name } : { type: 'noted', on, text: '无' },
    () => (letter ? { type: `${letter.kind}Answered`, on, consultation: letter.name } : { type: 'searched', on }),
    () => (letter ? { type: `${letter.kind}Silent`, on, consultation: letter.name } : { type: 'conferred', on }),
    () => ({ type: 'extended', on, workingDays: 1 + (n % 20) }),
    () => ({ type: 'correctionRequested', on, answerBy: plusDays(on, 1 + (n % 20)) }),
    () => ({ type: 'corrected', on }),
    () => ({ type: 'feeNotified', on, basis: 'items', quantity: 1, amount: 100 }),
    () => ({ type: 'feePaid', on }),
    () => ({ type: 'reasonsAssessed', on, reasonable: true, delayedUntil: plusDays(on, n) }),
    () => ({ type: 'replyServed', on, how: 'post' }),
    () => ({
      type: 'reopened',
      on,
      ...(n % 3 === 0 && { workingDays: 1 + n }),
      ...(n % 4 > 0 && { decision: { on: plusDays(on, -(n % 5) - (n % 3)), receivedOn: plusDays(on, -(n % 5)) } }),
      ...(n % 2 > 0 && { unshown: true }),
    }),
    () => ({ type: n % 2 ? 'withdrawn' : 'archived', on }),
    () => ({ type: n % 2 ? 'correctionLapsed' : 'feeLapsed', on }),
    () => rectifying(facts, on, n),
    () => ({ type: n % 2 ? 'sent' : 'received', on, letter: NAMES[n % NAMES.length]! }),
    () => ({ type: 'letterMade', on, letter: NAMES[n % NAMES.length]!, template: n % 3 ? 'extensionNotice' : 'fee' }),
    () => ({
      ...{ type: 'letterMade', on, letter: letter?.name ?? NAMES[0]!, consultation: letter?.name ?? 'none' },
      template: letter?.kind === 'thirdParty' ? 'thirdParty' : 'agency',
    }),
    () => ({ type: n % 2 ? 'sent' : 'mailSent', on, letter: letter?.name ?? NAMES[0]! }),
    () => ({ type: 'mailSent', on, letter: NAMES[n % NAMES.length]! }),
    () => ({ type: 'obstacle', on, from: plusDays(on, -(n % 9)), ...(n % 4 > 0 && { to: plusDays(on, n % 7) }) }),
  ]
  // Consultations and extensions most, since the count is hardest there; the last few now and then.
  const weights = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
  const last = facts.at(-1)!.type
  if (last === 'correctionRequested' && pick % 10 < 7) return choices[6]!()
  if (last.endsWith('Consulted') && pick % 10 < 3) return choices[17]!()
  if (last === 'extended' && pick % 10 < 5) return choices[15]!()
  if (last === 'feeNotified' && pick % 10 < 7) return choices[8]!()
  return choices[weights[pick % weights.length]!]!()
}

/** Would the desk offer this now? Rough, and on purpose not the clock's own judgement. */
function plausible(type: string, facts: readonly ClockFact[]): boolean {
  const since = facts
    .slice(facts.findLastIndex((f) => /^(reopened|corrected|feePaid)$/.test(f.type)) + 1)
    .map((f) => f.type)
  if (since.some((t) => /^(replyServed|withdrawn|archived)$/.test(t)))
    return type === 'reopened' || type === 'rectified'
  const waiting = since.findLast((t) => t === 'correctionRequested' || t === 'feeNotified')
  if (type === 'corrected' || type === 'correctionLapsed') return waiting === 'correctionRequested'
  if (type === 'feePaid' || type === 'feeLapsed') return waiting === 'feeNotified'
  if (type === 'extended') return !waiting && !since.includes('extended')
  if (type === 'reasonsAssessed') return !waiting
  if (type === 'rectified') return facts.at(-1)!.type === 'extended' || facts.length > 4
  return true
}

/** A replacement of nothing repeats the fact as it was; a rectification is struck out, never replaced. */
function rectifying(facts: ClockFact[], on: string, n: number): ClockFact {
  const position = 1 + (n % facts.length)
  const repeated = n % 4 === 0 && facts[position - 1]!.type !== 'rectified'
  return { type: 'rectified', on, position, ...(repeated && { replacement: { ...facts[position - 1] } }) }
}

function history(
  channel: Channel,
  start: string,
  confirmedAfter: number | null,
  moves: Move[],
  asOfGap: number,
): ClockCase {
  const moved = asOfGap % 5 === 0 && { movedFrom: plusDays(start, -(asOfGap % 9)) }
  const facts: ClockFact[] = [{ type: 'submitted', on: start, ...moved }]
  let on = start
  if (confirmedAfter !== null && channel !== 'counter' && channel !== 'post') {
    on = plusDays(start, confirmedAfter)
    facts.push({ type: 'confirmed', on })
  }
  const open: { kind: string; name: string }[] = []
  for (const move of moves) {
    on = plusDays(on, move.gap)
    const wished = nextFact(facts, on, move, open)
    const fact = move.n % 8 === 0 || plausible(wished.type, facts) ? wished : { type: 'noted', on, text: '无' }
    if (fact.type.endsWith('Consulted'))
      open.push({ kind: fact.type.replace('Consulted', ''), name: fact.consultation as string })
    if (/Answered|Silent/.test(fact.type))
      open.splice(
        open.findIndex((l) => l.name === fact.consultation),
        1,
      )
    facts.push(
      move.n % 7 === 0 && fact.type !== 'rectified' ? { ...fact, recordedOn: plusDays(on, move.pick % 30) } : fact,
    )
  }
  return { channel, facts, asOf: plusDays(start, asOfGap) }
}

const FIRST_DAY = dayNumber('2019-05-15')
const move = fc.record({ gap: fc.nat(12), pick: fc.nat(9999), n: fc.nat(60) })

export const histories: fc.Arbitrary<ClockCase> = fc
  .tuple(
    fc.constantFrom(...(Object.keys(CHANNELS) as Channel[])),
    fc.integer({ min: 0, max: 3200 }),
    fc.option(fc.nat(6), { freq: 9 }),
    fc.array(move, { maxLength: 9 }),
    fc.nat(200),
  )
  .map(([channel, start, confirmed, moves, asOf]) =>
    history(channel, plusDays('1970-01-01', FIRST_DAY + 600 + start), confirmed, moves, asOf),
  )

/** One choice that moves dates, from a day in the midst of the histories. */
const chosen: fc.Arbitrary<Chosen> = fc
  .tuple(
    fc.constantFrom(
      { choice: 'platformReceiptConfirms', value: true },
      { choice: 'platformReceiptConfirms', value: false },
      { choice: 'receiptOnNonWorkingDay', value: 'nextWorkingDay' },
      { choice: 'receiptOnNonWorkingDay', value: 'thatDay' },
      { choice: 'consultationFrom', value: 'dayOfDispatch' },
      { choice: 'consultationFrom', value: 'dayAfterDispatch' },
      { choice: 'feeWait', value: 'running' },
      { choice: 'feeWait', value: 'suspended' },
      { choice: 'obstacleSuspends', value: true },
      { choice: 'obstacleSuspends', value: false },
    ),
    fc.integer({ min: 0, max: 3800 }),
  )
  .map(([one, days]) => ({ ...one, from: plusDays('1970-01-01', FIRST_DAY + days) }) as Chosen)

/** What an agency chose, and changed, in those years. */
export const choices: fc.Arbitrary<ChoicesInForce> = fc.array(chosen, { maxLength: 6 }).map(choicesInForce)
