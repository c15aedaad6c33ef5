/** `clock`: cases in, dates with their reasons out (contract, section 5). A long run is shared among threads. */
import type { Readable, Writable } from 'node:stream'
import { type Clock, type ClockCase, clock } from '../../workflows/statute/clock.ts'
import { loadLaw } from '../ground/law.ts'
import { realTime } from '../ground/time.ts'
import { ClockThreads } from './clock-threads.ts'
import { type Answer, answered, answerInOrder } from './json-lines.ts'

/** Pieces (of 64 KiB, as pipes deliver them) that are answered here before threads are worth their start. */
const FEW = 16

/** @returns the exit code, always 0: a case that cannot be computed is an error on its own line */
export async function clockCommand(input: Readable, output: Writable): Promise<number> {
  // One day for the whole run: a run over midnight must not count its cases differently.
  const today = realTime.today()
  const answer = clockAnswer(today)
  const threads = new ClockThreads(today)
  let pieces = 0
  try {
    return await answerInOrder(
      input,
      output,
      (lines) => (++pieces <= FEW ? answered(lines, answer) : threads.answer(lines)),
      threads.ahead,
    )
  } finally {
    await threads.end()
  }
}

/** Answers one case by the shipped law; `today` (a day) where the case has no `asOf`. */
export function clockAnswer(today: string): Answer {
  const law = loadLaw()
  return ({ channel, facts, asOf }) => plain(clock({ channel, facts, asOf: asOf ?? today } as ClockCase, law))
}

/** As JSON has it. JSON itself asks each step for its plain form, which takes a fifth longer over a million lines. */
const plain = (told: Clock): object => ({
  ...told,
  careful: { ...told.careful, because: told.careful.because?.text ?? null },
  steps: told.steps.map(({ on, article, text }) => ({ on, article, text })),
  ...(told.warnings && {
    warnings: told.warnings.map(({ code, text, article }) => ({ code, text, article })),
  }),
})
