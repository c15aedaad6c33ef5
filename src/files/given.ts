/**
 * The files that a reply gives, on their way out: which may be given, the copies that leave, who opened them before the
 * review and the signature. SQL: facts ask in their transaction, and what is examined first is asked before it.
 */
import type { Fact, FactOf, FactType } from '../../workflows/disclosure/vocabulary.ts'
import { isTheirs } from '../acts/catalogue.ts'
import { json, type Sql, type Tx, within } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { Refusal } from '../ground/errors.ts'
import type { Keys } from '../ground/keys.ts'
import type { House } from '../house.ts'
import { leavingApart } from '../leaving/apart.ts'
import { type CaseFile, keyOf, reviewIn } from '../ledger/case-file.ts'
import { type GivenFile, givenBySignature, givenFiles } from '../ledger/given.ts'
import { type CaseRow, type FactRow, instant } from '../ledger/queries.ts'
import { type SecretMark, secretAmong } from '../ledger/secret-files.ts'
import { namesOf } from '../people/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import { isToOpen, ownNamesOf, toHeed } from './findings.ts'
import { identityAmong } from './identity-documents.ts'
import { requireRedacted } from './redacted.ts'
import { sealed } from './scans.ts'
import { requireNoSecret } from './secret.ts'

export type Candidate = { id: string; by: string; sha256: string }

/**
 * Of these files those that may go out: never what came from the applicant or from those who were consulted, nor the same
 * bytes again where staff put them in afterwards. What the office had put in first stays the office's.
 * @param files all of the case, in the order in which they came
 * @param identity SHA-256 of those that are pictures of identity documents
 */
export function mayLeave<T extends Candidate>(
  files: readonly T[],
  facts: readonly Pick<FactRow, 'fact' | 'position'>[],
  identity: ReadonlySet<string>,
): T[] {
  const theirs = new Set(
    facts.flatMap(({ fact: recorded }) => {
      const fact = asStood(recorded, facts)
      if (!isTheirs(fact.type)) return []
      const evidence = Array.isArray(fact.evidence) ? fact.evidence : []
      return [...('files' in fact ? (fact.files ?? []) : []), ...evidence]
    }),
  )
  const brought = new Set<string>()
  return files.filter(({ id, by, sha256 }) => {
    const isOurs = by.startsWith('staff:') && !theirs.has(id) && !identity.has(sha256)
    if (!isOurs) brought.add(sha256)
    return isOurs && !brought.has(sha256)
  })
}

/** A replacement is of the type of what it replaces, and does not say it. */
function asStood(fact: Fact, facts: readonly Pick<FactRow, 'fact' | 'position'>[]): Fact {
  if (fact.type !== 'rectified' || !fact.replacement) return fact
  const struck = facts.find(({ position }) => position === fact.position)!.fact
  return { ...fact.replacement, type: struck.type } as Fact
}

/** `secret`: marked as a state secret, here or in another case; told, so that nobody looks for it in vain, and never chosen. */
export type OurFile = { id: string; name: string; size: number; secret?: SecretMark }

/** The office's own files of the case, in the order in which they came: those that it may give or publish, and secret ones. */
export async function ourFiles(
  sql: Sql | Tx,
  keys: Pick<Keys, 'lookup'>,
  { agencyId, caseId }: CaseKey,
  facts: readonly FactRow[],
): Promise<OurFile[]> {
  const files = await sql<(Candidate & OurFile)[]>`
    select id, name, size, by, sha256 from files f where agency_id = ${agencyId} and case_id = ${caseId}
      and not exists (select from file_scans s where s.sha256 = f.sha256 and s.result = 'infected')
    order by at, id`
  const ours = mayLeave(files, facts, await identityAmong(sql, keys, files))
  const secret = await secretAmong(
    sql,
    { agencyId, caseId },
    ours.map(({ sha256 }) => sha256),
  )
  return ours.map(({ id, name, size, sha256 }) => {
    const mark = secret.get(sha256)
    return { id, name, size, ...(mark && { secret: mark }) }
  })
}

type Store = Pick<House, 'blobs' | 'time'>
type Original = { sha256: string; type: string }

/** Makes the copies that leave of these files of the case, those that were made before excepted; in the order of `ids`. */
export async function prepareCopies(tx: Tx, store: Store, key: CaseKey, ids: readonly string[]): Promise<GivenFile[]> {
  await makeCopies(tx, store, await onFile(tx, key, ids))
  return givenFiles(tx, key, ids)
}

/**
 * The same for a fact that is about to be recorded, before its case is locked: nobody else who works on the case waits
 * for it. A copy follows from its original alone, so that one too many does no harm where the fact is refused.
 * @param taken what came with the fact, and is not on file yet
 */
export async function examineFirst(
  { sql, ...store }: Store & Pick<House, 'sql'>,
  key: CaseKey,
  fact: Fact,
  taken: readonly (Original & { id: string })[],
): Promise<void> {
  if (fact.type !== 'replyDrafted') return
  const ids = [...(fact.files ?? []), ...(fact.items ?? []).flatMap(({ files }) => files ?? [])]
  const coming = taken.filter(({ id }) => ids.includes(id))
  const onIt = await within(sql, [key.agencyId], (tx) => onFile(tx, key, ids))
  await makeCopies(sql, store, [...coming, ...onIt])
}

/** The copies that leave of files that are in no case, in their order. */
export async function copiesOf(
  tx: Tx,
  store: Store,
  originals: readonly Original[],
): Promise<Pick<GivenFile, 'sha256' | 'size' | 'findings'>[]> {
  await makeCopies(tx, store, originals)
  const copies: Pick<GivenFile, 'sha256' | 'size' | 'findings'>[] = []
  for (const { sha256, type } of originals)
    copies.push(
      ...(await tx<Pick<GivenFile, 'sha256' | 'size' | 'findings'>[]>`
        select sha256, size, findings from leaving_copies where (original, type) = (${sha256}, ${type})`),
    )
  return copies
}

const onFile = (sql: Sql | Tx, { agencyId, caseId }: CaseKey, ids: readonly string[]) => sql<Original[]>`
  select distinct sha256, type from files
  where agency_id = ${agencyId} and case_id = ${caseId} and id = any(${ids as string[]}::uuid[])`

async function makeCopies(sql: Sql | Tx, { blobs, time }: Store, originals: readonly Original[]): Promise<void> {
  for (const { sha256: original, type } of originals) {
    const [known] = await sql<{ made: boolean; virus: string | null }[]>`
      select exists (select from leaving_copies where (original, type) = (${original}, ${type})) as made,
        (select virus from file_scans where sha256 = ${original} and result = 'infected') as virus`
    if (known!.virus) throw sealed([known!.virus])
    if (known!.made) continue
    const { copy, findings, pages = null } = await leavingApart(await blobs.read(original), type)
    const { sha256, size } = await blobs.put(copy)
    const row = { original, type, sha256, size, pages, findings: json(findings), at: time.now().toISOString() }
    await sql`insert into leaving_copies ${sql(row)} on conflict do nothing`
  }
}

/** A draft goes on with these. */
const PASSES: readonly FactType[] = ['replyReviewed', 'replyApproved', 'replySigned']

/**
 * Review, approval and signature with what the house adds about the files: how many were opened, and which copies leave.
 * @throws Refusal FILES_STATE_SECRET where one was marked since the draft chose it: a draft can always be given back
 * @throws Refusal FILES_NOT_OPENED where whoever reviews, approves or signs has not opened a file whose copy still carries something
 * hidden, or which could not be examined: the findings say what to look for, and only eyes tell whether it may go. Of the
 * others it is recorded and shown, and no more: nobody can be made to read.
 * @throws Refusal FILES_NOT_CLEAN where a review, an approval or a signature passes files that carry what cannot be removed,
 * and nobody answers for it: a review that acknowledged it does so for those that follow too, for they pass the same files.
 */
export async function heldToItsFiles(
  tx: Tx,
  { row, given, agency, facts }: CaseFile,
  fact: Fact,
  by: string,
): Promise<Fact> {
  if (given.length === 0) return fact
  const viruses = given.flatMap(({ virus }) => virus ?? [])
  if (viruses.length > 0 && PASSES.includes(fact.type)) throw sealed(viruses)
  if (!PASSES.includes(fact.type) || ('passed' in fact && !fact.passed)) return fact
  const review = fact.type === 'replyReviewed' ? fact : reviewIn(facts)
  if (!review?.passed) return fact
  await requireNoSecret(tx, keyOf(row), given)
  await requireRedacted(tx, keyOf(row), given)
  const own = ownNamesOf(agency)
  const seen = await openedBy(tx, keyOf(row), given, by)
  const unopened = given.filter((file) => isToOpen(file, own) && !seen.has(file.id))
  if (unopened.length > 0) throw notOpened(keyOf(row), unopened)
  const heeded = given.map((file) => ({ ...file, findings: toHeed(file, own) }))
  const unclean = heeded.filter(({ findings }) => findings.length > 0)
  if (unclean.length > 0 && !review.acknowledged) throw notClean(unclean)
  const opened = { files: given.length, opened: seen.size }
  if (fact.type === 'replyReviewed' || fact.type === 'replyApproved') return { ...fact, opened }
  if (fact.type !== 'replySigned') return fact
  const copies = given.map(({ id, original, sha256 }) => ({ file: id, original, sha256 }))
  return { ...fact, given: copies, opened }
}

/**
 * Before the house itself brings a reply to the applicant: its letter names what it gives. What was posted or handed over is on
 * record as it happened, and the files themselves are held back all the same.
 * @throws Refusal FILES_STATE_SECRET where one was marked since the signature
 */
export async function heldToItsService(tx: Tx, { row, facts }: CaseFile, fact: Fact): Promise<void> {
  if (fact.type !== 'replyServed' || !BY_THE_HOUSE.includes(fact.how)) return
  await requireNoSecret(tx, keyOf(row), await givenBySignature(tx, keyOf(row), facts))
}

const BY_THE_HOUSE: readonly FactOf<'replyServed'>['how'][] = ['portal', 'email']

/** Of the files that are given, those that this person has opened, by id. */
export async function openedBy(
  sql: Sql | Tx,
  key: CaseKey,
  given: readonly Pick<GivenFile, 'id'>[],
  by: string,
): Promise<ReadonlySet<string>> {
  const ids = given.map(({ id }) => id)
  const seen = await sql<{ file: string }[]>`
    select distinct file from given_looks
    where agency_id = ${key.agencyId} and case_id = ${key.caseId} and file = any(${ids}::uuid[]) and by = ${by}`
  return new Set(seen.map(({ file }) => file))
}

/** Where staff open it, which is recorded. */
export const givenUrl = (caseId: string, file: string): string => `/api/v1/cases/${caseId}/given/${file}`

function notOpened({ caseId }: CaseKey, unopened: readonly GivenFile[]): Refusal {
  const message = sentence('files.notOpened', { names: unopened.map(({ name }) => name).join('、') })
  const files = unopened.map(({ id, name }) => ({ file: id, name, url: givenUrl(caseId, id) }))
  return new Refusal('FILES_NOT_OPENED', { message, more: { article: '条例第十七条', files } })
}

function notClean(given: readonly GivenFile[]): Refusal {
  const findings = given.map(({ id, name, findings }) => ({ file: id, name, findings }))
  const message = sentence('files.notClean', { names: findings.map(({ name }) => name).join('、') })
  return new Refusal('FILES_NOT_CLEAN', { message, more: { article: '条例第十七条', findings } })
}

/**
 * One look at a file that the draft gives, recorded before anything is shown: in each case that the draft answers, for it
 * lies in each of them under one id (一并答复).
 */
export async function recordLook(
  { sql, time }: { sql: Sql | Tx } & Pick<House, 'time'>,
  { agencyId, id, context }: Pick<CaseRow, 'agencyId' | 'id' | 'context'>,
  file: string,
  by: string,
): Promise<void> {
  const together = context.draft?.together ?? []
  await sql`
    insert into given_looks (agency_id, case_id, file, by, at)
    select f.agency_id, f.case_id, f.id, ${by}, ${time.now().toISOString()}
    from cases c join files f on (f.agency_id, f.case_id) = (c.agency_id, c.id)
    where c.agency_id = ${agencyId} and (c.id = ${id} or c.number = any(${together})) and f.id = ${file}`
}

/** That the applicant fetched it: the proof that it arrived. */
export async function recordDownload(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { agencyId, caseId }: CaseKey,
  { id, sha256 }: Pick<GivenFile, 'id' | 'sha256'>,
): Promise<void> {
  const row = { agencyId, caseId, file: id, sha256, at: time.now().toISOString() }
  await sql`insert into given_downloads ${sql(row)}`
}

/** A given file with what is known of its way: who opened it, when the applicant fetched it. */
export type GivenOnItsWay = GivenFile & { looks: { by: string; at: string }[]; downloads: string[] }

/** These files with what is known of their way, in their order; the names of staff in words. */
export async function onTheirWay(sql: Sql | Tx, key: CaseKey, given: readonly GivenFile[]): Promise<GivenOnItsWay[]> {
  if (given.length === 0) return []
  const looks = await sql<{ file: string; by: string; at: string }[]>`
    select file, by, at from given_looks where agency_id = ${key.agencyId} and case_id = ${key.caseId} order by id`
  const downloads = await sql<{ file: string; at: string }[]>`
    select file, at from given_downloads where agency_id = ${key.agencyId} and case_id = ${key.caseId} order by id`
  const names = await namesOf(
    sql,
    looks.map(({ by }) => by),
  )
  return given.map((file) => ({
    ...file,
    looks: looks
      .filter((look) => look.file === file.id)
      .map(({ by, at }) => ({ by: names.get(by) ?? by, at: instant(at) })),
    downloads: downloads.filter((one) => one.file === file.id).map(({ at }) => instant(at)),
  }))
}
