/**
 * An application put right: the day and the way that it came, and of one that staff typed from a paper how the name and the request were
 * copied. What applicants wrote themselves stays theirs.
 */
import { z } from 'zod'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { CHANNELS, type FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { inFuture } from '../acts/read-fact.ts'
import { invalid } from '../ground/errors.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { heard, submission } from '../ledger/queries.ts'
import { choice, day, given, name, text } from '../web/given.ts'

const SUBMISSION_CORRECTED = z.strictObject({
  on: day.optional(),
  channel: choice(CHANNELS).optional(),
  applicant: z.strictObject({ name: name(200) }).optional(),
  request: z
    .strictObject({
      title: text(200).optional(),
      description: text(50_000).optional(),
      documentNumber: text(100).optional(),
    })
    .optional(),
})
type SubmissionCorrected = z.infer<typeof SUBMISSION_CORRECTED>

/**
 * Applicant and request as a whole, with what was put right: of who applied nothing else changes. What applicants wrote
 * themselves stays theirs.
 * @throws Refusal INVALID
 */
function wholeApplication(
  { by }: Heard,
  now: FactOf<'submitted'>,
  { applicant, request, ...when }: SubmissionCorrected,
): Record<string, unknown> {
  if ((applicant || request) && !/^(?:staff|token):/.test(by))
    throw invalid({
      field: applicant ? 'replacement.applicant' : 'replacement.request',
      code: 'UNFIT',
      message: '申请人自己填写的姓名和内容，机关不代为更正；需要改动的，请申请人说明',
    })
  return {
    ...when,
    ...(applicant && { applicant: { ...now.applicant, ...applicant } }),
    ...(request && { request: { ...now.request, ...request } }),
  }
}

/**
 * What a correction of the application records: whole, so that the last word counts, with what an earlier one put right.
 * @param original as it was submitted
 * @throws Refusal INVALID by the field of `replacement`
 */
export function correctedApplication(
  { facts }: Pick<CaseFile, 'facts'>,
  { position, replacement: sent }: FactOf<'rectified'>,
  original: Heard,
  today: Day,
): Pick<FactOf<'rectified'>, 'replacement' | 'contents'> {
  const replacement = given(SUBMISSION_CORRECTED, sent, 'replacement')
  if (replacement.on && replacement.on > today) throw invalid(inFuture('replacement.on'))
  const earlier = rectifiedBefore(facts.map(heard), position)
  const contents = contentsThatStillShow(replacement, earlier)
  const whole = wholeApplication(original, submission(facts), replacement)
  return { replacement: { ...earlier?.replacement, ...whole }, ...(contents && { contents }) }
}

/** The last rectification of the fact at this position. */
const rectifiedBefore = (facts: readonly Heard[], position: number): (Heard & FactOf<'rectified'>) | undefined =>
  facts.findLast((fact): fact is Heard & FactOf<'rectified'> => fact.type === 'rectified' && fact.position === position)

/** Whoever mends another word of the application does not take away the file that showed its day. */
function contentsThatStillShow(
  { on }: SubmissionCorrected,
  earlier: FactOf<'rectified'> | undefined,
): FactOf<'rectified'>['contents'] {
  return on === undefined || on === earlier?.replacement?.on ? earlier?.contents : undefined
}
