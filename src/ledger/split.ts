/** Splits a fact in two: what the ledger keeps for ever, and the words that can name a person. */
import { randomBytes } from 'node:crypto'
import type { Fact, FactType } from '../../workflows/disclosure/vocabulary.ts'
import { canonical, sha256 } from '../ground/canonical.ts'

/** Fields that name nobody and hold no free text; `contents`, the hashes of named files, with every type. The rest goes to `words`. */
const OPEN: Partial<Record<FactType, readonly string[]>> = {
  submitted: ['channel', 'needsHelp', 'files'],
  confirmed: ['how'],
  registered: ['number'],
  assigned: ['unit', 'handler', 'answerBy'],
  correctionRequested: ['answerBy'],
  corrected: ['files'],
  thirdPartyConsulted: ['consultation'],
  thirdPartyReached: ['consultation'],
  thirdPartyAnswered: ['consultation', 'consents'],
  thirdPartySilent: ['consultation'],
  agencyConsulted: ['consultation'],
  agencyReached: ['consultation'],
  agencyAnswered: ['consultation', 'consents'],
  agencySilent: ['consultation'],
  reasonsRequested: ['answerBy'],
  reasonsAssessed: ['reasonable', 'delayedUntil'],
  extended: ['workingDays'],
  feeNotified: ['basis', 'quantity', 'amount'],
  searched: ['found'],
  replyDrafted: ['outcome', 'together'],
  replyReviewed: ['passed'],
  replySigned: ['number', 'overridden'],
  replyServed: ['how'],
  archived: ['retention'],
  remedySought: ['kind'],
  remedyDecided: ['result'],
  reopened: ['workingDays'],
  releaseDecided: ['accepted', 'topic', 'files'],
  rectified: ['position'],
  fileAdded: ['files'],
  letterMade: ['letter', 'template', 'version', 'digest', 'number', 'sha256', 'fonts'],
  mailSent: ['messageId', 'letter'],
  calendarChanged: ['year', 'version', 'dueBefore', 'dueAfter'],
  lapseNoticed: ['limit', 'dueOn'],
}

export type Parts = {
  open: Record<string, unknown>
  said: Record<string, unknown> | null
  salt: string
  words: string | null
}

/** The words are committed to with a salt: kept, they can be proven; erased, they cannot be guessed. */
export const commitment = (salt: string, said: Record<string, unknown>) => sha256(`${salt}\n${canonical(said)}`)

export function split(fact: Fact): Parts {
  const open: Record<string, unknown> = {}
  const said: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(fact)) {
    if (field === 'type' || field === 'on' || value === undefined) continue
    const target = field === 'contents' || OPEN[fact.type]?.includes(field) ? open : said
    target[field] = value
  }
  if (Object.keys(said).length === 0) return { open, said: null, salt: '', words: null }
  const salt = randomBytes(16).toString('base64url')
  return { open, said, salt, words: commitment(salt, said) }
}

/** The fact again, as it was recorded. Erased words leave only what the ledger keeps. */
export const join = (row: { type: string; on: string; open: object; said: object | null }): Fact =>
  ({ type: row.type, on: row.on, ...row.open, ...row.said }) as Fact
