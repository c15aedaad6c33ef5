/** Files an application: from the public pages, the API, or by staff for paper, fax and oral ones. SQL: filing waits for it. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import { representativeAmong } from '../acts/application.ts'
import type { AsItCame } from '../acts/entered.ts'
import { openCase } from '../cases/open.ts'
import type { Actor } from '../cases/record.ts'
import type { Sql, Tx } from '../db/client.ts'
import { isDuplicate, json } from '../db/client.ts'
import { keepIdentityDocuments } from '../files/identity-documents.ts'
import { claimBasket } from '../files/pending.ts'
import type { IdentityDocument } from '../files/take-identity-document.ts'
import { keepContent, putOnFile, type RefusedFile, type Taken } from '../files/uploads.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { newReceipt } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { checkKey } from '../web/once.ts'
import { recalled } from '../web/words/sentences.ts'

export type Submission = {
  application: AsItCame
  /** What fits nothing, by field, as it was written. */
  unfit?: Record<string, string> | undefined
  channel: FactOf<'submitted'>['channel']
  on: string
  evidence?: string[] | string | undefined
  handover?: FactOf<'submitted'>['handover'] | undefined
  files: Taken[]
  /** Pictures of identity documents, kept apart from the files. */
  papers?: IdentityDocument[]
  /** The basket in which files and papers waited for the form. */
  basket?: string | undefined
  refused: RefusedFile[]
  actor: Actor
  /** Idempotency-Key. */
  key: string | undefined
}

export type Receipt = {
  receipt: string
  enquiryCode: string
  submittedAt: string
  stage: 'receive'
  statusUrl: string
  /** Files that were refused; the application itself was accepted. */
  refusedFiles?: RefusedFile[]
}
/** A refused file is remembered by its sentence, not by the Chinese of it: the repeat may be read in English. */
type Remembered = {
  receipt: string
  submittedAt: string
  refusedFiles?: (Omit<RefusedFile, 'message'> & Pick<Sentence, 'says' | 'with'>)[]
}

/**
 * One application, however often it is sent with the same key.
 * @throws Refusal INVALID for an unknown agency, KEY_REUSED when the key came with another application.
 */
export async function submit(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys' | 'blobs'>,
  submission: Submission,
): Promise<Submitted> {
  for (let tries = 1; ; tries++) {
    try {
      return await submitOnce(house, submission)
    } catch (error) {
      // Two receipt numbers alike on one day: draw another.
      if (!isDuplicate(error, 'cases_receipt') || tries === 3) throw error
    }
  }
}

/** Is there an address that mails about the case may go to? */
const isTold = ({ applicant, coApplicants = [] }: AsItCame) => [applicant, ...coApplicants].some(({ email }) => email)

export type Submitted = { answer: Receipt; repeated: boolean }

async function submitOnce(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys' | 'blobs'>,
  submission: Submission,
): Promise<Submitted> {
  const { files, papers = [], basket, refused, actor } = submission
  const key = submission.key || undefined
  checkKey(key)
  const first: Remembered = {
    receipt: newReceipt(submission.on),
    submittedAt: actor.at.toISOString(),
    ...(refused.length > 0 && {
      refusedFiles: refused.map(({ name, code, message }) => ({ name, code, says: message.says, with: message.with })),
    }),
  }
  try {
    // Without key, files, papers or mail there is one statement, which is a transaction by itself.
    const alone = key === undefined && files.length + papers.length === 0 && !isTold(submission.application)
    if (alone) await put(house.sql, house, submission, first.receipt)
    else
      await house.sql.begin(async (tx) => {
        if (key !== undefined) await claim(tx, key, submission, first)
        await put(tx, house, submission, first.receipt)
        if (basket) await claimBasket(tx, basket, actor.at)
      })
  } catch (error) {
    if (key !== undefined && isDuplicate(error, 'answers_key')) {
      return { answer: answerTo(house, await remembered(house, key, submission)), repeated: true }
    }
    if (isUnknownAgency(error)) {
      throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '没有这个行政机关，请从列表中选择' })
    }
    throw error
  }
  return { answer: answerTo(house, first), repeated: false }
}

async function put(
  tx: Tx | Sql,
  house: Pick<House, 'lawFor' | 'time' | 'keys' | 'blobs'>,
  submission: Submission,
  receipt: string,
): Promise<void> {
  const { application, unfit = {}, channel, on, evidence, handover, files, papers = [], actor } = submission
  const { agency, applicant, coApplicants, representative, agent, request, needsHelp } = application
  const together = coApplicants?.length ? [applicant, ...coApplicants] : undefined
  const fact = {
    type: 'submitted',
    on,
    ...(evidence && { evidence }),
    ...(handover && { handover }),
    channel,
    applicant,
    ...(coApplicants?.length && { coApplicants }),
    ...(together && representative !== undefined && { representative: representativeAmong(together, representative) }),
    ...(agent && { agent }),
    request,
    ...(needsHelp && { needsHelp }),
    ...(Object.keys(unfit).length > 0 && { unfit }),
    ...(files.length > 0 && {
      files: files.map((file) => file.id),
      contents: Object.fromEntries(files.map((file) => [file.id, file.sha256])),
    }),
  } as FactOf<'submitted'>
  const opened = await openCase(tx, house, agency, fact, actor, receipt)
  if (files.length > 0) await putOnFile(tx as Tx, opened, files, actor.by, actor.at)
  await keepContent(house.blobs, files)
  if (papers.length > 0) await keepIdentityDocuments(tx as Tx, opened, papers, actor.at)
}

const SCOPE = 'applications'

/** The day that we ourselves put on an application from the web is no part of what was sent: a repeat may come after midnight. */
const requestOf = ({
  application,
  unfit = {},
  channel,
  on,
  evidence,
  handover,
  files,
  papers = [],
  actor,
}: Submission) =>
  sha256(
    canonical({
      application,
      ...(Object.keys(unfit).length > 0 && { unfit }),
      channel,
      ...(actor.by !== 'applicant' && { on, evidence, handover }),
      files: files.map((file) => [file.name, file.sha256]),
      ...(papers.length > 0 && { papers: papers.map(({ proof }) => proof) }),
    }),
  )

async function claim(tx: Tx, key: string, submission: Submission, first: Remembered): Promise<void> {
  await tx`
    insert into answers (scope, key, request, status, body, at)
    values (${SCOPE}, ${key}, ${requestOf(submission)}, 201, ${json(first)}, ${first.submittedAt})`
}

async function remembered(house: Pick<House, 'sql'>, key: string, submission: Submission): Promise<Remembered> {
  const [first] = await house.sql<{ request: string; body: Remembered }[]>`
    select request, body from answers where scope = ${SCOPE} and key = ${key}`
  if (first?.request !== requestOf(submission)) throw new Refusal('KEY_REUSED')
  return first.body
}

/** The enquiry code follows from the receipt number: it is kept nowhere, not even with the answer. */
const answerTo = (house: Pick<House, 'keys'>, { receipt, submittedAt, refusedFiles }: Remembered): Receipt => ({
  receipt,
  enquiryCode: house.keys.enquiryCode(receipt),
  submittedAt,
  stage: 'receive',
  statusUrl: `/track/${receipt}`,
  ...(refusedFiles && {
    refusedFiles: refusedFiles.map(({ name, code, says, with: filling }) => ({
      name,
      code,
      message: recalled(says, filling),
    })),
  }),
})

const isUnknownAgency = (error: unknown) =>
  (error as { code?: string; constraint_name?: string }).code === '23503' &&
  (error as { constraint_name?: string }).constraint_name?.startsWith('cases_agency_id')
