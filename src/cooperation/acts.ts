/** What is done about a case with others, each once for pages and programs: its address, what it takes, whose it is, what it does. */
import { z } from 'zod'
import type { Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House, Recording } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { writes } from '../people/sight.ts'
import { day, fileIds, given, list, text, yesNo } from '../web/given.ts'
import { ask, lateness, step } from './assistance.ts'
import { mayAsk } from './colleagues.ts'
import { conclude, convene } from './conferences.ts'
import { handBack, keep, mayHandBack, mayReassign, reassign } from './moves.ts'
import { lockedRow } from './noted.ts'
import { remark } from './remarks.ts'
import { mayTransfer, sendBack, transfer } from './transfers.ts'

const SAYS = text(2_000)
const code = text(60)
const WHY = z.object({ why: SAYS })
const people = z.array(code).max(50).default([])

export type At = { position: number; n: number }
type CaseAct<B> = {
  summary: string
  body: z.ZodType<B>
  answers: string
  may: (viewer: Viewer, row: CaseRow) => boolean
  run: (
    tx: Tx,
    house: Recording & Pick<House, 'keys'>,
    row: CaseRow,
    body: B,
    viewer: Viewer,
    at: At,
  ) => Promise<object>
}
const act = <B>(of: CaseAct<B>) => ({
  ...of,
  /** @throws Refusal NOT_YOURS before anything is read of what was sent; INVALID */
  read(
    viewer: Viewer,
    row: CaseRow,
    body: () => unknown,
  ): (tx: Tx, house: Recording & Pick<House, 'keys'>, at: At) => Promise<object> {
    if (!of.may(viewer, row)) throw new Refusal('NOT_YOURS')
    const read = given(of.body, body())
    return async (tx, house, at) => {
      const now = await lockedRow(tx, row)
      if (!of.may(viewer, now)) throw new Refusal('NOT_YOURS')
      return of.run(tx, house, now, read, viewer, at)
    }
  },
})

/** Nothing is refused: whoever asked is told, a page before it is recorded and a program with the answer. */
const warned = (warning: string | undefined) => (warning ? { warning } : {})

/** By their addresses below `/cases/:id/`. */
export const CASE_ACTS = {
  assistances: act({
    summary: 'Ask another unit of the agency to help with a case, by a day, one person of it where they are named',
    body: z.object({ unit: code, person: code.optional(), says: SAYS, dueOn: day, files: fileIds.default([]) }),
    answers: '{"position","warning"?}',
    may: mayAsk,
    run: async (tx, house, row, body, viewer) => ({
      position: await ask(tx, house, row, body, viewer),
      ...warned(lateness(row, body.dueOn)),
    }),
  }),
  'assistances/:position/decision': act({
    summary: 'Give more time for an assistance, or refuse it',
    body: z.object({ given: yesNo, says: SAYS }),
    answers: '{"warning"?}',
    may: mayAsk,
    run: async (tx, house, row, { given, says }, viewer, { position }) => {
      const until = await step(tx, house, row, position, { kind: given ? 'timeGiven' : 'timeRefused', says }, viewer)
      return warned(given ? lateness(row, until) : undefined)
    },
  }),
  'assistances/:position/withdrawal': act({
    summary: 'Take back what a unit was asked',
    body: WHY,
    answers: '{}',
    may: mayAsk,
    run: async (tx, house, row, { why }, viewer, { position }) => {
      await step(tx, house, row, position, { kind: 'withdrawn', says: why }, viewer)
      return {}
    },
  }),
  conferences: act({
    summary: 'Invite to a conference about a case: people of the office, and by name whoever is not of it',
    body: z.object({ agenda: SAYS, people, outside: list(12, 100).or(z.array(z.never())).default([]) }),
    answers: '{"n"}',
    may: mayAsk,
    run: async (tx, house, row, body, viewer) => ({ n: await convene(tx, house, row, body, viewer) }),
  }),
  'conferences/:n/conclusion': act({
    summary: 'Conclude a conference: the fact `conferred`, with a note of what was said',
    body: z.object({ conclusion: text(10_000) }),
    answers: '{}',
    may: mayAsk,
    run: async (tx, house, row, body, viewer, { n }) => {
      await conclude(tx, house, row, n, body, viewer)
      return {}
    },
  }),
  'hand-back': act({
    summary: 'Hand a case back to the head, to be assigned again',
    body: WHY,
    answers: '{}',
    may: mayHandBack,
    run: async (tx, house, row, { why }, viewer) => {
      await handBack(tx, house, row, why, viewer)
      return {}
    },
  }),
  'hand-back/withdrawal': act({
    summary: 'Take back a hand-back, until the case is assigned again',
    body: WHY,
    answers: '{}',
    may: mayHandBack,
    run: async (tx, house, row, { why }, viewer) => {
      await keep(tx, house, row, why, viewer)
      return {}
    },
  }),
  reassignment: act({
    summary: 'Assign a case to another unit or handler, with the reason',
    body: z.object({ unit: code, handler: code.optional(), answerBy: day.optional(), why: SAYS }),
    answers: '{}',
    may: mayReassign,
    run: async (tx, house, row, body, viewer) => {
      await reassign(tx, house, row, body, viewer)
      return {}
    },
  }),
  transfer: act({
    summary: 'Send an application that is not registered yet to the agency of this office that it belongs to',
    body: z.object({ agency: code, why: SAYS }),
    answers: '{"case","receipt","enquiryCode"}',
    may: mayTransfer,
    run: (tx, house, row, body, viewer) => transfer(tx, house, row, body, viewer),
  }),
  'transfer-return': act({
    summary: 'Send it back to the agency that it came from',
    body: WHY,
    answers: '{}',
    may: mayTransfer,
    run: async (tx, house, row, { why }, viewer) => {
      await sendBack(tx, house, row, why, viewer)
      return {}
    },
  }),
  remarks: act({
    summary: 'Say something about a case that is no evidence; who is mentioned finds it among what waits for them',
    body: z.object({ says: SAYS, mentions: people }),
    answers: '{"id"}',
    may: writes,
    run: async (tx, house, row, body, viewer) => ({ id: await remark(tx, house, row, body, viewer) }),
  }),
} as const
export type CaseActName = keyof typeof CASE_ACTS
export const CASE_ACT_NAMES = Object.keys(CASE_ACTS) as CaseActName[]

/** What a unit does about what it was asked. Files come with an answer alone. */
export const HELP_ACTS = {
  answer: {
    summary: 'Answer what one’s unit was asked, with files or without: they go on file of the case',
    body: z.object({ says: text(10_000) }),
  },
  'more-time': { summary: 'Ask for more time', body: z.object({ until: day, says: SAYS }) },
  return: { summary: 'Hand back what one’s unit was asked, with the reason', body: z.object({ says: SAYS }) },
} as const
export type HelpAct = keyof typeof HELP_ACTS
export const HELP_ACT_NAMES = Object.keys(HELP_ACTS) as HelpAct[]
export const KINDS = { answer: 'answered', 'more-time': 'moreTime', return: 'handedBack' } as const

export const OPINION = z.object({ seat: z.int().min(1).max(50), says: SAYS })

const LISTS = ['files', 'mentions', 'people']

/** A form as the body that a program sends: boxes are lists, lines are lists, what is empty was not said. */
export function bodyOf(values: Record<string, string>): Record<string, unknown> {
  const entries = Object.entries(values)
  const ticked = (name: string) =>
    entries.flatMap(([key]) => (key.startsWith(`${name}.`) ? [key.slice(name.length + 1)] : []))
  const { outside, given: said, seat } = values
  const lines = outside
    ?.split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  const plain = entries.filter(([key, value]) => value !== '' && !LISTS.some((name) => key.startsWith(`${name}.`)))
  return {
    ...Object.fromEntries(plain),
    ...Object.fromEntries(LISTS.map((name) => [name, ticked(name)])),
    ...(outside !== undefined && { outside: lines }),
    ...(said !== undefined && { given: said === 'yes' }),
    ...(seat !== undefined && { seat: Number(seat) }),
  }
}
