/** Limits that the operator set: how long sessions last, how much visitors may set off, what the process may take. */
import type { Complain } from './secrets.ts'
import type { Setting } from './setting.ts'

/**
 * Megabytes: below, the process is full before the first visitor. At rest it has taken 360 MB of the system, and needs 140
 * beside code: with 256 visitors were refused from the start.
 */
const LEAST_MEMORY = 512

/** Sessions of staff: minutes without use, and hours in any case. Every fault is told to `fault`. */
export function sessionsSet(setting: Setting, fault: Complain) {
  // GB/T 22239 8.1.4.1 b asks for a limit without a number; offices are examined for half an hour at most.
  const idleMinutes = wholeNumber(setting, fault, 'SESSION_IDLE_MINUTES', 30, 5, 480, 'minutes')
  const hours = wholeNumber(setting, fault, 'SESSION_HOURS', 12, 1, 24, 'hours')
  return { idleMinutes, hours }
}

/** Applications a minute, days of a draft, mails an hour, bytes of memory, milliseconds of delay; undefined where there is no limit. */
export function limitsSet(setting: Setting, fault: Complain) {
  const limit = setting('FILING_LIMIT') ?? '60'
  if (limit !== 'off' && !/^[1-9]\d{0,5}$/.test(limit))
    fault('FILING_LIMIT', `is "${limit}"`, 'Give how many applications a minute are taken from one address, or off')

  // Where nobody counts applications, nobody counts their mails, unless that is asked for.
  const mails = setting('MAIL_LIMIT') ?? (limit === 'off' ? 'off' : '30')
  if (mails !== 'off' && !/^[1-9]\d{0,5}$/.test(mails))
    fault('MAIL_LIMIT', `is "${mails}"`, 'Give how many mails an hour strangers may set off to one address, or off')
  const memory = setting('MEMORY_LIMIT')
  if (memory !== undefined && !(/^\d{3,7}$/.test(memory) && Number(memory) >= LEAST_MEMORY))
    fault(
      'MEMORY_LIMIT',
      `is "${memory}"`,
      `Give megabytes, ${LEAST_MEMORY} or more, or leave it unset for all there are`,
    )
  const delayLimit = wholeNumber(setting, fault, 'DELAY_LIMIT', 3_000, 100, 9_999, 'milliseconds')
  const draftDays = wholeNumber(setting, fault, 'DRAFT_DAYS', 7, 1, 30, 'days')
  return {
    draftDays,
    filingLimit: limit === 'off' ? undefined : Number(limit),
    mailLimit: mails === 'off' ? undefined : Number(mails),
    memoryLimit: memory === undefined ? undefined : Number(memory) * 1_048_576,
    delayLimit,
  }
}

function wholeNumber(
  setting: Setting,
  fault: Complain,
  name: string,
  usual: number,
  least: number,
  most: number,
  unit: string,
): number {
  const value = setting(name) ?? String(usual)
  const fits = /^\d{1,4}$/.test(value) && Number(value) >= least && Number(value) <= most
  if (!fits)
    fault(
      name,
      `is "${value}"`,
      `Give a whole number of ${unit} from ${least} to ${most}, or leave it unset for ${usual}`,
    )
  return Number(value)
}
