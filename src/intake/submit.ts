/** Files an application: from the public pages, the API, or by staff for paper, fax and oral ones. SQL: filing waits for it. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import { representativeAmong } from '../acts/application.ts'
import type { AsItCame } from '../acts/entered.ts'
import { openCase } from '../cases/open.ts'
import type { Actor } from '../cases/record.ts'
import { keepLanguage, type Language } from '../citizens/languages.ts'
import type { Sql, Tx } from '../db/client.ts'
import { isDuplicate } from '../db/client.ts'
import { actsByRights } from '../db/held-rights.ts'
import { type Heeded, heeded } from '../files/heeded.ts'
import { keepIdentityDocuments } from '../files/identity-documents.ts'
import { claimBasket } from '../files/pending.ts'
import { scanned, scannedPapers } from '../files/scans.ts'
import type { IdentityDocument } from '../files/take-identity-document.ts'
import { keepContent, putOnFile, type RefusedFile, type Taken } from '../files/uploads.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { newReceipt } from '../ground/ids.ts'
import type { CodedBy, Keys } from '../ground/keys.ts'
import type { House } from '../house.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { checkKey, openedAnswer, sealedAnswer } from '../web/once.ts'
import { recalled } from '../web/words/sentences.ts'

export type Submission = {
  application: AsItCame
  /** What fits nothing, by field, as it was written. */
  unfit?: Record<string, string> | undefined
  channel: FactOf<'submitted'>['channel']
  on: string
  evidence?: string[] | string | undefined
  handover?: FactOf<'submitted'>['handover'] | undefined
  /** 邮件号码, of what came by post. */
  mailNumber?: string | undefined
  files: Taken[]
  /** Pictures of identity documents, kept apart from the files. */
  papers?: IdentityDocument[]
  /** In which the form was filled in; Chinese where nobody says. */
  language?: Language | undefined
  /** The basket in which files and papers waited for the form. */
  basket?: string | undefined
  refused: RefusedFile[]
  actor: Actor
  /** Idempotency-Key. */
  key: string | undefined
  /** Whose key it is: the same one of somebody else is another key. Asked where there is one. */
  caller(): string
}

export type Receipt = {
  receipt: string
  enquiryCode: string
  submittedAt: string
  stage: 'receive'
  statusUrl: string
  /** Files that were refused, or kept apart for a virus; the application itself was accepted. */
  refusedFiles?: RefusedFile[]
  /** Files that were taken, and that the office may not be able to open. */
  heededFiles?: Heeded[]
}
/** A refused file is remembered by its sentence, not by the Chinese of it: the repeat may be read in English. */
type Remembered = {
  receipt: string
  submittedAt: string
  refusedFiles?: (Omit<RefusedFile, 'message'> & Pick<Sentence, 'says' | 'with'>)[]
}

/** The key came before with another application, whose receipt number the pages tell the form that brought both. */
export class KeyReused extends Refusal {
  readonly receipt: string
  constructor(receipt: string) {
    super('KEY_REUSED')
    this.receipt = receipt
  }
}

/**
 * One application, however often its caller sends it with the same key.
 * @throws Refusal INVALID for an unknown agency, KEY_REUSED when the key came with another application.
 */
export async function submit(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys' | 'blobs' | 'scanner' | 'traces'>,
  submission: Submission,
): Promise<Submitted> {
  const { clean, refused } = await scannedPapers(house, submission.papers ?? [])
  const infected = await scanned(house, submission.files)
  const told = { ...submission, papers: clean, refused: [...submission.refused, ...infected, ...refused] }
  for (let tries = 1; ; tries++) {
    try {
      const { answer, repeated } = await submitOnce(house, told)
      const papers = clean.map((paper) => ({ ...paper, kind: 'identity' as const }))
      const to = submission.actor.by === 'applicant' ? 'sender' : 'staff'
      const heededFiles = heeded([...submission.files, ...papers], to)
      return { answer: { ...answer, ...(heededFiles.length > 0 && { heededFiles }) }, repeated }
    } catch (error) {
      // Two receipt numbers alike on one day: draw another.
      if (!isDuplicate(error, 'cases_receipt') || tries === 3) throw error
    }
  }
}

/** Is there an address that mails about the case may go to? */
const isTold = ({ applicant, coApplicants = [] }: AsItCame) => [applicant, ...coApplicants].some(({ email }) => email)

export type Submitted = { answer: Receipt; repeated: boolean }

/** Was an application filed with this key by this caller? */
export async function wasFiled({ sql }: Pick<House, 'sql'>, caller: string, key: string): Promise<boolean> {
  const found = await sql`select 1 as filed from answers where scope = ${`applications ${caller}`} and key = ${key}`
  return found.length > 0
}

async function submitOnce(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys' | 'blobs' | 'scanner' | 'traces'>,
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
    // Of the public without key, files, papers, mail or another language there is one statement, which is a transaction by itself.
    const isSaid = isTold(submission.application) || submission.language === 'en'
    const isBare = key === undefined && files.length + papers.length === 0 && !isSaid
    const alone = isBare && !actsByRights()
    if (alone) await put(house.sql, house, submission, first.receipt)
    else
      await house.sql.begin(async (tx) => {
        if (key !== undefined) await claim(tx, house, key, submission, first)
        await put(tx, house, submission, first.receipt)
        if (basket) await claimBasket(tx, basket, actor.at)
      })
  } catch (error) {
    if (key !== undefined && isDuplicate(error, 'answers_key')) {
      return { answer: await repeated(house, await remembered(house, key, submission)), repeated: true }
    }
    if (isUnknownAgency(error)) {
      throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '没有这个行政机关，请从列表中选择' })
    }
    throw error
  }
  return { answer: answerTo(house, first, { keys: house.keys.ids[0], code: null }), repeated: false }
}

async function put(
  tx: Tx | Sql,
  house: Pick<House, 'lawFor' | 'time' | 'keys' | 'blobs' | 'traces'>,
  submission: Submission,
  receipt: string,
): Promise<void> {
  const { application, unfit = {}, channel, on, evidence, handover, mailNumber, files, papers = [], actor } = submission
  const { agency, applicant, coApplicants, representative, agent, request, needsHelp } = application
  const { helpWanted, contactWay, contactTimes } = application
  const together = coApplicants?.length ? [applicant, ...coApplicants] : undefined
  const fact = {
    type: 'submitted',
    on,
    ...(evidence && { evidence }),
    ...(handover && { handover }),
    ...(mailNumber && { mailNumber }),
    channel,
    applicant,
    ...(coApplicants?.length && { coApplicants }),
    ...(together && representative !== undefined && { representative: representativeAmong(together, representative) }),
    ...(agent && { agent }),
    request,
    ...(needsHelp && { needsHelp }),
    ...(helpWanted && { helpWanted }),
    ...(contactWay && { contactWay }),
    ...(contactTimes && { contactTimes }),
    ...(Object.keys(unfit).length > 0 && { unfit }),
    ...(files.length > 0 && {
      files: files.map((file) => file.id),
      contents: Object.fromEntries(files.map((file) => [file.id, file.sha256])),
    }),
  } as FactOf<'submitted'>
  const opened = await openCase(tx, house, agency, fact, actor, receipt)
  await keepLanguage(tx, opened, submission.language ?? 'zh')
  if (files.length > 0) await putOnFile(tx as Tx, opened, files, actor.by, actor.at)
  await keepContent(house.blobs, files)
  if (papers.length > 0) await keepIdentityDocuments(tx as Tx, opened, papers, actor.at)
}

type Named = { scope: string; key: string }

/** A UUID has 36 characters: a key so long is drawn, not thought of. */
const DRAWN = 20

/**
 * Under what a key is kept: whose it is, for the same one of somebody else is another key. An applicant's that was drawn also
 * with what was sent, for a telephone that asks again comes from another network: whoever sends both has sent them first.
 */
function namesOf(keys: Pick<Keys, 'lookup'>, key: string, submission: Submission): Named[] {
  const own = { scope: `applications ${submission.caller()}`, key }
  if (submission.actor.by !== 'applicant' || key.length < DRAWN) return [own]
  return [{ scope: 'applications drawn', key: keys.lookup(`sent ${key} ${requestOf(submission)}`) }, own]
}

/** The day that we ourselves put on an application from the web is no part of what was sent: a repeat may come after midnight. */
const requestOf = ({
  application,
  unfit = {},
  channel,
  on,
  evidence,
  handover,
  mailNumber,
  files,
  papers = [],
  actor,
}: Submission) =>
  sha256(
    canonical({
      application,
      ...(Object.keys(unfit).length > 0 && { unfit }),
      channel,
      ...(actor.by !== 'applicant' && { on, evidence, handover, ...(mailNumber && { mailNumber }) }),
      files: files.map((file) => [file.name, file.sha256]),
      ...(papers.length > 0 && { papers: papers.map(({ proof }) => proof) }),
    }),
  )

async function claim(
  tx: Tx,
  { keys }: Pick<House, 'keys'>,
  key: string,
  submission: Submission,
  body: Remembered,
): Promise<void> {
  const request = requestOf(submission)
  const rows = namesOf(keys, key, submission).map((name) => ({
    ...{ ...name, status: 201, at: body.submittedAt },
    sealed: sealedAnswer(keys, name, { request, body }),
  }))
  await tx`insert into answers ${tx(rows)}`
}

async function remembered(
  house: Pick<House, 'sql' | 'keys'>,
  key: string,
  submission: Submission,
): Promise<Remembered> {
  const names = namesOf(house.keys, key, submission)
  const kept = await house.sql<(Named & { sealed: Buffer })[]>`
    select scope, key, sealed from answers where (scope, key) in (
      select * from unnest(${names.map(({ scope }) => scope)}::text[], ${names.map((name) => name.key)}::text[]))`
  // What was sent as it is now, first.
  const found = names.flatMap((name) => kept.filter(({ scope }) => scope === name.scope))[0]!
  const first = openedAnswer<Remembered>(house.keys, { scope: found.scope, key: found.key }, found.sealed)
  if (first.request !== requestOf(submission)) throw new KeyReused(first.body.receipt)
  return first.body
}

/** The enquiry code follows from the receipt number: it is kept nowhere, not even with the answer. */
const answerTo = (
  house: Pick<House, 'keys'>,
  { receipt, submittedAt, refusedFiles }: Remembered,
  by: CodedBy,
): Receipt => ({
  receipt,
  enquiryCode: house.keys.enquiryCode(receipt, by),
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

/** The key from which the first code followed may be another one by now: the case knows. */
async function repeated(house: Pick<House, 'sql' | 'keys'>, first: Remembered): Promise<Receipt> {
  return answerTo(house, first, (await caseByReceipt(house.sql, first.receipt))!)
}

const isUnknownAgency = (error: unknown) =>
  (error as { code?: string; constraint_name?: string }).code === '23503' &&
  (error as { constraint_name?: string }).constraint_name?.startsWith('cases_agency_id')
