/**
 * An application put right: the day and the way that it came, and of one that staff typed from a paper how the applicant's name and number
 * and the request were copied. What applicants wrote themselves stays theirs.
 */
import { z } from 'zod'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type Applicant, CHANNELS, type FactOf, ID_TYPES } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { creditCode, idFits, idNumber } from '../acts/application.ts'
import { inFuture } from '../acts/read-fact.ts'
import { invalid } from '../ground/errors.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { heard, submission } from '../ledger/queries.ts'
import { choice, day, given, name, text } from '../web/given.ts'

const SUBMISSION_CORRECTED = z.strictObject({
  on: day.optional(),
  channel: choice(CHANNELS).optional(),
  applicant: z
    .strictObject({
      name: name(200).optional(),
      idType: choice(ID_TYPES).optional(),
      idNumber: idNumber.optional(),
      creditCode: creditCode.optional(),
      representative: name(100).optional(),
    })
    .optional(),
  request: z
    .strictObject({
      title: text(200).optional(),
      description: text(50_000).optional(),
      documentNumber: text(100).optional(),
    })
    .optional(),
})
type SubmissionCorrected = z.infer<typeof SUBMISSION_CORRECTED>

type ApplicantCorrected = NonNullable<SubmissionCorrected['applicant']>

/**
 * The applicant with what was put right. The record shows a number in part: what is right is given whole, and judged as one that comes
 * from an applicant.
 * @throws Refusal INVALID
 */
function wholeApplicant(now: Applicant, corrected: ApplicantCorrected): Applicant {
  const has = (part: keyof ApplicantCorrected) => corrected[part] !== undefined
  const refuse = (part: string, message: string) => {
    throw invalid({ field: `replacement.applicant.${part}`, code: 'UNFIT', message })
  }
  const [others, message] = NOT_OF[now.kind]
  for (const part of others) if (has(part)) refuse(part, message)
  const whole = { ...now, ...corrected } as Applicant & { idProof?: unknown }
  if (!has('idNumber') || whole.kind !== 'person') return whole
  if (corrected.idNumber!.includes('*')) refuse('idNumber', '请填写完整的证件号码')
  if (!idFits(whole)) refuse('idNumber', '身份证号码有误（位数、出生日期或者校验码不符），请核对')
  const { idProof: _, ...fresh } = whole
  return fresh as Applicant
}

const NOT_OF = {
  person: [['creditCode', 'representative'], '申请人是公民，没有这一项'],
  organisation: [['idType', 'idNumber'], '申请人是法人或者其他组织，没有这一项'],
} as const

/** What fitted nothing when it was entered, without what was put right since. */
function stillUnfit(unfit: Record<string, string>, corrected: ApplicantCorrected): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unfit).filter(([field]) => !Object.hasOwn(corrected, field.replace(/^applicant\./, ''))),
  )
}

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
    ...(applicant && { applicant: wholeApplicant(now.applicant, applicant) }),
    ...(applicant && now.unfit && { unfit: stillUnfit(now.unfit, applicant) }),
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
