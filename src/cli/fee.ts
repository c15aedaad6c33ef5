/** `fee`: what may be charged, tier by tier. `on` (a day) asks for the rates of another day than today. */
import type { Readable, Writable } from 'node:stream'
import { isDay } from '../../workflows/statute/days.ts'
import { ClockFault } from '../../workflows/statute/fault.ts'
import { type FeeQuestion, fee } from '../../workflows/statute/fees.ts'
import { loadLaw } from '../ground/law.ts'
import { realTime } from '../ground/time.ts'
import { answerLines } from './json-lines.ts'

/** @returns the exit code, always 0: a question that cannot be computed is an error on its own line (国办函〔2020〕109号) */
export async function feeCommand(input: Readable, output: Writable): Promise<number> {
  const { fees } = loadLaw()
  const today = realTime.today()
  return answerLines(input, output, (question) => {
    const on = question.on ?? today
    if (!isDay(on)) throw new ClockFault('BAD_DAY', 'on 不是真实存在的日期。')
    return fee(question as FeeQuestion, fees, on)
  })
}
