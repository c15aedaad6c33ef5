/** Until when the office gets in touch with the applicant, so that both sides confirm what arrived (Art 31). */
import { type Channel, CONFIRMED_CHANNELS } from '../words.ts'
import type { Day } from './days.ts'
import type { Law } from './terms.ts'

/**
 * An ordinary letter is confirmed on the day it arrives (Art 31 item 2); for the internet, mail and fax the Regulations name no day,
 * and the office sets one. On days of rest nobody is reached: the next working day then.
 * @returns null where nothing is to be confirmed
 */
export function contactBy(channel: Channel, submittedOn: Day, { calendar, choices }: Law): Day | null {
  const { platformReceiptConfirms, contactWithin } = choices(submittedOn)
  if (!isConfirmed(channel, platformReceiptConfirms)) return null
  if (channel !== 'letter') return calendar.plus(submittedOn, contactWithin).on
  return calendar.isWorkingDay(submittedOn) ? submittedOn : calendar.plus(submittedOn, 1).on
}

/** Does the day of receipt wait for both sides, as the office has chosen? */
const isConfirmed = (channel: Channel, byPlatform: boolean) =>
  CONFIRMED_CHANNELS.includes(channel) && !(channel === 'online' && byPlatform)
