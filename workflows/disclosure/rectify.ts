/** 更正记录: a wrong fact no longer counts, by replaying the ledger without it. It stays visible; nothing is sent twice. */

import { fixesReceipt } from '../statute/bound.ts'
import type { Law } from '../statute/clock.ts'
import { counting } from '../statute/counting.ts'
import { shownByFile } from '../statute/shown.ts'
import { CONFIRMED_CHANNELS, type FactType, SYSTEM_FACTS } from '../words.ts'
import type { Heard } from './context.ts'
import {
  type CaseState,
  decide,
  fold,
  isOfAStruckLetter,
  possible,
  put,
  Refused,
  replay,
  requireCountable,
} from './decide.ts'
import { sentence } from './sentences.ts'
import { type FactOf, isNoticeType } from './vocabulary.ts'

const ARTICLE = '条例第四十五条'

/** The refusals of a rectification, by name. */
export const RECTIFICATION_RULES = [
  'RECTIFIED_POSITION',
  'RECTIFIES_SYSTEM',
  'RECTIFICATION_STANDS',
  'RECTIFIED_ALREADY',
  'SUBMISSION_STANDS',
  'REPLACEMENT_TYPE',
  'ANOTHERS_WORDS',
  'NOTICE_ANEW',
  'PUBLISHED_ANEW',
] as const
type Code = (typeof RECTIFICATION_RULES)[number]

/**
 * The case as if the fact at `position` (from 1, system facts counted) had not been recorded, or had been recorded as
 * `replacement`. What was lawful before that position stays; from there on each fact is judged anew. Effects do not run.
 * @param facts the whole ledger of the case, earlier rectifications included
 * @param told the day of this rectification, and what shows that it is right
 * @throws Refused, naming the fact that would no longer be lawful
 */
export function rectify(
  facts: readonly Heard[],
  position: number,
  replacement: Record<string, unknown> | undefined,
  by: string,
  law: Law,
  told: Pick<Heard, 'recordedOn' | 'evidence' | 'contents'> = {},
): CaseState {
  const now = replay(facts, law)
  const rectified = { ...told, position, ...(replacement && { replacement }) }
  rectifiable(facts, rectified, law, now)
  // Read as the ledger will be read.
  const count = counting([...facts, { type: 'rectified', on: '', by, ...rectified } as unknown as Heard]).slice(0, -1)
  const instead = count[position - 1] ?? null
  // The submission opens the case and is judged by nobody; everything else is judged from the place of the change.
  const settled = Math.max(position - 1, 1)
  let at = fold(count.slice(0, settled), law)
  for (const [i, fact] of count.entries()) {
    if (i < settled || !fact) continue
    at =
      isIdle(fact, instead) || isOfAStruckLetter(at.context, fact)
        ? put(at, fact, law)
        : judged(at, fact, i + 1, now, law)
  }
  if (instead?.type === 'submitted') requireCountable(at, instead, law)
  return at
}

/**
 * The fact that is to be rectified, before anything of its replacement is read.
 * @throws Refused where it stands, or may only be struck
 */
export function rectifiable(facts: readonly Heard[], asked: Asked, law: Law, now?: CaseState): Heard {
  const code = whyNot(facts, asked)
  if (code) throw new Refused(code, ARTICLE, sentence(code), possible(now ?? replay(facts, law), law))
  return facts[asked.position - 1]!
}

type Asked = Pick<FactOf<'rectified'>, 'position' | 'replacement' | 'evidence' | 'contents'>

/** May the fact at this position be replaced or struck, before anything of a replacement is read? */
export const mayBeRectified = (facts: readonly Heard[], position: number): boolean =>
  whyNot(facts, { position, replacement: {} }) === undefined || whyNot(facts, { position }) === undefined

function whyNot(facts: readonly Heard[], { position, replacement, ...told }: Asked): Code | undefined {
  const original = Number.isInteger(position) ? facts[position - 1] : undefined
  if (!original) return 'RECTIFIED_POSITION'
  if (SYSTEM_FACTS.includes(original.type) || original.by === 'system') return 'RECTIFIES_SYSTEM'
  if (original.type === 'rectified') return 'RECTIFICATION_STANDS'
  const last = facts.findLast((fact) => fact.type === 'rectified' && fact.position === position)
  // What stands in the place of another may be wrong itself: it is put right at the same position, and the later word holds.
  const isStruck = last?.type === 'rectified' && last.replacement === undefined
  // A day of receipt that words took away is still to be shown by a file, and nothing else could bring that.
  const isShown = replacement && fixesReceipt(original.type) && shownByFile(told)
  if (isStruck && !isShown) return 'RECTIFIED_ALREADY'
  if (!replacement && original.type === 'releaseWithdrawn') return 'PUBLISHED_ANEW'
  if (!replacement) return original.type === 'submitted' ? 'SUBMISSION_STANDS' : undefined
  if ((replacement.type ?? original.type) !== original.type) return 'REPLACEMENT_TYPE'
  if (isAnothers(original)) return 'ANOTHERS_WORDS'
  if (makesNotice(original) || makesNotice({ ...replacement, type: original.type })) return 'NOTICE_ANEW'
  return undefined
}

/** Four eyes are four: nobody else's opinion or signature stands where counsel, an approver or the signer was wrong. */
const JUDGED: readonly FactType[] = ['replyReviewed', 'replyApproved', 'replySigned']
/** What the office keeps of an application, and may have kept wrongly: day, channel, how it was confirmed. */
const CORRECTABLE: readonly FactType[] = ['submitted', 'confirmed']

/** A reading is one, too: what was published after three looks is not exchanged by a fourth person alone (Art 17). */
const isJudgement = (fact: Heard) =>
  JUDGED.includes(fact.type) || (fact.type === 'releaseDecided' && fact.step !== undefined)

/** What was said by somebody who did not rectify it. */
const isAnothers = (fact: Heard) => isJudgement(fact) || isFromOutside(fact)
const isFromOutside = ({ type, by }: Heard) => OUTSIDE.test(by) && !CORRECTABLE.includes(type)
/** The applicant, and those who were consulted. */
const OUTSIDE = /^(applicant$|thirdParty:|consultedAgency:)/

/** Somebody holds its letter: that becomes void, and another one says what is right. */
const makesNotice = ({ type, delayedUntil }: { type: FactType; delayedUntil?: unknown }) =>
  isNoticeType(type) && (type !== 'reasonsAssessed' || delayedUntil !== undefined)

/** A channel that was put right may need no confirmation any more; the one on file then stands idle, and does no harm. */
const isIdle = (fact: Heard, instead: Heard | null) =>
  fact.type === 'confirmed' && instead?.type === 'submitted' && !CONFIRMED_CHANNELS.includes(instead.channel)

function judged(at: CaseState, fact: Heard, position: number, now: CaseState, law: Law): CaseState {
  try {
    const { state, context } = decide(at, fact, law)
    return { state, context }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { type, on } = fact
    const reason = sentence('rectified.noLonger', { position, fact: type, on, why: error.sentence })
    throw new Refused(error.code, error.article, reason, possible(now, law))
  }
}
