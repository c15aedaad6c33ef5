/** The dates of a case in the words of stories.yaml and judged.yaml, so that stories, drills and tests name them alike. */
import type { Clock } from '../../statute/clock.ts'

/** Each word of `then` and `shows` that the clock answers, with what it says. */
export const datesShown = (clock: Clock) => ({
  status: clock.status,
  receivedOn: clock.receivedOn,
  noticeBy: clock.correctionNoticeDueOn,
  dueOn: clock.dueOn,
  carefulDueOn: clock.careful.dueOn,
  carefully: clock.careful.inTime,
  replies: clock.replies.map(({ inTime }) => inTime),
  payBy: clock.feeDueOn ?? null,
  answersBy: clock.consultations.map(({ answerDueOn }) => answerDueOn),
  settledOn: clock.settledOn,
  inTime: clock.inTime,
  provisional: clock.provisional,
  ...clock.workingDays,
  warns: clock.warnings?.map(({ code }) => code),
})
