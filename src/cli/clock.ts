/** `clock`: cases in, dates with their reasons out (contract, section 5). */
import type { Readable, Writable } from 'node:stream'
import { type ClockCase, clock } from '../../workflows/statute/clock.ts'
import { loadLaw } from '../law.ts'
import { realTime } from '../time.ts'
import { answerLines } from './json-lines.ts'

export async function clockCommand(input: Readable, output: Writable): Promise<number> {
  const law = loadLaw()
  // One day for the whole run: a run over midnight must not count its cases differently.
  const today = realTime.today()
  return answerLines(input, output, ({ channel, facts, asOf }) =>
    clock({ channel, facts, asOf: asOf ?? today } as ClockCase, law),
  )
}
